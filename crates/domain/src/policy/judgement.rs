//! What a judgement says, down to every part of every fact.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    fact::{Fact, Source},
    rule::{Criterion, Rule, RuleId},
    unit::{Measure, Unit},
    window::DayRange,
};

text_enum! {
    /// How far a person is against a rule.
    pub enum Status {
        /// 达标: the target is reached within the window.
        Met = "met",
        /// 临近期限: not met, the deadline lies ahead, and fewer than twice the missing workdays are left; or an
        /// advisory rule is not met.
        AtRisk = "at_risk",
        /// 不足: not met, with more time left than that, or none at all.
        Short = "short",
        /// 不适用: the rule does not bind the person.
        NotApplicable = "not_applicable",
        /// 暂定: not met within the time of grace, or met by days of a calendar that is not announced yet.
        Provisional = "provisional",
    }
}

text_enum! {
    /// Why a part of a fact counts or does not.
    pub enum Reason {
        /// It counts.
        Counted = "counted",
        /// It counts: a weekend day on which people work instead of another day.
        MakeUpWorkday = "make_up_workday",
        /// It counts: a rest day, and the host's roster shows work.
        RestDayOnRoster = "rest_day_on_roster",
        /// It has no date, so that nobody can say whether it lies in the window.
        NoDate = "no_date",
        /// The host's time zone is not known, so that nobody can say on which day it fell.
        ZoneUnknown = "zone_unknown",
        /// Nobody has confirmed it yet.
        NotConfirmed = "not_confirmed",
        /// A confirmation was withdrawn.
        ConfirmationWithdrawn = "confirmation_withdrawn",
        /// The rule does not bind the person.
        NotBound = "not_bound",
        /// The person does not fulfil what the criterion presupposes.
        NotOpen = "not_open",
        /// It measures something else, and the rule converts nothing of the kind.
        OtherMeasure = "other_measure",
        /// The placement goes the other way.
        OtherDirection = "other_direction",
        /// The rule does not name this kind of host.
        HostNotEligible = "host_not_eligible",
        /// The rule does not name this class of host.
        HostClassNotEligible = "host_class_not_eligible",
        /// The rule does not name this form of activity.
        FormNotEligible = "form_not_eligible",
        /// The rule asks for another kind of release.
        LoadNotEligible = "load_not_eligible",
        /// It belongs to another area.
        OtherArea = "other_area",
        /// It was not approved beforehand.
        NotPreApproved = "not_pre_approved",
        /// It was not done under direction.
        NotDirected = "not_directed",
        /// It cannot be trusted enough.
        TrustTooLow = "trust_too_low",
        /// A piece of evidence is missing.
        EvidenceMissing = "evidence_missing",
        /// A day on the way.
        TravelDay = "travel_day",
        /// A rest day or public holiday, and no roster of the host shows work.
        RestDay = "rest_day",
        /// The block is too short.
        BlockTooShort = "block_too_short",
        /// The block is too long.
        BlockTooLong = "block_too_long",
        /// It lies before the window.
        BeforeWindow = "before_window",
        /// It lies after the window or after the day of judgement.
        AfterWindow = "after_window",
        /// It no longer holds on the day of judgement.
        NoLongerValid = "no_longer_valid",
        /// The same time counts already, by another fact.
        Overlap = "overlap",
        /// The same day counts already.
        SameDay = "same_day",
        /// More than the cap of a day.
        DayCap = "day_cap",
        /// More than the cap of a week.
        WeekCap = "week_cap",
        /// More than the cap of a placement.
        ActivityCap = "activity_cap",
        /// More than the cap of the window.
        WindowCap = "window_cap",
    }
}

impl Reason {
    /// Whether a part with this reason counts.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Counted | Self::MakeUpWorkday | Self::RestDayOnRoster)
    }
}

/// What else there is to say about a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// From when to when another fact covers the same time, in minutes after the midnight of the line's day,
    /// and how far that fact is to be trusted.
    Covered {
        /// Half-open.
        from: u16,
        /// Half-open.
        to: u16,
        /// The trust of the fact that counts.
        trust: u8,
        /// The fact that counts, by its place among the facts.
        by: u32,
    },
    /// The cap, by its place among the criterion's caps.
    Cap(u8),
    /// The edge of the window.
    Edge(NaiveDate),
}

/// Why a part of a fact counts or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The fact, by its place among the facts that were judged.
    pub fact: u32,
    /// The day on which this part lies; none for a fact without a day.
    pub day: Option<NaiveDate>,
    /// The part's size in the fact's own measure.
    pub amount: u32,
    /// How much of it counts, in the target's measure.
    pub counted: u32,
    /// Why.
    pub reason: Reason,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Detail>,
}

text_enum! {
    /// What a judgement warns of without failing it.
    pub enum Warning {
        /// Several blocks where one is preferred.
        NotContiguous = "not_contiguous",
        /// Rests on days of a calendar that is not announced yet.
        CalendarNotAnnounced = "calendar_not_announced",
        /// A part of the surplus of the cycle before lapses.
        CarryLapses = "carry_lapses",
    }
}

/// A part of the whole that is asked for, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubResult {
    /// The sub-target's name.
    pub id: String,
    /// How much is asked, in the target's measure.
    pub target: i64,
    /// How much counts.
    pub counted: i64,
}

/// How far a person is against one criterion; amounts are in the smallest part of the target's measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionJudgement {
    /// The criterion's name.
    pub criterion: String,
    /// What the amounts measure.
    pub measure: Measure,
    /// The unit in which the rule states its target.
    pub unit: Unit,
    /// How much is asked, after what leaves and changes of category take off it.
    pub target: i64,
    /// How much the rule's text asks.
    pub full_target: i64,
    /// How much would be asked of the part of the window under the category; the same as `full_target` without
    /// a change of category.
    pub prorated_target: i64,
    /// How much counts, what is carried over included.
    pub counted: i64,
    /// How much of it is carried over from the cycle before.
    pub carried: i64,
    /// How much of the surplus of the cycle before lapses.
    pub lapsed: i64,
    /// How much is missing, or above the bound of a criterion that asks for at most.
    pub remaining: i64,
    /// Whether it is reached, sub-targets included.
    pub met: bool,
    /// Whether it is open to the person.
    pub open: bool,
    /// The days in which facts count; those after the day of judgement do not count yet.
    pub window: DayRange,
    /// By how many days leaves extend the window.
    pub extended_days: u32,
    /// When met, the first day on which it is not met any more if nothing is added; else the last day to
    /// reach it.
    pub deadline: NaiveDate,
    /// The parts of the whole that are asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sub_targets: Vec<SubResult>,
    /// The spans of service that count, for a target in service: they are of the person and not facts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub service: Vec<DayRange>,
    /// What to warn of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// Every part of every fact, by day; empty unless asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
}

/// How far a person is against one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The rule.
    pub rule: RuleId,
    /// How far.
    pub status: Status,
    /// Whether the target is reached, whatever the status says besides.
    pub met: bool,
    /// The day of judgement.
    pub as_of: NaiveDate,
    /// Each criterion, in the rule's order; empty where the rule does not bind the person and no lines were
    /// asked for.
    pub criteria: Vec<CriterionJudgement>,
    /// The criterion that decides, by its place: the furthest one of all that are asked, the nearest one of
    /// several that are enough.
    pub decisive: usize,
    /// What is missing in workdays, rounded up; 0 where the target is no time.
    pub missing_workdays: u32,
    /// Workdays after the day of judgement up to and including the deadline.
    pub workdays_left: u32,
    /// The last day of grace, while it runs.
    pub grace_until: Option<NaiveDate>,
}

impl Judgement {
    /// The criterion that decides.
    #[must_use]
    pub fn decisive(&self) -> Option<&CriterionJudgement> {
        self.criteria.get(self.decisive)
    }

    /// The deadline of what decides; the day of judgement where nothing does.
    #[must_use]
    pub fn deadline(&self) -> NaiveDate {
        self.decisive().map_or(self.as_of, |it| it.deadline)
    }

    /// Every part of every fact with the fact it belongs to, of one criterion.
    pub fn explained<'a>(
        judged: &'a CriterionJudgement,
        facts: &'a [Fact],
    ) -> impl Iterator<Item = (&'a Line, &'a Fact)> {
        judged.lines.iter().filter_map(|line| Some((line, facts.get(line.fact as usize)?)))
    }
}

impl Rule {
    /// The criterion that a judgement speaks of.
    #[must_use]
    pub fn judged(&self, judged: &CriterionJudgement) -> Option<&Criterion> {
        self.criterion(&judged.criterion)
    }
}

impl Fact {
    /// The hour entry it is, if it is one.
    #[must_use]
    pub const fn hour_entry(&self) -> Option<crate::id::HourEntryId> {
        match self.source {
            Source::Hours(id) => Some(id),
            _ => None,
        }
    }
}
