//! Indicators of colleges: what is counted of whom, what a college reports, and who sees it.

use domain::{
    Code, Error,
    error::Conflict,
    organisation_figure::{AcademicYear, FiguresForm},
    policy::{Decimal, Effective, Figure, Indicator, IndicatorBound, IndicatorUnit, RuleId, Text},
};
use service::{
    indicator::{self, CollegeIndicators, IndicatorsView},
    rule_pack::{self, AdoptForm},
};

use crate::{
    people::{
        Org,
        Who::{ChenLi, HeZhiqiang, LinXiaomei, LuPing, QianShen, SunYu, WangJianguo, YanGuixiang, ZhaoHai, ZhouMin},
    },
    world::{World, day, days, error},
};

const THIS_YEAR: AcademicYear = AcademicYear(2026);

fn text(text: &str) -> Text {
    Text { zh: text.to_owned(), en: text.to_owned() }
}

fn indicator(id: &str, numerator: Figure, denominator: Figure, unit: IndicatorUnit) -> Indicator {
    Indicator {
        id: RuleId(id.to_owned()),
        title: text(id),
        definition: text("定义"),
        authority: text("教育部"),
        document: "教发〔2018〕12号".to_owned(),
        clause: text("第三条"),
        source: None,
        verified: false,
        effective: Effective { from: day("2019-01-01"), to: None },
        numerator,
        denominator,
        unit,
        bound: None,
    }
}

/// The share of part-time teachers, at most 30 per cent, and the days of practice per teacher.
fn indicators() -> Vec<Indicator> {
    let share = indicator("part-time", Figure::PartTimeTeachers, Figure::AllTeachers, IndicatorUnit::Percent);
    let bound = IndicatorBound { side: domain::policy::Bound::AtMost, value: Decimal::whole(30) };
    let days = indicator("days", Figure::PracticeDays, Figure::FullTimeTeachers, IndicatorUnit::DaysPerTeacher);
    vec![Indicator { bound: Some(bound), ..share }, days]
}

fn only(view: &IndicatorsView) -> &CollegeIndicators {
    let [college] = view.colleges.as_slice() else { panic!("{view:?}") };
    college
}

fn reporting(full_time_teachers: &str) -> FiguresForm {
    FiguresForm { full_time_teachers: full_time_teachers.to_owned(), ..FiguresForm::default() }
}

#[tokio::test]
async fn figures_follow_from_the_roster_and_from_what_is_confirmed_in_the_academic_year() {
    let world = World::new().await;
    let practice = world.active(&world.practice()).await;
    let teaching = world.active(&world.secondment()).await;
    let autumn = days("2026-09-01", "2026-09-30");
    for (who, id, on, time) in [
        (YanGuixiang, practice, "2026-09-07", "8"),
        (YanGuixiang, practice, "2026-09-08", "4"),
        (ZhaoHai, teaching, "2026-09-09", "1:30"),
    ] {
        world.log(who, id, on, time).await.unwrap();
    }
    world.submit(YanGuixiang, practice, autumn).await.unwrap();
    world.confirm(ChenLi, practice, autumn).await.unwrap();
    world.submit(ZhaoHai, teaching, autumn).await.unwrap();
    world.confirm(HeZhiqiang, teaching, autumn).await.unwrap();
    world.log(YanGuixiang, practice, "2026-10-08", "8").await.unwrap();
    let level = format!(
        "UPDATE employment SET double_qualified_level = 'junior' WHERE person_id = {}",
        world.person(YanGuixiang)
    );
    world.sql(&level).await;
    let hr = world.ctx(LinXiaomei).await;
    let (view, _) = indicator::of_college(&world.db, &hr, None, THIS_YEAR, &indicators()).await.unwrap();
    assert_eq!(view.as_of, day("2026-11-23"), "today, while the year lasts");
    let college = only(&view);
    assert_eq!(college.college.id, world.org(Org::Jianghai));
    let value = |figure| college.figures.get(&figure).map(|known| known.value);
    for (figure, expected) in [
        (Figure::FullTimeTeachers, 400),
        (Figure::ProfessionalTeachers, 200),
        (Figure::DoubleQualifiedTeachers, 100),
        (Figure::PartTimeTeachers, 100),
        (Figure::AllTeachers, 500),
        (Figure::PracticeDays, 150),
        (Figure::EngineerClassHours, 200),
        (Figure::TeachersOnPractice, 100),
    ] {
        assert_eq!(value(figure), Some(expected), "{figure}");
    }
    assert_eq!(value(Figure::AllClassHours), None, "only the college knows");
    let [share, days] = college.values.as_slice() else { panic!("{college:?}") };
    assert_eq!((share.value, share.kept), (Some(2_000), Some(true)), "20.00 per cent");
    assert_eq!((days.value, days.kept), (Some(38), None), "0.38 days");
}

#[tokio::test]
async fn a_former_year_is_counted_as_of_its_last_day() {
    let world = World::new().await;
    world.active(&world.practice()).await;
    let hr = world.ctx(LinXiaomei).await;
    let (view, _) = indicator::of_college(&world.db, &hr, None, AcademicYear(2025), &indicators()).await.unwrap();
    assert_eq!(view.as_of, day("2026-08-31"));
    let value = |figure| only(&view).figures[&figure].value;
    assert_eq!(value(Figure::FullTimeTeachers), 300, "one was hired on the day after");
    assert_eq!(value(Figure::TeachersOnPractice), 0);
    let (view, _) = indicator::of_college(&world.db, &hr, None, AcademicYear(2015), &indicators()).await.unwrap();
    assert!(view.indicators.is_empty(), "none was in force then");
}

#[tokio::test]
async fn what_the_college_reports_wins_until_it_is_taken_back() {
    let world = World::new().await;
    world.active(&world.secondment()).await;
    let hr = world.ctx(LinXiaomei).await;
    let read = async || indicator::of_college(&world.db, &hr, None, THIS_YEAR, &indicators()).await.unwrap();
    let form = FiguresForm { all_class_hours: "12000.5".to_owned(), ..reporting("2") };
    indicator::report(&world.db, &hr, THIS_YEAR, &form, 0).await.unwrap();
    let (view, figures) = read().await;
    assert_eq!((figures.version, figures.may_edit), (1, true));
    assert_eq!(FiguresForm::from(&figures.reported), form);
    let full_time = only(&view).figures[&Figure::FullTimeTeachers];
    assert_eq!((full_time.value, full_time.computed, full_time.reported), (200, Some(400), true));
    assert_eq!(only(&view).figures[&Figure::AllClassHours].value, 1_200_050);
    let share = &only(&view).values[0];
    assert_eq!((share.value, share.kept), (Some(3_333), Some(false)), "one of three");
    let stale = indicator::report(&world.db, &hr, THIS_YEAR, &reporting("3"), 0).await;
    assert_eq!(error(stale), Error::Conflict(Conflict::Stale));
    let other = indicator::of_college(&world.db, &hr, None, AcademicYear(2025), &indicators()).await.unwrap().1;
    assert!(other.reported.is_empty(), "each year has its own");
    indicator::report(&world.db, &hr, THIS_YEAR, &FiguresForm::default(), 1).await.unwrap();
    assert_eq!(only(&read().await.0).figures[&Figure::FullTimeTeachers].value, 400);
}

#[tokio::test]
async fn what_is_no_number_or_of_a_year_to_come_is_refused() {
    let world = World::new().await;
    let hr = world.ctx(LinXiaomei).await;
    let half = indicator::report(&world.db, &hr, THIS_YEAR, &reporting("3.5"), 0).await;
    assert_eq!(error(half), Error::field("full_time_teachers", Code::NotANumber));
    let early = indicator::report(&world.db, &hr, AcademicYear(2027), &reporting("3"), 0).await;
    assert_eq!(error(early), Error::field("year", Code::OutOfRange));
}

#[tokio::test]
async fn the_college_sees_its_own_and_the_community_all_and_only_its_hr_writes() {
    let world = World::new().await;
    let college = Some(world.org(Org::Jianghai));
    let read = async |who, college| {
        let ctx = world.ctx(who).await;
        indicator::of_college(&world.db, &ctx, college, THIS_YEAR, &indicators()).await
    };
    for (who, may_edit) in [(LinXiaomei, true), (LuPing, false), (SunYu, false), (QianShen, false)] {
        let (_, figures) = read(who, college).await.unwrap();
        assert_eq!(figures.may_edit, may_edit, "{who:?}");
    }
    for (who, refused) in [
        (ZhouMin, Error::NotFound),
        (WangJianguo, Error::NotFound),
        (YanGuixiang, Error::Forbidden),
        (ZhaoHai, Error::NotFound),
    ] {
        assert_eq!(error(read(who, college).await), refused, "{who:?}");
    }
    assert_eq!(error(read(SunYu, Some(world.org(Org::Nanqiao))).await), Error::NotFound, "no college");
    assert_eq!(error(read(WangJianguo, None).await), Error::Forbidden);
    for who in [LuPing, SunYu, QianShen, WangJianguo, YanGuixiang] {
        let ctx = world.ctx(who).await;
        let refused = error(indicator::report(&world.db, &ctx, THIS_YEAR, &reporting("3"), 0).await);
        assert_eq!(refused, Error::Forbidden, "{who:?}");
    }
}

#[tokio::test]
async fn the_secretariat_compares_the_colleges_and_nobody_else_does() {
    let world = World::new().await;
    world.active(&world.secondment()).await;
    indicator::report(&world.db, &world.ctx(ZhouMin).await, THIS_YEAR, &reporting("9"), 0).await.unwrap();
    for who in [SunYu, QianShen] {
        let ctx = world.ctx(who).await;
        let view = indicator::of_community(&world.db, &ctx, THIS_YEAR, &indicators()).await.unwrap();
        let value = |org| {
            let college = view.colleges.iter().find(|it| it.college.id == world.org(org)).unwrap();
            (college.figures[&Figure::FullTimeTeachers].value, college.values[0].value)
        };
        assert_eq!(view.colleges.len(), 2, "and no enterprise");
        assert_eq!(value(Org::Jianghai), (400, Some(2_000)));
        assert_eq!(value(Org::Yunling), (900, Some(0)));
    }
    for who in [LinXiaomei, LuPing, WangJianguo, YanGuixiang, ZhaoHai] {
        let ctx = world.ctx(who).await;
        let refused = indicator::of_community(&world.db, &ctx, THIS_YEAR, &indicators()).await;
        assert_eq!(error(refused), Error::Forbidden, "{who:?}");
    }
}

#[tokio::test]
async fn a_college_is_measured_by_what_it_adopted_besides_what_measures_every_college() {
    let world = World::new().await;
    let hr = world.ctx(LinXiaomei).await;
    let form = AdoptForm { pack: "sg".to_owned(), version: "2026-1".to_owned(), first_day: "2026-11-23".to_owned() };
    rule_pack::adopt(&world.db, &hr, &form).await.unwrap().unwrap();
    let ids = async |college| {
        let found = indicator::in_force(&world.db, &hr, college, THIS_YEAR).await.unwrap();
        found.into_iter().map(|indicator| indicator.id.0).collect::<Vec<_>>()
    };
    let usual = ids(None).await;
    assert!(usual.contains(&"cn-double-qualified-share".to_owned()) && !usual.contains(&"sg-twa-out".to_owned()));
    let own = ids(Some(world.org(Org::Jianghai))).await;
    assert_eq!(own, [usual.clone(), vec!["sg-twa-out".to_owned()]].concat());
    assert_eq!(ids(Some(world.org(Org::Yunling))).await, usual);
}
