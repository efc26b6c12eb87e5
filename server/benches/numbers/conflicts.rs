//! What finding conflicts costs in a college of 2,000 teachers with a full timetable, and expanding its schedules: the
//! computation by itself, and whole requests with all that is asked of the database.

use std::{fmt::Write as _, fs, hint::black_box, time::Instant};

use chrono::{Days, NaiveDate};
use domain::{
    calendar::{Calendar, CalendarEntry, DayPart, EntryKind, OrganisationCalendar},
    conflict::{Circle, Conflict, Limits, Proposal, Taken, Timeline, conflicts},
    id::{PlacementId, SectionId},
    placement::Load,
    policy::DayRange,
    schedule::Schedule,
    session::{Offsets, Source},
};

use crate::{Bench, Client, OFFICER, Outcome, RUNS, cpu, fill, load::median, report::Limit::AtMost};

const TEACHERS: u64 = 2_000;
/// Proposals of one go.
const PROPOSALS: usize = 500;
/// Fifty colleges share the people of the database.
const PEOPLE: u32 = 100_000;
/// Five years, in days.
const FIVE_YEARS: u64 = 1_826;

impl Bench {
    /// One conflict check, 500 of them, and five years of schedules.
    pub(crate) fn conflicts(&mut self) -> Outcome<()> {
        let college = College::new()?;
        let of = |measure: &dyn Fn()| {
            let once = |_| {
                let began = Instant::now();
                measure();
                began.elapsed().as_secs_f64()
            };
            median((0..RUNS).map(once).collect())
        };
        // The first teachers stand for all: each has a timeline of a whole year.
        let all = of(&|| {
            for teacher in 0..PROPOSALS {
                black_box(college.check(teacher));
            }
        });
        let one = all * 1000.0 / PROPOSALS as f64;
        self.report.add("one conflict check, half a year beside a full timetable", "ms", one, AtMost(1.0));
        self.report.add("500 proposals", "s", all, AtMost(0.5));
        let expanded = of(&|| {
            for teacher in 0..TEACHERS {
                black_box(college.expand(teacher));
            }
        });
        self.report.add("five years of 2,000 schedules in sessions", "s", expanded, AtMost(2.0));
        self.stored_conflicts()
    }

    /// Two pages that judge 250 teachers each for one host, and what one draft meets, told by REST.
    fn stored_conflicts(&mut self) -> Outcome<()> {
        let (database, officer) = self.teachers(if self.quick { PEOPLE / 10 } else { PEOPLE })?;
        fill::timetable_for_first_college(&database)?;
        let draft = fill::draft_for_first_college(&database, "full_time")?;
        let server = self.twinpost.serve(&database)?;
        let client = Client::invited(&server.address, &officer)?;
        let today = fill::today(&database)?;
        let arrangement = format!(
            "/placements/many?step=check&hosting=2&form=on_post&load=full_time&planned_hours=320&first_day={today}\
             &last_day={}",
            today + Days::new(60)
        );
        let proposals = if self.quick { PROPOSALS / 10 } else { PROPOSALS };
        let mut pages = Vec::new();
        for people in fill::of_first_college(&database, proposals)?.chunks(PROPOSALS / 2) {
            let mut page = arrangement.clone();
            for person in people {
                write!(page, "&person={person}")?;
            }
            assert!(client.get(&page)?.matches("<tr").count() > people.len(), "all of them are judged");
            pages.push(page);
        }
        let mut seconds = Vec::new();
        for _ in 0..RUNS {
            let began = Instant::now();
            for page in &pages {
                client.get(page)?;
            }
            seconds.push(began.elapsed().as_secs_f64());
        }
        self.report.add("two pages that judge 500 proposals, from the database", "s", median(seconds), AtMost(0.5));
        let email = format!("another-{OFFICER}");
        let token = self.twinpost.run(&database, &["token", "create", "--email", &email, "--name", "bench"])?;
        let program = Client::with_token(&server.address, &token);
        let path = format!("/api/v1/placements/{draft}/conflicts");
        assert!(program.get(&path)?.contains("teaching"), "the draft meets lessons");
        let one = cpu(&server, RUNS, 50, || program.get(&path).map(drop))?;
        // The promise is of the check; the request asks who it is and what is around as well.
        self.report.add("conflicts of a draft by REST, from the database", "ms CPU", one, AtMost(5.0));
        drop(server);
        Ok(fs::remove_file(database)?)
    }
}

struct College {
    first_day: NaiveDate,
    host: OrganisationCalendar,
    offsets: Offsets,
    timelines: Vec<Timeline>,
}

impl College {
    fn new() -> Outcome<Self> {
        let first_day: NaiveDate = "2026-08-31".parse()?;
        let entry = |days: u64, length: u64| CalendarEntry {
            first_day: first_day + Days::new(days),
            last_day: first_day + Days::new(days + length),
            part: DayPart::Whole,
            kind: EntryKind::Closed,
            runs_as: None,
            name: "停产".into(),
        };
        let entries = (0..10).map(|n| entry(n * 180 + 150, 12)).collect();
        let offsets = Offsets::fixed(480);
        let timelines = (0..PROPOSALS as i64).map(|teacher| timeline(first_day, &offsets, teacher)).collect();
        Ok(Self {
            first_day,
            host: OrganisationCalendar { state: Calendar::china().clone(), entries },
            offsets,
            timelines,
        })
    }

    /// What half a year at the host meets, on four days a week.
    fn check(&self, teacher: usize) -> Vec<Conflict> {
        let days = DayRange { first_day: self.first_day, last_day: self.first_day + Days::new(181) };
        let source = Source::Placement(PlacementId(1));
        let schedule = Schedule::weekly([480, 480, 480, 480, 0, 0, 0], days.first_day, days.last_day);
        let schedule = Schedule { keeps_calendar: true, ..schedule }.in_calendar(&self.host);
        let sessions = schedule.sessions(&self.offsets, source);
        let nothing = Timeline::default();
        let circle = Circle {
            host: &self.host,
            offsets: &self.offsets,
            taken: self.timelines.get(teacher).unwrap_or(&nothing),
            leaves: &[],
            lapses: &[],
            places: None,
            limits: Limits::default(),
        };
        conflicts(&Proposal { source: Some(source), days, load: Load::FullTime, sessions: &sessions }, &circle)
    }

    fn expand(&self, teacher: u64) -> usize {
        let first_day = self.first_day + Days::new(teacher % 7);
        let schedule = Schedule::weekly([480, 480, 480, 480, 480, 0, 0], first_day, first_day + Days::new(FIVE_YEARS));
        let schedule = Schedule { keeps_calendar: true, ..schedule }.in_calendar(&self.host);
        schedule.sessions(&self.offsets, Source::Placement(PlacementId(1))).len()
    }
}

/// Twelve lessons a week through two terms.
fn timeline(first_day: NaiveDate, offsets: &Offsets, teacher: i64) -> Timeline {
    let weeks = (0..18).chain(25..43);
    let lesson = |week: u64, nth: u64| {
        let day = first_day + Days::new(week * 7 + (nth + teacher.unsigned_abs()) % 5);
        let start = 480 + i32::try_from(nth / 5).unwrap_or_default() * 120;
        Taken {
            span: offsets.span(day, start, start + 90),
            day,
            minutes: 90,
            source: Source::Section(SectionId(teacher * 12 + i64::try_from(nth).unwrap_or_default())),
            name: Some("动力电池管理及维护技术".into()),
        }
    };
    Timeline::from(weeks.flat_map(|week| (0..12).map(move |nth| lesson(week, nth))).collect::<Vec<_>>())
}
