//! Accounts of others: links, roles at rest, the last day of auditors.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use std::collections::BTreeMap;

use domain::{
    Error,
    account::{AccountDeed, InviteManyForm, Invitee},
    id::RoleGrantId,
};
use leptos::prelude::*;
use serde::Serialize;
use service::{Failure, account};

use crate::{
    form::{Next, WireError, answer},
    visit::Visit,
};

/// The name under which links are kept until their page shows them.
pub const LINKS: &str = "invitation_links";

/// Which accounts were ticked, kept when not all of them could be acted on.
#[derive(Serialize)]
struct Ticked<'a> {
    deed: &'a str,
    grants: &'a [String],
}

/// The same for the last day of one.
#[derive(Serialize)]
struct Opened<'a> {
    grant: &'a str,
    last_day: &'a str,
}

/// Invites many at once: ticked in the roster, or pasted; all of them, or with `part` those that can be.
#[server(prefix = "/rpc", endpoint = "account/invite_many")]
pub async fn invite_many(
    #[server(default)] people: BTreeMap<String, Invitee>,
    #[server(default)] lines: String,
    #[server(default)] last_day: String,
    #[server(default)] part: String,
) -> Result<(), WireError> {
    let form = InviteManyForm { people, lines, last_day, part };
    answer("invite_many", &form, async |visit| {
        let slips = account::invite_many(&visit.db, &visit.ctx, &form).await?;
        show(&visit, slips).await
    })
    .await
}

/// Does something to the access of those ticked: to all of them, or with `part` to those for whom it can be done.
#[server(prefix = "/rpc", endpoint = "account/act")]
pub async fn act_on_accounts(
    #[server(default)] deed: String,
    #[server(default)] grants: Vec<String>,
    #[server(default)] part: String,
) -> Result<(), WireError> {
    answer("accounts", &Ticked { deed: &deed, grants: &grants }, async |visit| {
        let deed = AccountDeed::parse(&deed).ok_or(Error::NotFound)?;
        let chosen: Option<Vec<RoleGrantId>> = grants.iter().map(|id| RoleGrantId::parse(id)).collect();
        let chosen = chosen.ok_or(Error::NotFound)?;
        let slips = account::act(&visit.db, &visit.ctx, deed, &chosen, part == "true").await?;
        if deed == AccountDeed::Reissue { show(&visit, slips).await } else { Ok(Next::back(&visit, "saved")) }
    })
    .await
}

/// Opens what an auditor reads until another last day.
#[server(prefix = "/rpc", endpoint = "account/open_until")]
pub async fn open_until(
    #[server(default)] grant: String,
    #[server(default)] last_day: String,
) -> Result<(), WireError> {
    answer("open_until", &Opened { grant: &grant, last_day: &last_day }, async |visit| {
        let id = RoleGrantId::parse(&grant).ok_or(Error::NotFound)?;
        account::open_until(&visit.db, &visit.ctx, id, &last_day).await?;
        Ok(Next::back(&visit, "saved"))
    })
    .await
}

/// Leads to the sheet on which the links are shown once.
async fn show(visit: &Visit, slips: Vec<account::Slip>) -> Result<Next, Failure> {
    let value = |slip| serde_json::to_string(&slip).map_err(Failure::internal);
    let numbered = slips.into_iter().zip(0..).map(|(slip, n)| Ok((format!("{n:04}"), value(slip)?)));
    visit.show_all_once(LINKS, numbered.collect::<Result<BTreeMap<_, _>, Failure>>()?).await?;
    Ok(Next::to("/accounts/links"))
}
