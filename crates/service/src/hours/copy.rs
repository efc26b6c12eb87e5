//! Copying the week before: for weeks that are like each other.

use chrono::{Days, NaiveDate};
use domain::{
    Code, Error,
    error::Conflict,
    hours::{EntryForm, HourEntry},
    id::PlacementId,
};
use serde::{Deserialize, Serialize};

use super::{
    entry::{audit, checked},
    week_of,
};
use crate::{
    Ctx, Db, Failure, Result,
    guard::{self, LogHours},
    store,
};

/// What became of each day of the week before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// The days that took entries.
    pub days: Vec<NaiveDate>,
    /// The days that took none, and why: `duplicate` where something is logged already.
    pub left_out: Vec<(NaiveDate, Code)>,
}

/// Copies the entries of the week before that of `day` into its empty days, as open entries judged by the
/// rules of every entry; a day takes all of its entries or none. Nothing is stored when no day takes any.
///
/// # Errors
/// `nothing_to_do` when nothing was logged the week before; wrong state, forbidden, not found.
pub async fn copy_week(db: &Db, ctx: &Ctx, id: PlacementId, day: NaiveDate) -> Result<Copied> {
    let tx = db.begin().await?;
    let allowed = guard::placement::<LogHours>(&tx, ctx, id).await?;
    if !allowed.state.takes_hours() {
        return Err(Conflict::WrongState.into());
    }
    let (monday, sunday) = week_of(day);
    let week_before = (monday - Days::new(7), monday - Days::new(1));
    let source = store::hours::of_placement(&tx, &allowed, week_before).await?;
    if source.is_empty() {
        return Err(Failure::field("", Code::NothingToDo));
    }
    let present = store::hours::of_placement(&tx, &allowed, (monday, sunday)).await?;
    let mut copied = Copied::default();
    for target in monday.iter_days().take(7) {
        let entries: Vec<&HourEntry> = source.iter().filter(|entry| entry.day + Days::new(7) == target).collect();
        if entries.is_empty() {
            continue;
        }
        if present.iter().any(|entry| entry.day == target) {
            copied.left_out.push((target, Code::Duplicate));
            continue;
        }
        let mut stored = Vec::new();
        let mut obstacle = None;
        for entry in entries {
            let form = form_of(entry, target);
            match checked(&tx, ctx, &allowed, &form, None).await {
                Ok(new) => {
                    let id = store::hours::insert(&tx, &allowed, &new).await?;
                    stored.push((id, form));
                }
                Err(failure) => match failure.error() {
                    Error::Invalid(fields) => obstacle = fields.first().map(|field| field.code),
                    _ => return Err(failure),
                },
            }
        }
        match obstacle {
            Some(code) => {
                for (id, _) in stored {
                    store::hours::delete(&tx, &allowed, id, 1).await?;
                }
                copied.left_out.push((target, code));
            }
            None => {
                for (id, form) in stored {
                    audit(&tx, ctx, &allowed, "hours.log", id.0, &form).await?;
                }
                copied.days.push(target);
            }
        }
    }
    tx.commit().await?;
    Ok(copied)
}

/// The same entry on another day, as one would type it: a length in minutes, or a span with its end marked
/// where it lies on the next day.
fn form_of(entry: &HourEntry, day: NaiveDate) -> EntryForm {
    let clock = |minute: i32| format!("{}:{:02}", minute / 60, minute % 60);
    let time = match entry.span {
        Some((start, end)) if end > 1440 => format!("{}-+{}", clock(start), clock(end - 1440)),
        Some((start, end)) => format!("{}-{}", clock(start), clock(end)),
        None => format!("{}分钟", entry.minutes),
    };
    EntryForm {
        day: day.to_string(),
        time,
        kind: entry.kind.as_str().to_owned(),
        course: entry.course.clone().unwrap_or_default(),
        section: entry.section.clone().unwrap_or_default(),
        note: entry.note.clone().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        hours::{EntryState, Kind},
        id::HourEntryId,
    };

    use super::*;

    #[test]
    fn every_length_and_span_survives_being_copied() {
        let lengths = (1..=1440).map(|minutes| (minutes, None));
        let spans = [(0, 1440), (540, 1020), (1320, 1800), (600, 2040), (1439, 1441), (545, 546)];
        for (minutes, span) in lengths.chain(spans.map(|span| (span.1 - span.0, Some(span)))) {
            for kind in Kind::ALL {
                let entry = HourEntry {
                    id: HourEntryId(1),
                    placement: PlacementId(1),
                    day: NaiveDate::default(),
                    minutes,
                    span,
                    kind: *kind,
                    course: None,
                    section: None,
                    note: None,
                    state: EntryState::Confirmed,
                    reason: None,
                    decided_by: None,
                    decided_at: None,
                    flags: Vec::new(),
                    version: 1,
                };
                let new = form_of(&entry, NaiveDate::default()).check(45).unwrap();
                assert_eq!((new.minutes, new.span), (minutes, span), "{kind}");
            }
        }
    }
}
