//! The hours log: entries, their periods and what can be wrong with them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Code, Result,
    duration::{Typed, read_duration},
    form::Check,
    id::{HourEntryId, PlacementId},
    placement::Direction,
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
    pub decided_by: Option<String>,
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
    /// `8`, `8.5`, `8:30`, `9-17` or `22:00-06:00`; class hours for [`Kind::ClassHours`] when it ends in `节`.
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
    /// Reads the form; `class_hour_minutes` turns `2节` into minutes.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong.
    pub fn check(&self, class_hour_minutes: i32) -> Result<NewEntry> {
        let mut check = Check::default();
        let day = check.day("day", &self.day);
        let kind = check.choice("kind", &self.kind, Kind::parse);
        let time = check.take("time", read_time(&self.time, class_hour_minutes));
        let course = check.optional_text("course", &self.course, 100);
        let section = check.optional_text("section", &self.section, 60);
        let note = check.optional_text("note", &self.note, 500);
        let value = (|| {
            let (minutes, span) = time?;
            Some(NewEntry {
                day: day?,
                minutes,
                span,
                kind: kind?,
                course: course?,
                section: section?,
                note: note?,
            })
        })();
        check.finish(value)
    }
}

/// Reads a length or a span; `2节` and `1.5 节` are class hours.
///
/// # Errors
/// [`Code::Required`], [`Code::BadTime`], [`Code::OverTwentyFourHours`].
pub fn read_time(text: &str, class_hour_minutes: i32) -> std::result::Result<(i32, Option<(i32, i32)>), Code> {
    if let Some(count) = text.trim().strip_suffix('节') {
        let count: f64 = count.trim().parse().map_err(|_| Code::BadTime)?;
        let minutes = (count * f64::from(class_hour_minutes)).round();
        return if minutes.is_nan() || minutes < 1.0 {
            Err(Code::BadTime)
        } else if minutes > 1440.0 {
            Err(Code::OverTwentyFourHours)
        } else {
            #[expect(clippy::cast_possible_truncation, reason = "between 1 and 1440 by the checks above")]
            Ok((minutes as i32, None))
        };
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
    pub participant: String,
    /// The counterpart's name.
    pub sending: String,
    /// Monday of the week.
    pub week: NaiveDate,
    /// How many lines wait.
    pub lines: i64,
    /// Their minutes.
    pub minutes: i64,
}
