//! What a state says of single days, as it is shipped, imported and told.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Calendar, DayKind};

/// The country whose days are shipped, and in which files without a country lie.
pub const HOME_COUNTRY: &str = "CN";

text_enum! {
    /// What a state makes of a day that is not like every other of its weekday.
    pub enum StateDayKind {
        /// 放假: a public holiday, or a day that is free for the sake of one.
        Holiday = "holiday",
        /// 调休上班: a make-up workday.
        Workday = "workday",
    }
}

text_enum! {
    /// How certain a day is.
    pub enum Announcement {
        /// 已公布: announced by the authority.
        Official = "official",
        /// 暂定: expected, and still to be announced.
        Provisional = "provisional",
    }
}

/// What a state says of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateDay {
    /// What it is.
    pub kind: StateDayKind,
    /// Which holiday it belongs to.
    pub name: Option<String>,
    /// The same in English.
    pub name_en: Option<String>,
    /// Whether it is announced.
    pub status: Announcement,
}

/// All days about which a state says something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateDays(pub BTreeMap<NaiveDate, StateDay>);

impl StateDays {
    /// The years about which something is said, each with whether all of it is announced.
    #[must_use]
    pub fn years(&self) -> BTreeMap<i32, bool> {
        let mut years = BTreeMap::new();
        for (day, it) in &self.0 {
            *years.entry(day.year()).or_insert(true) &= it.status == Announcement::Official;
        }
        years
    }

    /// The same with the years that `newer` knows as it knows them.
    #[must_use]
    pub fn overlaid(&self, newer: &Self) -> Self {
        let years = newer.years();
        let kept = self.0.iter().filter(|(day, _)| !years.contains_key(&day.year()));
        Self(kept.chain(&newer.0).map(|(day, it)| (*day, it.clone())).collect())
    }

    /// The calendar of these days. It is announced until the end of the last of the years that follow one another
    /// and are announced; where nothing is known at all, nothing is.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        let years = self.years();
        let first = years.keys().next().copied().unwrap_or_default();
        let last = (first..).take_while(|year| years.get(year) == Some(&true)).last().unwrap_or(first - 1);
        let until = if years.is_empty() { NaiveDate::from_ymd_opt(1900, 1, 1) } else { end_of(last) };
        let kind = |it: &StateDay| match it.kind {
            StateDayKind::Holiday => DayKind::Holiday,
            StateDayKind::Workday => DayKind::MakeUpWorkday,
        };
        Calendar::new(self.0.iter().map(|(day, it)| (*day, kind(it))), until)
    }
}

fn end_of(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 12, 31)
}

/// The weekday whose timetable a make-up workday may run: of the workdays swapped for rest in the holiday that is
/// nearest, the nearest one that no nearer make-up workday before it claims. A proposal; the college decides.
#[must_use]
pub fn proposed_run(days: &StateDays, make_up: NaiveDate) -> Option<NaiveDate> {
    let it = days.0.get(&make_up).filter(|it| it.kind == StateDayKind::Workday)?;
    let same = |other: &StateDay| other.name == it.name;
    let near = |day: &NaiveDate| (*day - make_up).num_days().abs() <= 30;
    let of_holiday: Vec<(NaiveDate, StateDayKind)> =
        days.0.iter().filter(|(day, other)| near(day) && same(other)).map(|(day, other)| (*day, other.kind)).collect();
    let ordinary = |day: &NaiveDate| day.weekday().number_from_monday() <= 5;
    let mut swapped: Vec<NaiveDate> = of_holiday
        .iter()
        .filter(|(day, kind)| *kind == StateDayKind::Holiday && ordinary(day))
        .map(|(day, _)| *day)
        .collect();
    let make_ups = of_holiday.iter().filter(|(_, kind)| *kind == StateDayKind::Workday).map(|(day, _)| *day);
    // Make-up workdays take turns in their order; those before the holiday take its first days.
    for other in make_ups {
        let nearest = swapped.iter().copied().min_by_key(|day| ((*day - other).num_days().abs(), *day))?;
        if other == make_up {
            return Some(nearest);
        }
        swapped.retain(|day| *day != nearest);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(rows: &[(&str, StateDayKind, Announcement)]) -> StateDays {
        let one = |(on, kind, status): &(&str, StateDayKind, Announcement)| {
            (day(on), StateDay { kind: *kind, name: Some("节".into()), name_en: None, status: *status })
        };
        StateDays(rows.iter().map(one).collect())
    }

    #[test]
    fn a_year_that_is_announced_wins_over_what_was_expected_of_it() {
        use Announcement::{Official, Provisional};
        use StateDayKind::{Holiday, Workday};
        let shipped = days(&[
            ("2026-01-01", Holiday, Official),
            ("2027-01-01", Holiday, Provisional),
            ("2027-02-05", Holiday, Provisional),
        ]);
        assert!(shipped.calendar().is_provisional(day("2027-01-01")));
        assert!(!shipped.calendar().is_provisional(day("2026-12-31")));
        let notice = days(&[("2027-01-01", Holiday, Official), ("2027-01-10", Workday, Official)]);
        let now = shipped.overlaid(&notice);
        assert_eq!(now.0.len(), 3, "what was expected and not announced falls away");
        assert!(!now.calendar().is_provisional(day("2027-12-31")));
        assert!(now.calendar().is_provisional(day("2028-01-01")));
        assert_eq!(now.calendar().kind(day("2027-01-10")), DayKind::MakeUpWorkday);
    }

    #[test]
    fn a_year_beyond_one_that_nobody_knows_stays_provisional() {
        use Announcement::Official;
        use StateDayKind::Holiday;
        let gap = days(&[("2026-01-01", Holiday, Official), ("2028-01-01", Holiday, Official)]);
        assert!(gap.calendar().is_provisional(day("2028-01-01")));
        assert!(!gap.calendar().is_provisional(day("2025-06-01")), "the past does not change");
        assert!(StateDays::default().calendar().is_provisional(day("2026-06-01")));
    }

    #[test]
    fn a_make_up_workday_is_proposed_the_nearest_day_swapped_for_its_holiday() {
        let shipped = super::super::shipped_days();
        let proposed = |text: &str| proposed_run(shipped, day(text));
        assert_eq!(proposed("2026-02-14"), Some(day("2026-02-16")));
        assert_eq!(proposed("2026-02-28"), Some(day("2026-02-23")));
        assert_eq!(proposed("2026-05-09"), Some(day("2026-05-05")));
        assert_eq!(proposed("2026-03-07"), None);
    }
}
