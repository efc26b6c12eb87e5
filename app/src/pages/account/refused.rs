//! What could not be done of a bulk action, each with its reason, and the way to do the rest.

use domain::{
    account::{AccountDeed, AccountLine, read_lines},
    person::RosterLine,
};
use leptos::prelude::*;
use service::draft::Draft;

use crate::{
    form::Filled,
    ui::{
        button::Button,
        form::Form,
        notice::Notice,
        table::{Cell, Column, Row, Table},
        text::Text,
        tone::Tone,
    },
    words::Words,
};

/// The form again with everything that was typed, for the part of it that can be done.
fn part(action: &'static str, draft: &Draft, words: String, extra: Vec<(Text, Text)>) -> AnyView {
    let typed = draft.values.iter().filter(|(name, _)| *name != "part");
    let mut hidden: Vec<(Text, Text)> =
        typed.map(|(name, value)| (name.clone().into(), value.clone().into())).collect();
    hidden.extend(extra);
    hidden.push(("part".into(), "true".into()));
    view! { <Form action=action hidden=hidden inline=true><Button>{words}</Button></Form> }.into_any()
}

/// The accounts that a deed could not be done to.
pub(super) fn accounts(w: Words, draft: &Draft, filled: &Filled, lines: &[AccountLine]) -> Option<AnyView> {
    let name_of = |field: &str| {
        let id = field.strip_prefix("grants[")?.strip_suffix(']')?;
        lines.iter().find(|line| line.grant.to_string() == id).map(|line| w.named(&line.name).to_owned())
    };
    let refused: Vec<_> = filled.problems().into_iter().filter(|(field, _)| field.starts_with("grants[")).collect();
    if refused.is_empty() {
        return None;
    }
    let ticked = draft.values.keys().filter(|name| name.starts_with("grants[")).count();
    let left = ticked.saturating_sub(refused.len());
    let count = refused.len();
    let items = refused
        .into_iter()
        .map(|(field, reason)| {
            let name = name_of(&field).unwrap_or(field);
            view! { <li>{w.accounts_refused_item(&name, &reason)}</li> }
        })
        .collect::<Vec<_>>();
    let deed = draft.values.get("deed").and_then(|deed| AccountDeed::parse(deed));
    let rest = (left > 0).then_some(deed).flatten().map(|deed| {
        let words = format!("{} · {}", w.account_deed(deed), w.accounts_part(left));
        part("/rpc/account/act", draft, words, Vec::new())
    });
    Some(
        view! {
            <div class="notices">
                <Notice tone=Tone::Short>
                    <p class="notice-title">{w.accounts_refused(count)}</p>
                    <ul>{items}</ul>
                    {rest}
                </Notice>
            </div>
        }
        .into_any(),
    )
}

/// The people and lines that could not be invited.
pub(super) fn invitations(
    w: Words,
    draft: &Draft,
    filled: &Filled,
    people: &[RosterLine],
    community: bool,
) -> Option<AnyView> {
    let lines = read_lines(&filled.value("lines"), community);
    let is_one = |field: &str| field.starts_with("lines[") || field.starts_with("people[");
    let refused: Vec<_> = filled.problems().into_iter().filter(|(field, _)| is_one(field)).collect();
    if refused.is_empty() {
        return None;
    }
    let key = |field: &str| field.split('.').next().unwrap_or_default().to_owned();
    let number = |key: &str| key.split_once('[')?.1.strip_suffix(']')?.parse::<i64>().ok();
    let rows = refused
        .iter()
        .map(|(field, reason)| {
            let key = key(field);
            let number = number(&key).unwrap_or_default();
            let (place, who) = if key.starts_with("lines[") {
                let line = lines.iter().find(|line| i64::try_from(line.number) == Ok(number));
                let who = line.map(|line| format!("{} {} {}", line.name, line.email, line.role));
                (w.invite_line(usize::try_from(number).unwrap_or_default()), who)
            } else {
                let person = people.iter().find(|person| person.id.0 == number);
                (w.invite_in_roster().to_owned(), person.map(|person| w.named(&person.label).to_owned()))
            };
            Row::new()
                .title(w.invite_place(), &place, "")
                .cell(Cell::Text, w.invite_who(), who.unwrap_or_default().trim())
                .cell(Cell::Text, w.invite_reason(), reason)
                .view()
        })
        .collect::<Vec<_>>();
    let bad: std::collections::BTreeSet<String> = refused.iter().map(|(field, _)| key(field)).collect();
    let chosen = draft.values.keys().filter(|name| name.starts_with("people[") && name.ends_with("][chosen]")).count();
    let left = (lines.len() + chosen).saturating_sub(bad.len());
    let rest = (left > 0).then(|| part("/rpc/account/invite_many", draft, w.invite_part(left), Vec::new()));
    let columns = vec![Column::text(w.invite_place()), Column::text(w.invite_who()), Column::text(w.invite_reason())];
    Some(
        view! {
            <section class="section" aria-labelledby="refused">
                <h2 id="refused" class="refused-title">{w.invite_refused(bad.len())}</h2>
                <Table caption=w.invite_refused_table() columns=columns>{rows}</Table>
                <div class="actions">{rest}</div>
            </section>
        }
        .into_any(),
    )
}
