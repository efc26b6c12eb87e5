use proptest::prelude::*;

use super::super::*;

fn weeks(text: &str) -> Vec<u8> {
    WeekSet::parse(text).unwrap_or_else(|misread| panic!("{text}: {misread}")).iter().collect()
}

fn wrong(text: &str) -> (Code, usize) {
    let misread = WeekSet::parse(text).expect_err(text);
    (misread.code, misread.at)
}

fn odd(first: u8, last: u8) -> Vec<u8> {
    (first..=last).filter(|week| week % 2 == 1).collect()
}

fn even(first: u8, last: u8) -> Vec<u8> {
    (first..=last).filter(|week| week % 2 == 0).collect()
}

#[test]
fn the_expressions_of_registrars_are_read() {
    let long: Vec<u8> = (1..=12).collect();
    for text in
        ["1-12", "{1-12}周", "第1-12周", "第{1-12}周", "1－12周", "１～１２", " 1 - 12 ", "1至12周", "weeks 1-12"]
    {
        assert_eq!(weeks(text), long, "{text}");
    }
    for text in ["1-8,10-16", "1-8，10-16周", "1-8、10-16", "1-8周,10-16周", "{1-8，10-16}周", "第1-8周、第10-16周"]
    {
        assert_eq!(weeks(text), (1..=8).chain(10..=16).collect::<Vec<_>>(), "{text}");
    }
    for text in [
        "2-16双",
        "2-16(双)",
        "2-16（双）",
        "2-16双周",
        "2-16周(双)",
        "2-16周（双周）",
        "{2-16双}周",
        "第2-16周|双周",
        "2-16 even",
    ] {
        assert_eq!(weeks(text), even(2, 16), "{text}");
    }
    for text in ["1-15单", "1-16单", "1-16周单周", "{第1-16周|单周}", "{1-15}单"] {
        assert_eq!(weeks(text), odd(1, 15), "{text}");
    }
    assert_eq!(weeks("9"), [9]);
    assert_eq!(weeks("第9周"), [9]);
    assert_eq!(weeks("1-3,5,7-9单"), [1, 2, 3, 5, 7, 9]);
    assert_eq!(weeks("1-16(全)"), (1..=16).collect::<Vec<_>>());
}

#[test]
fn a_parity_behind_brackets_is_of_all_weeks_and_one_behind_a_range_of_that_range() {
    assert_eq!(weeks("{1-4,7-10}周(单)"), [1, 3, 7, 9]);
    assert_eq!(weeks("{1-4,7-10}双"), [2, 4, 8, 10]);
    assert_eq!(weeks("1-4,7-10|双周"), [2, 4, 8, 10]);
    assert_eq!(weeks("1-4,7-10双"), [1, 2, 3, 4, 8, 10]);
    assert_eq!(weeks("1-4周,7-10周(双)"), [1, 2, 3, 4, 8, 10]);
    assert_eq!(wrong("1-4,7-10周(双)"), (Code::Ambiguous, 11), "all of them, or the last?");
    assert_eq!(weeks("2,4,7-10周(双)"), [2, 4, 8, 10], "where both say the same nothing is unclear");
}

#[test]
fn what_contradicts_itself_is_refused_with_its_place() {
    for (text, code, at) in [
        ("2-16单双", Code::ContradictoryWeeks, 6),
        ("1-15周单双", Code::ContradictoryWeeks, 7),
        ("2-16单(双)", Code::ContradictoryWeeks, 7),
        ("4单", Code::ContradictoryWeeks, 2),
        ("3双", Code::ContradictoryWeeks, 2),
        ("单双", Code::ContradictoryWeeks, 2),
        ("16-2", Code::EndBeforeStart, 1),
        ("1-4,16-2", Code::EndBeforeStart, 5),
        ("0-4", Code::OutOfRange, 1),
        ("1-61", Code::OutOfRange, 3),
        ("99999999999999999999", Code::OutOfRange, 1),
        ("", Code::Required, 1),
        ("  ", Code::Required, 1),
        ("1-", Code::BadWeeks, 1),
        ("1,,3", Code::BadWeeks, 3),
        ("1-8,", Code::BadWeeks, 4),
        ("-", Code::BadWeeks, 1),
        ("1 2", Code::BadWeeks, 3),
        ("{1-8", Code::BadWeeks, 4),
        ("1-8}", Code::BadWeeks, 4),
        ("单周", Code::BadWeeks, 1),
        ("前八周", Code::BadWeeks, 1),
        ("1-8.5", Code::BadWeeks, 4),
        ("1-8|", Code::BadWeeks, 4),
    ] {
        assert_eq!(wrong(text), (code, at), "{text}");
    }
}

#[test]
fn absurd_expressions_are_refused_at_once() {
    assert_eq!(wrong(&"1,".repeat(1_000_000)).0, Code::TooLong);
    assert_eq!(wrong(&"9".repeat(4_000)).0, Code::OutOfRange);
    assert_eq!(wrong(&"{".repeat(4_000)).0, Code::BadWeeks);
    assert_eq!(weeks("1-60,".repeat(700).trim_end_matches(',')).len(), 60);
}

#[test]
fn sets_are_written_in_one_form() {
    for (text, form) in [
        ("1,2,3,4", "1-4"),
        ("1,3,5,7-9", "1-5单,7-9"),
        ("1,3,5-7", "1,3,5-7"),
        ("16,2-14双", "2-16双"),
        ("10-16,1-8", "1-8,10-16"),
        ("1,3", "1,3"),
        ("60", "60"),
    ] {
        assert_eq!(WeekSet::parse(text).unwrap().to_string(), form, "{text}");
    }
    assert_eq!(WeekSet::parse("1-15单").unwrap().told(" odd", " even"), "1-15 odd");
    assert_eq!(serde_json::to_string(&WeekSet::range(1, 8)).unwrap(), "\"1-8\"");
    assert_eq!(serde_json::from_str::<WeekSet>("\"\"").unwrap(), WeekSet::EMPTY);
}

/// What a list of ranges with parities means, week by week.
fn oracle(items: &[(u8, u8, Option<Parity>)]) -> Vec<u8> {
    let in_item = |week: u8, (first, last, parity): &(u8, u8, Option<Parity>)| {
        week >= *first
            && week <= *last
            && match parity {
                Some(Parity::Odd) => week % 2 == 1,
                Some(Parity::Even) => week.is_multiple_of(2),
                None => true,
            }
    };
    (1..=LAST_WEEK).filter(|week| items.iter().any(|item| in_item(*week, item))).collect()
}

fn item() -> impl Strategy<Value = (u8, u8, Option<Parity>)> {
    let parity = prop_oneof![Just(None), Just(Some(Parity::Odd)), Just(Some(Parity::Even))];
    (1..=LAST_WEEK, 1..=LAST_WEEK, parity).prop_map(|(one, other, parity)| (one.min(other), one.max(other), parity))
}

proptest! {
    #[test]
    fn every_list_of_ranges_means_its_weeks(items in prop::collection::vec(item(), 1..6)) {
        let text = |(first, last, parity): &(u8, u8, Option<Parity>)| {
            let parity = match parity { Some(Parity::Odd) => "单", Some(Parity::Even) => "双", None => "" };
            if first == last { format!("{first}{parity}") } else { format!("{first}-{last}{parity}") }
        };
        let read = WeekSet::parse(&items.iter().map(text).collect::<Vec<_>>().join("，"));
        if items.iter().any(|item| oracle(&[*item]).is_empty()) {
            prop_assert_eq!(read.unwrap_err().code, Code::ContradictoryWeeks);
        } else {
            prop_assert_eq!(read.unwrap().iter().collect::<Vec<_>>(), oracle(&items));
        }
    }

    #[test]
    fn what_is_written_is_read_again(weeks in prop::collection::btree_set(1..=LAST_WEEK, 1..60)) {
        let set: WeekSet = weeks.iter().copied().collect();
        prop_assert_eq!(WeekSet::parse(&set.to_string()), Ok(set));
        prop_assert_eq!(set.iter().collect::<Vec<_>>(), weeks.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn no_text_makes_the_reader_fail(text in "[0-9,，、~－\\-()（）{}周第单双节一二三|; odeven]{0,40}") {
        let _ = WeekSet::parse(&text);
        let _ = read_meetings(&text, None);
    }
}
