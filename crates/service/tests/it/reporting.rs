//! Who has not reported: numbers by member and month, and no names.

use domain::{Error, placement::PlacementForm};
use service::{
    flows::{self, FlowFilter},
    reporting::{self, MonthReport, Reporting, ReportingFilter},
};

use crate::world::{
    Org,
    Who::{self, ChenLi, HeZhiqiang, LinXiaomei, QianShen, SunYu, WangJianguo, YanGuixiang},
    World, day, days, error,
};

async fn reported(w: &World, who: Who, filter: &ReportingFilter) -> Reporting {
    reporting::list(&w.db, &w.ctx(who).await, filter).await.unwrap()
}

fn months(w: &World, reporting: &Reporting, org: Org) -> Vec<MonthReport> {
    let found = reporting.members.iter().find(|report| report.member.id == w.org(org));
    found.unwrap().months.clone()
}

/// Yan is at Nanqiao from the 7th of September and has a day confirmed in September; what is of October waits.
/// He is there in October and logs nothing.
async fn autumn() -> World {
    let w = World::new().await;
    let yan = w.active(&w.practice()).await;
    w.log(YanGuixiang, yan, "2026-09-08", "8").await.unwrap();
    w.log(YanGuixiang, yan, "2026-10-09", "8").await.unwrap();
    w.submit(YanGuixiang, yan, days("2026-09-07", "2026-09-13")).await.unwrap();
    w.confirm(ChenLi, yan, days("2026-09-07", "2026-09-13")).await.unwrap();
    w.submit(YanGuixiang, yan, days("2026-10-05", "2026-10-11")).await.unwrap();
    let he = PlacementForm {
        participant: w.person(HeZhiqiang).to_string(),
        first_day: "2026-10-08".to_owned(),
        last_day: "2026-12-31".to_owned(),
        ..w.practice()
    };
    let he = w.active(&he).await;
    w.log(HeZhiqiang, he, "2026-10-09", "8").await.unwrap();
    w
}

#[tokio::test]
async fn both_members_of_a_placement_are_counted_for_each_month_that_has_ended() {
    let w = autumn().await;
    for who in [SunYu, QianShen] {
        let reporting = reported(&w, who, &ReportingFilter::default()).await;
        assert_eq!((reporting.months[0], reporting.months[5]), (day("2026-05-01"), day("2026-10-01")));
        for org in [Org::Jianghai, Org::Nanqiao] {
            let own = months(&w, &reporting, org);
            assert_eq!(own[3], MonthReport::default(), "nobody was away in August");
            assert_eq!(own[4], MonthReport { running: 1, confirmed: 1, waiting: 0 });
            assert_eq!(own[5], MonthReport { running: 2, confirmed: 0, waiting: 1 }, "a draft is not reported");
            assert_eq!(own[5].nothing(), 1);
        }
        assert_eq!(months(&w, &reporting, Org::Yunling), [MonthReport::default(); 6]);
        assert_eq!((reporting.silent, reporting.matching), (0, reporting.members.len()));
    }
}

#[tokio::test]
async fn who_was_silent_comes_first_and_can_be_asked_for_alone() {
    let w = autumn().await;
    w.active(&PlacementForm {
        participant: w.person(Who::TangWei).to_string(),
        sending: w.org(Org::Yunling).to_string(),
        hosting: w.org(Org::Hudson).to_string(),
        mentor: String::new(),
        first_day: "2026-09-01".to_owned(),
        last_day: "2026-12-31".to_owned(),
        ..w.practice()
    })
    .await;
    let all = reported(&w, SunYu, &ReportingFilter::default()).await;
    assert_eq!((all.members[0].silent_months(), all.members[1].silent_months(), all.silent), (2, 2, 2));
    let filter = ReportingFilter { silent: "true".to_owned(), kind: "college".to_owned(), ..Default::default() };
    let silent = reported(&w, SunYu, &filter).await;
    let names: Vec<_> = silent.members.iter().map(|report| report.member.id).collect();
    assert_eq!((names, silent.matching), (vec![w.org(Org::Yunling)], 1));
    let nowhere = ReportingFilter { province: "无此省".to_owned(), ..Default::default() };
    assert_eq!(reported(&w, SunYu, &nowhere).await.matching, 0);
}

#[tokio::test]
async fn it_names_no_person_and_is_for_the_community_alone() {
    let w = autumn().await;
    let reporting = reported(&w, SunYu, &ReportingFilter::default()).await;
    let whole = serde_json::to_string(&reporting).unwrap();
    for name in ["严桂香", "何志强", "陈立"] {
        assert!(!whole.contains(name), "{name}");
    }
    for who in [LinXiaomei, WangJianguo, YanGuixiang, ChenLi] {
        let refused = reporting::list(&w.db, &w.ctx(who).await, &ReportingFilter::default()).await;
        assert_eq!(error(refused), Error::Forbidden, "{who:?}");
    }
    let visitor = reporting::list(&w.db, &w.visitor(), &ReportingFilter::default()).await;
    assert_eq!(error(visitor), Error::SignInNeeded);
}

#[tokio::test]
async fn flows_of_a_period_are_the_placements_that_touch_it_and_what_was_confirmed_in_it() {
    let w = autumn().await;
    let of = async |from: &str, to: &str, direction: &str| {
        let filter = FlowFilter { from: from.to_owned(), to: to.to_owned(), direction: direction.to_owned() };
        let flows = flows::list(&w.db, &w.ctx(SunYu).await, &filter).await.unwrap();
        flows.iter().map(|flow| (flow.placements, flow.confirmed_minutes)).collect::<Vec<_>>()
    };
    assert_eq!(of("", "", "").await, [(2, 480)]);
    assert_eq!(of("2026-09-01", "2026-09-30", "").await, [(1, 480)]);
    assert_eq!(of("2026-10-01", "2026-10-31", "").await, [(2, 0)]);
    assert_eq!(of("", "2026-08-31", "").await, []);
    assert_eq!(of("", "", "teaching_secondment").await, []);
}
