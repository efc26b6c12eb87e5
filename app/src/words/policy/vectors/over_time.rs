//! The vectors that a single judgement does not show: other readings, later days, another version, another
//! college.

use chrono::Days;
use domain::{
    id::PlacementId,
    organisation::OrganisationKind,
    person::Category,
    policy::{
        Amount, Calendar, Case, CategoryChange, Decimal, Depth, Effective, Fact, Library, Particulars, Prepared, Rule,
        Source, Standing, Status, Subject, Text, Unit, forecast, judge,
    },
};

use super::{Told, day, judged, rule};

/// Facts of eight hours on so many workdays from a day on.
fn workdays(from: &str, count: usize) -> Vec<Fact> {
    let calendar = Calendar::china();
    let days = day(from).iter_days().filter(|day| {
        use chrono::{Datelike, Weekday};
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && calendar.kind(*day).is_workday()
    });
    let fact = |(number, on)| Fact {
        source: Source::Trial(number),
        placement: Some(PlacementId(1)),
        day: Some(on),
        span: None,
        measure: domain::policy::Measure::Time,
        amount: 480,
        form: domain::hours::Kind::OnPost,
        host: OrganisationKind::Enterprise,
        direction: domain::placement::Direction::EnterprisePractice,
        load: domain::placement::Load::FullTime,
        trust: 4,
        standing: Standing::Confirmed,
        particulars: None,
    };
    (0..).zip(days).take(count).map(fact).collect()
}

fn summers() -> Vec<Fact> {
    ["2022-07-04", "2023-07-03", "2024-07-01", "2025-07-07", "2026-07-06"]
        .into_iter()
        .flat_map(|from| workdays(from, 20))
        .collect()
}

fn teacher() -> Subject {
    Subject::teacher(Category::ProfessionalCourse, None)
}

fn text(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

/// The vectors of which a text is kept.
pub(super) fn told(library: &Library) -> Vec<(String, Told)> {
    let told = |number: &str, title: Text, rule: Rule, subject: &Subject, facts: Vec<Fact>, as_of: &str| {
        let (facts, judgement) = judged(&rule, subject, facts, day(as_of));
        (number.to_owned(), Told { title, rule, facts, judgement })
    };
    let (old, new) = versions(library);
    let (placed, moved) = (rule(library, "cn", "cn-2016-5y6m"), rule(library, "cn-qd", "cn-qd-2015"));
    let certificate = rule(library, "cn-engineers", "cn-special-operation");
    let facts = || workdays("2026-06-01", 22);
    let out = || workdays("2024-07-01", 44);
    let mut weeks = rule(library, "cn", "cn-2019-1m-year");
    weeks.reading.month_days = Decimal(2_000);
    let (year, five) = (rule(library, "cn", "cn-2019-1m-year"), rule(library, "cn", "cn-2016-5y6m"));
    let block = || workdays("2023-03-01", 130);
    vec![
        told(
            "1c",
            text(
                "每年暑假 20 个工作日：按每月 20 天，当年达标",
                "20 workdays each summer: enough for a month of 20 days",
            ),
            weeks,
            &teacher(),
            summers(),
            "2026-12-31",
        ),
        told(
            "2b",
            text(
                "2023 年一次完成 130 个工作日：2024 年的年度要求不足",
                "One block of 130 workdays in 2023: the year 2024 is short",
            ),
            year,
            &teacher(),
            block(),
            "2024-12-31",
        ),
        told(
            "2c",
            text(
                "2023 年一次完成 130 个工作日：2028-03-08 起不再达标",
                "One block of 130 workdays in 2023: below target from 2028-03-08 on",
            ),
            five,
            &teacher(),
            block(),
            "2028-03-08",
        ),
        told(
            "20a",
            text(
                "新版 2027-01-01 起施行：2026 年仍按旧版",
                "A new version from 2027-01-01: 2026 is judged by the old one",
            ),
            old,
            &teacher(),
            facts(),
            "2026-12-31",
        ),
        told(
            "20b",
            text(
                "同一实践放在 2027 年，按新版每年 30 天",
                "The same practice in 2027 by the new version, 30 days a year",
            ),
            new,
            &teacher(),
            workdays("2027-06-01", 22),
            "2027-12-31",
        ),
        told(
            "21",
            text("企业导师撤回一天的确认", "The mentor withdraws the confirmation of a day"),
            rule(library, "cn", "cn-2019-1m-year"),
            &teacher(),
            withdrawn(facts()),
            "2026-12-31",
        ),
        told(
            "22a",
            text("调动前：原校按国家规定", "Before the move: the national rule at the old college"),
            placed,
            &teacher(),
            out(),
            "2026-06-30",
        ),
        told(
            "22b",
            text("调动后：记录随人，新校按青岛规定", "After the move: the facts go along, Qingdao's rule judges them"),
            moved,
            &teacher(),
            out(),
            "2026-06-30",
        ),
        told(
            "24a",
            text(
                "特种作业证复审日在派驻期内：当天仍有效",
                "The certificate's review falls into the placement: it holds that day",
            ),
            certificate.clone(),
            &operator(),
            vec![permit()],
            "2026-06-30",
        ),
        told(
            "24b",
            text("特种作业证复审日的次日：不得作业", "The day after the review: no task"),
            certificate,
            &operator(),
            vec![permit()],
            "2026-07-01",
        ),
    ]
}

/// The yearly rule until 2026, and as it would be from 2027 on: 30 days.
fn versions(library: &Library) -> (Rule, Rule) {
    let mut old = rule(library, "cn", "cn-2019-1m-year");
    let mut new = old.clone();
    old.effective.to = Some(day("2027-01-01"));
    new.effective = Effective { from: day("2027-01-01"), to: None };
    new.criterion[0].target = Amount::new(30, Unit::Day);
    (old, new)
}

fn withdrawn(mut facts: Vec<Fact>) -> Vec<Fact> {
    facts[21].standing = Standing::Withdrawn;
    facts
}

fn operator() -> Subject {
    Subject { qualifications: vec!["special_operation_task".to_owned()], ..Subject::default() }
}

fn permit() -> Fact {
    let particulars = Particulars {
        area: Some("special_operation".to_owned()),
        until: Some(day("2026-06-30")),
        ..Particulars::default()
    };
    Fact {
        measure: domain::policy::Measure::Attestation,
        amount: 1,
        particulars: Some(Box::new(particulars)),
        ..workdays("2023-07-03", 1).remove(0)
    }
}

fn status(rule: &Rule, subject: &Subject, facts: Vec<Fact>, as_of: &str) -> Status {
    judged(rule, subject, facts, day(as_of)).1.status
}

#[test]
fn vector_1_a_month_of_20_days_is_met_in_each_year_and_one_of_20_67_in_none() {
    let library = Library::built_in().unwrap();
    let year = rule(&library, "cn", "cn-2019-1m-year");
    let read = |days: i64| {
        let mut rule = year.clone();
        rule.reading.month_days = Decimal(days);
        rule
    };
    for as_of in ["2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31", "2026-12-31"] {
        assert_eq!(status(&read(2_000), &teacher(), summers(), as_of), Status::Met, "{as_of}");
        assert_eq!(status(&read(2_067), &teacher(), summers(), as_of), Status::Short, "{as_of}");
    }
    // Six months are 120 to 130 workdays: 100 are short of each.
    for days in [120, 124, 125, 130] {
        let mut rule = rule(&library, "cn", "cn-2016-5y6m");
        rule.criterion[0].target = Amount::new(days, Unit::Day);
        assert_eq!(status(&rule, &teacher(), summers(), "2026-12-31"), Status::Short, "{days}");
    }
}

#[test]
fn vector_2_one_block_fails_the_yearly_rule_in_the_years_after_and_rolls_off_in_2028() {
    let library = Library::built_in().unwrap();
    let year = rule(&library, "cn", "cn-2019-1m-year");
    let block = || workdays("2023-03-01", 130);
    assert_eq!(status(&year, &teacher(), block(), "2023-12-31"), Status::Met);
    for as_of in ["2024-12-31", "2025-12-31", "2026-12-31"] {
        assert_eq!(status(&year, &teacher(), block(), as_of), Status::Short, "{as_of}");
    }
    let five = rule(&library, "cn", "cn-2016-5y6m");
    assert_eq!(status(&five, &teacher(), block(), "2028-03-07"), Status::Met);
    assert_eq!(status(&five, &teacher(), block(), "2028-03-08"), Status::Short);
}

#[test]
fn vector_10_the_plan_clears_the_gate_on_the_day_of_the_125th_workday() {
    let library = Library::built_in().unwrap();
    let rule = rule(&library, "cn-qd", "cn-qd-2015-newteacher");
    let mut subject = Subject::teacher(Category::NewTeacher, Some(day("2026-03-01")));
    subject.enterprise_experience = Some(false);
    let planned = workdays("2026-07-01", 63).into_iter().map(|fact| Fact { standing: Standing::Planned, ..fact });
    let facts = Prepared::new(workdays("2026-03-02", 62).into_iter().chain(planned).collect(), false, true);
    let case = Case { subject: &subject, facts: &facts, calendar: Calendar::china() };
    let forecast = forecast(&rule, case, day("2026-06-30"), day("2026-12-31"));
    assert_eq!(forecast.met_on, Some(day("2026-09-28")));
}

#[test]
fn vector_11_the_target_is_the_whole_or_its_share_as_the_rule_says() {
    let library = Library::built_in().unwrap();
    let mut rule = rule(&library, "cn", "cn-2016-5y6m");
    let mut subject = teacher();
    let since = |since: Option<&str>, category| domain::policy::CategorySince { since: since.map(day), category };
    subject.categories =
        vec![since(None, Category::PublicCourse), since(Some("2024-09-01"), Category::ProfessionalCourse)];
    let target = |rule: &Rule| {
        let (_, judgement) = judged(rule, &subject, workdays("2025-06-03", 60), day("2026-08-31"));
        (judgement.criteria[0].target, judgement.status)
    };
    assert_eq!(target(&rule), (125 * 480, Status::Short));
    rule.criterion[0].category_change = CategoryChange::Prorated;
    // 730 of the 1826 days of the window.
    assert_eq!(target(&rule), (23_987, Status::Met));
}

#[test]
fn vector_20_a_day_is_judged_by_the_version_in_force_on_it() {
    let library = Library::built_in().unwrap();
    let (old, new) = versions(&library);
    let in_force = |as_of: &str| if old.effective.on(day(as_of)) { &old } else { &new };
    assert_eq!(status(in_force("2026-12-31"), &teacher(), workdays("2026-06-01", 22), "2026-12-31"), Status::Met);
    assert_eq!(status(in_force("2027-12-31"), &teacher(), workdays("2027-06-01", 22), "2027-12-31"), Status::Short);
    // Nothing that is decided later changes what was judged before.
    assert_eq!(status(&old, &teacher(), workdays("2026-06-01", 22), "2026-12-31"), Status::Met);
}

#[test]
fn vector_21_a_withdrawn_confirmation_stays_as_a_line_that_does_not_count() {
    let library = Library::built_in().unwrap();
    let year = rule(&library, "cn", "cn-2019-1m-year");
    let (_, before) = judged(&year, &teacher(), workdays("2026-06-01", 21), day("2026-12-31"));
    let mut facts = workdays("2026-06-01", 21);
    facts[20].standing = Standing::Withdrawn;
    let (_, after) = judged(&year, &teacher(), facts, day("2026-12-31"));
    assert_eq!((before.status, after.status), (Status::Met, Status::Short));
    let (before, after) = (&before.criteria[0], &after.criteria[0]);
    assert_eq!(before.lines.len(), after.lines.len(), "nothing is dropped");
    assert_eq!(before.counted - after.counted, 480);
}

#[test]
fn vector_22_the_facts_go_with_the_person_and_other_rules_judge_them() {
    let library = Library::built_in().unwrap();
    let facts = || workdays("2024-07-01", 44);
    let national = rule(&library, "cn", "cn-2016-5y6m");
    let qingdao = rule(&library, "cn-qd", "cn-qd-2015");
    assert_eq!(status(&national, &teacher(), facts(), "2026-06-30"), Status::Short);
    assert_eq!(status(&qingdao, &teacher(), facts(), "2026-06-30"), Status::Met);
}

#[test]
fn vector_24_the_gate_is_foreseen_and_closes_the_day_after_the_review() {
    let library = Library::built_in().unwrap();
    let rule = rule(&library, "cn-engineers", "cn-special-operation");
    let (subject, facts) = (operator(), Prepared::new(vec![permit()], false, false));
    let case = Case { subject: &subject, facts: &facts, calendar: Calendar::china() };
    // A placement from June to August is warned of before it starts.
    let forecast = forecast(&rule, case, day("2026-05-25"), day("2026-08-31"));
    assert_eq!(forecast.falls_on, Some(day("2026-07-01")));
    let met = |on: &str| judge(&rule, case, day(on), Depth::Status).met;
    assert!(met("2026-06-30") && !met("2026-07-01"));
    assert_eq!(day("2026-06-30").checked_add_days(Days::new(1)), Some(day("2026-07-01")));
}
