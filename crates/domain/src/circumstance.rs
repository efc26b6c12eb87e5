//! Circumstances (认定情形) of a person: what a rule asks of somebody and hours do not say, such as leaves, the
//! first day of teaching, a licence, a waiver, credits.

mod apply;
mod form;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use apply::apply;
pub use form::{CURRENCIES, CircumstanceForm, NewCircumstance};

use crate::{
    calendar::DayPart,
    id::{CircumstanceId, PersonId},
};

text_enum! {
    /// What a circumstance is.
    pub enum CircumstanceKind {
        /// 产假, 育儿假.
        ParentalLeave = "parental_leave",
        /// 病假.
        SickLeave = "sick_leave",
        /// 进修, 借调.
        StudyLeave = "study_leave",
        /// 其他离岗.
        OtherLeave = "other_leave",
        /// 任教年限: a span of teaching, here or elsewhere.
        TeachingService = "teaching_service",
        /// 开始讲授专业课: the first day of teaching a professional course.
        TeachingStart = "teaching_start",
        /// 入职前有企业工作经历, with its days where they are known.
        EnterpriseExperience = "enterprise_experience",
        /// 入职前无企业工作经历: stated, since what is not known is neither.
        NoEnterpriseExperience = "no_enterprise_experience",
        /// 原教师类别: the category until its last day.
        CategoryBefore = "category_before",
        /// 非全职比例: the share of a full post, in per cent.
        FullTimePercent = "full_time_percent",
        /// 职务或资格: a title, function or certificate that a rule names.
        Qualification = "qualification",
        /// 培训或能力认定合格: a finding with its area, for good or until a day.
        Attestation = "attestation",
        /// 资格证或任教许可发放: the licence that is renewed in cycles was issued.
        Licence = "licence",
        /// 许可失效: it has lapsed.
        LicenceLapsed = "licence_lapsed",
        /// 申报职称或资格: the day of the application.
        TitleApplication = "title_application",
        /// 已认定学分.
        Credit = "credit",
        /// 项目经费.
        ProjectMoney = "project_money",
        /// 按次认定的活动或成果: visits, projects, pieces of evidence.
        Activity = "activity",
        /// 上限豁免: a cap of a rule was waived.
        Waiver = "waiver",
    }
}

/// Whether a kind of circumstance has a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It must be given.
    Needed,
    /// It may be given.
    Optional,
    /// The kind has no such field.
    No,
}

/// The fields of a kind of circumstance; a note may always be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The first day, or the day on which it happened.
    pub first_day: Asked,
    /// The last day, itself included.
    pub last_day: Asked,
    /// A number with two decimals.
    pub amount: Asked,
    /// A text: a category, a currency, an area, a name, `rule/cap`.
    pub value: Asked,
}

impl CircumstanceKind {
    /// Which fields it has.
    #[must_use]
    pub const fn fields(self) -> Fields {
        use Asked::{Needed, No, Optional};
        let (first_day, last_day, amount, value) = match self {
            Self::ParentalLeave | Self::SickLeave | Self::StudyLeave | Self::OtherLeave => (Needed, Needed, No, No),
            Self::TeachingService => (Needed, Optional, No, No),
            Self::TeachingStart | Self::Licence | Self::LicenceLapsed | Self::TitleApplication => (Needed, No, No, No),
            Self::EnterpriseExperience => (Optional, Optional, No, No),
            Self::NoEnterpriseExperience => (No, No, No, No),
            Self::CategoryBefore => (No, Needed, No, Needed),
            Self::FullTimePercent => (Optional, No, Needed, No),
            Self::Qualification => (Optional, No, No, Needed),
            Self::Attestation => (Needed, Optional, No, Needed),
            Self::Credit | Self::Activity => (Needed, No, Needed, Optional),
            Self::ProjectMoney => (Needed, No, Needed, Needed),
            Self::Waiver => (No, No, No, Needed),
        };
        Fields { first_day, last_day, amount, value }
    }

    /// Whether it is a leave, which is told to as few as possible.
    #[must_use]
    pub const fn is_leave(self) -> bool {
        matches!(self, Self::ParentalLeave | Self::SickLeave | Self::StudyLeave | Self::OtherLeave)
    }
}

/// A circumstance of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circumstance {
    /// Identifier.
    pub id: CircumstanceId,
    /// Whose.
    pub person: PersonId,
    /// What it is.
    pub kind: CircumstanceKind,
    /// The first day, or the day on which it happened.
    pub first_day: Option<NaiveDate>,
    /// The last day, itself included.
    pub last_day: Option<NaiveDate>,
    /// Of a leave, which part of each of its days; of everything else the whole.
    pub part: DayPart,
    /// A number in hundredths: credits, money, per cent, times.
    pub amount: Option<i64>,
    /// A text as the kind has it: of a category or a currency its code.
    pub value: Option<String>,
    /// What people should know of it.
    pub note: Option<String>,
    /// Who recorded it, named as on that day.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Counts edits.
    pub version: i32,
}

/// A circumstance about which nothing is known but its kind, for tests.
#[cfg(test)]
fn bare(id: i64, kind: CircumstanceKind) -> Circumstance {
    Circumstance {
        id: CircumstanceId(id),
        person: PersonId(1),
        kind,
        first_day: None,
        last_day: None,
        part: DayPart::Whole,
        amount: None,
        value: None,
        note: None,
        created_by: String::new(),
        created_at: DateTime::UNIX_EPOCH,
        version: 1,
    }
}
