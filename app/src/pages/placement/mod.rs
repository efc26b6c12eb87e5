//! Placements: list, one, new, edit.

mod conflicts;
mod course;
mod deeds;
mod fields;
mod form;
mod from_opening;
mod list;
pub mod many;
mod plan;
mod schedule;
mod show;
mod week;

pub(in crate::pages) use fields::{forms, person_label};
pub(super) use form::drafting_for;
pub use form::{EditPlacementPage, NewPlacementPage};
pub use list::PlacementsPage;
pub use many::PlaceManyPage;
pub use schedule::SchedulePage;
pub use show::PlacementPage;

use domain::placement::State;

use crate::ui::{icon::IconName, tone::Tone};

/// Colour and icon of a state.
pub(in crate::pages) const fn state_look(state: State) -> (Tone, IconName) {
    match state {
        State::Draft => (Tone::Neutral, IconName::Draft),
        State::Submitted => (Tone::AtRisk, IconName::Waiting),
        State::Approved => (Tone::Provisional, IconName::Calendar),
        State::Active => (Tone::Accent, IconName::Placement),
        State::Completed => (Tone::Met, IconName::Check),
        State::Terminated => (Tone::Muted, IconName::Close),
        State::Declined => (Tone::Short, IconName::Close),
        State::Withdrawn => (Tone::Muted, IconName::Returned),
    }
}
