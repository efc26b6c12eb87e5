//! What a target comes to by every reading of its unit that can be defended, the rule's own marked.

use domain::policy::{Amount, Criterion, Decimal, Reading, Rounding, Rule, Unit};
use leptos::prelude::*;

use crate::{
    ui::{
        layout::Section,
        table::{Cell, Column, Row, Table},
        tone::Tone,
    },
    words::Words,
};

/// Workdays of a month in hundredths, by every authority that names some.
const MONTHS: [i64; 4] = [2083, 2067, 2000, 2167];
/// Workdays of a week.
const WEEKS: [u32; 2] = [5, 6];
/// Minutes of a class hour.
const CLASS_HOURS: [u32; 3] = [45, 50, 60];

/// The readings as a section; nothing where the text leaves nothing to read.
pub(super) fn section(w: Words, rule: &Rule) -> Option<AnyView> {
    let (asked, target) = rule.criterion.iter().find_map(|it| Some((it.target, to_read(rule, it)?)))?;
    let own = rule.reading;
    let mut readings: Vec<Reading> = match target.unit {
        Unit::Month => MONTHS.map(|days| Reading { month_days: Decimal(days), ..own }).into(),
        Unit::Week => WEEKS.map(|week_days| Reading { week_days, ..own }).into(),
        _ => CLASS_HOURS.map(|class_hour_minutes| Reading { class_hour_minutes, ..own }).into(),
    };
    if !readings.contains(&own) {
        readings.insert(0, own);
    }
    let mut rows: Vec<AnyView> =
        readings.into_iter().map(|it| row(w, if it == own { asked } else { target }, it, it == own)).collect();
    if target.unit == Unit::Month {
        let days = Amount { unit: Unit::NaturalMonth, ..target }.parts(own);
        rows.push(told(w, w.reading_natural(), &w.natural_days(days), false));
    }
    let columns =
        vec![Column::text(w.rule_reading()), Column::number(w.rule_amounts_to()), Column::text(w.rule_reading_used())];
    let lead = w.rule_reads_lead(&w.stated(target));
    Some(
        view! {
            <Section id="reading" title=w.rule_reads() lead=lead>
                <Table caption=w.rule_reads() columns=columns>{rows}</Table>
            </Section>
        }
        .into_any(),
    )
}

/// The amount that has to be read: one of months, weeks or class hours; or the months of the title that a rule
/// has written as days by its own reading.
fn to_read(rule: &Rule, criterion: &Criterion) -> Option<Amount> {
    let target = criterion.target;
    match target.unit {
        Unit::Month | Unit::Week | Unit::ClassHour => Some(target),
        Unit::Day if rule.title.zh.contains("月") => {
            let months = Rounding::HalfUp.scale(target.amount.0, 1, rule.reading.month_days.0);
            let away = (months * rule.reading.month_days.0 - target.amount.0).abs();
            (months > 0 && away < 50).then(|| Amount::new(months, Unit::Month))
        }
        _ => None,
    }
}

fn row(w: Words, target: Amount, reading: Reading, used: bool) -> AnyView {
    // A target in days has months in its title.
    let unit = if target.unit == Unit::Day { Unit::Month } else { target.unit };
    let name = w.reading_of(unit, reading);
    told(w, &name, &w.amount(target.parts(reading), target.unit, reading), used)
}

fn told(w: Words, name: &str, amount: &str, used: bool) -> AnyView {
    let row = Row::new().title(w.rule_reading(), name, "").cell(Cell::Number, w.rule_amounts_to(), amount);
    if used {
        row.chip(w.rule_reading_used(), Tone::Met, None, w.rule_reading_used()).view().into_any()
    } else {
        row.cell(Cell::Text, w.rule_reading_used(), "").view().into_any()
    }
}
