//! The board: who is where, by weeks, and bars that are moved.

use chrono::NaiveDate;
use domain::{
    board::{BoardFilter, Change, Who},
    calendar::{Calendar, DayKind},
    error::Conflict,
    id::{PersonId, PlacementId},
    list::{Limit, Page},
    name::Named,
    organisation::DEFAULT_ZONE,
    permission::Action,
    placement::{Deed, Direction, Load, PlacementForm, PlacementLine, Side, State},
};
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    guard::{self, Allowed, DecidePlacement, ReadRoster},
    placement::{self, DeedForm},
    store::{
        self,
        board::{BarLine, BoardQuery},
        person::RosterQuery,
    },
};

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
        differing: differing(query.days),
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
            return Ok(Plan { days: query.days, rows, differing: differing(query.days) });
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
    let mut bars = store::board::of_people(db.reader(), &visible, &ids, query).await?;
    let row = |(person, label, department)| {
        let bars = bars.remove(&person).unwrap_or_default().into_iter().filter_map(|bar| as_bar(ctx, bar)).collect();
        BoardRow { person, label, department, bars }
    };
    Ok(people.map(row))
}

/// A placement as a bar of the acting organisation; none when it is on no side of it.
fn as_bar(ctx: &Ctx, bar: BarLine) -> Option<BoardBar> {
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
    Some(BoardBar { line, side, proposed: proposed.map(|(first, last, _)| (first, last)), change, mentor })
}

/// The public holidays and make-up workdays of some days.
fn differing(days: (NaiveDate, NaiveDate)) -> Vec<(NaiveDate, DayKind)> {
    let china = Calendar::china();
    let all = days.0.iter_days().take_while(|day| *day <= days.1).map(|day| (day, china.kind(day)));
    all.filter(|(_, kind)| matches!(kind, DayKind::Holiday | DayKind::MakeUpWorkday)).collect()
}

/// The days to which a bar is moved, as they are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// First day.
    pub first_day: String,
    /// Last day, inclusive.
    pub last_day: String,
}

/// Moves a placement that still has `version` to other days: a draft is changed, for an agreed one the days are
/// proposed, and where the own side had proposed others and these are the days that hold, the proposal is taken back.
///
/// # Errors
/// As [`placement::edit`] and [`placement::act`].
pub async fn move_bar(db: &Db, ctx: &Ctx, id: PlacementId, form: &MoveForm, version: i32) -> Result<BoardBar> {
    let placement = {
        let allowed = guard::placement::<DecidePlacement>(db.reader(), ctx, id).await?;
        (*allowed).clone()
    };
    let MoveForm { first_day, last_day } = form.clone();
    let holds = first_day == placement.first_day.to_string() && last_day == placement.last_day.to_string();
    let own = placement.proposed.is_some_and(|dates| Some(dates.by) == guard::side(ctx, &placement));
    if placement.state == State::Draft {
        let form = PlacementForm { first_day, last_day, ..placement::form_of(&placement) };
        placement::edit(db, ctx, id, &form, version).await?;
    } else {
        let form = DeedForm { first_day, last_day, ..DeedForm::default() };
        match (own, holds) {
            (true, true) => placement::act(db, ctx, id, Deed::RejectDates, &form, version).await?,
            (true, false) => placement::propose_instead(db, ctx, id, &form, version).await?,
            (false, _) => placement::act(db, ctx, id, Deed::ProposeDates, &form, version).await?,
        }
    }
    let visible = guard::visible_placements(ctx)?;
    let moved = store::board::one(db.reader(), &visible, id).await?.and_then(|bar| as_bar(ctx, bar));
    Ok(moved.ok_or(Conflict::Stale)?)
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
