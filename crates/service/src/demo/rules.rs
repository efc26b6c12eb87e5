//! Under which rules the members judge their people, and what hours do not say about these.

use chrono::{DateTime, NaiveDate, Utc};
use domain::circumstance::CircumstanceForm;
use serde::Deserialize;

use super::{
    calendar::{Calendar, after, instant},
    player::{Player, missing},
    story::{Dated, Step},
    tables::Tables,
};
use crate::{Failure, Result, circumstance, rule_pack};

/// A member adopts a rule pack.
#[derive(Debug, Deserialize)]
pub(super) struct Adoption {
    organisation: String,
    pack: String,
    /// Weeks from the Monday of this week.
    weeks: i64,
}

/// A circumstance is recorded about a person.
#[derive(Debug, Deserialize)]
pub(super) struct Recorded {
    person: String,
    kind: String,
    /// Weeks from the Monday of this week.
    first: Option<i64>,
    /// Weeks from the Sunday of this week.
    last: Option<i64>,
    amount: String,
    value: String,
    note: String,
}

/// A deed about rules, by its place in the tables.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    Adopt(usize),
    Record(usize),
}

/// Members adopt on the day from which it holds. What is known of people is recorded in the week after it began,
/// of people who came later once they are there.
pub(super) fn tell(tables: &Tables, calendar: Calendar) -> Vec<Dated> {
    let adoptions = tables.adoptions.iter().enumerate().map(|(nth, it)| {
        let minute = i64::try_from(nth).unwrap_or_default();
        Dated { at: instant(calendar.week(it.weeks), 9, minute), step: Step::Rules(Deed::Adopt(nth)) }
    });
    let recorded = tables.circumstances.iter().enumerate().map(|(nth, it)| {
        let known = it.first.or(it.last).map_or(calendar.founded(), |weeks| calendar.week(weeks));
        let arrived = tables.person(&it.person).and_then(|person| person.hired(calendar)).unwrap_or(known);
        let day = after(known.max(arrived).max(calendar.founded()), 5);
        Dated { at: instant(day, 16, 0), step: Step::Rules(Deed::Record(nth)) }
    });
    adoptions.chain(recorded).collect()
}

impl Player<'_> {
    pub(super) async fn play_rules(&self, at: DateTime<Utc>, deed: Deed) -> Result<()> {
        match deed {
            Deed::Adopt(nth) => self.adopt(at, self.tables.adoptions.get(nth).ok_or_else(missing)?).await,
            Deed::Record(nth) => self.record(at, self.tables.circumstances.get(nth).ok_or_else(missing)?).await,
        }
    }

    async fn adopt(&self, at: DateTime<Utc>, adoption: &Adoption) -> Result<()> {
        let ctx = self.officer(&adoption.organisation, at)?;
        let pack = rule_pack::show(self.db, &ctx, &adoption.pack, None).await?;
        let form = rule_pack::AdoptForm {
            pack: adoption.pack.clone(),
            version: pack.pack.version,
            first_day: self.calendar.week(adoption.weeks).to_string(),
        };
        rule_pack::adopt(self.db, &ctx, &form).await?.map_err(|errors| Failure::internal(format!("{errors:?}")))?;
        Ok(())
    }

    async fn record(&self, at: DateTime<Utc>, recorded: &Recorded) -> Result<()> {
        let somebody = self.tables.person(&recorded.person).ok_or_else(missing)?;
        let person = self.people.get(recorded.person.as_str()).copied().ok_or_else(missing)?;
        let text = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let form = CircumstanceForm {
            kind: recorded.kind.clone(),
            first_day: text(recorded.first.map(|weeks| self.calendar.week(weeks))),
            last_day: text(recorded.last.map(|weeks| after(self.calendar.week(weeks), 6))),
            amount: recorded.amount.clone(),
            value: recorded.value.clone(),
            note: recorded.note.clone(),
            ..CircumstanceForm::default()
        };
        circumstance::add(self.db, &self.officer(&somebody.organisation, at)?, person, &form).await?;
        Ok(())
    }
}
