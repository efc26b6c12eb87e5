//! Placing many: one arrangement for many of the own people, each judged as for a single placement; all
//! of those named, or nobody.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::{
    Code, Error, FieldError,
    conflict::Conflict,
    error::Conflict as StateConflict,
    id::{PersonId, PlacementId},
    name::Named,
    opening::Opening,
    person::RosterLine,
    placement::{Deed, Load, NewPlacement, PlacementLine},
    policy::DayRange,
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::{
    DeedForm, ManyForm, check_people, decide,
    from_opening::{self, Taking},
    many_form::Sender,
    store_draft,
};
use crate::{
    Ctx, Db, Failure, Result,
    conflict::{self, Around, Plan as Stay},
    db::Transaction,
    guard::{self, ReadRoster},
    store::{
        self,
        person::RosterQuery,
        placement::{Busy, busy, occupied},
    },
};

/// How many people can be placed, and how many drafts submitted, at once.
pub const MANY: usize = 300;

/// Those of the placements that the actor may see, by name of the participant; at most [`MANY`].
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn by_ids(db: &Db, ctx: &Ctx, ids: &[PlacementId]) -> Result<Vec<PlacementLine>> {
    let visible = guard::visible_placements(ctx)?;
    store::placement::by_ids(db.reader(), &visible, ids.get(..MANY).unwrap_or(ids)).await
}

/// A placement that takes somebody's days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occupied {
    /// Which one.
    pub placement: PlacementId,
    /// Where.
    pub hosting: Named,
    /// Full or part time.
    pub load: Load,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
}

impl From<Busy> for Occupied {
    fn from(busy: Busy) -> Self {
        let Busy { placement, hosting, load, first_day, last_day, .. } = busy;
        Self { placement, hosting, load, first_day, last_day }
    }
}

/// Somebody who can be ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub person: RosterLine,
    /// What takes their days, as far as the days are given; the earliest first.
    pub busy: Vec<Occupied>,
}

/// What the people to tick are narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CandidateFilter {
    /// Exact name of a department, or empty.
    pub department: String,
    /// Part of a name or staff number.
    pub q: String,
}

/// The people to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidates {
    /// At most [`MANY`] of them, by name.
    pub people: Vec<Candidate>,
    /// How many the filter lets through.
    pub found: usize,
    /// The names of the departments they come from, whatever the filter.
    pub departments: Vec<String>,
}

/// The own people who can be placed, with who is busy on some days.
///
/// # Errors
/// Sign-in needed; forbidden for who is no officer of an organisation.
pub async fn candidates(
    db: &Db,
    ctx: &Ctx,
    filter: &CandidateFilter,
    days: Option<(NaiveDate, NaiveDate)>,
) -> Result<Candidates> {
    let sender = Sender::of(ctx)?;
    let people = own_people(db.reader(), ctx, sender, filter.q.trim()).await?;
    let departments: BTreeSet<String> = people.iter().filter_map(|person| person.department.clone()).collect();
    let wanted = filter.department.trim();
    let mut people: Vec<RosterLine> =
        people.into_iter().filter(|person| wanted.is_empty() || person.department.as_deref() == Some(wanted)).collect();
    let found = people.len();
    people.truncate(MANY);
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let mut taken = match days {
        Some(days) => busy_days(db.reader(), ctx, &ids, days).await?,
        None => HashMap::new(),
    };
    let people = people
        .into_iter()
        .map(|person| Candidate { busy: taken.remove(&person.id).unwrap_or_default(), person })
        .collect();
    Ok(Candidates { people, found, departments: departments.into_iter().collect() })
}

/// The own people who can go in the sender's direction, each once, by name.
async fn own_people(conn: &impl ConnectionTrait, ctx: &Ctx, sender: Sender, q: &str) -> Result<Vec<RosterLine>> {
    guard::organisation::<ReadRoster>(conn, ctx, sender.id).await?;
    let on = ctx.today(domain::organisation::DEFAULT_ZONE);
    let query = RosterQuery { profile: Some(sender.profile()), on, q: q.to_owned(), ..Default::default() };
    let mut people = store::person::everybody(conn, sender.id, &query).await?;
    let mut known = BTreeSet::new();
    people.retain(|person| known.insert(person.id));
    Ok(people)
}

async fn busy_days(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    people: &[PersonId],
    days: (NaiveDate, NaiveDate),
) -> Result<HashMap<PersonId, Vec<Occupied>>> {
    let visible = guard::visible_placements(ctx)?;
    let mut taken: HashMap<PersonId, Vec<Occupied>> = HashMap::new();
    for one in busy(conn, &visible, people, days).await? {
        taken.entry(one.person).or_default().push(one.into());
    }
    Ok(taken)
}

/// Why somebody cannot be placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// What a single draft would be refused with.
    Code(Code),
    /// A full-time placement takes the days; which one, where the actor may see it.
    Overlap(Option<Occupied>),
}

impl Refusal {
    /// The code that says the same.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Code(code) => *code,
            Self::Overlap(_) => Code::Overlap,
        }
    }
}

/// Whether one of the people named can be placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Who.
    pub person: PersonId,
    /// The person's line in the roster; none for who does not work there.
    pub line: Option<RosterLine>,
    /// Why not; none when it is possible.
    pub refusal: Option<Refusal>,
    /// What the stay meets: hard conflicts where they are the reason, soft ones that submitting asks a reason for.
    pub conflicts: Vec<Conflict>,
}

/// Judges each of the people as [`draft_many`] would, in the order given, and writes nothing.
///
/// # Errors
/// Invalid when what holds for all of them is wrong; forbidden.
pub async fn judge_many(db: &Db, ctx: &Ctx, form: &ManyForm, people: &[PersonId]) -> Result<Vec<Verdict>> {
    // A transaction that is never committed: what is read belongs together.
    let tx = db.begin().await?;
    let plan = Plan::read(&tx, ctx, form, people).await?;
    plan.judge(&tx, ctx).await
}

/// Drafts a placement for each of the people and submits it when the form says so: all of them, or none.
///
/// # Errors
/// As [`judge_many`]; invalid with a field `person[ID]` for each who cannot be placed.
pub async fn draft_many(db: &Db, ctx: &Ctx, form: &ManyForm, people: &[PersonId]) -> Result<Vec<PlacementId>> {
    let tx = db.begin().await?;
    let plan = Plan::read(&tx, ctx, form, people).await?;
    // In one order, so that no two such requests wait for each other.
    let turns: BTreeSet<PersonId> = plan.people.iter().copied().collect();
    for person in turns {
        store::person::take_turn(&tx, person).await?;
    }
    let verdicts = plan.judge(&tx, ctx).await?;
    let refused = verdicts.iter().filter_map(|verdict| {
        let refusal = verdict.refusal.as_ref()?;
        Some(FieldError::new(format!("person[{}]", verdict.person), refusal.code()))
    });
    let refused: Vec<FieldError> = refused.collect();
    if !refused.is_empty() {
        return Err(Error::Invalid(refused).into());
    }
    let mut drafted = Vec::with_capacity(plan.people.len());
    for person in &plan.people {
        let new = NewPlacement { participant: *person, ..plan.new.clone() };
        let drafting = guard::drafting(&tx, ctx, new.direction, new.sending, new.hosting).await?;
        let id = store_draft(&tx, ctx, &drafting, new, &form.of(plan.sender, *person)).await?;
        if form.submit == "true" {
            let deed = DeedForm { accept: form.accept.clone(), ..DeedForm::default() };
            decide(&tx, ctx, id, Deed::Submit, &deed, 1).await?;
        }
        drafted.push(id);
    }
    tx.commit().await?;
    Ok(drafted)
}

/// What was named, read and judged as far as it is the same for everybody.
struct Plan {
    sender: Sender,
    /// Of nobody in particular.
    new: NewPlacement,
    opening: Option<Opening>,
    people: Vec<PersonId>,
}

impl Plan {
    async fn read(tx: &Transaction, ctx: &Ctx, form: &ManyForm, people: &[PersonId]) -> Result<Self> {
        let sender = Sender::of(ctx)?;
        let mut known = BTreeSet::new();
        let people: Vec<PersonId> = people.iter().copied().filter(|person| known.insert(*person)).collect();
        let Some(first) = people.first() else { return Err(Failure::field("people", Code::Required)) };
        if people.len() > MANY {
            return Err(Failure::field("people", Code::OutOfRange));
        }
        let new = form.of(sender, *first).check()?;
        guard::drafting(tx, ctx, new.direction, new.sending, new.hosting).await?;
        let opening = from_opening::take_turn(tx, ctx, new.opening).await?;
        if let Some(opening) = &opening {
            let participant = opening.engineer.as_ref().map_or(new.participant, |engineer| engineer.id);
            from_opening::check(opening, &NewPlacement { participant, ..new.clone() }, Taking::Nothing)?;
            if !opening.open {
                return Err(Failure::field("opening", Code::OpeningClosed));
            }
        }
        Ok(Self { sender, new, opening, people })
    }

    async fn judge(&self, tx: &Transaction, ctx: &Ctx) -> Result<Vec<Verdict>> {
        let days = (self.new.first_day, self.new.last_day);
        let mut lines: HashMap<PersonId, RosterLine> =
            own_people(tx, ctx, self.sender, "").await?.into_iter().map(|line| (line.id, line)).collect();
        let full_time = self.new.load == Load::FullTime;
        let taken = if full_time { occupied(tx, &self.people, days).await? } else { Vec::new() };
        let mut seen = if full_time { busy_days(tx, ctx, &self.people, days).await? } else { HashMap::new() };
        let range = DayRange { first_day: days.0, last_day: days.1 };
        let around = Around::of(tx, &self.people, self.new.hosting, range).await?;
        let stay = Stay::of_new(&self.new);
        let mut free = self.opening.as_ref().map(Opening::free);
        let mut verdicts = Vec::with_capacity(self.people.len());
        for person in &self.people {
            let line = lines.remove(person);
            // Of who does not work here the answer tells nothing.
            let mut conflicts = if line.is_some() { around.judge(*person, &stay, None) } else { Vec::new() };
            conflicts.retain(|it| it.is_hard || it.needs_reason());
            let refusal = match self.refusal(tx, *person, line.is_some()).await? {
                Some(code) => Some(Refusal::Code(code)),
                None if taken.contains(person) => {
                    let mut seen = seen.remove(person).unwrap_or_default();
                    seen.retain(|one| one.load == Load::FullTime);
                    Some(Refusal::Overlap(seen.into_iter().next()))
                }
                None => conflict::hard(&conflicts).map(|(_, code)| Refusal::Code(code)),
            };
            // Only who can be placed takes one of the places that are left.
            let refusal = match (&refusal, &mut free) {
                (None, Some(0)) => Some(Refusal::Code(Code::OpeningFull)),
                (None, Some(left)) => {
                    *left -= 1;
                    None
                }
                _ => refusal,
            };
            verdicts.push(Verdict { person: *person, line, refusal, conflicts });
        }
        Ok(verdicts)
    }

    /// Why a person cannot be placed, the places of the opening and other placements aside.
    async fn refusal(&self, tx: &Transaction, person: PersonId, works_here: bool) -> Result<Option<Code>> {
        // Of who does not work here the answer tells nothing, not even whether there is such a person.
        if !works_here {
            return Ok(Some(Code::NotEmployed));
        }
        if self.opening.as_ref().and_then(|opening| opening.engineer.as_ref()).is_some_and(|named| named.id != person) {
            return Ok(Some(Code::OtherOpening));
        }
        let new = NewPlacement { participant: person, ..self.new.clone() };
        match check_people(tx, &new).await {
            Ok(()) => Ok(None),
            Err(failure) => code_of(failure).map(Some),
        }
    }
}

/// The code with which one of many is refused; what is wrong for another reason stays a failure.
pub(super) fn code_of(failure: Failure) -> Result<Code> {
    match failure.error() {
        Error::Invalid(fields) => fields.first().map(|field| field.code).ok_or(failure),
        Error::Conflict(StateConflict::Overlap) => Ok(Code::Overlap),
        Error::Conflict(StateConflict::Stale | StateConflict::WrongState) => Ok(Code::ChangedMeanwhile),
        _ => Err(failure),
    }
}
