//! Which days are workdays: weekends, public holidays and the make-up workdays around them.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

text_enum! {
    /// What a day is in a calendar.
    pub enum DayKind {
        /// A workday like any other.
        Workday = "workday",
        /// 调休上班: a Saturday or Sunday on which people work.
        MakeUpWorkday = "make_up_workday",
        /// A Saturday or Sunday.
        Weekend = "weekend",
        /// A public holiday, or a workday swapped for a make-up workday.
        Holiday = "holiday",
    }
}

impl DayKind {
    /// Whether people work on such a day.
    #[must_use]
    pub const fn is_workday(self) -> bool {
        matches!(self, Self::Workday | Self::MakeUpWorkday)
    }

    /// What a day is by its weekday alone.
    fn of_week(day: NaiveDate) -> Self {
        if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) { Self::Weekend } else { Self::Workday }
    }
}

/// The days that differ from the ordinary week, and how far they are announced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Differing", into = "Differing")]
pub struct Calendar {
    /// The kinds of the days from `first` on without a gap, since every hour of every person asks for one.
    first: NaiveDate,
    kinds: Vec<DayKind>,
    announced_until: Option<NaiveDate>,
}

/// A calendar on the wire.
#[derive(Serialize, Deserialize)]
struct Differing {
    days: Vec<(NaiveDate, DayKind)>,
    announced_until: Option<NaiveDate>,
}

impl From<Differing> for Calendar {
    fn from(it: Differing) -> Self {
        Self::new(it.days, it.announced_until)
    }
}

impl From<Calendar> for Differing {
    fn from(it: Calendar) -> Self {
        Self { days: it.differing(), announced_until: it.announced_until }
    }
}

impl Calendar {
    /// A calendar of holidays and make-up workdays, announced up to and including a day; without one nothing
    /// after it is called provisional.
    #[must_use]
    pub fn new(days: impl IntoIterator<Item = (NaiveDate, DayKind)>, announced_until: Option<NaiveDate>) -> Self {
        let mut days: Vec<(NaiveDate, DayKind)> = days.into_iter().collect();
        days.sort_by_key(|(day, _)| *day);
        Self::in_order(days, announced_until)
    }

    /// The same of days that are in order.
    pub(crate) fn in_order(days: Vec<(NaiveDate, DayKind)>, announced_until: Option<NaiveDate>) -> Self {
        let (first, last) = match (days.first(), days.last()) {
            (Some((first, _)), Some((last, _))) => (*first, *last),
            _ => return Self { announced_until, ..Self::default() },
        };
        let mut differing = days.into_iter().peekable();
        let kinds = first.iter_days().take_while(|day| *day <= last).map(|day| {
            let mut kind = DayKind::of_week(day);
            while let Some((_, differs)) = differing.next_if(|(next, _)| *next == day) {
                kind = differs;
            }
            kind
        });
        Self { kinds: kinds.collect(), first, announced_until }
    }

    /// The days that are not like every other of their weekday.
    pub(crate) fn differing(&self) -> Vec<(NaiveDate, DayKind)> {
        let days = self.first.iter_days().zip(self.kinds.iter().copied());
        days.filter(|(day, kind)| DayKind::of_week(*day) != *kind).collect()
    }

    /// The last day that is announced; none where nothing is called provisional.
    pub(crate) const fn announced_until(&self) -> Option<NaiveDate> {
        self.announced_until
    }

    /// What a day is.
    #[must_use]
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        let place = usize::try_from((day - self.first).num_days()).ok();
        place.and_then(|place| self.kinds.get(place).copied()).unwrap_or_else(|| DayKind::of_week(day))
    }

    /// Whether a day lies after what is announced, so that it may still change.
    #[must_use]
    pub fn is_provisional(&self, day: NaiveDate) -> bool {
        self.announced_until.is_some_and(|until| day > until)
    }

    /// The workdays after `after` up to and including `last_day`.
    #[must_use]
    pub fn workdays(&self, after: NaiveDate, last_day: NaiveDate) -> u32 {
        let ordinary = crate::progress::workdays_left(after, last_day);
        let place = |day: NaiveDate| usize::try_from((day - self.first).num_days() + 1).unwrap_or(0);
        let (from, to) = (place(after).min(self.kinds.len()), place(last_day).min(self.kinds.len()));
        let known = self.kinds.get(from..to).unwrap_or_default();
        let first = if from == 0 { self.first } else { after.succ_opt().unwrap_or(NaiveDate::MAX) };
        let differing = first
            .iter_days()
            .zip(known)
            .map(|(day, kind)| i64::from(kind.is_workday()) - i64::from(DayKind::of_week(day).is_workday()));
        u32::try_from(i64::from(ordinary) + differing.sum::<i64>()).unwrap_or(0)
    }
}
