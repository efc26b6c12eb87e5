//! The plan of a span on paper and as a file: who goes where, when, and what stands against it.

use domain::{
    board::{BoardFilter, Row as WireRow, WorkDays, clashes},
    placement::State,
};
use leptos::prelude::*;
use service::{
    board::{BoardBar, Plan},
    tabular::{Cell as FileCell, Sheet},
};

use super::{PATH, wire_row};
use crate::{
    islands::PrintButton,
    pages::{Page, address, page, placement::state_look, query},
    ui::{
        button::LinkButton,
        empty::Empty,
        icon::IconName,
        layout::PageHeader,
        table::{Cell, Column, Row, Table},
    },
    words::Words,
};

/// The plan of a span.
#[component]
pub fn PlanPage() -> impl IntoView {
    let filter = query::<BoardFilter>();
    page(async move |visit| {
        let w = visit.words();
        let plan = service::board::plan(&visit.db, &visit.ctx, &filter).await?;
        let file = address("/exports/plan.xlsx", &filter);
        let back = address(PATH, &filter);
        let action = view! {
            <PrintButton label=w.print().to_owned() />
            <a class="button" href=file download>"XLSX"</a>
            <LinkButton href=back>{w.board_back()}</LinkButton>
        }
        .into_any();
        let days = w.days(plan.days.0, plan.days.1);
        let content = if plan.rows.is_empty() {
            view! { <Empty title=w.board_none() text=w.board_none_text() icon=IconName::Calendar /> }.into_any()
        } else {
            table(w, &plan)
        };
        let body = view! {
            <div class="board-plan">
                <PageHeader title=w.board_plan_title() lead=w.board_plan_of(&days) action=action />
                {content}
            </div>
        };
        Ok(Page::new(w.board_plan_title(), body))
    })
}

/// One placement of the plan.
struct Line<'a> {
    name: &'a str,
    department: &'a str,
    bar: &'a BoardBar,
    workdays: u32,
    conflicts: String,
}

/// The placements in order, with what stands against those that are still ahead.
fn lines<'a>(w: Words, plan: &'a Plan) -> Vec<Line<'a>> {
    let work = WorkDays::new(plan.differing.clone());
    let mut lines = Vec::new();
    for row in &plan.rows {
        let wire = wire_row(w, row);
        for (bar, drawn) in row.bars.iter().zip(&wire.bars) {
            let (first, last) = (bar.line.first_day, bar.line.last_day);
            lines.push(Line {
                name: w.named(&row.label),
                department: row.department.as_deref().unwrap_or_default(),
                bar,
                workdays: work.workdays(first, last),
                conflicts: conflicts(w, &wire, drawn, &work),
            });
        }
    }
    lines
}

/// What stands against a placement that is not over; of soft things nothing, which paper has no room for.
fn conflicts(w: Words, row: &WireRow, bar: &domain::board::Bar, work: &WorkDays) -> String {
    if !matches!(bar.state, State::Draft | State::Submitted | State::Approved | State::Active) {
        return String::new();
    }
    let found = clashes(row, bar, bar.first_day, bar.last_day, work);
    let told: Vec<String> = found.iter().filter(|it| it.is_hard).map(|it| w.board_clash(it)).collect();
    told.join(w.pick("；", "; "))
}

fn table(w: Words, plan: &Plan) -> AnyView {
    let columns = vec![
        Column::text(w.board_person()),
        Column::text(w.board_place()),
        Column::text(w.placement_dates()),
        Column::number(w.board_workdays()),
        Column::text(w.placement_state()),
        Column::text(w.mentor()),
        Column::text(w.board_conflicts()),
    ];
    let rows = lines(w, plan)
        .into_iter()
        .map(|line| {
            let (tone, icon) = state_look(line.bar.line.state);
            let mentor = line.bar.mentor.as_ref().map_or("", |mentor| w.named(mentor));
            Row::new()
                .lead(w.board_person(), &format!("/placements/{}", line.bar.line.id), line.name, line.department)
                .cell(Cell::Text, w.board_place(), w.named(line.bar.place()))
                .cell(Cell::When, w.placement_dates(), &w.days(line.bar.line.first_day, line.bar.line.last_day))
                .cell(Cell::Number, w.board_workdays(), &line.workdays.to_string())
                .chip(w.placement_state(), tone, Some(icon), w.state(line.bar.line.state))
                .cell(Cell::Text, w.mentor(), mentor)
                .cell(Cell::Text, w.board_conflicts(), &line.conflicts)
                .view()
        })
        .collect::<Vec<_>>();
    view! { <Table caption=w.board_plan_title() columns=columns>{rows}</Table> }.into_any()
}

/// The plan as a table for a file, its columns in the reader's language.
#[must_use]
pub fn sheet(w: Words, plan: &Plan) -> Sheet {
    let columns = [
        w.board_person(),
        w.department(),
        w.board_place(),
        w.direction_label(),
        w.first_day(),
        w.last_day(),
        w.board_workdays(),
        w.placement_state(),
        w.mentor(),
        w.board_conflicts(),
    ];
    let rows = lines(w, plan).into_iter().map(|line| {
        vec![
            FileCell::text(line.name),
            FileCell::text(line.department),
            FileCell::text(w.named(line.bar.place())),
            FileCell::text(w.direction(line.bar.line.direction)),
            FileCell::Date(line.bar.line.first_day),
            FileCell::Date(line.bar.line.last_day),
            FileCell::Number(f64::from(line.workdays)),
            FileCell::text(w.state(line.bar.line.state)),
            FileCell::text(line.bar.mentor.as_ref().map_or("", |mentor| w.named(mentor))),
            FileCell::text(line.conflicts),
        ]
    });
    Sheet::new(&columns, rows.collect())
}
