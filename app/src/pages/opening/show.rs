//! One opening: what it is, when, how many places are free, who is placed from it, and the way to use it.

use chrono::{Days, NaiveDate};
use domain::{
    account::Role,
    id::OpeningId,
    opening::{Opening, OpeningKind},
    placement::{PlacementLine, State},
};
use leptos::prelude::*;
use service::opening::{MayUse, OpeningView};

use super::{free_fraction, free_tone, icon, place, specialty, standing};
use crate::{
    form::Filled,
    pages::{Page, page, path_value, placement::state_look, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::{Card, Fact, FactList},
        chip::StatusChip,
        form::{ErrorSummary, Form},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        notice::Notice,
        progress::Bar,
        table::{Cell, Column, Row, Table},
        timeline::{Timeline, TimelineBar, TimelineMark, TimelineWindow},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// How many placements the strip draws.
const STRIP_BARS: usize = 8;

/// One opening.
#[component]
pub fn OpeningPage() -> impl IntoView {
    let id = path_value("id", OpeningId::parse);
    page(async move |visit| {
        let w = visit.words();
        let view = service::opening::read(&visit.db, &visit.ctx, id?).await?;
        let filled = Filled::load(&visit, "opening_open", &"").await?;
        let opening = &view.opening;
        let today = visit.ctx.today(domain::organisation::DEFAULT_ZONE);
        let (tone, word) = standing(w, opening, today);
        let chips = view! {
            <StatusChip icon=icon(opening.kind) label=w.opening_kind(opening.kind) />
            <StatusChip tone=tone label=word />
        };
        let lead = format!("{} · {}", w.named(&opening.organisation.name), w.days(opening.first_day, opening.last_day));
        let crumbs = vec![
            Crumb { label: w.openings().into(), href: Some("/openings".into()) },
            Crumb { label: opening.title.clone().into(), href: None },
        ];
        let (actions, notice) = (actions(w, &view), notice(w, &view));
        let (facts, places) = (facts(w, opening), places(w, opening));
        let (strip, placed) = (strip(w, &view, today), placed(&visit, &view)?);
        let title = opening.title.clone();
        let body = view! {
            <Breadcrumbs label=w.opening_path() items=crumbs />
            <PageHeader title=title.clone() lead=lead chips=chips.into_any() action=actions />
            <ErrorSummary title=w.problems() items=problems(&filled) />
            {notice}
            <Section id="facts" title=w.opening_facts()>
                <div class="columns">
                    {facts}
                    {places}
                </div>
            </Section>
            <Section id="days" title=w.opening_days()>
                {strip}
            </Section>
            {placed}
        };
        Ok(Page::new(title, body))
    })
}

/// The one primary action, and what the owner can do.
fn actions(w: Words, view: &OpeningView) -> AnyView {
    let (opening, id) = (&view.opening, view.opening.id);
    let usable = opening.open && opening.free() > 0;
    let main = usable.then(|| match view.may_use {
        MayUse::Send => {
            let words = if view.may_edit { w.opening_use_here() } else { w.opening_use() };
            let many = (opening.free() > 1).then(|| {
                let href = format!("/placements/many?opening={id}");
                view! { <LinkButton href=href icon=IconName::People>{w.opening_use_many()}</LinkButton> }
            });
            view! {
                <LinkButton href=format!("/placements/new?opening={id}") kind=ButtonKind::Primary icon=IconName::Placement>
                    {words}
                </LinkButton>
                {many}
            }
            .into_any()
        }
        MayUse::Host => view! {
            <LinkButton href=format!("/placements/new?opening={id}") kind=ButtonKind::Primary icon=IconName::Placement>
                {w.opening_use()}
            </LinkButton>
        }
        .into_any(),
        MayUse::Ask => view! {
            <LinkButton
                href=format!("/openings/new?kind={}&from={id}", OpeningKind::TeachingNeed)
                kind=ButtonKind::Primary
                icon=IconName::Add
            >
                {w.opening_ask()}
            </LinkButton>
        }
        .into_any(),
        MayUse::No => ().into_any(),
    });
    let own = view.may_edit.then(|| {
        let (word, open) = if opening.open { (w.opening_close(), "") } else { (w.opening_reopen(), "true") };
        let hidden = vec![
            ("id".into(), id.to_string().into()),
            ("version".into(), opening.version.to_string().into()),
            ("open".into(), open.into()),
        ];
        view! {
            <LinkButton href=format!("/openings/{id}/edit") icon=IconName::Draft>{w.opening_edit()}</LinkButton>
            <Form action="/rpc/opening/set_open" hidden=hidden inline=true>
                <Button>{word}</Button>
            </Form>
        }
    });
    view! {
        {main}
        {own}
    }
    .into_any()
}

/// Why it cannot be used now, or not by pressing a button.
fn notice(w: Words, view: &OpeningView) -> Option<AnyView> {
    let text = if !view.opening.open {
        w.opening_closed_text()
    } else if view.may_use == MayUse::No {
        return None;
    } else if view.opening.free() == 0 {
        w.opening_full_text()
    } else if view.may_use == MayUse::Ask {
        w.opening_ask_text()
    } else {
        return None;
    };
    Some(view! { <div class="notices"><Notice tone=Tone::Neutral>{text}</Notice></div> }.into_any())
}

fn facts(w: Words, opening: &Opening) -> AnyView {
    let or_none = |text: String| if text.is_empty() { w.placement_not_given().to_owned() } else { text };
    let mut facts = vec![
        Fact::text(w.opening_who(), w.named(&opening.organisation.name).to_owned()),
        Fact::text(w.opening_specialty(), or_none(specialty(opening))),
        Fact::text(w.place(), or_none(place(opening))),
        Fact::text(w.form_label(), w.form(opening.form)),
        Fact::text(w.load_label(), w.load(opening.load)),
    ];
    if opening.planned_minutes > 0 {
        facts.push(Fact::text(w.opening_planned(), w.workdays(i64::from(opening.planned_minutes))));
    }
    if opening.kind == OpeningKind::EngineerOffer {
        let engineer = match &opening.engineer {
            Some(engineer) => w.named(&engineer.label).to_owned(),
            None if opening.names_engineer => w.opening_engineer_hidden().to_owned(),
            None => w.opening_engineer_open().to_owned(),
        };
        facts.push(Fact::text(w.opening_engineer(), engineer));
    }
    if let Some(contact) = &opening.contact {
        facts.push(Fact::text(w.opening_contact(), contact.clone()));
    }
    let text = opening.text.clone().map(|text| {
        view! {
            <div class="objectives">
                <h3>{w.opening_text()}</h3>
                <p class="prose">{text}</p>
            </div>
        }
    });
    view! {
        <Card>
            <FactList facts=facts />
            {text}
        </Card>
    }
    .into_any()
}

fn places(w: Words, opening: &Opening) -> AnyView {
    let label = w.opening_free(opening.free(), opening.capacity);
    let facts = vec![
        Fact::text(w.opening_capacity(), opening.capacity.to_string()),
        Fact::text(w.opening_taken(), opening.taken.to_string()),
    ];
    let (text, fraction, tone) = (label.clone(), free_fraction(opening), free_tone(opening));
    view! {
        <Card title=w.opening_places()>
            <div class="stack">
                <div>
                    <p class="figure">{text}</p>
                    <Bar fraction=fraction label=label tone=tone />
                </div>
                <FactList facts=facts />
            </div>
        </Card>
    }
    .into_any()
}

/// The days on offer with the placements on them, and some days around.
fn strip(w: Words, view: &OpeningView, today: NaiveDate) -> AnyView {
    let opening = &view.opening;
    let shown: Vec<&PlacementLine> = view.placed.iter().filter(|line| line.state.occupies()).take(STRIP_BARS).collect();
    let margin = Days::new(u64::try_from((opening.last_day - opening.first_day).num_days() / 12 + 3).unwrap_or(3));
    let from = opening.first_day.checked_sub_days(margin).unwrap_or(opening.first_day);
    let to = opening.last_day.checked_add_days(margin).unwrap_or(opening.last_day);
    let mut bars: Vec<TimelineBar> = shown.into_iter().map(|line| bar(w, line)).collect();
    if bars.is_empty() {
        bars.push(TimelineBar {
            from: opening.first_day,
            to: opening.last_day,
            counted_from: 0.0,
            counted_to: 0.0,
            label: opening.title.clone().into(),
            title: w.days(opening.first_day, opening.last_day).into(),
            href: None,
            tone: Tone::Neutral,
        });
    }
    let marks = vec![TimelineMark { date: today, label: w.opening_today().into(), tone: Tone::Accent }];
    let window = TimelineWindow { from: opening.first_day, to: opening.last_day, label: w.opening_window().into() };
    view! {
        <div class="card">
            <Timeline
                id="opening-days"
                label=w.opening_strip(&w.day(opening.first_day), &w.day(opening.last_day))
                from=from
                to=to
                bars=bars
                marks=marks
                window=Some(window)
            />
        </div>
    }
    .into_any()
}

fn bar(w: Words, line: &PlacementLine) -> TimelineBar {
    let (tone, _) = state_look(line.state);
    let name = w.named(&line.participant).to_owned();
    let days = w.days(line.first_day, line.last_day);
    TimelineBar {
        from: line.first_day,
        to: line.last_day,
        counted_from: 0.0,
        counted_to: if matches!(line.state, State::Active | State::Completed) { 1.0 } else { 0.0 },
        title: w.home_bar(&name, w.named(&line.sending), w.named(&line.hosting), &days, w.state(line.state)).into(),
        label: name.into(),
        href: Some(format!("/placements/{}", line.id).into()),
        tone,
    }
}

/// Who is placed from it, as far as the reader may see; nothing for who sees no placements.
fn placed(visit: &Visit, view: &OpeningView) -> Result<AnyView, service::Failure> {
    let w = visit.words();
    if visit.viewer()?.acting.role == Role::Secretariat {
        return Ok(().into_any());
    }
    let seen = view.placed.iter().filter(|line| domain::opening::takes_place(line.state)).count();
    let hidden = view.opening.taken - i32::try_from(seen).unwrap_or(i32::MAX);
    let hidden =
        (hidden > 0 && view.placed.len() < 50).then(|| view! { <p class="lead">{w.opening_placed_hidden(hidden)}</p> });
    let list = if view.placed.is_empty() {
        view! { <p class="lead">{w.opening_placed_none()}</p> }.into_any()
    } else {
        let columns = vec![
            Column::text(w.participant()),
            Column::text(w.placement_from_to()),
            Column::text(w.placement_dates()),
            Column::text(w.placement_state()),
        ];
        let rows = view
            .placed
            .iter()
            .map(|line| {
                let (tone, icon) = state_look(line.state);
                let way = format!("{} → {}", w.named(&line.sending), w.named(&line.hosting));
                Row::new()
                    .lead(w.participant(), &format!("/placements/{}", line.id), w.named(&line.participant), "")
                    .cell(Cell::Text, w.placement_from_to(), &way)
                    .cell(Cell::When, w.placement_dates(), &w.days(line.first_day, line.last_day))
                    .chip(w.placement_state(), tone, Some(icon), w.state(line.state))
                    .view()
            })
            .collect::<Vec<_>>();
        view! { <Table caption=w.opening_placed() columns=columns>{rows}</Table> }.into_any()
    };
    Ok(view! {
        <Section id="placed" title=w.opening_placed()>
            {list}
            {hidden}
        </Section>
    }
    .into_any())
}
