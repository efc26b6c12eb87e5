//! Credentials.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{Error, credential::CredentialForm, id::CredentialId, id::PersonId};
use leptos::prelude::*;
use service::credential;

use crate::form::{Next, WireError, answer};

/// Adds a credential of a person.
#[server(prefix = "/rpc", endpoint = "credential/add")]
pub async fn add_credential(
    #[server(default)] person: String,
    #[server(flatten)] form: CredentialForm,
) -> Result<(), WireError> {
    answer("credential", &form, async |visit| {
        let person = PersonId::parse(&person).ok_or(Error::NotFound)?;
        credential::add(&visit.db, &visit.ctx, person, &form).await?;
        Ok(Next::to(format!("/people/{person}/credentials")).saying("saved"))
    })
    .await
}

/// Changes a credential.
#[server(prefix = "/rpc", endpoint = "credential/edit")]
pub async fn edit_credential(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: CredentialForm,
) -> Result<(), WireError> {
    answer("credential", &form, async |visit| {
        let id = CredentialId::parse(&id).ok_or(Error::NotFound)?;
        let person = credential::edit(&visit.db, &visit.ctx, id, &form, version.parse().unwrap_or_default()).await?;
        Ok(Next::to(format!("/people/{person}/credentials")).saying("saved"))
    })
    .await
}

/// Notes that the original of a credential was seen, or takes that back.
#[server(prefix = "/rpc", endpoint = "credential/verify")]
pub async fn verify_credential(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(default)] seen: String,
) -> Result<(), WireError> {
    answer("credential_verify", &id, async |visit| {
        let (key, version) = (CredentialId::parse(&id).ok_or(Error::NotFound)?, version.parse().unwrap_or_default());
        let person = credential::verify(&visit.db, &visit.ctx, key, seen == "true", version).await?;
        Ok(Next::to(format!("/people/{person}/credentials")).saying("saved"))
    })
    .await
}

/// Removes a credential.
#[server(prefix = "/rpc", endpoint = "credential/remove")]
pub async fn remove_credential(
    #[server(default)] id: String,
    #[server(default)] version: String,
) -> Result<(), WireError> {
    answer("credential_remove", &id, async |visit| {
        let (key, version) = (CredentialId::parse(&id).ok_or(Error::NotFound)?, version.parse().unwrap_or_default());
        let person = credential::remove(&visit.db, &visit.ctx, key, version).await?;
        Ok(Next::to(format!("/people/{person}/credentials")).saying("saved"))
    })
    .await
}
