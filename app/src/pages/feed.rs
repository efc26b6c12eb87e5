//! One's own calendar feeds: making, seeing once, revoking, and how to subscribe.

use domain::{
    Error,
    feed::{Feed, FeedKind},
    name::Named,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::{draft::Draft, feed::Choice};

use crate::{
    form::Filled,
    pages::{Page, page, session::problems},
    ui::{
        button::{Button, ButtonKind},
        form::{ErrorSummary, Form},
        layout::{PageHeader, Section},
        notice::Notice,
        table::{Column, Table},
        text::Text,
        tone::Tone,
    },
    words::Words,
};

/// The viewer's calendar feeds. `?placement=` and `?person=` offer a feed of that one.
#[component]
pub fn FeedsPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| {
        let of = |name: &str, kind| query.get(name).map(|id| (kind, id));
        of("placement", FeedKind::Placement).or_else(|| of("person", FeedKind::Person))
    });
    page(async move |visit| {
        let w = visit.words();
        let asked = asked
            .map(|(kind, id)| id.parse().ok().filter(|id| *id > 0).map(|id| (kind, id)).ok_or(Error::NotFound))
            .transpose()?;
        let viewer = visit.viewer()?;
        let choices = service::feed::choices(&visit.db, &visit.ctx, viewer, asked).await?;
        let feeds = service::feed::list(&visit.db, &visit.ctx).await?;
        let draft = visit.take_any_draft().await?;
        let filled = Filled::of(&visit, draft.as_ref(), "own_feed", &());
        let lead = (!choices.is_empty()).then(|| w.feeds_make_lead());
        let how = (!choices.is_empty() || !feeds.is_empty()).then(|| how(w));
        let body = view! {
            <PageHeader title=w.feeds() lead=w.feeds_lead() />
            <ErrorSummary title=w.problems() items=problems(&filled) />
            {made(w, &visit.site, draft.as_ref())}
            <Section id="make" title=w.feeds_make_title() lead=lead>
                {offered(w, &choices)}
            </Section>
            {table(w, &feeds)}
            {how}
        };
        Ok(Page::new(w.feeds(), body))
    })
}

/// What a feed can be made of; somebody who sees no placements has nothing to subscribe to.
fn offered(w: Words, choices: &[Choice]) -> AnyView {
    if choices.is_empty() {
        return view! { <p>{w.feeds_nothing()}</p> }.into_any();
    }
    let choices = choices.iter().map(|choice| make(w, choice)).collect::<Vec<_>>();
    view! { <div class="card feed-choices">{choices}</div> }.into_any()
}

/// How calendars subscribe.
fn how(w: Words) -> AnyView {
    view! {
        <Section id="how" title=w.feeds_how()>
            <ul class="follows">
                <li>{w.feeds_how_outlook()}</li>
                <li>{w.feeds_how_phone()}</li>
                <li>{w.feeds_how_wecom()}</li>
            </ul>
            <p>{w.feeds_how_late()}</p>
        </Section>
    }
    .into_any()
}

/// The address just made.
fn made(w: Words, site: &str, draft: Option<&Draft>) -> Option<AnyView> {
    let secret = draft.filter(|draft| draft.form == "feed")?.values.get("feed")?;
    let address = format!("{site}/cal/{secret}.ics");
    Some(
        view! {
            <div class="notices">
                <Notice tone=Tone::Met>
                    <p class="notice-title">{w.feeds_ready()}</p>
                    <label class="field-label" for="feed-made">{w.feeds_address()}</label>
                    <input class="control control-full" id="feed-made" readonly value=address />
                </Notice>
            </div>
        }
        .into_any(),
    )
}

fn called(w: Words, kind: FeedKind, label: &[Named]) -> String {
    let names = label.iter().map(|name| w.named(name)).collect::<Vec<_>>().join(" · ");
    format!("{} · {names}", w.feed_kind(kind))
}

fn make(w: Words, choice: &Choice) -> AnyView {
    let what = called(w, choice.kind, &choice.label);
    let hidden: Vec<(Text, Text)> =
        vec![("kind".into(), choice.kind.as_str().into()), ("subject".into(), choice.subject.to_string().into())];
    view! {
        <Form action="/rpc/feed/make" hidden=hidden inline=true>
            <span>{what.clone()}</span>
            <Button describe=w.feeds_make_one(&what)>{w.feeds_make()}</Button>
        </Form>
    }
    .into_any()
}

fn table(w: Words, feeds: &[Feed]) -> AnyView {
    let table = if feeds.is_empty() {
        view! { <p class="lead">{w.feeds_none()}</p> }.into_any()
    } else {
        let columns = vec![
            Column::text(w.feeds_what()),
            Column::text(w.feeds_made()),
            Column::text(w.feeds_read()),
            Column::actions(w.feeds_actions()),
        ];
        let rows = feeds.iter().map(|feed| row(w, feed)).collect::<Vec<_>>();
        view! { <Table caption=w.feeds_table() columns=columns>{rows}</Table> }.into_any()
    };
    view! { <Section id="feeds" title=w.feeds_table()>{table}</Section> }.into_any()
}

fn row(w: Words, feed: &Feed) -> AnyView {
    let what = called(w, feed.kind, &feed.label);
    let hidden: Vec<(Text, Text)> = vec![("id".into(), feed.id.to_string().into())];
    let describe = w.feeds_revoke_one(&what);
    let read = feed.last_read_at.map_or_else(|| w.feeds_never_read().to_owned(), |at| w.instant(at));
    view! {
        <tr>
            <td class="lead" data-label=w.feeds_what()><b>{what}</b></td>
            <td class="when" data-label=w.feeds_made()>{w.instant(feed.created_at)}</td>
            <td class="when" data-label=w.feeds_read()>{read}</td>
            <td>
                <div class="actions">
                    <Form action="/rpc/feed/revoke" hidden=hidden inline=true>
                        <Button kind=ButtonKind::Quiet describe=describe>{w.feeds_revoke()}</Button>
                    </Form>
                </div>
            </td>
        </tr>
    }
    .into_any()
}
