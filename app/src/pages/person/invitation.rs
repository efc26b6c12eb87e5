//! Giving a person an account: the form, and the one-time link that is shown once.

use domain::{
    account::{InvitationForm, Role, Viewer},
    id::PersonId,
    person::Profile,
};
use leptos::prelude::*;
use service::draft::Draft;

use crate::{
    form::Filled,
    pages::session::problems,
    ui::{
        button::Button,
        form::{Choice, ErrorSummary, Form, SelectField, TextField},
        layout::Section,
        notice::Notice,
        tone::Tone,
    },
    visit::Visit,
};

/// The one-time link just made, above the page.
pub(super) fn link(visit: &Visit, draft: Option<&Draft>) -> Option<AnyView> {
    let draft = draft.filter(|draft| draft.form == "invitation_link")?;
    let w = visit.words();
    let link = format!("{}/invitation/{}", visit.site, draft.values.get("invitation_link")?);
    Some(
        view! {
            <div class="notices">
                <Notice tone=Tone::Met>
                    <p class="notice-title">{w.invitation_ready()}</p>
                    <label class="field-label" for="invitation-link">{w.invitation_link()}</label>
                    <input class="control control-full" id="invitation-link" readonly value=link />
                </Notice>
            </div>
        }
        .into_any(),
    )
}

/// What is wrong with the invitation, above the page: its form stands far below.
pub(super) fn summary(visit: &Visit, draft: Option<&Draft>) -> AnyView {
    let filled = Filled::of(visit, draft, "invitation", &InvitationForm::default());
    view! { <ErrorSummary title=visit.words().problems() items=problems(&filled) /> }.into_any()
}

/// The form that makes a link for a person employed where the viewer acts.
pub(super) fn form(
    visit: &Visit,
    viewer: &Viewer,
    person: PersonId,
    profile: Profile,
    draft: Option<&Draft>,
) -> AnyView {
    let w = visit.words();
    let Some((organisation, kind)) = viewer.acting.organisation.zip(viewer.acting.organisation_kind) else {
        return ().into_any();
    };
    let usual = match (profile, kind.teaches()) {
        (Profile::Teacher, true) => Some(Role::Teacher),
        (Profile::Engineer, false) => Some(Role::Engineer),
        _ => None,
    };
    let fresh =
        InvitationForm { role: usual.map(Role::as_str).unwrap_or_default().to_owned(), ..InvitationForm::default() };
    let filled = Filled::of(visit, draft, "invitation", &fresh);
    let roles = Role::ALL
        .iter()
        // An auditor's last day is asked where many are invited.
        .filter(|role| role.fits(kind) && **role != Role::Auditor)
        .map(|role| Choice::new(role.as_str(), w.role(*role)))
        .collect();
    let hidden =
        vec![("organisation".into(), organisation.to_string().into()), ("person".into(), person.to_string().into())];
    view! {
        <Section id="invitation" title=w.invitation_title() lead=w.invitation_lead()>
            <Form action="/rpc/person/invite" hidden=hidden inline=true label=w.invitation_form()>
                <TextField
                    name="email"
                    label=w.email()
                    kind="email"
                    value=filled.value("email")
                    error=filled.error("email")
                    required=true
                />
                <SelectField
                    name="role"
                    label=w.role_label()
                    options=roles
                    value=filled.value("role")
                    empty=w.person_choose()
                    error=filled.error("role")
                    required=true
                />
                <Button>{w.invitation_make()}</Button>
            </Form>
        </Section>
    }
    .into_any()
}
