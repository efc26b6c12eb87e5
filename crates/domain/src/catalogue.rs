//! Catalogues kept as data: majors and types of credentials.

use serde::{Deserialize, Serialize};

text_enum! {
    /// Which catalogue a row belongs to.
    pub enum Catalogue {
        /// 专业目录.
        Major = "major",
        /// 证书类型.
        CredentialType = "credential_type",
    }
}

/// A major of the catalogue (专业).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Major {
    /// Its code, such as 460702.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its class (专业类).
    pub class: Option<String>,
    /// Its level, such as 高职专科.
    pub level: Option<String>,
}

/// A type of credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialType {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its name in English.
    pub name_en: Option<String>,
    /// Months after which it expires, if it does.
    pub valid_months: Option<i32>,
    /// Months between reviews, if there are any.
    pub review_months: Option<i32>,
}
