//! Lists: pages, filters, order.

use domain::{
    list::Limit,
    placement::{Deed, PlacementFilter, PlacementForm, State},
};
use service::{person, placement};

use crate::world::{
    Who::{LinXiaomei, QianShen, WangJianguo},
    World,
};

/// Sixty placements of both directions, a day apart; every fourth is submitted.
async fn sixty(w: &World) {
    for n in 0..60 {
        let mut form = if n % 2 == 0 { w.practice() } else { w.secondment() };
        let first = crate::world::day("2026-01-01") + chrono::Days::new(n / 2);
        form.load = "part_time".to_owned();
        form.first_day = first.to_string();
        let id = w.drafted(&form).await;
        if n % 4 < 2 {
            let sender = if n % 2 == 0 { LinXiaomei } else { WangJianguo };
            w.act(sender, id, Deed::Submit).await.unwrap();
        }
    }
}

async fn pages(w: &World, who: crate::world::Who, filter: PlacementFilter) -> Vec<Vec<(String, i64)>> {
    let mut pages = Vec::new();
    let mut filter = filter;
    loop {
        let page = placement::list(&w.db, &w.ctx(who).await, &filter).await.unwrap();
        pages.push(page.items.iter().map(|line| (line.first_day.to_string(), line.id.0)).collect());
        match page.next {
            Some(cursor) => filter.cursor = cursor,
            None => return pages,
        }
    }
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps_or_doubles_in_either_order() {
    let w = World::new().await;
    sixty(&w).await;
    for (sort, who, total) in
        [("", QianShen, 60), ("first_day", QianShen, 60), ("", LinXiaomei, 45), ("first_day", LinXiaomei, 45)]
    {
        let pages = pages(&w, who, PlacementFilter { sort: sort.to_owned(), ..Default::default() }).await;
        assert!(pages.iter().all(|page| page.len() <= 50));
        assert_eq!(pages.len(), if total > 50 { 2 } else { 1 }, "{who:?}");
        let all: Vec<_> = pages.concat();
        let mut expected = all.clone();
        expected.sort();
        expected.dedup();
        if sort.is_empty() {
            expected.reverse();
        }
        assert_eq!(all, expected);
        assert_eq!(all.len(), total, "{who:?}");
    }
}

#[tokio::test]
async fn pages_of_any_length_hold_what_an_organisation_sends_and_hosts_in_one_order() {
    let w = World::new().await;
    sixty(&w).await;
    for sort in ["", "first_day"] {
        let of = |limit| PlacementFilter { sort: sort.to_owned(), limit, ..Default::default() };
        let whole = pages(&w, LinXiaomei, of(Limit::default())).await.concat();
        assert_eq!(whole.len(), 45);
        for limit in [1, 7, 44, 45] {
            let pages = pages(&w, LinXiaomei, of(Limit::new(limit).unwrap())).await;
            assert_eq!(pages.len(), 45usize.div_ceil(usize::try_from(limit).unwrap()), "{limit}");
            assert_eq!(pages.concat(), whole, "{limit}");
        }
    }
}

#[tokio::test]
async fn placements_are_narrowed_by_state_direction_and_name() {
    let w = World::new().await;
    sixty(&w).await;
    let count = async |change: fn(&mut PlacementFilter)| {
        let mut filter = PlacementFilter::default();
        change(&mut filter);
        pages(&w, LinXiaomei, filter).await.concat().len()
    };
    assert_eq!(count(|filter| filter.state = "submitted".to_owned()).await, 30);
    assert_eq!(count(|filter| filter.state = "draft".to_owned()).await, 15, "not the drafts of the other side");
    assert_eq!(count(|filter| filter.direction = "enterprise_practice".to_owned()).await, 30);
    assert_eq!(count(|filter| filter.q = "桂香".to_owned()).await, 30);
    assert_eq!(count(|filter| filter.q = "%".to_owned()).await, 0, "a wildcard is a letter like any other");
    assert_eq!(count(|filter| filter.cursor = "nonsense".to_owned()).await, 45);
    let ctx = w.ctx(LinXiaomei).await;
    assert_eq!(placement::count(&w.db, &ctx, State::Submitted).await.unwrap(), 30);
    assert_eq!(placement::count(&w.db, &ctx, State::Draft).await.unwrap(), 15);
}

#[tokio::test]
async fn a_roster_is_paged_and_narrowed() {
    let w = World::new().await;
    let ctx = w.ctx(LinXiaomei).await;
    for n in 0..55 {
        let form = domain::person::PersonForm {
            name: "同名".to_owned(),
            profile: "teacher".to_owned(),
            category: "public_course".to_owned(),
            staff_number: format!("{n:04}"),
            ..Default::default()
        };
        person::add(&w.db, &ctx, &form).await.unwrap();
    }
    let mut filter = person::RosterFilter { category: "public_course".to_owned(), ..Default::default() };
    let first = person::roster(&w.db, &ctx, &filter).await.unwrap();
    filter.cursor = first.next.clone().unwrap();
    let second = person::roster(&w.db, &ctx, &filter).await.unwrap();
    assert_eq!((first.items.len(), second.items.len(), second.next), (50, 6, None));
    let mut ids: Vec<_> = first.items.iter().chain(&second.items).map(|line| line.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 56);
    let one = person::RosterFilter { q: "0042".to_owned(), ..Default::default() };
    assert_eq!(person::roster(&w.db, &ctx, &one).await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn the_form_of_a_placement_reads_back_as_it_is() {
    let w = World::new().await;
    let id = w.drafted(&PlacementForm { planned_hours: "320.25".to_owned(), ..w.practice() }).await;
    let placement = w.placement(id).await;
    let again = placement::form_of(&placement).check().unwrap();
    assert_eq!((again.planned_minutes, again.class_hour_minutes), (placement.planned_minutes, 45));
    assert_eq!(again, w_form(&w).check().unwrap());
}

fn w_form(w: &World) -> PlacementForm {
    PlacementForm { planned_hours: "320.25".to_owned(), ..w.practice() }
}

#[tokio::test]
async fn names_come_with_their_english_form_and_are_found_by_it() {
    let w = World::new().await;
    let id = w.submitted(&w.practice()).await;
    let (yan, college) = (w.person(crate::world::Who::YanGuixiang), w.org(crate::world::Org::Jianghai));
    w.sql(&format!("UPDATE person SET name_en = 'Yan Guixiang' WHERE id = {yan}")).await;
    w.sql(&format!("UPDATE organisation SET name_en = 'Jianghai College' WHERE id = {college}")).await;
    let ctx = w.ctx(crate::world::Who::LinXiaomei).await;
    let filter = PlacementFilter { q: "Guixiang".to_owned(), ..Default::default() };
    let listed = placement::list(&w.db, &ctx, &filter).await.unwrap().items;
    let line = listed.first().unwrap();
    assert_eq!((line.participant.in_english(), line.sending.in_english()), ("Yan Guixiang", "Jianghai College"));
    assert_eq!(line.hosting.in_english(), line.hosting.as_str(), "the name itself where there is no other");
    let view = placement::read(&w.db, &ctx, id).await.unwrap();
    assert_eq!(view.placement.participant.label, line.participant);
    assert_eq!(view.placement.sending.name, line.sending);
    assert!(view.history.iter().all(|event| event.by.name_en.is_none()));
    let roster = person::RosterFilter { q: "Guixiang".to_owned(), ..Default::default() };
    let roster = person::roster(&w.db, &ctx, &roster).await.unwrap().items;
    assert_eq!(roster.first().map(|line| line.label.in_english()), Some("Yan Guixiang"));
}

#[tokio::test]
async fn a_roster_is_paged_once_each_in_every_order() {
    let w = World::new().await;
    for (sort, key) in [
        ("", (|_| None) as fn(&domain::person::RosterLine) -> Option<String>),
        ("department", |line| line.department.clone()),
        ("title", |line| line.title.clone()),
    ] {
        let mut filter =
            person::RosterFilter { sort: sort.to_owned(), limit: Limit::new(2).unwrap(), ..Default::default() };
        let mut seen = Vec::new();
        loop {
            let page = person::roster(&w.db, &w.ctx(LinXiaomei).await, &filter).await.unwrap();
            seen.extend(page.items);
            let Some(cursor) = page.next else { break };
            filter.cursor = cursor;
        }
        let all = person::pick(&w.db, &w.ctx(LinXiaomei).await, None).await.unwrap();
        assert_eq!(seen.len(), all.len(), "{sort}");
        let ids: std::collections::BTreeSet<i64> = seen.iter().map(|line| line.id.0).collect();
        assert_eq!(ids.len(), all.len(), "{sort}");
        let keys: Vec<bool> = seen.iter().map(|line| key(line).is_some()).collect();
        assert!(keys.is_sorted(), "{sort}: those without one come first");
    }
}
