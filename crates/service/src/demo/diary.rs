//! What participants write into their hours, week by week.

use chrono::{Datelike, NaiveDate};
use domain::{
    hours::{EntryForm, Kind},
    placement::{Form, Load, State},
};

use super::{
    calendar::{after, is_holiday},
    tables::{Event, Stay},
};
use crate::hours::Cell;

/// Lengths of a full day, as people type them; on average a little over eight hours.
const FULL_DAYS: [&str; 9] = ["8", "8", "8.5", "8", "7.5", "8:30-16:30", "8", "9", "8"];

const NOTES: [&str; 10] = [
    "定子装配工序跟岗",
    "电池包气密性检测",
    "下线电检与故障记录",
    "工艺文件学习与会签",
    "台架试验数据整理",
    "来料检验与不合格品评审",
    "典型故障案例整理",
    "与导师讨论实训项目转化",
    "班组晨会，设备点检",
    "参与工艺改进评审",
];

const COURSES: [&str; 4] = ["电驱动系统装调与检修", "动力电池管理系统检修", "智能网联汽车传感器标定", "汽车热管理系统"];

/// The cells of the week that begins on `monday`: the week number `week` of the stay number `nth`.
pub(super) fn week(stay: &Stay, nth: usize, week: i64, monday: NaiveDate) -> Vec<Cell> {
    let nth = i64::try_from(nth).unwrap_or_default();
    let last_week = week + 1 == stay.weeks_run();
    (0..5)
        .filter_map(|weekday| {
            let day = after(monday, weekday);
            // Under way, every weekday is logged, so that there is something to confirm whatever the date.
            if stay.state != State::Active && is_holiday(day) {
                return None;
            }
            let turn = nth * 3 + week * 5 + weekday;
            let entry = if stay.form == Form::Teaching {
                teaching(stay, nth, weekday, day)?
            } else {
                practice(stay, week, weekday, turn, last_week)?
            };
            Some(Cell { entry: EntryForm { day: day.to_string(), ..entry }, ..Cell::default() })
        })
        .collect()
}

fn practice(stay: &Stay, week: i64, weekday: i64, turn: i64, last_week: bool) -> Option<EntryForm> {
    if stay.load == Load::PartTime && !matches!(weekday, 1 | 3) {
        return None;
    }
    let kind = match stay.form {
        Form::Training => Kind::Training,
        Form::Visit => Kind::Visit,
        Form::Research => Kind::Research,
        // Safety and induction come first; now and then there is a day of development work.
        _ if week == 0 && weekday < 2 => Kind::Training,
        _ if week % 5 == 4 && weekday == 2 => Kind::Research,
        _ => Kind::OnPost,
    };
    let night = stay.event == Some(Event::Night) && last_week && matches!(weekday, 2 | 3);
    let time = if night { "22:00-06:00" } else { pick(&FULL_DAYS, turn) };
    let note = match (kind, turn % 2) {
        _ if night => "夜班，跟随产线换型",
        (Kind::Training, _) if week == 0 => "安全与岗位技能培训",
        (_, 0) => pick(&NOTES, turn / 2),
        _ => "",
    };
    Some(EntryForm { time: time.to_owned(), kind: kind.to_string(), note: note.to_owned(), ..EntryForm::default() })
}

/// Two courses of teaching a week and a time of preparation.
fn teaching(stay: &Stay, nth: i64, weekday: i64, day: NaiveDate) -> Option<EntryForm> {
    let (time, kind) = match weekday {
        1 if stay.weeks > 14 => ("4节", Kind::ClassHours),
        1 => ("3节", Kind::ClassHours),
        2 => ("2.5", Kind::Preparation),
        3 => ("2节", Kind::ClassHours),
        _ => return None,
    };
    let course = pick(&COURSES, nth);
    // Classes are named after the year in which they began, two autumns ago.
    let section = format!("新能源{:02}{:02}班", (day.year() - 2).rem_euclid(100), nth % 3 + 1);
    Some(EntryForm {
        time: time.to_owned(),
        kind: kind.to_string(),
        course: course.to_owned(),
        section: if kind == Kind::ClassHours { section } else { String::new() },
        ..EntryForm::default()
    })
}

/// One of several texts in turn.
pub(super) fn pick(texts: &[&'static str], turn: i64) -> &'static str {
    let index = usize::try_from(turn).unwrap_or_default() % texts.len().max(1);
    texts.get(index).copied().unwrap_or_default()
}
