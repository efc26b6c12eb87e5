//! The rules, each with what comes of it and with the fields by which it is changed.

use domain::{
    duration::hours_text,
    policy::{Amount, Cap, Criterion, Decimal, Filter, Length, Measure, Per, Rule, Unit},
};

use super::{
    html::{self, Markup},
    outcome,
    state::{RuleRow, Table},
};
use crate::words::Words;

/// Workdays of a month as various authorities reckon them.
const MONTHS: [&str; 4] = ["20.83", "20.67", "20", "30"];

/// The units of time in which a target may be stated here.
const UNITS: [Unit; 5] = [Unit::Hour, Unit::ClassHour, Unit::Day, Unit::Week, Unit::Month];

/// What a rule is changed in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The number of the target of a criterion.
    Target,
    /// Its unit.
    Unit,
    /// The length of the window.
    Window,
    /// The cap of a day.
    Cap,
    /// Workdays of a month.
    Month,
}

pub(super) fn rules(out: &mut Markup, table: &Table) {
    out.raw("<section aria-labelledby=\"trial-rules-title\"><h3 id=\"trial-rules-title\">");
    out.text(table.words.trial_rules());
    out.raw("</h3><ul class=\"trial-rules\">");
    for (place, rule) in table.rules.iter().enumerate() {
        card(out, table, place, rule);
    }
    out.raw("</ul></section>");
}

fn card(out: &mut Markup, table: &Table, place: usize, rule: &RuleRow) {
    let w = table.words;
    let title = w.text(&rule.before.title);
    out.raw("<li class=\"card trial-rule\"");
    out.numbered("data-rule", "", place, "");
    out.numbered("id", "rule-", place, "-card");
    out.attribute("data-rule-id", rule.before.id.as_str());
    out.attribute("data-standing", outcome::tone(rule.is.status));
    out.raw("><div class=\"card-head\"><h4>");
    out.text(title);
    out.raw("</h4><span class=\"trial-turn\"");
    out.numbered("id", "rule-", place, "-status");
    out.raw(">");
    outcome::statuses(out, w, rule);
    out.raw("</span></div>");
    if !rule.before.verified {
        out.raw("<p class=\"trial-note\">");
        out.text(w.trial_unverified());
        out.raw("</p>");
    }
    out.raw("<div");
    out.numbered("id", "rule-", place, "-told");
    out.raw(">");
    outcome::told(out, table, rule);
    out.raw("</div><div class=\"trial-tools\">");
    out.button("button", "open-rule", &w.trial_of(w.trial_change_rule(), title));
    out.numbered("id", "rule-", place, "-open");
    out.numbered("aria-controls", "rule-", place, "");
    out.raw(" aria-expanded=\"false\">");
    out.text(w.trial_change_rule());
    out.raw("</button>");
    out.button("button button-quiet", "restore", &w.trial_of(w.trial_restore_rule(), title));
    out.numbered("id", "rule-", place, "-restore");
    out.raw(" hidden>");
    out.text(w.trial_restore_rule());
    out.raw("</button></div><div class=\"trial-panel\"");
    out.numbered("id", "rule-", place, "");
    out.raw(" hidden></div></li>");
}

/// Shows or hides the fields of a rule, drawn anew.
pub(super) fn unfold(table: &Table, place: usize, rule: &RuleRow) {
    let w = table.words;
    let id = format!("rule-{place}");
    let mut out = Markup::default();
    if rule.open {
        for number in 0..rule.now.criterion.len() {
            fields(&mut out, w, place, rule, number);
        }
        month_field(&mut out, w, place, rule);
    }
    html::put(&id, out);
    html::unfold(&id, rule.open, if rule.open { w.trial_close() } else { w.trial_change_rule() });
}

/// Shows where a rule can be put back.
pub(super) fn refresh(table: &Table) {
    for (place, rule) in table.rules.iter().enumerate() {
        if let Some(button) = html::element(&format!("rule-{place}-restore")) {
            drop(if rule.is_changed() {
                button.remove_attribute("hidden")
            } else {
                button.set_attribute("hidden", "")
            });
        }
    }
}

/// How long a month is. It says nothing where no target is stated in months, and is there all the same: the unit
/// beside it may become the month.
fn month_field(out: &mut Markup, w: Words, place: usize, rule: &RuleRow) {
    if rule.now.criterion.iter().any(|it| it.target.unit.measure() == Measure::Time) {
        let options = MONTHS.into_iter().map(|it| (it, it));
        let days = rule.now.reading.month_days.to_string();
        out.raw("<div class=\"trial-fields\">");
        html::select(out, &format!("rule-{place}-month"), "data-set=\"month\"", w.trial_month(), options, &days);
        out.raw("</div>");
    }
}

/// What may be changed of a criterion.
fn fields(out: &mut Markup, w: Words, place: usize, row: &RuleRow, number: usize) {
    let Some(criterion) = row.now.criterion.get(number) else { return };
    let id = |part: &str| format!("rule-{place}-{number}-{part}");
    let set = |part: &str| format!("data-set=\"{part}\" data-criterion=\"{number}\"");
    if let Some(title) = criterion.title.as_ref().filter(|_| row.now.criterion.len() > 1) {
        out.raw("<h5>");
        out.text(w.text(title));
        out.raw("</h5>");
    }
    out.raw("<div class=\"trial-fields\">");
    let target = criterion.target.amount.to_string();
    let bad = |most: u32| w.trial_bad_number(&most.to_string());
    html::number(out, &id("target"), &set("target"), w.trial_target(), &target, 99_999, &bad(99_999));
    let is_time = criterion.target.unit.measure() == Measure::Time;
    if is_time {
        let units = UNITS.into_iter().map(|unit| (unit.as_str(), unit_word(w, unit)));
        html::select(out, &id("unit"), &set("unit"), w.trial_unit(), units, criterion.target.unit.as_str());
    }
    if let Some(length) = criterion.window.length.filter(|length| !length.is_zero()) {
        let (word, value, most) = match length {
            Length { years, months: 0, days: 0 } => (w.trial_window_years(), u64::from(years), 50),
            Length { years, months, days: 0 } => (w.trial_window_months(), u64::from(years * 12 + months), 600),
            length => (w.trial_window_days(), length.about_days(), 18_000),
        };
        html::number(out, &id("window"), &set("window"), word, &value.to_string(), most, &bad(most));
    }
    if is_time {
        let cap = day_cap(&criterion.caps);
        let hours = cap.map_or_else(String::new, |cap| hours_text(cap.parts(row.now.reading)));
        html::number(out, &id("cap"), &set("cap"), w.trial_day_cap(), &hours, 24, &bad(24));
    }
    out.raw("</div>");
}

const fn unit_word(w: Words, unit: Unit) -> &'static str {
    match unit {
        Unit::ClassHour => w.trial_class_hours_unit(),
        Unit::Day => w.trial_days_unit(),
        Unit::Week => w.trial_weeks_unit(),
        Unit::Month => w.trial_months_unit(),
        _ => w.trial_hours_unit(),
    }
}

/// Changes a part of a rule; `number` is `None` for an empty field. Answers whether the value can be read.
pub(super) fn change(rule: &mut Rule, place: usize, part: Part, text: &str, number: Option<Decimal>) -> bool {
    if part == Part::Month {
        let known = number.filter(|_| MONTHS.contains(&text));
        rule.reading.month_days = known.unwrap_or(rule.reading.month_days);
        return known.is_some();
    }
    let Some(criterion) = rule.criterion.get_mut(place) else { return false };
    match (part, number) {
        (Part::Target, Some(number)) => criterion.target.amount = number,
        (Part::Window, Some(number)) => return change_window(criterion, number),
        (Part::Cap, number) => change_cap(criterion, number),
        (Part::Unit, _) => criterion.target.unit = Unit::parse(text).unwrap_or(criterion.target.unit),
        _ => return false,
    }
    true
}

/// Another length in the unit in which the rule states it; none for a part of one.
fn change_window(criterion: &mut Criterion, number: Decimal) -> bool {
    let (Ok(length), Some(before)) = (u32::try_from(number.0 / 100), criterion.window.length) else { return false };
    if length == 0 || number.0 % 100 != 0 {
        return false;
    }
    criterion.window.length = Some(match before {
        Length { months: 0, days: 0, .. } => Length::years(length),
        Length { days: 0, .. } => Length { months: length, ..Length::default() },
        _ => Length { days: length, ..Length::default() },
    });
    true
}

/// How much counts of a day at most, whatever it is spent on.
pub(super) fn day_cap(caps: &[Cap]) -> Option<Amount> {
    caps.iter().find(|cap| is_day_cap(cap)).map(|cap| cap.amount)
}

fn is_day_cap(cap: &Cap) -> bool {
    let Filter { directions, hosts, host_classes, forms, loads, areas, pre_approved } = &cap.filter;
    let of_all = directions.is_empty() && hosts.is_empty() && host_classes.is_empty() && forms.is_empty();
    let of_all = of_all && loads.is_empty() && areas.is_empty() && !pre_approved;
    cap.per == Per::Day && cap.amount.unit.measure() == Measure::Time && of_all
}

fn change_cap(criterion: &mut Criterion, hours: Option<Decimal>) {
    let Some(amount) = hours.map(|amount| Amount { amount, unit: Unit::Hour }) else {
        criterion.caps.retain(|cap| !is_day_cap(cap));
        return;
    };
    match criterion.caps.iter_mut().find(|cap| is_day_cap(cap)) {
        Some(cap) => cap.amount = amount,
        None => criterion.caps.push(Cap {
            id: "day".to_owned(),
            per: Per::Day,
            amount,
            filter: Filter::default(),
            waivable: false,
            clause: None,
        }),
    }
}
