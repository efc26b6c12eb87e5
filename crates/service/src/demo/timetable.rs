//! The timetable of the college of the story for the term of today: made of a few patterns, so that some of those
//! who are away in an enterprise are also expected in class.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{
    person::Profile,
    placement::State,
    timetable::{ClockForm, TermForm},
};

use super::{
    calendar::{Calendar, after, instant},
    forms,
    player::{Player, missing},
    story::{Dated, Step},
    tables::{Event, Somebody},
};
use crate::{
    Failure, Result,
    import::{self, Options, Stopped},
    mapping::{Kind, Mapping},
    tabular::{Cell, Sheet},
    timetable,
};

/// The college whose timetable it is.
const COLLEGE: &str = "HY";

const CLOCK: &str = "1 08:00-08:45\n2 08:55-09:40\n3 10:00-10:45\n4 10:55-11:40\n\
    5 13:30-14:15\n6 14:25-15:10\n7 15:30-16:15\n8 16:25-17:10\n9 18:30-19:15\n10 19:25-20:10";

const COURSES: [&str; 12] = [
    "新能源汽车概论",
    "动力电池管理及维护技术",
    "驱动电机及控制技术",
    "汽车电工电子基础",
    "车载网络技术",
    "智能网联汽车传感器技术",
    "汽车底盘构造与维修",
    "充电设施安装与运维",
    "机械制图",
    "汽车故障诊断技术",
    "汽车车身修复技术",
    "专业英语",
];

/// Weeks as registrars write them.
const WEEKS: [&str; 6] = ["1-16", "1-8,10-16", "2-16双", "1-15单", "1-12", "3-14"];

/// The college sets up its term and brings in the registrar's file on the Friday before this week.
pub(super) fn tell(calendar: Calendar) -> Dated {
    Dated { at: instant(after(calendar.monday, -3), 15, 0), step: Step::Timetable }
}

/// The term in which a day lies, or that comes next: its name and the Monday of its first week.
fn term(today: NaiveDate) -> (String, NaiveDate) {
    let (year, autumn) = match today.month() {
        1 => (today.year() - 1, true),
        2..=7 => (today.year(), false),
        _ => (today.year(), true),
    };
    let (name, from) = if autumn {
        (format!("{year}-{}-1", year + 1), NaiveDate::from_ymd_opt(year, 9, 1))
    } else {
        (format!("{}-{year}-2", year - 1), NaiveDate::from_ymd_opt(year, 2, 22))
    };
    let from = from.unwrap_or(today);
    (name, after(from, -i64::from(from.weekday().num_days_from_monday())))
}

impl Player<'_> {
    /// Sets up the term and the clock, and imports the sections.
    pub(super) async fn play_timetable(&self, at: DateTime<Utc>) -> Result<()> {
        let ctx = self.officer(COLLEGE, at)?;
        let (name, first_day) = term(self.calendar.today);
        let form = TermForm {
            name: name.clone(),
            first_day: first_day.to_string(),
            weeks: "18".to_owned(),
            exam_weeks: "17-18".to_owned(),
            version: String::new(),
        };
        timetable::add_term(self.db, &ctx, &form).await?;
        let clock = ClockForm { periods: CLOCK.to_owned(), version: "0".to_owned() };
        timetable::save_clock(self.db, &ctx, &clock).await?;
        let columns = ["term", "code", "course", "classes", "teachers", "staff_numbers", "weeks", "meetings", "rooms"];
        let sheet = Sheet::new(&columns, self.sections(&name, first_day)?);
        // Somebody whose name is not the only one is left out, as in a real file.
        let options = Options { dry_run: false, skip_rejected: true };
        match import::run(self.db, &ctx, &Mapping::identity(Kind::Timetables), &sheet, options).await {
            Ok(_) => Ok(()),
            Err(Stopped::File(error)) => Err(Failure::internal(error)),
            Err(Stopped::Failed(failure)) => Err(failure),
        }
    }

    /// Two sections for each teacher, one for each engineer who teaches there.
    fn sections(&self, term: &str, first_day: NaiveDate) -> Result<Vec<Vec<Cell>>> {
        let mut rows = Vec::new();
        for (nth, somebody) in self.tables.people.iter().enumerate() {
            let teaches = somebody.organisation == COLLEGE && somebody.profile == Some(Profile::Teacher);
            let there = somebody.hired(self.calendar).is_none_or(|hired| hired <= first_day);
            if teaches && there && somebody.until.is_none() && !self.is_planned(somebody) {
                let number = forms::person(somebody, nth, self.calendar).staff_number;
                for _ in 0..2 {
                    rows.push(section(rows.len(), term, &somebody.name, &number));
                }
            }
        }
        for stay in self.tables.stays.iter().filter(|stay| stay.host == COLLEGE) {
            let in_term =
                stay.first_day(self.calendar) <= after(first_day, 7 * 16) && stay.last_day(self.calendar) >= first_day;
            if in_term && stay.direction() == domain::placement::Direction::TeachingSecondment {
                let engineer = self.tables.person(&stay.person).ok_or_else(missing)?;
                rows.push(section(rows.len(), term, &engineer.name, ""));
            }
        }
        Ok(rows)
    }

    /// Whether somebody's days in an enterprise are still being agreed: who plans them keeps them free of lessons.
    fn is_planned(&self, somebody: &Somebody) -> bool {
        let mut stays = self.tables.stays.iter().filter(|stay| stay.person == somebody.key);
        stays.any(|stay| {
            let has_begun = matches!(stay.state, State::Active | State::Completed | State::Terminated);
            !has_begun || matches!(stay.event, Some(Event::Proposed | Event::Asked))
        })
    }
}

/// The section of a number: its pattern follows from the number alone.
fn section(nth: usize, term: &str, teacher: &str, number: &str) -> Vec<Cell> {
    let of = |list: &[&'static str], at: usize| list.get(at % list.len().max(1)).copied().unwrap_or_default();
    let days = ["周一", "周二", "周三", "周四", "周五"];
    let periods = ["第1 ，2节", "第3 ，4节", "第5 ，6节", "第7 ，8节"];
    let weeks = of(&WEEKS, nth / 2);
    // One meeting in the first half of the week, one in the second, in other periods for the next section.
    let meeting = |day: usize, period: usize| format!("{}{} 第{{{weeks}}}周", of(&days, day), of(&periods, period));
    let meetings = [meeting(nth, nth / 2), meeting(nth + 2, nth / 2 + 1)];
    let room = |at: usize| format!("实训楼-{}", 101 + at % 4 * 100 + at % 17);
    vec![
        Cell::text(term),
        Cell::text(format!("{COLLEGE}-{:03}", nth + 1)),
        Cell::text(of(&COURSES, nth)),
        Cell::text(format!("新能源{}班", 2401 + nth % 12)),
        Cell::text(teacher),
        Cell::text(number),
        Cell::text(weeks),
        Cell::text(meetings.join("|")),
        Cell::text(format!("{}|{}", room(nth), room(nth + 5))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_begins_on_a_monday_and_is_the_one_of_the_day_or_the_next() {
        let term = |day: &str| {
            let (name, first_day) = term(day.parse().unwrap());
            (name, first_day.to_string())
        };
        assert_eq!(term("2026-11-28"), ("2026-2027-1".into(), "2026-08-31".into()));
        assert_eq!(term("2027-01-10"), ("2026-2027-1".into(), "2026-08-31".into()));
        assert_eq!(term("2027-03-01"), ("2026-2027-2".into(), "2027-02-22".into()));
        assert_eq!(term("2026-08-01"), ("2026-2027-1".into(), "2026-08-31".into()));
    }
}
