//! The register: the credentials of everybody employed where the viewer acts, what lapses first on top.

use domain::{
    catalogue::CredentialType,
    credential::{RegisterFilter, RegisterLine, Standing},
    list::Page as ListPage,
};
use leptos::prelude::*;

use super::{lapse, tone, verification};
use crate::{
    pages::{Page, address, page, query},
    ui::{
        button::LinkButton,
        empty::Empty,
        form::{ActiveFilter, Choice, FilterBar, SearchField, SelectField},
        icon::IconName,
        layout::PageHeader,
        table::{Cell, Column, Pager, Row, Table},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

const PATH: &str = "/credentials";

/// The register of credentials.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let filter: RegisterFilter = query();
    page(async move |visit| {
        let w = visit.words();
        let lines = service::credential::register(&visit.db, &visit.ctx, &filter).await?;
        let types = service::credential::types(&visit.db).await?;
        let content = content(&visit, &filter, lines);
        let body = view! {
            <PageHeader title=w.credentials() lead=w.register_lead() />
            {filters(w, &filter, &types)}
            {content}
        };
        Ok(Page::new(w.credentials(), body))
    })
}

fn content(visit: &Visit, filter: &RegisterFilter, lines: ListPage<RegisterLine>) -> AnyView {
    let w = visit.words();
    if lines.items.is_empty() {
        return empty(w, *filter == RegisterFilter::default());
    }
    let today = visit.ctx.today(domain::organisation::DEFAULT_ZONE);
    let count = lines.items.len();
    let rows = lines.items.iter().map(|line| row(w, line, today)).collect::<Vec<_>>();
    let columns = vec![
        Column::text(w.credential_holder()),
        Column::text(w.credential_type()),
        Column::text(w.credential_lapses()),
        Column::text(w.credential_standing()),
        Column::text(w.credential_issuer()),
        Column::text(w.credential_verified()),
    ];
    let to = |cursor: String| address(PATH, &RegisterFilter { cursor, ..filter.clone() });
    let first = (!filter.cursor.is_empty()).then(|| to(String::new()));
    let next = lines.next.map(to);
    view! {
        <Table caption=w.register_table() columns=columns>{rows}</Table>
        <Pager
            label=w.pages()
            previous=first
            previous_text=w.roster_first_page()
            next=next
            next_text=w.next()
            words=w.register_count(count)
        />
    }
    .into_any()
}

fn row(w: Words, line: &RegisterLine, today: chrono::NaiveDate) -> AnyView {
    let credential = &line.credential;
    let standing = credential.standing(today);
    let href = format!("/people/{}/credentials", line.holder.id);
    let number = credential.number.as_deref().unwrap_or_default();
    let row = Row::new()
        .lead(w.credential_holder(), &href, w.named(&line.holder.label), number)
        .cell(Cell::Text, w.credential_type(), w.named(&credential.type_name))
        .cell(Cell::When, w.credential_lapses(), &lapse(w, credential))
        .chip(w.credential_standing(), tone(standing), None, w.standing(standing))
        .cell(Cell::MinorText, w.credential_issuer(), credential.issuer.as_deref().unwrap_or_default());
    let row = if credential.verified_by.is_some() {
        row.cell(Cell::MinorText, w.credential_verified(), &verification(w, credential))
    } else {
        row.chip(w.credential_verified(), Tone::Muted, None, w.credential_not_verified())
    };
    row.view().into_any()
}

fn empty(w: Words, unfiltered: bool) -> AnyView {
    if unfiltered {
        let action = view! { <LinkButton href="/people">{w.register_open_roster()}</LinkButton> }.into_any();
        return view! {
            <Empty title=w.register_empty() text=w.register_empty_text() icon=IconName::Check action=action />
        }
        .into_any();
    }
    let clear = view! { <LinkButton href=PATH>{w.clear_filters()}</LinkButton> }.into_any();
    view! { <Empty title=w.register_none() text=w.register_none_text() icon=IconName::Search action=clear /> }
        .into_any()
}

fn filters(w: Words, filter: &RegisterFilter, types: &[CredentialType]) -> AnyView {
    let without = |change: fn(&mut RegisterFilter)| {
        let mut filter = RegisterFilter { cursor: String::new(), ..filter.clone() };
        change(&mut filter);
        address(PATH, &filter)
    };
    let mut active = Vec::new();
    let mut chip = |name: &str, value: &str, href: String| {
        let label = w.roster_filter_chip(name, value);
        active.push(ActiveFilter {
            remove_text: w.remove_filter(&label).into(),
            label: label.into(),
            href: href.into(),
        });
    };
    if !filter.q.trim().is_empty() {
        chip(w.register_search(), filter.q.trim(), without(|filter| filter.q.clear()));
    }
    if let Some(standing) = Standing::parse(&filter.standing) {
        chip(w.credential_standing(), w.standing(standing), without(|filter| filter.standing.clear()));
    }
    let name = |kind: &CredentialType| w.credential_type_name(kind).to_owned();
    if let Some(kind) = types.iter().find(|kind| kind.code == filter.type_code) {
        chip(w.credential_type(), &name(kind), without(|filter| filter.type_code.clear()));
    }
    let verified = [("yes", w.register_verified_yes()), ("no", w.register_verified_no())];
    if let Some((_, word)) = verified.iter().find(|(value, _)| *value == filter.verified) {
        chip(w.credential_verified(), word, without(|filter| filter.verified.clear()));
    }
    let standings = Standing::ALL.iter().map(|it| Choice::new(it.as_str(), w.standing(*it))).collect();
    let kinds = types.iter().map(|kind| Choice::new(kind.code.clone(), name(kind))).collect();
    let verified = verified.into_iter().map(|(value, word)| Choice::new(value, word)).collect();
    let chosen = filter.clone();
    view! {
        <FilterBar
            action=PATH
            label=w.register_filter()
            apply_text=w.apply()
            active=active
            clear_text=w.clear_filters()
        >
            <SearchField name="q" label=w.register_search() value=chosen.q />
            <SelectField
                name="standing"
                label=w.credential_standing()
                options=standings
                value=chosen.standing
                empty=w.all()
            />
            <SelectField
                name="type_code"
                label=w.credential_type()
                options=kinds
                value=chosen.type_code
                empty=w.all()
            />
            <SelectField
                name="verified"
                label=w.credential_verified()
                options=verified
                value=chosen.verified
                empty=w.all()
            />
        </FilterBar>
    }
    .into_any()
}
