//! Members of the community.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{Error, id::OrganisationId, organisation::OrganisationForm};
use leptos::prelude::*;
use service::organisation;

use crate::form::{Next, WireError, answer};

/// Adds a member.
#[server(prefix = "/rpc", endpoint = "organisation/add")]
pub async fn add_organisation(#[server(flatten)] form: OrganisationForm) -> Result<(), WireError> {
    answer("organisation", &form, async |visit| {
        let id = organisation::add(&visit.db, &visit.ctx, &form).await?;
        Ok(Next::to(format!("/members/{id}")).saying("saved"))
    })
    .await
}

/// Changes a member.
#[server(prefix = "/rpc", endpoint = "organisation/edit")]
pub async fn edit_organisation(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: OrganisationForm,
) -> Result<(), WireError> {
    answer("organisation", &form, async |visit| {
        let id = OrganisationId::parse(&id).ok_or(Error::NotFound)?;
        let version = version.parse().unwrap_or_default();
        organisation::edit(&visit.db, &visit.ctx, id, &form, version).await?;
        Ok(Next::to(format!("/members/{id}")).saying("saved"))
    })
    .await
}

/// Takes a member out of the community; `sure` is ticked.
#[server(prefix = "/rpc", endpoint = "organisation/deactivate")]
pub async fn deactivate_organisation(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(default)] sure: String,
) -> Result<(), WireError> {
    answer("deactivation", &(), async |visit| {
        let id = OrganisationId::parse(&id).ok_or(Error::NotFound)?;
        let version = version.parse().unwrap_or_default();
        organisation::deactivate(&visit.db, &visit.ctx, id, sure == "true", version).await?;
        Ok(Next::to(format!("/members/{id}")).saying("saved"))
    })
    .await
}

/// Takes a member into the community again.
#[server(prefix = "/rpc", endpoint = "organisation/reactivate")]
pub async fn reactivate_organisation(
    #[server(default)] id: String,
    #[server(default)] version: String,
) -> Result<(), WireError> {
    answer("deactivation", &(), async |visit| {
        let id = OrganisationId::parse(&id).ok_or(Error::NotFound)?;
        organisation::reactivate(&visit.db, &visit.ctx, id, version.parse().unwrap_or_default()).await?;
        Ok(Next::to(format!("/members/{id}")).saying("saved"))
    })
    .await
}
