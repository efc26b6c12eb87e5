//! What people type of a circumstance, and what must be right about it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Asked, Circumstance, CircumstanceKind};
use crate::{
    Code, Result,
    calendar::DayPart,
    form::{Check, read_hundredths},
    person::Category,
    policy::{Decimal, RuleId},
};

/// The currencies in which money is recorded: those that rules have units for.
pub const CURRENCIES: &[&str] = &["CNY", "TWD"];

/// What people type to record or change a circumstance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CircumstanceForm {
    /// Text of a [`CircumstanceKind`].
    pub kind: String,
    /// The first day, or the day on which it happened.
    pub first_day: String,
    /// The last day, itself included.
    pub last_day: String,
    /// Of a leave, text of a [`DayPart`]; the whole day where it is left out.
    pub part: String,
    /// A number with at most two decimals.
    pub amount: String,
    /// Text, code of a category, code of a currency, or `rule/cap`, as the kind asks.
    pub value: String,
    /// What people should know of it.
    pub note: String,
}

/// A checked circumstance, ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCircumstance {
    /// What it is.
    pub kind: CircumstanceKind,
    /// The first day.
    pub first_day: Option<NaiveDate>,
    /// The last day, itself included.
    pub last_day: Option<NaiveDate>,
    /// Of a leave, which part of each of its days.
    pub part: DayPart,
    /// A number in hundredths.
    pub amount: Option<i64>,
    /// A text as the kind has it.
    pub value: Option<String>,
    /// A note.
    pub note: Option<String>,
}

impl CircumstanceForm {
    /// Reads the form.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong: missing, given although the kind has no such
    /// field, or not as the kind asks.
    pub fn check(&self) -> Result<NewCircumstance> {
        let mut check = Check::default();
        let kind = check.choice("kind", &self.kind, CircumstanceKind::parse);
        let Some(kind) = kind else { return check.finish(None) };
        let fields = kind.fields();
        for (field, asked, text) in [
            ("first_day", fields.first_day, &self.first_day),
            ("last_day", fields.last_day, &self.last_day),
            ("amount", fields.amount, &self.amount),
            ("value", fields.value, &self.value),
        ] {
            match (asked, text.trim().is_empty()) {
                (Asked::Needed, true) => check.wrong(field, Code::Required),
                (Asked::No, false) => check.wrong(field, Code::NotAsked),
                _ => {}
            }
        }
        let first_day = check.optional_day("first_day", &self.first_day);
        let last_day = check.optional_day("last_day", &self.last_day);
        let part = match self.part.trim() {
            "" => Some(DayPart::Whole),
            text => check.choice("part", text, DayPart::parse),
        };
        if part.is_some_and(|part| part != DayPart::Whole) && !kind.is_leave() {
            check.wrong("part", Code::NotAsked);
        }
        let amount = check.take("amount", read_hundredths(&self.amount, 0..=100_000_000_000));
        let value = check.optional_text("value", &self.value, 100);
        let note = check.optional_lines("note", &self.note, 1000);
        if let (Some(Some(first)), Some(Some(last))) = (first_day, last_day)
            && last < first
        {
            check.wrong("last_day", Code::EndBeforeStart);
        }
        if let Some(Some(amount)) = amount
            && !right_amount(kind, amount)
        {
            check.wrong("amount", Code::OutOfRange);
        }
        if let Some(Some(value)) = &value
            && !right_value(kind, value)
        {
            check.wrong("value", Code::UnknownValue);
        }
        let value = (|| {
            Some(NewCircumstance {
                kind,
                first_day: first_day?,
                last_day: last_day?,
                part: part?,
                amount: amount?,
                value: value?,
                note: note?,
            })
        })();
        check.finish(value)
    }
}

/// Whether an amount in hundredths is one of a kind.
fn right_amount(kind: CircumstanceKind, amount: i64) -> bool {
    match kind {
        CircumstanceKind::FullTimePercent => (100..=10_000).contains(&amount) && amount % 100 == 0,
        CircumstanceKind::Activity => (100..=100_000).contains(&amount) && amount % 100 == 0,
        CircumstanceKind::Credit => (1..=100_000).contains(&amount),
        CircumstanceKind::ProjectMoney => amount > 0 && u32::try_from(amount).is_ok(),
        _ => true,
    }
}

fn right_value(kind: CircumstanceKind, value: &str) -> bool {
    match kind {
        CircumstanceKind::CategoryBefore => Category::parse(value).is_some(),
        CircumstanceKind::ProjectMoney => CURRENCIES.contains(&value),
        CircumstanceKind::Waiver => value
            .split_once('/')
            .is_some_and(|(rule, cap)| RuleId::parse(rule).is_some() && !cap.is_empty() && !cap.contains('/')),
        _ => true,
    }
}

impl From<&Circumstance> for CircumstanceForm {
    fn from(stored: &Circumstance) -> Self {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            kind: stored.kind.as_str().to_owned(),
            first_day: day(stored.first_day),
            last_day: day(stored.last_day),
            part: if stored.kind.is_leave() { stored.part.as_str().to_owned() } else { String::new() },
            amount: stored.amount.map(|amount| Decimal(amount).to_string()).unwrap_or_default(),
            value: text(&stored.value),
            note: text(&stored.note),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn form(kind: &str) -> CircumstanceForm {
        CircumstanceForm { kind: kind.to_owned(), ..Default::default() }
    }

    fn wrong(form: &CircumstanceForm) -> Vec<(String, Code)> {
        let Err(Error::Invalid(wrong)) = form.check() else { return Vec::new() };
        wrong.into_iter().map(|wrong| (wrong.field, wrong.code)).collect()
    }

    fn named(field: &str, code: Code) -> Vec<(String, Code)> {
        vec![(field.to_owned(), code)]
    }

    #[test]
    fn a_kind_asks_for_its_fields_and_takes_no_others() {
        let leave = form("parental_leave");
        let missing = [("first_day", Code::Required), ("last_day", Code::Required)];
        assert_eq!(wrong(&leave), missing.map(|(field, code)| (field.to_owned(), code)));
        let days = CircumstanceForm { first_day: "2026-03-01".into(), last_day: "2026-08-06".into(), ..leave };
        assert!(days.check().is_ok());
        let diagnosis = CircumstanceForm { value: "诊断".into(), ..days };
        assert_eq!(wrong(&diagnosis), named("value", Code::NotAsked), "nothing of health but the days");
        assert_eq!(wrong(&form("")), named("kind", Code::Required));
        assert_eq!(wrong(&form("pregnancy")), named("kind", Code::UnknownValue));
    }

    #[test]
    fn a_leave_of_one_day_is_right_and_one_that_ends_before_it_begins_is_not() {
        let day = CircumstanceForm { first_day: "2026-03-02".into(), ..form("sick_leave") };
        assert!(CircumstanceForm { last_day: "2026-03-02".into(), ..day.clone() }.check().is_ok());
        let turned = CircumstanceForm { last_day: "2026-03-01".into(), ..day };
        assert_eq!(wrong(&turned), named("last_day", Code::EndBeforeStart));
    }

    #[test]
    fn a_share_of_a_post_is_a_whole_number_from_1_to_100() {
        let share = |amount: &str| wrong(&CircumstanceForm { amount: amount.into(), ..form("full_time_percent") });
        for right in ["1", "60", "100", "50.0"] {
            assert_eq!(share(right), [], "{right}");
        }
        for (amount, code) in
            [("0", Code::OutOfRange), ("101", Code::OutOfRange), ("33.5", Code::OutOfRange), ("half", Code::NotANumber)]
        {
            assert_eq!(share(amount), named("amount", code), "{amount}");
        }
    }

    #[test]
    fn codes_are_codes_of_what_the_kind_names() {
        let before = CircumstanceForm { last_day: "2024-08-31".into(), ..form("category_before") };
        let value =
            |value: &str, form: &CircumstanceForm| wrong(&CircumstanceForm { value: value.into(), ..form.clone() });
        assert_eq!(value("public_course", &before), []);
        assert_eq!(value("公共课", &before), named("value", Code::UnknownValue));
        let money =
            CircumstanceForm { first_day: "2024-08-31".into(), amount: "200000".into(), ..form("project_money") };
        assert_eq!(value("TWD", &money), []);
        assert_eq!(value("EUR", &money), named("value", Code::UnknownValue));
        assert_eq!(value("us-mn-125h/work", &form("waiver")), []);
        for bad in ["us-mn-125h", "us-mn-125h/", "/work", "US/work", "a/b/c"] {
            assert_eq!(value(bad, &form("waiver")), named("value", Code::UnknownValue), "{bad}");
        }
    }

    #[test]
    fn what_is_stored_fills_the_form_that_stores_it_again() {
        let form = CircumstanceForm {
            first_day: "2025-06-30".into(),
            amount: "1.5".into(),
            value: "pedagogy".into(),
            note: "培训班".into(),
            ..form("credit")
        };
        let new = form.check().unwrap();
        assert_eq!(new.amount, Some(150));
        let stored = Circumstance {
            first_day: new.first_day,
            amount: new.amount,
            value: new.value,
            note: new.note,
            ..super::super::bare(1, new.kind)
        };
        assert_eq!(CircumstanceForm::from(&stored), form);
    }
}
