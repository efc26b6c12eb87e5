//! Members of the community.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{Error, id::OrganisationId, organisation::OrganisationForm};
use leptos::prelude::*;
use serde::Serialize;
use service::organisation;

use crate::form::{Next, WireError, answer};

/// What stands in the form of a member.
#[derive(Debug, Serialize)]
pub struct MemberForm<'a> {
    /// `true` while it takes part, else empty.
    pub active: &'a str,
    /// Everything else.
    #[serde(flatten)]
    pub form: &'a OrganisationForm,
}

/// Adds a member.
#[server(prefix = "/rpc", endpoint = "organisation/add")]
pub async fn add_organisation(#[server(flatten)] form: OrganisationForm) -> Result<(), WireError> {
    answer("organisation", &form, async |visit| {
        let id = organisation::add(&visit.db, &visit.ctx, &form).await?;
        Ok(Next::to(format!("/members/{id}")).saying("saved"))
    })
    .await
}

/// Changes a member; `active` is `true` while it takes part.
#[server(prefix = "/rpc", endpoint = "organisation/edit")]
pub async fn edit_organisation(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(default)] active: String,
    #[server(flatten)] form: OrganisationForm,
) -> Result<(), WireError> {
    answer("organisation", &MemberForm { active: &active, form: &form }, async |visit| {
        let id = OrganisationId::parse(&id).ok_or(Error::NotFound)?;
        let version = version.parse().unwrap_or_default();
        organisation::edit(&visit.db, &visit.ctx, id, &form, active == "true", version).await?;
        Ok(Next::to(format!("/members/{id}")).saying("saved"))
    })
    .await
}
