//! A schedule drawn: the week as seven bars, and the whole stay as a strip with its days off.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::text::Text;

/// One weekday of the picture.
#[derive(Clone, Debug)]
pub struct WeekBar {
    /// Its name.
    pub label: Text,
    /// The amount in words.
    pub amount: Text,
    /// Its length, 0 to 1 of the longest that is drawn.
    pub fraction: f64,
}

/// Height of the longest bar, px.
const HEIGHT: f64 = 56.0;

/// Seven bars with their amounts, Monday first.
#[component]
pub fn WeekBars(
    /// What the picture shows, for assistive technology.
    #[prop(into)]
    label: Text,
    /// The weekdays.
    days: Vec<WeekBar>,
) -> impl IntoView {
    let days = days
        .into_iter()
        .map(|day| {
            let height = (day.fraction.clamp(0.0, 1.0) * HEIGHT).max(1.0);
            let class = if day.fraction > 0.0 { "week-bar" } else { "week-bar week-bar-none" };
            view! {
                <li>
                    <svg class=class width="28" height="58" aria-hidden="true">
                        <rect x="0" width="28" rx="3" y=format!("{:.1}", 58.0 - height) height=format!("{height:.1}")></rect>
                    </svg>
                    <span class="week-bar-day">{day.label}</span>
                    <b>{day.amount}</b>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <ol class="week-bars" aria-label=label>
            {days}
        </ol>
    }
}

/// The days of a stay from left to right: those of its schedule solid, days off left out, today a line.
#[component]
pub fn StayStrip(
    /// What the picture shows, for assistive technology.
    #[prop(into)]
    label: Text,
    /// First and last day of the stay, inclusive.
    stay: (NaiveDate, NaiveDate),
    /// First and last day of the schedule, inclusive.
    schedule: (NaiveDate, NaiveDate),
    /// Days off, as runs from a first to a last day, inclusive.
    off: Vec<(NaiveDate, NaiveDate)>,
    /// Today, where it is to be shown, with its word.
    #[prop(optional_no_strip)]
    today: Option<(NaiveDate, &'static str)>,
) -> impl IntoView {
    #[expect(clippy::cast_precision_loss, reason = "days of some years are far below 2^52")]
    let length = ((stay.1 - stay.0).num_days() + 1).max(1) as f64;
    #[expect(clippy::cast_precision_loss, reason = "days of some years are far below 2^52")]
    let at = |day: NaiveDate| ((day - stay.0).num_days() as f64 / length * 100.0).clamp(0.0, 100.0);
    let part = |class: &'static str, (first, last): (NaiveDate, NaiveDate)| {
        let (start, end) = (at(first), at(last.succ_opt().unwrap_or(last)));
        view! { <rect class=class x=format!("{start:.2}%") width=format!("{:.2}%", end - start) y="4" height="16"></rect> }
    };
    let off = off.into_iter().map(|run| part("stay-off", run)).collect::<Vec<_>>();
    let today = today.filter(|(day, _)| (stay.0..=stay.1).contains(day)).map(|(day, word)| {
        let x = at(day);
        let (anchor, dx) = if x > 60.0 { ("end", "-4") } else { ("start", "4") };
        let x = format!("{x:.2}%");
        view! {
            <line class="stay-today" x1=x.clone() x2=x.clone() y1="0" y2="34"></line>
            <text x=x dx=dx y="34" text-anchor=anchor>{word}</text>
        }
    });
    let height = if today.is_some() { "38" } else { "24" };
    view! {
        <svg class="stay-strip" width="100%" height=height role="img" aria-label=label>
            {part("stay-all", stay)}
            {part("stay-planned", schedule)}
            {off}
            {today}
        </svg>
        <p class="stay-ends">
            <span>{stay.0.to_string()}</span>
            <span>{stay.1.to_string()}</span>
        </p>
    }
}
