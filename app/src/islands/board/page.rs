//! The page under the board: what is seen of it, rows put into it and taken out, bars set to their places.

use std::cell::Cell;

use leptos::{
    prelude::document,
    wasm_bindgen::JsCast,
    web_sys::{
        Element, HtmlElement,
        js_sys::{Function, Reflect},
    },
};

use super::{
    draw::{Scale, bar_label, draw_row},
    live::{Held, Live},
};

/// How far beyond what is seen rows are drawn, px.
const BEYOND: usize = 600;

thread_local! {
    /// Whether the pointer moved a bar since it was pressed.
    static DRAGGED: Cell<bool> = const { Cell::new(false) };
}

pub(super) fn forget_drag() {
    DRAGGED.set(false);
}

pub(super) fn remember_drag() {
    DRAGGED.set(true);
}

/// Whether a bar was dragged just now; asked once.
pub(super) fn was_dragged() -> bool {
    DRAGGED.take()
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The element around another that a selector names.
pub(super) fn within(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// The bar that an element belongs to, with the number of its placement.
pub(super) fn bar_of(element: &Element) -> Option<(Element, i64)> {
    let bar = within(element, ".board-bar")?;
    let id = bar.id().strip_prefix("board-bar-")?.parse().ok()?;
    Some((bar, id))
}

/// Whether keys are text where the focus is.
pub(super) fn is_typed_into() -> bool {
    let at = document().active_element();
    at.is_some_and(|at| matches!(at.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// A side of the rectangle of an element on the screen, px; asked by name, since the binding of rectangles is not built.
fn on_screen(element: &Element, side: &str) -> Option<f64> {
    let ask: Function = Reflect::get(element, &"getBoundingClientRect".into()).ok()?.dyn_into().ok()?;
    Reflect::get(&ask.call0(element).ok()?, &side.into()).ok()?.as_f64()
}

/// The left and right edge of a bar on the screen, px.
pub(super) fn edges(bar: &Element) -> (f64, f64) {
    // Its rectangle: the box of the whole reaches as far as its text would.
    let shape = bar.query_selector(".board-shape rect").ok().flatten();
    let shape = shape.as_ref().unwrap_or(bar);
    (on_screen(shape, "left").unwrap_or_default(), on_screen(shape, "right").unwrap_or_default())
}

/// How many days lie in a distance on the screen.
pub(super) fn days(scale: Scale, distance: f64) -> i64 {
    let lane = document().query_selector("#board-live .board-bars").ok().flatten();
    let width = lane.and_then(|lane| on_screen(&lane, "width")).unwrap_or(1.0).max(1.0);
    (distance * scale.days as f64 / width).round() as i64
}

/// Puts the live board in the place of the static one, under the same scale.
pub(super) fn begin(live: &Live) {
    let (Some(before), Some(place)) = (element("board-static"), element("board-live")) else { return };
    let scale = before.query_selector(".board-scale").ok().flatten();
    let name = before.query_selector(".board-frame").ok().flatten().and_then(|it| it.get_attribute("aria-label"));
    let span = before.query_selector(".board").ok().flatten().and_then(|it| it.get_attribute("data-span"));
    let Some(scale) = scale else { return };
    let head = scale.outer_html();
    before.set_inner_html("");
    place.set_inner_html("<div class=\"board\" role=\"table\"><div id=\"board-head\"></div><div class=\"board-rows\" id=\"board-rows\" role=\"rowgroup\"></div></div>");
    if let Some(it) = element("board-head") {
        it.set_outer_html(&head);
    }
    if let (Some(board), Some(span)) = (place.first_element_child(), span) {
        drop(board.set_attribute("data-span", &span));
    }
    if let Some(name) = name {
        drop(place.set_attribute("aria-label", &name));
        if let Some(board) = place.first_element_child() {
            drop(board.set_attribute("aria-label", &name));
        }
    }
    drop(place.remove_attribute("hidden"));
    show_today(&place);
    if let Some(tools) = element("board-tools") {
        drop(tools.remove_attribute("hidden"));
    }
    grow(live);
}

/// Scrolls sideways to where today is: on a phone a term begins far from it.
fn show_today(place: &HtmlElement) {
    let find = |selector| place.query_selector(selector).ok().flatten();
    let Some((axis, line)) = find(".board-axis").zip(find(".board-today")) else { return };
    let share = line.get_attribute("x1").and_then(|x| x.trim_end_matches('%').parse::<f64>().ok());
    let (left, width) = (on_screen(&axis, "left"), on_screen(&axis, "width"));
    if let (Some(share), Some(left), Some(width), Some(edge)) = (share, left, width, on_screen(place, "left")) {
        let half = f64::from(place.client_width()) / 2.0;
        place.set_scroll_left((left - edge + width * share / 100.0 - half) as i32);
    }
}

/// Gives the place of all rows its height, so that it can be scrolled as if all were there.
fn grow(live: &Live) {
    if let Some(rows) = element("board-rows") {
        drop(rows.style().set_property("height", &format!("{}px", live.height())));
    }
}

/// What is seen of the rows, from and to, px.
pub(super) fn seen() -> (usize, usize) {
    let Some(place) = element("board-live") else { return (0, 0) };
    let whole = |px: i32| usize::try_from(px).unwrap_or_default();
    let from = whole(place.scroll_top());
    (from, from + whole(place.client_height()))
}

/// Draws the rows that are seen and takes the others out.
pub(super) fn redraw(live: &mut Live) {
    let (from, to) = seen();
    let wanted = live.between(from.saturating_sub(BEYOND), to + BEYOND);
    let (before, after) = (live.drawn, wanted);
    let Some(place) = element("board-rows") else { return };
    for n in (before.0..before.1).filter(|n| !(after.0..after.1).contains(n)) {
        // The row with a bar that is held stays until it is let go.
        if let Some(row) = live.rows.get(n).and_then(|row| element(&row_id(row.person.0))) {
            row.remove();
        }
    }
    for n in (after.0..after.1).filter(|n| !(before.0..before.1).contains(n)) {
        let Some(row) = live.rows.get(n) else { continue };
        let mut markup = String::new();
        draw_row(&mut markup, live.words, row, live.scale);
        drop(place.insert_adjacent_html("beforeend", &markup));
        if let Some(row) = element(&row_id(row.person.0)) {
            let top = format!("translateY({}px)", live.top(n));
            drop(row.style().set_property("transform", &top));
        }
    }
    live.drawn = after;
    grow(live);
}

/// Draws all rows that are seen anew.
pub(super) fn draw_anew(live: &mut Live) {
    if let Some(place) = element("board-rows") {
        place.set_inner_html("");
    }
    live.drawn = (0, 0);
    redraw(live);
    if let Some(button) = element("board-undo") {
        drop(if live.can_undo() { button.remove_attribute("disabled") } else { button.set_attribute("disabled", "") });
    }
}

fn row_id(person: i64) -> String {
    format!("board-row-{person}")
}

/// Sets the held bar to where it would come to lie, and says what it meets there.
pub(super) fn show_held(live: &Live) {
    let Some((held, (_, bar))) = live.held.and_then(|held| Some((held, live.bar(held)?))) else { return };
    let (told, hard) = live.told();
    let Some(element) = document().get_element_by_id(&format!("board-bar-{}", bar.id)) else { return };
    drop(element.set_attribute("data-held", if hard { "hard" } else { "free" }));
    set_shape(&element, live.scale.place(held.days.0, held.days.1));
    say(&told, hard);
}

fn set_shape(bar: &Element, (x, width): (String, String)) {
    if let Some(shape) = bar.query_selector(".board-shape").ok().flatten() {
        drop(shape.set_attribute("x", &x));
        drop(shape.set_attribute("width", &width));
    }
}

/// Shows the form for a reason, or puts it away.
pub(super) fn ask(asking: bool) {
    let Some(form) = element("board-reason") else { return };
    drop(if asking { form.remove_attribute("hidden") } else { form.set_attribute("hidden", "") });
    if let Some(input) = reason_input() {
        if asking {
            drop(input.focus());
        } else {
            set_value(&input, "");
        }
    }
}

/// The reason that was typed.
pub(super) fn reason() -> String {
    let value = reason_input().and_then(|input| Reflect::get(&input, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

fn reason_input() -> Option<HtmlElement> {
    element("board-reason-text")
}

/// The binding of inputs is not built.
fn set_value(input: &HtmlElement, text: &str) {
    drop(Reflect::set(input, &"value".into(), &text.into()));
}

/// Sets a bar back to its days.
pub(super) fn put_back(live: &Live, held: Held) {
    let Some((_, bar)) = live.bar(held) else { return };
    let Some(element) = document().get_element_by_id(&format!("board-bar-{}", bar.id)) else { return };
    drop(element.remove_attribute("data-held"));
    drop(element.set_attribute("aria-label", &bar_label(live.words, bar)));
    set_shape(&element, live.scale.place(bar.first_day, bar.last_day));
}

/// Says something about the board, aloud as well.
pub(super) fn say(text: &str, is_bad: bool) {
    if let Some(told) = element("board-told") {
        if told.text_content().as_deref() != Some(text) {
            told.set_text_content(Some(text));
        }
        drop(told.set_attribute("data-tone", if is_bad { "short" } else { "neutral" }));
    }
}

/// Gives the focus back to a bar that was drawn anew.
pub(super) fn focus(id: Option<i64>) {
    let bar = id.and_then(|id| document().get_element_by_id(&format!("board-bar-{id}")));
    if let Some(bar) = bar {
        // SVG elements take the focus like others; the binding knows it of HTML only.
        drop(bar.unchecked_ref::<HtmlElement>().focus());
    }
}
