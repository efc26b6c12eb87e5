//! How far an import reaches: the whole community, or one organisation.

use domain::{
    id::{OrganisationId, PersonId},
    permission::Action,
};

use super::{Allowed, ImportFiles, allow, relations::relations_to_community};
use crate::{ctx::Ctx, failure::Result};

/// What a file may be about. An import is compared with, and changes, nothing beyond its reach, so that what
/// lies beyond looks like what is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Everything: the secretariat, and the command line.
    Community,
    /// The people of one organisation, and the placements in which it is a side.
    Organisation {
        /// The organisation.
        id: OrganisationId,
        /// The officer who acts for it, who attests nothing about themselves.
        officer: PersonId,
    },
}

impl Reach {
    /// The organisation to which the import is confined, if to one.
    pub(crate) const fn organisation(self) -> Option<OrganisationId> {
        match self {
            Self::Community => None,
            Self::Organisation { id, .. } => Some(id),
        }
    }
}

/// The right to import files, with how far it reaches.
pub(crate) fn importing(ctx: &Ctx) -> Result<Allowed<ImportFiles>> {
    let reach = if ctx.is_system() {
        Reach::Community
    } else {
        let acting = ctx.acting()?;
        match acting.organisation {
            Some(id) => Reach::Organisation { id, officer: acting.person },
            None => Reach::Community,
        }
    };
    allow(ctx, reach, &relations_to_community(ctx), Action::ImportFiles)
}
