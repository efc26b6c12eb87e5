//! Members of the community: the list, one member, its form.

use domain::{
    id::OrganisationId,
    organisation::{DEFAULT_ZONE, Department, Organisation, OrganisationForm, OrganisationKind},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::organisation::MayEdit;

use super::{Page, address, page, path_value, query, session::problems};
use crate::{
    form::Filled,
    rpc::organisation::MemberForm,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::{Fact, FactList},
        chip::StatusChip,
        empty::Empty,
        form::{
            ActiveFilter, Actions, CheckField, Choice, ErrorSummary, Fieldset, FilterBar, Form, SearchField, SelectField,
            TextField, Width,
        },
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
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
        Column::text(w.members_codes()),
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
    let codes: Vec<&str> = [&member.moe_code, &member.credit_code].into_iter().flatten().map(String::as_str).collect();
    let (tone, word) =
        if member.active { (Tone::Met, w.members_active()) } else { (Tone::Muted, w.members_inactive()) };
    Row::new()
        .lead(
            w.members_name(),
            &format!("/members/{}", member.id),
            &member.name,
            member.name_en.as_deref().unwrap_or_default(),
        )
        .cell(Cell::Text, w.members_kind(), w.organisation_kind(member.kind))
        .cell(Cell::Text, w.members_place(), &place(member))
        .cell(Cell::MinorText, w.members_codes(), &codes.join(" · "))
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

/// A new member.
#[component]
pub fn NewMemberPage() -> impl IntoView {
    page(async move |visit| {
        let w = visit.words();
        visit.viewer()?;
        if !service::organisation::may_add(&visit.ctx) {
            return Err(domain::Error::Forbidden.into());
        }
        let stored = OrganisationForm { zone: DEFAULT_ZONE.to_owned(), ..Default::default() };
        let filled = Filled::load(&visit, "organisation", &stored).await?;
        let fields = fields(w, &filled, MayEdit::All);
        let crumbs = vec![
            Crumb { label: w.members().into(), href: Some("/members".into()) },
            Crumb { label: w.members_add().into(), href: None },
        ];
        let body = view! {
            <Breadcrumbs label=w.member_path() items=crumbs />
            <PageHeader title=w.members_add() lead=w.member_new_lead() />
            <ErrorSummary title=w.problems() items=problems(&filled) />
            <Form action="/rpc/organisation/add">
                {fields}
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.save()}</Button>
                    <LinkButton href="/members" kind=ButtonKind::Quiet>{w.cancel()}</LinkButton>
                </Actions>
            </Form>
        };
        Ok(Page::new(w.members_add(), body))
    })
}

/// One member.
#[component]
pub fn MemberPage() -> impl IntoView {
    let id = path_value("id", OrganisationId::parse);
    page(async move |visit| {
        let w = visit.words();
        let (member, departments) = service::organisation::read(&visit.db, &visit.ctx, id?).await?;
        let way = service::organisation::may_edit(&visit.ctx, member.id);
        let form = service::organisation::form_of(&member);
        let active = if member.active { "true" } else { "" };
        let filled = Filled::load(&visit, "organisation", &MemberForm { active, form: &form }).await?;
        let listed = service::organisation::may_add(&visit.ctx) || visit.ctx.organisation().is_none();
        let crumbs = listed.then(|| {
            let items = vec![
                Crumb { label: w.members().into(), href: Some("/members".into()) },
                Crumb { label: member.name.clone().into(), href: None },
            ];
            view! { <Breadcrumbs label=w.member_path() items=items /> }
        });
        let (tone, word) =
            if member.active { (Tone::Met, w.members_active()) } else { (Tone::Muted, w.members_inactive()) };
        let chips = view! {
            <StatusChip label=w.organisation_kind(member.kind) icon=IconName::Organisation />
            <StatusChip tone=tone label=word />
        };
        let edit = (way != MayEdit::No).then(|| edit(w, &member, &filled, way));
        let title = member.name.clone();
        let body = view! {
            {crumbs}
            <PageHeader title=title.clone() lead=member.name_en.clone() chips=chips.into_any() />
            <ErrorSummary title=w.problems() items=problems(&filled) />
            {facts(w, &member)}
            {departments_view(w, &departments)}
            {edit}
        };
        Ok(Page::new(title, body))
    })
}

fn facts(w: Words, member: &Organisation) -> AnyView {
    let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| w.member_none().to_owned());
    let place = place(member);
    let facts = vec![
        Fact::text(w.members_kind(), w.organisation_kind(member.kind)),
        Fact::text(w.members_place(), if place.is_empty() { w.member_none().to_owned() } else { place }),
        Fact::text(w.moe_code(), or_none(&member.moe_code)),
        Fact::text(w.credit_code(), or_none(&member.credit_code)),
        Fact::text(w.zone(), member.zone.clone()),
        Fact::text(w.member_since(), w.instant(member.created_at)),
    ];
    view! {
        <Section id="facts" title=w.member_facts()>
            <div class="card">
                <FactList facts=facts />
            </div>
        </Section>
    }
    .into_any()
}

fn departments_view(w: Words, departments: &[Department]) -> AnyView {
    let body = if departments.is_empty() {
        view! { <p class="lead">{w.member_departments_none()}</p> }.into_any()
    } else {
        let names = departments.iter().map(|department| view! { <li><StatusChip label=department.name.clone() /></li> });
        let names = names.collect::<Vec<_>>();
        view! { <ul class="cluster">{names}</ul> }.into_any()
    };
    view! {
        <Section id="departments" title=w.member_departments()>
            {body}
        </Section>
    }
    .into_any()
}

fn edit(w: Words, member: &Organisation, filled: &Filled, way: MayEdit) -> AnyView {
    let mut hidden: Vec<(Text, Text)> =
        vec![("id".into(), member.id.to_string().into()), ("version".into(), member.version.to_string().into())];
    let active = (way == MayEdit::All).then(|| {
        view! {
            <CheckField
                name="active"
                label=w.member_active_label()
                hint=w.member_active_hint()
                checked=filled.value("active") == "true"
            />
        }
    });
    if way == MayEdit::Own {
        hidden.push(("kind".into(), member.kind.as_str().into()));
    }
    let fields = fields(w, filled, way);
    view! {
        <Section id="edit" title=w.member_edit() lead=w.member_edit_lead()>
            <Form action="/rpc/organisation/edit" hidden=hidden label=w.member_edit()>
                {fields}
                {active}
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.save()}</Button>
                </Actions>
            </Form>
        </Section>
    }
    .into_any()
}

fn fields(w: Words, filled: &Filled, way: MayEdit) -> AnyView {
    let field = |name: &'static str| (filled.value(name), filled.error(name));
    let (name, name_error) = field("name");
    let (name_en, name_en_error) = field("name_en");
    let (moe_code, moe_code_error) = field("moe_code");
    let (credit_code, credit_code_error) = field("credit_code");
    let (province, province_error) = field("province");
    let (city, city_error) = field("city");
    let (zone, zone_error) = field("zone");
    let kind = (way == MayEdit::All).then(|| {
        view! {
            <SelectField
                name="kind"
                label=w.kind_of_organisation()
                options=kinds(w)
                value=filled.value("kind")
                empty=w.member_choose()
                error=filled.error("kind")
                required=true
            />
        }
    });
    view! {
        <Fieldset legend=w.member_names()>
            <TextField
                name="name"
                label=w.members_name()
                value=name
                error=name_error
                required=true
                width=Width::Full
            />
            <TextField
                name="name_en"
                label=w.name_en()
                note=w.member_optional()
                value=name_en
                error=name_en_error
                width=Width::Full
            />
            {kind}
        </Fieldset>
        <Fieldset legend=w.member_code_group()>
            <TextField
                name="moe_code"
                label=w.moe_code()
                note=w.member_optional()
                hint=w.member_moe_hint()
                value=moe_code
                error=moe_code_error
            />
            <TextField
                name="credit_code"
                label=w.credit_code()
                note=w.member_optional()
                hint=w.member_credit_hint()
                value=credit_code
                error=credit_code_error
            />
        </Fieldset>
        <Fieldset legend=w.member_place_group()>
            <TextField
                name="province"
                label=w.province()
                note=w.member_optional()
                value=province
                error=province_error
            />
            <TextField
                name="city"
                label=w.city()
                note=w.member_optional()
                value=city
                error=city_error
            />
            <TextField
                name="zone"
                label=w.zone()
                hint=w.member_zone_hint()
                value=zone
                error=zone_error
            />
        </Fieldset>
    }
    .into_any()
}
