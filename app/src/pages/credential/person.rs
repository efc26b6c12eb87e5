//! The credentials of one person: the list, and recording another.

use domain::{
    credential::{Credential, CredentialForm},
    id::PersonId,
};
use leptos::prelude::*;
use service::credential::CredentialsView;

use super::{form::fields, lapse, tone, verification};
use crate::{
    form::Filled,
    pages::{Page, page, path_value, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        chip::StatusChip,
        empty::Empty,
        form::{Actions, ErrorSummary, Form},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        table::{Column, Table},
    },
    visit::Visit,
    words::Words,
};

/// A person's credentials.
#[component]
pub fn CredentialsPage() -> impl IntoView {
    let id = path_value("id", PersonId::parse);
    page(async move |visit| {
        let w = visit.words();
        visit.viewer()?;
        let id = id?;
        let view = service::credential::of_person(&visit.db, &visit.ctx, id).await?;
        let draft = visit.take_any_draft().await?;
        let filled = Filled::of(&visit, draft.as_ref(), "credential", &CredentialForm::default());
        // A row's button carries no text to keep; its failure is told above the page.
        let other = draft.as_ref().filter(|draft| draft.form != "credential").map(|draft| draft.form.clone());
        let told = other.map(|form| Filled::of(&visit, draft.as_ref(), &form, &CredentialForm::default()));
        let summary = told.as_ref().map_or_else(|| problems(&filled), problems);
        let new = if view.may_edit { Some(new(&visit, id, &filled).await?) } else { None };
        let name = w.person_label(&view.person);
        let title = w.credentials_of(&name);
        let own = visit.viewer()?.person == id;
        let person = Crumb { label: name.into(), href: Some(format!("/people/{id}").into()) };
        let crumbs = vec![person, Crumb { label: w.credentials().into(), href: None }];
        let lead = if own { w.credential_may_not_own() } else { w.credentials_lead() };
        let list = list(&visit, &view);
        let body = view! {
            <Breadcrumbs label=w.person_way() items=crumbs />
            <PageHeader title=title.clone() lead=lead />
            <ErrorSummary title=w.problems() items=summary />
            {list}
            {new}
        };
        Ok(Page::new(title, body))
    })
}

async fn new(visit: &Visit, person: PersonId, filled: &Filled) -> Result<AnyView, service::Failure> {
    let w = visit.words();
    let types = service::credential::types(&visit.db).await?;
    if types.is_empty() {
        let (title, text) = (w.credential_no_types(), w.credential_no_types_text());
        return Ok(view! { <Empty title=title text=text icon=IconName::Import /> }.into_any());
    }
    let fields = fields(w, filled, &types);
    let hidden = vec![("person".into(), person.to_string().into())];
    Ok(view! {
        <Section id="new" title=w.credential_new()>
            <Form action="/rpc/credential/add" hidden=hidden label=w.credential_new()>
                {fields}
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.save()}</Button>
                </Actions>
            </Form>
        </Section>
    }
    .into_any())
}

fn list(visit: &Visit, view: &CredentialsView) -> AnyView {
    let w = visit.words();
    if view.credentials.is_empty() {
        let (title, text) = (w.credentials_none(), w.credentials_none_text());
        return view! { <Empty title=title text=text icon=IconName::Check /> }.into_any();
    }
    let mut columns = vec![
        Column::text(w.credential_type()),
        Column::text(w.credential_issuer()),
        Column::text(w.credential_issued_on()),
        Column::text(w.credential_lapses()),
        Column::text(w.credential_standing()),
        Column::text(w.credential_verified()),
    ];
    if view.may_edit {
        columns.push(Column::actions(w.credential_actions()));
    }
    let today = visit.ctx.today(domain::organisation::DEFAULT_ZONE);
    let rows = view.credentials.iter().map(|credential| row(w, view, credential, today)).collect::<Vec<_>>();
    view! { <Table caption=w.credentials() columns=columns>{rows}</Table> }.into_any()
}

fn row(w: Words, view: &CredentialsView, credential: &Credential, today: chrono::NaiveDate) -> AnyView {
    let standing = credential.standing(today);
    let name = w.named(&credential.type_name).to_owned();
    let number = credential.number.clone().map(|number| view! { <span class="sub">{number}</span> });
    let issued = credential.issued_on.map(|day| day.to_string()).unwrap_or_default();
    let actions = view.may_edit.then(|| {
        let href = format!("/credentials/{}", credential.id);
        let verify = view.may_verify.then(|| verify(w, credential));
        let label = format!("{} · {name}", w.credential_edit());
        view! {
            <td class="row-actions">
                <div class="actions">
                    {verify}
                    <LinkButton href=href kind=ButtonKind::Quiet describe=label>{w.credential_edit()}</LinkButton>
                    {remove(w, credential)}
                </div>
            </td>
        }
    });
    view! {
        <tr>
            <td class="lead" data-label=w.credential_type()><b>{name}</b>{number}</td>
            <td data-label=w.credential_issuer()>{credential.issuer.clone().unwrap_or_default()}</td>
            <td class="when minor" data-label=w.credential_issued_on()>{issued}</td>
            <td class="when" data-label=w.credential_lapses()>{lapse(w, credential)}</td>
            <td data-label=w.credential_standing()>
                <StatusChip tone=tone(standing) label=w.standing(standing) />
            </td>
            <td data-label=w.credential_verified()>{verification(w, credential)}</td>
            {actions}
        </tr>
    }
    .into_any()
}

fn hidden(credential: &Credential) -> Vec<(crate::ui::text::Text, crate::ui::text::Text)> {
    vec![("id".into(), credential.id.to_string().into()), ("version".into(), credential.version.to_string().into())]
}

fn verify(w: Words, credential: &Credential) -> AnyView {
    let seen = credential.verified_by.is_none();
    let mut hidden = hidden(credential);
    hidden.push(("seen".into(), seen.to_string().into()));
    let word = if seen { w.credential_verify() } else { w.credential_doubt() };
    view! {
        <Form action="/rpc/credential/verify" hidden=hidden inline=true>
            <Button kind=ButtonKind::Quiet>{word}</Button>
        </Form>
    }
    .into_any()
}

fn remove(w: Words, credential: &Credential) -> AnyView {
    view! {
        <Form action="/rpc/credential/remove" hidden=hidden(credential) inline=true>
            <Button kind=ButtonKind::Quiet>{w.credential_remove()}</Button>
        </Form>
    }
    .into_any()
}
