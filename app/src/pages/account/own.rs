//! The viewer's own account: password, sessions, tokens.

use domain::account::{ApiToken, OwnSession, TokenScope};
use leptos::prelude::*;
use serde::Serialize;
use service::draft::Draft;

use crate::{
    form::Filled,
    pages::{Page, page, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::{Card, Fact, FactList},
        chip::StatusChip,
        form::{Actions, Choice, ErrorSummary, Form, PasswordField, SelectField, TextField},
        layout::{PageHeader, Section},
        notice::Notice,
        table::{Column, Table},
        text::Text,
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

#[derive(Serialize)]
struct FreshToken {
    scope: &'static str,
}

/// The viewer's own account.
#[component]
pub fn AccountPage() -> impl IntoView {
    page(async move |visit| {
        let w = visit.words();
        visit.viewer()?;
        let secret = visit.session.clone().unwrap_or_default();
        let sessions = service::session::own(&visit.db, &visit.ctx, &secret).await?;
        let tokens = service::token::list(&visit.db, &visit.ctx).await?;
        let draft = visit.take_any_draft().await?;
        let password = Filled::of(&visit, draft.as_ref(), "own_password", &());
        let token = Filled::of(&visit, draft.as_ref(), "own_token", &FreshToken { scope: TokenScope::Read.as_str() });
        let mut wrong = problems(&password);
        wrong.extend(problems(&token));
        let body = view! {
            <PageHeader title=w.account() />
            <ErrorSummary title=w.problems() items=wrong />
            {made(w, draft.as_ref())}
            {facts(&visit)?}
            {change_password(w, &password)}
            {sessions_view(w, &sessions)}
            {tokens_view(w, &tokens, &token)}
            <Section id="feeds" title=w.feeds() lead=w.feeds_lead()>
                <LinkButton href="/feeds">{w.feeds_open()}</LinkButton>
            </Section>
        };
        Ok(Page::new(w.account(), body))
    })
}

/// The token just made.
fn made(w: Words, draft: Option<&Draft>) -> Option<AnyView> {
    let secret = draft.filter(|draft| draft.form == "token")?.values.get("token")?.clone();
    Some(
        view! {
            <div class="notices">
                <Notice tone=Tone::Met>
                    <p class="notice-title">{w.own_token_ready()}</p>
                    <label class="field-label" for="token-made">{w.own_token()}</label>
                    <input class="control control-full" id="token-made" readonly value=secret />
                </Notice>
            </div>
        }
        .into_any(),
    )
}

fn facts(visit: &Visit) -> Result<AnyView, service::Failure> {
    let w = visit.words();
    let viewer = visit.viewer()?;
    let acting = &viewer.acting;
    let role = match acting.last_day {
        Some(day) => format!("{} · {}", w.role(acting.role), w.own_account_role_until(&w.day(day))),
        None => w.role(acting.role).to_owned(),
    };
    let place = acting.organisation_name.as_ref().map_or(w.community_name(), |name| w.named(name)).to_owned();
    let facts = vec![
        Fact::text(w.name(), w.named(&viewer.name).to_owned()),
        Fact::text(w.email(), viewer.email.clone()),
        Fact::text(w.role_label(), role),
        Fact::text(w.organisation(), place),
    ];
    Ok(view! {
        <Card>
            <FactList facts=facts />
        </Card>
    }
    .into_any())
}

fn change_password(w: Words, filled: &Filled) -> AnyView {
    let (old, new, again) = (filled.error("old_password"), filled.error("password"), filled.error("again"));
    view! {
        <Section id="password" title=w.own_password() lead=w.own_password_lead()>
            <Form action="/rpc/session/change_password" label=w.own_password()>
                <PasswordField
                    name="old_password"
                    label=w.own_password_old()
                    error=old
                    required=true
                />
                <PasswordField
                    name="password"
                    label=w.own_password_new()
                    hint=w.own_password_new_hint()
                    error=new
                    autocomplete="new-password"
                    required=true
                />
                <PasswordField
                    name="again"
                    label=w.own_password_again()
                    error=again
                    autocomplete="new-password"
                    required=true
                />
                <Actions>
                    <Button>{w.own_password()}</Button>
                </Actions>
            </Form>
        </Section>
    }
    .into_any()
}

fn sessions_view(w: Words, sessions: &[OwnSession]) -> AnyView {
    let columns = vec![
        Column::text(w.own_sessions_since()),
        Column::text(w.own_sessions_acting()),
        Column::text(w.own_sessions_until()),
        Column::text(w.accounts_state()),
    ];
    let rows = sessions
        .iter()
        .map(|session| {
            let (tone, word) =
                if session.this { (Tone::Met, w.own_sessions_this()) } else { (Tone::Neutral, w.own_sessions_other()) };
            view! {
                <tr>
                    <td class="lead" data-label=w.own_sessions_since()>{w.instant(session.created_at)}</td>
                    <td data-label=w.own_sessions_acting()>{w.role(session.role)}</td>
                    <td class="when" data-label=w.own_sessions_until()>{w.instant(session.expires_at)}</td>
                    <td data-label=w.accounts_state()><StatusChip tone=tone label=word /></td>
                </tr>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <Section id="sessions" title=w.own_sessions() lead=w.own_sessions_lead()>
            <Table caption=w.own_sessions() columns=columns>{rows}</Table>
            <div class="actions after-table">
                <Form action="/rpc/session/sign_out" inline=true>
                    <Button>{w.sign_out()}</Button>
                </Form>
                <Form action="/rpc/session/sign_out_everywhere" inline=true>
                    <Button kind=ButtonKind::Danger>{w.sign_out_everywhere()}</Button>
                </Form>
            </div>
        </Section>
    }
    .into_any()
}

fn tokens_view(w: Words, tokens: &[ApiToken], filled: &Filled) -> AnyView {
    let table = if tokens.is_empty() {
        view! { <p class="lead">{w.own_tokens_none()}</p> }.into_any()
    } else {
        let columns = vec![
            Column::text(w.own_tokens_name()),
            Column::text(w.own_tokens_scope()),
            Column::text(w.own_tokens_created()),
            Column::actions(w.own_tokens_actions()),
        ];
        let rows = tokens.iter().map(|token| token_row(w, token)).collect::<Vec<_>>();
        view! { <Table caption=w.own_tokens() columns=columns>{rows}</Table> }.into_any()
    };
    let scopes = TokenScope::ALL.iter().map(|scope| Choice::new(scope.as_str(), w.token_scope(*scope))).collect();
    let (name, name_wrong) = (filled.value("name"), filled.error("name"));
    let (scope, scope_wrong) = (filled.value("scope"), filled.error("scope"));
    view! {
        <Section id="tokens" title=w.own_tokens() lead=w.own_tokens_lead()>
            {table}
            <div class="after-table">
                <Form action="/rpc/token/create" inline=true label=w.own_tokens_make()>
                    <TextField
                        name="name"
                        label=w.own_tokens_name()
                        hint=w.own_tokens_name_hint()
                        value=name
                        error=name_wrong
                        required=true
                    />
                    <SelectField
                        name="scope"
                        label=w.own_tokens_scope()
                        options=scopes
                        value=scope
                        error=scope_wrong
                    />
                    <Button>{w.own_tokens_make()}</Button>
                </Form>
            </div>
        </Section>
    }
    .into_any()
}

fn token_row(w: Words, token: &ApiToken) -> AnyView {
    let hidden: Vec<(Text, Text)> = vec![("id".into(), token.id.to_string().into())];
    let describe = w.own_tokens_revoke_one(&token.name);
    view! {
        <tr>
            <td class="lead" data-label=w.own_tokens_name()><b>{token.name.clone()}</b></td>
            <td data-label=w.own_tokens_scope()>{w.token_scope(token.scope)}</td>
            <td class="when" data-label=w.own_tokens_created()>{w.instant(token.created_at)}</td>
            <td>
                <div class="actions">
                    <Form action="/rpc/token/revoke" hidden=hidden inline=true>
                        <Button kind=ButtonKind::Quiet describe=describe>{w.own_tokens_revoke()}</Button>
                    </Form>
                </div>
            </td>
        </tr>
    }
    .into_any()
}
