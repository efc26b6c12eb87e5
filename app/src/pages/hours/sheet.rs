//! The hours on a page and what of them is open.

use chrono::{Days, NaiveDate};
use domain::{
    duration::{class_hours, hours_text, tenths_text},
    hours::{EntryState, HourEntry, Kind},
    schedule::amount_text,
};
use service::{
    Failure,
    calendar::DayView,
    hours::{self, HoursView},
};

use crate::{
    ui::{icon::IconName, text::Text, tone::Tone},
    visit::Visit,
    words::{Lang, Words},
};

/// The hours of a week or a month, with what is needed to say which days are open.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// The placement, its days and its entries.
    pub view: HoursView,
    /// Whether the days are a month rather than a week.
    pub month: bool,
    /// Submitted periods, first and last day inclusive, that take no new entry.
    closed: Vec<(NaiveDate, NaiveDate)>,
}

impl Sheet {
    /// Reads on where a submitted period reaches beyond the days shown: whether it is open depends on all its lines.
    pub async fn of(visit: &Visit, view: HoursView, month: bool) -> Result<Self, Failure> {
        let first = view.periods.iter().map(|period| period.0).chain([view.days.0]).min().unwrap_or(view.days.0);
        let last = view.periods.iter().map(|period| period.1).chain([view.days.1]).max().unwrap_or(view.days.1);
        let entries = if (first, last) == view.days || !view.may_log {
            view.entries.clone()
        } else {
            hours::read(&visit.db, &visit.ctx, view.placement.id, (first, last)).await?.entries
        };
        let is_closed = |period: &(NaiveDate, NaiveDate)| {
            let mut of_period =
                entries.iter().filter(|entry| period.0 <= entry.day && entry.day <= period.1).peekable();
            of_period.peek().is_some() && !of_period.any(|entry| entry.state == EntryState::Returned)
        };
        let closed = view.periods.iter().copied().filter(is_closed).collect();
        Ok(Self { view, month, closed })
    }

    /// What the host's calendar says of a day that is shown.
    pub fn at_host(&self, day: NaiveDate) -> Option<&DayView> {
        self.view.at_host.iter().find(|it| it.day == day)
    }

    /// Every day shown.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let (first, last) = self.view.days;
        first.iter_days().take_while(move |day| *day <= last)
    }

    /// Whether the reader may log a new entry on `day`.
    pub fn takes_new(&self, day: NaiveDate) -> bool {
        self.view.may_log
            && self.view.placement.covers(day)
            && day <= self.view.today
            && !self.closed.iter().any(|period| period.0 <= day && day <= period.1)
    }

    /// The minutes that the schedule expects on `day`, where the placement has one.
    pub fn expected(&self, day: NaiveDate) -> Option<i64> {
        self.view.schedule.as_ref().map(|schedule| i64::from(schedule.expected(day)))
    }

    /// Whether what is logged on `day` can be compared with the schedule: the day is over, or something is there.
    pub fn is_due(&self, day: NaiveDate) -> bool {
        day < self.view.today && self.view.placement.covers(day)
    }

    /// What an empty input of the first kind would be filled with: what is expected on a day that has come and
    /// on which nothing is logged.
    pub fn planned(&self, kind: Kind, day: NaiveDate) -> Option<String> {
        let expected = self.view.schedule.as_ref()?.expected(day);
        let usual = self.kinds().first() == Some(&kind) && expected > 0 && self.on(day).next().is_none();
        usual.then(|| amount_text(expected, self.view.placement.direction, self.view.placement.class_hour_minutes))
    }

    /// The entries of a day.
    pub fn on(&self, day: NaiveDate) -> impl Iterator<Item = &HourEntry> {
        self.view.entries.iter().filter(move |entry| entry.day == day)
    }

    /// The entries in the states that `wanted` names: how many, and their minutes.
    pub fn sum(&self, wanted: impl Fn(EntryState) -> bool) -> (usize, i64) {
        let entries = self.view.entries.iter().filter(|entry| wanted(entry.state));
        entries.fold((0, 0), |(count, minutes), entry| (count + 1, minutes + i64::from(entry.minutes)))
    }

    /// The days shown, as a heading.
    pub fn title(&self, w: Words) -> String {
        let (first, last) = self.view.days;
        if self.month { w.month(first) } else { w.week_range(first, last) }
    }

    /// The kinds of hours of the placement.
    pub fn kinds(&self) -> &'static [Kind] {
        Kind::of(self.view.placement.direction)
    }

    /// Whether class hours are logged.
    pub fn teaches(&self) -> bool {
        self.kinds().contains(&Kind::ClassHours)
    }

    /// The page with the week in which a day lies.
    pub fn week_address(&self, day: NaiveDate) -> String {
        format!("/placements/{}/hours?week={day}", self.view.placement.id)
    }

    /// The page with the month in which a day lies.
    pub fn month_address(&self, day: NaiveDate) -> String {
        format!("/placements/{}/hours?month={}", self.view.placement.id, day.format("%Y-%m"))
    }

    /// The hidden inputs that name the placement and the days shown.
    pub fn hidden(&self) -> Vec<(Text, Text)> {
        period_hidden(&self.view, self.view.days)
    }
}

/// The hidden inputs that name a placement and days, inclusive.
pub(super) fn period_hidden(view: &HoursView, days: (NaiveDate, NaiveDate)) -> Vec<(Text, Text)> {
    vec![
        ("placement".into(), view.placement.id.to_string().into()),
        ("first_day".into(), days.0.to_string().into()),
        ("last_day".into(), days.1.to_string().into()),
    ]
}

/// The Monday `weeks` later than `day`'s, or earlier when negative.
pub(super) fn weeks_on(day: NaiveDate, weeks: i64) -> NaiveDate {
    let days = Days::new(weeks.unsigned_abs() * 7);
    if weeks < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }.unwrap_or(day)
}

/// What an input of time shows of an entry, so that reading it back is the same entry.
pub(super) fn typed(entry: &HourEntry, class_hour_minutes: i32, w: Words) -> String {
    if let Some((start, end)) = entry.span {
        // An end before the start is read as of the next day; one that is not has to say so.
        let next_day = if end > 1440 && end - 1440 >= start { w.pick("次日", "+") } else { "" };
        return format!("{}-{next_day}{}", clock(start), clock(end));
    }
    let lessons = class_hours(class_hour_minutes.into(), entry.minutes.into());
    let exact = |tenths: &i64| tenths * i64::from(class_hour_minutes) == i64::from(entry.minutes) * 10;
    match lessons.filter(exact) {
        Some(tenths) if entry.kind == Kind::ClassHours => {
            let unit = if w.lang() == Lang::Zh { "节" } else { "ch" };
            format!("{}{unit}", tenths_text(tenths))
        }
        // A number alone would be class hours.
        None if entry.kind == Kind::ClassHours => {
            format!("{}{}", hours_text(entry.minutes.into()), w.pick("小时", "h"))
        }
        _ => hours_text(entry.minutes.into()),
    }
}

/// A minute after midnight as short as one types it: `9`, `9:30`, and `24` at the day's end.
pub(super) fn clock(minute: i32) -> String {
    let (hour, minute) = (if minute == 1440 { 24 } else { minute / 60 % 24 }, minute % 60);
    if minute == 0 { hour.to_string() } else { format!("{hour}:{minute:02}") }
}

/// The chip of a state.
pub(super) const fn look(state: EntryState) -> (Tone, IconName) {
    match state {
        EntryState::Draft => (Tone::Neutral, IconName::Draft),
        EntryState::Submitted => (Tone::Accent, IconName::Waiting),
        EntryState::Confirmed => (Tone::Met, IconName::Locked),
        EntryState::Returned => (Tone::Short, IconName::Returned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        hours::read_time,
        id::{HourEntryId, PlacementId},
    };

    fn entry(kind: Kind, minutes: i32, span: Option<(i32, i32)>) -> HourEntry {
        HourEntry {
            id: HourEntryId(1),
            placement: PlacementId(1),
            day: NaiveDate::default(),
            minutes,
            span,
            kind,
            course: None,
            section: None,
            note: None,
            state: EntryState::Draft,
            reason: None,
            decided_by: None,
            decided_at: None,
            flags: Vec::new(),
            version: 1,
        }
    }

    #[test]
    fn what_a_cell_shows_reads_back_as_the_same_entry() {
        for lang in [Lang::Zh, Lang::En] {
            for kind in [Kind::OnPost, Kind::ClassHours, Kind::Preparation] {
                let lengths = (1..=1440).map(|minutes| entry(kind, minutes, None));
                let spans = [(540, 1020), (1320, 1800), (545, 546), (0, 1440), (600, 2040)]
                    .map(|(start, end)| entry(kind, end - start, Some((start, end))));
                for entry in lengths.chain(spans) {
                    let text = typed(&entry, 45, Words::new(lang));
                    assert_eq!(read_time(&text, entry.kind, 45), Ok((entry.minutes, entry.span)), "{text}");
                }
            }
        }
    }
}
