//! The sheet of one-time links: a slip a person to print and cut, and all of them as CSV. Shown once.

use base64::{Engine, engine::general_purpose::STANDARD};
use fast_qr::QRBuilder;
use leptos::{prelude::*, tachys::html::InertElement};
use service::{
    Failure,
    account::Slip,
    tabular::{Cell, Sheet, write},
};

use crate::{
    pages::{Page, page},
    rpc::account::LINKS,
    ui::{
        button::{ButtonKind, LinkButton},
        empty::Empty,
        icon::IconName,
        layout::PageHeader,
        notice::Notice,
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// The links just made.
#[component]
pub fn LinksPage() -> impl IntoView {
    page(async move |visit| {
        let w = visit.words();
        visit.viewer()?;
        service::account::may_manage(&visit.ctx)?;
        let draft = visit.take_draft(LINKS).await?;
        let slips = draft.map(|draft| draft.values).unwrap_or_default();
        let slips: Vec<Slip> = slips.values().filter_map(|slip| serde_json::from_str(slip).ok()).collect();
        let body = if slips.is_empty() { over(w) } else { sheet(&visit, &slips)? };
        Ok(Page::new(w.links_title(), body))
    })
}

fn over(w: Words) -> AnyView {
    let back = view! { <LinkButton href="/accounts">{w.links_back()}</LinkButton> }.into_any();
    view! {
        <PageHeader title=w.links_title() />
        <Empty title=w.links_over() text=w.links_over_text() icon=IconName::Locked action=Some(back) />
    }
    .into_any()
}

fn sheet(visit: &Visit, slips: &[Slip]) -> Result<AnyView, Failure> {
    let w = visit.words();
    let link = |slip: &Slip| format!("{}/invitation/{}", visit.site, slip.secret);
    // The file goes with the page: a second request would need the secrets to be kept.
    let file = format!("data:text/csv;charset=utf-8;base64,{}", STANDARD.encode(table(w, slips, link)?));
    let back = view! {
        <a class="button button-primary" href=file download=w.links_csv_name()>{w.links_csv()}</a>
        <LinkButton href="/accounts" kind=ButtonKind::Quiet>{w.links_back()}</LinkButton>
    };
    let lead = w.links_lead(slips.len());
    let slips_view = slips.iter().map(|slip| slip_view(w, slip, link(slip))).collect::<Vec<_>>();
    Ok(view! {
        <PageHeader title=w.links_title() action=back.into_any() />
        <div class="notices">
            <Notice tone=Tone::AtRisk>
                <p class="notice-title">{lead}</p>
                <p>{w.links_print_hint()}</p>
            </Notice>
        </div>
        <div class="slips">{slips_view}</div>
    }
    .into_any())
}

fn slip_view(w: Words, slip: &Slip, link: String) -> AnyView {
    let name = w.named(&slip.name).to_owned();
    let place = slip.organisation.as_ref().map_or(w.community_name(), |name| w.named(name)).to_owned();
    let role = match slip.last_day {
        Some(day) => format!("{} · {}", w.role(slip.role), w.accounts_open_until(&day.to_string())),
        None => w.role(slip.role).to_owned(),
    };
    let picture = picture(&link, &w.links_qr(&name));
    view! {
        <article class="slip">
            <div class="slip-text">
                <h2>{name}</h2>
                <p class="slip-place">{place} " · " {role}</p>
                <ol>
                    <li>{w.links_what_1()}</li>
                    <li>{w.links_what_2()}</li>
                    <li>{w.links_what_3(&slip.email)}</li>
                </ol>
                <p class="slip-link">{link}</p>
                <p class="slip-until">{w.links_until(&w.instant(slip.until))}</p>
            </div>
            {picture}
        </article>
    }
    .into_any()
}

/// The link as a picture for a phone: black modules on white with the quiet zone of four that readers need.
fn picture(link: &str, label: &str) -> Option<AnyView> {
    let code = QRBuilder::new(link).build().ok()?;
    let mut path = String::new();
    for y in 0..code.size {
        for x in 0..code.size {
            if code.data.get(y * code.size + x).is_some_and(|module| module.value()) {
                path.push_str(&format!("M{} {}h1v1h-1z", x + 4, y + 4));
            }
        }
    }
    let edge = code.size + 8;
    let markup = format!(
        "<svg class=\"qr\" viewBox=\"0 0 {edge} {edge}\" width=\"160\" height=\"160\" shape-rendering=\"crispEdges\" \
         aria-hidden=\"true\"><rect width=\"{edge}\" height=\"{edge}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    );
    let label = label.to_owned();
    Some(view! { <div class="slip-picture" role="img" aria-label=label>{InertElement::new(markup)}</div> }.into_any())
}

fn table(w: Words, slips: &[Slip], link: impl Fn(&Slip) -> String) -> Result<Vec<u8>, Failure> {
    let columns = [w.accounts_name(), w.email(), w.accounts_role(), w.organisation(), w.links_link(), w.links_valid()];
    let rows = slips.iter().map(|slip| {
        let place = slip.organisation.as_ref().map_or(w.community_name(), |name| w.named(name));
        let (name, role, until) = (w.named(&slip.name), w.role(slip.role), w.instant(slip.until));
        [name.to_owned(), slip.email.clone(), role.to_owned(), place.to_owned(), link(slip), until]
            .into_iter()
            .map(Cell::Text)
            .collect()
    });
    write::csv(&Sheet::new(&columns, rows.collect())).map_err(|error| Failure::internal(format!("{error:?}")))
}
