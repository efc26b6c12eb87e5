//! The form of a credential: adding one on a person's page, and changing one.

use domain::{catalogue::CredentialType, id::CredentialId};
use leptos::prelude::*;

use crate::{
    form::Filled,
    pages::{Page, page, path_value, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        form::{Actions, Choice, DateField, ErrorSummary, Form, SelectField, TextField},
        layout::{Breadcrumbs, Crumb, PageHeader},
    },
    words::Words,
};

/// Changing a credential.
#[component]
pub fn EditCredentialPage() -> impl IntoView {
    let id = path_value("id", CredentialId::parse);
    page(async move |visit| {
        let w = visit.words();
        visit.viewer()?;
        let id = id?;
        let (person, credential) = service::credential::read(&visit.db, &visit.ctx, id).await?;
        let types = service::credential::types(&visit.db).await?;
        let filled = Filled::load(&visit, "credential", &service::credential::form_of(&credential)).await?;
        let back = format!("/people/{}/credentials", person.id);
        let crumbs = vec![
            Crumb { label: w.credentials_of(&w.person_label(&person)).into(), href: Some(back.clone().into()) },
            Crumb { label: w.credential_edit().into(), href: None },
        ];
        let hidden =
            vec![("id".into(), id.to_string().into()), ("version".into(), credential.version.to_string().into())];
        let fields = fields(w, &filled, &types);
        let body = view! {
            <Breadcrumbs label=w.person_way() items=crumbs />
            <PageHeader title=w.credential_edit() lead=w.credential_edit_lead() />
            <ErrorSummary title=w.problems() items=problems(&filled) />
            <Form action="/rpc/credential/edit" hidden=hidden>
                {fields}
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.save()}</Button>
                    <LinkButton href=back>{w.cancel()}</LinkButton>
                </Actions>
            </Form>
        };
        Ok(Page::new(w.credential_edit(), body))
    })
}

/// The fields, filled in.
pub(super) fn fields(w: Words, filled: &Filled, types: &[CredentialType]) -> AnyView {
    let options = types.iter().map(|kind| Choice::new(kind.code.clone(), w.credential_type_name(kind).to_owned()));
    let text = |name: &'static str, label: &'static str| {
        view! {
            <TextField
                name=name
                label=label
                note=w.person_optional()
                value=filled.value(name)
                error=filled.error(name)
            />
        }
    };
    let day = |name: &'static str, label: &'static str, hint: &'static str| {
        view! {
            <DateField
                name=name
                label=label
                note=w.person_optional()
                value=filled.value(name)
                hint=hint
                error=filled.error(name)
            />
        }
    };
    view! {
        <SelectField
            name="type_code"
            label=w.credential_type()
            options=options.collect()
            value=filled.value("type_code")
            empty=w.person_choose()
            error=filled.error("type_code")
            required=true
        />
        {text("number", w.credential_number())}
        {text("issuer", w.credential_issuer())}
        {day("issued_on", w.credential_issued_on(), "")}
        {day("expires_on", w.credential_expires_on(), w.credential_expires_hint())}
        {day("review_on", w.credential_review_on(), w.credential_review_hint())}
    }
    .into_any()
}
