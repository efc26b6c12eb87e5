//! Whether an employer consents to let its people go: asked before a placement is submitted.

use domain::{Code, id::PersonId, person::RosterLine};

use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record_for},
    guard::{self, AddPerson},
    person, store,
};

/// Everybody at the acting organisation who can be sent, by name, each with the consent.
///
/// # Errors
/// Sign-in needed; forbidden for who is no officer.
pub async fn list(db: &Db, ctx: &Ctx) -> Result<Vec<RosterLine>> {
    let organisation = ctx.acting_organisation()?;
    guard::organisation::<AddPerson>(db.reader(), ctx, organisation).await?;
    let mut people = person::pick(db, ctx, None).await?;
    people.retain(|person| person.profile != domain::person::Profile::Staff);
    Ok(people)
}

/// Gives or takes back the consent of the acting organisation for all people named, or for none: nobody when
/// one of them is not employed there. Placements that were submitted go on.
///
/// # Errors
/// Forbidden; `nothing_to_do` for nobody; not found when somebody is not employed there.
pub async fn set(db: &Db, ctx: &Ctx, people: &[PersonId], consent: bool) -> Result<usize> {
    if people.is_empty() {
        return Err(Failure::field("person", Code::NothingToDo));
    }
    let organisation = ctx.acting_organisation()?;
    let tx = db.begin().await?;
    let allowed = guard::organisation::<AddPerson>(&tx, ctx, organisation).await?;
    store::person::set_consent(&tx, &allowed, people, consent, ctx.today(domain::organisation::DEFAULT_ZONE)).await?;
    let action = if consent { "person.consent" } else { "person.refuse" };
    for person in people {
        record_for(&tx, ctx, Record { action, object: "person", id: person.0 }, Some(organisation), consent).await?;
    }
    tx.commit().await?;
    Ok(people.len())
}
