//! What an opening asks of a placement that is made from it.

use domain::{
    Code, Error,
    id::{OpeningId, OrganisationId},
    opening::Opening,
    placement::{NewPlacement, Side},
};
use sea_orm::ConnectionTrait;

use crate::{
    Ctx, Failure, Result,
    guard::{self, ReadOpening},
    store,
};

/// Whether a placement takes a place of its opening now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taking {
    /// It is drafted or submitted: the opening must be open and have a place.
    Place,
    /// It is a draft that was made from this opening before and is only changed.
    Nothing,
}

/// The opening a placement is made from, after the requests that came before this one: nobody else takes a
/// place of it until the transaction ends.
pub(super) async fn take_turn(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: Option<OpeningId>,
) -> Result<Option<Opening>> {
    let Some(id) = id else { return Ok(None) };
    store::opening::take_turn(conn, id).await?;
    if let Err(failure) = guard::opening::<ReadOpening>(conn, ctx, id).await {
        return Err(match failure.error() {
            Error::NotFound => Failure::field("opening", Code::NotFound),
            _ => failure,
        });
    }
    // As it is stored: whom it names is judged also for those who do not learn the name.
    store::opening::find(conn, id).await
}

/// Judges a placement against its opening.
pub(super) fn check(opening: &Opening, new: &NewPlacement, taking: Taking) -> Result<()> {
    if new.direction != opening.kind.direction() {
        return Err(Failure::field("direction", Code::OtherOpening));
    }
    let (field, owner): (_, OrganisationId) = match opening.kind.side() {
        Side::Sending => ("sending", new.sending),
        Side::Hosting => ("hosting", new.hosting),
    };
    if owner != opening.organisation.id {
        return Err(Failure::field(field, Code::OtherOpening));
    }
    if opening.engineer.as_ref().is_some_and(|engineer| engineer.id != new.participant) {
        return Err(Failure::field("participant", Code::OtherOpening));
    }
    if let Some(field) = opening.outside(new.first_day, new.last_day) {
        return Err(Failure::field(field, Code::OutsideOpening));
    }
    match taking {
        Taking::Nothing => Ok(()),
        Taking::Place if !opening.open => Err(Failure::field("opening", Code::OpeningClosed)),
        Taking::Place if opening.free() == 0 => Err(Failure::field("opening", Code::OpeningFull)),
        Taking::Place => Ok(()),
    }
}
