//! The week grid in the browser: sums while one types, what cannot be read, moving by keys.
//!
//! The table itself is rendered on the server only and passes through as children, so that the wasm holds
//! none of it. What the island finds there: `input.hours-input` with `data-row`, `data-day`, `data-kind` and an
//! element `<id>-error`, `<id>-note` for each; `.hours-fixed` with `data-minutes` for what is locked; `.hours-sum`
//! and `.hours-lessons` with `data-sum` of `row-0`, `day-0` or `week` for the sums; `.hours-difference` with
//! `data-sum` and `data-expected` for the difference to the plan, and a button named `fill` that puts the
//! placeholders into the empty cells.

use domain::{
    Code,
    duration::{class_hours, hours_text, tenths_text},
    hours::{Kind, read_time},
};
use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, HtmlInputElement},
};

const DAYS: usize = 7;
const DAY_MINUTES: i64 = 1440;

/// The grid among the children, alive: live sums, readable mistakes, arrow keys and Enter.
#[island]
pub fn WeekGrid(
    /// Minutes of one class hour.
    class_hour_minutes: i32,
    /// What to say of a time that cannot be read, `{}` in place of the cell.
    bad_time: String,
    /// What to say of a day with more than 24 hours, `{}` in place of the cell.
    over_day: String,
    /// A length below a cell, `{}` in place of the hours.
    equals: String,
    /// A number of class hours, `{}` in place of the number.
    lessons: String,
    /// Less than planned, `{}` in place of the hours.
    less: String,
    /// More than planned, `{}` in place of the hours.
    more: String,
    /// The table.
    children: Children,
) -> impl IntoView {
    let root = NodeRef::<leptos::html::Div>::new();
    let grid = StoredValue::new(Texts { class_hour_minutes, bad_time, over_day, equals, lessons, less, more });
    let refresh = move |settled: Option<HtmlInputElement>| {
        if let Some(root) = root.get_untracked() {
            grid.with_value(|texts| texts.refresh(&root, settled.as_ref()));
        }
    };
    let typed = move |event: ev::Event| {
        if let Some(input) = input_of(event.target()) {
            // A mistake is named when the cell is left, and forgotten as soon as it is mended.
            refresh(input.has_attribute("aria-invalid").then_some(input));
        }
    };
    let left = move |event: ev::Event| refresh(input_of(event.target()));
    let pressed = move |event: ev::KeyboardEvent| {
        if let (Some(root), Some(input)) = (root.get_untracked(), input_of(event.target()))
            && let Some(next) = destination(&root, &input, &event)
        {
            event.prevent_default();
            drop(next.focus());
            next.select();
        }
    };
    let clicked = move |event: ev::MouseEvent| {
        if let Some(root) = root.get_untracked()
            && fills(event.target())
        {
            // What is filled in can still be changed here before it is stored.
            event.prevent_default();
            grid.with_value(|texts| texts.fill(&root));
        }
    };
    view! {
        <div class="week-grid" node_ref=root on:input=typed on:change=left on:keydown=pressed on:click=clicked>
            {children()}
        </div>
    }
}

struct Texts {
    class_hour_minutes: i32,
    bad_time: String,
    over_day: String,
    equals: String,
    lessons: String,
    less: String,
    more: String,
}

/// Sums in minutes by their name in `data-sum`.
#[derive(Default)]
struct Sums {
    rows: Vec<i64>,
    days: [i64; DAYS],
}

impl Sums {
    fn add(&mut self, element: &Element, minutes: i64) {
        let (row, day) = (number(element, "data-row"), number(element, "data-day"));
        if self.rows.len() <= row {
            self.rows.resize(row + 1, 0);
        }
        for sum in self.rows.get_mut(row).into_iter().chain(self.days.get_mut(day)) {
            *sum += minutes;
        }
    }

    fn named(&self, name: &str) -> i64 {
        match name.split_once('-') {
            Some(("row", row)) => row.parse().ok().and_then(|row: usize| self.rows.get(row)).copied(),
            Some(("day", day)) => day.parse().ok().and_then(|day: usize| self.days.get(day)).copied(),
            _ => Some(self.days.iter().sum()),
        }
        .unwrap_or_default()
    }
}

impl Texts {
    fn read(&self, input: &HtmlInputElement) -> Result<i64, Code> {
        let kind = input.get_attribute("data-kind").and_then(|kind| Kind::parse(&kind)).unwrap_or(Kind::OnPost);
        match read_time(&input.value(), kind, self.class_hour_minutes) {
            Ok((minutes, _)) => Ok(minutes.into()),
            Err(Code::Required) => Ok(0),
            Err(code) => Err(code),
        }
    }

    /// Says how far the minutes logged on a day are from those expected.
    fn compare(&self, mark: &Element, logged: i64) {
        let expected: i64 = mark.get_attribute("data-expected").and_then(|text| text.parse().ok()).unwrap_or_default();
        let difference = if logged == 0 && !mark.has_attribute("data-due") { 0 } else { logged - expected };
        let text = match difference {
            0 => String::new(),
            less @ ..0 => self.less.replace("{}", &hours_text(-less)),
            more => self.more.replace("{}", &hours_text(more)),
        };
        mark.set_text_content(Some(&text));
        drop(if text.is_empty() { mark.set_attribute("hidden", "") } else { mark.remove_attribute("hidden") });
    }

    /// Puts what is planned into the empty cells of days on which nothing is typed yet.
    fn fill(&self, root: &Element) {
        let sums = self.sums(root);
        for input in inputs(root) {
            let on_day = sums.days.get(number(&input, "data-day")).copied().unwrap_or_default();
            if on_day == 0 && input.value().trim().is_empty() {
                input.set_value(&input.placeholder());
            }
        }
        self.refresh(root, None);
    }

    /// Sums what is typed and what is locked.
    fn sums(&self, root: &Element) -> Sums {
        let mut sums = Sums::default();
        for fixed in all(root, "hours-fixed") {
            sums.add(
                &fixed,
                fixed.get_attribute("data-minutes").and_then(|text| text.parse().ok()).unwrap_or_default(),
            );
        }
        for input in inputs(root) {
            sums.add(&input, self.read(&input).unwrap_or_default());
        }
        sums
    }

    /// Sums everything anew, and says what is wrong with `settled`.
    fn refresh(&self, root: &Element, settled: Option<&HtmlInputElement>) {
        let sums = self.sums(root);
        for input in inputs(root) {
            let minutes = self.read(&input).unwrap_or_default();
            let hours = hours_text(minutes);
            let plain = minutes == 0 || input.value().trim() == hours;
            write(&input, "note", &if plain { String::new() } else { self.equals.replace("{}", &hours) });
        }
        for sum in all(root, "hours-sum") {
            let minutes = sums.named(&sum.get_attribute("data-sum").unwrap_or_default());
            sum.set_text_content(Some(&if minutes == 0 { "–".to_owned() } else { hours_text(minutes) }));
        }
        for sum in all(root, "hours-lessons") {
            let minutes = sums.named(&sum.get_attribute("data-sum").unwrap_or_default());
            let count = class_hours(self.class_hour_minutes.into(), minutes).filter(|count| *count > 0);
            sum.set_text_content(count.map(|count| self.lessons.replace("{}", &tenths_text(count))).as_deref());
        }
        for mark in all(root, "hours-difference") {
            self.compare(&mark, sums.named(&mark.get_attribute("data-sum").unwrap_or_default()));
        }
        if let Some(input) = settled {
            let day = sums.days.get(number(input, "data-day")).copied().unwrap_or_default();
            let problem = match self.read(input) {
                Err(Code::OverTwentyFourHours) => self.over_day.as_str(),
                Ok(minutes) if minutes > 0 && day > DAY_MINUTES => self.over_day.as_str(),
                Ok(_) => "",
                Err(_) => self.bad_time.as_str(),
            };
            drop(if problem.is_empty() {
                input.remove_attribute("aria-invalid")
            } else {
                input.set_attribute("aria-invalid", "true")
            });
            let label = input.get_attribute("aria-label").unwrap_or_default();
            let sentence = problem.replace("{}", &label);
            write(input, "error", &sentence);
        }
    }
}

/// Whether a click was on the button that fills the grid.
fn fills(target: Option<leptos::web_sys::EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.and_then(|element| element.closest("button[name=fill]").ok().flatten()).is_some()
}

/// Puts a text into the element that belongs to an input, and hides it when there is none.
fn write(input: &Element, part: &str, text: &str) {
    if let Some(element) = document().get_element_by_id(&format!("{}-{part}", input.id())) {
        element.set_text_content(Some(text));
        drop(if text.is_empty() { element.set_attribute("hidden", "") } else { element.remove_attribute("hidden") });
    }
}

/// Where a key leads from a cell: up and down a row, sideways at the edge of the text, onwards with Enter.
fn destination(root: &Element, input: &HtmlInputElement, event: &ev::KeyboardEvent) -> Option<HtmlInputElement> {
    let cells = inputs(root);
    let at = cells.iter().position(|cell| cell == input)?;
    let along = |step: isize| cells.get(at.checked_add_signed(step)?).cloned();
    let (row, day) = (number(input, "data-row"), number(input, "data-day"));
    let across = |above: bool| {
        let there = |cell: &&HtmlInputElement| {
            let other = number(cell, "data-row");
            number(cell, "data-day") == day && if above { other < row } else { other > row }
        };
        let mut found = cells.iter().filter(there);
        if above { found.next_back().cloned() } else { found.next().cloned() }
    };
    let start = input.selection_start().ok().flatten().unwrap_or_default();
    let end = input.selection_end().ok().flatten().unwrap_or_default();
    let length = u32::try_from(input.value().encode_utf16().count()).unwrap_or_default();
    let whole = start == 0 && end == length;
    match event.key().as_str() {
        "ArrowUp" => across(true),
        "ArrowDown" => across(false),
        "ArrowLeft" if whole || end == 0 => along(-1),
        "ArrowRight" if whole || start == length => along(1),
        "Enter" if event.shift_key() => along(-1),
        "Enter" => along(1),
        _ => None,
    }
}

fn input_of(target: Option<leptos::web_sys::EventTarget>) -> Option<HtmlInputElement> {
    target?.dyn_into::<HtmlInputElement>().ok().filter(|input| input.class_list().contains("hours-input"))
}

fn inputs(root: &Element) -> Vec<HtmlInputElement> {
    all(root, "hours-input").into_iter().filter_map(|element| element.dyn_into().ok()).collect()
}

fn all(root: &Element, class: &str) -> Vec<HtmlElement> {
    let found = root.get_elements_by_class_name(class);
    (0..found.length()).filter_map(|n| found.item(n)?.dyn_into().ok()).collect()
}

fn number(element: &Element, name: &str) -> usize {
    element.get_attribute(name).and_then(|text| text.parse().ok()).unwrap_or_default()
}
