//! What a college reports about itself (院校上报数据) for an academic year: figures that its roster and its hours
//! cannot know, or that it counts otherwise.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    form::{Check, read_hundredths},
    policy::{DayRange, Decimal, Figure},
};

/// An academic year by the calendar year in which it begins: 2026 lasts from 2026-09-01 to 2027-08-31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AcademicYear(pub i32);

impl AcademicYear {
    /// The academic year that a day lies in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(if day.month() >= 9 { day.year() } else { day.year() - 1 })
    }

    /// Reads a year as it stands in an address or a form: `2026`, from 1990 to 2199.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.trim().parse().ok().filter(|year| (1990..2200).contains(year)).map(Self)
    }

    /// Its days.
    #[must_use]
    pub fn days(self) -> DayRange {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        DayRange { first_day: day(self.0, 9, 1), last_day: day(self.0 + 1, 8, 31) }
    }
}

text_enum! {
    /// A figure that a college may report.
    pub enum ReportedFigure {
        /// All class hours of the college in the academic year.
        AllClassHours = "all_class_hours",
        /// Teachers employed full-time.
        FullTimeTeachers = "full_time_teachers",
        /// Of them, those of professional courses and practical training.
        ProfessionalTeachers = "professional_teachers",
        /// Teachers recognised as double-qualified.
        DoubleQualifiedTeachers = "double_qualified_teachers",
    }
}

impl ReportedFigure {
    /// The figure of the policy engine that it is.
    #[must_use]
    pub const fn figure(self) -> Figure {
        match self {
            Self::AllClassHours => Figure::AllClassHours,
            Self::FullTimeTeachers => Figure::FullTimeTeachers,
            Self::ProfessionalTeachers => Figure::ProfessionalTeachers,
            Self::DoubleQualifiedTeachers => Figure::DoubleQualifiedTeachers,
        }
    }

    /// Whether it counts people, so that it is a whole number.
    #[must_use]
    pub const fn is_people(self) -> bool {
        !matches!(self, Self::AllClassHours)
    }
}

/// What a college reports, in hundredths; what it does not report is missing.
pub type Reported = BTreeMap<ReportedFigure, i64>;

/// What people type of a college's figures; empty fields are not reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FiguresForm {
    /// All class hours in the academic year.
    pub all_class_hours: String,
    /// Teachers full-time.
    pub full_time_teachers: String,
    /// Of them, those of professional courses.
    pub professional_teachers: String,
    /// Double-qualified teachers.
    pub double_qualified_teachers: String,
}

impl FiguresForm {
    /// What is typed for a figure.
    #[must_use]
    pub fn value(&self, figure: ReportedFigure) -> &str {
        match figure {
            ReportedFigure::AllClassHours => &self.all_class_hours,
            ReportedFigure::FullTimeTeachers => &self.full_time_teachers,
            ReportedFigure::ProfessionalTeachers => &self.professional_teachers,
            ReportedFigure::DoubleQualifiedTeachers => &self.double_qualified_teachers,
        }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong: no number, people in parts, more than a
    /// million people or a hundred million class hours.
    pub fn check(&self) -> Result<Reported> {
        let mut check = Check::default();
        let mut reported = Reported::new();
        for figure in ReportedFigure::ALL {
            let most = Decimal::whole(if figure.is_people() { 1_000_000 } else { 100_000_000 }).0;
            let value = check.take(figure.as_str(), read_hundredths(self.value(*figure), 0..=most)).flatten();
            match value {
                Some(value) if figure.is_people() && value % 100 != 0 => {
                    check.wrong(figure.as_str(), crate::Code::NotANumber);
                }
                Some(value) => {
                    reported.insert(*figure, value);
                }
                None => {}
            }
        }
        check.finish(Some(reported))
    }
}

impl From<&Reported> for FiguresForm {
    fn from(reported: &Reported) -> Self {
        let text = |figure| reported.get(&figure).map(|value| Decimal(*value).to_string()).unwrap_or_default();
        Self {
            all_class_hours: text(ReportedFigure::AllClassHours),
            full_time_teachers: text(ReportedFigure::FullTimeTeachers),
            professional_teachers: text(ReportedFigure::ProfessionalTeachers),
            double_qualified_teachers: text(ReportedFigure::DoubleQualifiedTeachers),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Code, Error};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_academic_year_begins_on_the_first_of_september() {
        assert_eq!(AcademicYear::of(day("2026-08-31")), AcademicYear(2025));
        assert_eq!(AcademicYear::of(day("2026-09-01")), AcademicYear(2026));
        let days = AcademicYear(2026).days();
        assert_eq!((days.first_day, days.last_day), (day("2026-09-01"), day("2027-08-31")));
        assert_eq!(
            [AcademicYear::parse("2026"), AcademicYear::parse("26"), AcademicYear::parse("x")],
            [Some(AcademicYear(2026)), None, None]
        );
    }

    #[test]
    fn what_is_left_empty_is_not_reported_and_the_rest_fills_the_form_again() {
        let form = FiguresForm {
            all_class_hours: "123,456.5".into(),
            full_time_teachers: "320".into(),
            ..FiguresForm::default()
        };
        let reported = form.check().unwrap();
        let expected = [(ReportedFigure::AllClassHours, 12_345_650), (ReportedFigure::FullTimeTeachers, 32_000)];
        assert_eq!(reported, Reported::from(expected));
        assert_eq!(FiguresForm::from(&reported).all_class_hours, "123456.5");
        assert_eq!(FiguresForm::default().check().unwrap(), Reported::new());
    }

    #[test]
    fn people_are_whole_and_numbers_are_numbers() {
        let form = FiguresForm {
            full_time_teachers: "3.5".into(),
            professional_teachers: "many".into(),
            double_qualified_teachers: "2000000".into(),
            ..FiguresForm::default()
        };
        let Err(Error::Invalid(wrong)) = form.check() else { panic!() };
        let wrong: Vec<_> = wrong.iter().map(|wrong| (wrong.field.as_str(), wrong.code)).collect();
        assert_eq!(
            wrong,
            [
                ("full_time_teachers", Code::NotANumber),
                ("professional_teachers", Code::NotANumber),
                ("double_qualified_teachers", Code::OutOfRange)
            ]
        );
    }
}
