//! One pack: its rules, what it inherits and makes stricter, its indicators, tests, versions and adoption.

use domain::policy::{Pack, Rule};
use leptos::prelude::*;
use service::{
    Failure,
    rule_pack::{PackView, VersionLine},
};

use super::{Asked, adoption, card::cards, crumbs, indicators, of_pack, pack_name, strengthened, tests, today};
use crate::{
    form::Filled,
    pages::{Page, page, path_value, query, session::problems},
    ui::{
        button::{ButtonKind, LinkButton},
        chip::StatusChip,
        form::ErrorSummary,
        icon::IconName,
        layout::{Breadcrumbs, PageHeader, Section},
        notice::Notice,
        table::{Column, Table},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// One pack in one version.
#[component]
pub fn PackPage() -> impl IntoView {
    let pack = path_value("pack", pack_name);
    let asked: Asked = query();
    page(async move |visit| {
        let w = visit.words();
        let pack = pack?;
        let view = service::rule_pack::show(&visit.db, &visit.ctx, &pack, asked.version()).await?;
        let parents = parents(&visit, &view).await?;
        let rules_here = service::rule_pack::rules(&visit.db, &visit.ctx, None).await?;
        let in_force = rules_here.iter().any(|rule| view.pack.rule.iter().any(|own| own.id == rule.id));
        let filled = Filled::load(&visit, adoption::END_FORM, &()).await?;
        let title = w.text(&view.pack.title).to_owned();
        let crumbs = crumbs(w, [(title.clone().into(), None)]);
        let lead =
            [w.jurisdictions(&view.pack.jurisdiction), view.pack.id.clone(), w.pack_version_of(&view.pack.version)]
                .join(" · ");
        let body = view! {
            <Breadcrumbs label=w.rules_way() items=crumbs />
            <PageHeader title=title.clone() lead=lead chips=chips(&visit, &view) action=actions(w, &view) />
            <ErrorSummary title=w.problems() items=problems(&filled) />
            {notices(w, &view, asked.version())}
            {rules(&visit, &view, asked.version())}
            {strengthened::section(w, &view, &parents)}
            {indicators::section(w, &view.pack.indicator, today(&visit))}
            {tests::section(w, &view, asked.version())}
            {adoption::section(&visit, &view, in_force, &filled)}
            {versions(w, &view)}
        };
        Ok(Page::new(title, body))
    })
}

/// The packs of the lineage, in the version that is in force here, else the latest.
async fn parents(visit: &Visit, view: &PackView) -> Result<Vec<Pack>, Failure> {
    let today = today(visit);
    let mut packs = Vec::new();
    for (pack, _) in &view.lineage {
        let latest = service::rule_pack::show(&visit.db, &visit.ctx, pack, None).await?;
        let adopted = latest.adoptions.iter().find(|it| it.covers(today)).map(|it| it.version.clone());
        packs.push(match adopted.filter(|version| *version != latest.pack.version) {
            Some(version) => service::rule_pack::show(&visit.db, &visit.ctx, pack, Some(&version)).await?.pack,
            None => latest.pack,
        });
    }
    Ok(packs)
}

fn chips(visit: &Visit, view: &PackView) -> AnyView {
    let (w, today) = (visit.words(), today(visit));
    let adopted = view.adoptions.iter().find(|it| it.covers(today) && it.version == view.pack.version);
    let adopted = adopted.map(|it| {
        let label = format!("{}{}{}", w.pack_adopted(), w.pick("，", ", "), w.rules_since(&it.first_day.to_string()));
        view! { <StatusChip tone=Tone::Met label=label /> }
    });
    let count = view.pack.rule.iter().filter(|rule| !rule.verified).count();
    let unverified = (count > 0).then(|| {
        let label = w.pack_unverified_some(count, view.pack.rule.len());
        view! { <StatusChip tone=Tone::AtRisk label=label /> }
    });
    view! { {adopted} {tests::passed(w, &view.tests)} {unverified} }.into_any()
}

fn actions(w: Words, view: &PackView) -> AnyView {
    let (pack, version) = (&view.pack.id, Some(view.pack.version.as_str()));
    let adopt = view.may_adopt.then(|| {
        let href = of_pack(pack, "compare", version);
        view! { <LinkButton href=href kind=ButtonKind::Primary>{w.pack_compare_before()}</LinkButton> }
    });
    let edit = view.may_edit.then(|| {
        let href = of_pack(pack, "edit", version);
        view! { <LinkButton href=href>{w.pack_edit()}</LinkButton> }
    });
    let inherit = (!view.may_edit && view.may_adopt).then(|| {
        let href = format!("/rules/new?inherits={pack}");
        view! { <LinkButton href=href icon=IconName::Add>{w.pack_inherit()}</LinkButton> }
    });
    let file = of_pack(pack, "pack.toml", version);
    view! {
        {adopt}
        {edit}
        {inherit}
        <a class="button button-quiet" href=file download="">{w.pack_download()}</a>
    }
    .into_any()
}

fn notices(w: Words, view: &PackView, asked: Option<&str>) -> Option<AnyView> {
    let newest = view.versions.first()?;
    let older = asked.is_some() && newest.version != view.pack.version;
    older.then(|| {
        let (href, older) = (of_pack(&view.pack.id, "", None), w.pack_older(&view.pack.version));
        view! {
            <Notice tone=Tone::Accent>
                {older} " " <a href=href>{w.pack_newest()}</a>
            </Notice>
        }
        .into_any()
    })
}

fn rules(visit: &Visit, view: &PackView, version: Option<&str>) -> AnyView {
    let (w, today) = (visit.words(), today(visit));
    let mut rules: Vec<&Rule> = view.pack.rule.iter().collect();
    rules.sort_by_key(|rule| !rule.effective.on(today));
    let content = if rules.is_empty() {
        view! { <p class="muted">{w.pack_no_rules()}</p> }.into_any()
    } else {
        cards(w, &view.pack.id, version, &rules, today)
    };
    let lead = (!view.lineage.is_empty()).then(|| w.pack_rules_lead());
    view! { <Section id="rules" title=w.pack_rules() lead=lead>{content}</Section> }.into_any()
}

fn versions(w: Words, view: &PackView) -> AnyView {
    let rows = view.versions.iter().map(|version| version_row(w, view, version)).collect::<Vec<_>>();
    let columns = vec![
        Column::text(w.pack_version()),
        Column::text(w.pack_saved_by()),
        Column::text(w.pack_saved_at()),
        Column::actions(w.pack_download()),
    ];
    view! {
        <Section id="versions" title=w.pack_versions() lead=w.pack_versions_lead()>
            <Table caption=w.pack_versions() columns=columns>{rows}</Table>
        </Section>
    }
    .into_any()
}

fn version_row(w: Words, view: &PackView, version: &VersionLine) -> AnyView {
    let shown = version.version == view.pack.version;
    let name = Some(version.version.as_str());
    let href = of_pack(&view.pack.id, "", name);
    let label = if shown {
        view! { <b>{version.version.clone()}</b> <span class="sub">{w.pack_shown()}</span> }.into_any()
    } else {
        view! { <a href=href>{version.version.clone()}</a> }.into_any()
    };
    let (by, at) = match &version.saved {
        Some((by, at)) => (by.clone(), w.instant(*at)),
        None => (w.pack_built_in().to_owned(), String::new()),
    };
    let compare = view.may_adopt.then(|| {
        let (href, describe) = (of_pack(&view.pack.id, "compare", name), w.pack_compare_of(&version.version));
        view! { <LinkButton href=href kind=ButtonKind::Quiet describe=describe>{w.pack_compare()}</LinkButton> }
    });
    let describe = format!("{} {}", w.pack_download(), version.version);
    let file = of_pack(&view.pack.id, "pack.toml", name);
    view! {
        <tr>
            <td class="lead" data-label=w.pack_version()>{label}</td>
            <td data-label=w.pack_saved_by()>{by}</td>
            <td class="when" data-label=w.pack_saved_at()>{at}</td>
            <td class="row-actions">
                <div class="actions">
                    {compare}
                    <a class="button button-quiet" href=file download="" aria-label=describe>{w.pack_download()}</a>
                </div>
            </td>
        </tr>
    }
    .into_any()
}
