//! Many drafts submitted at once: all of them, or none with the reason of each.

use std::collections::BTreeSet;

use domain::{
    Code, Error, FieldError,
    id::PlacementId,
    placement::{Deed, Load},
};

use super::{
    DeedForm, as_new, check_submission, decide,
    many::{MANY, code_of},
    many_form::Sender,
    side_of,
};
use crate::{
    Ctx, Db, Failure, Result, conflict,
    guard::{self, DecidePlacement},
    store::{self, placement::occupied},
};

/// Submits drafts that still have their versions: all of them, or none. Answers how many they were.
///
/// # Errors
/// Invalid with a field `placement[ID]` for each that cannot be submitted; forbidden, not found.
pub async fn submit_many(db: &Db, ctx: &Ctx, drafts: &[(PlacementId, i32)]) -> Result<usize> {
    Sender::of(ctx)?;
    let mut known = BTreeSet::new();
    let drafts: Vec<(PlacementId, i32)> = drafts.iter().copied().filter(|(id, _)| known.insert(*id)).collect();
    if drafts.is_empty() {
        return Err(Failure::field("placement", Code::Required));
    }
    if drafts.len() > MANY {
        return Err(Failure::field("placement", Code::OutOfRange));
    }
    let tx = db.begin().await?;
    let mut placements = Vec::with_capacity(drafts.len());
    for (id, version) in drafts {
        placements.push((guard::placement::<DecidePlacement>(&tx, ctx, id).await?, version));
    }
    let openings: BTreeSet<_> = placements.iter().filter_map(|(placement, _)| placement.opening).collect();
    for opening in openings {
        store::opening::take_turn(&tx, opening).await?;
    }
    let people: BTreeSet<_> = placements.iter().map(|(placement, _)| placement.participant.id).collect();
    for person in people {
        store::person::take_turn(&tx, person).await?;
    }
    let mut refused = Vec::new();
    for (placement, version) in &placements {
        let side = side_of(ctx, placement)?;
        let new = as_new(placement);
        let occupied = match new.load {
            Load::FullTime => occupied(&tx, &[new.participant], (new.first_day, new.last_day)).await?,
            _ => Vec::new(),
        };
        let code = if placement.after(Deed::Submit, side).is_err() || placement.version != *version {
            Some(Code::ChangedMeanwhile)
        } else if let Err(failure) = check_submission(&tx, ctx, placement).await {
            Some(code_of(failure)?)
        } else if occupied.is_empty() {
            conflict::refusal(&tx, ctx, placement).await?
        } else {
            Some(Code::Overlap)
        };
        refused.extend(code.map(|code| FieldError::new(format!("placement[{}]", placement.id), code)));
    }
    if !refused.is_empty() {
        return Err(Error::Invalid(refused).into());
    }
    for (placement, version) in &placements {
        // What only shows among the drafts themselves: the last place, or two of one person.
        if let Err(failure) = decide(&tx, ctx, placement.id, Deed::Submit, &DeedForm::default(), *version).await {
            return Err(Failure::field(&format!("placement[{}]", placement.id), code_of(failure)?));
        }
    }
    tx.commit().await?;
    Ok(placements.len())
}
