//! The result: who was placed, each with the way to the placement, and who was not and why.

use domain::{
    id::{PersonId, PlacementId},
    placement::State,
};
use leptos::prelude::*;
use service::{Failure, placement::Verdict};

use super::{Asked, judge::refused_table};
use crate::{
    pages::placement::state_look,
    ui::{
        button::{ButtonKind, LinkButton},
        icon::IconName,
        layout::Section,
        table::{Cell, Column, Row, Table},
    },
    visit::Visit,
};

/// The page after drafting.
pub(super) async fn view(visit: &Visit, asked: &Asked, left: &[PersonId]) -> Result<AnyView, Failure> {
    let w = visit.words();
    let ids: Vec<PlacementId> = asked.made.split('.').filter_map(PlacementId::parse).collect();
    let made = service::placement::by_ids(&visit.db, &visit.ctx, &ids).await?;
    let submitted = !made.is_empty() && made.iter().all(|line| line.state != State::Draft);
    let title = if submitted { w.many_done_submitted(made.len()) } else { w.many_done(made.len()) };
    let columns = vec![
        Column::text(w.participant()),
        Column::text(w.placement_from_to()),
        Column::text(w.placement_dates()),
        Column::text(w.placement_state()),
    ];
    let rows = made
        .iter()
        .map(|line| {
            let (tone, icon) = state_look(line.state);
            Row::new()
                .lead(w.participant(), &format!("/placements/{}", line.id), w.named(&line.participant), "")
                .cell(
                    Cell::Text,
                    w.placement_from_to(),
                    &format!("{} → {}", w.named(&line.sending), w.named(&line.hosting)),
                )
                .cell(Cell::When, w.placement_dates(), &w.days(line.first_day, line.last_day))
                .chip(w.placement_state(), tone, Some(icon), w.state(line.state))
                .view()
        })
        .collect::<Vec<_>>();
    let drafts = (!submitted).then(|| {
        let href = "/placements?state=draft";
        view! { <LinkButton href=href kind=ButtonKind::Primary icon=IconName::Draft>{w.many_to_drafts()}</LinkButton> }
    });
    let not_placed = not_placed(visit, asked, left).await?;
    Ok(view! {
        <Section id="made" title=title.clone() action=drafts.into_any()>
            <div class="compact">
                <Table caption=title columns=columns>
                    {rows}
                </Table>
            </div>
        </Section>
        {not_placed}
    }
    .into_any())
}

/// Those who were named and not placed, judged as things stand now.
async fn not_placed(visit: &Visit, asked: &Asked, left: &[PersonId]) -> Result<Option<AnyView>, Failure> {
    if left.is_empty() {
        return Ok(None);
    }
    let w = visit.words();
    let verdicts = match service::placement::judge_many(&visit.db, &visit.ctx, &asked.form, left).await {
        Ok(verdicts) => verdicts,
        // What is wrong for everybody by now is shown when somebody tries again.
        Err(failure) if matches!(failure.error(), domain::Error::Invalid(_)) => return Ok(None),
        Err(failure) => return Err(failure),
    };
    let verdicts: Vec<&Verdict> = verdicts.iter().collect();
    let table = refused_table(w, &verdicts, None);
    Ok(Some(view! { <Section id="left" title=w.many_not_done(left.len())>{table}</Section> }.into_any()))
}
