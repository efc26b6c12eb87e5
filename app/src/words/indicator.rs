//! Indicators of colleges.

use domain::{
    organisation_figure::{AcademicYear, ReportedFigure},
    policy::{Bound, Decimal, Figure, Indicator, IndicatorUnit, IndicatorValue},
};

use super::{Lang, Words, words};

words! {
    indicators => "指标", "Indicators";
    indicators_lead(year: &str, day: &str) => "{year}学年，截至 {day}。", "Academic year {year}, as of {day}.";
    indicators_college_lead(college: &str, year: &str, day: &str) => "{college}，{year}学年，截至 {day}。", "{college}, academic year {year}, as of {day}.";
    indicators_filter => "选择学年", "Choose the academic year";
    indicators_year => "学年", "Academic year";
    indicators_values => "各项指标", "All indicators";
    indicators_none => "这一学年没有生效的指标", "No indicator was in force in that year";
    indicators_none_text => "请换一个学年。", "Choose another year.";
    indicators_colleges => "各院校的指标", "Indicators of the colleges";
    indicators_college => "院校", "College";
    indicators_no_colleges => "还没有院校", "No colleges yet";
    indicators_no_colleges_text => "请先添加成员院校，或换一个学年。", "Add member colleges first, or choose another year.";
    indicators_range(first: usize, last: usize, all: usize) => "第 {first}—{last} 所，共 {all} 所", "{first} to {last} of {all}";
    indicators_definitions => "指标定义", "Definitions";
    indicator_unknown => "缺数据", "Not known";
    indicator_unknown_of(figure: &str) => "缺“{figure}”", "“{figure}” is missing";
    indicator_nothing_below(figure: &str) => "“{figure}”为 0，无法计算", "“{figure}” is 0";
    indicator_kept => "达标", "Reached";
    indicator_missed => "未达标", "Not reached";
    indicator_within => "未超上限", "Within the limit";
    indicator_above => "超过上限", "Above the limit";
    indicator_at_least(value: &str) => "不低于 {value}", "at least {value}";
    indicator_at_most(value: &str) => "不高于 {value}", "at most {value}";
    indicator_unverified => "未核实", "Unverified";
    indicator_unverified_text => "“未核实”表示指标的文字尚未与出处核对。", "“Unverified” means that the text was not read in its source.";
    indicator_reported => "上报", "reported";
    indicator_computed(value: &str) => "名册为 {value}", "{value} by the roster";
    indicator_source => "查看文件", "Read the document";
    figures_reported => "本校上报数据", "What the college reports";
    figures_lead => "名册与工时无法得知，或口径不同的数字。填写后以上报数为准；留空则按名册计算。", "Numbers that roster and hours cannot know, or that you count otherwise. What is reported wins; left empty, the roster counts.";
    figures_none => "这一学年没有上报数据，均按名册与工时计算。", "Nothing is reported for this year; roster and hours count.";
    figures_from_roster(value: &str) => "名册中为 {value}", "The roster says {value}";
    figures_only_college => "系统无法得知，只能由本校填写", "Only the college knows";
}

impl Words {
    /// An academic year: 2026—2027, 2026/27.
    #[must_use]
    pub fn academic_year(self, year: AcademicYear) -> String {
        match self.lang() {
            Lang::Zh => format!("{}—{}", year.0, year.0 + 1),
            Lang::En => format!("{}/{:02}", year.0, (year.0 + 1).rem_euclid(100)),
        }
    }

    /// A figure of a college.
    #[must_use]
    pub const fn figure(self, figure: Figure) -> &'static str {
        match figure {
            Figure::FullTimeTeachers => self.pick("专任教师", "Full-time teachers"),
            Figure::ProfessionalTeachers => self.pick("专业课教师", "Teachers of professional courses"),
            Figure::DoubleQualifiedTeachers => self.pick("双师型教师", "Double-qualified teachers"),
            Figure::PartTimeTeachers => {
                self.pick("兼职教师（到校任教的工程师）", "Part-time teachers (engineers on secondment)")
            }
            Figure::PartTimeTeachers160 => {
                self.pick("兼职教师（每 160 学时折 1 人）", "Part-time teachers (160 class hours each)")
            }
            Figure::AllTeachers => self.pick("专任与兼职教师合计", "Full-time and part-time teachers"),
            Figure::PracticeDays => self.pick("本学年企业实践天数", "Days of practice in the year"),
            Figure::EngineerClassHours => self.pick("工程师授课学时", "Class hours by engineers"),
            Figure::AllClassHours => self.pick("全校授课学时", "All class hours"),
            Figure::TeachersOnPractice => self.pick("正在企业实践的教师", "Teachers out on practice"),
            Figure::One => self.pick("不作比", "No divisor"),
        }
    }

    /// A figure that a college may report.
    #[must_use]
    pub const fn reported_figure(self, figure: ReportedFigure) -> &'static str {
        match figure {
            ReportedFigure::AllClassHours => {
                self.pick("全校授课学时（全学年）", "All class hours of the academic year")
            }
            other => self.figure(other.figure()),
        }
    }

    /// A number with the thousands set apart: 12,345.5.
    #[must_use]
    pub fn grouped(self, number: Decimal) -> String {
        let text = number.to_string();
        let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
        let mut grouped = String::with_capacity(text.len() + 4);
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && digit.is_ascii_digit() && (whole.len() - place).is_multiple_of(3) && !grouped.ends_with('-')
            {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        rest.map_or(grouped.clone(), |rest| format!("{grouped}.{rest}"))
    }

    /// The unit of an indicator behind its number.
    #[must_use]
    pub const fn indicator_unit(self, unit: IndicatorUnit) -> &'static str {
        match unit {
            IndicatorUnit::Percent => "%",
            IndicatorUnit::DaysPerTeacher => self.pick(" 天/人", " days each"),
            IndicatorUnit::People => self.pick(" 人", " people"),
        }
    }

    /// A value of an indicator with its unit: 23.4%, 2.5 天/人.
    #[must_use]
    pub fn indicator_value(self, hundredths: i64, unit: IndicatorUnit) -> String {
        format!("{}{}", self.grouped(Decimal(hundredths)), self.indicator_unit(unit))
    }

    /// The same with two decimals in any case, for a column.
    #[must_use]
    pub fn indicator_value_aligned(self, hundredths: i64, unit: IndicatorUnit) -> String {
        let whole = self.grouped(Decimal(hundredths - hundredths % 100));
        format!("{whole}.{:02}{}", (hundredths % 100).abs(), self.indicator_unit(unit))
    }

    /// The bound of an indicator in words, if it has one.
    #[must_use]
    pub fn indicator_bound(self, indicator: &Indicator) -> Option<String> {
        let bound = indicator.bound?;
        let value = self.indicator_value(bound.value.0, indicator.unit);
        Some(match bound.side {
            Bound::AtLeast => self.indicator_at_least(&value),
            Bound::AtMost => self.indicator_at_most(&value),
        })
    }

    /// Whether a bound is kept, in a word.
    #[must_use]
    pub const fn indicator_standing(self, side: Bound, kept: bool) -> &'static str {
        match (side, kept) {
            (Bound::AtLeast, true) => self.indicator_kept(),
            (Bound::AtLeast, false) => self.indicator_missed(),
            (Bound::AtMost, true) => self.indicator_within(),
            (Bound::AtMost, false) => self.indicator_above(),
        }
    }

    /// Why an indicator has no value.
    #[must_use]
    pub fn indicator_why_unknown(self, indicator: &Indicator, value: &IndicatorValue) -> String {
        match (value.numerator, value.denominator) {
            (None, _) => self.indicator_unknown_of(self.figure(indicator.numerator)),
            (_, None) => self.indicator_unknown_of(self.figure(indicator.denominator)),
            _ => self.indicator_nothing_below(self.figure(indicator.denominator)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart_and_decimals_are_kept() {
        let grouped = |hundredths| Words::new(Lang::En).grouped(Decimal(hundredths));
        assert_eq!(grouped(100), "1");
        assert_eq!(grouped(99_950), "999.5");
        assert_eq!(grouped(123_456_705), "1,234,567.05");
    }

    #[test]
    fn an_academic_year_names_both_of_its_years() {
        assert_eq!(Words::new(Lang::Zh).academic_year(AcademicYear(2026)), "2026—2027");
        assert_eq!(Words::new(Lang::En).academic_year(AcademicYear(1999)), "1999/00");
    }
}
