//! One's own calendar feeds.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{Error, feed::FeedForm, id::FeedId};
use leptos::prelude::*;
use service::feed;

use crate::form::{Next, WireError, answer};

/// Makes a feed for the acting role and shows its address once.
#[server(prefix = "/rpc", endpoint = "feed/make")]
pub async fn make_feed(#[server(default)] kind: String, #[server(default)] subject: String) -> Result<(), WireError> {
    let form = FeedForm { kind, subject };
    answer("own_feed", &form, async |visit| {
        let secret = feed::make(&visit.db, &visit.ctx, &form, visit.lang.tag()).await?;
        visit.show_once("feed", &secret).await?;
        Ok(Next::to("/feeds"))
    })
    .await
}

/// Revokes one of one's own feeds.
#[server(prefix = "/rpc", endpoint = "feed/revoke")]
pub async fn revoke_feed(#[server(default)] id: String) -> Result<(), WireError> {
    answer("own_feed", &(), async |visit| {
        feed::revoke(&visit.db, &visit.ctx, FeedId::parse(&id).ok_or(Error::NotFound)?).await?;
        Ok(Next::to("/feeds").saying("saved"))
    })
    .await
}
