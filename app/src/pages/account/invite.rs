//! Inviting one or many: ticked in the roster, or pasted as lines.

use domain::{
    account::{InviteManyForm, Role, Viewer},
    person::{Profile, RosterLine},
};
use leptos::prelude::*;
use service::{
    account::{Invitable, InvitableFilter},
    draft::Draft,
};

use super::{refused, roles};
use crate::{
    form::Filled,
    pages::{Page, address, page, query, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{
            Actions, ActiveFilter, Choice, DateField, ErrorSummary, FilterBar, Form, SearchField, SelectField, TextArea,
        },
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        table::{Column, Pager, Table},
    },
    visit::Visit,
    words::Words,
};

const HERE: &str = "/accounts/invite";

/// Inviting people.
#[component]
pub fn InvitePage() -> impl IntoView {
    let filter: InvitableFilter = query();
    page(async move |visit| {
        let w = visit.words();
        let viewer = visit.viewer()?;
        let found = service::account::invitable(&visit.db, &visit.ctx, &filter).await?;
        let draft = visit.take_draft("invite_many").await?;
        let filled = Filled::of(&visit, draft.as_ref(), "invite_many", &InviteManyForm::default());
        let community = visit.ctx.organisation().is_none();
        let crumbs = vec![
            Crumb { label: w.accounts().into(), href: Some("/accounts".into()) },
            Crumb { label: w.invite_title().into(), href: None },
        ];
        let roster = (!community).then(|| roster(&visit, viewer, &filter, &found, &filled));
        let body = view! {
            <Breadcrumbs label=w.person_way() items=crumbs />
            <PageHeader title=w.invite_title() lead=w.invite_lead() />
            {failed(w, draft.as_ref(), &filled, &found.people.items, community)}
            {roster}
            {paste(w, &filled, community)}
        };
        Ok(Page::new(w.invite_title(), body))
    })
}

fn failed(w: Words, draft: Option<&Draft>, filled: &Filled, people: &[RosterLine], community: bool) -> AnyView {
    let Some(draft) = draft else { return ().into_any() };
    refused::invitations(w, draft, filled, people, community)
        .unwrap_or_else(|| view! { <ErrorSummary title=w.problems() items=problems(filled) /> }.into_any())
}

fn roster(visit: &Visit, viewer: &Viewer, filter: &InvitableFilter, found: &Invitable, filled: &Filled) -> AnyView {
    let w = visit.words();
    let people = if found.people.items.is_empty() {
        let action = (*filter != InvitableFilter::default())
            .then(|| view! { <LinkButton href=HERE>{w.clear_filters()}</LinkButton> }.into_any());
        view! {
            <Empty
                title=w.invite_roster_none()
                text=w.invite_roster_none_text()
                icon=IconName::People
                action=action
            />
        }
        .into_any()
    } else {
        people(w, viewer, filter, found, filled)
    };
    let filters = filters(w, filter, found);
    view! {
        <Section id="roster" title=w.invite_roster() lead=w.invite_roster_lead()>
            {filters}
            {people}
        </Section>
    }
    .into_any()
}

fn people(w: Words, viewer: &Viewer, filter: &InvitableFilter, found: &Invitable, filled: &Filled) -> AnyView {
    let choices = roles(w, viewer);
    let rows = found.people.items.iter().map(|person| row(w, viewer, person, &choices, filled)).collect::<Vec<_>>();
    let columns = vec![
        Column::actions(w.accounts_select()),
        Column::text(w.accounts_name()),
        Column::text(w.department()),
        Column::text(w.email()),
        Column::text(w.accounts_role()),
    ];
    let turn = |cursor: String| address(HERE, &InvitableFilter { cursor, ..filter.clone() });
    let first = (!filter.cursor.is_empty()).then(|| turn(String::new()));
    let next = found.people.next.clone().map(turn);
    let count = found.people.items.len();
    view! {
        <form method="post" action="/rpc/account/invite_many" class="bulk invitees" novalidate>
            <Table caption=w.invite_roster_table() columns=columns>{rows}</Table>
            <div class="bulk-bar">
                <div class="field">
                    <label class="field-label" for="roster-last-day">{w.invite_last_day()}</label>
                    <input
                        class="control"
                        type="date"
                        id="roster-last-day"
                        name="last_day"
                        value=filled.value("last_day")
                        aria-describedby="roster-last-day-hint"
                    />
                    <p class="field-hint" id="roster-last-day-hint">{w.invite_last_day_hint()}</p>
                </div>
                <Button kind=ButtonKind::Primary>{w.invite_make()}</Button>
            </div>
        </form>
        <Pager
            label=w.pages()
            previous=first
            previous_text=w.roster_first_page()
            next=next
            next_text=w.next()
            words=w.roster_count(count)
        />
    }
    .into_any()
}

fn row(w: Words, viewer: &Viewer, person: &RosterLine, choices: &[Choice], filled: &Filled) -> AnyView {
    let name = w.named(&person.label).to_owned();
    let key = |input: &str| format!("people[{}][{input}]", person.id);
    let wrong = |input: &str| filled.error(&format!("people[{}].{input}", person.id)).is_some().then_some("true");
    let typed = filled.value(&key("role"));
    let role = if typed.is_empty() { usual(viewer, person.profile).map_or("", Role::as_str).to_owned() } else { typed };
    let options = choices
        .iter()
        .map(|choice| {
            let chosen = choice.value == role;
            view! { <option value=choice.value.clone() selected=chosen>{choice.label.clone()}</option> }
        })
        .collect::<Vec<_>>();
    view! {
        <tr>
            <td class="tick" data-label=w.accounts_select()>
                <input
                    type="checkbox"
                    name=key("chosen")
                    value="true"
                    checked=!filled.value(&key("chosen")).is_empty()
                    aria-label=w.accounts_select_one(&name)
                />
            </td>
            <td class="lead" data-label=w.accounts_name()>
                <b>{name.clone()}</b>
                <span class="sub">{person.staff_number.clone()}</span>
            </td>
            <td data-label=w.department()>{person.department.clone()}</td>
            <td data-label=w.email()>
                <input
                    class="control"
                    type="email"
                    name=key("email")
                    value=filled.value(&key("email"))
                    aria-label=w.invite_email_of(&name)
                    aria-invalid=wrong("email")
                />
            </td>
            <td data-label=w.accounts_role()>
                <select
                    class="control"
                    name=key("role")
                    aria-label=w.invite_role_of(&name)
                    aria-invalid=wrong("role")
                >
                    <option value="">{w.person_choose()}</option>
                    {options}
                </select>
            </td>
        </tr>
    }
    .into_any()
}

/// The role that people of a profile usually have where the viewer acts.
fn usual(viewer: &Viewer, profile: Profile) -> Option<Role> {
    match (profile, viewer.acting.organisation_kind?.teaches()) {
        (Profile::Teacher, true) => Some(Role::Teacher),
        (Profile::Engineer, false) => Some(Role::Engineer),
        _ => None,
    }
}

fn filters(w: Words, filter: &InvitableFilter, found: &Invitable) -> AnyView {
    let mut active = Vec::new();
    let mut chip = |name: &'static str, value: &str, without: InvitableFilter| {
        let label = w.roster_filter_chip(name, value);
        let remove_text = w.remove_filter(&label).into();
        let without = InvitableFilter { cursor: String::new(), ..without };
        active.push(ActiveFilter { label: label.into(), href: address(HERE, &without).into(), remove_text });
    };
    if !filter.q.trim().is_empty() {
        chip(w.roster_search(), filter.q.trim(), InvitableFilter { q: String::new(), ..filter.clone() });
    }
    if !filter.department.is_empty() {
        let without = InvitableFilter { department: String::new(), ..filter.clone() };
        chip(w.department(), &filter.department, without);
    }
    let departments =
        found.departments.iter().map(|one| Choice::new(one.name.clone(), one.name.clone())).collect::<Vec<_>>();
    let InvitableFilter { q, department, .. } = filter.clone();
    view! {
        <FilterBar
            action=HERE
            label=w.invite_roster_filter()
            apply_text=w.apply()
            active=active
            clear_text=w.clear_filters()
        >
            <SearchField name="q" label=w.roster_search() value=q />
            <SelectField name="department" label=w.department() options=departments value=department empty=w.all() />
        </FilterBar>
    }
    .into_any()
}

fn paste(w: Words, filled: &Filled, community: bool) -> AnyView {
    let hint = if community { w.invite_lines_hint_community() } else { w.invite_lines_hint() };
    let (lines, wrong, last_day) = (filled.value("lines"), filled.error("lines"), filled.value("last_day"));
    view! {
        <Section id="paste" title=w.invite_paste() lead=w.invite_paste_lead()>
            <Form action="/rpc/account/invite_many" label=w.invite_paste()>
                <TextArea
                    name="lines"
                    label=w.invite_lines()
                    hint=hint
                    value=lines
                    error=wrong
                    rows=8
                />
                <DateField
                    name="last_day"
                    label=w.invite_last_day()
                    hint=w.invite_last_day_hint()
                    value=last_day
                />
                <Actions>
                    <Button kind=if community { ButtonKind::Primary } else { ButtonKind::Secondary }>
                        {w.invite_make()}
                    </Button>
                </Actions>
            </Form>
        </Section>
    }
    .into_any()
}
