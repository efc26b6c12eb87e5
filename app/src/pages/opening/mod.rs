//! Openings: list, one, new, edit, and how the own engineers fare at the colleges.

mod engineers;
mod form;
mod list;
mod show;

pub use form::{EditOpeningPage, NewOpeningPage};
pub use list::OpeningsPage;
pub use show::OpeningPage;

use chrono::NaiveDate;
use domain::opening::{Opening, OpeningKind};

use crate::{
    ui::{icon::IconName, tone::Tone},
    words::Words,
};

/// The icon of a kind.
const fn icon(kind: OpeningKind) -> IconName {
    match kind {
        OpeningKind::Post => IconName::Organisation,
        OpeningKind::TeachingNeed => IconName::People,
        OpeningKind::EngineerOffer => IconName::Person,
    }
}

/// How an opening stands on a day: colour and word.
fn standing(w: Words, opening: &Opening, today: NaiveDate) -> (Tone, &'static str) {
    if !opening.open {
        (Tone::Muted, w.opening_closed())
    } else if opening.last_day < today {
        (Tone::Muted, w.opening_over())
    } else if opening.free() == 0 {
        (Tone::Neutral, w.opening_full())
    } else {
        (Tone::Met, w.opening_open())
    }
}

/// How much of the capacity is free, from 0 to 1.
fn free_fraction(opening: &Opening) -> f64 {
    f64::from(opening.free()) / f64::from(opening.capacity.max(1))
}

/// The colour of what is free: nothing calls for attention but the last places.
fn free_tone(opening: &Opening) -> Tone {
    match opening.free() {
        0 => Tone::Muted,
        left if left * 4 <= opening.capacity => Tone::AtRisk,
        _ => Tone::Met,
    }
}

/// The specialty as people read it: the name in the catalogue with its code, or what was typed.
fn specialty(opening: &Opening) -> String {
    match (&opening.major, &opening.specialty) {
        (Some(major), Some(code)) => format!("{major} {code}"),
        (_, Some(text)) => text.clone(),
        _ => String::new(),
    }
}

/// The place as people read it: what was typed, or else the city of the organisation.
fn place(opening: &Opening) -> String {
    opening.place.clone().or_else(|| opening.city.clone()).unwrap_or_default()
}
