//! Circumstances of people: who sees and records them, and what is refused.

use domain::{
    Code, Error,
    circumstance::{CircumstanceForm, CircumstanceKind},
    error::Conflict,
};
use service::circumstance;

use crate::{
    people::Who::{
        ChenLi, LinXiaomei, LuPing, MaJunAtNanqiao, QianShen, SunYu, TangWei, WangJianguo, YanGuixiang, ZhouMin,
    },
    world::{World, day, error},
};

fn leave(first_day: &str, last_day: &str) -> CircumstanceForm {
    CircumstanceForm {
        kind: "parental_leave".to_owned(),
        first_day: first_day.to_owned(),
        last_day: last_day.to_owned(),
        ..Default::default()
    }
}

fn credit(amount: &str) -> CircumstanceForm {
    CircumstanceForm {
        kind: "credit".to_owned(),
        first_day: "2025-06-30".to_owned(),
        amount: amount.to_owned(),
        value: "pedagogy".to_owned(),
        ..Default::default()
    }
}

#[tokio::test]
async fn what_the_college_records_is_kept_with_who_recorded_it_and_the_latest_stands_first() {
    let world = World::new().await;
    let (hr, person) = (world.ctx(LinXiaomei).await, world.person(YanGuixiang));
    circumstance::add(&world.db, &hr, person, &leave("2024-03-01", "2024-08-06")).await.unwrap();
    circumstance::add(&world.db, &hr, person, &credit("1.5")).await.unwrap();
    let view = circumstance::of_person(&world.db, &hr, person).await.unwrap();
    let [credit, leave] = view.circumstances.as_slice() else { panic!("{view:?}") };
    assert_eq!((credit.kind, credit.amount), (CircumstanceKind::Credit, Some(150)));
    assert_eq!(credit.value.as_deref(), Some("pedagogy"));
    assert_eq!((leave.first_day, leave.last_day), (Some(day("2024-03-01")), Some(day("2024-08-06"))));
    assert!(leave.created_by.contains("LinXiaomei") || leave.created_by.contains("林晓梅"), "{}", leave.created_by);
    assert_eq!((leave.created_at, leave.version, view.may_edit), (world.now, 1, true));
}

#[tokio::test]
async fn the_person_reads_the_own_and_the_employer_writes_and_nobody_else_learns_of_it() {
    let world = World::new().await;
    let (hr, person) = (world.ctx(LinXiaomei).await, world.person(YanGuixiang));
    world.active(&world.practice()).await;
    let id = circumstance::add(&world.db, &hr, person, &leave("2024-03-01", "2024-08-06")).await.unwrap();
    for who in [YanGuixiang, LuPing, QianShen] {
        let ctx = world.ctx(who).await;
        let view = circumstance::of_person(&world.db, &ctx, person).await.unwrap();
        assert_eq!((view.circumstances.len(), view.may_edit), (1, false), "{who:?}");
        assert_eq!(error(circumstance::add(&world.db, &ctx, person, &credit("1")).await), Error::Forbidden, "{who:?}");
        assert_eq!(error(circumstance::remove(&world.db, &ctx, id, 1).await), Error::Forbidden, "{who:?}");
    }
    for (who, refused) in [
        (WangJianguo, Error::Forbidden),
        (MaJunAtNanqiao, Error::Forbidden),
        (ZhouMin, Error::NotFound),
        (ChenLi, Error::NotFound),
        (TangWei, Error::NotFound),
        (SunYu, Error::NotFound),
    ] {
        let ctx = world.ctx(who).await;
        assert_eq!(error(circumstance::of_person(&world.db, &ctx, person).await), refused, "{who:?}");
        assert_eq!(error(circumstance::edit(&world.db, &ctx, id, &credit("1"), 1).await), Error::NotFound, "{who:?}");
        assert_eq!(error(circumstance::read(&world.db, &ctx, id).await), Error::NotFound, "{who:?}");
    }
}

#[tokio::test]
async fn an_officer_records_nothing_of_oneself() {
    let world = World::new().await;
    let (own, person) = (world.ctx(LinXiaomei).await, world.person(LinXiaomei));
    assert_eq!(error(circumstance::add(&world.db, &own, person, &credit("1")).await), Error::Forbidden);
    assert!(!circumstance::of_person(&world.db, &own, person).await.unwrap().may_edit);
}

#[tokio::test]
async fn a_change_counts_and_one_that_comes_late_is_refused() {
    let world = World::new().await;
    let (hr, person) = (world.ctx(LinXiaomei).await, world.person(YanGuixiang));
    let id = circumstance::add(&world.db, &hr, person, &credit("1")).await.unwrap();
    assert_eq!(circumstance::edit(&world.db, &hr, id, &credit("2"), 1).await.unwrap(), person);
    let late = circumstance::edit(&world.db, &hr, id, &credit("3"), 1).await;
    assert_eq!(error(late), Error::Conflict(Conflict::Stale));
    assert_eq!(error(circumstance::remove(&world.db, &hr, id, 1).await), Error::Conflict(Conflict::Stale));
    let (_, stored) = circumstance::read(&world.db, &hr, id).await.unwrap();
    assert_eq!((stored.amount, stored.version), (Some(200), 2));
    circumstance::remove(&world.db, &hr, id, 2).await.unwrap();
    assert_eq!(error(circumstance::read(&world.db, &hr, id).await), Error::NotFound);
}

#[tokio::test]
async fn a_leave_takes_days_and_nothing_of_health() {
    let world = World::new().await;
    let (hr, person) = (world.ctx(LinXiaomei).await, world.person(YanGuixiang));
    let diagnosis = CircumstanceForm { value: "诊断".to_owned(), ..leave("2024-03-01", "2024-08-06") };
    let refused = circumstance::add(&world.db, &hr, person, &diagnosis).await;
    assert_eq!(error(refused), Error::field("value", Code::NotAsked));
    let turned = circumstance::add(&world.db, &hr, person, &leave("2024-08-06", "2024-03-01")).await;
    assert_eq!(error(turned), Error::field("last_day", Code::EndBeforeStart));
}

#[tokio::test]
async fn every_kind_is_one_that_the_database_keeps() {
    let world = World::new().await;
    let (hr, person) = (world.ctx(LinXiaomei).await, world.person(YanGuixiang));
    for kind in CircumstanceKind::ALL {
        let asked = kind.fields();
        let given = |field, text: &str| if field == domain::circumstance::Asked::No { "" } else { text }.to_owned();
        let value = match kind {
            CircumstanceKind::CategoryBefore => "public_course",
            CircumstanceKind::ProjectMoney => "CNY",
            CircumstanceKind::Waiver => "us-mn-125h/work",
            _ => "pedagogy",
        };
        let form = CircumstanceForm {
            kind: kind.as_str().to_owned(),
            first_day: given(asked.first_day, "2025-01-01"),
            last_day: given(asked.last_day, "2025-12-31"),
            amount: given(asked.amount, "50"),
            value: given(asked.value, value),
            note: "依据人事处文件".to_owned(),
            part: if kind.is_leave() { "whole".to_owned() } else { String::new() },
        };
        let id = circumstance::add(&world.db, &hr, person, &form).await.unwrap();
        let (_, stored) = circumstance::read(&world.db, &hr, id).await.unwrap();
        assert_eq!(CircumstanceForm::from(&stored), form, "{kind}");
    }
}
