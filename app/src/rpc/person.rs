//! People.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{Error, account::InvitationForm, id::PersonId, person::PersonForm};
use leptos::prelude::*;
use service::{account, person};

use crate::form::{Next, WireError, answer};

/// Adds a person employed where the actor acts.
#[server(prefix = "/rpc", endpoint = "person/add")]
pub async fn add_person(#[server(flatten)] form: PersonForm) -> Result<(), WireError> {
    answer("person", &form, async |visit| {
        let id = person::add(&visit.db, &visit.ctx, &form).await?;
        Ok(Next::to(format!("/people/{id}")).saying("saved"))
    })
    .await
}

/// Changes a person and the employment where the actor acts.
#[server(prefix = "/rpc", endpoint = "person/edit")]
pub async fn edit_person(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: PersonForm,
) -> Result<(), WireError> {
    answer("person", &form, async |visit| {
        let id = PersonId::parse(&id).ok_or(Error::NotFound)?;
        person::edit(&visit.db, &visit.ctx, id, &form, version.parse().unwrap_or_default()).await?;
        Ok(Next::to(format!("/people/{id}")).saying("saved"))
    })
    .await
}

/// Gives an account and shows its one-time link once, on the page it came from.
#[server(prefix = "/rpc", endpoint = "person/invite")]
pub async fn invite(#[server(flatten)] form: InvitationForm) -> Result<(), WireError> {
    answer("invitation", &form, async |visit| {
        let made = account::invite(&visit.db, &visit.ctx, &account::check(&form)?).await?;
        visit.show_once("invitation_link", &made.secret).await?;
        Ok(Next::back(&visit, "invited"))
    })
    .await
}
