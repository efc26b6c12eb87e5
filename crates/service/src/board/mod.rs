//! The board: who is where, by weeks, and bars that are moved.

mod busy;
mod moving;

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    board::{BoardFilter, Busy, Change, Weekdays, Who},
    calendar::{Day, DayKind},
    id::{PersonId, PlacementId},
    list::{Limit, Page},
    name::Named,
    organisation::DEFAULT_ZONE,
    permission::Action,
    placement::{Direction, Load, PlacementLine, Side, State},
};

use crate::{
    Ctx, Db, Result,
    guard::{self, Allowed, ReadRoster},
    store::{
        self,
        board::{BarLine, BoardQuery},
        person::RosterQuery,
    },
};

pub use moving::{MoveForm, Moved, move_bar};

/// A placement on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardBar {
    /// The placement.
    pub line: PlacementLine,
    /// The side of the acting organisation.
    pub side: Side,
    /// New days that wait for one side, inclusive.
    pub proposed: Option<(NaiveDate, NaiveDate)>,
    /// What the actor may do to its days.
    pub change: Change,
    /// On which weekdays the participant is expected, as far as that is known.
    pub weekdays: Weekdays,
    /// Who looks after the participant at the host.
    pub mentor: Option<Named>,
}

/// A person on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// Who.
    pub person: PersonId,
    /// Name or reference.
    pub label: Named,
    /// The department, of the own people.
    pub department: Option<String>,
    /// The placements shown, the earliest first.
    pub bars: Vec<BoardBar>,
    /// What else takes the time of the person on the days shown.
    pub busy: Vec<Busy>,
}

/// A page of the board, and what is around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Today.
    pub today: NaiveDate,
    /// The days shown, from a Monday to a Sunday, inclusive.
    pub days: (NaiveDate, NaiveDate),
    /// The rows of this page.
    pub rows: Page<BoardRow>,
    /// How many rows there are on all pages.
    pub count: u64,
    /// The departments to choose from.
    pub departments: Vec<String>,
    /// The days shown that are not like every other of their weekday.
    pub differing: Vec<(NaiveDate, DayKind)>,
    /// Whether the acting organisation teaches: its own people are teachers.
    pub teaches: bool,
}

/// The board of the acting organisation.
///
/// # Errors
/// Sign-in needed; forbidden for who may not read the roster.
pub async fn read(db: &Db, ctx: &Ctx, filter: &BoardFilter) -> Result<Board> {
    let organisation = allowed(db, ctx).await?;
    let query = query(ctx, filter, Limit::default());
    let rows = page(db, ctx, &organisation, &query).await?;
    Ok(Board {
        today: ctx.today(DEFAULT_ZONE),
        days: query.days,
        rows,
        count: store::board::count(db.reader(), &organisation, &query).await?,
        departments: store::board::departments(db.reader(), organisation.id).await?,
        differing: differing(db, &organisation, &query).await?,
        teaches: organisation.kind.teaches(),
    })
}

/// The rows behind a cursor, more than a page shows: for a board that scrolls.
///
/// # Errors
/// As [`read`].
pub async fn rows(db: &Db, ctx: &Ctx, filter: &BoardFilter) -> Result<Page<BoardRow>> {
    let organisation = allowed(db, ctx).await?;
    let limit = Limit::new(domain::list::LARGEST_PAGE).unwrap_or_default();
    page(db, ctx, &organisation, &query(ctx, filter, limit)).await
}

/// A whole board, for paper and files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The days shown, inclusive.
    pub days: (NaiveDate, NaiveDate),
    /// Those with placements, by name.
    pub rows: Vec<BoardRow>,
    /// The days shown that are not like every other of their weekday.
    pub differing: Vec<(NaiveDate, DayKind)>,
}

/// Everybody on the board who has a placement, on all pages.
///
/// # Errors
/// As [`read`].
pub async fn plan(db: &Db, ctx: &Ctx, filter: &BoardFilter) -> Result<Plan> {
    let organisation = allowed(db, ctx).await?;
    let limit = Limit::new(domain::list::LARGEST_PAGE).unwrap_or_default();
    let mut query = BoardQuery { only_placed: true, ..query(ctx, filter, limit) };
    query.after = None;
    let mut rows = Vec::new();
    loop {
        let page = page(db, ctx, &organisation, &query).await?;
        rows.extend(page.items);
        query.after = page.next.as_deref().and_then(read_cursor);
        if query.after.is_none() {
            let differing = differing(db, &organisation, &query).await?;
            return Ok(Plan { days: query.days, rows, differing });
        }
    }
}

fn read_cursor(cursor: &str) -> Option<(String, i64)> {
    let (id, name) = cursor.split_once('~')?;
    Some((name.to_owned(), id.parse().ok()?))
}

async fn allowed(db: &Db, ctx: &Ctx) -> Result<Allowed<ReadRoster>> {
    let organisation = ctx.acting_organisation()?;
    guard::organisation::<ReadRoster>(db.reader(), ctx, organisation).await
}

fn query(ctx: &Ctx, filter: &BoardFilter, limit: Limit) -> BoardQuery {
    let today = ctx.today(DEFAULT_ZONE);
    let days = filter.span().days(filter.day(today));
    BoardQuery {
        days,
        hosted: filter.who() == Who::Hosted,
        department: filter.department.trim().to_owned(),
        state: State::parse(&filter.state),
        direction: Direction::parse(&filter.direction),
        only_placed: filter.only_placed(),
        roster: RosterQuery { q: filter.q.trim().to_owned(), on: days.0.min(today), limit, ..RosterQuery::default() },
        after: read_cursor(&filter.cursor),
    }
}

async fn page(db: &Db, ctx: &Ctx, organisation: &Allowed<ReadRoster>, query: &BoardQuery) -> Result<Page<BoardRow>> {
    let people = store::board::people(db.reader(), organisation, query).await?;
    let ids: Vec<PersonId> = people.items.iter().map(|(id, ..)| *id).collect();
    let visible = guard::visible_placements(ctx)?;
    let lines = store::board::of_people(db.reader(), &visible, &ids, query).await?;
    let mut bars = bars(db, ctx, lines).await?;
    let knows = busy::Knows::of(ctx, organisation.id, query.hosted);
    let mut busy = busy::busy(db.reader(), knows, &bars, query.days).await?;
    let row = |(person, label, department)| {
        let (bars, busy) = (bars.remove(&person).unwrap_or_default(), busy.remove(&person).unwrap_or_default());
        BoardRow { person, label, department, bars, busy }
    };
    Ok(people.map(row))
}

async fn bars(db: &Db, ctx: &Ctx, lines: HashMap<PersonId, Vec<BarLine>>) -> Result<HashMap<PersonId, Vec<BoardBar>>> {
    let open = lines.values().flatten().filter(|bar| is_open(bar.line.state));
    let open: Vec<PlacementId> = open.map(|bar| bar.line.id).collect();
    let schedules = store::schedule::of_many(db.reader(), &open).await?;
    let bar = |bar: BarLine| {
        let weekdays = schedules.get(&bar.line.id).map(Weekdays::of);
        as_bar(ctx, bar, weekdays)
    };
    let of_person = |lines: Vec<BarLine>| lines.into_iter().filter_map(bar).collect();
    Ok(lines.into_iter().map(|(person, lines)| (person, of_person(lines))).collect())
}

/// Whether a placement is planned or under way.
const fn is_open(state: State) -> bool {
    matches!(state, State::Draft | State::Submitted | State::Approved | State::Active)
}

/// A placement as a bar of the acting organisation, with the weekdays of its schedule; none when it is on no side.
fn as_bar(ctx: &Ctx, bar: BarLine, scheduled: Option<Weekdays>) -> Option<BoardBar> {
    let BarLine { line, drafted_by, proposed, mentor } = bar;
    let side = if ctx.organisation() == Some(line.sending_id) { Side::Sending } else { Side::Hosting };
    if side == Side::Hosting && ctx.organisation() != Some(line.hosting_id) {
        return None;
    }
    let change = match line.state {
        _ if !guard::may_as_side(ctx, side, Action::DecidePlacement) => Change::No,
        State::Draft if drafted_by == side => Change::Edit,
        State::Approved | State::Active if proposed.is_none_or(|(.., by)| by == side) => Change::Propose,
        _ => Change::No,
    };
    let usual = if line.load == Load::FullTime { Weekdays::WORKWEEK } else { Weekdays::default() };
    let weekdays = scheduled.unwrap_or(usual);
    let proposed = proposed.map(|(first, last, _)| (first, last));
    Some(BoardBar { line, side, proposed, change, weekdays, mentor })
}

/// The days shown on which people work though it is a weekend, or do not though it is none: by the calendar of the
/// state in which the organisation lies, and where people come to it, by its own.
async fn differing(
    db: &Db,
    organisation: &Allowed<ReadRoster>,
    query: &BoardQuery,
) -> Result<Vec<(NaiveDate, DayKind)>> {
    let mut calendar = crate::calendar::of_organisation(db.reader(), organisation.id).await?;
    if !query.hosted {
        calendar.entries.clear();
    }
    let kind = |(day, told): (NaiveDate, Day)| match (told.works(), Weekdays::WORKWEEK.contains(day)) {
        (true, false) => Some((day, DayKind::MakeUpWorkday)),
        (false, true) => Some((day, DayKind::Holiday)),
        _ => None,
    };
    Ok(calendar.lay_out(query.days.0, query.days.1).iter().filter_map(kind).collect())
}

impl BoardBar {
    /// Whether it takes the whole working time.
    #[must_use]
    pub fn is_full_time(&self) -> bool {
        self.line.load == Load::FullTime
    }

    /// Where it is, seen from the acting organisation: the host, or of a hosted person the sender.
    #[must_use]
    pub const fn place(&self) -> &Named {
        match self.side {
            Side::Sending => &self.line.hosting,
            Side::Hosting => &self.line.sending,
        }
    }
}
