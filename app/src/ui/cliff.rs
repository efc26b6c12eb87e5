//! How many meet something, step by step over time: without what is planned, and what the plan adds.
//!
//! The steps stretch with the width; the words stand on their places in per cent and keep their size.

use std::fmt::Write as _;

use leptos::prelude::*;

use super::text::Text;

/// Height of the steps, px.
const HEIGHT: u32 = 132;
/// Height of the words above and below, px.
const WORDS: u32 = 22;

/// A word on the axis of time.
#[derive(Clone, Debug)]
pub struct CliffTick {
    /// The step at whose beginning it stands, from 0 on.
    pub at: usize,
    /// The word.
    pub label: Text,
}

/// Steps without and with what is planned, below the number of all whom it is about.
#[component]
pub fn Cliff(
    /// What is shown, for assistive technology.
    #[prop(into)]
    label: Text,
    /// How many it is about, step by step.
    whole: Vec<u32>,
    /// How many without what is planned, step by step.
    without: Vec<u32>,
    /// How many with what is planned, step by step.
    with: Vec<u32>,
    /// The words on the axis of time.
    ticks: Vec<CliffTick>,
    /// The step up to which something else on the page looks ahead, marked by a line; `None` for none.
    #[prop(optional_no_strip)]
    horizon: Option<usize>,
) -> impl IntoView {
    let steps = whole.len().max(1);
    let most = whole.iter().chain(&without).chain(&with).copied().max().unwrap_or_default().max(1);
    let at = |step: usize| format!("{:.2}%", step as f64 / steps as f64 * 100.0);
    let (top, bottom) = (WORDS, WORDS + HEIGHT);
    let ticks = ticks
        .into_iter()
        .map(|tick| {
            let x = at(tick.at);
            view! {
                <line class="cliff-tick" x1=x.clone() x2=x.clone() y1=top y2=bottom + 5></line>
                <text class="cliff-word" x=x dx="4" y=bottom + 16>
                    {tick.label}
                </text>
            }
        })
        .collect::<Vec<_>>();
    let horizon = horizon.filter(|step| *step < steps).map(|step| {
        let x = at(step);
        view! { <line class="cliff-horizon" x1=x.clone() x2=x y1=top y2=bottom></line> }
    });
    let size = format!("0 0 {steps} 100");
    view! {
        <svg class="cliff" width="100%" height=bottom + WORDS role="img" aria-label=label>
            <line class="cliff-edge" x1="0" x2="100%" y1=top y2=top></line>
            {ticks}
            <svg y=top width="100%" height=HEIGHT viewBox=size preserveAspectRatio="none">
                <path class="cliff-with" d=area(&with, most)></path>
                <path class="cliff-without" d=area(&without, most)></path>
                <path class="cliff-whole-line" d=line(&whole, most)></path>
                <path class="cliff-with-line" d=line(&with, most)></path>
                <path class="cliff-without-line" d=line(&without, most)></path>
            </svg>
            {horizon}
            <line class="cliff-base" x1="0" x2="100%" y1=bottom y2=bottom></line>
            <text class="cliff-word" x="0" y=top - 6>
                {most.to_string()}
            </text>
        </svg>
    }
}

/// The upper edge of the steps, a step one wide, 100 high for the most.
fn line(values: &[u32], most: u32) -> String {
    let mut path = String::new();
    for (step, value) in values.iter().enumerate() {
        let y = 100.0 - f64::from(*value) / f64::from(most) * 100.0;
        let begin = if step == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{begin}{step} {y:.2}H{}", step + 1);
    }
    path
}

/// The same, filled down to the base.
fn area(values: &[u32], most: u32) -> String {
    if values.is_empty() { String::new() } else { format!("{}V100H0Z", line(values, most)) }
}

/// What each line means.
#[component]
pub fn CliffLegend(
    /// Of the number of all.
    #[prop(into)]
    whole: Text,
    /// Of those without what is planned.
    #[prop(into)]
    without: Text,
    /// Of those with what is planned.
    #[prop(into)]
    with: Text,
    /// Of the line up to which something else looks ahead.
    #[prop(into)]
    horizon: Text,
) -> impl IntoView {
    let item = |class: &'static str, text: Text| {
        view! {
            <li>
                <svg class="cliff-key" width="28" height="12" aria-hidden="true">
                    <line class=class x1="0" x2="28" y1="6" y2="6"></line>
                </svg>
                {text}
            </li>
        }
    };
    view! {
        <ul class="cliff-legend">
            {item("cliff-without-line", without)}
            {item("cliff-with-line", with)}
            {item("cliff-whole-line", whole)}
            {item("cliff-horizon", horizon)}
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_along_and_then_down() {
        assert_eq!(line(&[4, 1], 4), "M0 0.00H1L1 75.00H2");
        assert_eq!(area(&[4, 1], 4), "M0 0.00H1L1 75.00H2V100H0Z");
        assert_eq!(area(&[], 4), "");
    }
}
