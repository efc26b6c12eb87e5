//! What is typed once for many people, and for whom.

use domain::{
    Error,
    id::{OrganisationId, PersonId},
    person::Profile,
    placement::{Direction, PlacementForm},
};
use serde::{Deserialize, Serialize};

use crate::{Ctx, Result};

/// What people type once for everybody they place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ManyForm {
    /// Identifier of the opening they are placed from, or empty.
    pub opening: String,
    /// Identifier of the hosting organisation.
    pub hosting: String,
    /// Text of a [`domain::placement::Form`].
    pub form: String,
    /// Text of a [`Load`].
    pub load: String,
    /// Where, in words.
    pub place: String,
    /// First day.
    pub first_day: String,
    /// Last day, inclusive.
    pub last_day: String,
    /// Planned hours of each.
    pub planned_hours: String,
    /// Minutes of one class hour; empty means 45.
    pub class_hour_minutes: String,
    /// What the stay is for.
    pub objectives: String,
    /// `true` when they are submitted at once.
    pub submit: String,
    /// Why soft conflicts are accepted, of all who meet some.
    pub accept: String,
}

impl ManyForm {
    /// The form of one of them.
    pub(super) fn of(&self, sender: Sender, person: PersonId) -> PlacementForm {
        PlacementForm {
            direction: sender.direction.as_str().to_owned(),
            participant: person.to_string(),
            sending: sender.id.to_string(),
            hosting: self.hosting.clone(),
            form: self.form.clone(),
            load: self.load.clone(),
            place: self.place.clone(),
            first_day: self.first_day.clone(),
            last_day: self.last_day.clone(),
            planned_hours: self.planned_hours.clone(),
            class_hour_minutes: self.class_hour_minutes.clone(),
            objectives: self.objectives.clone(),
            opening: self.opening.clone(),
            ..PlacementForm::default()
        }
    }
}

/// For whom the actor places: the own organisation, whose people go in one direction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sender {
    pub(super) id: OrganisationId,
    pub(super) direction: Direction,
}

impl Sender {
    pub(super) fn of(ctx: &Ctx) -> Result<Self> {
        let acting = ctx.acting()?;
        match (acting.organisation, acting.grant.organisation_kind) {
            (Some(id), Some(kind)) if acting.role.is_officer() => {
                let teaches = kind.teaches();
                let direction = if teaches { Direction::EnterprisePractice } else { Direction::TeachingSecondment };
                Ok(Self { id, direction })
            }
            _ => Err(Error::Forbidden.into()),
        }
    }

    pub(super) const fn profile(self) -> Profile {
        match self.direction {
            Direction::EnterprisePractice => Profile::Teacher,
            Direction::TeachingSecondment => Profile::Engineer,
        }
    }
}
