//! The story as deeds with their instants: who arrives when, and how each placement goes.

use chrono::{DateTime, NaiveDate, Utc};
use domain::placement::{Deed, Side, State};

use super::{
    calendar::{Calendar, after, instant, workday},
    closures,
    crowd::{self, Extra},
    diary, rules,
    tables::{Event, Stay, Tables},
    timetable,
};
use crate::{hours::Cell, placement::DeedForm};

/// A deed and when it is done.
#[derive(Debug)]
pub(super) struct Dated {
    pub(super) at: DateTime<Utc>,
    pub(super) step: Step,
}

/// Days, inclusive.
pub(super) type Days = (NaiveDate, NaiveDate);

/// A deed. People and stays are named by their place in the tables.
#[derive(Debug)]
pub(super) enum Step {
    /// The employer puts a person on the roster and gives an account.
    Arrive { person: usize },
    /// One side drafts the placement.
    Draft { stay: usize },
    /// A side does a deed to the placement.
    Act { stay: usize, side: Side, deed: Deed, form: DeedForm },
    /// The participant logs a week.
    Log { stay: usize, cells: Vec<Cell> },
    /// The participant changes the time of the one entry on a day.
    Mend { stay: usize, day: NaiveDate, time: &'static str },
    /// The participant submits.
    Submit { stay: usize, days: Days },
    /// The host confirms what waits.
    Confirm { stay: usize, days: Days, by: Confirmer },
    /// The host returns the lines of a day.
    SendBack { stay: usize, day: NaiveDate },
    /// The host unlocks the lines of a day.
    Unlock { stay: usize, day: NaiveDate },
    /// A deed about rules.
    Rules(rules::Deed),
    /// A deed about calendars.
    Calendar(closures::Deed),
    /// The college of the story brings in its timetable.
    Timetable,
    /// A deed of the crowd.
    Extra(Extra),
}

/// Who confirms at the host.
#[derive(Clone, Copy, Debug)]
pub(super) enum Confirmer {
    Mentor,
    Officer,
}

/// All deeds after the founding, in the order in which they are done.
pub(super) fn tell(tables: &Tables, calendar: Calendar) -> Vec<Dated> {
    let mut steps = arrivals(tables, calendar);
    for (nth, stay) in tables.stays.iter().enumerate() {
        let mut tale = Tale { nth, stay, calendar, steps: Vec::new() };
        tale.agreement();
        tale.course();
        steps.append(&mut tale.steps);
    }
    steps.append(&mut rules::tell(tables, calendar));
    steps.append(&mut closures::tell(tables, calendar));
    steps.append(&mut crowd::tell(tables, calendar));
    steps.push(timetable::tell(calendar));
    // Stable: deeds of one instant stay in the order in which they were told.
    steps.sort_by_key(|dated| dated.at);
    steps
}

/// People are added on the day after the founding, or on their first day; officers stand first in the table.
fn arrivals(tables: &Tables, calendar: Calendar) -> Vec<Dated> {
    let start = after(calendar.founded(), 1);
    tables
        .people
        .iter()
        .enumerate()
        .filter_map(|(person, somebody)| {
            let day = somebody.hired(calendar)?.max(start);
            let minute = i64::try_from(person).unwrap_or_default();
            Some(Dated { at: instant(day, 8, minute), step: Step::Arrive { person } })
        })
        .collect()
}

/// The day on which a placement is drafted: five weeks ahead, or in the last days for what lies ahead.
pub(super) fn drafted(stay: &Stay, calendar: Calendar) -> NaiveDate {
    after(stay.first_day(calendar), -35).min(after(calendar.today, -8))
}

/// The tale of one placement.
struct Tale<'a> {
    nth: usize,
    stay: &'a Stay,
    calendar: Calendar,
    steps: Vec<Dated>,
}

impl Tale<'_> {
    /// Adds a deed at an hour of a day, some minutes past it so that not everything happens at once.
    fn at(&mut self, day: NaiveDate, hour: i64, step: Step) {
        let minute = i64::try_from(self.nth * 7 % 45).unwrap_or_default();
        self.steps.push(Dated { at: instant(day, hour, minute), step });
    }

    fn act(&mut self, day: NaiveDate, hour: i64, side: Side, deed: Deed) {
        self.act_with(day, hour, side, deed, DeedForm::default());
    }

    fn act_with(&mut self, day: NaiveDate, hour: i64, side: Side, deed: Deed, form: DeedForm) {
        self.at(day, hour, Step::Act { stay: self.nth, side, deed, form });
    }

    fn reason(&self) -> DeedForm {
        DeedForm { reason: self.stay.reason.clone(), ..DeedForm::default() }
    }

    /// From the draft to the start.
    fn agreement(&mut self) {
        let (mine, theirs) = (self.stay.drafted_by, self.stay.drafted_by.other());
        let first_day = self.stay.first_day(self.calendar);
        let drafted = drafted(self.stay, self.calendar);
        let submitted = workday(after(drafted, 1));
        let answered = workday(after(drafted, 5));
        self.at(workday(drafted), 9, Step::Draft { stay: self.nth });
        let sent_back = self.stay.event == Some(Event::SentBack);
        if self.stay.state == State::Draft && !sent_back {
            return;
        }
        self.act(submitted, 10, mine, Deed::Submit);
        if sent_back {
            return self.act_with(answered, 14, theirs, Deed::Return, self.reason());
        }
        if self.stay.event == Some(Event::Resubmitted) {
            self.act_with(submitted, 14, theirs, Deed::Return, self.reason());
            self.act(submitted, 16, mine, Deed::Submit);
        }
        match self.stay.state {
            State::Submitted => return,
            State::Declined => return self.act_with(answered, 17, theirs, Deed::Decline, self.reason()),
            State::Withdrawn => return self.act(answered, 17, mine, Deed::Withdraw),
            _ => self.act(answered, 17, theirs, Deed::Approve),
        }
        if self.stay.state != State::Approved {
            self.act(first_day, 8, Side::Hosting, Deed::Start);
        }
    }

    /// From the start on: hours, and the end. What is over was submitted every four weeks, what runs every week.
    fn course(&mut self) {
        let running = self.stay.state == State::Active;
        let weeks: Vec<i64> = (0..self.stay.weeks_run()).collect();
        for (turn, period) in weeks.chunks(if running { 1 } else { 4 }).enumerate() {
            self.period(turn, period, running);
        }
        let first_day = self.stay.first_day(self.calendar);
        let last_friday = after(first_day, self.stay.weeks_run() * 7 - 3);
        match self.stay.state {
            State::Completed => self.act(after(last_friday, 5), 15, Side::Hosting, Deed::Complete),
            State::Terminated => {
                let form = DeedForm { last_day: last_friday.to_string(), ..self.reason() };
                self.act_with(last_friday, 17, Side::Sending, Deed::Terminate, form);
            }
            _ => {}
        }
        let proposer = match self.stay.event {
            Some(Event::Proposed) => Some(Side::Hosting),
            Some(Event::Asked) => Some(Side::Sending),
            _ => None,
        };
        if let Some(proposer) = proposer {
            let last_day = after(self.stay.last_day(self.calendar), 28).to_string();
            let form = DeedForm { first_day: first_day.to_string(), last_day, ..self.reason() };
            self.act_with(workday(after(self.calendar.today, -2)), 11, proposer, Deed::ProposeDates, form);
        }
    }

    /// Logs weeks, submits them on their last Friday; the host confirms on the Tuesday after.
    fn period(&mut self, turn: usize, weeks: &[i64], running: bool) {
        let stay = self.nth;
        let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
            return;
        };
        let first_day = self.stay.first_day(self.calendar);
        let days = (after(first_day, first * 7), after(first_day, last * 7 + 6));
        let mut logged = Vec::new();
        for week in weeks {
            let monday = after(first_day, week * 7);
            let cells = diary::week(self.stay, self.nth, *week, monday);
            if !cells.is_empty() {
                logged.extend(cells.iter().filter_map(|cell| cell.entry.day.parse::<NaiveDate>().ok()));
                self.at(after(monday, 4), 15, Step::Log { stay, cells });
            }
        }
        let (Some(first_logged), Some(last_logged)) = (logged.first().copied(), logged.last().copied()) else {
            return;
        };
        let weeks_left = self.stay.weeks_run() - 1 - last;
        let backlog = if self.stay.event == Some(Event::Backlog) { 3 } else { 1 };
        let waits = running && weeks_left < backlog;
        if waits && self.stay.event == Some(Event::Unsubmitted) {
            return;
        }
        self.at(after(days.1, -2), 16, Step::Submit { stay, days });
        if waits {
            return;
        }
        let tuesday = after(days.1, 2);
        let by =
            if turn.is_multiple_of(2) && !self.stay.mentor.is_empty() { Confirmer::Mentor } else { Confirmer::Officer };
        if self.stay.event == Some(Event::Returned) && weeks_left == 1 {
            self.at(tuesday, 9, Step::SendBack { stay, day: last_logged });
        }
        self.at(tuesday, 10, Step::Confirm { stay, days, by });
        if self.stay.event == Some(Event::Unlocked) && turn == 0 {
            let day = first_logged;
            self.at(after(tuesday, 1), 9, Step::Unlock { stay, day });
            self.at(after(tuesday, 1), 15, Step::Mend { stay, day, time: "4" });
            self.at(after(tuesday, 1), 16, Step::Submit { stay, days: (day, day) });
            self.at(after(tuesday, 2), 10, Step::Confirm { stay, days: (day, day), by });
        }
    }
}
