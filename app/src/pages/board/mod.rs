//! The board: people by week, as a chart that can be worked with, as a table, and on paper.

mod chart;
mod list;
mod plan;

use domain::{
    board::{Bar, BoardFilter, Row as WireRow, Span, Who, write_asking, write_bar, write_rows},
    placement::{Direction, State},
};
use leptos::prelude::*;
use service::board::{Board, BoardBar, BoardRow, Moved};

pub use plan::{PlanPage, sheet};

use crate::{
    pages::{Page, address, page, query},
    ui::{
        button::LinkButton,
        empty::Empty,
        form::{ActiveFilter, Choice, FilterBar, SearchField, SelectField},
        icon::IconName,
        layout::PageHeader,
        text::Text,
    },
    words::Words,
};

const PATH: &str = "/board";
const PLAN: &str = "/board/plan";

/// Who is where, by week.
#[component]
pub fn BoardPage() -> impl IntoView {
    let filter = query::<BoardFilter>();
    page(async move |visit| {
        let w = visit.words();
        let board = service::board::read(&visit.db, &visit.ctx, &filter).await?;
        let fresh = BoardFilter { cursor: String::new(), ..filter.clone() };
        let (other, text) = if filter.is_table() { ("", w.board_as_chart()) } else { ("table", w.board_as_table()) };
        let other = address(PATH, &BoardFilter { view: other.to_owned(), ..fresh.clone() });
        let plan = address(PLAN, &BoardFilter { view: String::new(), ..fresh.clone() });
        let action = view! {
            <LinkButton href=other>{text}</LinkButton>
            <LinkButton href=plan icon=IconName::Calendar>{w.board_plan()}</LinkButton>
        }
        .into_any();
        let content = if board.rows.items.is_empty() {
            empty(w, &filter)
        } else if filter.is_table() {
            list::table(w, &filter, &board)
        } else {
            chart::chart(w, &filter, &board)
        };
        let body = view! {
            <PageHeader title=w.board() lead=w.board_lead() action=action />
            {filters(w, &filter, &board)}
            {steps(w, &filter, &board)}
            {content}
        };
        Ok(Page::new(w.board(), body))
    })
}

/// The way to the span before, to today's and to the one after.
fn steps(w: Words, filter: &BoardFilter, board: &Board) -> AnyView {
    let (span, day) = (filter.span(), filter.day(board.today));
    let to = |from: String| address(PATH, &BoardFilter { from, cursor: String::new(), ..filter.clone() });
    let days = w.days(board.days.0, board.days.1);
    view! {
        <nav class="board-steps" aria-label=w.board_span_label()>
            <LinkButton href=to(span.before(day).to_string())>{w.board_earlier()}</LinkButton>
            <LinkButton href=to(String::new())>{w.board_today()}</LinkButton>
            <LinkButton href=to(span.after(day).to_string())>{w.board_later()}</LinkButton>
            <span class="board-span">{days}</span>
            <span class="board-count">{w.board_count(board.count)}</span>
        </nav>
    }
    .into_any()
}

fn empty(w: Words, filter: &BoardFilter) -> AnyView {
    let all = address(PATH, &BoardFilter { from: filter.from.clone(), ..BoardFilter::default() });
    view! {
        <Empty
            title=w.board_none()
            text=w.board_none_text()
            icon=IconName::Calendar
            action=view! { <LinkButton href=all>{w.clear_filters()}</LinkButton> }.into_any()
        />
    }
    .into_any()
}

fn filters(w: Words, filter: &BoardFilter, board: &Board) -> AnyView {
    let spans = Span::ALL.iter().map(|span| Choice::new(span.as_str(), w.board_span(*span))).collect::<Vec<_>>();
    let whose = Who::ALL.iter().map(|who| Choice::new(who.as_str(), w.board_whose(*who, board.teaches)));
    let whose = whose.collect::<Vec<_>>();
    let states = State::ALL.iter().map(|state| Choice::new(state.as_str(), w.state(*state))).collect::<Vec<_>>();
    let directions = Direction::ALL.iter().map(|it| Choice::new(it.as_str(), w.direction(*it))).collect::<Vec<_>>();
    let kept = [("from", &filter.from), ("view", &filter.view)].into_iter().filter(|(_, value)| !value.is_empty());
    let hidden: Vec<(Text, Text)> = kept.map(|(name, value)| (name.into(), value.clone().into())).collect();
    let departments = (filter.who() == Who::Own && !board.departments.is_empty()).then(|| {
        let options = board.departments.iter().map(|name| Choice::new(name.clone(), name.clone())).collect::<Vec<_>>();
        let value = filter.department.clone();
        view! {
            <SelectField name="department" label=w.department() options=options value=value empty=w.all() />
        }
    });
    let active = active(w, filter);
    let (span, who) = (filter.span().as_str(), filter.who().as_str());
    let BoardFilter { q, state, direction, .. } = filter.clone();
    view! {
        <FilterBar
            action=PATH
            label=w.board_filter()
            apply_text=w.apply()
            hidden=hidden
            active=active
            clear_text=w.clear_filters()
        >
            <SelectField name="span" label=w.board_span_label() options=spans value=span />
            <SelectField name="who" label=w.board_who() options=whose value=who />
            {departments}
            <SelectField name="direction" label=w.direction_label() options=directions value=direction empty=w.all() />
            <SelectField name="state" label=w.placement_state() options=states value=state empty=w.all() />
            <SearchField name="q" label=w.board_q() value=q />
        </FilterBar>
    }
    .into_any()
}

fn active(w: Words, filter: &BoardFilter) -> Vec<ActiveFilter> {
    let fresh = BoardFilter { cursor: String::new(), ..filter.clone() };
    let mut active = Vec::new();
    let mut add = |label: &str, value: &str, without: BoardFilter| {
        if !value.is_empty() {
            let label = w.placement_filter(label, value);
            let remove_text = w.remove_filter(&label).into();
            active.push(ActiveFilter { remove_text, label: label.into(), href: address(PATH, &without).into() });
        }
    };
    add(w.department(), &filter.department, BoardFilter { department: String::new(), ..fresh.clone() });
    let direction = Direction::parse(&filter.direction).map_or("", |direction| w.direction(direction));
    add(w.direction_label(), direction, BoardFilter { direction: String::new(), ..fresh.clone() });
    let state = State::parse(&filter.state).map_or("", |state| w.state(state));
    add(w.placement_state(), state, BoardFilter { state: String::new(), ..fresh.clone() });
    add(w.board_q(), filter.q.trim(), BoardFilter { q: String::new(), ..fresh.clone() });
    active
}

/// The rows behind a cursor as the board asks for them while it scrolls: a line with the next cursor, then the rows as
/// `domain::board` writes them.
#[must_use]
pub fn rows_text(w: Words, page: &domain::list::Page<BoardRow>) -> String {
    let rows: Vec<WireRow> = page.items.iter().map(|row| wire_row(w, row)).collect();
    format!("{}\n{}", page.next.as_deref().unwrap_or_default(), write_rows(&rows))
}

/// A row in the reader's language, as it travels to the browser.
fn wire_row(w: Words, row: &BoardRow) -> WireRow {
    WireRow {
        person: row.person,
        name: w.named(&row.label).to_owned(),
        department: row.department.clone().unwrap_or_default(),
        bars: row.bars.iter().map(|bar| wire_bar(w, bar)).collect(),
        busy: row.busy.clone(),
    }
}

/// What came of a move as it travels to the browser: the bar, or what wants a reason first.
pub(crate) fn wire_moved(w: Words, moved: &Moved) -> String {
    match moved {
        Moved::To(bar) => write_bar(&wire_bar(w, bar)),
        Moved::Asks(found) => {
            let found: Vec<String> = found.iter().map(|it| w.board_clash(it)).collect();
            write_asking(&found.join(w.pick("；", "; ")))
        }
    }
}

/// A bar in the reader's language, as it travels to the browser.
fn wire_bar(w: Words, bar: &BoardBar) -> Bar {
    Bar {
        id: bar.line.id,
        version: bar.line.version,
        state: bar.line.state,
        full_time: bar.is_full_time(),
        weekdays: bar.weekdays,
        change: bar.change,
        first_day: bar.line.first_day,
        last_day: bar.line.last_day,
        proposed: bar.proposed,
        place: w.named(bar.place()).to_owned(),
    }
}
