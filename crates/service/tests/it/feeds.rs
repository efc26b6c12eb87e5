//! Calendar feeds of people who teach.

use chrono::NaiveDate;
use domain::{
    feed::{EventTime, FeedForm, FeedSubject},
    placement::PlacementForm,
    schedule::{ScheduleForm, WeekForm},
    timetable::ClockForm,
};
use service::{feed, schedule, timetable};

use crate::{
    timetable::{CLOCK, settled, taught},
    world::{Who, World, day},
};

async fn made(w: &World, who: Who, of: Who) -> String {
    let form = FeedForm { kind: "person".into(), subject: w.person(of).to_string() };
    feed::make(&w.db, &w.ctx(who).await, &form, "zh").await.unwrap()
}

/// The lessons of a feed: identifier, and from when to when in UTC.
async fn lessons(w: &World, secret: &str) -> Vec<(String, String, String)> {
    let opened = feed::open(&w.db, w.visitor(), secret).await.unwrap();
    let events = feed::events(&w.db, &opened).await.unwrap();
    let lessons = events.into_iter().filter(|event| matches!(event.subject, FeedSubject::Lesson { .. }));
    let told = lessons.map(|event| match event.time {
        EventTime::Span(from, to) => (event.uid(), from.to_rfc3339(), to.to_rfc3339()),
        EventTime::Day(day) => panic!("{day}"),
    });
    told.collect()
}

fn on(lessons: &[(String, String, String)], day: NaiveDate) -> Vec<&(String, String, String)> {
    lessons.iter().filter(|it| it.0.contains(&day.to_string())).collect()
}

#[tokio::test]
async fn the_feed_of_a_teacher_has_the_lessons_of_the_timetable_with_holidays_left_out() {
    let (w, _) = settled().await;
    taught(&w, &["2026-2027-1,A,电机学,严桂香,周一第1-2节 第{1-16}周|周一第5-6节 第{1-16}周"]).await;
    let secret = made(&w, Who::YanGuixiang, Who::YanGuixiang).await;
    let told = lessons(&w, &secret).await;
    let monday = on(&told, day("2026-09-14"));
    let [morning, afternoon] = &monday[..] else { panic!("{told:?}") };
    assert_eq!((morning.1.as_str(), morning.2.as_str()), ("2026-09-14T00:00:00+00:00", "2026-09-14T01:40:00+00:00"));
    assert!(morning.0.ends_with("-2026-09-14") && afternoon.0.ends_with("-2026-09-14-2"), "{monday:?}");
    assert!(on(&told, day("2026-10-05")).is_empty(), "the national holiday");
}

#[tokio::test]
async fn the_tag_of_a_feed_changes_with_the_timetable_and_its_clock() {
    let (w, _) = settled().await;
    let secret = made(&w, Who::YanGuixiang, Who::YanGuixiang).await;
    let tag = async || {
        let opened = feed::open(&w.db, w.visitor(), &secret).await.unwrap();
        feed::tag(&w.db, &opened).await.unwrap()
    };
    let mut known = vec![tag().await];
    assert_eq!(tag().await, known[0]);
    taught(&w, &["2026-2027-1,A,电机学,严桂香,周一第1-2节 第{1-16}周"]).await;
    known.push(tag().await);
    let later = ClockForm { periods: CLOCK.replace("08:00", "08:05"), version: "1".into() };
    timetable::save_clock(&w.db, &w.ctx(Who::LinXiaomei).await, &later).await.unwrap();
    known.push(tag().await);
    known.dedup();
    assert_eq!(known.len(), 3);
}

#[tokio::test]
async fn a_lesson_that_the_schedule_of_a_secondment_tells_is_told_once() {
    let (w, _) = settled().await;
    let id = w.approved(&PlacementForm { participant: w.person(Who::ZhaoHai).to_string(), ..w.secondment() }).await;
    taught(&w, &["2026-2027-1,A,钳工实训,赵海,周一第1-2节 第{1-16}周|周三第1-2节 第{1-16}周"]).await;
    let week = WeekForm { monday: "8-9:40".into(), ..WeekForm::default() };
    let form = ScheduleForm { week, ..ScheduleForm::default() };
    let version = w.placement(id).await.version;
    schedule::save(&w.db, &w.ctx(Who::LinXiaomei).await, id, &form, version).await.unwrap();
    let told = lessons(&w, &made(&w, Who::ZhaoHai, Who::ZhaoHai).await).await;
    assert!(on(&told, day("2026-09-14")).is_empty(), "the Monday is a session of the secondment");
    assert_eq!(on(&told, day("2026-09-16")).len(), 1, "{told:?}");
}
