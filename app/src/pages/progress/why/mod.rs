//! Why a judgement is as it is: told in sentences, then each criterion, then line by line.

mod criteria;
mod lines;
mod rule;

use std::collections::HashMap;

use domain::{
    Error,
    id::{PersonId, PlacementId},
    policy::{Calendar, Fact, RuleId},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::progress::{Judged, ProgressView};

use super::{
    as_of_chip,
    cards::{CLASS_HOURS, chips},
    read_day,
};
use crate::{
    pages::{Page, page, path_value, query},
    ui::layout::{Breadcrumbs, Crumb, PageHeader, Section},
    words::Words,
};

/// What the lines are narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct WhyFilter {
    criterion: String,
    reason: String,
    as_of: String,
    offset: String,
}

/// Of what the reasons are asked.
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

/// What the lines are about.
#[derive(Clone, Copy)]
struct Of<'a> {
    person: PersonId,
    facts: &'a [Fact],
    hosts: &'a HashMap<PlacementId, &'a str>,
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
        let as_of = read_day(&filter.as_of);
        let view = service::progress::read(&visit.db, &visit.ctx, id, as_of).await?;
        let path = format!("/people/{id}/progress/{}", question.as_str());
        let hosts: HashMap<PlacementId, &str> =
            view.placements.iter().map(|placement| (placement.id, w.named(&placement.hosting.name))).collect();
        let of = Of { person: id, facts: view.facts.facts(), hosts: &hosts };
        let (title, chip, content) = match &question {
            Question::Rule(rule) => {
                let judged = view.judged.iter().find(|judged| judged.rule.id == *rule).ok_or(Error::NotFound)?;
                let origin = service::progress::origin(&visit.db, &visit.ctx, id, rule, as_of).await?;
                let content = of_rule(w, &filter, &path, judged, of, origin);
                (w.text(&judged.rule.title).to_owned(), Some(chips(w, judged)), content)
            }
            Question::ClassHours => {
                (w.why_class_hours().to_owned(), None, of_class_hours(w, &filter, &path, &view, of)?)
            }
        };
        let own = visit.viewer()?.person == id;
        let name = w.person_label(&view.person);
        let suffix = as_of.map(|day| format!("?as_of={day}")).unwrap_or_default();
        let (parent, label) = if own {
            (format!("/me{suffix}"), w.my_progress().to_owned())
        } else {
            (format!("/people/{id}{suffix}"), name.clone())
        };
        let crumbs = vec![
            Crumb { label: label.into(), href: Some(parent.into()) },
            Crumb { label: w.progress_why_crumb().into(), href: None },
        ];
        let title = w.why_title(&title);
        let lead = format!("{name} · {}", w.progress_as_of(&w.day(view.as_of)));
        let body = view! {
            <Breadcrumbs label=w.person_way() items=crumbs />
            <PageHeader title=title.clone() lead=lead chips=chip />
            {content}
        };
        Ok(Page::new(title, body))
    })
}

fn of_rule(
    w: Words,
    filter: &WhyFilter,
    path: &str,
    judged: &Judged,
    of: Of<'_>,
    origin: Option<(String, String)>,
) -> AnyView {
    let told = w.told(&judged.rule, &judged.judgement, of.facts, Calendar::china());
    let told = told_card(told, &w.reading_told(&judged.rule));
    let rule = rule::rule(w, judged, origin);
    view! {
        <Section id="judgement" title=w.why_summary()>
            {told}
        </Section>
        {criteria::criteria(w, filter, path, judged)}
        <Section id="rule" title=w.why_rule()>
            {rule}
        </Section>
        {lines::of_rule(w, filter, path, judged, of)}
    }
    .into_any()
}

fn of_class_hours(
    w: Words,
    filter: &WhyFilter,
    path: &str,
    view: &ProgressView,
    of: Of<'_>,
) -> Result<AnyView, service::Failure> {
    let summary = view.engineer.as_ref().ok_or(Error::NotFound)?;
    let told = w.class_hours_told(summary, of.facts);
    Ok(view! {
        <Section id="judgement" title=w.why_summary()>
            {told_card(told, w.why_class_hours_parameters())}
        </Section>
        {lines::of_class_hours(w, filter, path, &summary.lines, of)}
    }
    .into_any())
}

/// Sentences, the first one the weightiest, and below them how units are read.
fn told_card(told: Vec<String>, note: &str) -> AnyView {
    let told = told.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect::<Vec<_>>();
    let note = (!note.is_empty()).then(|| view! { <p class="told-note">{note.to_owned()}</p> });
    view! { <div class="card told">{told} {note}</div> }.into_any()
}
