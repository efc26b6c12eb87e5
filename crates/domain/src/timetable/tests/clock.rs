use super::super::*;
use crate::Error;

const USUAL: &str = "1 08:00-08:45\n2 08:55-09:40\n3 10:00-10:45\n4 10:55-11:40";

#[test]
fn a_clock_is_read_line_by_line_and_written_again() {
    let clock = PeriodClock::parse(USUAL).unwrap();
    assert_eq!(clock.to_string(), USUAL);
    assert_eq!(clock.span(3, 4), Some(Period { start: 600, end: 700 }));
    assert_eq!((clock.span(4, 5), clock.span(0, 1), clock.span(2, 1)), (None, None, None));
    assert_eq!(clock.periods_of(480, 580), Some((1, 2)));
    assert_eq!(
        (clock.periods_of(480, 600), clock.periods_of(485, 525), clock.periods_of(600, 525)),
        (None, None, None)
    );
    let full_width = PeriodClock::parse("第1节　８：００－８：４５\n\n第2节 8:55~9:40").unwrap();
    assert_eq!(full_width.periods(), &clock.periods()[..2]);
}

#[test]
fn a_clock_that_contradicts_itself_is_refused_with_its_line() {
    for (text, line) in [
        ("1 08:00-08:45\n\n3 08:55-09:40", 3),
        ("1 08:00-08:45\n2 08:40-09:40", 2),
        ("1 09:00-08:45", 1),
        ("1 08:00-24:01", 1),
        ("1 08:60-09:00", 1),
        ("1 8-9", 1),
        ("early", 1),
    ] {
        assert_eq!(PeriodClock::parse(text).unwrap_err(), (Code::BadPeriod, line), "{text}");
    }
    assert_eq!(PeriodClock::parse(" \n").unwrap_err().0, Code::Required);
    let many: Vec<String> = (1..=21).map(|number| format!("{number} {number}:00-{number}:40")).collect();
    assert_eq!(PeriodClock::parse(&many.join("\n")).unwrap_err(), (Code::BadPeriod, 21));
}

#[test]
fn a_term_begins_on_a_monday_and_its_exam_weeks_lie_in_it() {
    let form = TermForm {
        name: "2026-2027-1".into(),
        first_day: "2026-08-31".into(),
        weeks: "18".into(),
        exam_weeks: "17-18".into(),
        version: String::new(),
    };
    let TermText { name, term } = form.check().unwrap();
    assert_eq!(
        (TermForm::of(&name, &term, 3).exam_weeks, term.last_day().to_string()),
        ("17-18".into(), "2027-01-03".into())
    );
    let wrong = |form: TermForm| {
        let Err(Error::Invalid(wrong)) = form.check() else { panic!() };
        wrong.iter().map(|wrong| (wrong.field.clone(), wrong.code)).collect::<Vec<_>>()
    };
    assert_eq!(
        wrong(TermForm { first_day: "2026-09-01".into(), exam_weeks: "19".into(), ..form.clone() }),
        [("first_day".into(), Code::NotAMonday), ("exam_weeks".into(), Code::OutOfRange)]
    );
    assert_eq!(wrong(TermForm { first_day: String::new(), ..form.clone() }), [("first_day".into(), Code::Required)]);
    assert_eq!(wrong(TermForm { weeks: "61".into(), ..form }), [("weeks".into(), Code::OutOfRange)]);
}

#[test]
fn the_weeks_of_a_term_are_counted_from_its_monday() {
    let day = |text: &str| text.parse().unwrap();
    let term = Term { first_day: day("2026-08-31"), weeks: 18, exam_weeks: WeekSet::range(17, 18) };
    let weeks = ["2026-08-30", "2026-08-31", "2026-09-06", "2026-09-07", "2027-01-03", "2027-01-04"];
    assert_eq!(weeks.map(|text| term.week_of(day(text))), [None, Some(1), Some(1), Some(2), Some(18), None]);
    assert_eq!(term.days(2).first().copied(), Some(day("2026-09-07")));
    assert_eq!((term.days(0).len(), term.days(18).len(), term.days(19).len()), (0, 7, 0));
    assert_eq!(term.teaching_weeks(), WeekSet::range(1, 16));
}
