//! Consents to let people go.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::id::PersonId;
use leptos::prelude::*;
use service::consent;

use crate::form::{Next, WireError, answer};

/// Gives or takes back the consent for the people chosen: all or none.
#[server(prefix = "/rpc", endpoint = "consent/set")]
pub async fn set_consent(
    #[server(default)] people: Vec<String>,
    #[server(default)] consent: String,
) -> Result<(), WireError> {
    answer("consent", &people, async |visit| {
        let chosen: Option<Vec<PersonId>> = people.iter().map(|id| PersonId::parse(id)).collect();
        let chosen = chosen.ok_or(domain::Error::NotFound)?;
        consent::set(&visit.db, &visit.ctx, &chosen, consent == "true").await?;
        Ok(Next::to("/consents").saying("saved"))
    })
    .await
}
