//! Why a judgement is as it is: told in sentences, then line by line.

use std::collections::HashMap;

use domain::{
    Error,
    id::{PersonId, PlacementId},
    policy::{Fact, Line, Reason, RuleId},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::progress::Judged;

use super::{Slice, as_of_chip, cards::CLASS_HOURS, read_day, status_tone};
use crate::{
    pages::{Page, address, page, path_value, query},
    ui::{
        chip::StatusChip,
        empty::Empty,
        form::{ActiveFilter, Choice, DateField, FilterBar, SelectField},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        table::{Cell, Column, Pager, Row, Table},
        tone::Tone,
    },
    words::Words,
};

/// How many lines a page holds.
const SIZE: usize = 200;

/// What the lines are narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct WhyFilter {
    reason: String,
    as_of: String,
    offset: String,
}

/// Of what the reasons are asked.
#[derive(Clone)]
enum Question {
    Rule(RuleId),
    ClassHours,
}

impl Question {
    fn parse(text: &str) -> Option<Self> {
        if text == CLASS_HOURS { Some(Self::ClassHours) } else { RuleId::parse(text).map(Self::Rule) }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Rule(rule) => rule.as_str(),
            Self::ClassHours => CLASS_HOURS,
        }
    }
}

/// Why a person meets a rule or not.
#[component]
pub fn WhyPage() -> impl IntoView {
    let id = path_value("id", PersonId::parse);
    let question = path_value("rule", Question::parse);
    let filter: WhyFilter = query();
    page(async move |visit| {
        let w = visit.words();
        let (id, question) = (id?, question?);
        let view = service::progress::read(&visit.db, &visit.ctx, id, read_day(&filter.as_of)).await?;
        let facts = view.facts.facts();
        let (rule, chip, note, sentences, lines, judged) = match &question {
            Question::Rule(rule) => {
                let judged = view.judged.iter().find(|judged| judged.rule.id == *rule).ok_or(Error::NotFound)?;
                let status = judged.judgement.status;
                let chip = view! { <StatusChip tone=status_tone(status) label=w.status(status) /> }.into_any();
                let told = w.judgement_told(judged, facts, view.as_of);
                let note = w.reading_told(&judged.rule);
                (w.text(&judged.rule.title), Some(chip), note, told, judged.lines(), Some(judged))
            }
            Question::ClassHours => {
                let summary = view.engineer.as_ref().ok_or(Error::NotFound)?;
                let told = w.class_hours_told(summary, facts);
                let note = w.why_class_hours_parameters().to_owned();
                (w.why_class_hours(), None, note, told, summary.lines.as_slice(), None)
            }
        };
        let own = visit.viewer()?.person == id;
        let name = w.person_label(&view.person);
        let suffix = read_day(&filter.as_of).map(|day| format!("?as_of={day}")).unwrap_or_default();
        let (parent, label) = if own {
            (format!("/me{suffix}"), w.my_progress().to_owned())
        } else {
            (format!("/people/{id}{suffix}"), name.clone())
        };
        let crumbs = vec![
            Crumb { label: label.into(), href: Some(parent.into()) },
            Crumb { label: w.progress_why_crumb().into(), href: None },
        ];
        let told = sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect::<Vec<_>>();
        let path = format!("/people/{id}/progress/{}", question.as_str());
        let hosts: HashMap<PlacementId, &str> =
            view.placements.iter().map(|placement| (placement.id, w.named(&placement.hosting.name))).collect();
        let list = list(w, &filter, &path, lines, Of { facts, hosts: &hosts, judged });
        let title = w.why_title(rule);
        let lead = format!("{name} · {}", w.progress_as_of(&w.day(view.as_of)));
        let body = view! {
            <Breadcrumbs label=w.person_way() items=crumbs />
            <PageHeader title=title.clone() lead=lead chips=chip />
            <Section id="judgement" title=w.why_summary()>
                <div class="card told">
                    {told}
                    <p class="told-note">{note}</p>
                </div>
            </Section>
            <Section id="lines" title=w.why_lines() lead=w.why_lines_lead()>
                {list}
            </Section>
        };
        Ok(Page::new(title, body))
    })
}

/// What the lines are about.
#[derive(Clone, Copy)]
struct Of<'a> {
    facts: &'a [Fact],
    hosts: &'a HashMap<PlacementId, &'a str>,
    judged: Option<&'a Judged>,
}

fn list(w: Words, filter: &WhyFilter, path: &str, lines: &[Line], of: Of<'_>) -> AnyView {
    let form = filters(w, filter, path, lines);
    let reason = Reason::parse(&filter.reason);
    let lines: Vec<&Line> = lines.iter().filter(|line| reason.is_none_or(|reason| line.reason == reason)).collect();
    if lines.is_empty() {
        let (title, text) = match reason {
            Some(_) => (w.why_none(), w.why_none_text()),
            None => (w.why_empty(), w.why_empty_text()),
        };
        return view! {
            {form}
            <Empty title=title text=text icon=IconName::Hours />
        }
        .into_any();
    }
    let slice = Slice::new(&filter.offset, SIZE, lines.len());
    let (previous, next) = slice.neighbours(SIZE);
    let to = |offset: String| address(path, &WhyFilter { offset, ..filter.clone() });
    let rows = lines.iter().take(slice.to).skip(slice.from).map(|line| row(w, line, of).into_any()).collect::<Vec<_>>();
    let columns = vec![
        Column::text(w.why_day()),
        Column::text(w.why_placement()),
        Column::number(w.why_minutes()),
        Column::number(w.why_counted()),
        Column::text(w.why_reason()),
        Column::text(w.why_clause()),
    ];
    view! {
        {form}
        <div class="lines">
            <Table caption=w.why_table() columns=columns>
                {rows}
            </Table>
        </div>
        <Pager
            label=w.pages()
            previous=previous.map(to)
            previous_text=w.previous()
            next=next.map(to)
            next_text=w.next()
            words=w.why_range(slice.from + 1, slice.to, slice.of)
        />
    }
    .into_any()
}

fn row(w: Words, line: &Line, of: Of<'_>) -> AnyView {
    let tone = if line.reason.counts() { Tone::Met } else { Tone::Muted };
    let day = line.day.map_or_else(|| "—".to_owned(), |day| day.to_string());
    let row = Row::new().title(w.why_day(), &day, "");
    let fact = of.facts.get(line.fact as usize);
    let row = match fact.and_then(|fact| fact.placement) {
        Some(id) => match of.hosts.get(&id) {
            Some(host) => row.link(Cell::Text, w.why_placement(), &format!("/placements/{id}"), host),
            None => row.cell(Cell::Text, w.why_placement(), &w.why_unknown_placement(&id.to_string())),
        },
        None => row.cell(Cell::Text, w.why_placement(), "—"),
    };
    let size = match (fact, of.judged) {
        (Some(fact), Some(judged)) => w.measured(&judged.rule, line.amount.into(), fact.measure),
        _ => w.hours_exactly(line.amount.into()),
    };
    let counted = match of.judged {
        _ if line.counted == 0 => "—".to_owned(),
        Some(judged) => w.measured(&judged.rule, line.counted.into(), judged.unit().measure()),
        None => w.hours(line.counted.into()),
    };
    let criterion = of.judged.and_then(|judged| Some((judged, judged.rule.judged(judged.decisive()?)?)));
    let clause = criterion.map(|(judged, criterion)| w.clause_of(&judged.rule, criterion, line)).unwrap_or_default();
    row.cell(Cell::MinorNumber, w.why_minutes(), &size)
        .cell(Cell::Number, w.why_counted(), &counted)
        .chip(w.why_reason(), tone, None, w.policy_reason(line.reason))
        .cell(Cell::MinorText, w.why_clause(), &clause)
        .view()
        .into_any()
}

fn filters(w: Words, filter: &WhyFilter, path: &str, lines: &[Line]) -> AnyView {
    let without = |change: fn(&mut WhyFilter)| {
        let mut filter = WhyFilter { offset: String::new(), ..filter.clone() };
        change(&mut filter);
        address(path, &filter)
    };
    let mut active = Vec::new();
    if let Some(reason) = Reason::parse(&filter.reason) {
        let label = w.policy_reason(reason).to_owned();
        active.push(ActiveFilter {
            remove_text: w.remove_filter(&label).into(),
            label: label.into(),
            href: without(|filter| filter.reason.clear()).into(),
        });
    }
    if let Some(day) = read_day(&filter.as_of) {
        active.push(as_of_chip(w, day, without(|filter| filter.as_of.clear())));
    }
    let found = |reason: &&Reason| lines.iter().any(|line| line.reason == **reason);
    let choices =
        Reason::ALL.iter().filter(found).map(|reason| Choice::new(reason.as_str(), w.policy_reason(*reason))).collect();
    let WhyFilter { reason, as_of, .. } = filter.clone();
    view! {
        <FilterBar
            action=path.to_owned()
            label=w.progress_filter()
            apply_text=w.apply()
            active=active
            clear_text=w.clear_filters()
        >
            <SelectField
                name="reason"
                label=w.why_reason()
                options=choices
                value=reason
                empty=w.why_all_reasons()
            />
            <DateField name="as_of" label=w.progress_as_of_label() value=as_of />
        </FilterBar>
    }
    .into_any()
}
