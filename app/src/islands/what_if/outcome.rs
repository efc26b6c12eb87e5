//! What comes of it: one line that says what changed, and how each rule is told.

use chrono::{Datelike, NaiveDate};
use domain::policy::{
    Bound, CriterionJudgement, Judgement, Rule, Status,
    trial::{DayRun, Sum, runs, sums},
};

use super::{
    html::{self, Markup, percent},
    state::{RuleRow, Table},
};
use crate::words::Words;

pub(super) const fn tone(status: Status) -> &'static str {
    match status {
        Status::Met => "met",
        Status::AtRisk => "at-risk",
        Status::Short => "short",
        Status::Provisional => "provisional",
        Status::NotApplicable => "muted",
    }
}

fn chip(out: &mut Markup, w: Words, status: Status) {
    out.chip(tone(status), status != Status::NotApplicable, w.policy_status(status));
}

/// What changed, a line each: the day, and of each rule its status or at least its sums.
pub(super) fn summary(out: &mut Markup, table: &Table) {
    let w = table.words;
    let before = table.day_before();
    let day = (before != table.day).then(|| w.trial_day_moved(&w.day(before), &w.day(table.day)));
    let lines = day.into_iter().chain(table.rules.iter().filter_map(|rule| changed(w, rule)));
    let mut line = |text: &str| {
        out.raw("<li>");
        out.text(text);
        out.raw("</li>");
    };
    let mut none = true;
    for told in lines {
        line(&told);
        none = false;
    }
    if none {
        line(w.trial_same());
    }
}

/// What changed of one rule.
fn changed(w: Words, rule: &RuleRow) -> Option<String> {
    let title = w.text(&rule.before.title);
    if rule.was.status != rule.is.status {
        return Some(w.trial_turned(title, w.policy_status(rule.was.status), w.policy_status(rule.is.status)));
    }
    let (before, after) = rule.was.decisive().zip(rule.is.decisive())?;
    let was = |parts: i64| amount(w, &rule.before, before, parts);
    let is = |parts: i64| amount(w, &rule.now, after, parts);
    if before.counted != after.counted {
        Some(w.trial_counts(title, &was(before.counted), &is(after.counted)))
    } else if before.target != after.target {
        Some(w.trial_asked(title, &was(before.target), &is(after.target)))
    } else {
        None
    }
}

fn amount(w: Words, rule: &Rule, judged: &CriterionJudgement, parts: i64) -> String {
    w.amount_short(parts, judged.unit, rule.reading)
}

/// Draws what comes of it.
pub(super) fn refresh(table: &mut Table) {
    let mut out = Markup::default();
    summary(&mut out, table);
    html::put_new("trial-summary", &out, &mut table.told);
    for (place, rule) in table.rules.iter().enumerate() {
        let mut out = Markup::default();
        statuses(&mut out, table.words, rule);
        html::put(&format!("rule-{place}-status"), out);
        let mut out = Markup::default();
        told(&mut out, table, rule);
        html::put(&format!("rule-{place}-told"), out);
        if let Some(card) = html::element(&format!("rule-{place}-card")) {
            drop(card.set_attribute("data-standing", tone(rule.is.status)));
        }
    }
}

/// The status before and now.
pub(super) fn statuses(out: &mut Markup, w: Words, rule: &RuleRow) {
    if rule.was.status != rule.is.status {
        out.raw("<span class=\"visually-hidden\">");
        out.text(w.trial_before());
        out.raw(" </span>");
        chip(out, w, rule.was.status);
        out.raw("<span aria-hidden=\"true\">→</span><span class=\"visually-hidden\"> ");
        out.text(w.trial_after());
        out.raw(" </span>");
    }
    chip(out, w, rule.is.status);
}

/// How much counts of how much, what is missing and until when; then the reasons.
pub(super) fn told(out: &mut Markup, table: &Table, rule: &RuleRow) {
    let w = table.words;
    let Some(main) = rule.is.decisive().filter(|_| rule.is.status != Status::NotApplicable) else { return };
    let figure = |of: &Rule, it: &CriterionJudgement| w.amount_of(it.counted, it.target, it.unit, of.reading);
    let after = figure(&rule.now, main);
    out.raw("<p class=\"trial-figure\"><b>");
    out.text(&after);
    out.raw("</b>");
    let before = rule.was.decisive().map(|it| figure(&rule.before, it)).filter(|before| *before != after);
    if let Some(before) = before {
        out.raw("<span class=\"sub\">");
        out.text(&w.trial_was(&before));
        out.raw("</span>");
    }
    out.raw("</p><svg class=\"bar\" width=\"100%\" height=\"12\" aria-hidden=\"true\"");
    out.attribute("data-tone", tone(rule.is.status));
    out.raw("><rect class=\"bar-rest\" x=\"0\" y=\"2\" width=\"100%\" height=\"8\" rx=\"4\"></rect>");
    out.raw("<rect class=\"bar-done\" x=\"0\" y=\"2\" height=\"8\" rx=\"4\"");
    out.attribute("width", &percent(main.counted.saturating_mul(10_000) / main.target.max(1)));
    out.raw("></rect></svg><p class=\"trial-rest\">");
    out.text(&rest(w, &rule.now, &rule.is, main));
    out.raw("</p>");
    let others = || rule.is.criteria.iter().filter(|it| it.criterion != main.criterion);
    if others().next().is_some() {
        out.raw("<ul class=\"trial-others\">");
        for other in others() {
            let title = rule.now.criterion(&other.criterion).and_then(|it| it.title.as_ref());
            out.raw("<li>");
            out.text(title.map_or(other.criterion.as_str(), |title| w.text(title)));
            out.raw(" ");
            out.text(&figure(&rule.now, other));
            out.raw("</li>");
        }
        out.raw("</ul>");
    }
    reasons(out, table, &rule.now, main);
}

/// What is missing, the deadline and the window.
fn rest(w: Words, rule: &Rule, judgement: &Judgement, main: &CriterionJudgement) -> String {
    let of_parts = main.sub_targets.iter().map(|sub| sub.target - sub.counted).max().unwrap_or(0);
    let missing = main.remaining.max(of_parts);
    let at_most = rule.criterion(&main.criterion).is_some_and(|it| it.bound == Bound::AtMost);
    let mut told = match (missing > 0, at_most) {
        (false, _) => w.trial_enough().to_owned(),
        (true, false) => w.trial_missing(&amount(w, rule, main, missing)),
        (true, true) => w.trial_above(&amount(w, rule, main, missing)),
    };
    let is_known = |day: NaiveDate| (1900..2200).contains(&day.year());
    let deadline = judgement.deadline();
    if is_known(deadline) {
        let day = w.day(deadline);
        told += " · ";
        told += &if judgement.met { w.trial_until(&day) } else { w.trial_deadline(&day) };
    }
    if is_known(main.window.first_day) && is_known(main.window.last_day) {
        told += " · ";
        told += &w.trial_window(&w.days(main.window.first_day, main.window.last_day));
    }
    told
}

fn reasons(out: &mut Markup, table: &Table, rule: &Rule, main: &CriterionJudgement) {
    let w = table.words;
    let sums = sums(main, table.facts());
    if sums.is_empty() {
        out.raw("<p class=\"trial-note\">");
        out.text(w.trial_no_facts());
        out.raw("</p>");
        return;
    }
    out.raw("<ul class=\"trial-reasons\"");
    out.attribute("aria-label", w.trial_reasons());
    out.raw(">");
    for sum in &sums {
        item(out, sum);
        out.text(w.policy_reason(sum.reason));
        out.raw("</span><b>");
        out.text(&size(w, rule, main, sum));
        out.raw("</b></li>");
    }
    out.raw("</ul>");
    for row in table.rows.iter().filter(|row| row.is_changed()) {
        let runs = runs(main, table.facts(), row.number);
        if runs.is_empty() {
            continue;
        }
        out.raw("<p class=\"trial-of\">");
        out.text(&row.stint.name);
        out.raw("</p><ul class=\"trial-lines\"");
        out.attribute("aria-label", &row.stint.name);
        out.raw(">");
        runs.iter().for_each(|run| line(out, w, rule, main, run));
        out.raw("</ul>");
    }
}

/// Begins an item of a list of reasons, with its first part.
fn item(out: &mut Markup, sum: &Sum) {
    out.raw(if sum.reason.counts() { "<li data-counts><span>" } else { "<li><span>" });
}

/// A sum in the facts' own measure; with what it is worth where that is something else.
fn size(w: Words, rule: &Rule, main: &CriterionJudgement, sum: &Sum) -> String {
    if sum.measure == main.measure {
        return amount(w, rule, main, if sum.reason.counts() { sum.counted } else { sum.amount });
    }
    let own = w.measured(rule, sum.amount, sum.measure);
    if sum.counted > 0 { format!("{own} · {}", w.trial_of_which(&amount(w, rule, main, sum.counted))) } else { own }
}

/// A few days of a stint that was changed, with one reason.
fn line(out: &mut Markup, w: Words, rule: &Rule, main: &CriterionJudgement, run: &DayRun) {
    item(out, &run.sum);
    if let Some((first, last)) = run.days {
        out.text(&if first == last { first.to_string() } else { w.days(first, last) });
        out.raw(" · ");
    }
    out.text(&w.trial_times(run.parts));
    out.raw("</span><b>");
    out.text(&size(w, rule, main, &run.sum));
    out.raw("</b><span class=\"sub\">");
    out.text(w.policy_reason(run.sum.reason));
    out.raw("</span></li>");
}
