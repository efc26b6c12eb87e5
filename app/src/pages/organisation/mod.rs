//! Members of the community.

mod member;

pub use member::{MemberPage, NewMemberPage};

use domain::organisation::{Organisation, OrganisationKind};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Page, address, page, query};
use crate::{
    ui::{
        button::{ButtonKind, LinkButton},
        empty::Empty,
        form::{ActiveFilter, Choice, FilterBar, SearchField, SelectField},
        icon::IconName,
        layout::PageHeader,
        table::{Cell, Column, Direction, Pager, Row, Table},
        text::Text,
        tone::Tone,
    },
    words::Words,
};

/// How many lines a page of a list holds that is cut after it was read.
pub(super) const PAGE_LINES: usize = 50;

/// What the list is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct MemberFilter {
    kind: String,
    q: String,
    sort: String,
    page: String,
}

impl MemberFilter {
    fn lets_through(&self, member: &Organisation) -> bool {
        let q = self.q.trim().to_lowercase();
        let texts = [&member.name_en, &member.province, &member.city, &member.moe_code, &member.credit_code];
        let found = q.is_empty()
            || member.name.to_lowercase().contains(&q)
            || texts.into_iter().flatten().any(|text| text.to_lowercase().contains(&q));
        found && OrganisationKind::parse(&self.kind).is_none_or(|kind| member.kind == kind)
    }

    fn href(&self) -> String {
        address("/members", self)
    }
}

/// The lines of page `number` (from 1), its first and last line (from 1), and whether there are more.
pub(super) fn cut<T>(lines: Vec<T>, number: &str) -> (Vec<T>, usize, usize, bool) {
    let all = lines.len();
    let last_page = all.div_ceil(PAGE_LINES).max(1);
    let number = number.parse::<usize>().unwrap_or(1).clamp(1, last_page);
    let skipped = (number - 1) * PAGE_LINES;
    let kept: Vec<T> = lines.into_iter().skip(skipped).take(PAGE_LINES).collect();
    let last = skipped + kept.len();
    (kept, skipped + 1, last, last < all)
}

/// All members.
#[component]
pub fn MembersPage() -> impl IntoView {
    let filter = query::<MemberFilter>();
    page(async move |visit| {
        let w = visit.words();
        let mut members = service::organisation::list(&visit.db, &visit.ctx).await?;
        let any = !members.is_empty();
        members.retain(|member| filter.lets_through(member));
        if filter.sort == "-name" {
            members.reverse();
        }
        let add = service::organisation::may_add(&visit.ctx).then(|| {
            view! {
                <LinkButton href="/members/new" kind=ButtonKind::Primary icon=IconName::Add>{w.members_add()}</LinkButton>
            }
            .into_any()
        });
        let body = view! {
            <PageHeader title=w.members() lead=w.members_lead() action=add />
            {filters(w, &filter)}
            {list(w, &filter, members, any)}
        };
        Ok(Page::new(w.members(), body))
    })
}

fn kinds(w: Words) -> Vec<Choice> {
    OrganisationKind::ALL.iter().map(|kind| Choice::new(kind.as_str(), w.organisation_kind(*kind))).collect()
}

fn filters(w: Words, filter: &MemberFilter) -> AnyView {
    let mut active = Vec::new();
    let first = MemberFilter { page: String::new(), ..filter.clone() };
    let mut chip = |label: String, without: MemberFilter| {
        let remove_text = w.remove_filter(&label).into();
        active.push(ActiveFilter { label: label.into(), href: without.href().into(), remove_text });
    };
    if let Some(kind) = OrganisationKind::parse(&filter.kind) {
        chip(w.organisation_kind(kind).to_owned(), MemberFilter { kind: String::new(), ..first.clone() });
    }
    if !filter.q.trim().is_empty() {
        chip(filter.q.trim().to_owned(), MemberFilter { q: String::new(), ..first.clone() });
    }
    let hidden: Vec<(Text, Text)> =
        if filter.sort.is_empty() { Vec::new() } else { vec![("sort".into(), filter.sort.clone().into())] };
    let (q, kind) = (filter.q.clone(), filter.kind.clone());
    view! {
        <FilterBar
            action="/members"
            label=w.members_filter()
            apply_text=w.apply()
            hidden=hidden
            active=active
            clear_text=w.clear_filters()
        >
            <SearchField name="q" label=w.search() value=q placeholder=w.members_search() />
            <SelectField
                name="kind"
                label=w.members_kind()
                options=kinds(w)
                value=kind
                empty=w.all()
            />
        </FilterBar>
    }
    .into_any()
}

fn list(w: Words, filter: &MemberFilter, members: Vec<Organisation>, any: bool) -> AnyView {
    if members.is_empty() {
        return if any {
            let action = view! { <LinkButton href="/members">{w.members_all()}</LinkButton> }.into_any();
            view! { <Empty title=w.members_no_match() text=w.members_no_match_text() icon=IconName::Search action=action /> }
                .into_any()
        } else {
            view! { <Empty title=w.members_none() text=w.members_none_text() icon=IconName::Members /> }.into_any()
        };
    }
    let all = members.len();
    let (members, first, last, more) = cut(members, &filter.page);
    let words = if all > PAGE_LINES { w.members_range(first, last, all) } else { w.members_count(all) };
    let number = (first - 1) / PAGE_LINES + 1;
    let turn = |number: usize| MemberFilter { page: number.to_string(), ..filter.clone() }.href();
    let rows = members.iter().map(|member| row(w, member)).collect::<Vec<_>>();
    let descending = filter.sort == "-name";
    let (direction, other) = if descending { (Direction::Descending, "") } else { (Direction::Ascending, "-name") };
    let sorted = MemberFilter { sort: other.to_owned(), page: String::new(), ..filter.clone() }.href();
    let columns = vec![
        Column::text(w.members_name()).sorted_by(sorted, Some(direction)),
        Column::text(w.members_kind()),
        Column::text(w.members_place()),
        Column::text(w.moe_code()),
        Column::text(w.credit_code()),
        Column::text(w.members_state()),
    ];
    view! {
        <Table caption=w.members_caption() columns=columns>{rows}</Table>
        <Pager
            label=w.pages()
            previous=(number > 1).then(|| turn(number - 1))
            previous_text=w.previous()
            next=more.then(|| turn(number + 1))
            next_text=w.next()
            words=words
        />
    }
    .into_any()
}

fn row(w: Words, member: &Organisation) -> impl IntoView + use<> {
    let (tone, word) =
        if member.active { (Tone::Met, w.members_active()) } else { (Tone::Muted, w.members_inactive()) };
    Row::new()
        .lead(
            w.members_name(),
            &format!("/members/{}", member.id),
            w.member_name(member),
            w.member_other_name(member).unwrap_or_default(),
        )
        .cell(Cell::When, w.members_kind(), w.organisation_kind(member.kind))
        .cell(Cell::When, w.members_place(), &place(member))
        .cell(Cell::MinorWhen, w.moe_code(), member.moe_code.as_deref().unwrap_or_default())
        .cell(Cell::MinorWhen, w.credit_code(), member.credit_code.as_deref().unwrap_or_default())
        .chip(w.members_state(), tone, None, word)
        .view()
}

/// Province and city, once where they are the same.
fn place(member: &Organisation) -> String {
    match (&member.province, &member.city) {
        (Some(province), Some(city)) if province != city => format!("{province} {city}"),
        (Some(one), _) | (None, Some(one)) => one.clone(),
        (None, None) => String::new(),
    }
}
