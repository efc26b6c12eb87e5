//! What else takes the time of the people on a board: lessons and leaves where the reader may know of them, and
//! otherwise that the time is taken.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    board::{Busy, DaySet},
    conflict::ConflictKind,
    id::{OrganisationId, PersonId},
    organisation::DEFAULT_ZONE,
    permission::Action,
    policy::DayRange,
    session::Source,
};
use sea_orm::ConnectionTrait;

use super::{BoardBar, is_open};
use crate::{
    Ctx, Result,
    conflict::{Zones, taken},
    guard,
};

/// What a reader may know of the time of people on a board.
#[derive(Clone, Copy, Debug)]
pub(super) struct Knows {
    lessons: bool,
    leaves: bool,
}

impl Knows {
    /// Of the own people as much as the role allows; of those who are hosted, that they have no time.
    pub(super) fn of(ctx: &Ctx, organisation: OrganisationId, hosted: bool) -> Self {
        let may = |action| !hosted && guard::may_own(ctx, organisation, action);
        Self { lessons: may(Action::ReadTimetable), leaves: may(Action::ReadCircumstances) }
    }

    const fn kind(self, kind: ConflictKind) -> ConflictKind {
        match kind {
            ConflictKind::Teaching if self.lessons => ConflictKind::Teaching,
            ConflictKind::Leave if self.leaves => ConflictKind::Leave,
            _ => ConflictKind::Busy,
        }
    }
}

/// What takes the time of the people with a bar that is planned or under way, whom alone it concerns, from `days.0` to
/// `days.1`, inclusive, beside the bars that are shown of them.
pub(super) async fn busy(
    conn: &impl ConnectionTrait,
    knows: Knows,
    bars: &HashMap<PersonId, Vec<BoardBar>>,
    days: (NaiveDate, NaiveDate),
) -> Result<HashMap<PersonId, Vec<Busy>>> {
    let planned = bars.iter().filter(|(_, bars)| bars.iter().any(|bar| is_open(bar.line.state)));
    let people: Vec<PersonId> = planned.map(|(person, _)| *person).collect();
    let (zones, range) = (Zones::load(conn).await?, DayRange { first_day: days.0, last_day: days.1 });
    let offsets = crate::zone::offsets(DEFAULT_ZONE, days.0, days.1);
    let mut found: HashMap<PersonId, HashMap<ConflictKind, Vec<NaiveDate>>> = HashMap::new();
    for (person, timeline) in taken(conn, &people, &zones, &offsets, range).await? {
        let shown = bars.get(&person).map_or(&[][..], Vec::as_slice);
        for it in timeline.taken() {
            let kind = match it.source {
                Source::Section(_) => ConflictKind::Teaching,
                Source::Placement(id) if shown.iter().any(|bar| bar.line.id == id) => continue,
                Source::Placement(_) => ConflictKind::Busy,
            };
            let (first, last) = (it.day, offsets.local(it.span.end - 1).0);
            let own = found.entry(person).or_default().entry(knows.kind(kind)).or_default();
            own.extend(first.iter_days().take_while(|day| *day <= last.max(first)));
        }
    }
    for (person, leaves) in crate::calendar::leaves_of(conn, &people, days).await? {
        let own = found.entry(person).or_default().entry(knows.kind(ConflictKind::Leave)).or_default();
        for leave in leaves {
            let (first, last) = (leave.days.first_day.max(days.0), leave.days.last_day.min(days.1));
            own.extend(first.iter_days().take_while(|day| *day <= last));
        }
    }
    let told = |kinds: HashMap<ConflictKind, Vec<NaiveDate>>| {
        let mut told: Vec<Busy> =
            kinds.into_iter().map(|(kind, days)| Busy { kind, days: DaySet::new(days) }).collect();
        told.sort_by_key(|busy| busy.kind.as_str());
        told
    };
    Ok(found.into_iter().map(|(person, kinds)| (person, told(kinds))).collect())
}
