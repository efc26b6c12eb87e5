//! Accounts: who has access, inviting, the sheet of links, one's own.

mod invite;
mod list;
mod own;
mod refused;
mod sheet;

pub use invite::InvitePage;
pub use list::AccountsPage;
pub use own::AccountPage;
pub use sheet::LinksPage;

use domain::account::{Role, Viewer};

use crate::{ui::form::Choice, words::Words};

/// The roles that the viewer may give.
fn roles(w: Words, viewer: &Viewer) -> Vec<Choice> {
    let given = |role: &&Role| match viewer.acting.organisation_kind {
        Some(kind) => role.fits(kind),
        None => role.is_officer() || !role.needs_organisation(),
    };
    Role::ALL.iter().filter(given).map(|role| Choice::new(role.as_str(), w.role(*role))).collect()
}
