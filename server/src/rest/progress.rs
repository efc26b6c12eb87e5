//! `people/{id}/progress`: how far a person is against each rule, and why.

use std::borrow::Cow;

use domain::{
    id::PersonId,
    policy::{
        Criterion, CriterionJudgement, Decimal, Detail, Fact, Line, Measure, Reason, Rule, RuleId, Source, Status,
        Text, Unit as RuleUnit,
    },
};
use serde::{Deserialize, Serialize};
use service::progress::{self, Judged};
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

use super::{
    Outcome,
    access::Caller,
    page::{List, whole},
    query::{Id, Query},
    wire::{self, Day, Key},
};

/// How far a person is against one rule, by the criterion that decides.
#[derive(Serialize, ToSchema)]
pub(crate) struct Progress {
    #[schema(value_type = wire::RuleId)]
    rule: RuleId,
    /// Whether the rule's text was read in the source that it names.
    verified: bool,
    #[schema(value_type = wire::Status)]
    status: Status,
    #[serde(flatten)]
    decisive: Measured,
    /// Every criterion of a rule that has several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    criteria: Vec<Part>,
}

/// How far a person is against one of several criteria.
#[derive(Serialize, ToSchema)]
pub(crate) struct Part {
    /// Its name within the rule.
    criterion: String,
    met: bool,
    /// Whether it is open to the person.
    open: bool,
    #[serde(flatten)]
    measured: Measured,
}

/// How much counts of how much; amounts are in the unit of the target.
#[derive(Serialize, ToSchema)]
pub(crate) struct Measured {
    target: Target,
    #[schema(value_type = Number)]
    counted: Number,
    /// 0 when met or not applicable.
    #[schema(value_type = Number)]
    remaining: Number,
    window: Window,
    /// When met, the first day on which it is not met any more if nothing is added; else the last day to
    /// reach it.
    deadline: Day,
    /// Every part of every fact, by day: hours, confirmed or not, credentials, circumstances.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required)]
    explanation: Option<Vec<Explained>>,
}

/// What is to be reached.
#[derive(Serialize, ToSchema)]
struct Target {
    #[schema(value_type = Number)]
    amount: Number,
    unit: Unit,
}

/// A number with at most two decimals; whole for minutes, days and pieces.
#[derive(Clone, Copy, Serialize)]
#[serde(transparent)]
struct Number(Decimal);

impl PartialSchema for Number {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Number).minimum(Some(0)).examples([60_000]).into()
    }
}

impl ToSchema for Number {
    fn name() -> Cow<'static, str> {
        "Number".into()
    }
}

/// The unit of an amount.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Unit {
    /// Minutes.
    Minutes,
    /// Days on which somebody was there.
    AttendanceDays,
    /// Days of the calendar.
    NaturalDays,
    /// Credits.
    Credits,
    /// Visits, projects, pieces of evidence.
    Items,
    /// Yuan.
    Cny,
    /// New Taiwan dollars.
    Twd,
    /// Days of service.
    ServiceDays,
    /// Certificates or findings that hold.
    Attestations,
}

impl Unit {
    const fn of(measure: Measure, stated: RuleUnit) -> Self {
        match measure {
            Measure::Time => Self::Minutes,
            Measure::AttendanceDays => Self::AttendanceDays,
            Measure::NaturalDays => Self::NaturalDays,
            Measure::Credit => Self::Credits,
            Measure::Count => Self::Items,
            Measure::Money if matches!(stated, RuleUnit::Twd) => Self::Twd,
            Measure::Money => Self::Cny,
            Measure::Service => Self::ServiceDays,
            Measure::Attestation => Self::Attestations,
        }
    }

    /// An amount in the smallest part of what is measured, as it stands on the wire.
    const fn number(self, parts: i64) -> Number {
        match self {
            Self::Credits | Self::Cny | Self::Twd => Number(Decimal(parts)),
            _ => Number(Decimal::whole(parts)),
        }
    }
}

/// The days in which facts count, inclusive.
#[derive(Serialize, ToSchema)]
struct Window {
    from: Day,
    to: Day,
}

/// Why a part of a fact counts or not.
#[derive(Serialize, ToSchema)]
struct Explained {
    /// What it is: `hours/17` is the address of an entry below `/api/v1`; else `credentials/…` or
    /// `circumstances/…`.
    #[schema(example = "hours/17")]
    source: String,
    /// Null for a fact without a day.
    #[schema(required)]
    date: Option<Day>,
    /// Its length; 0 for what is no time.
    minutes: u32,
    /// Its size where it is no time.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Target>,
    /// How much of it counts, in the unit of the target.
    #[schema(value_type = Number)]
    counted: Number,
    #[schema(value_type = wire::Reason)]
    reason: Reason,
    /// The text that decides, as it is cited in Chinese.
    #[schema(example = "教师〔2016〕3号第四条")]
    clause: String,
}

impl Explained {
    fn new(rule: &Rule, criterion: Option<&Criterion>, unit: Unit, line: &Line, fact: &Fact) -> Self {
        let own = Unit::of(fact.measure, RuleUnit::Cny);
        let is_time = fact.measure == Measure::Time;
        let size = || Target { amount: own.number(line.amount.into()), unit: own };
        Self {
            source: match fact.source {
                Source::Hours(id) => format!("hours/{id}"),
                Source::Plan(id) => format!("placements/{id}"),
                Source::Circumstance(id) => format!("circumstances/{id}"),
                Source::Credential(id) => format!("credentials/{id}"),
                Source::Trial(number) => format!("trial/{number}"),
            },
            date: line.day.map(Day),
            minutes: if is_time { line.amount } else { 0 },
            amount: (!is_time).then(size),
            counted: unit.number(line.counted.into()),
            reason: line.reason,
            clause: rule.cited_in_chinese(&clause(rule, criterion, line).zh),
        }
    }
}

/// The clause that decides a line.
fn clause<'a>(rule: &'a Rule, criterion: Option<&'a Criterion>, line: &Line) -> &'a Text {
    let Some(criterion) = criterion else { return &rule.clause };
    let of_cap = match line.detail {
        Some(Detail::Cap(place)) => criterion.caps.get(usize::from(place)).and_then(|cap| cap.clause.as_ref()),
        _ => None,
    };
    let of_form = criterion.eligible.forms_clause.as_ref().filter(|_| line.reason == Reason::FormNotEligible);
    of_cap.or(of_form).or(criterion.clause.as_ref()).unwrap_or(&rule.clause)
}

impl Measured {
    fn new(rule: &Rule, judged: &CriterionJudgement, facts: Option<&[Fact]>) -> Self {
        let unit = Unit::of(judged.measure, judged.unit);
        let criterion = rule.judged(judged);
        let explained = |facts: &[Fact]| {
            let lines = judged.lines.iter().filter_map(|line| Some((line, facts.get(line.fact as usize)?)));
            lines.map(|(line, fact)| Explained::new(rule, criterion, unit, line, fact)).collect()
        };
        Self {
            target: Target { amount: unit.number(judged.target), unit },
            counted: unit.number(judged.counted),
            remaining: unit.number(judged.remaining),
            window: Window { from: Day(judged.window.first_day), to: Day(judged.window.last_day) },
            deadline: Day(judged.deadline),
            explanation: facts.map(explained),
        }
    }

    /// Where nothing decides, since the rule does not bind the person.
    fn of_nothing(judged: &Judged, facts: Option<&[Fact]>) -> Self {
        let unit = Unit::of(judged.unit().measure(), judged.unit());
        let as_of = Day(judged.judgement.as_of);
        Self {
            target: Target { amount: unit.number(0), unit },
            counted: unit.number(0),
            remaining: unit.number(0),
            window: Window { from: as_of, to: as_of },
            deadline: as_of,
            explanation: facts.map(|_| Vec::new()),
        }
    }
}

impl Progress {
    /// A judgement as it stands on the wire; explained when the facts are given.
    pub(crate) fn new(judged: &Judged, facts: Option<&[Fact]>) -> Self {
        let (rule, criteria) = (&judged.rule, &judged.judgement.criteria);
        let part = |it: &CriterionJudgement| Part {
            criterion: it.criterion.clone(),
            met: it.met,
            open: it.open,
            measured: Measured::new(rule, it, facts),
        };
        let decisive = judged.decisive().map(|it| Measured::new(rule, it, facts));
        Self {
            rule: rule.id.clone(),
            verified: rule.verified,
            status: judged.judgement.status,
            decisive: decisive.unwrap_or_else(|| Measured::of_nothing(judged, facts)),
            criteria: if criteria.len() > 1 { criteria.iter().map(part).collect() } else { Vec::new() },
        }
    }
}

/// As of when.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AsOf {
    /// The day of judgement; today unless given.
    pub(super) as_of: Option<Day>,
}

/// How far a person is against each rule that speaks to them, as it is in force at their employer on the day.
#[utoipa::path(get, path = "/people/{id}/progress", operation_id = "read_progress", tag = "people",
    params(("id" = Key, Path), AsOf), responses((status = 200, body = List<Progress>)))]
pub(super) async fn read(caller: Caller, Id(id): Id, Query(on): Query<AsOf>) -> Outcome<List<Progress>> {
    let as_of = on.as_of.map(|day| day.0);
    let found = progress::read(&caller.db, &caller.ctx, PersonId(id), as_of).await?;
    let facts = Some(found.facts.facts());
    Ok(whole(found.judged.iter().map(|judged| Progress::new(judged, facts)).collect()))
}
