//! Timetables of colleges: terms, the clock of their periods, course sections, and what people teach when.

pub(crate) mod days;
pub(crate) mod lessons;
mod week;

use domain::{
    Code, Error,
    id::{OrganisationId, TermId},
    list::Page,
    organisation::OrganisationRef,
    permission::Action,
    timetable::{ClockForm, Section, TermForm, TermLine, term_on},
};
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    audit::{Record, record_for},
    guard::{self, EditTimetable, ReadTimetable},
    store::{self, timetable::SectionQuery},
};
pub use lessons::lessons_of;
pub use week::{DayNote, Week, WeekDay, WeekLesson, own_week, week_of};

/// What the list of sections is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SectionFilter {
    /// The identifier of the term; empty for the one of today.
    pub term: String,
    /// Part of a course, its code, a class or a teacher's name.
    pub q: String,
    /// The cursor of the page.
    pub cursor: String,
}

/// The timetable of the acting college.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timetable {
    /// The college.
    pub college: OrganisationRef,
    /// Its terms, the latest first.
    pub terms: Vec<TermLine>,
    /// The term whose sections are listed; none without terms.
    pub term: Option<TermLine>,
    /// A page of its sections.
    pub sections: Page<Section>,
    /// How many match.
    pub matching: u64,
    /// Whether the college has said when its periods are.
    pub has_clock: bool,
    /// Whether the actor may change it.
    pub may_edit: bool,
}

/// The sections of a term of the acting college, by the page.
///
/// # Errors
/// Sign-in needed; forbidden for who acts for no college or may not read its timetable; not found for a term of another.
pub async fn read(db: &Db, ctx: &Ctx, filter: &SectionFilter) -> Result<Timetable> {
    let college = guard::own_timetable::<ReadTimetable>(db.reader(), ctx).await?;
    let terms = store::timetable::terms(db.reader(), college.id).await?;
    let term = match filter.term.trim() {
        "" => term_on(&terms, ctx.today(&college.zone)),
        id => Some(terms.iter().find(|line| TermId::parse(id) == Some(line.id)).ok_or(Error::NotFound)?),
    };
    let (mut sections, mut matching) = (Page { items: Vec::new(), next: None }, 0);
    if let Some(line) = term {
        let after = filter.cursor.split_once('~').and_then(|(id, course)| Some((course.to_owned(), id.parse().ok()?)));
        let query = SectionQuery { term: line.id, q: filter.q.trim().to_owned(), after };
        sections = store::timetable::sections(db.reader(), &college, &query).await?;
        matching = store::timetable::count(db.reader(), &college, &query).await?;
    }
    let (clock, _) = store::timetable::clock(db.reader(), college.id).await?;
    Ok(Timetable {
        term: term.cloned(),
        terms,
        sections,
        matching,
        has_clock: !clock.is_empty(),
        may_edit: guard::may_own(ctx, college.id, Action::EditTimetable),
        college: OrganisationRef::from((*college).clone()),
    })
}

/// A term of the acting college, for who may change it.
///
/// # Errors
/// Sign-in needed, forbidden; not found for one of another college.
pub async fn read_term(db: &Db, ctx: &Ctx, id: TermId) -> Result<TermLine> {
    let college = guard::own_timetable::<EditTimetable>(db.reader(), ctx).await?;
    own_term(db.reader(), college.id, id).await
}

/// Whether the actor may add a term and change the clock: what a page asks before it shows a form.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn editing(db: &Db, ctx: &Ctx) -> Result<OrganisationId> {
    Ok(guard::own_timetable::<EditTimetable>(db.reader(), ctx).await?.id)
}

async fn own_term(conn: &impl sea_orm::ConnectionTrait, college: OrganisationId, id: TermId) -> Result<TermLine> {
    let line = store::timetable::term(conn, id).await?.filter(|line| line.organisation == college);
    Ok(line.ok_or(Error::NotFound)?)
}

/// Adds a term to the acting college.
///
/// # Errors
/// Invalid, also when the college has a term of this name; forbidden.
pub async fn add_term(db: &Db, ctx: &Ctx, form: &TermForm) -> Result<TermId> {
    let tx = db.begin().await?;
    let college = guard::own_timetable::<EditTimetable>(&tx, ctx).await?;
    let new = form.check()?;
    let id = store::timetable::insert_term(&tx, &college, &new).await?;
    let line = Record { action: "term.add", object: "term", id: id.0 };
    record_for(&tx, ctx, line, Some(college.id), form).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a term of the acting college that still has the version of the form.
///
/// # Errors
/// Invalid, also when its sections meet in weeks that would be left out; stale, forbidden, not found.
pub async fn edit_term(db: &Db, ctx: &Ctx, id: TermId, form: &TermForm) -> Result<()> {
    let tx = db.begin().await?;
    let college = guard::own_timetable::<EditTimetable>(&tx, ctx).await?;
    own_term(&tx, college.id, id).await?;
    let new = form.check()?;
    let (week, _) = store::timetable::last_used(&tx, &college, Some(id)).await?;
    if week > new.term.weeks {
        return Err(Error::field("weeks", Code::OutsideTerm).into());
    }
    store::timetable::update_term(&tx, &college, id, &new, version(&form.version)).await?;
    let line = Record { action: "term.edit", object: "term", id: id.0 };
    record_for(&tx, ctx, line, Some(college.id), form).await?;
    tx.commit().await
}

/// The period clock of the acting college as its form, for who may change it.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn read_clock(db: &Db, ctx: &Ctx) -> Result<ClockForm> {
    let college = guard::own_timetable::<EditTimetable>(db.reader(), ctx).await?;
    let (clock, version) = store::timetable::clock(db.reader(), college.id).await?;
    Ok(ClockForm { periods: clock.to_string(), version: version.to_string() })
}

/// Says when the periods of the acting college are, over a clock that still has the version of the form.
///
/// # Errors
/// Invalid, also when a section meets in a period that would be left out; stale, forbidden.
pub async fn save_clock(db: &Db, ctx: &Ctx, form: &ClockForm) -> Result<()> {
    let tx = db.begin().await?;
    let college = guard::own_timetable::<EditTimetable>(&tx, ctx).await?;
    let clock = form.check()?;
    let (_, period) = store::timetable::last_used(&tx, &college, None).await?;
    if clock.periods().len() < usize::from(period) {
        return Err(Error::field("periods", Code::UnknownPeriod).into());
    }
    store::timetable::save_clock(&tx, &college, &clock, version(&form.version)).await?;
    let line = Record { action: "period_clock.edit", object: "organisation", id: college.id.0 };
    record_for(&tx, ctx, line, Some(college.id), form).await?;
    tx.commit().await
}

/// The version that a form changes; 0 when it names none.
fn version(text: &str) -> i32 {
    text.trim().parse().unwrap_or_default()
}

/// Whether the actor may read the timetable of the college acted for: what a page asks before it shows it.
#[must_use]
pub fn may_read(ctx: &Ctx) -> bool {
    ctx.organisation().is_some_and(|own| guard::may_own(ctx, own, Action::ReadTimetable))
}
