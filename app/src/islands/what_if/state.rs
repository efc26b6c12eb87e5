//! What somebody has changed, and how it is judged.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::{
    hours::Kind,
    organisation::OrganisationKind,
    placement::{Direction, Load},
    policy::{
        Fact, Judgement, Prepared, Rule,
        trial::{Bench, Edit, Stint},
    },
};

use super::rule::day_cap;
use crate::words::Words;

/// Workdays of a stint that is added.
const ADDED_WORKDAYS: u32 = 20;

/// The table on which things are tried out.
pub(super) struct Table {
    pub words: Words,
    bench: Bench,
    /// The day of judgement.
    pub day: NaiveDate,
    /// Whether hours that nobody has confirmed yet count.
    pub claims: bool,
    /// The stints.
    pub rows: Vec<Row>,
    /// The rules, in the order of the bench.
    pub rules: Vec<RuleRow>,
    facts: Prepared,
    /// What was last said of all that changed, as markup.
    pub told: String,
    /// The number of the next stint that is made: a number is never given twice.
    next: u32,
}

/// A stint as it stands and as it is tried out.
pub(super) struct Row {
    /// By which lines name it.
    pub number: u32,
    pub stint: Stint,
    /// As it stands; none for one that is made up.
    pub before: Option<Edit>,
    pub now: Edit,
    facts: Vec<Fact>,
    /// Whether its fields are shown.
    pub open: bool,
}

/// A rule as it stands and as it is tried out, and what comes of it.
pub(super) struct RuleRow {
    subject: usize,
    pub before: Rule,
    pub now: Rule,
    /// The judgement as things stand.
    pub was: Judgement,
    pub is: Judgement,
    /// Whether its fields are shown.
    pub open: bool,
}

impl Table {
    pub(super) fn new(words: Words, bench: Bench) -> Self {
        let facts = Prepared::default();
        let rules = bench.rules.iter().map(|applied| {
            let (rule, subject) = (applied.rule.clone(), applied.subject);
            let is = bench.judge(subject, &rule, &facts, bench.day);
            RuleRow { subject, before: rule.clone(), now: rule, was: is.clone(), is, open: false }
        });
        let rules = rules.collect();
        let mut table = Self {
            words,
            day: bench.day,
            bench,
            claims: true,
            rows: Vec::new(),
            rules,
            facts,
            told: String::new(),
            next: 0,
        };
        table.reset();
        table.rules.iter_mut().for_each(|rule| rule.was = rule.is.clone());
        table
    }

    /// Puts everything back as it stands.
    pub(super) fn reset(&mut self) {
        self.rows.clear();
        for stint in self.bench.stints.clone() {
            if let Some(edit) = stint.as_it_stands() {
                self.push(stint, edit, Some(edit));
            }
        }
        self.claims = true;
        self.day = self.bench.day;
        for rule in &mut self.rules {
            rule.now = rule.before.clone();
            rule.open = false;
        }
        self.judge();
    }

    fn push(&mut self, stint: Stint, now: Edit, before: Option<Edit>) {
        let number = self.next;
        self.next += 1;
        let open = before.is_none();
        let mut row = Row { number, stint, before, now, facts: Vec::new(), open };
        row.lay_out(&self.bench);
        self.rows.push(row);
    }

    /// Adds a stint of four weeks from the next Monday on, and answers its number.
    pub(super) fn add(&mut self) -> u32 {
        let number = self.next;
        let (host, form) = match self.bench.direction {
            Direction::EnterprisePractice => (OrganisationKind::Enterprise, Kind::OnPost),
            Direction::TeachingSecondment => (OrganisationKind::College, Kind::ClassHours),
        };
        let edit = Edit {
            first_day: next_monday(self.bench.today),
            workdays: ADDED_WORKDAYS,
            day_minutes: 480,
            load: Load::FullTime,
            form,
            host,
            left_out: false,
        };
        let added = self.rows.iter().filter(|row| row.before.is_none()).count() + 1;
        let name = self.words.trial_added(u32::try_from(added).unwrap_or_default());
        self.push(Stint { name, planned: true, ..Stint::default() }, edit, None);
        // Judged before it is over, it would not count.
        if let Some((_, last)) = self.row(number).and_then(Row::days) {
            self.day = self.day.max(last);
        }
        number
    }

    /// The day of judgement to begin with.
    pub(super) const fn day_before(&self) -> NaiveDate {
        self.bench.day
    }

    /// A stint by its number.
    pub(super) fn row(&self, number: u32) -> Option<&Row> {
        self.rows.iter().find(|row| row.number == number)
    }

    /// Changes a stint.
    pub(super) fn change(&mut self, number: u32, change: impl FnOnce(&mut Row)) {
        let bench = &self.bench;
        if let Some(row) = self.rows.iter_mut().find(|row| row.number == number) {
            change(row);
            row.lay_out(bench);
        }
    }

    /// Judges everything anew.
    pub(super) fn judge(&mut self) {
        let own = self.rows.iter().flat_map(|row| row.facts.iter().cloned());
        self.facts = Prepared::new(own.chain(self.bench.others.iter().cloned()).collect(), self.claims, true);
        for rule in &mut self.rules {
            rule.is = self.bench.judge(rule.subject, &rule.now, &self.facts, self.day);
        }
    }

    /// The facts, in the order that lines name them by.
    pub(super) fn facts(&self) -> &[Fact] {
        self.facts.facts()
    }
}

fn next_monday(day: NaiveDate) -> NaiveDate {
    day.iter_days().skip(1).find(|day| day.weekday() == Weekday::Mon).unwrap_or(day)
}

/// Whether a day is of this age: what one tries out lies between.
pub(super) fn is_of_this_age(day: NaiveDate) -> bool {
    (1990..=2100).contains(&day.year())
}

impl Row {
    fn lay_out(&mut self, bench: &Bench) {
        self.facts = self.stint.facts(self.now, self.number, bench.direction, &bench.calendar);
    }

    /// Moves it by weeks.
    pub(super) fn shift(&mut self, weeks: i64) {
        let by = Days::new(weeks.unsigned_abs() * 7);
        let day = self.now.first_day;
        let day = if weeks < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) };
        self.now.first_day = day.filter(|day| is_of_this_age(*day)).unwrap_or(self.now.first_day);
    }

    /// Whether it is not as it stands.
    pub(super) fn is_changed(&self) -> bool {
        self.before != Some(self.now)
    }

    /// Its first and last day; none when it has no day.
    pub(super) fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        days_of(&self.facts)
    }

    /// Its first and last day as it stands.
    pub(super) fn days_before(&self) -> Option<(NaiveDate, NaiveDate)> {
        days_of(&self.stint.facts.unpack(0))
    }
}

fn days_of(facts: &[Fact]) -> Option<(NaiveDate, NaiveDate)> {
    let days = || facts.iter().filter_map(|fact| fact.day);
    days().min().zip(days().max())
}

impl RuleRow {
    pub(super) fn is_changed(&self) -> bool {
        let parts = |rule: &Rule| {
            let of_criteria = rule.criterion.iter().map(|it| (it.target, it.window.length, day_cap(&it.caps)));
            (rule.reading.month_days, of_criteria.collect::<Vec<_>>())
        };
        parts(&self.before) != parts(&self.now)
    }
}
