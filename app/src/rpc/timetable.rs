//! Terms and the period clock of a college.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{
    Error,
    id::TermId,
    timetable::{ClockForm, TermForm},
};
use leptos::prelude::*;
use service::timetable;

use crate::form::{Next, WireError, answer};

/// Adds a term to the acting college.
#[server(prefix = "/rpc", endpoint = "timetable/add_term")]
pub async fn add_term(#[server(flatten)] form: TermForm) -> Result<(), WireError> {
    answer("term", &form, async |visit| {
        let id = timetable::add_term(&visit.db, &visit.ctx, &form).await?;
        Ok(Next::to(format!("/timetable?term={id}")).saying("saved"))
    })
    .await
}

/// Changes a term of the acting college.
#[server(prefix = "/rpc", endpoint = "timetable/edit_term")]
pub async fn edit_term(#[server(default)] id: String, #[server(flatten)] form: TermForm) -> Result<(), WireError> {
    answer("term", &form, async |visit| {
        let id = TermId::parse(&id).ok_or(Error::NotFound)?;
        timetable::edit_term(&visit.db, &visit.ctx, id, &form).await?;
        Ok(Next::to(format!("/timetable?term={id}")).saying("rearranged"))
    })
    .await
}

/// Says when the periods of the acting college are.
#[server(prefix = "/rpc", endpoint = "timetable/save_clock")]
pub async fn save_clock(#[server(flatten)] form: ClockForm) -> Result<(), WireError> {
    answer("clock", &form, async |visit| {
        timetable::save_clock(&visit.db, &visit.ctx, &form).await?;
        Ok(Next::to("/timetable").saying("rearranged"))
    })
    .await
}
