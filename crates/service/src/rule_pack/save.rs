//! Texts that become versions of packs.

use domain::{
    Error,
    error::Conflict,
    permission::Action,
    policy::{MAX_PACK_BYTES, Pack, read},
};
use sea_orm::ConnectionTrait;

use super::{
    Accepted, around,
    shelf::{self, Shelf},
    version_of,
};
use crate::{
    Ctx, Db, Result,
    audit::{Record, record_for},
    guard::{self, EditRulePack, RulePack},
    store::rule_pack::{self as stored, NewVersion},
};

/// What is wrong with a text as a pack of the acting organisation or the community, its test cases run; otherwise
/// the pack. Nothing is saved.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn check(db: &Db, ctx: &Ctx, text: &str) -> Result<Accepted<Pack>> {
    guard::rule_pack::<EditRulePack>(ctx, RulePack { pack: String::new(), owner: ctx.organisation() })?;
    accept(db.reader(), ctx, text).await
}

/// Judges a text with what it inherits from.
pub(super) async fn accept(conn: &impl ConnectionTrait, ctx: &Ctx, text: &str) -> Result<Accepted<Pack>> {
    if text.len() > MAX_PACK_BYTES {
        return Ok(Shelf::default().accept(text));
    }
    let Some(parent) = shelf::parent("", text) else { return Ok(Shelf::default().accept(text)) };
    let parents = match version_of(conn, ctx, &parent, None).await {
        Ok(found) => around(conn, ctx, &parent, &found.text).await?,
        Err(failure) if *failure.error() == Error::NotFound => Shelf::default(),
        Err(failure) => return Err(failure),
    };
    Ok(parents.accept(text))
}

/// Saves a text as a version of the pack that it names: the acting organisation's own, or the community's. It is
/// refused as a whole when anything is wrong with it or one of its test cases fails; the rules in force stay as
/// they are until the version is adopted. A version that nobody adopted yet may be saved again.
///
/// # Errors
/// Forbidden for a pack that is not the actor's to change; a conflict when the name belongs to somebody else, or
/// the version was adopted or comes with the product.
pub async fn save(db: &Db, ctx: &Ctx, text: &str) -> Result<Accepted<(String, String)>> {
    let tx = db.begin().await?;
    let owner = ctx.organisation();
    guard::rule_pack::<EditRulePack>(ctx, RulePack { pack: String::new(), owner })?;
    if let Ok(draft) = read("", text) {
        owned(&tx, ctx, draft.id()).await?;
    }
    let pack = match accept(&tx, ctx, text).await? {
        Ok(pack) => pack,
        Err(errors) => return Ok(Err(errors)),
    };
    let taken = shelf::built_in().pack(&pack.id).is_some_and(|it| it.version == pack.version)
        || stored::is_adopted(&tx, &pack.id, &pack.version).await?;
    if taken {
        return Err(Error::Conflict(Conflict::Duplicate).into());
    }
    let allowed = guard::rule_pack::<EditRulePack>(ctx, RulePack { pack: pack.id.clone(), owner })?;
    let new = NewVersion { pack: &pack.id, version: &pack.version, owner, title: &pack.title, text };
    let id = stored::save(&tx, &allowed, ctx, new).await?;
    let record = Record { action: "rule_pack.save", object: "rule_pack", id: id.0 };
    record_for(&tx, ctx, record, owner, (&allowed.pack, &pack.version)).await?;
    tx.commit().await?;
    Ok(Ok((pack.id, pack.version)))
}

/// Makes sure that the name of a pack is free, or the actor's own to save under.
async fn owned(conn: &impl ConnectionTrait, ctx: &Ctx, pack: &str) -> Result<()> {
    let saved = stored::of_pack(conn, pack).await?;
    let built_in = shelf::built_in().pack(pack).map(|_| None);
    match saved.first().map(|(saved, _)| saved.owner).or(built_in) {
        Some(owner) if owner != ctx.organisation() => {
            let readable = guard::may_pack(ctx, owner, Action::ReadRulePacks);
            Err(if readable { Error::Forbidden } else { Error::Conflict(Conflict::Duplicate) }.into())
        }
        _ => Ok(()),
    }
}
