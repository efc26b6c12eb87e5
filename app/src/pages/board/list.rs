//! The board as a table: one row a placement.

use domain::board::BoardFilter;
use leptos::prelude::*;
use service::board::{Board, BoardRow};

use super::PATH;
use crate::{
    pages::{address, placement::state_look},
    ui::table::{Cell, Column, Pager, Row, Table},
    words::Words,
};

pub(super) fn table(w: Words, filter: &BoardFilter, board: &Board) -> AnyView {
    let columns = vec![
        Column::text(w.board_person()),
        Column::text(w.board_place()),
        Column::text(w.placement_dates()),
        Column::text(w.board_proposed_dates()),
        Column::text(w.placement_state()),
    ];
    let rows = board.rows.items.iter().flat_map(|row| rows(w, row)).collect::<Vec<_>>();
    let start =
        (!filter.cursor.is_empty()).then(|| address(PATH, &BoardFilter { cursor: String::new(), ..filter.clone() }));
    let next = board.rows.next.clone().map(|cursor| address(PATH, &BoardFilter { cursor, ..filter.clone() }));
    let count = board.rows.items.len();
    view! {
        <Table caption=w.board() columns=columns>{rows}</Table>
        <Pager
            label=w.pages()
            previous=start
            previous_text=w.board_start()
            next=next
            next_text=w.next()
            words=w.board_page_rows(count)
        />
    }
    .into_any()
}

fn rows(w: Words, row: &BoardRow) -> Vec<AnyView> {
    let name = w.named(&row.label);
    let department = row.department.as_deref().unwrap_or_default();
    let one = |bar: &service::board::BoardBar| {
        let (tone, icon) = state_look(bar.line.state);
        let proposed = bar.proposed.map(|(first, last)| w.days(first, last)).unwrap_or_default();
        Row::new()
            .lead(w.board_person(), &format!("/placements/{}", bar.line.id), name, department)
            .cell(Cell::Text, w.board_place(), w.named(bar.place()))
            .cell(Cell::When, w.placement_dates(), &w.days(bar.line.first_day, bar.line.last_day))
            .cell(Cell::When, w.board_proposed_dates(), &proposed)
            .chip(w.placement_state(), tone, Some(icon), w.state(bar.line.state))
            .view()
            .into_any()
    };
    row.bars.iter().map(one).collect()
}
