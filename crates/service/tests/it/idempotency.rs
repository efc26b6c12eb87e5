//! Requests that a program may send again.

use chrono::Duration;
use domain::{Error, account::TokenScope};
use service::{
    Ctx,
    idempotency::{Answered, Asked, KEPT_HOURS, Known, begin, finish},
    token,
};

use crate::world::{
    Who::{HeZhiqiang, LinXiaomei},
    World, error, now,
};

fn asked(key: &str, body: &str) -> Asked {
    Asked { key: key.to_owned(), request: "POST /api/v1/people".to_owned(), body: body.as_bytes().to_vec() }
}

fn answered() -> Answered {
    let (etag, location) = (Some("\"1\"".to_owned()), Some("/api/v1/people/1".to_owned()));
    Answered { status: 201, etag, location, body: "{}".to_owned() }
}

#[tokio::test]
async fn the_first_is_done_the_next_waits_and_then_gets_the_answer() {
    let w = World::new().await;
    let ctx = w.ctx(LinXiaomei).await;
    assert_eq!(begin(&w.db, &ctx, &asked("k", "a")).await.unwrap(), Known::First);
    assert_eq!(begin(&w.db, &ctx, &asked("k", "a")).await.unwrap(), Known::InFlight);
    assert_eq!(begin(&w.db, &ctx, &asked("k", "b")).await.unwrap(), Known::Reused);
    assert_eq!(begin(&w.db, &w.ctx(HeZhiqiang).await, &asked("k", "b")).await.unwrap(), Known::First);
    finish(&w.db, &ctx, "k", Some(&answered())).await.unwrap();
    assert_eq!(begin(&w.db, &ctx, &asked("k", "a")).await.unwrap(), Known::Answered(answered()));
    assert_eq!(begin(&w.db, &ctx, &asked("k", "b")).await.unwrap(), Known::Reused);
}

#[tokio::test]
async fn what_got_no_answer_can_be_sent_again() {
    let w = World::new().await;
    let ctx = w.ctx(LinXiaomei).await;
    assert_eq!(begin(&w.db, &ctx, &asked("k", "a")).await.unwrap(), Known::First);
    finish(&w.db, &ctx, "k", None).await.unwrap();
    assert_eq!(begin(&w.db, &ctx, &asked("k", "a")).await.unwrap(), Known::First);
}

#[tokio::test]
async fn a_key_is_free_again_after_a_day() {
    let w = World::new().await;
    let secret = token::create(&w.db, &w.ctx(LinXiaomei).await, "写", TokenScope::Write).await.unwrap();
    let at = async |hours| {
        let visitor = Ctx::nobody(now() + Duration::hours(hours), "-", "test");
        token::resolve(&w.db, visitor, &secret).await.unwrap().0
    };
    assert_eq!(begin(&w.db, &at(0).await, &asked("k", "a")).await.unwrap(), Known::First);
    assert_eq!(begin(&w.db, &at(KEPT_HOURS - 1).await, &asked("k", "a")).await.unwrap(), Known::InFlight);
    assert_eq!(begin(&w.db, &at(KEPT_HOURS).await, &asked("k", "b")).await.unwrap(), Known::First);
}

#[tokio::test]
async fn a_token_that_only_reads_leaves_no_key() {
    let w = World::new().await;
    let secret = token::create(&w.db, &w.ctx(LinXiaomei).await, "只读", TokenScope::Read).await.unwrap();
    let (reader, _) = token::resolve(&w.db, w.visitor(), &secret).await.unwrap();
    assert_eq!(error(begin(&w.db, &reader, &asked("k", "a")).await), Error::Forbidden);
    assert_eq!(w.number("SELECT count(*) FROM idempotent_request").await, 0);
}
