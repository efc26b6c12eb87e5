//! The frame around a page: the rail with the role's places, the organisation acted for, the language.

use domain::{Error, account::Viewer, placement::Deed};
use leptos::prelude::*;

use super::{Page, places::rail};
use crate::{
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::Form,
        icon::{IconName, icon},
        layout::{Menu, Plain, Shell},
        notice::Notice,
        text::Text,
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// A page with the frame around it; a visitor who is not signed in gets the plain one.
pub(super) fn framed(visit: &Visit, body: AnyView) -> AnyView {
    let w = visit.words();
    let Some(viewer) = &visit.viewer else {
        return view! { <Plain brand=w.brand() title=w.brand() language=language(w)>{body}</Plain> }.into_any();
    };
    let notices = notice(visit);
    view! {
        <Shell
            brand=w.brand()
            rail=rail(viewer.acting.role, visit)
            rail_label=w.places()
            skip_text=w.skip()
            organisation=organisation(viewer, w)
            search=search(w)
            language=language(w)
            account=account(viewer, w)
            notices=notices
        >
            {body}
        </Shell>
    }
    .into_any()
}

/// Which organisation I act for: its name, or a menu when there are several roles.
fn organisation(viewer: &Viewer, w: Words) -> AnyView {
    let name = |grant: &domain::account::RoleGrant| -> Text {
        let place = grant.organisation_name.as_ref().map_or(w.community_name(), |name| w.named(name));
        format!("{place} · {}", w.role(grant.role)).into()
    };
    let label = name(&viewer.acting);
    if viewer.grants.len() < 2 {
        return view! { <span class="acting">{label}</span> }.into_any();
    }
    let items = viewer
        .grants
        .iter()
        .filter(|grant| grant.id != viewer.acting.id)
        .map(|grant| {
            let hidden = vec![("grant".into(), grant.id.to_string().into())];
            let text = name(grant);
            view! {
                <Form action="/rpc/session/act_as" hidden=hidden inline=true>
                    <Button kind=ButtonKind::Quiet>{text}</Button>
                </Form>
            }
        })
        .collect::<Vec<_>>();
    view! { <Menu id="menu-organisation" label=label icon=IconName::Organisation>{items}</Menu> }.into_any()
}

/// The field that finds everything; a phone has the way to the page with the field.
fn search(w: Words) -> AnyView {
    view! {
        <form action="/search" role="search">
            {icon(IconName::Search)}
            <input
                class="control"
                type="search"
                id="site-search"
                name="q"
                aria-label=w.search_label()
                aria-keyshortcuts="/ Control+K"
                placeholder=w.search_hint()
                autocomplete="off"
            />
        </form>
        <a class="button button-quiet topbar-search-link" href="/search" aria-label=w.search_title()>
            {icon(IconName::Search)}
        </a>
    }
    .into_any()
}

/// The switch to the other language, which keeps the page.
pub(super) fn language(w: Words) -> AnyView {
    let other = w.lang().other();
    view! {
        <Form action="/rpc/session/language" hidden=vec![("language".into(), other.tag().into())] inline=true>
            <Button kind=ButtonKind::Quiet icon=IconName::Language>
                <span lang=other.tag()>{w.other_language()}</span>
            </Button>
        </Form>
    }
    .into_any()
}

fn account(viewer: &Viewer, w: Words) -> AnyView {
    let (name, email) = (w.named(&viewer.name).to_owned(), viewer.email.clone());
    view! {
        <Menu id="menu-account" label=name icon=IconName::Person compact=true>
            <p>{email}</p>
            <a href="/account">{w.account()}</a>
            <Form action="/rpc/session/sign_out" inline=true>
                <Button kind=ButtonKind::Quiet icon=IconName::SignOut>{w.sign_out()}</Button>
            </Form>
        </Menu>
    }
    .into_any()
}

/// What was just done, from `done=` in the address, and that this is a demonstration.
fn notice(visit: &Visit) -> Option<AnyView> {
    let w = visit.words();
    let query = visit.address.split_once('?')?.1;
    let done = query.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let text = match done {
        "saved" => w.done_saved(),
        "unscheduled" => w.schedule_removed(),
        "rearranged" => w.done_rearranged(),
        "submitted" => w.done_submitted(),
        "confirmed" => w.done_confirmed(),
        "returned" => w.done_returned(),
        "unlocked" => w.done_unlocked(),
        "withdrawn" => w.done_withdrawn(),
        // The page itself shows the link that was made, the days that were filled, what a check found.
        "copied" | "filled" | "invited" | "checked" => return None,
        "adopted" => w.done_adopted(),
        deed => Deed::parse(deed).map_or_else(|| w.done(), |deed| w.deed_notice(deed)),
    };
    Some(view! { <Notice tone=Tone::Met>{text}</Notice> }.into_any())
}

/// The page that says what went wrong and leads on.
pub(super) fn error_page(visit: &Visit, error: &Error) -> Page {
    let w = visit.words();
    let sentence = w.error(error);
    let body = view! {
        <h1 class="visually-hidden">{w.error_title()}</h1>
        <Empty
            title=w.error_title()
            text=sentence
            icon=IconName::Warning
            action=view! { <LinkButton href="/">{w.back_home()}</LinkButton> }.into_any()
        />
    };
    Page::new(w.error_title(), body)
}
