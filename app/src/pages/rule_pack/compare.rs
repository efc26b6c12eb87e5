//! Whose status changes when the reader's college adopts a version, and adopting it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::policy::{Rule, Status};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::rule_pack::{AdoptForm, Candidate, Comparison, PackView, RuleChange, StatusChange};

use super::{crumbs, of_pack, outcome, pack_name, terms, today};
use crate::{
    form::Filled,
    pages::{Page, address, page, path_value, query, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{Choice, DateField, ErrorSummary, FilterBar, Form, SelectField},
        icon::IconName,
        layout::{Breadcrumbs, PageHeader, Section},
        table::{Cell, Column, Pager, Row, Table},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// The name of the form that adopts a version.
const FORM: &str = "rule_pack_adopt";

/// How many changes a page lists.
const SIZE: usize = 50;

/// What is compared, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    version: String,
    as_of: String,
    offset: String,
}

/// Whose status changes.
#[component]
pub fn ComparePage() -> impl IntoView {
    let pack = path_value("pack", pack_name);
    let asked: Asked = query();
    page(async move |visit| {
        let w = visit.words();
        let pack = pack?;
        let version = (!asked.version.is_empty()).then_some(asked.version.as_str());
        let view = service::rule_pack::show(&visit.db, &visit.ctx, &pack, version).await?;
        let version = view.pack.version.clone();
        let as_of: Option<NaiveDate> = asked.as_of.parse().ok();
        let candidate = Candidate::Version(version.clone());
        let compared = service::rule_pack::compare(&visit.db, &visit.ctx, &pack, &candidate, as_of).await?;
        let first_day = today(&visit).to_string();
        let stored = AdoptForm { pack: pack.clone(), version: version.clone(), first_day };
        let filled = Filled::load(&visit, FORM, &stored).await?;
        let up = of_pack(&pack, "", Some(&version));
        let title = w.text(&view.pack.title).to_owned();
        let crumbs = crumbs(w, [(title.clone().into(), Some(up.into())), (w.pack_compare().into(), None)]);
        let day = as_of.unwrap_or_else(|| today(&visit));
        let lead = format!("{title} · {}", w.compare_lead(&version, &w.day(day)));
        let path = of_pack(&pack, "compare", None);
        let asked = Asked { version: version.clone(), ..asked };
        let action =
            compared.is_ok().then(|| view! { <LinkButton href="#adopt">{w.compare_adopt()}</LinkButton> }.into_any());
        let content = match &compared {
            Err(errors) => outcome::errors(w, errors),
            Ok(compared) => view! {
                {changes(w, &path, &asked, compared)}
                {adopt(&visit, &view, &filled)}
            }
            .into_any(),
        };
        let body = view! {
            <Breadcrumbs label=w.rules_way() items=crumbs />
            <PageHeader title=w.compare_title() lead=lead action=action />
            <ErrorSummary title=w.problems() items=problems(&filled) />
            {filters(w, &view, &asked, day)}
            {content}
        };
        Ok(Page::new(w.compare_title(), body))
    })
}

fn filters(w: Words, view: &PackView, asked: &Asked, day: NaiveDate) -> AnyView {
    let options = view.versions.iter().map(|it| Choice::new(it.version.clone(), it.version.clone())).collect();
    let value = if asked.as_of.is_empty() { String::new() } else { day.to_string() };
    let (action, version) = (of_pack(&view.pack.id, "compare", None), view.pack.version.clone());
    view! {
        <FilterBar
            action=action
            label=w.compare_filter()
            apply_text=w.pack_compare()
        >
            <SelectField
                name="version"
                label=w.compare_version()
                options=options
                value=version
            />
            <DateField name="as_of" label=w.rule_test_as_of() value=value />
        </FilterBar>
    }
    .into_any()
}

/// What a change of a rule is called: by the rule then, else by the one so far.
fn named(change: &RuleChange) -> Option<&Rule> {
    change.after.as_deref().or(change.before.as_deref())
}

/// A status as a word; what the rule says of somebody it says nothing of.
fn status(w: Words, status: Option<Status>) -> (Tone, &'static str) {
    match status {
        None => (Tone::Muted, w.compare_absent()),
        Some(status) => {
            let tone = match status {
                Status::Met => Tone::Met,
                Status::AtRisk => Tone::AtRisk,
                Status::Short => Tone::Short,
                Status::NotApplicable => Tone::Muted,
                Status::Provisional => Tone::Provisional,
            };
            (tone, w.policy_status(status))
        }
    }
}

/// Whether a change is one to tell: to be without a rule, or not bound by it, is the same to a person.
fn tells(it: &&StatusChange) -> bool {
    let bound = |status: Option<Status>| status.filter(|status| *status != Status::NotApplicable);
    bound(it.before) != bound(it.after)
}

fn changes(w: Words, path: &str, asked: &Asked, compared: &Comparison) -> AnyView {
    let all =
        || compared.rules.iter().flat_map(|change| change.changed.iter().filter(tells).map(move |it| (change, it)));
    let people: BTreeSet<_> = all().map(|(_, it)| it.person.id).collect();
    let rules = rules(w, compared);
    if people.is_empty() {
        let text = w.compare_none_text(compared.people);
        return view! {
            <Empty title=w.compare_none() text=text icon=IconName::Check />
            {rules}
        }
        .into_any();
    }
    let title = match people.len() {
        1 => w.compare_people_one().to_owned(),
        count => w.compare_people_count(count),
    };
    let (lead, counts) = (w.compare_judged(compared.people), counts(w, compared));
    let mut changed: Vec<_> = all().collect();
    // What becomes worse is read first.
    changed.sort_by_key(|(_, it)| std::cmp::Reverse(it.after.map(pressing)));
    view! {
        <Section id="counts" title=title lead=lead>{counts}</Section>
        {rules}
        {list(w, path, asked, &changed)}
    }
    .into_any()
}

/// How pressing a status is.
const fn pressing(status: Status) -> u8 {
    match status {
        Status::Short => 3,
        Status::AtRisk => 2,
        Status::Provisional => 1,
        Status::Met | Status::NotApplicable => 0,
    }
}

/// How many go from which status to which, rule by rule.
fn counts(w: Words, compared: &Comparison) -> AnyView {
    let mut rows = Vec::new();
    for change in &compared.rules {
        let mut counted: BTreeMap<(Option<Status>, Option<Status>), usize> = BTreeMap::new();
        for it in change.changed.iter().filter(tells) {
            *counted.entry((it.before, it.after)).or_default() += 1;
        }
        let Some(rule) = named(change) else { continue };
        for ((before, after), count) in counted {
            let ((tone, word), (then_tone, then)) = (status(w, before), status(w, after));
            let row = Row::new()
                .title(w.compare_rule(), w.text(&rule.title), rule.id.as_str())
                .chip(w.compare_before(), tone, None, word)
                .chip(w.compare_after(), then_tone, None, then)
                .cell(Cell::Number, w.compare_count(), &count.to_string());
            rows.push(row.view());
        }
    }
    let columns = vec![
        Column::text(w.compare_rule()),
        Column::text(w.compare_before()),
        Column::text(w.compare_after()),
        Column::number(w.compare_count()),
    ];
    view! { <Table caption=w.compare_counts() columns=columns>{rows}</Table> }.into_any()
}

/// The rules that come, go or ask for something else.
fn rules(w: Words, compared: &Comparison) -> Option<AnyView> {
    let items = compared
        .rules
        .iter()
        .filter(|change| change.before != change.after)
        .filter_map(|change| {
            let rule = named(change)?;
            let asked = |rule: Option<&Rule>| match rule {
                Some(rule) => terms::asked(w, rule).join(w.pick("；", "; ")),
                None => w.compare_absent().to_owned(),
            };
            let (before, after) = (asked(change.before.as_deref()), asked(change.after.as_deref()));
            let row = Row::new()
                .title(w.compare_rule(), w.text(&rule.title), rule.id.as_str())
                .cell(Cell::Text, w.compare_before(), &before)
                .cell(Cell::Text, w.compare_after(), &after);
            Some(row.view())
        })
        .collect::<Vec<_>>();
    let columns =
        vec![Column::text(w.compare_rule()), Column::text(w.compare_before()), Column::text(w.compare_after())];
    (!items.is_empty()).then(|| {
        view! {
            <Section id="changed" title=w.compare_rules()>
                <Table caption=w.compare_rules() columns=columns>{items}</Table>
            </Section>
        }
        .into_any()
    })
}

fn list(w: Words, path: &str, asked: &Asked, changed: &[(&RuleChange, &StatusChange)]) -> AnyView {
    let from = asked.offset.parse::<usize>().unwrap_or(0).min(changed.len().saturating_sub(1)) / SIZE * SIZE;
    let to = (from + SIZE).min(changed.len());
    let rows = changed
        .iter()
        .take(to)
        .skip(from)
        .map(|(change, it)| {
            let ((tone, word), (then_tone, then)) = (status(w, it.before), status(w, it.after));
            let title = named(change).map(|rule| w.text(&rule.title)).unwrap_or_default();
            let href = format!("/people/{}", it.person.id);
            Row::new()
                .lead(w.compare_person(), &href, w.named(&it.person.label), "")
                .cell(Cell::Text, w.compare_rule(), title)
                .chip(w.compare_before(), tone, None, word)
                .chip(w.compare_after(), then_tone, None, then)
                .view()
        })
        .collect::<Vec<_>>();
    let columns = vec![
        Column::text(w.compare_person()),
        Column::text(w.compare_rule()),
        Column::text(w.compare_before()),
        Column::text(w.compare_after()),
    ];
    let page = |offset: usize| address(path, &Asked { offset: offset.to_string(), ..asked.clone() });
    let previous = (from > 0).then(|| page(from.saturating_sub(SIZE)));
    let next = (to < changed.len()).then(|| page(to));
    let words = w.compare_range(from + 1, to, changed.len());
    view! {
        <Section id="people" title=w.compare_people()>
            <Table caption=w.compare_people() columns=columns>{rows}</Table>
            <Pager
                label=w.pages()
                previous=previous
                previous_text=w.previous()
                next=next
                next_text=w.next()
                words=words
            />
        </Section>
    }
    .into_any()
}

fn adopt(visit: &Visit, view: &PackView, filled: &Filled) -> AnyView {
    let (w, today) = (visit.words(), today(visit));
    let version = &view.pack.version;
    let same = view.adoptions.iter().find(|it| it.covers(today) && it.version == *version);
    if let Some(it) = same.filter(|it| it.last_day.is_none()) {
        let text = w.compare_adopted_already(&w.day(it.first_day));
        return view! { <Section id="adopt" title=w.compare_adopt()><p class="muted">{text}</p></Section> }.into_any();
    }
    let hidden = vec![("pack".into(), view.pack.id.clone().into()), ("version".into(), version.clone().into())];
    let lead = w.compare_adopt_lead(version);
    let (value, error) = (filled.value("first_day"), filled.error("first_day"));
    view! {
        <Section id="adopt" title=w.compare_adopt() lead=lead>
            <Form action="/rpc/rule_pack/adopt" hidden=hidden label=w.compare_adopt()>
                <DateField
                    name="first_day"
                    label=w.compare_adopt_from()
                    value=value
                    error=error
                    required=true
                />
                <div class="actions"><Button kind=ButtonKind::Primary>{w.pack_adopt()}</Button></div>
            </Form>
        </Section>
    }
    .into_any()
}
