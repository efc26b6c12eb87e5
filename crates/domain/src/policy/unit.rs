//! Amounts with their units, and what a unit is worth in a rule: nothing is converted silently.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

text_enum! {
    /// What is measured. Amounts of one measure add up; another measure needs a conversion.
    pub enum Measure {
        /// Time spent, in minutes.
        Time = "time",
        /// Days on which somebody was there, each once.
        AttendanceDays = "attendance_days",
        /// Days of the calendar from the first to the last day of a block, rest days between included.
        NaturalDays = "natural_days",
        /// Credits, in hundredths.
        Credit = "credit",
        /// How many: visits, projects, pieces of evidence.
        Count = "count",
        /// Money, in hundredths of the currency.
        Money = "money",
        /// Days of service: of teaching, of work in the trade.
        Service = "service",
        /// A certificate or finding that holds on the day of judgement.
        Attestation = "attestation",
    }
}

text_enum! {
    /// The unit of an amount in a rule.
    pub enum Unit {
        /// A minute of time.
        Minute = "minute",
        /// An hour of 60 minutes.
        Hour = "hour",
        /// A class hour (学时): as many minutes as the rule's reading says.
        ClassHour = "class_hour",
        /// A workday: as many minutes as the rule's reading says.
        Day = "day",
        /// A week of workdays.
        Week = "week",
        /// A month of workdays: as many as the rule's reading says.
        Month = "month",
        /// A day on which somebody was there.
        AttendanceDay = "attendance_day",
        /// A day of the calendar.
        NaturalDay = "natural_day",
        /// Seven days of the calendar.
        NaturalWeek = "natural_week",
        /// Thirty days of the calendar.
        NaturalMonth = "natural_month",
        /// A credit, a semester hour, a unit of continuing education.
        Credit = "credit",
        /// One of what is counted.
        Piece = "piece",
        /// A renminbi yuan.
        Cny = "cny",
        /// A New Taiwan dollar.
        Twd = "twd",
        /// A year of service, 365 days.
        ServiceYear = "service_year",
        /// A certificate or finding.
        Attestation = "attestation",
    }
}

impl Unit {
    /// What the unit measures.
    #[must_use]
    pub const fn measure(self) -> Measure {
        match self {
            Self::Minute | Self::Hour | Self::ClassHour | Self::Day | Self::Week | Self::Month => Measure::Time,
            Self::AttendanceDay => Measure::AttendanceDays,
            Self::NaturalDay | Self::NaturalWeek | Self::NaturalMonth => Measure::NaturalDays,
            Self::Credit => Measure::Credit,
            Self::Piece => Measure::Count,
            Self::Cny | Self::Twd => Measure::Money,
            Self::ServiceYear => Measure::Service,
            Self::Attestation => Measure::Attestation,
        }
    }

    /// Hundredths of the measure's smallest part in one unit.
    const fn hundredths(self, reading: Reading) -> i64 {
        match self {
            Self::Minute | Self::AttendanceDay | Self::NaturalDay | Self::Piece | Self::Attestation => 100,
            Self::Hour => 60 * 100,
            Self::ClassHour => reading.class_hour_minutes as i64 * 100,
            Self::Day => reading.day_minutes as i64 * 100,
            Self::Week => reading.week_days as i64 * reading.day_minutes as i64 * 100,
            Self::Month => reading.month_days.0 * reading.day_minutes as i64,
            Self::NaturalWeek => 7 * 100,
            Self::NaturalMonth => 30 * 100,
            Self::Credit | Self::Cny | Self::Twd => 100 * 100,
            Self::ServiceYear => 365 * 100,
        }
    }
}

/// A number with two decimals, kept in hundredths. In files a number (`20.83`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(pub i64);

impl Decimal {
    /// A whole number.
    #[must_use]
    pub const fn whole(number: i64) -> Self {
        Self(number * 100)
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.0 / 100, (self.0 % 100).unsigned_abs());
        match (rest, rest % 10) {
            (0, _) => write!(f, "{whole}"),
            (_, 0) => write!(f, "{whole}.{}", rest / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 {
            serializer.serialize_i64(self.0 / 100)
        } else {
            #[expect(clippy::cast_precision_loss, reason = "amounts of rules are far below 2^52")]
            serializer.serialize_f64(self.0 as f64 / 100.0)
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl de::Visitor<'_> for Number {
            type Value = Decimal;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a number from 0 to 1,000,000,000 with at most two decimals")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Decimal, E> {
                if (0..=1_000_000_000).contains(&number) {
                    Ok(Decimal::whole(number))
                } else {
                    Err(E::invalid_value(de::Unexpected::Signed(number), &self))
                }
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Decimal, E> {
                self.visit_i64(i64::try_from(number).unwrap_or(i64::MAX))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Decimal, E> {
                let hundredths = (number * 100.0).round();
                if (0.0..=1e11).contains(&hundredths) && (number * 100.0 - hundredths).abs() < 1e-6 {
                    #[expect(clippy::cast_possible_truncation, reason = "whole and within the bounds just checked")]
                    Ok(Decimal(hundredths as i64))
                } else {
                    Err(E::invalid_value(de::Unexpected::Float(number), &self))
                }
            }
        }
        deserializer.deserialize_any(Number)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "number", "minimum": 0, "maximum": 1_000_000_000, "multipleOf": 0.01,
            "description": "A number with at most two decimals."
        })
    }
}

/// An amount as a rule's text states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// How many.
    pub amount: Decimal,
    /// Of what.
    pub unit: Unit,
}

impl Amount {
    /// A whole number of a unit.
    #[must_use]
    pub const fn new(number: i64, unit: Unit) -> Self {
        Self { amount: Decimal::whole(number), unit }
    }

    /// The amount in the measure's smallest part (minutes, days, hundredths of a credit or of money),
    /// rounded half up.
    #[must_use]
    pub const fn parts(self, reading: Reading) -> i64 {
        (self.amount.0.saturating_mul(self.unit.hundredths(reading)) + 5_000) / 10_000
    }
}

/// How a rule reads its units: "six months" has at least six defensible lengths, so that the length in use is
/// part of the rule and shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Reading {
    /// Minutes of a workday; 480 by 国务院关于职工工作时间的规定.
    pub day_minutes: u32,
    /// Minutes of a class hour.
    pub class_hour_minutes: u32,
    /// Workdays of a week.
    pub week_days: u32,
    /// Workdays of a month; 20.83 by 劳社部发〔2008〕3号.
    pub month_days: Decimal,
}

impl Default for Reading {
    fn default() -> Self {
        Self { day_minutes: 480, class_hour_minutes: 60, week_days: 5, month_days: Decimal(2083) }
    }
}

text_enum! {
    /// How a converted amount is rounded to the smallest part of what it is converted to.
    pub enum Rounding {
        /// To the part below.
        Down = "down",
        /// To the nearest part, a half upwards.
        HalfUp = "half_up",
        /// To the part above.
        Up = "up",
    }
}

impl Rounding {
    /// `value * numerator / denominator`, rounded; 0 for a denominator that is not positive.
    #[must_use]
    pub fn scale(self, value: i64, numerator: i64, denominator: i64) -> i64 {
        if denominator <= 0 {
            return 0;
        }
        let product = i128::from(value) * i128::from(numerator);
        let denominator = i128::from(denominator);
        let rounded = match self {
            Self::Down => product / denominator,
            Self::HalfUp => (product * 2 + denominator) / (denominator * 2),
            Self::Up => (product + denominator - 1) / denominator,
        };
        i64::try_from(rounded).unwrap_or(i64::MAX)
    }
}
