//! Amounts of a rule in words: with their unit, and in the reader's form.

use domain::{
    duration::hours_text,
    policy::{Amount, Criterion, Decimal, Measure, Reading, Rule, Unit},
};

use super::{Lang, Words};

impl Words {
    /// An amount in the unit in which a rule states its target, time in workdays with its hours:
    /// 98 天（784 小时）, 11 学分, NT$200,000. `parts` are the smallest parts of what the unit measures.
    #[must_use]
    pub fn amount(self, parts: i64, unit: Unit, reading: Reading) -> String {
        let short = self.amount_short(parts, unit, reading);
        if !in_days(unit) || parts == 0 {
            return short;
        }
        let hours = self.hours_exactly(parts);
        match self.lang() {
            Lang::Zh => format!("{short}（{hours}）"),
            Lang::En => format!("{short} ({hours})"),
        }
    }

    /// The same without the hours: 98 天.
    #[must_use]
    pub fn amount_short(self, parts: i64, unit: Unit, reading: Reading) -> String {
        let number = number_of(parts, unit, reading);
        match unit {
            Unit::Minute | Unit::Hour => self.hours_exactly(parts),
            Unit::ServiceYear => self.service(parts),
            Unit::Cny => format!("¥{}", money(parts)),
            Unit::Twd => format!("NT${}", money(parts)),
            _ => {
                let (zh, one, many) = noun(unit);
                match self.lang() {
                    Lang::Zh => format!("{number} {zh}"),
                    Lang::En => crate::words::counted(&number, one, many),
                }
            }
        }
    }

    /// How much of how much, the unit once: 98 / 125 天.
    #[must_use]
    pub fn amount_of(self, parts: i64, of: i64, unit: Unit, reading: Reading) -> String {
        let of = self.amount_short(of, unit, reading);
        match unit {
            Unit::Minute | Unit::Hour => format!("{} / {of}", hours_text(parts)),
            Unit::ServiceYear | Unit::Cny | Unit::Twd => format!("{} / {of}", self.amount_short(parts, unit, reading)),
            _ => format!("{} / {of}", number_of(parts, unit, reading)),
        }
    }

    /// How large a fact is in its own measure, time in hours, money in the currency that the rule names.
    #[must_use]
    pub fn measured(self, rule: &Rule, parts: i64, measure: Measure) -> String {
        let of_rule = || rule.criterion.iter().flat_map(units).find(|unit| unit.measure() == measure);
        let unit = match measure {
            Measure::Time => return self.hours_exactly(parts),
            Measure::AttendanceDays => Unit::AttendanceDay,
            Measure::NaturalDays => Unit::NaturalDay,
            Measure::Credit => Unit::Credit,
            Measure::Count => Unit::Piece,
            Measure::Money => of_rule().unwrap_or(Unit::Cny),
            Measure::Service => Unit::ServiceYear,
            Measure::Attestation => Unit::Attestation,
        };
        self.amount_short(parts, unit, Reading::default())
    }

    /// An amount as a rule's text states it: 6 个月, 90 学时.
    #[must_use]
    pub fn stated(self, amount: Amount) -> String {
        let number = amount.amount.to_string();
        match (amount.unit, self.lang()) {
            (Unit::Cny, _) => format!("¥{}", money(amount.amount.0)),
            (Unit::Twd, _) => format!("NT${}", money(amount.amount.0)),
            (unit, Lang::Zh) => {
                let noun = match unit {
                    Unit::Minute => "分钟",
                    Unit::Hour => "小时",
                    Unit::Week | Unit::NaturalWeek => "周",
                    Unit::Month => "个月",
                    Unit::NaturalMonth => "个月（每月 30 天）",
                    Unit::ServiceYear => "年",
                    unit => noun(unit).0,
                };
                format!("{number} {noun}")
            }
            (unit, Lang::En) => {
                let (one, many) = match unit {
                    Unit::Minute => ("minute", "minutes"),
                    Unit::Hour => ("hour", "hours"),
                    Unit::Week | Unit::NaturalWeek => ("week", "weeks"),
                    Unit::Month => ("month", "months"),
                    Unit::NaturalMonth => ("month of 30 days", "months of 30 days"),
                    Unit::ServiceYear => ("year", "years"),
                    unit => (noun(unit).1, noun(unit).2),
                };
                crate::words::counted(&number, one, many)
            }
        }
    }

    /// Minutes as hours without rounding: 7.5 小时, 6 小时 38 分钟.
    #[must_use]
    pub fn hours_exactly(self, minutes: i64) -> String {
        // Two decimals hold every third minute.
        if minutes % 3 == 0 {
            return self.hours(minutes);
        }
        let (hours, rest) = (minutes / 60, minutes % 60);
        match (self.lang(), hours) {
            (Lang::Zh, 0) => format!("{rest} 分钟"),
            (Lang::Zh, _) => format!("{hours} 小时 {rest} 分钟"),
            (Lang::En, 0) => format!("{rest} min"),
            (Lang::En, _) => format!("{hours} h {rest} min"),
        }
    }

    /// Days of service as years of 365 days and days.
    fn service(self, days: i64) -> String {
        let (years, rest) = (days / 365, days % 365);
        let year = |number: i64| match self.lang() {
            Lang::Zh => format!("{number} 年"),
            Lang::En => crate::words::counted(&number.to_string(), "year", "years"),
        };
        let day = |number: i64| match self.lang() {
            Lang::Zh => format!("{number} 天"),
            Lang::En => crate::words::counted(&number.to_string(), "day", "days"),
        };
        match (years, rest) {
            (years, 0) => year(years),
            (0, rest) => day(rest),
            (years, rest) => format!("{} {}", year(years), day(rest)),
        }
    }

    /// How a rule reads the units it uses, in a sentence; empty where it leaves nothing to read.
    #[must_use]
    pub fn reading_told(self, rule: &Rule) -> String {
        let reading = rule.reading;
        let units = || rule.criterion.iter().flat_map(units);
        let days = units().any(in_days);
        let weeks = units().any(|unit| unit == Unit::Week);
        let months = units().any(|unit| unit == Unit::Month);
        let class_hours = units().any(|unit| unit == Unit::ClassHour);
        let mut read = Vec::new();
        if days {
            let hours = self.hours_exactly(reading.day_minutes.into());
            read.push(match self.lang() {
                Lang::Zh => format!("1 个工作日 {hours}"),
                Lang::En => format!("a workday is {hours}"),
            });
        }
        if weeks {
            read.push(match self.lang() {
                Lang::Zh => format!("1 周 {} 个工作日", reading.week_days),
                Lang::En => format!("a week is {} workdays", reading.week_days),
            });
        }
        if months {
            read.push(match self.lang() {
                Lang::Zh => format!("1 个月 {} 个工作日", reading.month_days),
                Lang::En => format!("a month is {} workdays", reading.month_days),
            });
        }
        if class_hours {
            read.push(match self.lang() {
                Lang::Zh => format!("1 学时 {} 分钟", reading.class_hour_minutes),
                Lang::En => format!("a class hour is {} minutes", reading.class_hour_minutes),
            });
        }
        if read.is_empty() {
            return String::new();
        }
        match self.lang() {
            Lang::Zh => format!("本规定按{}折算。", read.join("、")),
            Lang::En => format!("This rule reads its units so: {}.", read.join(", ")),
        }
    }
}

/// The units that a criterion states amounts in.
fn units(criterion: &Criterion) -> impl Iterator<Item = Unit> {
    let of_parts = criterion.sub_targets.iter().map(|sub| sub.amount.unit);
    let of_caps = criterion.caps.iter().map(|cap| cap.amount.unit);
    let of_conversions = criterion.convert.iter().flat_map(|it| [it.from.unit, it.to.unit]);
    std::iter::once(criterion.target.unit).chain(of_parts).chain(of_caps).chain(of_conversions)
}

/// Whether an amount of the unit is time told in workdays.
pub(super) const fn in_days(unit: Unit) -> bool {
    matches!(unit, Unit::Day | Unit::Week | Unit::Month)
}

/// The noun of a unit: in Chinese, in English for one and for many.
const fn noun(unit: Unit) -> (&'static str, &'static str, &'static str) {
    match unit {
        Unit::ClassHour => ("学时", "class hour", "class hours"),
        Unit::Credit => ("学分", "credit", "credits"),
        Unit::Piece => ("项", "item", "items"),
        Unit::Attestation => ("份证明", "certificate", "certificates"),
        _ => ("天", "day", "days"),
    }
}

/// A number of a unit with at most two decimals, rounded half up.
fn number_of(parts: i64, unit: Unit, reading: Reading) -> String {
    let one = match unit {
        Unit::ClassHour => i64::from(reading.class_hour_minutes.max(1)),
        Unit::Day | Unit::Week | Unit::Month => i64::from(reading.day_minutes.max(1)),
        Unit::Minute | Unit::Hour => 60,
        Unit::Credit | Unit::Cny | Unit::Twd => 100,
        _ => 1,
    };
    Decimal((parts.saturating_mul(200) + one) / (2 * one)).to_string()
}

/// Hundredths of a currency with the thousands set apart, the hundredths only where there are any.
fn money(hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + 6);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if rest > 0 { format!("{text}.{rest:02}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lang: Lang, parts: i64, unit: Unit) -> String {
        Words::new(lang).amount(parts, unit, Reading::default())
    }

    #[test]
    fn every_unit_is_told_in_the_form_of_its_field() {
        for (parts, unit, zh, en) in [
            (98 * 480, Unit::Day, "98 天（784 小时）", "98 days (784 h)"),
            (9998, Unit::Month, "20.83 天（166 小时 38 分钟）", "20.83 days (166 h 38 min)"),
            (90 * 60, Unit::ClassHour, "90 学时", "90 class hours"),
            (398, Unit::Hour, "6 小时 38 分钟", "6 h 38 min"),
            (1100, Unit::Credit, "11 学分", "11 credits"),
            (550, Unit::Credit, "5.5 学分", "5.5 credits"),
            (60, Unit::NaturalDay, "60 天", "60 days"),
            (20_000_000, Unit::Twd, "NT$200,000", "NT$200,000"),
            (1_234_550, Unit::Cny, "¥12,345.50", "¥12,345.50"),
            (1, Unit::Piece, "1 项", "1 item"),
            (730, Unit::ServiceYear, "2 年", "2 years"),
            (400, Unit::ServiceYear, "1 年 35 天", "1 year 35 days"),
            (0, Unit::Day, "0 天", "0 days"),
            (0, Unit::Attestation, "0 份证明", "0 certificates"),
        ] {
            assert_eq!((told(Lang::Zh, parts, unit).as_str(), told(Lang::En, parts, unit).as_str()), (zh, en));
        }
    }

    #[test]
    fn how_much_of_how_much_names_the_unit_once() {
        let told = |parts, of, unit| Words::new(Lang::Zh).amount_of(parts, of, unit, Reading::default());
        assert_eq!(told(98 * 480, 125 * 480, Unit::Day), "98 / 125 天");
        assert_eq!(told(22 * 60, 24 * 60, Unit::Hour), "22 / 24 小时");
    }
}
