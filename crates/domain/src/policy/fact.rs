//! What a person is judged by: facts with their amounts, days and evidence.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::unit::Measure;
use crate::{
    hours::Kind,
    id::{HourEntryId, OrganisationId, PlacementId},
    organisation::OrganisationKind,
    placement::{Direction, Load},
};

text_enum! {
    /// A piece of evidence that a fact rests on.
    pub enum Evidence {
        /// The host's plan of shifts that shows work on that day.
        Roster = "roster",
        /// The host's certificate of practice.
        HostCertificate = "host_certificate",
        /// A report, log or summary by the person.
        Report = "report",
        /// An assessment by the host or the college.
        Assessment = "assessment",
        /// An agreement signed beforehand.
        Agreement = "agreement",
        /// A result: a course, a patent, a standard, a project finished.
        Result = "result",
    }
}

text_enum! {
    /// A class of hosts that law or a register names.
    pub enum HostClass {
        /// 产教融合型企业: a registered enterprise of industry-education integration.
        Integration = "integration",
        /// 规模以上企业: an enterprise above the statistical size.
        AboveSize = "above_size",
        /// 国家级教师企业实践基地: a national base for teachers' practice.
        NationalBase = "national_base",
        /// A hospital of the third grade or a teaching hospital.
        TeachingHospital = "teaching_hospital",
    }
}

text_enum! {
    /// How far a fact is certain.
    pub enum Standing {
        /// The host or the college has confirmed it.
        Confirmed = "confirmed",
        /// Somebody claims it and nobody has confirmed it.
        Claimed = "claimed",
        /// A confirmation was withdrawn.
        Withdrawn = "withdrawn",
        /// It is planned and may come.
        Planned = "planned",
    }
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A line of the hours log.
    Hours(HourEntryId),
    /// A day of a placement's plan.
    Plan(PlacementId),
    /// A circumstance kept about the person, by its identifier.
    Circumstance(i64),
    /// A credential of the person, by its identifier.
    Credential(i64),
    /// What somebody tries out, by its number.
    Trial(u32),
}

/// Something that may count: an hour entry, a project's money, a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Where it comes from.
    pub source: Source,
    /// The placement it belongs to; facts of one placement without a long gap are one block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement: Option<PlacementId>,
    /// The day on which it began, at the host; a fact without a day cannot be judged.
    pub day: Option<NaiveDate>,
    /// Minutes after the midnight at which `day` began, half-open; an end above 1440 lies on the next day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<(u16, u16)>,
    /// What its amount measures.
    pub measure: Measure,
    /// How much, in the measure's smallest part: minutes, hundredths of a credit or of money, days.
    pub amount: u32,
    /// What the time was spent on.
    pub form: Kind,
    /// The kind of the hosting organisation.
    pub host: OrganisationKind,
    /// The direction of the placement.
    pub direction: Direction,
    /// Whether the person was released from other duties.
    pub load: Load,
    /// How far the testimony is to be trusted, 0 to 5: 0 claimed, 2 confirmed by the own college, 3 checked on
    /// paper of the host, 4 confirmed by the host, 5 by two independent sources.
    pub trust: u8,
    /// How far it is certain.
    pub standing: Standing,
    /// What is out of the ordinary about it; `None` for most facts, which keeps them small.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub particulars: Option<Box<Particulars>>,
}

/// What only some facts have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Particulars {
    /// The host.
    pub host: Option<OrganisationId>,
    /// The class of the host.
    pub host_class: Option<HostClass>,
    /// The subject area, qualification or kind of certificate it belongs to.
    pub area: Option<String>,
    /// The last day on which a certificate or finding holds; without one it holds for good.
    pub until: Option<NaiveDate>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// A day spent on the way.
    pub travel: bool,
    /// Approved before it began.
    pub pre_approved: bool,
    /// Under the direction of a fully qualified colleague.
    pub directed: bool,
    /// The host's time zone is not known, so that nobody can say on which day it fell.
    pub zone_unknown: bool,
}

impl Fact {
    /// The particulars, if there are any.
    #[must_use]
    pub fn particulars(&self) -> Option<&Particulars> {
        self.particulars.as_deref()
    }

    /// Whether it rests on a piece of evidence.
    #[must_use]
    pub fn rests_on(&self, evidence: Evidence) -> bool {
        self.particulars().is_some_and(|it| it.evidence.contains(&evidence))
    }
}
