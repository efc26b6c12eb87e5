//! The register of credentials: who sees and changes it, and what lapses inside a placement.

use domain::{
    Code, Error,
    credential::{CredentialForm, RegisterFilter, Standing},
    error::Conflict,
};
use service::{consent, credential};

use crate::{
    people::Who::{ChenLi, LinXiaomei, LuPing, QianShen, SunYu, WangJianguo, YanGuixiang, ZhaoHai, ZhouMin},
    world::{World, error},
};

const TYPES: &str = "INSERT INTO credential_type (code, name, name_en, valid_months, review_months) VALUES
    ('permit', '特种作业操作证', 'Special operation permit', 72, 36), ('title', '职称证书', 'Title', NULL, NULL)";

async fn world() -> World {
    let world = World::new().await;
    world.sql(TYPES).await;
    world
}

fn permit(number: &str, expires_on: &str) -> CredentialForm {
    CredentialForm {
        type_code: "permit".to_owned(),
        number: number.to_owned(),
        expires_on: expires_on.to_owned(),
        ..Default::default()
    }
}

#[tokio::test]
async fn what_lapses_first_comes_first_and_what_never_lapses_last() {
    let world = world().await;
    let person = world.person(YanGuixiang);
    let hr = world.ctx(LinXiaomei).await;
    for (number, expires) in [("B", "2027-05-01"), ("A", "2026-12-01"), ("D", ""), ("C", "2026-10-01")] {
        credential::add(&world.db, &hr, person, &permit(number, expires)).await.unwrap();
    }
    let view = credential::of_person(&world.db, &hr, person).await.unwrap();
    let order: Vec<_> = view.credentials.iter().map(|it| it.number.as_deref().unwrap()).collect();
    assert_eq!(order, ["C", "A", "B", "D"]);
    let page = credential::register(&world.db, &hr, &RegisterFilter::default()).await.unwrap();
    let order: Vec<_> = page.items.iter().map(|it| it.credential.number.as_deref().unwrap()).collect();
    assert_eq!(order, ["C", "A", "B", "D"]);
    for (standing, numbers) in
        [(Standing::Lapsed, vec!["C"]), (Standing::LapsesSoon, vec!["A"]), (Standing::Valid, vec!["B", "D"])]
    {
        let filter = RegisterFilter { standing: standing.as_str().to_owned(), ..Default::default() };
        let page = credential::register(&world.db, &hr, &filter).await.unwrap();
        let found: Vec<_> = page.items.iter().map(|it| it.credential.number.as_deref().unwrap()).collect();
        assert_eq!(found, numbers, "{standing}");
    }
    assert_eq!(credential::lapsing_counts(&world.db, &hr).await.unwrap(), (1, 1));
}

#[tokio::test]
async fn a_register_of_many_pages_shows_each_credential_once() {
    let world = world().await;
    let hr = world.ctx(LinXiaomei).await;
    for number in 0..120 {
        let day = if number % 3 == 0 { String::new() } else { format!("2027-01-{:02}", 1 + number % 7) };
        let form = permit(&format!("N{number:03}"), &day);
        credential::add(&world.db, &hr, world.person(YanGuixiang), &form).await.unwrap();
    }
    let mut filter = RegisterFilter::default();
    let mut seen = Vec::new();
    loop {
        let page = credential::register(&world.db, &hr, &filter).await.unwrap();
        seen.extend(page.items.into_iter().map(|line| line.credential));
        match page.next {
            Some(next) => filter.cursor = next,
            None => break,
        }
    }
    let sorted = |a: &domain::credential::Credential| (a.lapses_on().is_none(), a.lapses_on(), a.id);
    assert!(seen.is_sorted_by_key(sorted));
    assert_eq!(seen.len(), 120);
}

#[tokio::test]
async fn the_holder_and_the_employer_keep_the_register_and_nobody_else_sees_it() {
    let world = world().await;
    let person = world.person(YanGuixiang);
    world.active(&world.practice()).await;
    let own = world.ctx(YanGuixiang).await;
    let id = credential::add(&world.db, &own, person, &permit("A", "2026-12-01")).await.unwrap();
    for who in [LinXiaomei, LuPing, QianShen] {
        assert_eq!(credential::of_person(&world.db, &world.ctx(who).await, person).await.unwrap().credentials.len(), 1);
    }
    for (who, refused) in [
        (WangJianguo, Error::Forbidden),
        (ZhouMin, Error::NotFound),
        (ChenLi, Error::NotFound),
        (SunYu, Error::NotFound),
    ] {
        let ctx = world.ctx(who).await;
        assert_eq!(error(credential::of_person(&world.db, &ctx, person).await), refused, "{who:?}");
        let edit = credential::edit(&world.db, &ctx, id, &permit("B", ""), 1).await;
        assert_eq!(error(edit), Error::NotFound, "{who:?} does not even learn that it exists");
    }
    let auditor = world.ctx(LuPing).await;
    assert_eq!(error(credential::remove(&world.db, &auditor, id, 1).await), Error::Forbidden);
}

#[tokio::test]
async fn nobody_verifies_their_own_and_a_change_ends_the_verification() {
    let world = world().await;
    let person = world.person(YanGuixiang);
    let (own, hr) = (world.ctx(YanGuixiang).await, world.ctx(LinXiaomei).await);
    let id = credential::add(&world.db, &own, person, &permit("A", "2026-12-01")).await.unwrap();
    assert_eq!(error(credential::verify(&world.db, &own, id, true, 1).await), Error::Forbidden);
    credential::verify(&world.db, &hr, id, true, 1).await.unwrap();
    let seen = credential::of_person(&world.db, &own, person).await.unwrap().credentials.remove(0);
    assert_eq!(seen.verified_at, Some(world.now));
    assert_eq!(seen.verified_by.unwrap(), "林晓梅", "the e-mail stays in the log");
    let stale = credential::edit(&world.db, &own, id, &permit("A", "2027-12-01"), 1).await;
    assert_eq!(error(stale), Error::Conflict(Conflict::Stale), "HR verified it in between");
    credential::edit(&world.db, &own, id, &permit("A", "2027-12-01"), 2).await.unwrap();
    let changed = credential::of_person(&world.db, &own, person).await.unwrap().credentials.remove(0);
    assert_eq!((changed.verified_by, changed.verified_at, changed.version), (None, None, 3));
}

#[tokio::test]
async fn an_officer_does_not_verify_the_own_credential() {
    let world = world().await;
    let (own, person) = (world.ctx(LinXiaomei).await, world.person(LinXiaomei));
    let id = credential::add(&world.db, &own, person, &permit("A", "2026-12-01")).await.unwrap();
    assert_eq!(error(credential::verify(&world.db, &own, id, true, 1).await), Error::Forbidden);
    assert!(!credential::of_person(&world.db, &own, person).await.unwrap().may_verify);
}

#[tokio::test]
async fn the_same_number_of_a_type_is_recorded_once() {
    let world = world().await;
    let (hr, person) = (world.ctx(LinXiaomei).await, world.person(YanGuixiang));
    credential::add(&world.db, &hr, person, &permit("A", "2026-12-01")).await.unwrap();
    let again = credential::add(&world.db, &hr, person, &permit("A", "2027-12-01")).await;
    assert_eq!(error(again), Error::field("number", Code::Duplicate));
}

#[tokio::test]
async fn both_sides_learn_what_lapses_inside_a_placement_and_a_renewed_one_does_not() {
    let world = world().await;
    let person = world.person(YanGuixiang);
    let placement = world.active(&world.practice()).await;
    let hr = world.ctx(LinXiaomei).await;
    let old = credential::add(&world.db, &hr, person, &permit("old", "2026-12-31")).await.unwrap();
    credential::add(&world.db, &hr, person, &permit("older", "2024-12-31")).await.unwrap();
    for who in [LinXiaomei, WangJianguo, YanGuixiang] {
        let found = credential::lapsing_inside(&world.db, &world.ctx(who).await, placement).await.unwrap();
        assert_eq!(found.len(), 1, "one warning a type");
        assert_eq!(found[0].lapses_on.to_string(), "2026-12-31");
    }
    credential::add(&world.db, &hr, person, &permit("new", "2028-12-31")).await.unwrap();
    assert!(credential::lapsing_inside(&world.db, &hr, placement).await.unwrap().is_empty());
    credential::remove(&world.db, &hr, old, 1).await.unwrap();
    assert_eq!(error(credential::remove(&world.db, &hr, old, 1).await), Error::NotFound);
}

#[tokio::test]
async fn consent_is_given_to_all_named_or_to_none() {
    let world = World::new().await;
    let coordinator = world.ctx(WangJianguo).await;
    let consents = async || {
        let people = consent::list(&world.db, &coordinator).await.unwrap();
        people.into_iter().filter(|person| person.consent).map(|person| person.id).collect::<Vec<_>>()
    };
    let (zhao, chen) = (world.person(ZhaoHai), world.person(ChenLi));
    consent::set(&world.db, &coordinator, &[zhao, chen], false).await.unwrap();
    assert!(!consents().await.contains(&zhao));
    let foreign = consent::set(&world.db, &coordinator, &[zhao, world.person(YanGuixiang)], true).await;
    assert_eq!(error(foreign), Error::NotFound);
    assert!(!consents().await.contains(&zhao), "nobody's consent was changed");
    assert_eq!(consent::set(&world.db, &coordinator, &[zhao], true).await.unwrap(), 1);
    assert!(consents().await.contains(&zhao) && !consents().await.contains(&chen));
    let nobody = consent::set(&world.db, &coordinator, &[], true).await;
    assert_eq!(error(nobody), Error::field("person", Code::NothingToDo));
    for who in [ZhaoHai, YanGuixiang, LuPing] {
        let ctx = world.ctx(who).await;
        assert_eq!(error(consent::set(&world.db, &ctx, &[zhao], false).await), Error::Forbidden, "{who:?}");
    }
}
