//! How the actor stands to an object.

use domain::{
    account::Role,
    permission::Relation,
    person::Person,
    placement::{Placement, Side, State},
};
use sea_orm::ConnectionTrait;

use crate::{ctx::Ctx, failure::Result, store};

/// The side on which the actor acts in a placement, if on one.
pub(crate) fn side(ctx: &Ctx, placement: &Placement) -> Option<Side> {
    let own = ctx.organisation()?;
    if own == placement.sending.id {
        Some(Side::Sending)
    } else if own == placement.hosting.id {
        Some(Side::Hosting)
    } else {
        None
    }
}

pub(super) fn relations_to_placement(ctx: &Ctx, placement: &Placement) -> Result<Vec<Relation>> {
    if ctx.is_system() {
        return Ok(Vec::new());
    }
    let acting = ctx.acting()?;
    let mut relations = Vec::new();
    if placement.state == State::Draft {
        // A draft is seen only by the side that writes it, and by who reads for the community.
        if side(ctx, placement) == Some(placement.drafted_by) {
            relations.push(relation_of(placement.drafted_by));
        } else if acting.organisation.is_none() {
            relations.extend(relations_to_community(ctx));
        }
        return Ok(relations);
    }
    let mentor = placement.mentor.as_ref().is_some_and(|mentor| mentor.id == acting.person);
    if acting.person == placement.participant.id {
        relations.push(Relation::Own);
    } else if mentor && acting.organisation != Some(placement.sending.id) {
        // The sending side never confirms, even through a mentor who works for both sides.
        relations.push(Relation::Mentor);
    }
    match acting.organisation {
        Some(own) if own == placement.sending.id => relations.push(Relation::Sending),
        // The participant never confirms the own hours, whatever office they hold at the host.
        Some(own) if own == placement.hosting.id && acting.person != placement.participant.id => {
            relations.push(Relation::Hosting);
        }
        Some(_) => {}
        None => relations.extend(relations_to_community(ctx)),
    }
    Ok(relations)
}

const fn relation_of(side: Side) -> Relation {
    match side {
        Side::Sending => Relation::Sending,
        Side::Hosting => Relation::Hosting,
    }
}

pub(super) async fn relations_to_person(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    person: &Person,
) -> Result<Vec<Relation>> {
    if ctx.is_system() {
        return Ok(Vec::new());
    }
    let acting = ctx.acting()?;
    let mut relations = Vec::new();
    if acting.person == person.id {
        relations.push(Relation::Own);
    }
    match acting.organisation {
        Some(own) => {
            let today = ctx.now().date_naive();
            let employed = |employment: &domain::person::Employment| {
                employment.organisation.id == own && employment.last_day.is_none_or(|last| last >= today)
            };
            if person.employments.iter().any(employed) {
                relations.push(Relation::Employer);
            } else if store::placement::any_of_person_at(conn, person.id, own).await? {
                relations.push(Relation::Counterpart);
            }
        }
        None => relations.extend(relations_to_community(ctx)),
    }
    Ok(relations)
}

/// How the actor stands to the community as a whole: acting for it, or for one of its members.
pub(super) fn relations_to_community(ctx: &Ctx) -> Vec<Relation> {
    let Ok(acting) = ctx.acting() else { return Vec::new() };
    match acting.organisation {
        None if matches!(acting.role, Role::Secretariat | Role::Auditor) => vec![Relation::Community],
        None => Vec::new(),
        Some(_) => vec![Relation::Employer],
    }
}
