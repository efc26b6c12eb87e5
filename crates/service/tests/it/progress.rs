//! How far people are: the worst first, as of a day, with two employments.

use domain::{
    placement::PlacementForm,
    policy::{Calendar, Reason, Status},
    schedule::{ScheduleForm, WeekForm},
};
use service::{
    progress::{self, Judged},
    schedule,
};

use crate::world::{
    Org,
    Who::{self, *},
    World, day, days, error,
};

/// Confirms `count` workdays of 8 hours from 2 March 2026 on, for a practice in the spring.
async fn spring(w: &World, who: Who, count: usize) {
    let form = PlacementForm {
        participant: w.person(who).to_string(),
        first_day: "2026-03-02".to_owned(),
        last_day: "2026-07-31".to_owned(),
        ..w.practice()
    };
    let id = w.active(&form).await;
    let first = day("2026-03-02");
    let workdays = first.iter_days().filter(|day| Calendar::china().kind(*day).is_workday());
    for on in workdays.take(count) {
        w.log(who, id, &on.to_string(), "8").await.unwrap();
    }
    w.submit(who, id, days("2026-03-02", "2026-07-31")).await.unwrap();
    w.confirm(ChenLi, id, days("2026-03-02", "2026-07-31")).await.unwrap();
}

const FIVE_YEARS: &str = "cn-2016-5y6m";
const YEAR: &str = "cn-2019-1m-year";

async fn judged(w: &World, who: Who, rule: &str, as_of: Option<&str>) -> Judged {
    let view = progress::read(&w.db, &w.ctx(LinXiaomei).await, w.person(who), as_of.map(day)).await.unwrap();
    of_rule(view.judged, rule)
}

fn of_rule(judged: Vec<Judged>, rule: &str) -> Judged {
    judged.into_iter().find(|judged| judged.rule.id.as_str() == rule).unwrap()
}

#[tokio::test]
async fn a_college_sees_its_teachers_the_worst_first() {
    let w = World::new().await;
    spring(&w, HeZhiqiang, 21).await;
    spring(&w, MaJun, 10).await;
    let ctx = w.ctx(LinXiaomei).await;
    let lines = progress::of_organisation(&w.db, &ctx, None).await.unwrap();
    let names: Vec<_> = lines.iter().map(|line| line.person.label.as_str()).collect();
    // Yan and Ma miss the five years' rule, Yan more of it; Liu is hired this year and misses the year's
    // rule alone; He has met the only one that binds teachers of public courses.
    assert_eq!(names, ["严桂香", "马骏", "刘芳", "何志强"]);
    assert!(lines.iter().flat_map(|line| &line.judged).all(|judged| judged.lines().is_empty()));
    let status = |n: usize, rule| of_rule(lines[n].judged.clone(), rule).judgement.status;
    assert_eq!(status(3, YEAR), Status::Met);
    assert_eq!(status(3, FIVE_YEARS), Status::NotApplicable);
    for who in [YanGuixiang, SunYu, QianShen] {
        let refused = progress::of_organisation(&w.db, &w.ctx(who).await, None).await;
        assert_eq!(error(refused), domain::Error::Forbidden, "{who:?}");
    }
    let others = progress::of_organisation(&w.db, &w.ctx(ZhouMin).await, None).await.unwrap();
    assert_eq!(others.iter().map(|line| line.person.label.as_str()).collect::<Vec<_>>(), ["唐薇"]);
}

#[tokio::test]
async fn the_list_and_the_page_of_a_person_say_the_same() {
    let w = World::new().await;
    spring(&w, YanGuixiang, 5).await;
    spring(&w, MaJun, 30).await;
    for as_of in [None, Some("2026-03-20"), Some("2026-12-31"), Some("2031-03-03")] {
        let listed = progress::of_organisation(&w.db, &w.ctx(LinXiaomei).await, as_of.map(day)).await.unwrap();
        for who in [YanGuixiang, MaJun, HeZhiqiang, LiuFang] {
            let line = listed.iter().find(|line| line.person.id == w.person(who));
            let begun = who != LiuFang || as_of != Some("2026-03-20");
            assert_eq!(line.is_some(), begun, "{who:?} {as_of:?}");
            let Some(line) = line else { continue };
            for short in &line.judged {
                let full = judged(&w, who, short.rule.id.as_str(), as_of).await;
                assert_eq!(short.judgement.status, full.judgement.status, "{who:?} {as_of:?}");
                if short.judgement.status != Status::NotApplicable {
                    assert_eq!((short.counted(), short.target()), (full.counted(), full.target()), "{who:?} {as_of:?}");
                    assert_eq!(short.judgement.deadline(), full.judgement.deadline(), "{who:?} {as_of:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn progress_is_judged_as_of_a_day() {
    let w = World::new().await;
    spring(&w, YanGuixiang, 21).await;
    let year = |as_of| judged(&w, YanGuixiang, YEAR, as_of);
    let today = year(None).await;
    assert_eq!((today.judgement.status, today.counted(), today.target()), (Status::Met, 10_080, 9_998));
    let early = year(Some("2026-03-06")).await;
    assert_eq!((early.judgement.status, early.counted()), (Status::Short, 5 * 480));
    assert_eq!(early.lines().iter().filter(|line| line.reason == Reason::AfterWindow).count(), 16);
    let next = year(Some("2027-01-01")).await;
    assert_eq!((next.counted(), next.judgement.deadline()), (0, day("2027-12-31")));
    let five = judged(&w, YanGuixiang, FIVE_YEARS, Some("2027-01-01")).await;
    assert_eq!(five.counted(), 10_080);
}

#[tokio::test]
async fn a_night_shift_over_new_year_counts_in_both_years_by_its_parts_when_the_schedule_has_it() {
    let mut w = World::new().await;
    w.now += chrono::TimeDelta::days(60);
    let id = w.active(&w.practice()).await;
    let week = WeekForm { thursday: "8".to_owned(), ..WeekForm::default() };
    let form = ScheduleForm { week, ..ScheduleForm::default() };
    let version = w.number(&format!("SELECT CAST(version AS bigint) FROM placement WHERE id = {id}")).await;
    schedule::save(&w.db, &w.ctx(LinXiaomei).await, id, &form, i32::try_from(version).unwrap()).await.unwrap();
    w.log(YanGuixiang, id, "2026-12-31", "22-6").await.unwrap();
    w.submit(YanGuixiang, id, days("2026-12-31", "2026-12-31")).await.unwrap();
    w.confirm(ChenLi, id, days("2026-12-31", "2026-12-31")).await.unwrap();
    let old = judged(&w, YanGuixiang, YEAR, Some("2026-12-31")).await;
    let new = judged(&w, YanGuixiang, YEAR, Some("2027-01-01")).await;
    assert_eq!((old.counted(), new.counted()), (120, 360));
    let parts: Vec<_> = new.lines().iter().map(|line| (line.amount, line.counted, line.reason)).collect();
    assert_eq!(parts, [(120, 0, Reason::BeforeWindow), (360, 360, Reason::RestDayOnRoster)]);
    let five = judged(&w, YanGuixiang, FIVE_YEARS, Some("2027-01-01")).await;
    assert_eq!(five.counted(), 480);
}

#[tokio::test]
async fn hours_that_are_not_confirmed_or_were_unlocked_do_not_count() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let week = days("2026-11-16", "2026-11-22");
    w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    let counted = async || judged(&w, YanGuixiang, YEAR, None).await.counted();
    w.submit(YanGuixiang, id, week).await.unwrap();
    assert_eq!(counted().await, 0);
    w.confirm(ChenLi, id, week).await.unwrap();
    assert_eq!(counted().await, 480);
    w.unlock(ChenLi, id, week, &[]).await.unwrap();
    assert_eq!(counted().await, 0);
}

#[tokio::test]
async fn who_works_for_two_is_judged_as_the_teacher_they_are() {
    let w = World::new().await;
    spring(&w, MaJun, 3).await;
    let own = progress::own(&w.db, &w.ctx(MaJun).await, None).await.unwrap();
    assert_eq!(own.person.employments.len(), 2);
    let five = of_rule(own.judged.clone(), FIVE_YEARS);
    assert_eq!((five.judgement.status, five.counted()), (Status::Short, 3 * 480));
    let at_nanqiao = progress::own(&w.db, &w.ctx(MaJunAtNanqiao).await, None).await.unwrap();
    let told = |judged: &[Judged]| judged.iter().map(|it| it.judgement.clone()).collect::<Vec<_>>();
    assert_eq!(told(&at_nanqiao.judged), told(&own.judged), "the rules look at the person, whatever the role");
}

#[tokio::test]
async fn who_is_a_teacher_here_and_an_engineer_there_sees_both() {
    let w = World::new().await;
    spring(&w, MaJun, 3).await;
    let nanqiao = w.org(Org::Nanqiao);
    w.sql(&format!(
        "UPDATE employment SET profile = 'engineer' WHERE organisation_id = {nanqiao} AND person_id = {}",
        w.person(MaJun)
    ))
    .await;
    let own = progress::own(&w.db, &w.ctx(MaJun).await, None).await.unwrap();
    assert_eq!(of_rule(own.judged.clone(), YEAR).counted(), 3 * 480);
    assert_eq!(own.engineer.unwrap().class_hours_tenths, 0);
}

#[tokio::test]
async fn hours_practised_for_a_former_college_move_with_the_person() {
    let w = World::new().await;
    spring(&w, YanGuixiang, 4).await;
    let yan = w.person(YanGuixiang);
    w.sql(&format!("UPDATE employment SET last_day = '2026-08-31' WHERE person_id = {yan}")).await;
    w.sql(&format!(
        "INSERT INTO employment (person_id, organisation_id, profile, category, consent, first_day) \
         VALUES ({yan}, {}, 'teacher', 'professional_course', true, '2026-09-01')",
        w.org(Org::Yunling)
    ))
    .await;
    let seen = progress::of_organisation(&w.db, &w.ctx(ZhouMin).await, None).await.unwrap();
    let line = seen.iter().find(|line| line.person.id == yan).unwrap();
    assert_eq!(of_rule(line.judged.clone(), YEAR).counted(), 4 * 480);
    let former = progress::of_organisation(&w.db, &w.ctx(LinXiaomei).await, None).await.unwrap();
    assert!(former.iter().all(|line| line.person.id != yan));
    let page = progress::read(&w.db, &w.ctx(ZhouMin).await, yan, None).await.unwrap();
    assert_eq!(of_rule(page.judged, YEAR).counted(), 4 * 480);
}
