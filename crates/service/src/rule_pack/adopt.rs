//! Adopting a version of a pack for the acting organisation, and ending that.

use chrono::{Days, NaiveDate};
use domain::{Code, Error, error::Conflict, form::Check, id::PackAdoptionId, organisation::DEFAULT_ZONE};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::{Accepted, book::adopted_texts, shelf, version_of};
use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record_for},
    guard::{self, AdoptRulePack, Allowed},
    store::rule_pack::{self as stored, Adopted, NewVersion},
};

/// What people fill in to adopt a version of a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdoptForm {
    /// The pack.
    pub pack: String,
    /// The version.
    pub version: String,
    /// The first day on which people are judged by it.
    pub first_day: String,
}

/// Adopts a version from a day on, in place of the version of the same pack so far; what it inherits from is
/// adopted with it where it is not yet, and so is, the first time, what goes with the national rules. Where a
/// version of the pack was adopted before, the day is not in the past: judgements of past days keep theirs.
/// Refused when what is adopted by then does not go together.
///
/// # Errors
/// Invalid, not found, forbidden.
pub async fn adopt(db: &Db, ctx: &Ctx, form: &AdoptForm) -> Result<Accepted<PackAdoptionId>> {
    let tx = db.begin().await?;
    let allowed = guard::organisation::<AdoptRulePack>(&tx, ctx, ctx.acting_organisation()?).await?;
    let mut check = Check::default();
    let first_day = check.day("first_day", &form.first_day);
    let first_day = check.finish(first_day)?;
    let is_first = !stored::adoptions(&tx, allowed.id).await?.iter().any(|it| it.covers(first_day));
    let id = adopt_one(&tx, &allowed, ctx, &form.pack, Some(&form.version), first_day).await?;
    let mut lineage = vec![form.pack.clone()];
    let mut parent = parent_of(&tx, ctx, &form.pack, Some(&form.version)).await?;
    while let Some(pack) = parent {
        let adopted = adopt_missing(&tx, &allowed, ctx, &pack, first_day).await?;
        parent = parent_of(&tx, ctx, &pack, adopted.as_deref()).await?;
        lineage.push(pack);
    }
    for pack in shelf::usual_beside(&lineage).filter(|_| is_first) {
        adopt_missing(&tx, &allowed, ctx, pack, first_day).await?;
    }
    if let Err(errors) = in_force(&tx, &allowed, first_day).await? {
        return Ok(Err(errors));
    }
    let record = Record { action: "rule_pack.adopt", object: "rule_pack", id: id.0 };
    record_for(&tx, ctx, record, Some(allowed.id), form).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

/// Adopts the latest version of a pack from a day on unless some version is adopted; answers that version.
async fn adopt_missing(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<AdoptRulePack>,
    ctx: &Ctx,
    pack: &str,
    first_day: NaiveDate,
) -> Result<Option<String>> {
    let known = of_pack(conn, allowed, pack).await?;
    let adopted = known.into_iter().find(|it| it.covers(first_day)).map(|it| it.version);
    if adopted.is_none() {
        adopt_one(conn, allowed, ctx, pack, None, first_day).await?;
    }
    Ok(adopted)
}

/// Whether what is adopted on a day goes together.
async fn in_force(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<AdoptRulePack>,
    on: NaiveDate,
) -> Result<Accepted<()>> {
    let adopted: Vec<(String, String)> = stored::adoptions(conn, allowed.id)
        .await?
        .into_iter()
        .filter(|it| it.covers(on))
        .map(|it| (it.pack, it.version))
        .collect();
    Ok(adopted_texts(conn, &adopted).await?.library().map(|_| ()))
}

async fn parent_of(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    pack: &str,
    version: Option<&str>,
) -> Result<Option<String>> {
    Ok(shelf::parent(pack, &version_of(conn, ctx, pack, version).await?.text))
}

async fn of_pack(conn: &impl ConnectionTrait, allowed: &Allowed<AdoptRulePack>, pack: &str) -> Result<Vec<Adopted>> {
    let mut adopted = stored::adoptions(conn, allowed.id).await?;
    adopted.retain(|it| it.pack == pack);
    Ok(adopted)
}

async fn adopt_one(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<AdoptRulePack>,
    ctx: &Ctx,
    pack: &str,
    version: Option<&str>,
    first_day: NaiveDate,
) -> Result<PackAdoptionId> {
    let found = version_of(conn, ctx, pack, version).await?;
    let today = ctx.today(DEFAULT_ZONE);
    let known = of_pack(conn, allowed, pack).await?;
    if !known.is_empty() && first_day < today {
        return Err(Failure::field("first_day", Code::OutOfRange));
    }
    for it in known {
        if it.first_day >= first_day {
            stored::take_back(conn, allowed, it.id).await?;
        } else if it.covers(first_day) {
            let last_day = first_day.checked_sub_days(Days::new(1)).unwrap_or(first_day);
            stored::end(conn, allowed, it.id, last_day).await?;
        }
    }
    if !found.stored {
        let new = NewVersion { pack, version: &found.version, owner: None, title: &found.title, text: &found.text };
        stored::keep(conn, allowed, ctx, new).await?;
    }
    stored::adopt(conn, allowed, ctx, pack, &found.version, first_day).await
}

/// Ends an adoption with a last day, which is not in the past; one that has not begun by then is taken back.
///
/// # Errors
/// Invalid, not found, forbidden; a conflict while a pack that inherits from it is adopted for longer.
pub async fn end_adoption(db: &Db, ctx: &Ctx, id: PackAdoptionId, last_day: &str) -> Result<()> {
    let tx = db.begin().await?;
    let allowed = guard::organisation::<AdoptRulePack>(&tx, ctx, ctx.acting_organisation()?).await?;
    let mut check = Check::default();
    let last_day = check.day("last_day", last_day);
    let last_day = check.finish(last_day)?;
    let adoptions = stored::adoptions(&tx, allowed.id).await?;
    let adoption = adoptions.iter().find(|it| it.id == id).ok_or(Error::NotFound)?;
    if last_day < ctx.today(DEFAULT_ZONE) {
        return Err(Failure::field("last_day", Code::OutOfRange));
    }
    let goes_on = |it: &&Adopted| it.id != id && it.last_day.is_none_or(|last| last > last_day);
    for other in adoptions.iter().filter(goes_on) {
        if parent_of(&tx, ctx, &other.pack, Some(&other.version)).await?.as_deref() == Some(&adoption.pack) {
            return Err(Error::Conflict(Conflict::WrongState).into());
        }
    }
    if adoption.first_day > last_day {
        stored::take_back(&tx, &allowed, id).await?;
    } else {
        stored::end(&tx, &allowed, id, last_day).await?;
    }
    let record = Record { action: "rule_pack.end_adoption", object: "rule_pack", id: id.0 };
    record_for(&tx, ctx, record, Some(allowed.id), (&adoption.pack, &adoption.version, last_day)).await?;
    tx.commit().await?;
    Ok(())
}
