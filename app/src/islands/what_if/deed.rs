//! What a click, a key or a field means, and what is drawn anew because of it.

use chrono::NaiveDate;
use domain::{
    hours::Kind,
    organisation::OrganisationKind,
    placement::Load,
    policy::{
        Decimal,
        trial::{Edit, read_decimal},
    },
};
use leptos::{
    wasm_bindgen::JsCast,
    web_sys::{Element, Event, HtmlInputElement, KeyboardEvent},
};

use super::{
    html, outcome,
    rule::{self, Part},
    state::{Row, Table, is_of_this_age},
    stint,
};

/// What somebody does: the element says it, in `data-do` or `data-set`, or the key.
pub(super) struct Deed {
    name: String,
    /// The element that says it.
    element: Element,
    /// The stint or the rule that it is about.
    about: Option<u32>,
}

impl Deed {
    /// What an event means; none for one that means nothing here.
    pub(super) fn of(event: &Event) -> Option<Self> {
        let target = event.target()?.dyn_into::<Element>().ok()?;
        let (element, name) = match event.type_().as_str() {
            "click" => named(&target, "data-do")?,
            "input" => named(&target, "data-set")?,
            _ => {
                let track = target.closest(".trial-track").ok()??;
                let name = match event.unchecked_ref::<KeyboardEvent>().key().as_str() {
                    "ArrowLeft" => "earlier",
                    "ArrowRight" => "later",
                    _ => return None,
                };
                event.prevent_default();
                (track, name.to_owned())
            }
        };
        let about = named(&element, "data-stint").or_else(|| named(&element, "data-rule"));
        Some(Self { name, element, about: about.and_then(|(_, number)| number.parse().ok()) })
    }

    /// Does it and draws what comes of it.
    pub(super) fn act(&self, table: &mut Table, event: &Event) {
        match self.name.as_str() {
            "reset" => {
                table.reset();
                self.all_anew(table);
            }
            "add" => {
                let number = table.add();
                stint::redraw(table);
                html::set("trial-day", &table.day.to_string());
                html::focus(&format!("trial-{number}-first"));
            }
            "remove" => {
                table.rows.retain(|row| Some(row.number) != self.about);
                stint::redraw(table);
                html::focus("trial-add");
            }
            "open-stint" => {
                let number = self.about.unwrap_or(u32::MAX);
                table.change(number, |row| row.open = !row.open);
                table.row(number).into_iter().for_each(|row| stint::unfold(table, row));
                return;
            }
            "open-rule" | "restore" => self.on_rule(table),
            _ if event.type_() == "input" => self.set(table),
            _ => table.change(self.about.unwrap_or(u32::MAX), |row| self.on_stint(row)),
        }
        table.judge();
        stint::refresh(table);
        rule::refresh(table);
        outcome::refresh(table);
    }

    /// Draws the fields anew, which otherwise keep what is typed.
    fn all_anew(&self, table: &Table) {
        stint::redraw(table);
        for (place, row) in table.rules.iter().enumerate() {
            rule::unfold(table, place, row);
        }
        html::set("trial-day", &table.day.to_string());
        if let Some(claims) = html::element("trial-claims") {
            claims.unchecked_ref::<HtmlInputElement>().set_checked(table.claims);
        }
    }

    fn on_stint(&self, row: &mut Row) {
        match self.name.as_str() {
            "earlier" => row.shift(-1),
            "later" => row.shift(1),
            "leave-out" => row.now.left_out = !row.now.left_out,
            _ => return,
        }
        // The field keeps what was typed unless it is told.
        html::set(&format!("trial-{}-first", row.number), &row.now.first_day.to_string());
    }

    fn on_rule(&self, table: &mut Table) {
        let Some(place) = self.about.map(|place| place as usize) else { return };
        if let Some(row) = table.rules.get_mut(place) {
            if self.name == "restore" {
                row.now = row.before.clone();
                html::focus(&format!("rule-{place}-open"));
            } else {
                row.open = !row.open;
            }
        }
        table.rules.get(place).into_iter().for_each(|row| rule::unfold(table, place, row));
    }

    /// Takes over what a field says, and marks one that cannot be read.
    fn set(&self, table: &mut Table) {
        let input: &HtmlInputElement = self.element.unchecked_ref();
        let text = input.value();
        let text = text.trim();
        let most = input.get_attribute("data-most").and_then(|most| most.parse().ok()).unwrap_or(i64::MAX / 100);
        let number = read_decimal(text).filter(|number| *number <= Decimal::whole(most));
        let day = || read_day(text).filter(|day| is_of_this_age(*day));
        let part = match self.name.as_str() {
            "day" => {
                table.day = day().unwrap_or(table.day);
                return;
            }
            "claims" => {
                table.claims = input.checked();
                return;
            }
            "target" => Part::Target,
            "unit" => Part::Unit,
            "window" => Part::Window,
            "cap" => Part::Cap,
            "month" => Part::Month,
            name => {
                let mut good = true;
                table.change(self.about.unwrap_or(u32::MAX), |row| {
                    good = set_stint(&mut row.now, name, text, number, day());
                });
                mark(input, good);
                return;
            }
        };
        let place = input.get_attribute("data-criterion").and_then(|place| place.parse().ok()).unwrap_or_default();
        let row = self.about.and_then(|about| table.rules.get_mut(about as usize));
        // An empty cap is none; what is no number is nothing.
        let is_read = number.is_some() || part == Part::Unit || (part == Part::Cap && text.is_empty());
        mark(input, is_read && row.is_some_and(|row| rule::change(&mut row.now, place, part, text, number)));
    }
}

/// The nearest element around that has an attribute, and its value.
fn named(element: &Element, attribute: &str) -> Option<(Element, String)> {
    let found = element.closest(&format!("[{attribute}]")).ok()??;
    let value = found.get_attribute(attribute)?;
    Some((found, value))
}

/// A day as a browser writes it, `YYYY-MM-DD`: chrono would bring along all the formats it knows.
fn read_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    NaiveDate::from_ymd_opt(year, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
}

/// Takes over a field of a stint; answers whether it can be read. A day that is half typed is no mistake.
fn set_stint(edit: &mut Edit, name: &str, text: &str, number: Option<Decimal>, day: Option<NaiveDate>) -> bool {
    let whole = |number: i64| u32::try_from(number / 100).unwrap_or_default();
    match (name, number) {
        ("first", _) => edit.first_day = day.unwrap_or(edit.first_day),
        ("days", Some(number)) => edit.workdays = whole(number.0),
        ("hours", Some(number)) => edit.day_minutes = whole(number.0 * 60),
        ("load", _) => edit.load = Load::parse(text).unwrap_or(edit.load),
        ("form", _) => edit.form = Kind::parse(text).unwrap_or(edit.form),
        ("host", _) => edit.host = OrganisationKind::parse(text).unwrap_or(edit.host),
        _ => return false,
    }
    true
}

/// Marks a field that cannot be read, and says so below it.
fn mark(input: &HtmlInputElement, good: bool) {
    let error = html::element(&format!("{}-error", input.id()));
    drop(if good { input.remove_attribute("aria-invalid") } else { input.set_attribute("aria-invalid", "true") });
    if let Some(error) = error {
        drop(if good { error.set_attribute("hidden", "") } else { error.remove_attribute("hidden") });
    }
}
