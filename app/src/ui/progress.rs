//! How far something is: a ring for one judgement, a bar where many are compared.

use super::text::{MaybeText, Text};
use super::tone::Tone;
use leptos::prelude::*;

/// A fraction as percent of the way, cut off below 0 and above 100.
pub(super) fn percent(fraction: f64) -> f64 {
    if fraction.is_finite() { (fraction * 100.0).clamp(0.0, 100.0) } else { 0.0 }
}

/// A ring, drawn clockwise from the top, with the percentage inside.
#[component]
pub fn Ring(
    /// How much is done: 0 to 1, more than 1 when there is more than asked for.
    fraction: f64,
    /// What the ring says, in words, for assistive technology.
    #[prop(into)]
    label: Text,
    /// What the colour means.
    #[prop(optional)]
    tone: Tone,
    /// Width and height in px.
    #[prop(default = 88)]
    size: u32,
    /// What stands inside; the whole percent when not given, rounded down so that 100 % means reached.
    #[prop(optional, into)]
    text: MaybeText,
) -> impl IntoView {
    let percent = percent(fraction);
    let text = text.get().unwrap_or_else(|| format!("{:.0}%", percent.floor()).into());
    // The round cap would show a dot at zero.
    let done = (percent > 0.0).then(|| {
        view! {
            <circle
                class="ring-done"
                cx="18"
                cy="18"
                r="15.5"
                pathLength="100"
                stroke-dasharray=format!("{percent:.1} 100")
                transform="rotate(-90 18 18)"
            ></circle>
        }
    });
    view! {
        <svg class="ring" data-tone=tone.name() viewBox="0 0 36 36" width=size height=size role="img" aria-label=label>
            <circle class="ring-rest" cx="18" cy="18" r="15.5"></circle>
            {done}
            <text class="ring-text" x="18" y="18" dy="0.36em" text-anchor="middle">
                {text}
            </text>
        </svg>
    }
}

/// A bar as wide as the place it stands in.
#[component]
pub fn Bar(
    /// How much is done: 0 to 1, more than 1 when there is more than asked for.
    fraction: f64,
    /// What the bar says, in words, for assistive technology.
    #[prop(into)]
    label: Text,
    /// What the colour means.
    #[prop(optional)]
    tone: Tone,
    /// How much was expected by now, 0 to 1, drawn as a mark.
    #[prop(optional)]
    expected: Option<f64>,
) -> impl IntoView {
    let mark = expected.map(|expected| {
        let x = format!("{:.1}%", percent(expected));
        view! { <line class="bar-mark" x1=x.clone() x2=x y1="0" y2="12"></line> }
    });
    view! {
        <svg class="bar" data-tone=tone.name() width="100%" height="12" role="img" aria-label=label>
            <rect class="bar-rest" x="0" y="2" width="100%" height="8" rx="4"></rect>
            <rect class="bar-done" x="0" y="2" width=format!("{:.1}%", percent(fraction)) height="8" rx="4"></rect>
            {mark}
        </svg>
    }
}
