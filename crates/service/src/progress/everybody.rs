//! Everybody's judgements, some hundred people after the other: memory does not grow with their number. While
//! one lot is judged the next one is read.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::{
    Code, Error,
    id::PersonId,
    policy::{Depth, Fact, Prepared, RuleId},
};

use super::Judged;
use crate::{
    Ctx, Db, Failure, Result,
    fact::{self, Known, Testimony, judge_all},
    rule_pack::Rulebook,
    store::{self, fact::Somebody},
};

/// How many people are read and judged at once.
const PEOPLE: u64 = 500;

/// Who is judged by what.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The day as of which everybody is judged.
    pub as_of: NaiveDate,
    /// By this rule alone.
    pub rule: Option<RuleId>,
    /// This person alone: by reference, staff number or identifier.
    pub person: Option<String>,
    /// How much is said; with every line also what is claimed and does not count.
    pub depth: Depth,
}

/// What the rules say of one person.
#[derive(Clone, Debug)]
pub struct Everybody {
    /// Who.
    pub person: PersonId,
    /// The name; empty for who is known by a reference alone.
    pub name: String,
    /// The reference by which a file knows the person.
    pub reference: Option<String>,
    /// What was judged, in the order by which lines name it.
    facts: Prepared,
    /// Each rule that speaks to the person.
    pub judged: Vec<Judged>,
}

impl Everybody {
    /// What was judged, in the order by which lines name it.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        self.facts.facts()
    }
}

/// Judges everybody who is employed on the day, or one person, and hands over one after the other by identifier.
/// Answers how many there were.
///
/// # Errors
/// Forbidden but for work without a person; invalid for a rule or person that is not known; what `take` fails with.
pub async fn judge_everybody(
    db: &Db,
    ctx: &Ctx,
    asked: &Asked,
    mut take: impl FnMut(Everybody) -> Result<()>,
) -> Result<u64> {
    if !ctx.is_system() {
        return Err(Error::Forbidden.into());
    }
    let mut book = Rulebook::load(db.reader(), asked.as_of).await?;
    if let Some(rule) = &asked.rule
        && !book.keep_only(rule)
    {
        return Err(Failure::field("rule", Code::NotFound));
    }
    let book = Arc::new(book);
    let mut lot = match &asked.person {
        None => following(db, asked, PersonId(0)).await?,
        Some(text) => {
            let found = store::fact::referred(db.reader(), text).await?;
            if found.is_empty() {
                return Err(Failure::field("person", Code::UnknownPerson));
            }
            known(db, asked, found).await?
        }
    };
    let mut count = 0;
    while let Some(last) = lot.last().map(|(somebody, _)| PersonId(somebody.id)) {
        let (book, as_of, depth) = (Arc::clone(&book), asked.as_of, asked.depth);
        let people = std::mem::take(&mut lot);
        let judging = tokio::task::spawn_blocking(move || {
            let judged = people.into_iter().map(|(somebody, known)| judge(&book, somebody, known, as_of, depth));
            judged.collect::<Vec<Everybody>>()
        });
        let next = async { if asked.person.is_some() { Ok(Vec::new()) } else { following(db, asked, last).await } };
        let (judged, next) = tokio::join!(judging, next);
        for person in judged.map_err(Failure::internal)? {
            count += 1;
            take(person)?;
        }
        lot = next?;
    }
    Ok(count)
}

async fn following(db: &Db, asked: &Asked, after: PersonId) -> Result<Vec<(Somebody, Known)>> {
    let people = store::fact::employed_after(db.reader(), after, asked.as_of, PEOPLE).await?;
    known(db, asked, people).await
}

async fn known(db: &Db, asked: &Asked, people: Vec<Somebody>) -> Result<Vec<(Somebody, Known)>> {
    let which = if asked.depth == Depth::Lines { Testimony::Any } else { Testimony::Confirmed };
    let ids: Vec<PersonId> = people.iter().map(|somebody| PersonId(somebody.id)).collect();
    let mut known = fact::of_people(db.reader(), &ids, which).await?;
    let of = |somebody: Somebody| {
        let own = known.remove(&PersonId(somebody.id)).unwrap_or_default();
        (somebody, own)
    };
    Ok(people.into_iter().map(of).collect())
}

fn judge(book: &Rulebook, somebody: Somebody, mut known: Known, as_of: NaiveDate, depth: Depth) -> Everybody {
    let employers = known.employers(as_of);
    let bound = known.bound(book, &employers, as_of);
    let facts = Prepared::new(known.facts, false, false);
    let judged = judge_all(&bound, &facts, as_of, depth);
    Everybody { person: PersonId(somebody.id), name: somebody.name, reference: somebody.reference, facts, judged }
}
