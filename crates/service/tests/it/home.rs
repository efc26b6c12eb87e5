//! What the home pages count, and that each number is the length of the list it leads to.

use domain::{
    Error,
    account::Role,
    need::Need,
    placement::{Deed, PlacementFilter, PlacementForm, Side},
};
use service::{
    home,
    hours::{self, MissingFilter},
    opening, placement,
};

use crate::world::{
    Who::{LinXiaomei, LuPing, SunYu, TangWei, WangJianguo, YanGuixiang, ZhouMin},
    World, day, days, error,
};

fn part_time(form: PlacementForm, first_day: &str, last_day: &str) -> PlacementForm {
    let (first_day, last_day) = (first_day.to_owned(), last_day.to_owned());
    PlacementForm { load: "part_time".to_owned(), first_day, last_day, ..form }
}

/// A placement of each need of Jianghai or Nanqiao.
async fn busy_world() -> World {
    let w = World::new().await;
    w.drafted(&w.practice()).await;
    let returned = w.submitted(&part_time(w.practice(), "2027-03-01", "2027-03-31")).await;
    w.act(WangJianguo, returned, Deed::Return).await.unwrap();
    w.submitted(&part_time(w.practice(), "2027-04-01", "2027-04-30")).await;
    let moved = w.approved(&part_time(w.practice(), "2027-05-03", "2027-05-31")).await;
    w.propose(WangJianguo, moved, "2027-05-10", "2027-06-11").await.unwrap();
    w.approved(&part_time(w.practice(), "2026-11-23", "2026-12-31")).await;
    w.active(&part_time(w.practice(), "2026-09-01", "2026-11-22")).await;
    let without = PlacementForm { mentor: String::new(), ..w.practice() };
    w.approved(&part_time(without.clone(), "2026-12-07", "2027-01-08")).await;
    w.approved(&part_time(without, "2026-12-08", "2027-01-08")).await;
    w
}

#[tokio::test]
async fn an_officer_sees_how_many_placements_need_the_own_side() {
    let w = busy_world().await;
    let sender = home::officer(&w.db, &w.ctx(LinXiaomei).await).await.unwrap();
    assert_eq!(
        sender.needs,
        [(Need::Dates, 1), (Need::Returned, 1), (Need::Draft, 1), (Need::Start, 1), (Need::End, 1)]
    );
    let host = home::officer(&w.db, &w.ctx(WangJianguo).await).await.unwrap();
    assert_eq!(host.needs, [(Need::Approval, 1), (Need::Mentor, 1), (Need::Start, 1), (Need::End, 1)]);
    let stranger = home::officer(&w.db, &w.ctx(ZhouMin).await).await.unwrap();
    assert_eq!((stranger.needs, stranger.under_way), (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn each_number_is_the_length_of_the_list_it_leads_to() {
    let w = busy_world().await;
    for who in [LinXiaomei, WangJianguo, ZhouMin] {
        let ctx = w.ctx(who).await;
        let home = home::officer(&w.db, &ctx).await.unwrap();
        for need in Need::ALL {
            let filter = PlacementFilter { need: need.as_str().to_owned(), ..Default::default() };
            let listed = placement::list(&w.db, &ctx, &filter).await.unwrap().items.len();
            let counted = home.needs.iter().find(|(other, _)| other == need).map_or(0, |(_, count)| *count);
            assert_eq!(i64::try_from(listed).unwrap(), counted, "{need} of {who:?}");
        }
    }
}

#[tokio::test]
async fn the_strip_shows_approved_and_active_placements_of_six_weeks_from_this_monday() {
    let w = busy_world().await;
    let home = home::officer(&w.db, &w.ctx(WangJianguo).await).await.unwrap();
    assert_eq!((home.today, home.days), (day("2026-11-23"), days("2026-11-23", "2027-01-03")));
    let found: Vec<_> = home.under_way.iter().map(|(side, line)| (*side, line.first_day)).collect();
    assert_eq!(
        found,
        [(Side::Hosting, day("2026-11-23")), (Side::Hosting, day("2026-12-07")), (Side::Hosting, day("2026-12-08"))]
    );
}

#[tokio::test]
async fn only_officers_have_the_home_page_of_officers() {
    let w = World::new().await;
    for who in [YanGuixiang, LuPing, SunYu] {
        assert_eq!(error(home::officer(&w.db, &w.ctx(who).await).await), Error::Forbidden);
    }
    assert_eq!(error(home::officer(&w.db, &w.visitor()).await), Error::SignInNeeded);
}

#[tokio::test]
async fn a_participant_sees_the_own_returned_and_open_lines_by_placement() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let first = w.log(YanGuixiang, id, "2026-11-09", "8").await.unwrap();
    w.log(YanGuixiang, id, "2026-11-10", "7").await.unwrap();
    w.submit(YanGuixiang, id, days("2026-11-09", "2026-11-15")).await.unwrap();
    w.send_back(WangJianguo, id, days("2026-11-09", "2026-11-15"), &[first]).await.unwrap();
    w.log(YanGuixiang, id, "2026-11-17", "8").await.unwrap();
    w.log(YanGuixiang, id, "2026-11-18", "6.5").await.unwrap();
    let open = home::open_lines(&w.db, &w.ctx(YanGuixiang).await).await.unwrap();
    let told: Vec<_> = open.iter().map(|open| (open.returned, open.lines, open.minutes, open.first_day)).collect();
    assert_eq!(told, [(true, 1, 480, day("2026-11-09")), (false, 2, 870, day("2026-11-17"))]);
    assert!(open.iter().all(|open| open.placement == id));
    assert_eq!(home::open_lines(&w.db, &w.ctx(TangWei).await).await.unwrap(), []);
}

#[tokio::test]
async fn the_other_work_of_an_officer_is_counted_as_its_lists_are() {
    let w = World::new().await;
    let id = w.active(&part_time(w.practice(), "2026-11-02", "2026-12-31")).await;
    w.log(YanGuixiang, id, "2026-11-09", "8").await.unwrap();
    w.submit(YanGuixiang, id, days("2026-11-09", "2026-11-15")).await.unwrap();
    for (who, role) in [(LinXiaomei, Role::CollegeHr), (WangJianguo, Role::Coordinator), (ZhouMin, Role::CollegeHr)] {
        let ctx = w.ctx(who).await;
        let work = home::work(&w.db, &ctx).await.unwrap();
        let waiting = hours::waiting(&w.db, &ctx).await.unwrap().len();
        assert_eq!(work.hours, i64::try_from(waiting).unwrap(), "{who:?}");
        let week = MissingFilter { week: work.missing.0.to_string(), ..Default::default() };
        let missing = hours::missing(&w.db, &ctx, &week).await.unwrap().matching;
        assert_eq!(work.missing, (day("2026-11-16"), i64::try_from(missing).unwrap()), "{who:?}");
        let wanted = home::wanted(role, day("2026-11-23"));
        let openings = opening::list(&w.db, &ctx, &wanted).await.unwrap().items.len();
        assert_eq!(work.openings, i64::try_from(openings).unwrap(), "{who:?}");
    }
    let host = home::work(&w.db, &w.ctx(WangJianguo).await).await.unwrap();
    assert_eq!((host.hours, host.missing.1), (1, 1));
    assert_eq!(error(home::work(&w.db, &w.ctx(YanGuixiang).await).await), Error::Forbidden);
}

#[tokio::test]
async fn a_participant_is_reminded_of_yesterday_until_something_is_logged() {
    let mut w = World::new().await;
    let id = w.active(&w.practice()).await;
    let open = async |w: &World| {
        let placements = [w.placement(id).await];
        home::yesterday_open(&w.db, &w.ctx(YanGuixiang).await, &placements).await.unwrap()
    };
    assert_eq!(open(&w).await, [], "yesterday was a Sunday");
    w.now += chrono::TimeDelta::days(1);
    assert_eq!(open(&w).await, [id]);
    w.log(YanGuixiang, id, "2026-11-23", "8").await.unwrap();
    assert_eq!(open(&w).await, []);
}

#[tokio::test]
async fn a_sender_is_told_when_a_host_takes_confirmed_hours_back() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let week = days("2026-11-16", "2026-11-22");
    let line = w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    w.submit(YanGuixiang, id, week).await.unwrap();
    w.confirm(WangJianguo, id, week).await.unwrap();
    let told = async |who| home::officer(&w.db, &w.ctx(who).await).await.unwrap().needs;
    assert!(told(LinXiaomei).await.is_empty());
    w.unlock(WangJianguo, id, week, &[line]).await.unwrap();
    assert_eq!(told(LinXiaomei).await, [(Need::Unlocked, 1)]);
    assert!(told(WangJianguo).await.is_empty(), "the host did it");
    let filter = PlacementFilter { need: Need::Unlocked.to_string(), ..Default::default() };
    let list = placement::list(&w.db, &w.ctx(LinXiaomei).await, &filter).await.unwrap();
    assert_eq!(list.items.iter().map(|line| line.id).collect::<Vec<_>>(), [id]);
    let own = home::open_lines(&w.db, &w.ctx(YanGuixiang).await).await.unwrap();
    assert!(own[0].returned && own[0].placement == id, "the teacher finds the line returned");
}
