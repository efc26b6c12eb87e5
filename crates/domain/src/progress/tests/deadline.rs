//! Deadlines, and the risk of missing them.

use super::*;

#[test]
fn the_deadline_of_a_rule_not_met_is_the_end_of_its_window() {
    let judgement = judge(&year(), &professional(), &[], day("2026-03-15"));
    assert_eq!((judgement.deadline, judgement.status), (day("2026-12-31"), Status::Short));
    let judgement = judge(&five_years(), &professional(), &[], day("2026-03-15"));
    assert_eq!((judgement.deadline, judgement.status), (day("2026-03-15"), Status::Short));
}

#[test]
fn who_is_employed_for_less_than_five_years_has_until_their_fifth_anniversary() {
    for (hired, as_of, deadline) in [
        ("2022-09-01", "2026-03-15", "2027-09-01"),
        ("2024-02-29", "2026-03-15", "2029-02-28"),
        ("2021-03-15", "2026-03-15", "2026-03-15"),
        ("2015-09-01", "2026-03-15", "2026-03-15"),
    ] {
        let subject = Subject { hired_on: Some(day(hired)), ..professional() };
        assert_eq!(judge(&five_years(), &subject, &[], day(as_of)).deadline, day(deadline), "{hired}");
        assert_eq!(judge(&year(), &subject, &[], day(as_of)).deadline, day("2026-12-31"), "{hired}");
    }
}

#[test]
fn fewer_than_twice_the_missing_workdays_are_a_risk() {
    // 21 workdays are missing for the year; 42 are left after Monday 2026-11-02, 41 a day later.
    for (as_of, left, status) in [
        ("2026-11-02", 43, Status::Short),
        ("2026-11-03", 42, Status::Short),
        ("2026-11-04", 41, Status::AtRisk),
        ("2026-12-30", 1, Status::AtRisk),
        ("2026-12-31", 0, Status::Short),
    ] {
        let judgement = judge(&year(), &professional(), &[], day(as_of));
        let found = (judgement.missing_workdays, judgement.workdays_left, judgement.status);
        assert_eq!(found, (21, left, status), "{as_of}");
    }
    let subject = Subject { hired_on: Some(day("2022-09-01")), ..professional() };
    assert_eq!(judge(&five_years(), &subject, &[], day("2026-09-01")).workdays_left, 261);
    assert_eq!(judge(&five_years(), &subject, &[], day("2026-09-01")).status, Status::Short);
    assert_eq!(judge(&five_years(), &subject, &[], day("2026-10-01")).status, Status::AtRisk);
}
