//! Copying last week, and what was said of it: which days took entries, which did not and why.

use chrono::NaiveDate;
use domain::Code;
use leptos::prelude::*;
use service::{draft::Draft, hours::Copied};

use super::sheet::Sheet;
use crate::{
    ui::{button::Button, form::Form, icon::IconName, notice::Notice, tone::Tone},
    words::Words,
};

/// The names under which the two deeds leave word of the days for the next page.
const COPIED: &str = "copied";
const FILLED: &str = "filled";

/// The button, where a day of the week could take something.
pub(super) fn button(sheet: &Sheet, w: Words) -> Option<AnyView> {
    let empty = |day| sheet.takes_new(day) && sheet.on(day).next().is_none();
    (!sheet.month && sheet.days().any(empty)).then(|| {
        view! {
            <Form action="/rpc/hours/copy_week" hidden=sheet.hidden() inline=true>
                <Button icon=IconName::Previous>{w.hours_copy_week()}</Button>
            </Form>
        }
        .into_any()
    })
}

/// Which days took entries and which did not, once after the deed.
pub(super) fn notice(w: Words, draft: Option<&Draft>) -> Option<AnyView> {
    let draft = draft.filter(|draft| draft.form == COPIED || draft.form == FILLED)?;
    let copied: Copied = serde_json::from_str(draft.values.get(&draft.form)?).ok()?;
    let days = copied.days.iter().map(|day| w.day_of_week(*day)).collect::<Vec<_>>().join(w.pick("、", ", "));
    let done = if draft.form == COPIED {
        w.hours_copied(copied.days.len(), &days)
    } else {
        w.hours_filled(copied.days.len(), &days)
    };
    let tone = match (copied.days.is_empty(), copied.left_out.is_empty()) {
        (_, true) => Tone::Met,
        (false, false) => Tone::AtRisk,
        (true, false) => Tone::Short,
    };
    let left_out = copied.left_out.iter().map(|(day, code)| view! { <li>{left_out(w, *day, *code)}</li> });
    let left_out = left_out.collect::<Vec<_>>();
    let list = (!left_out.is_empty()).then(|| {
        view! {
            <p>{w.hours_not_copied()}</p>
            <ul>{left_out}</ul>
        }
    });
    let view = view! {
        <Notice tone=tone>
            <p class="notice-title">{done}</p>
            {list}
        </Notice>
    };
    Some(view.into_any())
}

fn left_out(w: Words, day: NaiveDate, code: Code) -> String {
    let why = if code == Code::Duplicate { w.hours_copy_taken() } else { w.code(code) };
    w.of_field(&w.day_of_week(day), why)
}
