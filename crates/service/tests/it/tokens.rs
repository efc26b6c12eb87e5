//! API tokens.

use domain::{Code, Error, account::TokenScope, placement::PlacementFilter};
use service::{Ctx, hours, placement, session, token};

use crate::world::{
    Who::{HeZhiqiang, LinXiaomei, YanGuixiang},
    World, days, entry, error,
};

async fn reader(w: &World, who: crate::world::Who) -> Ctx {
    let secret = token::create(&w.db, &w.ctx(who).await, "只读", TokenScope::Read).await.unwrap();
    token::resolve(&w.db, w.visitor(), &secret).await.unwrap().0
}

#[tokio::test]
async fn a_token_that_only_reads_writes_nothing() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let own = w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    let hr = reader(&w, LinXiaomei).await;
    assert_eq!(placement::list(&w.db, &hr, &PlacementFilter::default()).await.unwrap().items.len(), 1);
    assert_eq!(error(placement::draft(&w.db, &hr, &w.practice()).await), Error::Forbidden);
    let complete = placement::act(&w.db, &hr, id, domain::placement::Deed::Complete, &Default::default(), 4).await;
    assert_eq!(error(complete), Error::Forbidden);

    let teacher = reader(&w, YanGuixiang).await;
    let week = days("2026-11-16", "2026-11-22");
    hours::read(&w.db, &teacher, id, week).await.unwrap();
    let form = entry("2026-11-17", "8", "on_post");
    assert_eq!(error(hours::log(&w.db, &teacher, id, &form).await), Error::Forbidden);
    assert_eq!(error(hours::edit(&w.db, &teacher, own, &form, 1).await), Error::Forbidden);
    assert_eq!(error(hours::submit(&w.db, &teacher, id, week).await), Error::Forbidden);
    assert_eq!(error(session::sign_out_everywhere(&w.db, &teacher).await), Error::Forbidden);
}

#[tokio::test]
async fn a_token_that_only_reads_cannot_make_itself_a_stronger_one() {
    let w = World::new().await;
    let weak = reader(&w, YanGuixiang).await;
    assert_eq!(error(token::create(&w.db, &weak, "stronger", TokenScope::Write).await), Error::Forbidden);
    let known = token::list(&w.db, &weak).await.unwrap();
    assert_eq!(known.len(), 2);
    assert_eq!(error(token::revoke(&w.db, &weak, known[0].id).await), Error::Forbidden);
}

#[tokio::test]
async fn a_revoked_token_is_nobody_and_only_its_owner_revokes_it() {
    let w = World::new().await;
    let ctx = w.ctx(YanGuixiang).await;
    let secret = token::create(&w.db, &ctx, "手机", TokenScope::Write).await.unwrap();
    let made = token::list(&w.db, &ctx).await.unwrap().into_iter().find(|token| token.name == "手机").unwrap();
    assert_eq!(made.scope, TokenScope::Write);
    let foreign = token::revoke(&w.db, &w.ctx(HeZhiqiang).await, made.id).await;
    assert_eq!(error(foreign), Error::NotFound);
    token::resolve(&w.db, w.visitor(), &secret).await.unwrap();
    token::revoke(&w.db, &ctx, made.id).await.unwrap();
    assert_eq!(error(token::resolve(&w.db, w.visitor(), &secret).await), Error::SignInNeeded);
    assert_eq!(error(token::revoke(&w.db, &ctx, made.id).await), Error::NotFound);
    assert_eq!(error(token::resolve(&w.db, w.visitor(), "tp_made_up").await), Error::SignInNeeded);
}

#[tokio::test]
async fn a_token_needs_a_name_and_an_account() {
    let w = World::new().await;
    let nameless = token::create(&w.db, &w.ctx(YanGuixiang).await, " ", TokenScope::Read).await;
    assert_eq!(error(nameless), Error::field("name", Code::Required));
    let visitor = token::create(&w.db, &w.visitor(), "x", TokenScope::Read).await;
    assert_eq!(error(visitor), Error::SignInNeeded);
    let by_command = token::create_for(&w.db, &w.ctx(LinXiaomei).await, "x@y.z", "x", TokenScope::Read).await;
    assert_eq!(error(by_command), Error::Forbidden);
}

#[tokio::test]
async fn the_name_of_a_token_is_one_short_line() {
    let w = World::new().await;
    let ctx = w.ctx(YanGuixiang).await;
    for (name, code) in [(" ", Code::Required), ("a\nb", Code::ControlCharacter), (&*"长".repeat(61), Code::TooLong)] {
        let refused = token::create(&w.db, &ctx, name, TokenScope::Read).await;
        assert_eq!(error(refused), Error::field("name", code), "{name:?}");
    }
}
