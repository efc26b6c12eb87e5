//! Placements.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{
    Error,
    id::PlacementId,
    placement::{Deed, PlacementForm},
    schedule::ScheduleForm,
};
use leptos::prelude::*;
use service::placement::{self, DeedForm, ManyForm};

use crate::{
    form::{Next, WireError, answer},
    pages::placement::many,
};

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

/// Drafts a placement for each of the people, whose identifiers stand in `people` with points between;
/// `left` are those who were named before and are not placed, for the page that tells.
#[server(prefix = "/rpc", endpoint = "placement/draft_many")]
pub async fn draft_many_placements(
    #[server(default)] people: String,
    #[server(default)] left: String,
    #[server(flatten)] form: ManyForm,
) -> Result<(), WireError> {
    answer("many", &form, async |visit| {
        let drafted = placement::draft_many(&visit.db, &visit.ctx, &form, &many::read_ids(&people)).await?;
        Ok(Next::to(many::result_address(&form, &drafted, &many::read_ids(&left))))
    })
    .await
}

/// Submits the drafts that were ticked, each written `id.version`.
#[server(prefix = "/rpc", endpoint = "placement/submit_many")]
pub async fn submit_many_placements(#[server(default)] drafts: Vec<String>) -> Result<(), WireError> {
    answer("submit_many", &serde_json::json!({ "drafts": drafts }), async |visit| {
        placement::submit_many(&visit.db, &visit.ctx, &many::read_drafts(&drafts)).await?;
        Ok(Next::back(&visit, Deed::Submit.as_str()))
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

/// Sets the schedule of a placement.
#[server(prefix = "/rpc", endpoint = "placement/schedule")]
pub async fn set_schedule(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: ScheduleForm,
) -> Result<(), WireError> {
    answer("schedule", &form, async |visit| {
        let id = PlacementId::parse(&id).ok_or(Error::NotFound)?;
        service::schedule::save(&visit.db, &visit.ctx, id, &form, version.parse().unwrap_or_default()).await?;
        Ok(Next::to(format!("/placements/{id}")).saying("saved"))
    })
    .await
}

/// Takes the schedule of a placement away.
#[server(prefix = "/rpc", endpoint = "placement/unschedule")]
pub async fn remove_schedule(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: ScheduleForm,
) -> Result<(), WireError> {
    answer("schedule", &form, async |visit| {
        let id = PlacementId::parse(&id).ok_or(Error::NotFound)?;
        service::schedule::remove(&visit.db, &visit.ctx, id, &form, version.parse().unwrap_or_default()).await?;
        Ok(Next::to(format!("/placements/{id}")).saying("unscheduled"))
    })
    .await
}

/// The page after a deed: what was returned is the other side's draft again, which only they see.
fn after(id: PlacementId, deed: Deed) -> Next {
    if deed == Deed::Return { Next::to("/placements") } else { Next::to(format!("/placements/{id}")) }
}
