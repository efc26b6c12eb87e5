//! Member organisations of the community.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    form::Check,
    id::{DepartmentId, OrganisationId},
    name::Named,
    registration::{check_credit_code, check_moe_code},
};

/// The zone in which days of an organisation are judged unless it names another.
pub const DEFAULT_ZONE: &str = "Asia/Shanghai";

text_enum! {
    /// What an organisation is.
    pub enum OrganisationKind {
        /// A vocational college (院校).
        College = "college",
        /// An enterprise (企业).
        Enterprise = "enterprise",
        /// A training base (实训基地).
        TrainingBase = "training_base",
        /// A university.
        University = "university",
        /// Anything else, such as an association or a research institute.
        Other = "other",
    }
}

impl OrganisationKind {
    /// Whether it teaches: it sends teachers and hosts engineers.
    #[must_use]
    pub const fn teaches(self) -> bool {
        matches!(self, Self::College | Self::University)
    }
}

/// A member organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its identifier.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its full name.
    pub name: String,
    /// Its name in English, if it has one.
    pub name_en: Option<String>,
    /// Its code in the list of the Ministry of Education.
    pub moe_code: Option<String>,
    /// Its unified social credit code.
    pub credit_code: Option<String>,
    /// Province.
    pub province: Option<String>,
    /// City.
    pub city: Option<String>,
    /// IANA name of the zone in which its days are judged.
    pub zone: String,
    /// Whether it takes part; organisations that left keep their history.
    pub active: bool,
    /// Counts edits.
    pub version: i32,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

/// A department of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Its identifier.
    pub id: DepartmentId,
    /// Its name, unique in the organisation.
    pub name: String,
}

/// An organisation in lists and pickers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationRef {
    /// Its identifier.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its full name.
    pub name: Named,
}

impl From<Organisation> for OrganisationRef {
    fn from(organisation: Organisation) -> Self {
        let name = Named::new(organisation.name, organisation.name_en);
        Self { id: organisation.id, kind: organisation.kind, name }
    }
}

/// What people type to add or change an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganisationForm {
    /// Text of an [`OrganisationKind`].
    pub kind: String,
    /// Full name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// MOE code.
    pub moe_code: String,
    /// Unified social credit code.
    pub credit_code: String,
    /// Province.
    pub province: String,
    /// City.
    pub city: String,
    /// IANA zone; empty means [`DEFAULT_ZONE`].
    pub zone: String,
}

/// A checked organisation, ready to be stored. Whether the zone exists is checked where zones are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrganisation {
    /// What it is.
    pub kind: OrganisationKind,
    /// Full name, at most 200 characters.
    pub name: String,
    /// English name.
    pub name_en: Option<String>,
    /// MOE code, normalised.
    pub moe_code: Option<String>,
    /// Unified social credit code, normalised.
    pub credit_code: Option<String>,
    /// Province.
    pub province: Option<String>,
    /// City.
    pub city: Option<String>,
    /// IANA zone.
    pub zone: String,
}

impl OrganisationForm {
    /// Reads the form.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong.
    pub fn check(&self) -> Result<NewOrganisation> {
        let mut check = Check::default();
        let kind = check.choice("kind", &self.kind, OrganisationKind::parse);
        let name = check.text("name", &self.name, 200);
        let name_en = check.optional_text("name_en", &self.name_en, 200);
        let moe_code = code(&mut check, "moe_code", &self.moe_code, check_moe_code);
        let credit_code = code(&mut check, "credit_code", &self.credit_code, check_credit_code);
        let province = check.optional_text("province", &self.province, 60);
        let city = check.optional_text("city", &self.city, 60);
        let zone = check.optional_text("zone", &self.zone, 60);
        let value = (|| {
            Some(NewOrganisation {
                kind: kind?,
                name: name?,
                name_en: name_en?,
                moe_code: moe_code?,
                credit_code: credit_code?,
                province: province?,
                city: city?,
                zone: zone?.unwrap_or_else(|| DEFAULT_ZONE.to_owned()),
            })
        })();
        check.finish(value)
    }
}

fn code(
    check: &mut Check,
    field: &str,
    text: &str,
    read: impl Fn(&str) -> std::result::Result<String, crate::Code>,
) -> Option<Option<String>> {
    if text.trim().is_empty() { Some(None) } else { check.take(field, read(text)).map(Some) }
}
