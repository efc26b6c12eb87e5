use chrono::{Days, NaiveDate};
use proptest::{collection::vec, prelude::*};

use super::*;
use crate::{
    hours::Kind,
    id::PlacementId,
    organisation::OrganisationKind,
    person::Category,
    placement::Load,
    policy::{Evidence, Library, Measure, Particulars, Prepared, Reason, Source, Standing, Status},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn fact(day: NaiveDate, amount: u32) -> Fact {
    Fact {
        source: Source::Trial(7),
        placement: Some(PlacementId(3)),
        day: Some(day),
        span: None,
        measure: Measure::Time,
        amount,
        form: Kind::OnPost,
        host: OrganisationKind::Enterprise,
        direction: Direction::EnterprisePractice,
        load: Load::FullTime,
        trust: 4,
        standing: Standing::Confirmed,
        particulars: None,
    }
}

fn workdays(first: &str, number: usize) -> Vec<Fact> {
    let china = Calendar::china();
    let days = day(first).iter_days().filter(|day| china.kind(*day).is_workday());
    days.take(number).map(|day| fact(day, 480)).collect()
}

fn stint(facts: &[Fact]) -> Stint {
    Stint { name: "host".into(), placement: Some(PlacementId(3)), planned: false, facts: Compact::pack(facts) }
}

prop_compose! {
    fn any_fact()(
        after in 0u64..4_000, amount in 0u32..1_500, span in proptest::option::of((0u16..1_440, 1u16..1_440)),
        form in 0usize..3, claimed: bool, roster: bool,
    ) -> Fact {
        let particulars = Particulars { evidence: vec![Evidence::Roster], ..Particulars::default() };
        Fact {
            span: span.map(|(from, length)| (from, from + length)),
            form: Kind::ALL[form],
            standing: if claimed { Standing::Claimed } else { Standing::Confirmed },
            particulars: roster.then(|| Box::new(particulars)),
            ..fact(day("2016-01-01") + Days::new(after), amount)
        }
    }
}

proptest! {
    #[test]
    fn what_is_packed_comes_out_the_same(mut facts in vec(any_fact(), 0..60)) {
        facts.sort_by_key(|fact| (fact.day, fact.span));
        prop_assert_eq!(Compact::pack(&facts).unpack(7), facts);
    }
}

#[test]
fn ten_years_of_workdays_take_a_few_kilobytes() {
    let facts = workdays("2016-11-28", 2_500);
    let size = |facts: &[Fact]| Compact::pack(facts).days.len();
    assert!(size(&facts) < 5_000, "{}", size(&facts));
    let uneven: Vec<Fact> = (0u32..).zip(facts).map(|(n, fact)| Fact { amount: 400 + n * 7 % 90, ..fact }).collect();
    assert!(size(&uneven) < 20_000, "{}", size(&uneven));
}

#[test]
fn words_that_cannot_be_read_are_passed_over() {
    let torn = Compact { patterns: Vec::new(), days: "739000:480 x 1x9 :~@ 1~5".into() };
    assert_eq!(torn.unpack(0), []);
}

#[test]
fn a_stint_that_is_not_changed_keeps_its_facts() {
    let facts = workdays("2026-03-02", 10);
    let stint = stint(&facts);
    let edit = stint.as_it_stands().unwrap();
    assert_eq!((edit.first_day, edit.workdays, edit.day_minutes), (day("2026-03-02"), 10, 480));
    assert_eq!(stint.facts(edit, 7, Direction::EnterprisePractice, Calendar::china()), facts);
    let left_out = Edit { left_out: true, ..edit };
    assert_eq!(stint.facts(left_out, 7, Direction::EnterprisePractice, Calendar::china()), []);
}

#[test]
fn a_stint_moved_by_weeks_keeps_its_pattern() {
    let tuesdays: Vec<Fact> = (0..4).map(|week| fact(day("2026-03-03") + Days::new(week * 7), 240)).collect();
    let stint = stint(&tuesdays);
    let edit = Edit { first_day: day("2026-03-10"), form: Kind::Training, ..stint.as_it_stands().unwrap() };
    let moved = stint.facts(edit, 7, Direction::EnterprisePractice, Calendar::china());
    let expected: Vec<Fact> = tuesdays
        .into_iter()
        .map(|fact| Fact { day: fact.day.map(|day| day + Days::new(7)), form: Kind::Training, ..fact })
        .collect();
    assert_eq!(moved, expected);
}

#[test]
fn a_stint_that_is_laid_out_passes_over_the_national_holiday() {
    let edit = Edit {
        first_day: day("2026-09-28"),
        workdays: 6,
        day_minutes: 420,
        load: Load::PartTime,
        form: Kind::Visit,
        host: OrganisationKind::TrainingBase,
        left_out: false,
    };
    let facts = Stint::default().facts(edit, 2, Direction::EnterprisePractice, Calendar::china());
    let days: Vec<String> = facts.iter().filter_map(|fact| fact.day).map(|day| day.to_string()).collect();
    assert_eq!(days, ["2026-09-28", "2026-09-29", "2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10"]);
    assert!(facts.iter().all(|fact| fact.source == Source::Trial(2) && fact.amount == 420));
}

#[test]
fn a_stint_that_is_added_counts_and_a_higher_target_takes_it_back() {
    let subject = Subject::teacher(Category::ProfessionalCourse, None);
    let mut rule: Rule = toml::from_str(
        r#"
        id = "month"
        title = { zh = "月", en = "month" }
        authority = { zh = "院", en = "college" }
        document = "1"
        clause = { zh = "一", en = "1" }
        verified = true
        effective = { from = "2019-01-01" }
        criterion = [{ id = "a", window = { kind = "calendar_year" }, target = { amount = 1, unit = "month" } }]
        "#,
    )
    .unwrap();
    let facts = stint(&workdays("2026-03-02", 10)).facts.unpack(0);
    let added = Edit {
        first_day: day("2026-11-30"),
        workdays: 20,
        day_minutes: 480,
        load: Load::FullTime,
        form: Kind::OnPost,
        host: OrganisationKind::Enterprise,
        left_out: false,
    };
    let added = Stint::default().facts(added, 1, Direction::EnterprisePractice, Calendar::china());
    let status = |rule: &Rule, facts: Vec<Fact>, on: &str| {
        let prepared = Prepared::new(facts, true, true);
        let case = Case { subject: &subject, facts: &prepared, calendar: Calendar::china() };
        let judged = judge(rule, case, day(on), Depth::Lines);
        let criterion = judged.criteria[0].clone();
        (judged.status, sums(&criterion, prepared.facts()), runs(&criterion, prepared.facts(), 1))
    };
    assert_eq!(status(&rule, facts.clone(), "2026-12-31").0, Status::Short);
    let both: Vec<Fact> = facts.into_iter().chain(added).collect();
    assert_eq!(status(&rule, both.clone(), "2026-12-31").0, Status::Met);
    let (_, sums, runs) = status(&rule, both.clone(), "2026-12-15");
    let told: Vec<_> = sums.iter().map(|sum| (sum.reason, sum.amount)).collect();
    assert_eq!(told, [(Reason::Counted, 22 * 480), (Reason::AfterWindow, 8 * 480)]);
    let told: Vec<_> = runs.iter().map(|run| (run.sum.reason, run.parts, run.days)).collect();
    let range = |first, last| Some((day(first), day(last)));
    assert_eq!(
        told,
        [
            (Reason::Counted, 12, range("2026-11-30", "2026-12-15")),
            (Reason::AfterWindow, 8, range("2026-12-16", "2026-12-25")),
        ]
    );
    rule.criterion[0].target.amount = Decimal::whole(2);
    assert_eq!(status(&rule, both, "2026-12-31").0, Status::Short);
}

#[test]
fn decimals_are_read_as_people_type_them() {
    assert_eq!(read_decimal(" 30 "), Some(Decimal::whole(30)));
    assert_eq!(read_decimal("20.83"), Some(Decimal(2083)));
    assert_eq!(read_decimal("7.5"), Some(Decimal(750)));
    assert_eq!(read_decimal("."), None);
    assert_eq!(read_decimal("-1"), None);
    assert_eq!(read_decimal("1.234"), None);
    assert_eq!(read_decimal("123456"), None);
}

#[test]
fn a_bench_comes_out_of_its_text_the_same() {
    let library = Library::built_in().unwrap();
    let rules = library.packs().flat_map(|pack| pack.rule.clone());
    let rules: Vec<Applied> = rules.map(|rule| Applied { subject: 0, rule }).collect();
    assert!(rules.len() > 10);
    let bench = Bench {
        today: day("2026-11-24"),
        day: day("2026-12-31"),
        subjects: vec![Subject::teacher(Category::PublicCourse, Some(day("2014-09-01"))), Subject::default()],
        rules,
        calendar: Calendar::china().clone(),
        stints: vec![stint(&workdays("2016-11-28", 2_500)), Stint { name: "\"<华为>".into(), ..Stint::default() }],
        others: vec![Fact {
            day: None,
            measure: Measure::Credit,
            source: Source::Trial(0),
            ..fact(day("2026-01-01"), 90)
        }],
        direction: Direction::TeachingSecondment,
    };
    let text = bench.to_text();
    assert_eq!(Bench::from_text(&text), Some(bench));
    let torn = text.len() / 2;
    let torn = (0..=torn).rev().find(|end| text.is_char_boundary(*end)).unwrap();
    assert_eq!(Bench::from_text(&text[..torn]), None);
    assert_eq!(Bench::from_text(""), None);
}
