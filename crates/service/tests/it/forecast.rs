//! How people and colleges stand in the years ahead, without and with what is planned.

use chrono::{Datelike, NaiveDate, Weekday};
use domain::{Error, id::PlacementId, placement::PlacementForm, policy::RuleId};
use service::forecast::{self, CollegeForecast, PersonForecast, RuleForecast};

use crate::world::{
    Who::{self, LinXiaomei, MaJun, QianShen, SunYu, TangWei, WangJianguo, YanGuixiang, ZhaoHai, ZhouMin},
    World, day, error,
};

const FIVE_YEARS: &str = "cn-2016-5y6m";
const ONE_YEAR: &str = "cn-2019-1m-year";

async fn of_yan(w: &World, who: Who) -> PersonForecast {
    forecast::read(&w.db, &w.ctx(who).await, w.person(YanGuixiang)).await.unwrap()
}

async fn of_college(w: &World) -> CollegeForecast {
    forecast::of_college(&w.db, &w.ctx(LinXiaomei).await).await.unwrap()
}

fn rule<'a>(forecast: &'a PersonForecast, id: &str) -> &'a RuleForecast {
    let id = RuleId(id.to_owned());
    forecast.rules.iter().find(|it| it.rule.id == id).unwrap()
}

/// Yan Guixiang was at Nanqiao on 136 Mondays to Fridays from 2023-03-01 on, of which six were public holidays.
async fn half_a_year_in_2023(w: &World) -> PlacementId {
    let form = PlacementForm {
        first_day: "2023-03-01".to_owned(),
        last_day: "2023-09-30".to_owned(),
        planned_hours: "1088".to_owned(),
        ..w.practice()
    };
    let id = w.active(&form).await;
    let is_workday = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let yan = w.person(YanGuixiang);
    let rows: Vec<String> = day("2023-03-01")
        .iter_days()
        .filter(is_workday)
        .take(136)
        .map(|on| format!("({id}, {yan}, '{on}', 480, 'on_post', 'confirmed', 1)"))
        .collect();
    let columns = "placement_id, person_id, day, minutes, kind, state, version";
    w.sql(&format!("INSERT INTO hour_entry ({columns}) VALUES {}", rows.join(", "))).await;
    id
}

#[tokio::test]
async fn a_person_sees_when_what_is_confirmed_no_longer_suffices_and_by_when_to_act() {
    let w = World::new().await;
    half_a_year_in_2023(&w).await;
    for who in [YanGuixiang, LinXiaomei, QianShen] {
        let forecast = of_yan(&w, who).await;
        assert_eq!((forecast.from, forecast.until), (day("2026-11-23"), day("2031-11-23")), "{who:?}");
        let half_year = rule(&forecast, FIVE_YEARS);
        assert_eq!(half_year.without_plan.falls_on, Some(day("2028-03-08")));
        // One workday is missing then, and the day itself is one.
        assert_eq!(half_year.without_plan.act_by, Some(day("2028-03-08")));
        assert_eq!(half_year.with_plan, half_year.without_plan, "nothing is planned");
        let year = rule(&forecast, ONE_YEAR);
        assert_eq!((year.without_plan.met_on, year.without_plan.falls_on), (None, None));
    }
}

#[tokio::test]
async fn what_is_planned_meets_the_year_and_the_next_year_begins_anew() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    w.log(YanGuixiang, id, "2026-11-20", "8").await.unwrap();
    let forecast = of_yan(&w, YanGuixiang).await;
    let year = rule(&forecast, ONE_YEAR);
    assert_eq!((year.without_plan.met_on, year.without_plan.falls_on), (None, None));
    let met_on = year.with_plan.met_on.unwrap();
    assert!(day("2026-12-20") < met_on && met_on <= day("2026-12-31"), "{met_on}");
    assert_eq!(year.with_plan.falls_on, Some(day("2027-01-01")));
    let most = year.with_plan.stretches.iter().map(|stretch| stretch.counted).max();
    // 320 hours are planned until the 29th of January: the eight that are logged, and the rest day by day.
    assert!(most.is_some_and(|most| (9_999..320 * 60).contains(&most)), "{most:?}");
    let plan_of_both = rule(&forecast, FIVE_YEARS).with_plan.stretches.iter().map(|stretch| stretch.counted).max();
    assert!(plan_of_both.is_some_and(|most| most <= 320 * 60), "what is logged is not planned once more");
}

#[tokio::test]
async fn the_cliff_of_a_college_counts_month_by_month_who_is_bound_and_who_is_met() {
    let w = World::new().await;
    half_a_year_in_2023(&w).await;
    let college = of_college(&w).await;
    assert_eq!(college.days.len(), 61);
    assert_eq!((college.days[0], college.days[1]), (day("2026-11-23"), day("2026-12-01")));
    assert_eq!(college.until(), Some(day("2031-11-01")));
    let half_year = college.rules.iter().find(|it| it.rule.id.as_str() == FIVE_YEARS).unwrap();
    assert!(half_year.bound.iter().all(|bound| *bound == half_year.bound[0] && *bound > 0));
    let met = |on: &str| {
        let at = college.days.iter().position(|it| *it == day(on)).unwrap();
        (half_year.without_plan[at], half_year.with_plan[at])
    };
    assert_eq!((met("2026-12-01"), met("2028-03-01"), met("2028-04-01")), ((1, 1), (1, 1), (0, 0)));
    let [fall] = &college.falls[..] else { panic!("{:?}", college.falls) };
    assert_eq!((fall.person.id, fall.rule.id.as_str()), (w.person(YanGuixiang), FIVE_YEARS));
    assert_eq!((fall.falls_on, fall.act_by), (day("2028-03-08"), Some(day("2028-03-08"))));
    assert_eq!((fall.falls_with_plan, fall.too_late), (Some(day("2028-03-08")), false));
}

#[tokio::test]
async fn a_planned_placement_lifts_the_cliff() {
    let w = World::new().await;
    half_a_year_in_2023(&w).await;
    let again = PlacementForm {
        first_day: "2026-12-01".to_owned(),
        last_day: "2027-06-30".to_owned(),
        planned_hours: "1200".to_owned(),
        ..w.practice()
    };
    w.approved(&again).await;
    let forecast = of_yan(&w, LinXiaomei).await;
    assert_eq!(rule(&forecast, FIVE_YEARS).without_plan.falls_on, Some(day("2028-03-08")));
    let college = of_college(&w).await;
    let half_year = college.rules.iter().find(|it| it.rule.id.as_str() == FIVE_YEARS).unwrap();
    let at = college.days.iter().position(|it| *it == day("2028-04-01")).unwrap();
    assert_eq!((half_year.without_plan[at], half_year.with_plan[at]), (0, 1));
    assert_eq!(college.falls[0].falls_with_plan, None);
}

#[tokio::test]
async fn a_new_entry_touches_the_forecast_of_one_person_and_stores_nothing() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let ma = w.person(MaJun);
    let rules = async |who| forecast::read(&w.db, &w.ctx(who).await, ma).await.unwrap().rules;
    let before = rules(MaJun).await;
    let entries = w.number("SELECT CAST(COUNT(*) AS bigint) FROM hour_entry").await;
    w.log(YanGuixiang, id, "2026-11-20", "8").await.unwrap();
    of_yan(&w, YanGuixiang).await;
    assert_eq!(rules(MaJun).await, before);
    assert_eq!(w.number("SELECT CAST(COUNT(*) AS bigint) FROM hour_entry").await, entries + 1);
}

#[tokio::test]
async fn only_who_may_read_the_progress_sees_what_is_ahead() {
    let w = World::new().await;
    let yan = w.person(YanGuixiang);
    for (who, refused) in [
        (ZhouMin, Error::NotFound),
        (TangWei, Error::NotFound),
        (WangJianguo, Error::NotFound),
        (ZhaoHai, Error::NotFound),
    ] {
        assert_eq!(error(forecast::read(&w.db, &w.ctx(who).await, yan).await), refused, "{who:?}");
    }
    assert_eq!(error(forecast::read(&w.db, &w.visitor(), yan).await), Error::SignInNeeded);
    for who in [YanGuixiang, ZhaoHai, SunYu] {
        assert!(forecast::of_college(&w.db, &w.ctx(who).await).await.is_err(), "{who:?}");
    }
}
