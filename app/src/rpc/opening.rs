//! Openings.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{Error, id::OpeningId, opening::OpeningForm};
use leptos::prelude::*;
use service::opening;

use crate::form::{Next, WireError, answer};

/// Adds an opening.
#[server(prefix = "/rpc", endpoint = "opening/add")]
pub async fn add_opening(#[server(flatten)] form: OpeningForm) -> Result<(), WireError> {
    answer("opening", &form, async |visit| {
        let id = opening::add(&visit.db, &visit.ctx, &form).await?;
        Ok(Next::to(format!("/openings/{id}")).saying("saved"))
    })
    .await
}

/// Changes an opening.
#[server(prefix = "/rpc", endpoint = "opening/edit")]
pub async fn edit_opening(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: OpeningForm,
) -> Result<(), WireError> {
    answer("opening", &form, async |visit| {
        let id = OpeningId::parse(&id).ok_or(Error::NotFound)?;
        opening::edit(&visit.db, &visit.ctx, id, &form, version.parse().unwrap_or_default()).await?;
        Ok(Next::to(format!("/openings/{id}")).saying("saved"))
    })
    .await
}

/// Closes an opening, or reopens it when `open` is `true`.
#[server(prefix = "/rpc", endpoint = "opening/set_open")]
pub async fn set_open_opening(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(default)] open: String,
) -> Result<(), WireError> {
    answer("opening_open", &open, async |visit| {
        let id = OpeningId::parse(&id).ok_or(Error::NotFound)?;
        let version = version.parse().unwrap_or_default();
        opening::set_open(&visit.db, &visit.ctx, id, open == "true", version).await?;
        Ok(Next::to(format!("/openings/{id}")).saying("saved"))
    })
    .await
}
