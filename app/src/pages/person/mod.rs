//! People: roster, person, new, edit.

mod form;
mod invitation;
mod one;
mod roster;

use crate::visit::Visit;
use domain::{
    account::Viewer,
    permission::{Action, Relation, may},
    person::{Employment, Person},
};

pub use form::{EditPersonPage, NewPersonPage};
pub use one::PersonPage;
pub use roster::RosterPage;

/// Whether the viewer may do `action` to people of the organisation they act for.
fn may_here(visit: &Visit, viewer: &Viewer, action: Action) -> bool {
    visit.ctx.organisation().is_some() && may(viewer.acting.role, Relation::Employer, action)
}

/// The person's employment where the viewer acts, while it lasts.
fn employed_here<'a>(visit: &Visit, person: &'a Person) -> Option<&'a Employment> {
    let own = visit.ctx.organisation()?;
    let today = visit.ctx.today(domain::organisation::DEFAULT_ZONE);
    person
        .employments
        .iter()
        .find(|employment| employment.organisation.id == own && employment.last_day.is_none_or(|last| last >= today))
}
