//! The states a thing goes through, with who and when.

use super::icon::{IconName, icon};
use super::text::{MaybeText, Text};
use leptos::prelude::*;

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Passed.
    Done,
    /// Where the thing is now.
    Current,
    /// Still to come.
    Ahead,
    /// The way ended here: declined, terminated or withdrawn.
    Stopped,
}

impl StepState {
    const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Ahead => "ahead",
            Self::Stopped => "stopped",
        }
    }
}

/// One step of the way.
#[derive(Clone, Debug)]
pub struct Step {
    /// The state's name.
    pub label: Text,
    /// Who brought it there, or who has to.
    pub who: MaybeText,
    /// When that was, as a date in the reader's form.
    pub when: MaybeText,
    /// Where the step stands.
    pub state: StepState,
    /// The same in a word for assistive technology ("done", "to come").
    pub state_word: Text,
}

/// The steps in their order, side by side where there is room and one below the other where there is not.
#[component]
pub fn Stepper(
    /// What the steps are of, for assistive technology.
    #[prop(into)]
    label: Text,
    /// The steps in their order.
    steps: Vec<Step>,
) -> impl IntoView {
    let items = steps
        .into_iter()
        .map(|step| {
            let marker = match step.state {
                StepState::Done => Some(IconName::Check),
                StepState::Stopped => Some(IconName::Close),
                StepState::Current | StepState::Ahead => None,
            };
            let current = (step.state == StepState::Current).then_some("step");
            view! {
                <li class="step" data-state=step.state.name() aria-current=current>
                    <span class="step-marker">{marker.map(icon)}</span>
                    <span class="step-text">
                        <span class="step-label">
                            {step.label} <span class="visually-hidden">{step.state_word}</span>
                        </span>
                        {step.who.get().map(|who| view! { <span class="step-fact">{who}</span> })}
                        {step.when.get().map(|when| view! { <span class="step-fact">{when}</span> })}
                    </span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <ol class="stepper" aria-label=label>
            {items}
        </ol>
    }
}
