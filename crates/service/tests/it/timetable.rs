//! Terms, the period clock, and what people teach on which days.

use domain::{
    Code, Error,
    error::Conflict,
    id::TermId,
    timetable::{ClockForm, TermForm},
};
use service::{
    import,
    mapping::{Kind, Mapping},
    tabular::{ReadOptions, read},
    timetable::{self, DayNote, SectionFilter},
};

use crate::{
    import::{SKIP, counts},
    world::{Org, Who, World, day, error},
};

pub const CLOCK: &str = "1 08:00-08:45\n2 08:55-09:40\n3 10:00-10:45\n4 10:55-11:40\n5 14:00-14:45\n6 14:55-15:40\n7 16:00-16:45\n8 16:55-17:40";

/// The autumn of 2026: its first week begins on 31 August, its last two are for exams.
pub fn autumn() -> TermForm {
    TermForm {
        name: "2026-2027-1".into(),
        first_day: "2026-08-31".into(),
        weeks: "18".into(),
        exam_weeks: "17-18".into(),
        version: String::new(),
    }
}

pub fn clock() -> ClockForm {
    ClockForm { periods: CLOCK.into(), version: "0".into() }
}

/// Jianghai with its autumn term and its clock.
pub async fn settled() -> (World, TermId) {
    let w = World::new().await;
    let hr = w.ctx(Who::LinXiaomei).await;
    let term = timetable::add_term(&w.db, &hr, &autumn()).await.unwrap();
    timetable::save_clock(&w.db, &hr, &clock()).await.unwrap();
    (w, term)
}

pub async fn taught(w: &World, rows: &[&str]) {
    let text = format!("学期,教学班编号,课程名称,任课教师,上课时间\n{}\n", rows.join("\n"));
    let sheet = read(text.as_bytes(), &ReadOptions::default()).unwrap();
    let ctx = w.ctx(Who::LinXiaomei).await;
    let report = import::run(&w.db, &ctx, &Mapping::identity(Kind::Timetables), &sheet, SKIP).await.unwrap();
    assert_eq!(counts(&report), [u32::try_from(rows.len()).unwrap(), 0, 0, 0], "{report:?}");
}

#[tokio::test]
async fn a_college_keeps_its_terms_and_its_clock() {
    let (w, term) = settled().await;
    let hr = w.ctx(Who::LinXiaomei).await;
    let line = timetable::read_term(&w.db, &hr, term).await.unwrap();
    assert_eq!((line.name.as_str(), line.term.last_day()), ("2026-2027-1", day("2027-01-03")));
    let twice = error(timetable::add_term(&w.db, &hr, &autumn()).await);
    assert_eq!(twice, Error::field("name", Code::Duplicate));
    let longer = TermForm { weeks: "19".into(), version: "1".into(), ..autumn() };
    timetable::edit_term(&w.db, &hr, term, &longer).await.unwrap();
    let stale = error(timetable::edit_term(&w.db, &hr, term, &longer).await);
    assert_eq!(stale, Error::Conflict(Conflict::Stale));
    assert_eq!(timetable::read_clock(&w.db, &hr).await.unwrap(), ClockForm { version: "1".into(), ..clock() });
    assert_eq!(error(timetable::save_clock(&w.db, &hr, &clock()).await), Error::Conflict(Conflict::Stale));
    for who in [Who::YanGuixiang, Who::LuPing, Who::WangJianguo, Who::SunYu] {
        let ctx = w.ctx(who).await;
        assert!(matches!(error(timetable::add_term(&w.db, &ctx, &autumn()).await), Error::Forbidden | Error::NotFound));
        assert!(timetable::read_term(&w.db, &ctx, term).await.is_err(), "{who:?}");
    }
    let other = w.ctx(Who::ZhouMin).await;
    assert_eq!(error(timetable::read_term(&w.db, &other, term).await), Error::NotFound);
    assert_eq!(error(timetable::edit_term(&w.db, &other, term, &longer).await), Error::NotFound);
}

#[tokio::test]
async fn what_sections_use_is_not_taken_away() {
    let (w, term) = settled().await;
    taught(&w, &["2026-2027-1,A,电机学,严桂香,周一第7-8节 第{1-16}周"]).await;
    let hr = w.ctx(Who::LinXiaomei).await;
    let shorter = TermForm { weeks: "15".into(), exam_weeks: String::new(), version: "1".into(), ..autumn() };
    let refused = error(timetable::edit_term(&w.db, &hr, term, &shorter).await);
    assert_eq!(refused, Error::field("weeks", Code::OutsideTerm));
    let periods = CLOCK.lines().take(7).collect::<Vec<_>>().join("\n");
    let refused = error(timetable::save_clock(&w.db, &hr, &ClockForm { periods, version: "1".into() }).await);
    assert_eq!(refused, Error::field("periods", Code::UnknownPeriod));
}

#[tokio::test]
async fn lessons_fall_on_the_days_of_their_weeks_but_not_on_holidays_nor_in_exam_weeks() {
    let (w, _) = settled().await;
    taught(
        &w,
        &["2026-2027-1,A,电机学,严桂香,周四第1-2节 第{3-18}周", "2026-2027-1,B,电工,严桂香,周四第5节 第{4-6双}周"],
    )
    .await;
    let yan = w.ctx(Who::YanGuixiang).await;
    let person = w.person(Who::YanGuixiang);
    let lessons = timetable::lessons_of(&w.db, &yan, person, day("2026-09-14"), day("2027-01-31")).await.unwrap();
    let days: Vec<_> = lessons.iter().map(|it| (it.lesson.day.to_string(), it.lesson.start, it.lesson.end)).collect();
    let first: Vec<_> = days.iter().take(4).map(|(day, start, end)| (day.as_str(), *start, *end)).collect();
    // 1 October, the Thursday of week 5, is the national holiday.
    assert_eq!(
        first,
        [("2026-09-17", 480, 580), ("2026-09-24", 480, 580), ("2026-09-24", 840, 885), ("2026-10-08", 480, 580)]
    );
    assert_eq!(days.last().unwrap().0, "2026-12-17", "weeks 17 and 18 are for exams");
    let hr = w.ctx(Who::LinXiaomei).await;
    assert_eq!(timetable::lessons_of(&w.db, &hr, person, day("2026-09-17"), day("2026-09-17")).await.unwrap().len(), 1);
    for who in [Who::HeZhiqiang, Who::ZhouMin, Who::WangJianguo] {
        let ctx = w.ctx(who).await;
        assert!(timetable::lessons_of(&w.db, &ctx, person, day("2026-09-17"), day("2026-09-17")).await.is_err());
    }
}

#[tokio::test]
async fn the_week_of_a_teacher_tells_what_is_particular_about_its_days() {
    let (w, term) = settled().await;
    taught(&w, &["2026-2027-1,A,电机学,严桂香,周四第1-2节 第{1-16}周|周三第3-4节 第{1-15单}周"]).await;
    let hr = w.ctx(Who::LinXiaomei).await;
    let person = w.person(Who::YanGuixiang);
    let week = timetable::week_of(&w.db, &hr, person, &term.to_string(), "5").await.unwrap();
    assert_eq!((week.week, week.days.len(), week.sections.len()), (5, 7, 1));
    assert_eq!(week.days[2].lessons.len(), 1, "an odd week");
    assert_eq!((week.days[3].note, week.days[3].lessons.len()), (DayNote::Closed, 0), "the national holiday");
    let exams = timetable::week_of(&w.db, &hr, person, &term.to_string(), "17").await.unwrap();
    assert!(exams.days.iter().take(4).all(|day| day.note == DayNote::Exams && day.lessons.is_empty()));
    // Today is Monday of week 13.
    let own = timetable::own_week(&w.db, &w.ctx(Who::YanGuixiang).await, "", "").await.unwrap();
    assert_eq!((own.week, own.days[0].day), (13, day("2026-11-23")));
    let nothing = timetable::own_week(&w.db, &w.ctx(Who::HeZhiqiang).await, "", "").await.unwrap();
    assert!(nothing.term.is_none() && nothing.days.is_empty());
    let other = w.person(Who::HeZhiqiang);
    assert_eq!(error(timetable::week_of(&w.db, &hr, other, "", "").await), Error::NotFound);
    let ctx = w.ctx(Who::ZhouMin).await;
    assert_eq!(error(timetable::week_of(&w.db, &ctx, person, "", "").await), Error::NotFound);
}

#[tokio::test]
async fn sections_are_listed_and_found_by_course_class_and_teacher() {
    let (w, term) = settled().await;
    taught(
        &w,
        &[
            "2026-2027-1,A-1,电机学,严桂香|何志强,周一第1-2节 第{1-8}周",
            "2026-2027-1,B-2,机械制图,马骏,周二第1-2节 第{1-8}周",
        ],
    )
    .await;
    let hr = w.ctx(Who::LinXiaomei).await;
    let found = async |q: &str| {
        let filter = SectionFilter { term: term.to_string(), q: q.into(), cursor: String::new() };
        let it = timetable::read(&w.db, &hr, &filter).await.unwrap();
        assert_eq!(it.matching, it.sections.items.len() as u64);
        it.sections.items.into_iter().map(|section| section.code).collect::<Vec<_>>()
    };
    let mut all = found("").await;
    all.sort();
    assert_eq!(all, ["A-1", "B-2"]);
    assert_eq!(
        (found("电机").await, found("B-").await, found("何志强").await),
        (vec!["A-1".into()], vec!["B-2".into()], vec!["A-1".to_owned()])
    );
    assert!(found("无").await.is_empty());
    let other = w.ctx(Who::ZhouMin).await;
    let filter = SectionFilter { term: term.to_string(), ..SectionFilter::default() };
    assert_eq!(error(timetable::read(&w.db, &other, &filter).await), Error::NotFound);
    let none = timetable::read(&w.db, &other, &SectionFilter::default()).await.unwrap();
    assert!(none.term.is_none() && !none.has_clock && none.may_edit && none.college.id == w.org(Org::Yunling));
    assert_eq!(error(timetable::read(&w.db, &w.ctx(Who::WangJianguo).await, &filter).await), Error::Forbidden);
}
