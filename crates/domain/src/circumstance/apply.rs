//! From circumstances to what the policy engine judges by.

use chrono::NaiveDate;

use super::{Circumstance, CircumstanceKind};
use crate::{
    calendar::DayPart,
    hours::Kind,
    organisation::OrganisationKind,
    person::Category,
    placement::{Direction, Load},
    policy::{
        CategorySince, DayRange, Event, Fact, Leave, LeaveKind, Licence, Measure, Particulars, Source, Standing,
        Subject,
    },
};

/// The trust of what the own college has confirmed.
const TRUST: u8 = 2;

/// Adds what a person's circumstances say to the subject and the facts, which know the employments and the
/// hours already. The order of the circumstances does not matter; leaves and service are put in order.
pub fn apply(subject: &mut Subject, facts: &mut Vec<Fact>, circumstances: &[Circumstance]) {
    let mut sorted: Vec<&Circumstance> = circumstances.iter().collect();
    sorted.sort_by_key(|it| (it.first_day, it.last_day, it.id));
    let mut before = Vec::new();
    for it in sorted {
        add_to_subject(subject, it, &mut before);
        facts.extend(fact(it));
    }
    categories(subject, before);
    subject.leaves.sort_by_key(|leave| (leave.days.first_day, leave.days.last_day));
    subject.service = in_order(std::mem::take(&mut subject.service));
}

/// What is said more than once holds as it was said for the latest day.
fn add_to_subject(subject: &mut Subject, it: &Circumstance, before: &mut Vec<(NaiveDate, Category)>) {
    if let Some(kind) = leave_kind(it.kind) {
        // Rules know whole days alone: who is away for the morning has not left.
        let days = span(it).filter(|_| it.part == DayPart::Whole);
        subject.leaves.extend(days.map(|days| Leave { kind, days }));
        return;
    }
    match it.kind {
        CircumstanceKind::TeachingService => {
            let last_day = it.last_day.unwrap_or(NaiveDate::MAX);
            subject.service.extend(it.first_day.map(|first_day| DayRange { first_day, last_day }));
        }
        CircumstanceKind::TeachingStart => happened(subject, Event::TeachingStart, it.first_day),
        CircumstanceKind::TitleApplication => happened(subject, Event::Application, it.first_day),
        CircumstanceKind::EnterpriseExperience => subject.enterprise_experience = Some(true),
        CircumstanceKind::NoEnterpriseExperience => {
            subject.enterprise_experience.get_or_insert(false);
        }
        CircumstanceKind::CategoryBefore => {
            before.extend(it.last_day.zip(it.value.as_deref().and_then(Category::parse)));
        }
        CircumstanceKind::FullTimePercent => {
            let percent = it.amount.and_then(|amount| u8::try_from(amount / 100).ok());
            subject.full_time_percent = percent.or(subject.full_time_percent);
        }
        CircumstanceKind::Qualification => {
            subject.qualifications.extend(it.value.clone());
        }
        CircumstanceKind::Licence => {
            // A licence that was renewed is as new; its lapse, if it has one, comes after it in order.
            let renewed = it.first_day.map(|issued_on| Licence { issued_on, lapsed_on: None });
            subject.licence = renewed.or(subject.licence);
        }
        CircumstanceKind::LicenceLapsed => {
            if let Some(licence) = &mut subject.licence {
                licence.lapsed_on = it.first_day;
            }
        }
        CircumstanceKind::Waiver => subject.waivers.extend(it.value.clone()),
        _ => {}
    }
}

fn happened(subject: &mut Subject, event: Event, day: Option<NaiveDate>) {
    if let Some(day) = day {
        subject.events.insert(event, day);
    }
}

const fn leave_kind(kind: CircumstanceKind) -> Option<LeaveKind> {
    match kind {
        CircumstanceKind::ParentalLeave => Some(LeaveKind::Parental),
        CircumstanceKind::SickLeave => Some(LeaveKind::Sick),
        CircumstanceKind::StudyLeave => Some(LeaveKind::Study),
        CircumstanceKind::OtherLeave => Some(LeaveKind::Other),
        _ => None,
    }
}

fn span(it: &Circumstance) -> Option<DayRange> {
    it.first_day.zip(it.last_day).map(|(first_day, last_day)| DayRange { first_day, last_day })
}

/// Puts the former categories in front of those the subject has; who has none now has no former ones either.
fn categories(subject: &mut Subject, mut before: Vec<(NaiveDate, Category)>) {
    before.sort_by_key(|(last_day, _)| *last_day);
    let Some(&(last, _)) = before.last() else { return };
    let Some(present) = subject.categories.first_mut() else { return };
    let next = |day: NaiveDate| day.succ_opt().unwrap_or(NaiveDate::MAX);
    present.since = Some(present.since.map_or(next(last), |since| since.max(next(last))));
    let mut since = None;
    let mut all = Vec::with_capacity(before.len() + subject.categories.len());
    for (last_day, category) in before {
        all.push(CategorySince { since, category });
        since = Some(next(last_day));
    }
    all.append(&mut subject.categories);
    subject.categories = all;
}

/// The same days as spans in order without overlap.
fn in_order(mut spans: Vec<DayRange>) -> Vec<DayRange> {
    spans.sort_by_key(|span| (span.first_day, span.last_day));
    let mut joined: Vec<DayRange> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.first_day <= last.last_day.succ_opt().unwrap_or(NaiveDate::MAX) => {
                last.last_day = last.last_day.max(span.last_day);
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// What counts of a circumstance: credits, money, times, a finding. Spans of service belong to the person.
fn fact(it: &Circumstance) -> Option<Fact> {
    let hundredths = || it.amount.and_then(|amount| u32::try_from(amount).ok());
    let (measure, amount, form) = match it.kind {
        CircumstanceKind::Credit => (Measure::Credit, hundredths()?, Kind::Training),
        CircumstanceKind::ProjectMoney => (Measure::Money, hundredths()?, Kind::Research),
        CircumstanceKind::Activity => (Measure::Count, hundredths()? / 100, Kind::OnPost),
        CircumstanceKind::Attestation => (Measure::Attestation, 1, Kind::OnPost),
        _ => return None,
    };
    let until = if it.kind == CircumstanceKind::Attestation { it.last_day } else { None };
    let particulars = Particulars { area: it.value.clone(), until, ..Particulars::default() };
    Some(Fact {
        source: Source::Circumstance(it.id.0),
        placement: None,
        day: it.first_day,
        span: None,
        measure,
        amount,
        form,
        host: OrganisationKind::Enterprise,
        direction: Direction::EnterprisePractice,
        load: Load::FullTime,
        trust: TRUST,
        standing: Standing::Confirmed,
        particulars: (particulars != Particulars::default()).then(|| Box::new(particulars)),
    })
}

#[cfg(test)]
mod tests {
    use super::{super::bare, CircumstanceKind as Is, *};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn on(kind: Is, first_day: &str) -> Circumstance {
        Circumstance { first_day: Some(day(first_day)), ..bare(7, kind) }
    }

    fn between(kind: Is, first_day: &str, last_day: &str) -> Circumstance {
        Circumstance { last_day: Some(day(last_day)), ..on(kind, first_day) }
    }

    fn with(value: &str, it: Circumstance) -> Circumstance {
        Circumstance { value: Some(value.to_owned()), ..it }
    }

    fn applied(circumstances: &[Circumstance]) -> (Subject, Vec<Fact>) {
        let mut subject = Subject::teacher(Category::ProfessionalCourse, None);
        let mut facts = Vec::new();
        apply(&mut subject, &mut facts, circumstances);
        (subject, facts)
    }

    #[test]
    fn a_maternity_leave_is_a_leave_and_leaves_stand_in_order() {
        let (subject, facts) = applied(&[
            between(Is::SickLeave, "2025-05-01", "2025-05-31"),
            between(Is::ParentalLeave, "2024-03-01", "2024-08-06"),
        ]);
        let leave = |kind, first, last| Leave { kind, days: DayRange { first_day: day(first), last_day: day(last) } };
        assert_eq!(
            subject.leaves,
            [
                leave(LeaveKind::Parental, "2024-03-01", "2024-08-06"),
                leave(LeaveKind::Sick, "2025-05-01", "2025-05-31")
            ]
        );
        assert!(facts.is_empty());
    }

    #[test]
    fn a_credit_is_a_fact_that_names_its_circumstance() {
        let credit = Circumstance { amount: Some(150), ..on(Is::Credit, "2025-06-30") };
        let (_, facts) = applied(&[with("pedagogy", credit)]);
        let [fact] = facts.as_slice() else { panic!("{facts:?}") };
        assert_eq!((fact.source, fact.measure, fact.amount), (Source::Circumstance(7), Measure::Credit, 150));
        assert_eq!((fact.day, fact.standing, fact.trust), (Some(day("2025-06-30")), Standing::Confirmed, 2));
        assert_eq!(fact.particulars().unwrap().area.as_deref(), Some("pedagogy"));
    }

    #[test]
    fn money_and_times_count_in_their_smallest_part() {
        let amount = |amount, it| Circumstance { amount: Some(amount), ..it };
        let money = with("TWD", amount(20_000_000, on(Is::ProjectMoney, "2025-01-01")));
        let visits = amount(300, on(Is::Activity, "2025-02-01"));
        let (_, facts) = applied(&[money, visits]);
        let counted: Vec<_> = facts.iter().map(|fact| (fact.measure, fact.amount)).collect();
        assert_eq!(counted, [(Measure::Money, 20_000_000), (Measure::Count, 3)]);
        assert!(facts[1].particulars.is_none(), "most facts stay small");
    }

    #[test]
    fn a_finding_holds_until_its_last_day() {
        let (_, facts) = applied(&[with("pedagogy", between(Is::Attestation, "2025-01-01", "2027-12-31"))]);
        let particulars = facts[0].particulars().unwrap();
        assert_eq!((facts[0].measure, facts[0].amount), (Measure::Attestation, 1));
        assert_eq!(particulars.until, Some(day("2027-12-31")));
    }

    #[test]
    fn a_former_category_ends_the_day_before_the_present_one() {
        let before = Circumstance { last_day: Some(day("2023-08-31")), ..bare(1, Is::CategoryBefore) };
        let (subject, _) = applied(&[with("public_course", before)]);
        assert_eq!(subject.category_on(day("2023-08-31")), Some(Category::PublicCourse));
        assert_eq!(subject.category_on(day("2023-09-01")), Some(Category::ProfessionalCourse));
    }

    #[test]
    fn of_several_former_categories_each_holds_until_its_last_day() {
        let before =
            |last, value| with(value, Circumstance { last_day: Some(day(last)), ..bare(1, Is::CategoryBefore) });
        let (subject, _) = applied(&[before("2023-08-31", "public_course"), before("2020-08-31", "new_teacher")]);
        let on = |text| subject.category_on(day(text));
        assert_eq!(on("2020-08-31"), Some(Category::NewTeacher));
        assert_eq!(on("2020-09-01"), Some(Category::PublicCourse));
        assert_eq!(on("2023-09-01"), Some(Category::ProfessionalCourse));
    }

    #[test]
    fn who_has_no_category_now_has_no_former_one() {
        let before = Circumstance { last_day: Some(day("2023-08-31")), ..bare(1, Is::CategoryBefore) };
        let mut subject = Subject::default();
        apply(&mut subject, &mut Vec::new(), &[with("public_course", before)]);
        assert!(subject.categories.is_empty());
    }

    #[test]
    fn overlapping_spans_of_teaching_are_one_and_what_goes_on_has_no_end() {
        let (subject, facts) = applied(&[
            on(Is::TeachingService, "2015-09-01"),
            between(Is::TeachingService, "2008-09-01", "2010-08-31"),
            between(Is::TeachingService, "2010-03-01", "2012-02-29"),
        ]);
        let spans: Vec<_> = subject.service.iter().map(|span| span.first_day.to_string()).collect();
        assert_eq!(spans, ["2008-09-01", "2015-09-01"]);
        assert_eq!(subject.service_days(day("2012-12-31")), 1277);
        assert_eq!(subject.service_days(day("2015-09-10")), 1287);
        assert!(facts.is_empty(), "spans of service belong to the person");
    }

    #[test]
    fn a_renewed_licence_has_not_lapsed_and_one_that_lapsed_later_has() {
        let (subject, _) = applied(&[
            on(Is::LicenceLapsed, "2024-01-01"),
            on(Is::Licence, "2019-01-01"),
            on(Is::Licence, "2025-03-01"),
        ]);
        let renewed = Licence { issued_on: day("2025-03-01"), lapsed_on: None };
        assert_eq!(subject.licence, Some(renewed));
        let (subject, _) = applied(&[on(Is::LicenceLapsed, "2024-01-01"), on(Is::Licence, "2019-01-01")]);
        assert_eq!(subject.licence.unwrap().lapsed_on, Some(day("2024-01-01")));
    }

    #[test]
    fn experience_outweighs_its_denial_and_what_is_not_said_stays_unknown() {
        assert_eq!(applied(&[]).0.enterprise_experience, None);
        assert_eq!(applied(&[bare(1, Is::NoEnterpriseExperience)]).0.enterprise_experience, Some(false));
        let both = [bare(1, Is::NoEnterpriseExperience), bare(2, Is::EnterpriseExperience)];
        assert_eq!(applied(&both).0.enterprise_experience, Some(true));
    }

    #[test]
    fn of_several_shares_and_applications_the_latest_holds() {
        let share = |amount, first_day| Circumstance { amount: Some(amount), ..on(Is::FullTimePercent, first_day) };
        let (subject, _) = applied(&[
            share(5000, "2024-09-01"),
            share(8000, "2022-09-01"),
            on(Is::TitleApplication, "2025-10-01"),
            on(Is::TitleApplication, "2023-10-01"),
            on(Is::TeachingStart, "2022-09-05"),
            with("us-mn-125h/work", bare(1, Is::Waiver)),
            with("headteacher", bare(1, Is::Qualification)),
        ]);
        assert_eq!(subject.full_time_percent, Some(50));
        assert_eq!(subject.event(Event::Application), Some(day("2025-10-01")));
        assert_eq!(subject.event(Event::TeachingStart), Some(day("2022-09-05")));
        assert_eq!(
            (subject.waivers, subject.qualifications),
            (vec!["us-mn-125h/work".to_owned()], vec!["headteacher".to_owned()])
        );
    }
}
