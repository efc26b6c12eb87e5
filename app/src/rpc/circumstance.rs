//! Circumstances.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{Error, circumstance::CircumstanceForm, id::CircumstanceId, id::PersonId};
use leptos::prelude::*;
use service::circumstance;

use crate::form::{Next, WireError, answer};

/// Records a circumstance of a person.
#[server(prefix = "/rpc", endpoint = "circumstance/add")]
pub async fn add_circumstance(
    #[server(default)] person: String,
    #[server(flatten)] form: CircumstanceForm,
) -> Result<(), WireError> {
    answer("circumstance", &form, async |visit| {
        let person = PersonId::parse(&person).ok_or(Error::NotFound)?;
        circumstance::add(&visit.db, &visit.ctx, person, &form).await?;
        Ok(Next::to(format!("/people/{person}/circumstances")).saying("saved"))
    })
    .await
}

/// Changes a circumstance.
#[server(prefix = "/rpc", endpoint = "circumstance/edit")]
pub async fn edit_circumstance(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: CircumstanceForm,
) -> Result<(), WireError> {
    answer("circumstance", &form, async |visit| {
        let id = CircumstanceId::parse(&id).ok_or(Error::NotFound)?;
        let person = circumstance::edit(&visit.db, &visit.ctx, id, &form, version.parse().unwrap_or_default()).await?;
        Ok(Next::to(format!("/people/{person}/circumstances")).saying("saved"))
    })
    .await
}

/// Removes a circumstance.
#[server(prefix = "/rpc", endpoint = "circumstance/remove")]
pub async fn remove_circumstance(
    #[server(default)] id: String,
    #[server(default)] version: String,
) -> Result<(), WireError> {
    answer("circumstance_remove", &id, async |visit| {
        let (key, version) = (CircumstanceId::parse(&id).ok_or(Error::NotFound)?, version.parse().unwrap_or_default());
        let person = circumstance::remove(&visit.db, &visit.ctx, key, version).await?;
        Ok(Next::to(format!("/people/{person}/circumstances")).saying("saved"))
    })
    .await
}
