//! The windows of days in which facts count. Every range of days is inclusive: first and last day belong to it.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

text_enum! {
    /// How the window of a criterion lies.
    pub enum WindowKind {
        /// A length that ends with the day of judgement.
        Rolling = "rolling",
        /// One length after another from an anchor on.
        FixedCycle = "fixed_cycle",
        /// 1 January to 31 December.
        CalendarYear = "calendar_year",
        /// A year from the day that `starts` names, 1 September unless said otherwise.
        AcademicYear = "academic_year",
        /// The calendar week of the day of judgement, Monday to Sunday.
        Week = "week",
        /// One length after another from the day the licence was issued.
        LicenceCycle = "licence_cycle",
        /// So many years of service, however long they took.
        ServiceYears = "service_years",
        /// The time before an event, all of it or a length.
        BeforeEvent = "before_event",
        /// A length that ends with the day of judgement: whether something is still recent.
        Recency = "recency",
        /// All time up to the day of judgement.
        Always = "always",
    }
}

text_enum! {
    /// An event in a person's work that a rule may look back from.
    pub enum Event {
        /// The first day of employment.
        Hired = "hired",
        /// The first day of teaching a professional course.
        TeachingStart = "teaching_start",
        /// The day a licence or title is applied for.
        Application = "application",
    }
}

/// A length in years, months or days of the calendar; they add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Length {
    /// Years.
    #[serde(skip_serializing_if = "is_zero")]
    pub years: u32,
    /// Months.
    #[serde(skip_serializing_if = "is_zero")]
    pub months: u32,
    /// Days.
    #[serde(skip_serializing_if = "is_zero")]
    pub days: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Length {
    /// So many years.
    #[must_use]
    pub const fn years(years: u32) -> Self {
        Self { years, months: 0, days: 0 }
    }

    /// Whether it is no length at all.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.years == 0 && self.months == 0 && self.days == 0
    }

    /// The same date that much later; the last day of the month where it has no such date.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        let months = Months::new(self.years.saturating_mul(12).saturating_add(self.months));
        day.checked_add_months(months)
            .and_then(|day| day.checked_add_days(Days::new(self.days.into())))
            .unwrap_or(NaiveDate::MAX)
    }

    /// The same date that much earlier; the last day of the month where it has no such date.
    #[must_use]
    pub fn before(self, day: NaiveDate) -> NaiveDate {
        let months = Months::new(self.years.saturating_mul(12).saturating_add(self.months));
        day.checked_sub_months(months)
            .and_then(|day| day.checked_sub_days(Days::new(self.days.into())))
            .unwrap_or(NaiveDate::MIN)
    }

    /// Days to compare lengths by: a year is 365.25 days, a month a twelfth of it.
    #[must_use]
    pub fn about_days(self) -> u64 {
        let hundredths = u64::from(self.years) * 36_525 + u64::from(self.months) * 3_044;
        hundredths / 100 + u64::from(self.days)
    }
}

/// The days in which facts count for a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// How it lies.
    pub kind: WindowKind,
    /// How long it is; needed by the kinds that have no length of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<Length>,
    /// The first day of the first cycle of a fixed cycle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<NaiveDate>,
    /// The day on which an academic year begins, `MM-DD`; 09-01 unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<String>,
    /// What the window lies before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Event>,
    /// Whether a fact that lies across the edge is cut there at the local midnight (the default) or belongs
    /// whole to the day it began.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub clip: bool,
}

pub(crate) const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(crate) const fn is_yes(flag: &bool) -> bool {
    *flag
}

/// An inclusive range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DayRange {
    /// The first day.
    pub first_day: NaiveDate,
    /// The last day, itself included.
    pub last_day: NaiveDate,
}

impl DayRange {
    /// Whether a day lies in the range.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first_day <= day && day <= self.last_day
    }

    /// How many days it has; 0 when it ends before it begins.
    #[must_use]
    pub fn days(self) -> u32 {
        u32::try_from((self.last_day - self.first_day).num_days() + 1).unwrap_or(0)
    }

    /// What lies in both ranges; `None` when nothing does.
    #[must_use]
    pub fn common(self, other: Self) -> Option<Self> {
        let (first_day, last_day) = (self.first_day.max(other.first_day), self.last_day.min(other.last_day));
        (first_day <= last_day).then_some(Self { first_day, last_day })
    }
}

/// The next day.
pub(crate) fn day_after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(NaiveDate::MAX)
}

/// The day before.
pub(crate) fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(NaiveDate::MIN)
}

/// The day of a year that `MM-DD` names; 1 September when it names none.
pub(crate) fn day_of_year(year: i32, starts: Option<&str>) -> NaiveDate {
    let read = |text: &str| {
        let (month, day) = text.split_once('-')?;
        NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
    };
    starts.and_then(read).or_else(|| NaiveDate::from_ymd_opt(year, 9, 1)).unwrap_or(NaiveDate::MIN)
}

/// The year from `starts` on that a day lies in.
pub(crate) fn year_from(day: NaiveDate, starts: Option<&str>) -> DayRange {
    let this_year = day_of_year(day.year(), starts);
    let (first, next) = if day >= this_year { (day.year(), day.year() + 1) } else { (day.year() - 1, day.year()) };
    DayRange { first_day: day_of_year(first, starts), last_day: day_before(day_of_year(next, starts)) }
}
