//! Rule packs: checking and saving a text, adopting a version.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use std::collections::BTreeMap;

use domain::{Code, Error, id::PackAdoptionId};
use leptos::prelude::*;
use service::{
    Failure,
    rule_pack::{self, Accepted, AdoptForm},
};

use crate::form::{Next, WireError, answer};

/// The text of a form: browsers send line breaks as two characters.
fn text_of(typed: &str) -> String {
    typed.replace("\r\n", "\n")
}

/// What was accepted; the page looks at the text again and tells what is wrong with it, where.
fn accepted<T>(field: &str, accepted: Accepted<T>) -> Result<T, Failure> {
    accepted.map_err(|_| Failure::field(field, Code::BadRulePack))
}

/// Looks for what is wrong with the text of a pack; saves nothing.
#[server(prefix = "/rpc", endpoint = "rule_pack/check")]
pub async fn check_rule_pack(#[server(default)] text: String) -> Result<(), WireError> {
    let typed = BTreeMap::from([("text".to_owned(), text_of(&text))]);
    answer("rule_pack", &typed.clone(), async |visit| {
        accepted("text", rule_pack::check(&visit.db, &visit.ctx, &text_of(&text)).await?)?;
        visit.show_all_once("rule_pack", typed).await?;
        Ok(Next::back(&visit, "checked"))
    })
    .await
}

/// Saves the text of a pack as a version of it.
#[server(prefix = "/rpc", endpoint = "rule_pack/save")]
pub async fn save_rule_pack(#[server(default)] text: String) -> Result<(), WireError> {
    answer("rule_pack", &BTreeMap::from([("text", text_of(&text))]), async |visit| {
        let (pack, version) = accepted("text", rule_pack::save(&visit.db, &visit.ctx, &text_of(&text)).await?)?;
        let below = if rule_pack::may_adopt(&visit.ctx) { "/compare" } else { "" };
        Ok(Next::to(format!("/rules/{pack}{below}?version={version}")).saying("saved"))
    })
    .await
}

/// Adopts a version of a pack for the acting organisation.
#[server(prefix = "/rpc", endpoint = "rule_pack/adopt")]
pub async fn adopt_rule_pack(#[server(flatten)] form: AdoptForm) -> Result<(), WireError> {
    answer("rule_pack_adopt", &form, async |visit| {
        accepted("first_day", rule_pack::adopt(&visit.db, &visit.ctx, &form).await?)?;
        Ok(Next::to(format!("/rules/{}?version={}", form.pack, form.version)).saying("adopted"))
    })
    .await
}

/// Ends the adoption of a pack with a last day.
#[server(prefix = "/rpc", endpoint = "rule_pack/end_adoption")]
pub async fn end_adoption(#[server(default)] id: String, #[server(default)] last_day: String) -> Result<(), WireError> {
    answer("rule_pack_end", &BTreeMap::from([("id", &id), ("last_day", &last_day)]), async |visit| {
        let id = PackAdoptionId::parse(&id).ok_or(Error::NotFound)?;
        rule_pack::end_adoption(&visit.db, &visit.ctx, id, &last_day).await?;
        Ok(Next::back(&visit, "saved"))
    })
    .await
}
