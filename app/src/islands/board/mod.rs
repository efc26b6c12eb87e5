//! The board in the browser: thousands of rows of which only those that are seen are in the page, bars that are moved
//! by pointer and by keys, what they meet said while they move, and a way back.
//!
//! Without scripts there are the rows of one page, which the server drew with the same markup ([`draw_row`]).
//! Places of rows are set through the style property of elements: the page's policy forbids styles in markup.

mod ask;
mod draw;
mod live;
mod page;

use chrono::NaiveDate;
use domain::board::{WorkDays, read_days};
use leptos::{ev, prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys::Element};

use self::live::{Grip, Held, Live};
use crate::words::{Lang, Words};

pub use draw::{Scale, draw_row, percent};

/// How near to the end of a bar a pointer holds that end, px.
const EDGE: f64 = 8.0;

type Table = StoredValue<Option<Live>>;

/// The board.
#[island]
pub fn Board(
    /// Whether the reader's language is English rather than Chinese.
    english: bool,
    /// The first day shown.
    from: String,
    /// The last day shown.
    to: String,
    /// The days that differ from the ordinary week, as `domain::board` writes them.
    differing: String,
    /// The first rows, as `domain::board` writes them.
    rows: String,
    /// Where the next rows begin; empty when these are all.
    next: String,
    /// How many rows there are.
    count: usize,
    /// The filter of the board as a form, without its cursor.
    filter: String,
    /// The same board as the server drew it.
    children: Children,
) -> impl IntoView {
    let words = Words::new(if english { Lang::En } else { Lang::Zh });
    let root = NodeRef::<leptos::html::Div>::new();
    let table: Table = StoredValue::new(None);
    let filter = StoredValue::new(filter);
    let more = move || ask_for_more(table, filter);
    Effect::new(move |_| {
        if root.get().is_none() {
            return;
        }
        let (Some(from), Some(to)) = (day(&from), day(&to)) else { return };
        let work = WorkDays::new(read_days(&differing));
        let live = Live::new(words, Scale::new(from, to), work, &rows, next.clone(), count);
        page::begin(&live);
        table.set_value(Some(live));
        with(table, page::redraw);
        more();
        let handle = window_event_listener(ev::keydown, move |event| {
            let undoes = (event.ctrl_key() || event.meta_key()) && event.key() == "z";
            if undoes && !page::is_typed_into() {
                event.prevent_default();
                undo(table);
            }
        });
        on_cleanup(move || handle.remove());
    });
    let pointer_down = move |event: ev::PointerEvent| {
        if event.button() == 0 {
            take(table, &event);
        }
    };
    let pointer_move = move |event: ev::PointerEvent| drag(table, &event);
    let pointer_up = move |_: ev::PointerEvent| let_go(table);
    let cancel = move |_: ev::PointerEvent| {
        take_back(table);
    };
    let scrolled = move |_: ev::Event| {
        with(table, page::redraw);
        more();
    };
    let clicked = move |event: ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let on = |id| target.as_ref().is_some_and(|target| page::within(target, id).is_some());
        if on("#board-undo") {
            undo(table);
        } else if on("#board-reason-cancel") {
            give_up(table);
        } else if page::was_dragged() {
            // A bar that was dragged is no link that was followed.
            event.prevent_default();
        }
    };
    let explained = move |event: ev::SubmitEvent| {
        event.prevent_default();
        explain(table);
    };
    let pressed = move |event: ev::KeyboardEvent| {
        if press(table, &event) {
            event.prevent_default();
        }
    };
    view! {
        <div
            class="board-island"
            node_ref=root
            on:pointerdown=pointer_down
            on:pointermove=pointer_move
            on:pointerup=pointer_up
            on:pointercancel=cancel
            on:dragstart=move |event| event.prevent_default()
            on:click=clicked
            on:keydown=pressed
            on:submit=explained
        >
            <div class="board-tools" id="board-tools" hidden>
                <button type="button" class="button" id="board-undo" disabled>{words.board_undo()}</button>
                <p class="field-hint">{words.board_live_hint()}</p>
            </div>
            <p class="board-told" id="board-told" role="status" aria-live="polite"></p>
            <form class="board-reason" id="board-reason" hidden>
                <label class="field-label" for="board-reason-text">{words.board_reason()}</label>
                <input class="control" type="text" id="board-reason-text" maxlength="500" required autocomplete="off" />
                <button class="button button-primary">{words.board_explain()}</button>
                <button type="button" class="button" id="board-reason-cancel">{words.board_give_up()}</button>
            </form>
            <div class="board-live" id="board-live" tabindex="0" role="region" hidden on:scroll=scrolled></div>
            <div id="board-static">{children()}</div>
        </div>
    }
}

/// A day as the server writes it: chrono would bring along all the formats it knows.
fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-').map(|part| part.parse().ok());
    let year = parts.next()??;
    let (month, day) = (parts.next()??, parts.next()??);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn with(table: Table, act: impl FnOnce(&mut Live)) {
    table.try_update_value(|live| live.as_mut().map(act));
}

/// Loads the next rows as long as they are looked at.
fn ask_for_more(table: Table, filter: StoredValue<String>) {
    let mut cursor = None;
    with(table, |live| {
        if live.wants_more(page::seen().1) {
            live.loading = true;
            cursor = Some(live.next.clone());
        }
    });
    let Some(cursor) = cursor else { return };
    let address = format!("/board/rows?{}&cursor={}", filter.get_value(), ask::encoded(&cursor));
    spawn_local(async move {
        let answer = ask::get(&address).await;
        with(table, |live| {
            match answer {
                Some(text) => live.add(&text),
                // What cannot be loaded is asked for again when somebody scrolls on.
                None => live.loading = false,
            }
            page::redraw(live);
        });
        if !table.with_value(|live| live.as_ref().is_none_or(|live| live.loading || live.next.is_empty())) {
            ask_for_more(table, filter);
        }
    });
}

fn take(table: Table, event: &ev::PointerEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some((bar, id)) = target.as_ref().and_then(page::bar_of) else { return };
    let x = f64::from(event.client_x());
    let (left, right) = page::edges(&bar);
    let grip = match (x - left, right - x) {
        // A short bar can only be moved as a whole.
        _ if right - left < 3.0 * EDGE => Grip::Whole,
        (near, _) if near < EDGE => Grip::Start,
        (_, near) if near < EDGE => Grip::End,
        _ => Grip::Whole,
    };
    page::forget_drag();
    with(table, |live| {
        if live.hold(id, grip, Some(x)).is_some() {
            drop(bar.set_pointer_capture(event.pointer_id()));
        }
    });
}

fn drag(table: Table, event: &ev::PointerEvent) {
    with(table, |live| {
        let Some(from) = live.held.and_then(|held| held.from).filter(|_| !live.saving && !live.is_asking()) else {
            return;
        };
        let days = page::days(live.scale, f64::from(event.client_x()) - from);
        if days != 0 || live.is_moved() {
            page::remember_drag();
            live.shift(days, false);
            page::show_held(live);
        }
    });
}

fn let_go(table: Table) {
    let by_pointer =
        table.with_value(|live| live.as_ref().and_then(|live| live.held)).is_some_and(|it| it.from.is_some());
    if by_pointer {
        put_down(table);
    }
}

/// Posts where the held bar lies now; one that lies where it was is let go.
fn put_down(table: Table) {
    let mut job = None;
    with(table, |live| match live.drop_held() {
        Some(it) => {
            page::say(live.words.board_saving(), false);
            job = Some(it);
        }
        None if !live.saving && !live.is_asking() => live.held = None,
        None => {}
    });
    if let Some((held, body)) = job {
        save(table, held, body, false);
    }
}

fn undo(table: Table) {
    let mut job = None;
    with(table, |live| job = live.undo());
    if let Some((held, body)) = job {
        save(table, held, body, true);
    }
}

fn save(table: Table, held: Held, body: String, undone: bool) {
    spawn_local(async move {
        let answer = ask::post("/rpc/board/move", body).await;
        let refused = !matches!(answer, Some((true, _)));
        with(table, |live| {
            let id = live.bar(held).map(|(_, bar)| bar.id.0);
            let told = live.saved(held, undone, answer);
            if live.is_asking() {
                page::show_held(live);
                page::say(&told, true);
                page::ask(true);
                return;
            }
            page::ask(false);
            page::draw_anew(live);
            page::say(&told, refused);
            page::focus(id);
        });
    });
}

/// Posts the move that waits for a reason again, with the one that was typed.
fn explain(table: Table) {
    let mut job = None;
    with(table, |live| {
        job = live.explained(page::reason().trim());
        if job.is_some() {
            page::say(live.words.board_saving(), false);
        }
    });
    if let Some((held, body, undone)) = job {
        save(table, held, body, undone);
    }
}

/// Gives up the move that waits for a reason.
fn give_up(table: Table) {
    with(table, |live| {
        if let Some(held) = live.give_up() {
            page::put_back(live, held);
            page::ask(false);
            page::say("", false);
            page::focus(live.bar(held).map(|(_, bar)| bar.id.0));
        }
    });
}

/// Puts the held bar back where it was.
fn take_back(table: Table) -> bool {
    let mut back = false;
    with(table, |live| {
        if live.saving || live.is_asking() {
            return;
        }
        if let Some(held) = live.held.take() {
            page::put_back(live, held);
            page::say("", false);
            back = true;
        }
    });
    back
}

/// Does what a key stands for on a bar; answers whether it stood for anything.
fn press(table: Table, event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some((_, id)) = target.as_ref().and_then(page::bar_of) else { return false };
    let days = match event.key().as_str() {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        "ArrowUp" => -7,
        "ArrowDown" => 7,
        "Escape" => return take_back(table),
        "Enter" => {
            let moved = table.with_value(|live| live.as_ref().is_some_and(Live::is_moved));
            if moved {
                put_down(table);
            }
            return moved;
        }
        _ => return false,
    };
    let grip = if event.shift_key() { Grip::End } else { Grip::Whole };
    with(table, |live| {
        if live.saving || live.is_asking() {
            return;
        }
        if live.held.is_some_and(|held| live.bar(held).is_some_and(|(_, bar)| bar.id.0 != id))
            && let Some(held) = live.held.take()
        {
            page::put_back(live, held);
        }
        if live.hold(id, grip, None).is_some() {
            live.shift(days, true);
            page::show_held(live);
        } else {
            page::say(live.words.board_fixed(), true);
        }
    });
    true
}
