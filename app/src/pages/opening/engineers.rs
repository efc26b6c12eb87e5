//! The own engineers: where each teaches, and how far the class hours are confirmed.

use leptos::prelude::*;
use service::{Failure, opening::EngineerLine};

use crate::{
    pages::placement::state_look,
    ui::{
        button::{ButtonKind, LinkButton},
        empty::Empty,
        icon::IconName,
        layout::Section,
        table::{Cell, Column, Row, Table},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// How many engineers the section shows; the roster has all.
const SHOWN: usize = 50;

/// The section with the engineers who are placed first.
pub(super) async fn section(visit: &Visit) -> Result<AnyView, Failure> {
    let w = visit.words();
    let mut lines = service::opening::own_engineers(&visit.db, &visit.ctx).await?;
    let all = lines.len();
    lines.truncate(SHOWN);
    let link = (all > SHOWN).then(|| {
        view! { <LinkButton href="/people?profile=engineer" kind=ButtonKind::Quiet>{w.my_engineers()}</LinkButton> }
            .into_any()
    });
    let content = if lines.is_empty() {
        let action =
            view! { <LinkButton href="/people/new" icon=IconName::Add>{w.placement_add_person()}</LinkButton> };
        view! {
            <Empty
                title=w.engineers_none()
                text=w.engineers_none_text()
                icon=IconName::People
                action=action.into_any()
            />
        }
        .into_any()
    } else {
        let columns = vec![
            Column::text(w.opening_engineer()),
            Column::text(w.engineers_where()),
            Column::text(w.opening_days()),
            Column::text(w.placement_state()),
            Column::number(w.engineers_class_hours()),
            Column::text(w.engineers_confirmation()),
        ];
        let rows = lines.iter().map(|line| row(w, line)).collect::<Vec<_>>();
        view! { <Table caption=w.engineers_at_colleges() columns=columns>{rows}</Table> }.into_any()
    };
    Ok(view! {
        <Section id="engineers" title=w.engineers_at_colleges() lead=w.engineers_at_colleges_lead() action=link>
            {content}
        </Section>
    }
    .into_any())
}

fn row(w: Words, line: &EngineerLine) -> impl IntoView + use<> {
    let name = w.named(&line.person.label);
    let sub = line.person.title.as_deref().unwrap_or_default();
    let Some(placement) = &line.placement else {
        return Row::new()
            .lead(w.opening_engineer(), &format!("/people/{}", line.person.id), name, sub)
            .cell(Cell::Text, w.engineers_where(), "")
            .cell(Cell::When, w.opening_days(), "")
            .chip(w.placement_state(), Tone::Muted, None, w.engineers_free())
            .cell(Cell::Number, w.engineers_class_hours(), "")
            .cell(Cell::Text, w.engineers_confirmation(), "")
            .view();
    };
    let (tone, icon) = state_look(placement.state);
    let class_hours = |minutes: i64| minutes / i64::from(line.class_hour_minutes.max(1));
    let (done, plan) = (class_hours(line.confirmed_minutes), class_hours(i64::from(line.planned_minutes)));
    let row = Row::new()
        .lead(w.opening_engineer(), &format!("/placements/{}", placement.id), name, sub)
        .cell(Cell::Text, w.engineers_where(), w.named(&placement.hosting))
        .cell(Cell::When, w.opening_days(), &w.days(placement.first_day, placement.last_day))
        .chip(w.placement_state(), tone, Some(icon), w.state(placement.state))
        .cell(Cell::Number, w.engineers_class_hours(), &w.engineers_of_plan(done, plan));
    let label = w.engineers_confirmation();
    if line.waiting_minutes > 0 {
        row.chip(label, Tone::AtRisk, Some(IconName::Waiting), &w.engineers_waiting(class_hours(line.waiting_minutes)))
    } else if line.confirmed_minutes > 0 {
        row.chip(label, Tone::Met, None, w.engineers_confirmed())
    } else {
        row.cell(Cell::Text, label, w.engineers_nothing())
    }
    .view()
}
