//! Indicators of colleges: what they divide by what, from the roster, the hours and what the college reports.

use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
};

use chrono::NaiveDate;
use domain::{
    Error,
    id::OrganisationId,
    organisation::{DEFAULT_ZONE, OrganisationKind, OrganisationRef},
    organisation_figure::{AcademicYear, FiguresForm, Reported, ReportedFigure},
    permission::Action,
    policy::{DayRange, Figure, Indicator, IndicatorValue, Rounding},
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    audit::{Record, record_for},
    guard::{self, EditFigures, ReadIndicators, Visible},
    store,
};

/// The class hours of an academic year that stand for one part-time teacher.
const CLASS_HOURS_A_TEACHER: i64 = 160;
/// The minutes of a workday.
const WORKDAY_MINUTES: i64 = 480;

/// A figure of a college, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownFigure {
    /// The figure in force: the reported one if there is one.
    pub value: i64,
    /// What follows from the roster and the hours, where the reported one stands in its place.
    pub computed: Option<i64>,
    /// Whether the college reports it.
    pub reported: bool,
}

/// One college with its figures and indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollegeIndicators {
    /// The college.
    pub college: OrganisationRef,
    /// What is known of it; a figure that is not known is missing.
    pub figures: BTreeMap<Figure, KnownFigure>,
    /// One for each indicator, in their order.
    pub values: Vec<IndicatorValue>,
}

/// Colleges with their indicators as of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorsView {
    /// The academic year.
    pub year: AcademicYear,
    /// Its last day, or today while it lasts.
    pub as_of: NaiveDate,
    /// The indicators in force on that day.
    pub indicators: Vec<Indicator>,
    /// The colleges, by name.
    pub colleges: Vec<CollegeIndicators>,
}

/// What a college reports about itself for an academic year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiguresView {
    /// The academic year.
    pub year: AcademicYear,
    /// What is reported.
    pub reported: Reported,
    /// Counts changes; 0 while nothing is reported.
    pub version: i32,
    /// Whether the actor may change it.
    pub may_edit: bool,
}

/// The indicators in force in an academic year: those of every college, and those that `college` adopted.
///
/// # Errors
/// When the database fails.
pub async fn in_force(
    db: &Db,
    ctx: &Ctx,
    college: Option<OrganisationId>,
    year: AcademicYear,
) -> Result<Vec<Indicator>> {
    crate::rule_pack::indicators(db.reader(), college, as_of(ctx, year)).await
}

/// The day as of which a year is looked at: its last, or today while it lasts.
#[must_use]
pub fn as_of(ctx: &Ctx, year: AcademicYear) -> NaiveDate {
    year.days().last_day.min(ctx.today(DEFAULT_ZONE))
}

/// The academic year of today.
#[must_use]
pub fn this_year(ctx: &Ctx) -> AcademicYear {
    AcademicYear::of(ctx.today(DEFAULT_ZONE))
}

/// The indicators of one college in an academic year, with what it reports; the acting organisation's own when
/// none is named.
///
/// # Errors
/// Not found, also for who is no college; forbidden.
pub async fn of_college(
    db: &Db,
    ctx: &Ctx,
    college: Option<OrganisationId>,
    year: AcademicYear,
    indicators: &[Indicator],
) -> Result<(IndicatorsView, FiguresView)> {
    let id = match college {
        Some(id) => id,
        None => ctx.acting_organisation()?,
    };
    let allowed = guard::organisation::<ReadIndicators>(db.reader(), ctx, id).await?;
    if allowed.kind != OrganisationKind::College {
        return Err(Error::NotFound.into());
    }
    let visible = guard::indicators_of(&allowed);
    let view = judged(db.reader(), ctx, &visible, year, indicators).await?;
    let known = store::organisation_figure::of_year(db.reader(), &visible, year).await?.remove(&id);
    let (reported, version) = known.unwrap_or_default();
    let may_edit = guard::may_own(ctx, id, Action::EditFigures);
    Ok((view, FiguresView { year, reported, version, may_edit }))
}

/// The indicators of all colleges in an academic year.
///
/// # Errors
/// Sign-in needed; forbidden for who acts for one organisation.
pub async fn of_community(db: &Db, ctx: &Ctx, year: AcademicYear, indicators: &[Indicator]) -> Result<IndicatorsView> {
    judged(db.reader(), ctx, &guard::visible_indicators(ctx)?, year, indicators).await
}

/// Saves what a college reports about itself for an academic year, in the place of what it reported, if that
/// still has `version`.
///
/// # Errors
/// Invalid, stale, not found, forbidden.
pub async fn report(db: &Db, ctx: &Ctx, year: AcademicYear, form: &FiguresForm, version: i32) -> Result<()> {
    let id = ctx.acting_organisation()?;
    let tx = db.begin().await?;
    let allowed = guard::organisation::<EditFigures>(&tx, ctx, id).await?;
    if year > this_year(ctx) {
        return Err(Error::field("year", domain::Code::OutOfRange).into());
    }
    let reported = form.check()?;
    store::organisation_figure::save(&tx, &allowed, year, &reported, version).await?;
    let record = Record { action: "organisation_figure.report", object: "organisation", id: id.0 };
    record_for(&tx, ctx, record, Some(id), serde_json::json!({ "academic_year": year, "figures": reported })).await?;
    tx.commit().await?;
    Ok(())
}

async fn judged(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    visible: &Visible<Indicator>,
    year: AcademicYear,
    indicators: &[Indicator],
) -> Result<IndicatorsView> {
    let as_of = as_of(ctx, year);
    let indicators: Vec<Indicator> = indicators.iter().filter(|it| it.effective.on(as_of)).cloned().collect();
    let mut counted = counted(conn, visible, year, as_of).await?;
    let mut reported = store::organisation_figure::of_year(conn, visible, year).await?;
    let colleges = store::indicator::colleges(conn, visible).await?.into_iter().map(|college| {
        let (reported, _) = reported.remove(&college.id).unwrap_or_default();
        let figures = figures(counted.remove(&college.id).unwrap_or_default(), &reported);
        let figure = |figure| figures.get(&figure).map(|known| known.value);
        let values = indicators.iter().map(|indicator| indicator.value(as_of, figure)).collect();
        CollegeIndicators { college, values, figures }
    });
    Ok(IndicatorsView { year, as_of, colleges: colleges.collect(), indicators })
}

/// What the roster and the hours say of a college.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    teachers: store::indicator::Teachers,
    engineers: i64,
    on_practice: i64,
    practice_minutes: i64,
    class_hours_tenths: i64,
}

async fn counted(
    conn: &impl ConnectionTrait,
    visible: &Visible<Indicator>,
    year: AcademicYear,
    as_of: NaiveDate,
) -> Result<HashMap<OrganisationId, Counted>> {
    let days = DayRange { last_day: as_of, ..year.days() };
    let mut counted: HashMap<OrganisationId, Counted> = HashMap::new();
    let found = store::indicator::teachers(conn, visible, as_of).await?;
    join(&mut counted, found, |college, teachers| college.teachers = teachers);
    let found = store::indicator::engineers(conn, visible, days).await?;
    join(&mut counted, found, |college, people| college.engineers = people);
    let found = store::indicator::on_practice(conn, visible, as_of).await?;
    join(&mut counted, found, |college, people| college.on_practice = people);
    let found = store::indicator::practice_minutes(conn, visible, days).await?;
    join(&mut counted, found, |college, minutes| college.practice_minutes = minutes);
    let found = store::indicator::class_hours_tenths(conn, visible, days).await?;
    join(&mut counted, found, |college, tenths| college.class_hours_tenths = tenths);
    Ok(counted)
}

fn join<K: Eq + Hash, C: Default, V>(into: &mut HashMap<K, C>, from: HashMap<K, V>, set: impl Fn(&mut C, V)) {
    for (key, value) in from {
        set(into.entry(key).or_default(), value);
    }
}

/// Every figure in hundredths; a reported one wins, also in what is made of it.
fn figures(counted: Counted, reported: &Reported) -> BTreeMap<Figure, KnownFigure> {
    let Counted { teachers, engineers, on_practice, practice_minutes, class_hours_tenths } = counted;
    let computed = [
        (Figure::FullTimeTeachers, teachers.all * 100),
        (Figure::ProfessionalTeachers, teachers.professional * 100),
        (Figure::DoubleQualifiedTeachers, teachers.double_qualified * 100),
        (Figure::PartTimeTeachers, engineers * 100),
        (Figure::PartTimeTeachers160, Rounding::HalfUp.scale(class_hours_tenths, 10, CLASS_HOURS_A_TEACHER)),
        (Figure::PracticeDays, Rounding::HalfUp.scale(practice_minutes, 100, WORKDAY_MINUTES)),
        (Figure::EngineerClassHours, class_hours_tenths * 10),
        (Figure::TeachersOnPractice, on_practice * 100),
        (Figure::One, 100),
    ];
    let known = |value| KnownFigure { value, computed: None, reported: false };
    let mut figures: BTreeMap<Figure, KnownFigure> =
        computed.into_iter().map(|(figure, value)| (figure, known(value))).collect();
    for (figure, value) in reported {
        let figure = ReportedFigure::figure(*figure);
        let computed = figures.get(&figure).map(|known| known.value);
        figures.insert(figure, KnownFigure { value: *value, computed, reported: true });
    }
    if let Some(full_time) = figures.get(&Figure::FullTimeTeachers).copied() {
        let all = KnownFigure { value: full_time.value + engineers * 100, computed: None, ..full_time };
        figures.insert(Figure::AllTeachers, all);
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::indicator::Teachers;

    fn college() -> Counted {
        Counted {
            teachers: Teachers { all: 40, professional: 25, double_qualified: 13 },
            engineers: 6,
            on_practice: 3,
            practice_minutes: 480 * 100 + 120,
            class_hours_tenths: 4_005,
        }
    }

    #[test]
    fn every_figure_but_the_reported_one_follows_from_what_is_counted() {
        let figures = figures(college(), &Reported::new());
        let missing: Vec<_> = Figure::ALL.iter().filter(|figure| !figures.contains_key(figure)).collect();
        assert_eq!(missing, [&Figure::AllClassHours]);
        let value = |figure| figures[&figure].value;
        assert_eq!(value(Figure::AllTeachers), 4_600);
        assert_eq!(value(Figure::PracticeDays), 10_025, "100 days and a quarter");
        assert_eq!(value(Figure::EngineerClassHours), 40_050);
        assert_eq!(value(Figure::PartTimeTeachers160), 250, "400.5 class hours are 2.50 teachers");
        assert!(figures.values().all(|figure| !figure.reported));
    }

    #[test]
    fn a_reported_figure_wins_and_what_was_computed_stands_beside_it() {
        let reported = Reported::from([(ReportedFigure::FullTimeTeachers, 4_200)]);
        let figures = figures(college(), &reported);
        let full_time = KnownFigure { value: 4_200, computed: Some(4_000), reported: true };
        assert_eq!(figures[&Figure::FullTimeTeachers], full_time);
        let all = KnownFigure { value: 4_800, computed: None, reported: true };
        assert_eq!(figures[&Figure::AllTeachers], all, "with the six engineers");
    }
}
