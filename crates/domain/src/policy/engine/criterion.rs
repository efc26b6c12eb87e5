//! One criterion judged: which parts of which facts count, what they add up to, until when it holds.

use chrono::NaiveDate;

use super::{
    Case, Depth, deadline, eligible,
    limits::{self, attendance_days},
    part::{Explanation, Part},
    range::{Range, prorating_days, range},
    totals::Totals,
    worth,
};
use crate::policy::{
    fact::Fact,
    judgement::{CriterionJudgement, Detail, Reason, SubResult, Warning},
    prepared::Slice,
    rule::{Bound, CategoryChange, Criterion, RestDays, Rule, SubTarget},
    subject::CategorySince,
    unit::Measure,
    window::{DayRange, WindowKind, day_before},
};

/// What is judged: one criterion of one rule for one person, by the facts up to and including `known`.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub rule: &'a Rule,
    pub criterion: &'a Criterion,
    pub case: Case<'a>,
    /// The last day whose facts are known; later ones do not count, whatever the day of judgement.
    pub known: NaiveDate,
    /// The sums of each day, where many windows are asked for; then the parts are left out.
    pub totals: Option<&'a Totals>,
}

/// The sums of a criterion on a day.
pub(super) struct Sums {
    pub range: Range,
    pub parts: Vec<Part>,
    pub full_target: i64,
    pub prorated_target: i64,
    pub target: i64,
    pub counted: i64,
    pub carried: i64,
    pub lapsed: i64,
    pub sub_targets: Vec<SubResult>,
    pub met: bool,
}

impl<'a> Question<'a> {
    /// By all facts there are.
    pub(super) const fn new(rule: &'a Rule, criterion: &'a Criterion, case: Case<'a>) -> Self {
        Self { rule, criterion, case, known: NaiveDate::MAX, totals: None }
    }

    /// The criterion judged as of a day.
    pub(super) fn judge(self, as_of: NaiveDate, depth: Depth) -> CriterionJudgement {
        let mut told = Explanation::new(depth == Depth::Lines);
        let criterion = self.criterion;
        let unit = criterion.target.unit;
        let open = criterion.requires.as_ref().is_none_or(|it| it.holds(self.case.subject, as_of));
        let range = if open { range(criterion, self.case.subject, as_of) } else { None };
        let Some(range) = range else {
            self.tell_everything(Reason::NotOpen, &mut told);
            return self.closed(as_of, told);
        };
        self.tell_unjudged(&mut told);
        let sums = self.sums(as_of, range, &mut told);
        // What a cap or another fact took whole has its line already; a fact of nothing has none yet.
        let empty = |part: &&Part| self.case.facts.fact(part.fact).is_some_and(|fact| fact.amount == 0);
        let left = |part: &&Part| part.amount > 0 || part.worth > 0 || empty(part);
        sums.parts.iter().filter(left).for_each(|part| told.counted(part));
        let deadline = deadline::deadline(self, as_of, &sums, depth);
        let window = sums.range.window;
        let counts_service = eligible::counts(criterion) == Measure::Service;
        let countable = DayRange { last_day: window.last_day.min(as_of), ..window };
        let service = if counts_service { self.served(countable).collect() } else { Vec::new() };
        let remaining = match criterion.bound {
            Bound::AtLeast => (sums.target - sums.counted).max(0),
            Bound::AtMost => (sums.counted - sums.target).max(0),
        };
        CriterionJudgement {
            criterion: criterion.id.clone(),
            measure: unit.measure(),
            unit,
            target: sums.target,
            full_target: sums.full_target,
            prorated_target: sums.prorated_target,
            counted: sums.counted,
            carried: sums.carried,
            lapsed: sums.lapsed,
            remaining,
            met: sums.met,
            open: true,
            window: sums.range.window,
            extended_days: sums.range.extended_days,
            deadline,
            warnings: self.warnings(&sums),
            sub_targets: sums.sub_targets,
            service,
            lines: told.into_lines(),
        }
    }

    /// The spans of service within the days that count.
    fn served(self, countable: DayRange) -> impl Iterator<Item = DayRange> {
        self.case.subject.service.iter().filter_map(move |span| span.common(countable))
    }

    /// What is not open to the person.
    pub(super) fn closed(self, as_of: NaiveDate, told: Explanation) -> CriterionJudgement {
        let unit = self.criterion.target.unit;
        let target = self.criterion.target.parts(self.rule.reading);
        CriterionJudgement {
            criterion: self.criterion.id.clone(),
            measure: unit.measure(),
            unit,
            target,
            full_target: target,
            prorated_target: target,
            counted: 0,
            carried: 0,
            lapsed: 0,
            remaining: target,
            met: false,
            open: false,
            window: DayRange { first_day: as_of, last_day: as_of },
            extended_days: 0,
            deadline: as_of,
            sub_targets: Vec::new(),
            service: Vec::new(),
            warnings: Vec::new(),
            lines: told.into_lines(),
        }
    }

    /// The sums as of a day, with the lines of what does not count.
    pub(super) fn sums(self, as_of: NaiveDate, range: Range, told: &mut Explanation) -> Sums {
        let Self { rule, criterion, case, known, .. } = self;
        let window = range.window;
        let countable = DayRange { last_day: window.last_day.min(as_of).min(known), ..window };
        let parts = if self.totals.is_some() { Vec::new() } else { self.parts(countable, as_of, told) };
        let own: i64 = if let Some(totals) = self.totals {
            totals.within(countable, 0)
        } else if eligible::counts(criterion) == Measure::Service {
            self.served(countable).map(|days| i64::from(days.days())).sum()
        } else {
            parts.iter().map(|part| part.worth).sum()
        };
        let (full_target, prorated_target, target) = self.targets(window, &parts);
        let (carried, lapsed) = self.carried(window);
        let counted = own + carried;
        let sub_target = |(place, sub): (usize, &SubTarget)| {
            let meant = |part: &&Part| case.facts.fact(part.fact).is_some_and(|fact| sub.filter.holds(fact));
            let counted = match self.totals {
                Some(totals) => totals.within(countable, place),
                None => parts.iter().filter(meant).map(|part| part.worth).sum(),
            };
            SubResult { id: sub.id.clone(), target: sub.amount.parts(rule.reading), counted }
        };
        let sub_targets: Vec<SubResult> = (1..).zip(&criterion.sub_targets).map(sub_target).collect();
        let met = match criterion.bound {
            Bound::AtLeast => counted >= target && sub_targets.iter().all(|sub| sub.counted >= sub.target),
            Bound::AtMost => counted <= target,
        };
        Sums { range, parts, full_target, prorated_target, target, counted, carried, lapsed, sub_targets, met }
    }

    /// What counts of each part within the days that count, in the order of days.
    pub(super) fn parts(self, countable: DayRange, as_of: NaiveDate, told: &mut Explanation) -> Vec<Part> {
        let Self { rule, criterion, case, .. } = self;
        let mut parts = self.eligible_parts(countable, as_of, told);
        if eligible::counts(criterion) == Measure::Time {
            limits::overlap(criterion, case.facts, &mut parts, told);
        }
        limits::caps(rule, criterion, case.subject, case.facts, &mut parts, told);
        worth::value(rule, criterion, countable, &mut parts, told);
        limits::window_caps(rule, criterion, case.subject, case.facts, &mut parts, told);
        parts
    }

    /// The parts that are of the right kind and lie within the days that count.
    fn eligible_parts(self, countable: DayRange, as_of: NaiveDate, told: &mut Explanation) -> Vec<Part> {
        let slices = &self.case.facts.slices;
        let from = slices.partition_point(|slice| slice.day < countable.first_day);
        let to = slices.partition_point(|slice| slice.day <= countable.last_day).max(from);
        let clip = self.criterion.window.clip;
        if told.wanted() {
            let edge = Some(Detail::Edge(countable.first_day));
            for slice in slices.get(..from).unwrap_or_default() {
                self.tell_outside(slice, Reason::BeforeWindow, edge, told);
            }
        }
        let mut parts = Vec::with_capacity(to - from);
        for slice in slices.get(from..to).unwrap_or_default() {
            // Without a cut at the edge a fact belongs to the day on which it began.
            if !clip && slice.continued && slice.day == countable.first_day {
                self.tell_outside(slice, Reason::BeforeWindow, Some(Detail::Edge(countable.first_day)), told);
            } else {
                self.take(slice, as_of, &mut parts, told);
            }
        }
        let next_day = countable.last_day.succ_opt();
        for slice in slices.get(to..).unwrap_or_default() {
            if !clip && slice.continued && Some(slice.day) == next_day && slice.day > countable.first_day {
                self.take(slice, as_of, &mut parts, told);
            } else if told.wanted() {
                self.tell_outside(slice, Reason::AfterWindow, Some(Detail::Edge(countable.last_day)), told);
            } else if Some(slice.day) > next_day {
                break;
            }
        }
        parts
    }

    /// A slice outside the window: what it is comes first, where it lies second.
    fn tell_outside(self, slice: &Slice, reason: Reason, detail: Option<Detail>, told: &mut Explanation) {
        match self.kind_of(slice) {
            Err(kind) => told.slice(slice, kind, None),
            Ok(_) => told.slice(slice, reason, detail),
        }
    }

    fn take(self, slice: &Slice, as_of: NaiveDate, parts: &mut Vec<Part>, told: &mut Explanation) {
        let Some(fact) = self.case.facts.fact(slice.fact) else { return };
        let mut kind = self.kind_of(slice);
        if kind.is_ok() && fact.measure == Measure::Attestation {
            let until = fact.particulars().and_then(|it| it.until);
            if until.is_some_and(|until| until < as_of) {
                kind = Err(Reason::NoLongerValid);
            }
        }
        match kind {
            Err(reason) => told.slice(slice, reason, None),
            Ok(reason) => parts.push(Part {
                fact: slice.fact,
                day: slice.day,
                until: slice.until,
                block: slice.block,
                conversion: eligible::conversion(self.criterion, fact).unwrap_or(u8::MAX),
                start: slice.start,
                amount: slice.amount,
                worth: 0,
                reason,
            }),
        }
    }

    fn kind_of(self, slice: &Slice) -> Result<Reason, Reason> {
        let fact: &Fact = self.case.facts.fact(slice.fact).ok_or(Reason::NoDate)?;
        eligible::kind_of(self.criterion, self.rule.reading, self.case.facts, slice, fact, self.case.calendar)
    }

    fn tell_unjudged(self, told: &mut Explanation) {
        if told.wanted() {
            for (place, reason) in &self.case.facts.unjudged {
                let fact = self.case.facts.fact(*place);
                told.push(*place, fact.and_then(|it| it.day), fact.map_or(0, |it| it.amount), 0, *reason, None);
            }
        }
    }

    /// Every fact with one reason: the rule or the criterion is not for this person.
    pub(super) fn tell_everything(self, reason: Reason, told: &mut Explanation) {
        if told.wanted() {
            self.tell_unjudged(told);
            self.case.facts.slices.iter().for_each(|slice| told.slice(slice, reason, None));
        }
    }

    /// How much the text asks, how much of it for the part of the window under the category, and how much is
    /// asked in the end.
    fn targets(self, window: DayRange, parts: &[Part]) -> (i64, i64, i64) {
        let Self { rule, criterion, case, .. } = self;
        let mut full = criterion.target.parts(rule.reading);
        if criterion.per_attendance_day {
            full = full.saturating_mul(attendance_days(parts).into());
        }
        let prorating = prorating_days(criterion, case.subject, window);
        if prorating > 0 {
            full = worth::share(full, window.days().saturating_sub(prorating), window.days());
        }
        let bound = |it: &&CategorySince| rule.population.categories.contains(&it.category);
        let since = case.subject.categories.last().filter(bound).and_then(|it| it.since);
        let prorated = match since {
            Some(since) if since > window.first_day && window.first_day > NaiveDate::MIN => {
                let under = DayRange { first_day: since.min(window.last_day), ..window };
                worth::share(full, under.days(), window.days())
            }
            _ => full,
        };
        (full, prorated, if criterion.category_change == CategoryChange::Prorated { prorated } else { full })
    }

    /// What the cycle before leaves to this one, and what of it lapses.
    fn carried(self, window: DayRange) -> (i64, i64) {
        let Some(carry) = &self.criterion.carry else { return (0, 0) };
        let cycles = matches!(
            self.criterion.window.kind,
            WindowKind::FixedCycle | WindowKind::LicenceCycle | WindowKind::CalendarYear | WindowKind::AcademicYear
        );
        let before = day_before(window.first_day);
        let range = range(self.criterion, self.case.subject, before).filter(|it| it.window.last_day < window.first_day);
        let Some(range) = range.filter(|_| cycles) else { return (0, 0) };
        let criterion = Criterion { carry: None, ..self.criterion.clone() };
        let sums = Question { criterion: &criterion, ..self }.sums(before, range, &mut Explanation::new(false));
        let surplus = (sums.counted - sums.target).max(0);
        let carried = surplus.min(carry.max.parts(self.rule.reading));
        (carried, surplus - carried)
    }

    fn warnings(self, sums: &Sums) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let first_block = sums.parts.first().map(|part| part.block);
        if self.criterion.contiguous_preferred && sums.parts.iter().any(|part| Some(part.block) != first_block) {
            warnings.push(Warning::NotContiguous);
        }
        // A workday of a year that is not announced may turn out to be a rest day.
        let provisional = |part: &&Part| part.reason == Reason::Counted && self.case.calendar.is_provisional(part.day);
        if sums.met && self.criterion.rest_days != RestDays::Count {
            let may_go: i64 = sums.parts.iter().rev().take_while(provisional).map(|part| part.worth).sum();
            if sums.counted - may_go < sums.target {
                warnings.push(Warning::CalendarNotAnnounced);
            }
        }
        if sums.lapsed > 0 {
            warnings.push(Warning::CarryLapses);
        }
        warnings
    }
}
