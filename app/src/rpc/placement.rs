//! Placements.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{
    Error,
    id::PlacementId,
    placement::{Deed, PlacementForm},
};
use leptos::prelude::*;
use service::placement::{self, DeedForm};

use crate::form::{Next, WireError, answer};

/// Drafts a placement.
#[server(prefix = "/rpc", endpoint = "placement/draft")]
pub async fn draft_placement(#[server(flatten)] form: PlacementForm) -> Result<(), WireError> {
    answer("placement", &form, async |visit| {
        let id = placement::draft(&visit.db, &visit.ctx, &form).await?;
        Ok(Next::to(format!("/placements/{id}")).saying(Deed::Edit.as_str()))
    })
    .await
}

/// Changes a draft.
#[server(prefix = "/rpc", endpoint = "placement/edit")]
pub async fn edit_placement(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: PlacementForm,
) -> Result<(), WireError> {
    answer("placement", &form, async |visit| {
        let id = PlacementId::parse(&id).ok_or(Error::NotFound)?;
        placement::edit(&visit.db, &visit.ctx, id, &form, version.parse().unwrap_or_default()).await?;
        Ok(Next::to(format!("/placements/{id}")).saying(Deed::Edit.as_str()))
    })
    .await
}

/// Does a deed to a placement: submit, approve, return, decline, withdraw, start, complete, …
#[server(prefix = "/rpc", endpoint = "placement/act")]
pub async fn act_on_placement(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(default)] deed: String,
    #[server(flatten)] form: DeedForm,
) -> Result<(), WireError> {
    answer(&format!("deed_{deed}"), &form, async |visit| {
        let (id, deed) = (PlacementId::parse(&id).ok_or(Error::NotFound)?, Deed::parse(&deed).ok_or(Error::NotFound)?);
        placement::act(&visit.db, &visit.ctx, id, deed, &form, version.parse().unwrap_or_default()).await?;
        Ok(after(id, deed).saying(deed.as_str()))
    })
    .await
}

/// The page after a deed: what was returned is the other side's draft again, which only they see.
fn after(id: PlacementId, deed: Deed) -> Next {
    if deed == Deed::Return { Next::to("/placements") } else { Next::to(format!("/placements/{id}")) }
}
