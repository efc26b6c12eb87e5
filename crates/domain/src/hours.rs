//! The hours log: entries, their periods and what can be wrong with them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Code, Result,
    duration::{Typed, read_duration},
    form::Check,
    id::{HourEntryId, PlacementId},
    name::Named,
    placement::Direction,
    registration::half_width,
};

text_enum! {
    /// What the time was spent on.
    pub enum Kind {
        /// Work on the post.
        OnPost = "on_post",
        /// Training by the host.
        Training = "training",
        /// Visit.
        Visit = "visit",
        /// Research and development.
        Research = "research",
        /// Teaching, in class hours.
        ClassHours = "class_hours",
        /// Preparing lessons.
        Preparation = "preparation",
    }
}

impl Kind {
    /// The kinds that go with a direction, the usual one first.
    #[must_use]
    pub const fn of(direction: Direction) -> &'static [Self] {
        match direction {
            Direction::EnterprisePractice => &[Self::OnPost, Self::Training, Self::Visit, Self::Research],
            Direction::TeachingSecondment => &[Self::ClassHours, Self::Preparation],
        }
    }
}

text_enum! {
    /// Where an entry stands.
    pub enum EntryState {
        /// 待提交.
        Draft = "draft",
        /// 待确认.
        Submitted = "submitted",
        /// 已确认: locked.
        Confirmed = "confirmed",
        /// 已退回, with a reason.
        Returned = "returned",
    }
}

impl EntryState {
    /// Whether the participant may change the entry.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }
}

text_enum! {
    /// A line of the ledger: what was decided about an entry.
    pub enum LedgerDeed {
        /// The participant submitted it.
        Submitted = "submitted",
        /// The participant took it back while it waited.
        Withdrawn = "withdrawn",
        /// The host confirmed it: its minutes count from now on.
        Confirmed = "confirmed",
        /// The host returned it, with a reason.
        Returned = "returned",
        /// The host unlocked it: its minutes are taken back.
        Reversed = "reversed",
    }
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HourEntry {
    /// Identifier.
    pub id: HourEntryId,
    /// The placement it belongs to.
    pub placement: PlacementId,
    /// The day on which it began, at the host.
    pub day: NaiveDate,
    /// Its length.
    pub minutes: i32,
    /// Minutes after the midnight at which `day` began; the end may exceed 1440.
    pub span: Option<(i32, i32)>,
    /// What for.
    pub kind: Kind,
    /// Course, for class hours.
    pub course: Option<String>,
    /// Section or class, for class hours.
    pub section: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Where it stands.
    pub state: EntryState,
    /// Why it was returned.
    pub reason: Option<String>,
    /// Who confirmed or returned it last.
    pub decided_by: Option<Named>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What should be looked at: over midnight, overlaps another host.
    pub flags: Vec<Code>,
    /// Counts edits.
    pub version: i32,
}

/// What people type to log one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    /// The day.
    pub day: String,
    /// `8`, `8.5`, `8:30`, `9-17` or `22:00-06:00`; class hours when it ends in `节`, `学时` or `ch`, and
    /// when the kind is class hours and it is a number alone.
    pub time: String,
    /// Text of a [`Kind`].
    pub kind: String,
    /// Course.
    pub course: String,
    /// Section or class.
    pub section: String,
    /// Note.
    pub note: String,
}

/// A checked entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// The day on which it began.
    pub day: NaiveDate,
    /// Its length, 1..=1440.
    pub minutes: i32,
    /// Minutes after midnight; the end may exceed 1440.
    pub span: Option<(i32, i32)>,
    /// What for.
    pub kind: Kind,
    /// Course.
    pub course: Option<String>,
    /// Section.
    pub section: Option<String>,
    /// Note.
    pub note: Option<String>,
}

impl EntryForm {
    /// Reads the form; `class_hour_minutes` turns `2节`, and `2` of class hours, into minutes.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong.
    pub fn check(&self, class_hour_minutes: i32) -> Result<NewEntry> {
        let mut check = Check::default();
        let day = check.day("day", &self.day);
        let kind = check.choice("kind", &self.kind, Kind::parse);
        let time = check.take("time", read_time(&self.time, kind.unwrap_or(Kind::OnPost), class_hour_minutes));
        let course = check.optional_text("course", &self.course, 100);
        let section = check.optional_text("section", &self.section, 60);
        let note = check.optional_lines("note", &self.note, 500);
        let value = (|| {
            let (minutes, span) = time?;
            Some(NewEntry { day: day?, minutes, span, kind: kind?, course: course?, section: section?, note: note? })
        })();
        check.finish(value)
    }
}

/// Reads a length or a span of a kind: minutes, and minutes after midnight from which to which.
///
/// `2节`, `1.5 学时` and `2ch` are class hours of any kind; so is a number alone (`2`, `1.5`) for
/// [`Kind::ClassHours`], where it is hours for every other kind. What says its unit is what it says: `2小时`,
/// `2h`, `8:30`, `9-10:30`.
///
/// # Errors
/// [`Code::Required`], [`Code::BadTime`], [`Code::OverTwentyFourHours`].
pub fn read_time(
    text: &str,
    kind: Kind,
    class_hour_minutes: i32,
) -> std::result::Result<(i32, Option<(i32, i32)>), Code> {
    let plain = text.trim();
    let with_unit = ["节", "学时", "课时", "ch"].iter().find_map(|unit| plain.strip_suffix(unit));
    let is_number = |text: &str| {
        text.chars().map(half_width).all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) && !text.is_empty()
    };
    if let Some(count) = with_unit.or_else(|| (kind == Kind::ClassHours && is_number(plain)).then_some(plain)) {
        return Ok((read_class_hours(count.trim_end(), class_hour_minutes)?, None));
    }
    match read_duration(text)? {
        None => Err(Code::Required),
        Some(Typed::Minutes(0)) => Err(Code::BadTime),
        Some(Typed::Minutes(minutes)) => Ok((i32::try_from(minutes).map_err(|_| Code::OverTwentyFourHours)?, None)),
        Some(Typed::Span { start, end }) => {
            let (start, end) = (i32::from(start), i32::from(end));
            Ok((end - start, Some((start, end))))
        }
    }
}

/// The minutes of a number of class hours with at most two decimals, rounded half up, 1..=1440.
fn read_class_hours(count: &str, class_hour_minutes: i32) -> std::result::Result<i32, Code> {
    let count: String = count.chars().map(half_width).collect();
    let (whole, fraction) = count.split_once(['.', ',']).unwrap_or((&count, "0"));
    let whole = if whole.is_empty() { "0" } else { whole };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || fraction.len() > 2 {
        return Err(Code::BadTime);
    }
    let hundredths: i64 = format!("{whole}{fraction:0<2}").parse().map_err(|_| Code::OverTwentyFourHours)?;
    match (hundredths.saturating_mul(class_hour_minutes.into()).saturating_add(50)) / 100 {
        ..1 => Err(Code::BadTime),
        minutes @ 1..=1440 => i32::try_from(minutes).map_err(|_| Code::OverTwentyFourHours),
        _ => Err(Code::OverTwentyFourHours),
    }
}

/// Whether two spans on days share a minute. Half-open: 9–12 and 12–14 do not.
#[must_use]
pub fn overlap(a: (NaiveDate, (i32, i32)), b: (NaiveDate, (i32, i32))) -> bool {
    let shift = i32::try_from((b.0 - a.0).num_days() * 1440).unwrap_or(i32::MAX / 2);
    let (start, end) = a.1;
    let (other_start, other_end) = (b.1.0.saturating_add(shift), b.1.1.saturating_add(shift));
    start < other_end && other_start < end
}

/// What waits for one confirmer, by participant and week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingPeriod {
    /// The placement.
    pub placement: PlacementId,
    /// Which way.
    pub direction: Direction,
    /// Who logged.
    pub participant: Named,
    /// The counterpart's name.
    pub sending: Named,
    /// Monday of the week.
    pub week: NaiveDate,
    /// How many lines wait.
    pub lines: i64,
    /// Their minutes.
    pub minutes: i64,
    /// What the schedule expects on the days that wait, where the placement has one.
    pub expected_minutes: Option<i64>,
    /// Those of the days on which what was logged is not what is expected, each with the expected minutes.
    pub differences: Vec<(NaiveDate, i64)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_hours_are_read_with_their_unit() {
        for kind in [Kind::ClassHours, Kind::Preparation] {
            for text in ["2节", "2 节", "2学时", "2.0课时", "2ch", "２节"] {
                assert_eq!(read_time(text, kind, 45), Ok((90, None)), "{text}");
            }
            assert_eq!(read_time("1.5节", kind, 45), Ok((68, None)), "rounded half up");
        }
    }

    #[test]
    fn a_number_alone_is_class_hours_for_class_hours_and_hours_for_all_else() {
        for (text, lessons, hours) in
            [("2", 90, 120), ("1.5", 68, 90), ("1,5", 68, 90), (".5", 23, 30), ("２", 90, 120), (" 4 ", 180, 240)]
        {
            assert_eq!(read_time(text, Kind::ClassHours, 45), Ok((lessons, None)), "{text}");
            for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::ClassHours) {
                assert_eq!(read_time(text, *kind, 45), Ok((hours, None)), "{text} {kind}");
            }
        }
    }

    #[test]
    fn what_says_its_unit_is_what_it_says_for_every_kind() {
        for kind in Kind::ALL {
            for text in ["2小时", "2h", "2:00", "120分钟", "2 h", "2.0小时"] {
                assert_eq!(read_time(text, *kind, 45), Ok((120, None)), "{text} {kind}");
            }
            assert_eq!(read_time("8:30", *kind, 45), Ok((510, None)), "{kind}");
            assert_eq!(read_time("9-10:30", *kind, 45), Ok((90, Some((540, 630)))), "{kind}");
        }
    }

    #[test]
    fn class_hours_without_a_number_or_beyond_a_day_are_refused() {
        for text in ["节", "-2节", "1e3节", "0节", "1.234节", "nan节", ".节", "0", "1.234", ".", "1.2.3", "-2"] {
            assert_eq!(read_time(text, Kind::ClassHours, 45), Err(Code::BadTime), "{text}");
        }
        for text in ["33节", "99999999999999999999节", "33", "99999999999999999999"] {
            assert_eq!(read_time(text, Kind::ClassHours, 45), Err(Code::OverTwentyFourHours), "{text}");
        }
        assert_eq!(read_time(" ", Kind::ClassHours, 45), Err(Code::Required));
    }

    #[test]
    fn the_form_reads_its_time_by_its_kind() {
        let minutes = |kind: Kind| {
            let form = EntryForm {
                day: "2026-11-16".into(),
                time: "2".into(),
                kind: kind.as_str().into(),
                ..EntryForm::default()
            };
            form.check(45).unwrap().minutes
        };
        assert_eq!((minutes(Kind::ClassHours), minutes(Kind::Preparation)), (90, 120));
    }
}
