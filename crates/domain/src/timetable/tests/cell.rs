use chrono::Weekday;
use proptest::prelude::*;

use super::super::*;

fn weeks(text: &str) -> WeekSet {
    WeekSet::parse(text).unwrap()
}

fn meeting(weekday: Weekday, first_period: u8, last_period: u8, in_weeks: &str) -> Meeting {
    Meeting { weekday, first_period, last_period, weeks: weeks(in_weeks) }
}

fn wrong(text: &str) -> (Code, usize) {
    let misread = read_meetings(text, None).expect_err(text);
    (misread.code, misread.at)
}

#[test]
fn several_meetings_stand_in_one_cell() {
    assert_eq!(
        read_meetings("周三第1 ，2节 第{1-12}周|周五第3 ，4节 第{1-5,12}周", None).unwrap(),
        [meeting(Weekday::Wed, 1, 2, "1-12"), meeting(Weekday::Fri, 3, 4, "1-5,12")]
    );
    for parted in [
        "周一1-2节{1-8}周；周四3-4节{1-8}周",
        "周一1-2节{1-8}周\n周四3-4节{1-8}周",
        "周一第1-2节(1-8周)/星期四第3-4节(1-8周)",
    ] {
        let both = [meeting(Weekday::Mon, 1, 2, "1-8"), meeting(Weekday::Thu, 3, 4, "1-8")];
        assert_eq!(read_meetings(parted, None).unwrap(), both, "{parted}");
    }
    assert_eq!(read_meetings("", None).unwrap(), []);
    assert_eq!(read_meetings(" ； ", None).unwrap(), []);
}

#[test]
fn a_meeting_is_written_in_many_ways() {
    let expected = [meeting(Weekday::Tue, 3, 4, "1-16")];
    for text in [
        "周二第3-4节 1-16周",
        "星期二第3，4节{第1-16周}",
        "礼拜二3、4节（1－16周）",
        "周二第３～４节第1-16周",
        "1-16周 周二 3-4节",
        "1-16周 星期二 [03-04]节",
        "Tue 3-4 (1-16)",
        "Tuesday periods 3-4 weeks 1-16",
        "周二3-4{1-16}",
    ] {
        assert_eq!(read_meetings(text, None).unwrap(), expected, "{text}");
    }
    assert_eq!(read_meetings("周二第3节 第5周", None).unwrap(), [meeting(Weekday::Tue, 3, 3, "5")]);
    assert_eq!(read_meetings("周二第1,2,3节 2-16双", None).unwrap(), [meeting(Weekday::Tue, 1, 3, "2-16双")]);
    assert_eq!(read_meetings("周二第3-4节{第1-16周|双周}", None).unwrap(), [meeting(Weekday::Tue, 3, 4, "2-16双")]);
}

#[test]
fn a_meeting_without_weeks_has_those_of_its_row() {
    let row = Some(weeks("1-16"));
    assert_eq!(read_meetings("周一1-2节", row).unwrap(), [meeting(Weekday::Mon, 1, 2, "1-16")]);
    assert_eq!(read_meetings("Mon 1-2", row).unwrap(), [meeting(Weekday::Mon, 1, 2, "1-16")]);
    assert_eq!(read_meetings("星期二第3-4节(单)", row).unwrap(), [meeting(Weekday::Tue, 3, 4, "1-15单")]);
    assert_eq!(read_meetings("单周 星期二第3-4节", row).unwrap(), [meeting(Weekday::Tue, 3, 4, "1-15单")]);
    assert_eq!(wrong("周一1-2节"), (Code::Required, 1));
    let misread = read_meetings("周一1-2节(双)", Some(weeks("1-15单"))).unwrap_err();
    assert_eq!(misread.code, Code::ContradictoryWeeks);
}

#[test]
fn what_is_no_meeting_is_refused_with_its_place() {
    for (text, code, at) in [
        ("待定", Code::BadMeeting, 1),
        ("第1-2节 第{1-8}周", Code::BadMeeting, 1),
        ("周三 第{1-8}周", Code::BadMeeting, 1),
        ("周三第1-2节第{1-8}周|周八第1-2节", Code::BadMeeting, 17),
        ("周三周四第1-2节", Code::BadMeeting, 3),
        ("周三第5，8节 第{1-8}周", Code::Ambiguous, 1),
        ("周三第4-3节 第{1-8}周", Code::EndBeforeStart, 1),
        ("周三第0-2节 第{1-8}周", Code::OutOfRange, 4),
        ("周三第1-99节 第{1-8}周", Code::OutOfRange, 6),
        ("周三第1-2节 第{8-1}周", Code::EndBeforeStart, 11),
        ("周三第1-2节 第{2-16单双}周", Code::ContradictoryWeeks, 16),
        ("1-8周 周三第1-2节 第{2-16}周", Code::Ambiguous, 1),
        ("周一10:00-11:40 第{1-8}周", Code::BadMeeting, 5),
    ] {
        assert_eq!(wrong(text), (code, at), "{text}");
    }
    assert_eq!(wrong(&"周一1节".repeat(2_000)).0, Code::TooLong);
    assert_eq!(wrong(&"周一1节1周;".repeat(100)).0, Code::TooLarge);
}

#[test]
fn names_and_rooms_are_parted_outside_brackets() {
    assert_eq!(parts("H楼-429|N楼-1").collect::<Vec<_>>(), ["H楼-429", "N楼-1"]);
    assert_eq!(parts(" 甲；乙\n丙 ").collect::<Vec<_>>(), ["甲", "乙", "丙"]);
    assert_eq!(parts("实训楼(一;二)").collect::<Vec<_>>(), ["实训楼(一;二)"]);
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        said in prop::collection::vec((0..7_usize, 1..=20_u8, 1..=20_u8, prop::collection::btree_set(1..=60_u8, 1..30)), 0..8)
    ) {
        const DAYS: [Weekday; 7] =
            [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
        let meetings: Vec<Meeting> = said
            .into_iter()
            .map(|(day, one, other, weeks)| Meeting {
                weekday: DAYS[day],
                first_period: one.min(other),
                last_period: one.max(other),
                weeks: weeks.into_iter().collect(),
            })
            .collect();
        prop_assert_eq!(read_meetings(&write_meetings(&meetings), None), Ok(meetings));
    }
}
