//! The frame around a page: the rail with the role's places, the organisation acted for, the language.

use domain::{
    Error,
    account::{Role, Viewer},
    placement::Deed,
};
use leptos::prelude::*;

use super::Page;
use crate::{
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::Form,
        icon::IconName,
        layout::{Menu, Place, Plain, Shell},
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
            rail=places(viewer.acting.role, visit)
            rail_label=w.places()
            skip_text=w.skip()
            organisation=organisation(viewer, w)
            language=language(w)
            account=account(viewer, w)
            notices=notices
        >
            {body}
        </Shell>
    }
    .into_any()
}

/// The places of a role, in the order of its day.
fn places(role: Role, visit: &Visit) -> Vec<Place> {
    let w = visit.words();
    let list: Vec<(&'static str, IconName, &'static str)> = match role {
        Role::CollegeHr => vec![
            ("/", IconName::Home, w.home()),
            ("/people", IconName::People, w.roster()),
            ("/placements", IconName::Placement, w.placements()),
            ("/progress", IconName::Progress, w.progress()),
            ("/hours/waiting", IconName::Check, w.rail_confirm_hours()),
            ("/audit", IconName::Audit, w.rail_audit()),
        ],
        Role::Coordinator => vec![
            ("/", IconName::Home, w.home()),
            ("/placements", IconName::Placement, w.placements()),
            ("/hours/waiting", IconName::Check, w.rail_confirm_hours()),
            ("/people", IconName::People, w.rail_my_engineers()),
            ("/audit", IconName::Audit, w.rail_audit()),
        ],
        Role::Teacher | Role::Engineer => vec![
            ("/", IconName::Home, w.home()),
            ("/me", IconName::Progress, w.rail_my_progress()),
            ("/hours", IconName::Hours, w.rail_log_hours()),
            ("/placements", IconName::Placement, w.rail_my_placements()),
            ("/hours/waiting", IconName::Check, w.rail_confirm_hours()),
        ],
        Role::Secretariat => vec![
            ("/", IconName::Home, w.home()),
            ("/members", IconName::Members, w.members()),
            ("/flows", IconName::Flows, w.flows()),
            ("/audit", IconName::Audit, w.rail_audit()),
        ],
        Role::Auditor => {
            let mut list = vec![("/", IconName::Home, w.home()), ("/placements", IconName::Placement, w.placements())];
            if visit.ctx.organisation().is_some() {
                list.push(("/people", IconName::People, w.roster()));
                list.push(("/progress", IconName::Progress, w.progress()));
            } else {
                list.push(("/members", IconName::Members, w.members()));
                list.push(("/flows", IconName::Flows, w.flows()));
            }
            list.push(("/audit", IconName::Audit, w.rail_audit()));
            list
        }
    };
    let here = visit.path();
    // The longest place that begins the path is the current one.
    let current = list
        .iter()
        .filter(|(href, ..)| here == *href || (*href != "/" && here.starts_with(&format!("{href}/"))))
        .max_by_key(|(href, ..)| href.len())
        .map(|(href, ..)| *href);
    list.into_iter()
        .map(|(href, icon, label)| Place {
            href: href.into(),
            icon,
            label: label.into(),
            current: current == Some(href),
            waiting: None,
        })
        .collect()
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
        "submitted" => w.done_submitted(),
        "confirmed" => w.done_confirmed(),
        "returned" => w.done_returned(),
        "withdrawn" => w.done_withdrawn(),
        // The page itself shows the link that was made.
        "invited" => return None,
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
