//! When somebody can go to a host: for who knows the person's leaves and lessons.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    Code,
    id::PersonId,
    organisation::{DEFAULT_ZONE, Organisation},
    person::Person,
    window::{self, WindowDay, Windows, Wish, WishForm},
};

use crate::{
    Ctx, Db, Failure, Result,
    conflict::Around,
    guard::{self, ReadCircumstances, ReadPerson},
    store,
};

/// What was looked for, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The wish as it was read.
    pub wish: Wish,
    /// The host.
    pub host: Organisation,
    /// Every day that was looked at.
    pub days: BTreeMap<NaiveDate, WindowDay>,
    /// The windows.
    pub windows: Windows,
}

/// The person for whom a window is looked for.
///
/// # Errors
/// Not found when the person is not the actor's to see; forbidden for who may not know of the person's leaves.
pub async fn person(db: &Db, ctx: &Ctx, id: PersonId) -> Result<Person> {
    let allowed = guard::person::<ReadCircumstances>(db.reader(), ctx, id).await?;
    let person = guard::person::<ReadPerson>(db.reader(), ctx, allowed.id).await?;
    Ok((*person).clone())
}

/// The stays that a person can make at a host, best first, and what every day is.
///
/// # Errors
/// As [`person`]; invalid.
pub async fn find(db: &Db, ctx: &Ctx, id: PersonId, form: &WishForm) -> Result<Found> {
    let person = guard::person::<ReadCircumstances>(db.reader(), ctx, id).await?;
    let wish = form.check(ctx.today(DEFAULT_ZONE))?;
    // That an organisation is a member is no secret; its days are told as far as they bear on the stay.
    let host = store::organisation::find(db.reader(), wish.hosting).await?;
    let host = host.ok_or_else(|| Failure::field("hosting", Code::NotFound))?;
    let around = Around::of(db.reader(), &[person.id], wish.hosting, wish.days).await?;
    let days = window::days(wish.days, &around.circle(person.id));
    let windows = window::find(&days, wish.workdays);
    Ok(Found { wish, host, days, windows })
}

/// Whether the actor may look for a window of a person: what a page asks before it leads there.
pub async fn may_find(db: &Db, ctx: &Ctx, id: PersonId) -> bool {
    guard::person::<ReadCircumstances>(db.reader(), ctx, id).await.is_ok()
}
