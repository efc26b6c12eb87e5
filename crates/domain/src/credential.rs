//! The register of credentials (证书): what a person holds, until when, and who verified it.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Code, Result,
    catalogue::CredentialType,
    form::Check,
    id::{CredentialId, PersonId},
    name::Named,
    placement::PersonRef,
};

/// How many days before it lapses a credential asks for attention.
pub const SOON_DAYS: u64 = 90;

text_enum! {
    /// How a credential stands on a day.
    pub enum Standing {
        /// 已失效: the last valid day, or the day of the review, is over.
        Lapsed = "lapsed",
        /// 即将到期: it lapses within [`SOON_DAYS`].
        LapsesSoon = "lapses_soon",
        /// 有效.
        Valid = "valid",
    }
}

/// A credential of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// Identifier.
    pub id: CredentialId,
    /// Whose.
    pub person: PersonId,
    /// Code of its type in the catalogue.
    pub type_code: String,
    /// Name of its type.
    pub type_name: Named,
    /// Its number.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When it was issued.
    pub issued_on: Option<NaiveDate>,
    /// The last day on which it is valid.
    pub expires_on: Option<NaiveDate>,
    /// The day until which it must be reviewed (复审).
    pub review_on: Option<NaiveDate>,
    /// Who saw the original, named as on that day.
    pub verified_by: Option<Named>,
    /// When.
    pub verified_at: Option<DateTime<Utc>>,
    /// Counts edits.
    pub version: i32,
}

impl Credential {
    /// The last day on which it can be relied on: of expiry or review, whichever comes first.
    #[must_use]
    pub fn lapses_on(&self) -> Option<NaiveDate> {
        lapses_on(self.expires_on, self.review_on)
    }

    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, on: NaiveDate) -> Standing {
        match self.lapses_on() {
            Some(last) if last < on => Standing::Lapsed,
            Some(last) if last <= soon(on) => Standing::LapsesSoon,
            _ => Standing::Valid,
        }
    }
}

/// The day of expiry or of review, whichever comes first.
#[must_use]
pub fn lapses_on(expires_on: Option<NaiveDate>, review_on: Option<NaiveDate>) -> Option<NaiveDate> {
    match (expires_on, review_on) {
        (Some(expires), Some(review)) => Some(expires.min(review)),
        (one, other) => one.or(other),
    }
}

/// The last day of what lapses soon, seen from `on`.
#[must_use]
pub fn soon(on: NaiveDate) -> NaiveDate {
    on.checked_add_days(Days::new(SOON_DAYS)).unwrap_or(on)
}

/// A credential in the register of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterLine {
    /// Who holds it.
    pub holder: PersonRef,
    /// The credential.
    pub credential: Credential,
}

/// A credential that lapses inside a placement, as both of its sides may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapsing {
    /// Name of its type.
    pub type_name: Named,
    /// The last day on which it can be relied on.
    pub lapses_on: NaiveDate,
}

/// What people type to add or change a credential.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CredentialForm {
    /// Code of a credential type.
    pub type_code: String,
    /// Number.
    pub number: String,
    /// Issuer.
    pub issuer: String,
    /// When it was issued.
    pub issued_on: String,
    /// Last valid day; empty means as the type says, counted from the day of issue.
    pub expires_on: String,
    /// Next review; empty means as the type says, counted from the day of issue.
    pub review_on: String,
}

/// A checked credential, ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCredential {
    /// Code of its type.
    pub type_code: String,
    /// Number.
    pub number: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// When it was issued.
    pub issued_on: Option<NaiveDate>,
    /// Last valid day.
    pub expires_on: Option<NaiveDate>,
    /// Next review.
    pub review_on: Option<NaiveDate>,
}

impl CredentialForm {
    /// Reads the form; `types` is the catalogue.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong.
    pub fn check(&self, types: &[CredentialType], today: NaiveDate) -> Result<NewCredential> {
        let mut check = Check::default();
        let kind = check.choice("type_code", &self.type_code, |code| types.iter().find(|kind| kind.code == code));
        let number = check.optional_text("number", &self.number, 100);
        let issuer = check.optional_text("issuer", &self.issuer, 200);
        let issued_on = check.optional_day("issued_on", &self.issued_on);
        let expires_on = check.optional_day("expires_on", &self.expires_on);
        let review_on = check.optional_day("review_on", &self.review_on);
        if let Some(Some(issued)) = issued_on {
            if issued > today {
                check.wrong("issued_on", Code::InFuture);
            }
            for (field, day) in [("expires_on", expires_on), ("review_on", review_on)] {
                if day.flatten().is_some_and(|day| day < issued) {
                    check.wrong(field, Code::EndBeforeStart);
                }
            }
        }
        let value = (|| {
            let (kind, issued_on) = (kind?, issued_on?);
            Some(NewCredential {
                type_code: kind.code.clone(),
                number: number?,
                issuer: issuer?,
                issued_on,
                expires_on: expires_on?.or_else(|| after(issued_on, kind.valid_months)),
                review_on: review_on?.or_else(|| after(issued_on, kind.review_months)),
            })
        })();
        check.finish(value)
    }
}

/// The last day of a span of months that begins on `from`: six years from 1 March 2021 end on 28 February 2027.
fn after(from: Option<NaiveDate>, months: Option<i32>) -> Option<NaiveDate> {
    let months = u32::try_from(months?).ok()?;
    from?.checked_add_months(Months::new(months))?.pred_opt()
}

/// What a register is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegisterFilter {
    /// Text of a [`Standing`], or empty.
    pub standing: String,
    /// Code of a credential type, or empty.
    pub type_code: String,
    /// `yes` or `no`, or empty.
    pub verified: String,
    /// Part of the holder's name or of the number.
    pub q: String,
    /// Where the page begins.
    pub cursor: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn permit() -> Vec<CredentialType> {
        vec![CredentialType {
            code: "low-voltage".into(),
            name: "低压电工".into(),
            name_en: None,
            valid_months: Some(72),
            review_months: Some(36),
        }]
    }

    fn form() -> CredentialForm {
        CredentialForm { type_code: "low-voltage".into(), issued_on: "2021-03-01".into(), ..Default::default() }
    }

    #[test]
    fn days_left_empty_follow_from_the_type_and_the_day_of_issue() {
        let new = form().check(&permit(), day("2026-11-23")).unwrap();
        assert_eq!((new.expires_on, new.review_on), (Some(day("2027-02-28")), Some(day("2024-02-29"))));
        let typed = CredentialForm { review_on: "2025-01-31".into(), ..form() };
        assert_eq!(typed.check(&permit(), day("2026-11-23")).unwrap().review_on, Some(day("2025-01-31")));
        let undated = CredentialForm { issued_on: String::new(), ..form() };
        let new = undated.check(&permit(), day("2026-11-23")).unwrap();
        assert_eq!((new.expires_on, new.review_on), (None, None), "nothing is guessed without a day of issue");
    }

    #[test]
    fn each_wrong_field_is_named() {
        let form = CredentialForm {
            type_code: "none".into(),
            issued_on: "2026-12-01".into(),
            expires_on: "2026-11-30".into(),
            review_on: "2026-02-30".into(),
            ..Default::default()
        };
        let crate::Error::Invalid(wrong) = form.check(&permit(), day("2026-11-23")).unwrap_err() else { panic!() };
        let wrong: Vec<_> = wrong.iter().map(|wrong| (wrong.field.as_str(), wrong.code)).collect();
        assert_eq!(
            wrong,
            [
                ("type_code", Code::UnknownValue),
                ("review_on", Code::BadDate),
                ("issued_on", Code::InFuture),
                ("expires_on", Code::EndBeforeStart),
            ]
        );
    }

    #[test]
    fn a_credential_lapses_with_its_review_or_its_last_day_whichever_comes_first() {
        let at = |text: &str| Some(day(text));
        assert_eq!(lapses_on(at("2027-02-28"), at("2026-12-31")), at("2026-12-31"));
        assert_eq!(lapses_on(at("2026-10-01"), at("2026-12-31")), at("2026-10-01"));
        assert_eq!((lapses_on(None, at("2026-12-31")), lapses_on(None, None)), (at("2026-12-31"), None));
    }

    #[test]
    fn a_credential_is_good_through_its_last_day_and_asks_for_attention_ninety_days_before() {
        let standing = |expires: Option<&str>| {
            let new = Credential {
                id: CredentialId(1),
                person: PersonId(1),
                type_code: "low-voltage".into(),
                type_name: "低压电工".into(),
                number: None,
                issuer: None,
                issued_on: None,
                expires_on: expires.map(day),
                review_on: None,
                verified_by: None,
                verified_at: None,
                version: 1,
            };
            new.standing(day("2026-11-23"))
        };
        assert_eq!(standing(Some("2026-11-22")), Standing::Lapsed);
        assert_eq!(standing(Some("2026-11-23")), Standing::LapsesSoon);
        assert_eq!(standing(Some("2027-02-21")), Standing::LapsesSoon);
        assert_eq!(standing(Some("2027-02-22")), Standing::Valid);
        assert_eq!(standing(None), Standing::Valid);
    }
}
