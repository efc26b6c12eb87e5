//! The two national rules on enterprise practice, as data.

use serde::{Deserialize, Serialize};

use super::Window;
use crate::{hours::Kind, organisation::OrganisationKind, person::Category, placement::Direction};

text_enum! {
    /// Which rule.
    pub enum RuleId {
        /// Six months in five years (教师〔2016〕3号).
        SixMonthsInFiveYears = "cn-2016-5y6m",
        /// One month in every calendar year (国发〔2019〕4号).
        OneMonthAYear = "cn-2019-1m-year",
    }
}

text_enum! {
    /// The text that a line of a judgement rests on, as it is cited.
    pub enum Clause {
        /// Who practises, how much, in which time, where: 职业学校教师企业实践规定, art. 4.
        Regulation2016Article4 = "教师〔2016〕3号第四条",
        /// The forms of practice: the same, art. 6.
        Regulation2016Article6 = "教师〔2016〕3号第六条",
        /// One month a year in an enterprise or training base: 国家职业教育改革实施方案.
        Plan2019 = "国发〔2019〕4号",
        /// 160 class hours in an academic year stand for one part-time teacher, as colleges report them.
        ClassHours160 = "160学时/学年",
    }
}

/// The numbers of the national rules that an authority may read differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    /// Minutes of a workday.
    pub day_minutes: u32,
    /// Workdays of six months, in hundredths of a day.
    pub six_months_workdays_hundredths: u32,
    /// Workdays of one month, in hundredths of a day.
    pub month_workdays_hundredths: u32,
}

impl Default for Parameters {
    /// Workdays of 8 hours; six months of 125 workdays, a month of 20.83 (劳社部发〔2008〕3号).
    fn default() -> Self {
        Self { day_minutes: 480, six_months_workdays_hundredths: 12_500, month_workdays_hundredths: 2083 }
    }
}

impl Parameters {
    /// Hundredths of a workday in minutes, rounded half up.
    fn minutes(self, workdays_hundredths: u32) -> u32 {
        let hundredths = u64::from(workdays_hundredths) * u64::from(self.day_minutes);
        u32::try_from((hundredths + 50) / 100).unwrap_or(u32::MAX)
    }
}

/// A rule on how much practice counts, as data. What is not listed does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Which one.
    pub id: RuleId,
    /// The days in which hours count.
    pub window: Window,
    /// Minutes to reach within the window.
    pub target_minutes: u32,
    /// Minutes of a workday, to turn missing minutes into workdays.
    pub day_minutes: u32,
    /// The categories of teachers bound by it.
    pub population: Vec<Category>,
    /// The direction of placements that counts.
    pub direction: Direction,
    /// The kinds of hosts that count.
    pub hosts: Vec<OrganisationKind>,
    /// The kinds of entries that count.
    pub kinds: Vec<Kind>,
    /// The text that sets amount, window, population and places.
    pub clause: Clause,
    /// The text that sets the kinds of entries.
    pub kinds_clause: Clause,
}

impl Rule {
    /// Six months in five years, for teachers of professional courses and internship instructors, "in
    /// enterprises or on the front line of production or service" (art. 4), in the four forms of art. 6,
    /// visits among them.
    ///
    /// Of the kinds of organisations only the enterprise is such a place for certain: a training base
    /// counts for the yearly rule alone, and "other" holds associations and institutes. A host at the front
    /// line of service (a hospital) is therefore to be registered as an enterprise.
    ///
    /// New teachers are not bound by it yet: they practise before they teach, without an amount.
    #[must_use]
    pub fn six_months_in_five_years(parameters: Parameters) -> Self {
        Self {
            id: RuleId::SixMonthsInFiveYears,
            window: Window::RollingYears(5),
            target_minutes: parameters.minutes(parameters.six_months_workdays_hundredths),
            day_minutes: parameters.day_minutes,
            population: vec![Category::ProfessionalCourse, Category::InternshipInstructor],
            direction: Direction::EnterprisePractice,
            hosts: vec![OrganisationKind::Enterprise],
            kinds: vec![Kind::OnPost, Kind::Training, Kind::Visit, Kind::Research],
            clause: Clause::Regulation2016Article4,
            kinds_clause: Clause::Regulation2016Article6,
        }
    }

    /// One month in every calendar year, for all teachers, "in an enterprise or training base", in
    /// whatever form.
    #[must_use]
    pub fn one_month_a_year(parameters: Parameters) -> Self {
        Self {
            id: RuleId::OneMonthAYear,
            window: Window::CalendarYear,
            target_minutes: parameters.minutes(parameters.month_workdays_hundredths),
            day_minutes: parameters.day_minutes,
            population: Category::ALL.to_vec(),
            direction: Direction::EnterprisePractice,
            hosts: vec![OrganisationKind::Enterprise, OrganisationKind::TrainingBase],
            kinds: vec![Kind::OnPost, Kind::Training, Kind::Visit, Kind::Research],
            clause: Clause::Plan2019,
            kinds_clause: Clause::Plan2019,
        }
    }

    /// The two national rules. Neither implies the other: five yearly months are less than six, and six
    /// months at once leave four years empty.
    #[must_use]
    pub fn national(parameters: Parameters) -> [Self; 2] {
        [Self::six_months_in_five_years(parameters), Self::one_month_a_year(parameters)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_targets_follow_from_the_parameters() {
        let [five_years, year] = Rule::national(Parameters::default());
        assert_eq!((five_years.target_minutes, year.target_minutes), (60_000, 9_998));
        let longer = Parameters { month_workdays_hundredths: 2067, day_minutes: 450, ..Parameters::default() };
        let [five_years, year] = Rule::national(longer);
        assert_eq!((five_years.target_minutes, year.target_minutes), (56_250, 9_302));
    }

    #[test]
    fn a_rule_survives_the_wire() {
        for text in ["cn-2016-5y6m", "cn-2019-1m-year"] {
            assert_eq!(RuleId::parse(text).map(RuleId::as_str), Some(text));
        }
    }
}
