//! Credentials: the register of an organisation, a person's own, and the form.

mod form;
mod person;
mod register;

use domain::credential::{Credential, Standing};

use crate::{ui::tone::Tone, words::Words};

pub use form::EditCredentialPage;
pub use person::CredentialsPage;
pub use register::RegisterPage;

/// What a standing means as a colour.
pub(super) const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Lapsed => Tone::Short,
        Standing::LapsesSoon => Tone::AtRisk,
        Standing::Valid => Tone::Met,
    }
}

/// Until when it can be relied on, and by what: expiry, or a review.
fn lapse(w: Words, credential: &Credential) -> String {
    match (credential.lapses_on(), credential.review_on) {
        (None, _) => w.credential_never_lapses().to_owned(),
        (Some(day), review) if review == Some(day) => w.credential_review_due(&day.to_string()),
        (Some(day), _) => w.credential_until(&day.to_string()),
    }
}

/// Who saw the original, and when.
fn verification(w: Words, credential: &Credential) -> String {
    match (&credential.verified_by, credential.verified_at) {
        (Some(by), Some(at)) => w.credential_verified_by(w.named(by), &w.instant(at)),
        _ => w.credential_not_verified().to_owned(),
    }
}
