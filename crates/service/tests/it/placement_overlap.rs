//! Two overlapping full-time placements of one person cannot be stored, whatever the timing.

use domain::{
    error::Conflict,
    id::PlacementId,
    placement::{Deed, PlacementForm, State},
};
use service::{
    Ctx,
    placement::{self, DeedForm},
};

use crate::world::{
    Org,
    Who::{GraceMiller, LinXiaomei, PaulReed, WangJianguo},
    World, error,
};

/// The same stay at Hudson Tools.
fn at_hudson(w: &World) -> PlacementForm {
    PlacementForm { hosting: w.org(Org::Hudson).to_string(), mentor: w.person(PaulReed).to_string(), ..w.practice() }
}

#[tokio::test]
async fn a_second_full_time_placement_on_one_shared_day_is_refused_when_submitted() {
    let w = World::new().await;
    w.submitted(&w.practice()).await;
    let mut other = at_hudson(&w);
    (other.first_day, other.last_day) = ("2027-01-29".to_owned(), "2027-06-30".to_owned());
    let id = w.drafted(&other).await;
    assert_eq!(error(w.act(LinXiaomei, id, Deed::Submit).await), Conflict::Overlap.into());
    assert_eq!(w.state(id).await, State::Draft);
    other.first_day = "2027-01-30".to_owned();
    let version = w.placement(id).await.version;
    placement::edit(&w.db, &w.ctx(LinXiaomei).await, id, &other, version).await.unwrap();
    w.act(LinXiaomei, id, Deed::Submit).await.unwrap();
}

#[tokio::test]
async fn part_time_and_unknown_loads_do_not_block() {
    for load in ["part_time", "unknown"] {
        let w = World::new().await;
        w.submitted(&w.practice()).await;
        let other = PlacementForm { load: load.to_owned(), ..at_hudson(&w) };
        w.active(&other).await;
        let third = PlacementForm { load: load.to_owned(), ..w.practice() };
        w.submitted(&third).await;
    }
}

#[tokio::test]
async fn declined_and_withdrawn_placements_free_their_days_and_completed_ones_keep_them() {
    let w = World::new().await;
    let declined = w.submitted(&w.practice()).await;
    w.act(WangJianguo, declined, Deed::Decline).await.unwrap();
    let withdrawn = w.approved(&w.practice()).await;
    w.act(LinXiaomei, withdrawn, Deed::Withdraw).await.unwrap();
    let done = w.active(&w.practice()).await;
    w.act(LinXiaomei, done, Deed::Complete).await.unwrap();
    let id = w.drafted(&at_hudson(&w)).await;
    assert_eq!(error(w.act(LinXiaomei, id, Deed::Submit).await), Conflict::Overlap.into());
}

#[tokio::test]
async fn the_database_itself_refuses_an_overlap_that_no_use_case_stopped() {
    let w = World::new().await;
    w.submitted(&w.practice()).await;
    let id = w.drafted(&at_hudson(&w)).await;
    let said = w.try_sql(&format!("UPDATE placement SET state = 'submitted' WHERE id = {id}")).await.unwrap_err();
    assert!(said.contains("placement_no_overlap"), "{said}");
    let copy = "INSERT INTO placement (direction, state, sending_id, hosting_id, person_id, form, load, \
        first_day, last_day, planned_minutes, class_hour_minutes, drafted_by, sending_approved, \
        hosting_approved, created_at) SELECT direction, 'active', sending_id, hosting_id, person_id, form, load, \
        first_day, last_day, planned_minutes, class_hour_minutes, drafted_by, true, true, created_at \
        FROM placement WHERE id = ";
    let said = w.try_sql(&format!("{copy}{id}")).await.unwrap_err();
    assert!(said.contains("placement_no_overlap"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_requests_at_once_that_overlap_exactly_one_wins() {
    let w = World::new().await;
    for round in 0..5 {
        let one = w.drafted(&w.practice()).await;
        let other = w.drafted(&at_hudson(&w)).await;
        let ctx = w.ctx(LinXiaomei).await;
        let submit = |id: PlacementId| {
            let (db, ctx) = (w.db.clone(), ctx.clone());
            tokio::spawn(async move { placement::act(&db, &ctx, id, Deed::Submit, &DeedForm::default(), 1).await })
        };
        let (one_task, other_task) = (submit(one), submit(other));
        let results = [one_task.await.unwrap(), other_task.await.unwrap()];
        let won = results.iter().filter(|result| result.is_ok()).count();
        assert_eq!(won, 1, "round {round}: {results:?}");
        let lost = results.into_iter().find(Result::is_err).unwrap();
        assert_eq!(error(lost), Conflict::Overlap.into());
        for id in [one, other] {
            w.act(LinXiaomei, id, Deed::Withdraw).await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_changes_of_dates_at_once_that_overlap_exactly_one_wins() {
    let w = World::new().await;
    let mut early = w.practice();
    early.last_day = "2026-10-31".to_owned();
    let mut late = at_hudson(&w);
    late.first_day = "2026-12-01".to_owned();
    let (early, late) = (w.approved(&early).await, w.approved(&late).await);
    w.propose(LinXiaomei, early, "2026-09-07", "2026-11-20").await.unwrap();
    w.propose(LinXiaomei, late, "2026-11-10", "2027-01-29").await.unwrap();
    let accept = |ctx: Ctx, id: PlacementId, version| {
        let db = w.db.clone();
        tokio::spawn(
            async move { placement::act(&db, &ctx, id, Deed::AcceptDates, &DeedForm::default(), version).await },
        )
    };
    let (wang, grace) = (w.ctx(WangJianguo).await, w.ctx(GraceMiller).await);
    let versions = (w.placement(early).await.version, w.placement(late).await.version);
    let (one, other) = (accept(wang, early, versions.0), accept(grace, late, versions.1));
    let results = [one.await.unwrap(), other.await.unwrap()];
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    assert_eq!(error(results.into_iter().find(Result::is_err).unwrap()), Conflict::Overlap.into());
}
