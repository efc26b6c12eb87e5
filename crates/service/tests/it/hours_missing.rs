//! Who has not submitted.

use domain::{
    Error,
    placement::{PlacementForm, Side},
    schedule::{ScheduleForm, WeekForm},
};
use service::{
    hours::{self, Gap, Missing, MissingFilter},
    schedule,
};

use crate::world::{
    Who::{self, *},
    World, day, days, error,
};

async fn missing(w: &World, who: Who, filter: &MissingFilter) -> Missing {
    hours::missing(&w.db, &w.ctx(who).await, filter).await.unwrap()
}

/// The weeks of the only line, each as `11-16 open`.
fn weeks(missing: &Missing) -> Vec<String> {
    assert_eq!(missing.matching, 1);
    let told = |(week, gap): &(chrono::NaiveDate, Gap)| {
        format!("{} {}", week.format("%m-%d"), if *gap == Gap::Open { "open" } else { "nothing" })
    };
    missing.lines[0].weeks.iter().map(told).collect()
}

fn autumn(w: &World) -> PlacementForm {
    // From a Saturday: the week of the 2nd has no working day of it.
    PlacementForm { first_day: "2026-11-07".to_owned(), ..w.practice() }
}

#[tokio::test]
async fn both_sides_see_the_weeks_that_are_open_or_empty() {
    let w = World::new().await;
    let id = w.active(&autumn(&w)).await;
    w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    for (who, side) in [(LinXiaomei, Side::Sending), (WangJianguo, Side::Hosting)] {
        let list = missing(&w, who, &MissingFilter::default()).await;
        assert_eq!(weeks(&list), ["11-09 nothing", "11-16 open"], "{who:?}");
        assert_eq!((list.lines[0].placement.id, list.lines[0].side), (id, side));
        assert_eq!(list.weeks.len(), 8);
        assert_eq!((list.weeks[0], list.weeks[7]), (day("2026-09-28"), day("2026-11-16")));
    }
    w.submit(YanGuixiang, id, days("2026-11-16", "2026-11-22")).await.unwrap();
    assert_eq!(weeks(&missing(&w, LinXiaomei, &MissingFilter::default()).await), ["11-09 nothing"]);
    let returned = [w.entries(id).await[0].id];
    w.send_back(WangJianguo, id, days("2026-11-16", "2026-11-22"), &returned).await.unwrap();
    assert_eq!(weeks(&missing(&w, LinXiaomei, &MissingFilter::default()).await), ["11-09 nothing", "11-16 open"]);
}

#[tokio::test]
async fn a_week_in_which_the_schedule_expects_nothing_is_not_missing() {
    let w = World::new().await;
    let id = w.active(&autumn(&w)).await;
    let form = ScheduleForm {
        week: WeekForm { monday: "8".to_owned(), ..WeekForm::default() },
        days_off: "2026-11-09".to_owned(),
        ..ScheduleForm::default()
    };
    let version = w.placement(id).await.version;
    schedule::save(&w.db, &w.ctx(LinXiaomei).await, id, &form, version).await.unwrap();
    assert_eq!(weeks(&missing(&w, LinXiaomei, &MissingFilter::default()).await), ["11-16 nothing"]);
}

#[tokio::test]
async fn the_list_is_narrowed_by_side_and_week_and_what_has_not_started_is_left_out() {
    let w = World::new().await;
    w.approved(&PlacementForm { participant: w.person(MaJun).to_string(), ..autumn(&w) }).await;
    assert_eq!(missing(&w, LinXiaomei, &MissingFilter::default()).await.matching, 0);
    w.active(&autumn(&w)).await;
    w.active(&PlacementForm { first_day: "2026-11-16".to_owned(), ..w.secondment() }).await;
    let of = async |side: &str, week: &str| {
        let filter = MissingFilter { side: side.to_owned(), week: week.to_owned(), after: String::new() };
        let list = missing(&w, LinXiaomei, &filter).await;
        (list.matching, list.gaps)
    };
    assert_eq!(of("", "").await, (2, 3));
    assert_eq!(of("sending", "").await, (1, 2));
    assert_eq!(of("hosting", "").await, (1, 1));
    assert_eq!(of("", "2026-11-11").await, (1, 1));
    assert_eq!(of("hosting", "2026-11-09").await, (0, 0));
}

#[tokio::test]
async fn only_officers_see_it_and_only_their_own() {
    let w = World::new().await;
    w.active(&autumn(&w)).await;
    for who in [ZhouMin, GraceMiller] {
        assert_eq!(missing(&w, who, &MissingFilter::default()).await.matching, 0, "{who:?}");
    }
    for who in [YanGuixiang, ChenLi, LuPing, SunYu, QianShen] {
        let refused = hours::missing(&w.db, &w.ctx(who).await, &MissingFilter::default()).await;
        assert_eq!(error(refused), Error::Forbidden, "{who:?}");
    }
    let visitor = hours::missing(&w.db, &w.visitor(), &MissingFilter::default()).await;
    assert_eq!(error(visitor), Error::SignInNeeded);
}
