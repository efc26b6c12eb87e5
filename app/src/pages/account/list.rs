//! Who has access: the officers' list of their organisation, the secretariat's of the community.

use domain::{
    account::{AccountDeed, AccountFilter, AccountLine, AccountState, Role},
    list::Page as ListPage,
};
use leptos::prelude::*;
use service::draft::Draft;

use super::{refused, roles};
use crate::{
    form::Filled,
    pages::{Page, address, page, query, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        chip::StatusChip,
        empty::Empty,
        form::{ActiveFilter, Choice, ErrorSummary, FilterBar, Form, SearchField, SelectField},
        icon::IconName,
        layout::{PageHeader, Section},
        table::{Column, Direction, Pager, Table},
        text::Text,
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// The accounts that the viewer manages.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let filter: AccountFilter = query();
    page(async move |visit| {
        let w = visit.words();
        visit.viewer()?;
        let accounts = service::account::list(&visit.db, &visit.ctx, &filter).await?;
        let draft = visit.take_any_draft().await?;
        let members = match visit.ctx.organisation() {
            Some(_) => Vec::new(),
            None => service::organisation::list(&visit.db, &visit.ctx).await?,
        };
        let members =
            members.iter().map(|member| Choice::new(member.id.to_string(), w.member_name(member).to_owned())).collect();
        let lead = if visit.ctx.organisation().is_some() { w.accounts_lead() } else { w.accounts_lead_community() };
        let body = view! {
            <PageHeader title=w.accounts() lead=lead action=Some(invite_link(w)) />
            {failed(&visit, draft.as_ref(), &accounts.items)}
            {filters(&visit, &filter, members)?}
            {content(&visit, &filter, draft.as_ref(), accounts)}
        };
        Ok(Page::new(w.accounts(), body))
    })
}

fn invite_link(w: Words) -> AnyView {
    view! {
        <LinkButton href="/accounts/invite" kind=ButtonKind::Primary icon=IconName::Add>
            {w.accounts_invite()}
        </LinkButton>
    }
    .into_any()
}

/// What of the last bulk action, or of the last day of an auditor, was refused.
fn failed(visit: &Visit, draft: Option<&Draft>, lines: &[AccountLine]) -> AnyView {
    let w = visit.words();
    let Some(draft) = draft else { return ().into_any() };
    let filled = Filled::of(visit, Some(draft), &draft.form, &());
    let bulk = if draft.form == "accounts" { refused::accounts(w, draft, &filled, lines) } else { None };
    bulk.unwrap_or_else(|| view! { <ErrorSummary title=w.problems() items=problems(&filled) /> }.into_any())
}

fn content(visit: &Visit, filter: &AccountFilter, draft: Option<&Draft>, accounts: ListPage<AccountLine>) -> AnyView {
    let w = visit.words();
    if accounts.items.is_empty() {
        return empty(w, *filter == AccountFilter::default());
    }
    let community = visit.ctx.organisation().is_none();
    let own = visit.ctx.account();
    let ticked: Vec<&String> = draft
        .filter(|draft| draft.form == "accounts")
        .map(|draft| draft.values.iter().filter(|(name, _)| name.starts_with("grants[")).map(|(_, id)| id).collect())
        .unwrap_or_default();
    let rows = accounts
        .items
        .iter()
        .map(|line| {
            let ticked = ticked.iter().any(|id| **id == line.grant.to_string());
            row(w, line, community, own == Some(line.account), ticked)
        })
        .collect::<Vec<_>>();
    let buttons = AccountDeed::ALL
        .iter()
        .map(|deed| {
            let kind = if *deed == AccountDeed::Deactivate { ButtonKind::Danger } else { ButtonKind::Secondary };
            view! { <Button kind=kind name="deed" value=deed.as_str()>{w.account_deed(*deed)}</Button> }
        })
        .collect::<Vec<_>>();
    let count = accounts.items.len();
    let turn = |cursor: String| address("/accounts", &AccountFilter { cursor, ..filter.clone() });
    let first = (!filter.cursor.is_empty()).then(|| turn(String::new()));
    let next = accounts.next.clone().map(turn);
    view! {
        <form method="post" action="/rpc/account/act" class="bulk" id="field-grants">
            <Table caption=w.accounts_table() columns=columns(w, filter, community)>{rows}</Table>
            <div class="bulk-bar" role="group" aria-label=w.accounts_bulk()>
                <span>{w.accounts_bulk()}</span>
                {buttons}
            </div>
        </form>
        <Pager
            label=w.pages()
            previous=first
            previous_text=w.roster_first_page()
            next=next
            next_text=w.next()
            words=w.accounts_count(count)
        />
        {auditors(w, draft, &accounts.items)}
    }
    .into_any()
}

fn columns(w: Words, filter: &AccountFilter, community: bool) -> Vec<Column> {
    let sorted = |name: &str, usual: bool| {
        let descending = format!("-{name}");
        let direction = if filter.sort == descending {
            Some(Direction::Descending)
        } else if filter.sort == name || (usual && filter.sort.is_empty()) {
            Some(Direction::Ascending)
        } else {
            None
        };
        let sort = if direction == Some(Direction::Ascending) { descending } else { name.to_owned() };
        (address("/accounts", &AccountFilter { sort, cursor: String::new(), ..filter.clone() }), direction)
    };
    let (by_name, name) = sorted("name", true);
    let (by_email, email) = sorted("email", false);
    let mut columns = vec![
        Column::actions(w.accounts_select()),
        Column::text(w.accounts_name()).sorted_by(by_name, name),
        Column::text(w.email()).sorted_by(by_email, email),
    ];
    if community {
        columns.push(Column::text(w.organisation()));
    }
    columns.extend([
        Column::text(w.accounts_role()),
        Column::text(w.accounts_state()),
        Column::text(w.accounts_until()),
        Column::text(w.accounts_last_sign_in()),
    ]);
    columns
}

fn row(w: Words, line: &AccountLine, community: bool, own: bool, ticked: bool) -> AnyView {
    let name = w.named(&line.name).to_owned();
    let select = if own {
        view! { <StatusChip tone=Tone::Muted label=w.accounts_own() /> }.into_any()
    } else {
        let label = w.accounts_select_one(&name);
        let id = line.grant.to_string();
        view! { <input type="checkbox" name="grants[]" value=id checked=ticked aria-label=label /> }.into_any()
    };
    let place = community.then(|| {
        let place = line.organisation_name.as_ref().map_or(w.community_name(), |name| w.named(name)).to_owned();
        view! { <td data-label=w.organisation()>{place}</td> }
    });
    let tone = match line.state {
        AccountState::Active => Tone::Met,
        AccountState::Invited => Tone::Accent,
        AccountState::Lapsed => Tone::AtRisk,
        AccountState::Ended | AccountState::Deactivated => Tone::Muted,
    };
    let link = line.link_until.filter(|_| line.state != AccountState::Deactivated);
    let until = [
        line.last_day.map(|day| w.accounts_open_until(&day.to_string())),
        link.map(|at| w.accounts_link_until(&w.instant(at))),
    ];
    let until = until.into_iter().flatten().map(|text| view! { <span class="line">{text}</span> }).collect::<Vec<_>>();
    // An empty cell takes no room on a phone.
    let until = (!until.is_empty()).then(|| view! { <div>{until}</div> });
    let seen = line.last_sign_in.map_or_else(|| w.accounts_never().to_owned(), |at| w.instant(at));
    view! {
        <tr>
            <td class="tick" data-label=w.accounts_select()>{select}</td>
            <td class="lead" data-label=w.accounts_name()><b>{name}</b></td>
            <td data-label=w.email()>{line.email.clone()}</td>
            {place}
            <td data-label=w.accounts_role()>{w.role(line.role)}</td>
            <td data-label=w.accounts_state()><StatusChip tone=tone label=w.account_state(line.state) /></td>
            <td class="until" data-label=w.accounts_until()>{until}</td>
            <td class="when" data-label=w.accounts_last_sign_in()>{seen}</td>
        </tr>
    }
    .into_any()
}

/// A form a line for the last day of each auditor on this page.
fn auditors(w: Words, draft: Option<&Draft>, lines: &[AccountLine]) -> Option<AnyView> {
    let auditors: Vec<_> = lines.iter().filter(|line| line.role == Role::Auditor).collect();
    if auditors.is_empty() {
        return None;
    }
    let typed = draft.filter(|draft| draft.form == "open_until");
    let forms = auditors
        .into_iter()
        .map(|line| {
            let id = line.grant.to_string();
            let again = typed.filter(|draft| draft.values.get("grant") == Some(&id));
            let value = again
                .and_then(|draft| draft.values.get("last_day").cloned())
                .or_else(|| line.last_day.map(|day| day.to_string()));
            let label = w.accounts_last_day_of(w.named(&line.name));
            let input = format!("last-day-{id}");
            let hidden: Vec<(Text, Text)> = vec![("grant".into(), id.into())];
            let invalid = again.is_some().then_some("true");
            view! {
                <Form action="/rpc/account/open_until" hidden=hidden inline=true>
                    <div class="field">
                        <label class="field-label" for=input.clone()>{label}</label>
                        <input
                            class="control"
                            type="date"
                            id=input
                            name="last_day"
                            value=value
                            aria-invalid=invalid
                        />
                    </div>
                    <Button>{w.accounts_set_last_day()}</Button>
                </Form>
            }
        })
        .collect::<Vec<_>>();
    Some(
        view! {
            <Section id="auditors" title=w.accounts_auditors() lead=w.accounts_auditors_lead()>
                <div class="last-days">{forms}</div>
            </Section>
        }
        .into_any(),
    )
}

fn empty(w: Words, unfiltered: bool) -> AnyView {
    if unfiltered {
        let action = Some(invite_link(w));
        return view! {
            <Empty title=w.accounts_none() text=w.accounts_none_text() icon=IconName::Person action=action />
        }
        .into_any();
    }
    let clear = Some(view! { <LinkButton href="/accounts">{w.clear_filters()}</LinkButton> }.into_any());
    view! { <Empty title=w.accounts_no_match() text=w.accounts_no_match_text() icon=IconName::Search action=clear /> }
        .into_any()
}

fn filters(visit: &Visit, filter: &AccountFilter, members: Vec<Choice>) -> Result<AnyView, service::Failure> {
    let w = visit.words();
    let viewer = visit.viewer()?;
    let without = |change: fn(&mut AccountFilter)| {
        let mut filter = AccountFilter { cursor: String::new(), ..filter.clone() };
        change(&mut filter);
        address("/accounts", &filter)
    };
    let mut active = Vec::new();
    let mut chip = |name: &'static str, value: &str, href: String| {
        let label = w.roster_filter_chip(name, value);
        let remove_text = w.remove_filter(&label).into();
        active.push(ActiveFilter { label: label.into(), href: href.into(), remove_text });
    };
    if !filter.q.trim().is_empty() {
        chip(w.accounts_search(), filter.q.trim(), without(|filter| filter.q.clear()));
    }
    if let Some(role) = Role::parse(&filter.role) {
        chip(w.accounts_role(), w.role(role), without(|filter| filter.role.clear()));
    }
    if let Some(state) = AccountState::parse(&filter.state) {
        chip(w.accounts_state(), w.account_state(state), without(|filter| filter.state.clear()));
    }
    if let Some(member) = members.iter().find(|member| member.value == filter.organisation.as_str()) {
        chip(w.organisation(), &member.label, without(|filter| filter.organisation.clear()));
    }
    let states = AccountState::ALL.iter().map(|state| Choice::new(state.as_str(), w.account_state(*state))).collect();
    let AccountFilter { q, role, state, organisation, sort, .. } = filter.clone();
    let hidden: Vec<(Text, Text)> = if sort.is_empty() { Vec::new() } else { vec![("sort".into(), sort.into())] };
    let roles = roles(w, viewer);
    let of_member = (!members.is_empty()).then(|| {
        view! {
            <SelectField name="organisation" label=w.organisation() options=members value=organisation empty=w.all() />
        }
    });
    Ok(view! {
        <FilterBar
            action="/accounts"
            label=w.accounts_filter()
            apply_text=w.apply()
            hidden=hidden
            active=active
            clear_text=w.clear_filters()
        >
            <SearchField name="q" label=w.accounts_search() value=q />
            <SelectField name="role" label=w.accounts_role() options=roles value=role empty=w.all() />
            <SelectField name="state" label=w.accounts_state() options=states value=state empty=w.all() />
            {of_member}
        </FilterBar>
    }
    .into_any())
}
