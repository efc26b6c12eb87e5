//! What takes somebody's time, in the order of the clock.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    name::Named,
    session::{Source, Span},
};

/// A time that is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// When.
    pub span: Span,
    /// The attendance date.
    pub day: NaiveDate,
    /// Minutes of work in it.
    pub minutes: i32,
    /// By what.
    pub source: Source,
    /// What it is called; `None` where the reader may not know.
    pub name: Option<Named>,
}

/// Taken times by their start, with how far those before each reach, so that what overlaps is found without looking
/// at the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Taken>", into = "Vec<Taken>")]
pub struct Timeline {
    taken: Vec<Taken>,
    reach: Vec<i64>,
}

impl From<Vec<Taken>> for Timeline {
    fn from(mut taken: Vec<Taken>) -> Self {
        taken.sort_by_key(|it| (it.span, it.source));
        let mut far = i64::MIN;
        let reach = taken
            .iter()
            .map(|it| {
                far = far.max(it.span.end);
                far
            })
            .collect();
        Self { taken, reach }
    }
}

impl From<Timeline> for Vec<Taken> {
    fn from(it: Timeline) -> Self {
        it.taken
    }
}

impl Timeline {
    /// Everything that has a minute in common with `span`, the earliest first.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = &Taken> {
        let from = self.reach.partition_point(|reach| *reach <= span.start);
        let rest = self.taken.get(from..).unwrap_or_default();
        rest.iter().take_while(move |it| it.span.start < span.end).filter(move |it| it.span.overlaps(span))
    }

    /// All of it, the earliest first.
    #[must_use]
    pub fn taken(&self) -> &[Taken] {
        &self.taken
    }
}
