//! Nobody meets a child who fails its parent, whatever the child changes: tried out on random rules and people.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use crate::{
    hours::Kind,
    id::PlacementId,
    person::Category,
    placement::{Direction, Load},
    policy::{
        Amount, Bound, Calendar, Cap, Case, Conversion, Criterion, Depth, Fact, Filter, Length, Measure, Per, Prepared,
        Rounding, Rule, Source, Standing, Strengthenable, SubTarget, Subject, Text, Unit, WindowKind, judge,
        weakenings,
    },
};

/// What a rule of this test is made of.
#[derive(Clone, Debug)]
struct Made {
    window: (WindowKind, u32),
    target_days: i64,
    day_minutes: u32,
    forms: Vec<Kind>,
    trust: u8,
    min_block: i64,
    cap_hours: Option<i64>,
    window_cap_days: Option<i64>,
    visit_hours: i64,
    full_time_days: Option<i64>,
    carry_days: Option<i64>,
}

impl Made {
    fn rule(&self, bound: Bound) -> Rule {
        let mut rule = super::super::engine::rule(self.window.0, None, Amount::new(self.target_days, Unit::Day));
        rule.may_strengthen = Strengthenable::ALL.to_vec();
        rule.reading.day_minutes = self.day_minutes;
        rule.criterion = rule.criterion.into_iter().map(|criterion| self.criterion(criterion, bound)).collect();
        rule
    }

    fn criterion(&self, mut it: Criterion, bound: Bound) -> Criterion {
        let cap = |per: Per, amount: Amount| Cap {
            id: per.to_string(),
            per,
            amount,
            filter: Filter::default(),
            waivable: false,
            clause: None,
        };
        it.bound = bound;
        it.window.length = Some(Length { years: 0, months: self.window.1, days: 0 });
        it.window.anchor = (it.window.kind == WindowKind::FixedCycle).then(first);
        it.eligible.forms.clone_from(&self.forms);
        it.eligible.trust_at_least = Some(self.trust);
        it.eligible.min_block = Some(Amount::new(self.min_block, Unit::AttendanceDay));
        it.caps = self.cap_hours.map(|hours| cap(Per::Day, Amount::new(hours, Unit::Hour))).into_iter().collect();
        it.caps.extend(self.window_cap_days.map(|days| cap(Per::Window, Amount::new(days, Unit::Day))));
        it.convert = vec![Conversion {
            from: Amount::new(self.visit_hours, Unit::Hour),
            to: Amount::new(1, Unit::Hour),
            filter: Filter { forms: vec![Kind::Visit], ..Filter::default() },
            rounding: Rounding::Down,
        }];
        // A cap takes what comes last, so that a fact that is left out makes room for one of another kind: with
        // caps, how much counts of one kind may rise where less counts in all.
        let parts = bound == Bound::AtLeast && it.caps.is_empty();
        let part = |days| SubTarget {
            id: "full-time".to_owned(),
            title: Text::default(),
            filter: Filter { loads: vec![Load::FullTime], ..Filter::default() },
            amount: Amount::new(days, Unit::Day),
        };
        it.sub_targets = self.full_time_days.filter(|_| parts).map(part).into_iter().collect();
        it.carry = self
            .carry_days
            .filter(|_| it.window.kind == WindowKind::FixedCycle)
            .map(|days| crate::policy::Carry { max: Amount::new(days, Unit::Day) });
        it
    }
}

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 1, 1).unwrap()
}

fn made() -> impl Strategy<Value = Made> {
    let forms = prop::sample::subsequence(vec![Kind::OnPost, Kind::Visit, Kind::Training], 0..=3);
    let kind = prop::sample::select(vec![WindowKind::Rolling, WindowKind::FixedCycle]);
    let window = (kind, prop::sample::select(vec![6u32, 9, 12, 24]));
    let days = prop::sample::select(vec![480u32, 420]);
    let some = |most: i64| prop::option::of(1..most);
    (window, 1..12i64, days, forms, 2..5u8, 1..4i64, some(9), some(14), 1..4i64, some(6), some(5)).prop_map(
        |(window, target_days, day_minutes, forms, trust, min_block, cap, window_cap, visit, full_time, carry)| Made {
            window,
            target_days,
            day_minutes,
            forms,
            trust,
            min_block,
            cap_hours: cap,
            window_cap_days: window_cap,
            visit_hours: visit,
            full_time_days: full_time,
            carry_days: carry,
        },
    )
}

/// The parent with some of its parts taken from another rule.
fn changed(parent: &Made, other: &Made, parts: u16) -> Made {
    let mut child = parent.clone();
    let mut part = |place: u16, change: &dyn Fn(&mut Made)| {
        if parts & (1 << place) != 0 {
            change(&mut child);
        }
    };
    part(0, &|it| it.window.1 = other.window.1);
    part(1, &|it| it.target_days = other.target_days);
    part(2, &|it| it.day_minutes = other.day_minutes);
    part(3, &|it| it.forms.clone_from(&other.forms));
    part(4, &|it| it.trust = other.trust);
    part(5, &|it| it.min_block = other.min_block);
    part(6, &|it| it.cap_hours = other.cap_hours);
    part(7, &|it| it.window_cap_days = other.window_cap_days);
    part(8, &|it| it.visit_hours = other.visit_hours);
    part(9, &|it| it.full_time_days = other.full_time_days);
    part(10, &|it| it.carry_days = other.carry_days);
    child
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let kinds = prop::sample::select(vec![Kind::OnPost, Kind::OnPost, Kind::Visit, Kind::Training]);
    let loads = prop::sample::select(vec![Load::FullTime, Load::PartTime]);
    let one = (0..900u64, 1..6u64, 2..11u32, kinds, loads, 2..6u8, 1..4i64).prop_map(
        |(from, days, hours, form, load, trust, placement)| {
            (from..from + days).map(move |day| Fact {
                source: Source::Trial(0),
                placement: Some(PlacementId(placement)),
                day: first().checked_add_days(Days::new(day)),
                span: None,
                measure: Measure::Time,
                amount: hours * 60,
                form,
                host: crate::organisation::OrganisationKind::Enterprise,
                direction: Direction::EnterprisePractice,
                load,
                trust,
                standing: Standing::Confirmed,
                particulars: None,
            })
        },
    );
    prop::collection::vec(one, 0..12).prop_map(|all| all.into_iter().flatten().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn nobody_meets_a_child_who_fails_its_parent(
        parent in made(),
        other in made(),
        parts in 0..2048u16,
        at_most in any::<bool>(),
        facts in facts(),
        days in prop::collection::vec(0..1000u64, 12),
    ) {
        let bound = if at_most { Bound::AtMost } else { Bound::AtLeast };
        // A whole random change is nearly always a weakening, so that parts of it are tried as well.
        let mut children: Vec<Rule> = (0..11u16).map(|place| changed(&parent, &other, 1 << place).rule(bound)).collect();
        children.push(changed(&parent, &other, parts).rule(bound));
        let parent = parent.rule(bound);
        let subject = Subject::teacher(Category::ProfessionalCourse, None);
        let (facts, calendar) = (Prepared::new(facts, false, false), Calendar::default());
        let case = Case { subject: &subject, facts: &facts, calendar: &calendar };
        for child in children.iter().filter(|child| weakenings(&parent, child).is_empty()) {
            for as_of in days.iter().filter_map(|day| first().checked_add_days(Days::new(*day))) {
                let met = |rule: &Rule| judge(rule, case, as_of, Depth::Status).met;
                prop_assert!(!met(child) || met(&parent), "{as_of} {:#?}", child.criterion);
            }
        }
    }
}
