//! The library: packs by where they are in force, and what the reader's organisation adopted.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::rule_pack::{PackLine, PackView};

use super::{PATH, of_pack, today};
use crate::{
    pages::{Page, PageResult, address, page, query},
    ui::{
        button::{ButtonKind, LinkButton},
        empty::Empty,
        form::{ActiveFilter, Choice, FilterBar, SearchField, SelectField},
        icon::IconName,
        layout::{PageHeader, Section},
        table::{Cell, Column, Row, Table},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// What the list is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    q: String,
    jurisdiction: String,
}

/// A pack with what is told of it.
struct Listed {
    line: PackLine,
    view: PackView,
}

/// The rule library.
#[component]
pub fn LibraryPage() -> impl IntoView {
    let filter: Filter = query();
    page(async move |visit| library(&visit, &filter).await)
}

async fn library(visit: &Visit, filter: &Filter) -> PageResult {
    let w = visit.words();
    let lines = service::rule_pack::library(&visit.db, &visit.ctx).await?;
    let mut codes: Vec<String> = lines.iter().flat_map(|line| line.jurisdiction.clone()).collect();
    codes.sort();
    codes.dedup();
    let mut packs = Vec::with_capacity(lines.len());
    for line in lines {
        let version = shown_version(visit, &line);
        let view = service::rule_pack::show(&visit.db, &visit.ctx, &line.pack, version.as_deref()).await?;
        packs.push(Listed { line, view });
    }
    let in_force = in_force(visit, &packs);
    packs.retain(|pack| pack.matches(filter));
    let new = service::rule_pack::may_add(&visit.ctx).then(|| {
        let kind = ButtonKind::Primary;
        view! { <LinkButton href="/rules/new" kind=kind icon=IconName::Add>{w.rules_new()}</LinkButton> }.into_any()
    });
    let own = |pack: &Listed| pack.line.owner.is_some();
    let of = |code: fn(&str) -> bool| move |pack: &Listed| !own(pack) && pack.first_code(code);
    let groups = [
        group(visit, "own", w.rules_of_own(), &packs, &own),
        group(visit, "nation", w.rules_of_nation(), &packs, &of(|code| code == "CN" || code.is_empty())),
        group(visit, "provinces", w.rules_of_provinces(), &packs, &of(|code| code.starts_with("CN-"))),
        group(
            visit,
            "elsewhere",
            w.rules_of_elsewhere(),
            &packs,
            &of(|code| !code.is_empty() && code != "CN" && !code.starts_with("CN-")),
        ),
    ];
    let none = packs.is_empty().then(|| {
        let clear = view! { <LinkButton href=PATH>{w.clear_filters()}</LinkButton> }.into_any();
        view! { <Empty title=w.rules_none() text=w.rules_none_text() icon=IconName::Search action=clear /> }
    });
    let body = view! {
        <PageHeader title=w.rules() lead=w.rules_lead() action=new />
        {in_force}
        {filters(w, filter, &codes)}
        {none}
        {groups.into_iter().collect::<Vec<_>>()}
    };
    Ok(Page::new(w.rules(), body))
}

/// The version that is told of: the one adopted here, else the latest.
fn shown_version(visit: &Visit, line: &PackLine) -> Option<String> {
    let today = today(visit);
    line.adoptions.iter().find(|it| it.covers(today)).map(|it| it.version.clone())
}

impl Listed {
    fn first_code(&self, is: impl Fn(&str) -> bool) -> bool {
        is(self.view.pack.jurisdiction.first().map_or("", String::as_str))
    }

    fn matches(&self, filter: &Filter) -> bool {
        let code = &filter.jurisdiction;
        let here = code.is_empty() || self.view.pack.jurisdiction.contains(code);
        let wanted = filter.q.trim().to_lowercase();
        here && (wanted.is_empty() || self.texts().any(|text| text.to_lowercase().contains(&wanted)))
    }

    /// Everything that somebody may look for.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let pack = &self.view.pack;
        let titles = [pack.id.as_str(), pack.title.zh.as_str(), pack.title.en.as_str()];
        let of_rules = pack.rule.iter().flat_map(|rule| {
            [rule.id.as_str(), rule.title.zh.as_str(), rule.title.en.as_str(), rule.document.as_str()]
        });
        titles.into_iter().chain(of_rules)
    }
}

/// What the reader's organisation is judged by today; nothing for who acts for no organisation.
fn in_force(visit: &Visit, packs: &[Listed]) -> Option<AnyView> {
    visit.ctx.organisation()?;
    let (w, today) = (visit.words(), today(visit));
    let adopted = packs.iter().filter_map(|pack| {
        let adoption = pack.line.adoptions.iter().find(|it| it.covers(today))?;
        let detail =
            format!("{} · {}", w.pack_version_of(&adoption.version), w.rules_since(&adoption.first_day.to_string()));
        Some((pack, detail))
    });
    let mut listed: Vec<(&Listed, String)> = adopted.collect();
    let lead = if listed.is_empty() {
        listed = packs
            .iter()
            .filter(|pack| pack.line.in_force)
            .map(|pack| (pack, w.pack_version_of(&pack.view.pack.version)))
            .collect();
        w.rules_usual()
    } else {
        w.rules_in_force_lead()
    };
    let entries = listed
        .into_iter()
        .map(|(pack, detail)| {
            view! {
                <li>
                    <a class="entry" href=of_pack(&pack.line.pack, "", None)>
                        {crate::ui::icon::icon(IconName::Met)}
                        <span>
                            <span class="entry-label">{w.text(&pack.view.pack.title).to_owned()}</span>
                            <span class="entry-detail">{detail}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    Some(
        view! {
            <Section id="adopted" title=w.rules_in_force() lead=lead>
                <ul class="entries">{entries}</ul>
            </Section>
        }
        .into_any(),
    )
}

fn group(
    visit: &Visit,
    id: &'static str,
    title: &'static str,
    packs: &[Listed],
    belongs: &dyn Fn(&Listed) -> bool,
) -> Option<AnyView> {
    let w = visit.words();
    let rows = packs.iter().filter(|pack| belongs(pack)).map(|pack| row(visit, pack)).collect::<Vec<_>>();
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text(w.pack_pack()),
        Column::text(w.rules_jurisdiction()),
        Column::number(w.pack_rules()),
        Column::text(w.pack_tests()),
        Column::text(w.pack_version()),
        Column::text(w.pack_text_state()),
        Column::text(w.pack_adoption()),
    ];
    Some(
        view! {
            <Section id=id title=title>
                <Table caption=w.rules_table(title) columns=columns>{rows}</Table>
            </Section>
        }
        .into_any(),
    )
}

fn row(visit: &Visit, listed: &Listed) -> AnyView {
    let (w, today) = (visit.words(), today(visit));
    let Listed { line, view } = listed;
    let pack = &view.pack;
    let all = pack.rule.len() + pack.indicator.len();
    let unverified = pack.rule.iter().filter(|rule| !rule.verified).count()
        + pack.indicator.iter().filter(|indicator| !indicator.verified).count();
    let passed = view.tests.iter().filter(|result| result.passed).count();
    let tests = match view.tests.len() {
        0 => w.pack_no_tests().to_owned(),
        all => w.pack_tests_passed(passed, all),
    };
    let row = Row::new()
        .lead(w.pack_pack(), &of_pack(&line.pack, "", None), w.text(&pack.title), &line.pack)
        .cell(Cell::Text, w.rules_jurisdiction(), &w.jurisdictions(&pack.jurisdiction))
        .cell(Cell::Number, w.pack_rules(), &pack.rule.len().to_string())
        .chip(w.pack_tests(), if passed == view.tests.len() { Tone::Met } else { Tone::Short }, None, &tests)
        .cell(Cell::MinorText, w.pack_version(), &pack.version);
    let row = match unverified {
        0 => row.cell(Cell::MinorText, w.pack_text_state(), w.pack_verified()),
        count => row.chip(w.pack_text_state(), Tone::AtRisk, None, &w.pack_unverified_of(count, all)),
    };
    let adopted = line.adoptions.iter().find(|it| it.covers(today));
    let later = line.adoptions.iter().find(|it| it.first_day > today);
    match (adopted, later) {
        (Some(it), _) => row.cell(Cell::Text, w.pack_adoption(), &w.rules_since(&it.first_day.to_string())),
        (None, Some(it)) => row.cell(Cell::Text, w.pack_adoption(), &w.pack_adopted_later(&it.first_day.to_string())),
        (None, None) if line.in_force && visit.ctx.organisation().is_some() => {
            row.cell(Cell::Text, w.pack_adoption(), w.pack_in_force())
        }
        _ => row.cell(Cell::MinorText, w.pack_adoption(), ""),
    }
    .view()
    .into_any()
}

fn filters(w: Words, filter: &Filter, codes: &[String]) -> AnyView {
    let without = |change: fn(&mut Filter)| {
        let mut filter = filter.clone();
        change(&mut filter);
        address(PATH, &filter)
    };
    let mut active = Vec::new();
    let mut chip = |label: String, href: String| {
        active.push(ActiveFilter {
            remove_text: w.remove_filter(&label).into(),
            label: label.into(),
            href: href.into(),
        });
    };
    if !filter.q.is_empty() {
        chip(filter.q.clone(), without(|filter| filter.q.clear()));
    }
    if !filter.jurisdiction.is_empty() {
        chip(w.jurisdiction(&filter.jurisdiction), without(|filter| filter.jurisdiction.clear()));
    }
    let options = codes.iter().map(|code| Choice::new(code.clone(), w.jurisdiction(code))).collect();
    let Filter { q, jurisdiction } = filter.clone();
    view! {
        <FilterBar
            action=PATH
            label=w.rules_filter()
            apply_text=w.apply()
            active=active
            clear_text=w.clear_filters()
        >
            <SearchField name="q" label=w.rules_search() value=q />
            <SelectField
                name="jurisdiction"
                label=w.rules_jurisdiction()
                options=options
                value=jurisdiction
                empty=w.rules_all_jurisdictions()
            />
        </FilterBar>
    }
    .into_any()
}
