//! Rules on organisations: indicators with what they divide by what, as versioned data.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    rule::{Bound, Effective, RuleId, Text},
    unit::Decimal,
};

text_enum! {
    /// A figure of a college that an indicator is made of, as of a day or in the academic year of that day.
    pub enum Figure {
        /// Teachers employed full-time.
        FullTimeTeachers = "full_time_teachers",
        /// Of them, those of professional courses and practical training.
        ProfessionalTeachers = "professional_teachers",
        /// Teachers recognised as double-qualified.
        DoubleQualifiedTeachers = "double_qualified_teachers",
        /// Engineers on a teaching secondment.
        PartTimeTeachers = "part_time_teachers",
        /// Class hours taught by engineers in the academic year, 160 being one part-time teacher.
        PartTimeTeachers160 = "part_time_teachers_160",
        /// Teachers full-time and engineers on secondment together.
        AllTeachers = "all_teachers",
        /// Workdays of confirmed practice in the academic year.
        PracticeDays = "practice_days",
        /// Class hours taught by engineers in the academic year.
        EngineerClassHours = "engineer_class_hours",
        /// All class hours of the college in the academic year, as it reports them.
        AllClassHours = "all_class_hours",
        /// Teachers out on practice on the day.
        TeachersOnPractice = "teachers_on_practice",
        /// One, for an indicator that is a number and no share.
        One = "one",
    }
}

text_enum! {
    /// How an indicator is written.
    pub enum IndicatorUnit {
        /// In per cent.
        Percent = "percent",
        /// In days per head.
        DaysPerTeacher = "days_per_teacher",
        /// A number of people.
        People = "people",
    }
}

/// An indicator of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its identifier.
    pub id: RuleId,
    /// What people call it.
    pub title: Text,
    /// What is divided by what, in words.
    pub definition: Text,
    /// Who set it.
    pub authority: Text,
    /// The number of the document.
    pub document: String,
    /// Where in the document it stands.
    #[serde(default)]
    pub clause: Text,
    /// Where the document can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Whether the text was read in the source that it names.
    pub verified: bool,
    /// From when to when it is in force.
    pub effective: Effective,
    /// What is divided.
    pub numerator: Figure,
    /// By what.
    pub denominator: Figure,
    /// How it is written.
    pub unit: IndicatorUnit,
    /// The bound, if there is one, in the indicator's unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<IndicatorBound>,
}

/// The bound of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IndicatorBound {
    /// Which side is right.
    pub side: Bound,
    /// The bound, in the indicator's unit.
    pub value: Decimal,
}

/// An indicator's value on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorValue {
    /// The indicator.
    pub indicator: RuleId,
    /// The day.
    pub as_of: NaiveDate,
    /// The figure above the line, in hundredths; `None` when it is not known.
    pub numerator: Option<i64>,
    /// The figure below the line, in hundredths; `None` when it is not known.
    pub denominator: Option<i64>,
    /// The value in hundredths of the unit, rounded half up; `None` when a figure is not known or divides by 0.
    pub value: Option<i64>,
    /// Whether the bound is kept; `None` without a bound or a value.
    pub kept: Option<bool>,
}

impl Indicator {
    /// The value, given the figures in hundredths.
    #[must_use]
    pub fn value(&self, as_of: NaiveDate, figure: impl Fn(Figure) -> Option<i64>) -> IndicatorValue {
        let (numerator, denominator) = (figure(self.numerator), figure(self.denominator));
        let scale = if self.unit == IndicatorUnit::Percent { 10_000 } else { 100 };
        let value = numerator.zip(denominator).filter(|(_, below)| *below > 0).map(|(above, below)| {
            let doubled = i128::from(above) * scale * 2 + i128::from(below);
            i64::try_from(doubled / (i128::from(below) * 2)).unwrap_or(i64::MAX)
        });
        let kept = self.bound.zip(value).map(|(bound, value)| match bound.side {
            Bound::AtLeast => value >= bound.value.0,
            Bound::AtMost => value <= bound.value.0,
        });
        IndicatorValue { indicator: self.id.clone(), as_of, numerator, denominator, value, kept }
    }
}
