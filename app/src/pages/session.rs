//! Signing in, setting a password by a one-time link, and the account.

use domain::Error;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::Serialize;

use super::{Page, frame::language, page, path_value};
use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        form::{Actions, ErrorSummary, Form, PasswordField, TextField},
        layout::Plain,
        notice::Notice,
        text::Text,
    },
    visit::{is_local, set_retry_after, set_status},
};

/// The status of a one-time link that was used, replaced or is too old.
const GONE: u16 = 410;

/// The problems of a form for its summary.
pub(super) fn problems(filled: &Filled) -> Vec<(Text, Text)> {
    filled.problems().into_iter().map(|(field, sentence)| (field.into(), sentence.into())).collect()
}

#[derive(Serialize)]
struct Empty {}

/// Signing in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|query| query.get("next")).filter(|next| is_local(next));
    page(async move |visit| {
        let w = visit.words();
        let filled = Filled::load(&visit, "sign_in", &Empty {}).await?;
        if let Some(seconds) = filled.throttled() {
            set_status(Error::Throttled(seconds).status());
            set_retry_after(seconds);
        }
        let hidden = vec![("next".into(), next.unwrap_or_else(|| "/".to_owned()).into())];
        let note = visit.settings.demonstration.then(|| view! { <Notice>{w.demonstration_note()}</Notice> });
        let body = view! {
            <Plain brand=w.brand() title=w.sign_in() lead=w.sign_in_lead() language=language(w)>
                <ErrorSummary title=w.problems() items=problems(&filled) />
                <Form action="/rpc/session/sign_in" hidden=hidden>
                    <TextField
                        name="email"
                        label=w.email()
                        kind="email"
                        value=filled.value("email")
                        autocomplete="username"
                        required=true
                        autofocus=true
                    />
                    <PasswordField name="password" label=w.password() error=filled.error("password") required=true />
                    <Actions>
                        <Button kind=ButtonKind::Primary>{w.sign_in()}</Button>
                    </Actions>
                </Form>
                {note}
            </Plain>
        };
        Ok(Page::plain(w.sign_in(), body))
    })
}

/// Setting the password with a one-time link.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let secret = path_value("secret", |text| Some(text.to_owned()));
    page(async move |visit| {
        let w = visit.words();
        let secret = secret?;
        let filled = Filled::load(&visit, "invitation", &Empty {}).await?;
        let email = match service::account::invitation_email(&visit.db, &visit.ctx, &secret).await {
            Ok(email) => email,
            Err(failure) if matches!(failure.error(), Error::Invalid(_)) => {
                set_status(GONE);
                let body = view! {
                    <Plain brand=w.brand() title=w.link_dead() lead=w.link_dead_lead() language=language(w)>
                        <p>{w.link_dead_new()}</p>
                        <p>{w.link_dead_known()}</p>
                        <Actions>
                            <LinkButton href="/sign-in" kind=ButtonKind::Primary>{w.sign_in()}</LinkButton>
                        </Actions>
                    </Plain>
                };
                return Ok(Page::plain(w.link_dead(), body));
            }
            Err(failure) => return Err(failure),
        };
        let body = view! {
            <Plain brand=w.brand() title=w.set_password() lead=w.set_password_lead(&email) language=language(w)>
                <ErrorSummary title=w.problems() items=problems(&filled) />
                <Form action="/rpc/session/set_password" hidden=vec![("token".into(), secret.into())]>
                    <PasswordField
                        name="password"
                        label=w.password()
                        error=filled.error("password")
                        autocomplete="new-password"
                        required=true
                    />
                    <PasswordField
                        name="again"
                        label=w.password_again()
                        error=filled.error("again")
                        autocomplete="new-password"
                        required=true
                    />
                    <Actions>
                        <Button kind=ButtonKind::Primary>{w.set_password()}</Button>
                    </Actions>
                </Form>
            </Plain>
        };
        Ok(Page::plain(w.set_password(), body))
    })
}
