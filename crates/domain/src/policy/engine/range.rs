//! Where a criterion's window lies on a day.

use chrono::{Datelike, Days, NaiveDate};

use crate::policy::{
    rule::{Criterion, PauseEffect},
    subject::Subject,
    window::{DayRange, Length, WindowKind, day_after, day_before, year_from},
};

/// A window of days and by how many days leaves made it longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub window: DayRange,
    pub extended_days: u32,
}

/// The window of a criterion as of a day; `None` where the person has no licence whose cycles it follows.
///
/// A rolling window is the days after the same date so much earlier, up to and including `as_of`: five years as
/// of 2026-04-01 are 2021-04-02..=2026-04-01, and 28 February stands for a 29 February that does not exist
/// (民法典 arts. 201, 202: the day of the start is not counted, the last one is).
pub(super) fn range(criterion: &Criterion, subject: &Subject, as_of: NaiveDate) -> Option<Range> {
    let window = &criterion.window;
    let length = window.length.unwrap_or_default();
    let whole = |first_day, last_day| DayRange { first_day, last_day };
    let backwards = |last_day| {
        let first = if length.is_zero() { NaiveDate::MIN } else { day_after(length.before(last_day)) };
        extended_back(criterion, subject, whole(first, last_day))
    };
    let forwards = |days: DayRange| extended_forward(criterion, subject, days);
    Some(match window.kind {
        WindowKind::Rolling | WindowKind::Recency => backwards(as_of),
        WindowKind::Always => Range { window: whole(NaiveDate::MIN, as_of), extended_days: 0 },
        WindowKind::CalendarYear => forwards(year_from(as_of, Some("01-01"))),
        WindowKind::AcademicYear => forwards(year_from(as_of, window.starts.as_deref())),
        WindowKind::Week => {
            let monday = as_of - Days::new(as_of.weekday().num_days_from_monday().into());
            Range { window: whole(monday, monday + Days::new(6)), extended_days: 0 }
        }
        WindowKind::FixedCycle => forwards(cycle(window.anchor?, length, as_of)),
        WindowKind::LicenceCycle => forwards(cycle(subject.licence?.issued_on, length, as_of)),
        WindowKind::ServiceYears => Range { window: service_cycle(subject, length.years, as_of), extended_days: 0 },
        WindowKind::BeforeEvent => match window.event.and_then(|event| subject.event(event)) {
            Some(event) => backwards(day_before(event)),
            None => backwards(as_of),
        },
    })
}

/// The cycle that a day lies in; the first one for an earlier day.
fn cycle(anchor: NaiveDate, length: Length, day: NaiveDate) -> DayRange {
    let start = |number: u32| {
        let times = |part: u32| part.saturating_mul(number);
        Length { years: times(length.years), months: times(length.months), days: times(length.days) }.after(anchor)
    };
    let about = length.about_days().max(1);
    let passed = u64::try_from((day - anchor).num_days()).unwrap_or(0);
    let mut number = u32::try_from(passed / about).unwrap_or(0);
    while number > 0 && start(number) > day {
        number -= 1;
    }
    while start(number + 1) <= day && start(number + 1) < NaiveDate::MAX {
        number += 1;
    }
    DayRange { first_day: start(number), last_day: day_before(start(number + 1)) }
}

/// The cycle of so many years of service, 365 days each, that a day lies in. Where the service still to come is
/// not known it is taken to go on without a break.
fn service_cycle(subject: &Subject, years: u32, as_of: NaiveDate) -> DayRange {
    let size = years.max(1).saturating_mul(365);
    let served = subject.service_days(as_of);
    let begun = served.saturating_sub(1) / size * size;
    let first_day = nth_service_day(subject, begun).unwrap_or(as_of);
    let last_day = nth_service_day(subject, begun.saturating_add(size - 1)).unwrap_or_else(|| {
        let left = begun.saturating_add(size).saturating_sub(served);
        as_of.checked_add_days(Days::new(left.into())).unwrap_or(as_of)
    });
    DayRange { first_day, last_day: last_day.max(as_of) }
}

/// The day on which somebody has served so many days before it.
fn nth_service_day(subject: &Subject, mut number: u32) -> Option<NaiveDate> {
    for span in &subject.service {
        if number < span.days() {
            return span.first_day.checked_add_days(Days::new(number.into()));
        }
        number -= span.days();
    }
    None
}

/// Whether the person was on a leave that does something to the window or the target.
pub(super) fn is_paused(criterion: &Criterion, subject: &Subject) -> bool {
    criterion.pause.iter().any(|pause| subject.leaves.iter().any(|leave| leave.kind == pause.leave))
}

fn leave_days(criterion: &Criterion, subject: &Subject, days: DayRange, effect: PauseEffect) -> u32 {
    if criterion.pause.is_empty() || subject.leaves.is_empty() {
        return 0;
    }
    let pauses = |kind| criterion.pause.iter().any(|pause| pause.leave == kind && pause.effect == effect);
    let leaves = subject.leaves.iter().filter(|leave| pauses(leave.kind));
    leaves.filter_map(|leave| leave.days.common(days)).map(DayRange::days).sum()
}

/// The days of a window on which the person was on a leave that shrinks the target.
pub(super) fn prorating_days(criterion: &Criterion, subject: &Subject, days: DayRange) -> u32 {
    leave_days(criterion, subject, days, PauseEffect::Prorate)
}

/// A window that reaches back over its days of leave, and over those of the days it gains.
fn extended_back(criterion: &Criterion, subject: &Subject, days: DayRange) -> Range {
    grown(
        days,
        |window| leave_days(criterion, subject, window, PauseEffect::Extend),
        |days, by| DayRange {
            first_day: days.first_day.checked_sub_days(Days::new(by.into())).unwrap_or(NaiveDate::MIN),
            ..days
        },
    )
}

/// A window that ends so much later.
fn extended_forward(criterion: &Criterion, subject: &Subject, days: DayRange) -> Range {
    grown(
        days,
        |window| leave_days(criterion, subject, window, PauseEffect::Extend),
        |days, by| DayRange {
            last_day: days.last_day.checked_add_days(Days::new(by.into())).unwrap_or(NaiveDate::MAX),
            ..days
        },
    )
}

fn grown(days: DayRange, leave: impl Fn(DayRange) -> u32, grow: impl Fn(DayRange, u32) -> DayRange) -> Range {
    let (mut window, mut extended_days) = (days, 0);
    loop {
        let by = leave(window);
        if by <= extended_days {
            return Range { window, extended_days };
        }
        extended_days = by;
        window = grow(days, by);
    }
}
