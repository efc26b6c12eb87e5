//! The terms of a rule one by one, in words: for its page, and to tell what differs from its parent.

use domain::policy::{CategoryChange, Criterion, Rule, Unit, WindowKind};

use crate::words::Words;

/// One field of a rule: what it is called, and what stands in it, a line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// What it is called.
    pub label: &'static str,
    /// What stands in it.
    pub lines: Vec<String>,
}

impl Term {
    fn new(label: &'static str, lines: Vec<String>) -> Self {
        Self { label, lines }
    }

    fn one(label: &'static str, line: impl Into<String>) -> Self {
        Self::new(label, vec![line.into()])
    }
}

/// The terms of the rule as a whole.
pub(super) fn of_rule(w: Words, rule: &Rule) -> Vec<Term> {
    let mut terms = vec![
        Term::one(w.term_population(), w.population(&rule.population)),
        Term::one(w.term_effective(), w.in_force_days(rule.effective.from, rule.effective.to)),
        Term::one(w.term_advisory(), if rule.advisory { w.term_advisory_yes() } else { w.term_advisory_no() }),
    ];
    let effects = rule.effects.iter().map(|effect| w.policy_effect_told(*effect).to_owned()).collect::<Vec<_>>();
    terms.push(match effects.is_empty() {
        true => Term::one(w.term_effects(), w.term_no_effects()),
        false => Term::new(w.term_effects(), effects),
    });
    terms.extend(w.need_told(rule).map(|need| Term::one(w.term_need(), need)));
    terms.extend(rule.grace.map(|grace| Term::one(w.term_grace(), w.term_grace_told(&w.length(grace)))));
    terms.extend(rule.reinstatement.as_ref().map(|id| Term::one(w.term_reinstatement(), id.as_str())));
    if !rule.approvals.is_empty() {
        let steps = rule.approvals.iter().map(|step| w.approval_told(step)).collect();
        terms.push(Term::new(w.term_approvals(), steps));
    }
    let may: Vec<&str> = rule.may_strengthen.iter().map(|field| w.strengthenable(*field)).collect();
    let may = if may.is_empty() { w.term_nothing().to_owned() } else { may.join(w.pick("、", ", ")) };
    terms.push(Term::one(w.term_may_strengthen(), may));
    terms.extend(rule.supersedes.as_ref().map(|id| Term::one(w.term_supersedes(), id.as_str())));
    terms.extend(rule.inherits.as_ref().map(|id| Term::one(w.term_inherits(), id.as_str())));
    terms
}

/// The terms of one criterion.
pub(super) fn of_criterion(w: Words, rule: &Rule, criterion: &Criterion) -> Vec<Term> {
    let target = w.target_told(criterion.target, criterion.bound, criterion.per_attendance_day);
    let target = match reckoned(w, rule, criterion) {
        Some(reckoned) => format!("{target}{}{reckoned}", w.pick("，合 ", ", that is ")),
        None => target,
    };
    let mut terms = vec![Term::one(w.term_target(), target), Term::new(w.term_window(), window(w, criterion))];
    if !criterion.sub_targets.is_empty() {
        let parts = criterion.sub_targets.iter().map(|part| w.sub_target_told(part)).collect();
        terms.push(Term::new(w.term_sub_targets(), parts));
    }
    terms.extend(criterion.counts.map(|measure| Term::one(w.term_counts(), w.measure(measure))));
    terms.extend(criterion.requires.as_ref().map(|who| Term::one(w.term_requires(), w.population(who))));
    terms.extend(eligible(w, criterion));
    if !criterion.convert.is_empty() {
        let told = |it| format!("{}{}{}", w.conversion_told(it), w.pick("，", ", "), w.rounding(it.rounding));
        terms.push(Term::new(w.term_convert(), criterion.convert.iter().map(told).collect()));
    }
    if !criterion.caps.is_empty() {
        terms.push(Term::new(w.term_caps(), criterion.caps.iter().map(|cap| w.cap_told(cap)).collect()));
    }
    terms.extend(criterion.carry.as_ref().map(|carry| Term::one(w.term_carry(), w.carry_told(carry))));
    terms.extend(w.pauses_told(criterion).map(|told| Term::one(w.term_pause(), told)));
    terms.push(Term::one(w.term_rest_days(), w.rest_days(criterion.rest_days)));
    terms.push(Term::one(w.term_travel_days(), w.travel_days(criterion.travel_days)));
    terms.push(Term::one(w.term_overlap(), w.prefer(criterion.overlap)));
    if criterion.category_change != CategoryChange::Full || !rule.population.categories.is_empty() {
        terms.push(Term::one(w.term_category_change(), w.category_change(criterion.category_change)));
    }
    if criterion.contiguous_preferred {
        terms.push(Term::one(w.term_contiguous(), w.term_contiguous_yes()));
    }
    terms.extend(criterion.clause.as_ref().map(|clause| Term::one(w.term_clause(), w.text(clause))));
    terms
}

/// What the target comes to in the parts that are counted; nothing where its text says so already.
fn reckoned(w: Words, rule: &Rule, criterion: &Criterion) -> Option<String> {
    let amount = criterion.target;
    let parts = amount.parts(rule.reading);
    match amount.unit {
        Unit::Day | Unit::ClassHour => Some(w.hours_exactly(parts)),
        Unit::Week | Unit::Month => Some(w.amount(parts, amount.unit, rule.reading)),
        _ => None,
    }
}

fn window(w: Words, criterion: &Criterion) -> Vec<String> {
    let window = &criterion.window;
    let mut lines = vec![w.window(window)];
    if window.kind == WindowKind::AcademicYear {
        lines.push(w.term_starts(window.starts.as_deref().unwrap_or("09-01")));
    }
    if !window.clip {
        lines.push(w.term_not_clipped().to_owned());
    }
    lines
}

/// Which facts count: each condition a term of its own, so that two rules can be set side by side.
fn eligible(w: Words, criterion: &Criterion) -> Vec<Term> {
    let it = &criterion.eligible;
    let comma = w.pick("、", ", ");
    let list = |items: Vec<&str>| if items.is_empty() { w.term_any().to_owned() } else { items.join(comma) };
    let forms = list(it.forms.iter().map(|form| w.kind(*form)).collect());
    let forms = match &it.forms_clause {
        Some(clause) => vec![forms, w.text(clause).to_owned()],
        None => vec![forms],
    };
    let mut terms = vec![
        Term::one(w.term_directions(), list(it.directions.iter().map(|way| w.direction(*way)).collect())),
        Term::one(w.term_hosts(), list(it.hosts.iter().map(|host| w.organisation_kind(*host)).collect())),
        Term::new(w.term_forms(), forms),
    ];
    let mut given = |label, items: Vec<String>| {
        if !items.is_empty() {
            terms.push(Term::one(label, items.join(comma)));
        }
    };
    given(w.term_host_classes(), it.host_classes.iter().map(|class| w.host_class(*class).to_owned()).collect());
    given(w.term_loads(), it.loads.iter().map(|load| w.release(*load).to_owned()).collect());
    given(w.term_areas(), it.areas.iter().map(|area| w.area(area)).collect());
    given(w.term_evidence(), it.evidence.iter().map(|evidence| w.evidence(*evidence).to_owned()).collect());
    given(w.term_trust(), it.trust_at_least.map(|least| w.term_trust_told(least)).into_iter().collect());
    given(w.term_min_block(), it.min_block.map(|least| w.stated(least)).into_iter().collect());
    given(w.term_max_block(), it.max_block.map(|most| w.stated(most)).into_iter().collect());
    let asked = [(it.pre_approved, w.term_pre_approved_yes()), (it.directed, w.term_directed_yes())];
    given(w.term_asked(), asked.into_iter().filter(|(asked, _)| *asked).map(|(_, text)| text.to_owned()).collect());
    terms
}

/// What a rule asks in one sentence, with what months and class hours come to: 近 5 年，不少于 6 个月（合 125 天）.
pub(super) fn asked(w: Words, rule: &Rule) -> Vec<String> {
    let several = rule.criterion.len() > 1;
    let line = |criterion: &Criterion| {
        let mut told = w.criterion_told(criterion);
        let amount = criterion.target;
        if matches!(amount.unit, Unit::Week | Unit::Month) {
            let short = w.amount_short(amount.parts(rule.reading), amount.unit, rule.reading);
            told.push_str(&w.rule_comes_to(&short));
        }
        match (several, &criterion.title) {
            (true, Some(title)) => format!("{}{}{told}", w.text(title), w.pick("：", ": ")),
            _ => w.capital(&told),
        }
    };
    rule.criterion.iter().map(line).collect()
}
