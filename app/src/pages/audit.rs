//! The audit log: who did what, when and from where.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{
    account::Role,
    hours::Kind,
    id::AuditEventId,
    opening::OpeningKind,
    organisation::OrganisationKind,
    person::{Category, Profile},
    placement::{Direction, Form, Load},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::audit::{AuditFilter, AuditLine, Openable};

use super::{Page, address, page, query};
use crate::{
    ui::{
        button::LinkButton,
        empty::Empty,
        form::{ActiveFilter, Choice, DateField, FilterBar, SearchField, SelectField},
        icon::IconName,
        layout::PageHeader,
        table::{Column, Pager, Table},
    },
    words::Words,
};

/// The kinds of objects that people filter by.
const OBJECTS: [&str; 8] =
    ["placement", "opening", "hour_entry", "person", "organisation", "account", "role_grant", "token"];

/// What the log is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct LogFilter {
    actor: String,
    /// `placement` or `placement/17`.
    object: String,
    /// A day in the community's zone.
    since: String,
    before: String,
}

impl LogFilter {
    fn href(&self) -> String {
        address("/audit", self)
    }

    fn day(&self) -> Option<NaiveDate> {
        self.since.trim().parse().ok()
    }

    fn read(&self) -> AuditFilter {
        AuditFilter {
            since: self.day().map(midnight),
            actor: self.actor.trim().to_owned(),
            object: AuditFilter::read_object(self.object.trim()),
            before: AuditEventId::parse(&self.before),
        }
    }
}

/// The instant at which a day begins in the community's zone; China has had no daylight saving time since 1991.
fn midnight(day: NaiveDate) -> DateTime<Utc> {
    (day.and_time(NaiveTime::MIN) - TimeDelta::hours(8)).and_utc()
}

/// The log.
#[component]
pub fn AuditPage() -> impl IntoView {
    let filter = query::<LogFilter>();
    page(async move |visit| {
        let w = visit.words();
        let log = service::audit::list(&visit.db, &visit.ctx, &filter.read()).await?;
        let openable = service::audit::openable(&visit.ctx);
        let lead = if visit.ctx.organisation().is_some() { w.audit_lead_own() } else { w.audit_lead() };
        let list = if log.items.is_empty() {
            empty(w, &filter)
        } else {
            let older = log.next.map(|before| LogFilter { before, ..filter.clone() }.href());
            let newest =
                (!filter.before.is_empty()).then(|| LogFilter { before: String::new(), ..filter.clone() }.href());
            let words = w.audit_count(log.items.len());
            let rows = log.items.into_iter().map(|line| row(w, line, openable)).collect::<Vec<_>>();
            let columns = vec![
                Column::text(w.audit_what()),
                Column::text(w.audit_when()),
                Column::text(w.audit_actor()),
                Column::text(w.audit_object_label()),
                Column::text(w.audit_origin()),
            ];
            view! {
                <Table caption=w.audit() columns=columns>{rows}</Table>
                <Pager
                    label=w.pages()
                    previous=newest
                    previous_text=w.audit_newest()
                    next=older
                    next_text=w.audit_older()
                    words=words
                />
            }
            .into_any()
        };
        let body = view! {
            <PageHeader title=w.audit() lead=lead />
            {filters(w, &filter)}
            {list}
        };
        Ok(Page::new(w.audit(), body))
    })
}

/// An object of the filter in words: its kind, and which one.
fn object_words(w: Words, text: &str) -> Option<String> {
    let (noun, id) = AuditFilter::read_object(text.trim())?;
    let noun = w.audit_object(&noun);
    Some(id.map_or(noun.clone(), |id| w.audit_numbered(&noun, id)))
}

fn filters(w: Words, filter: &LogFilter) -> AnyView {
    let mut active = Vec::new();
    let first = LogFilter { before: String::new(), ..filter.clone() };
    let mut chip = |label: String, without: LogFilter| {
        let remove_text = w.remove_filter(&label).into();
        active.push(ActiveFilter { label: label.into(), href: without.href().into(), remove_text });
    };
    if !filter.actor.trim().is_empty() {
        let label = format!("{} {}", w.audit_actor(), filter.actor.trim());
        chip(label, LogFilter { actor: String::new(), ..first.clone() });
    }
    if let Some(object) = object_words(w, &filter.object) {
        chip(object, LogFilter { object: String::new(), ..first.clone() });
    }
    if let Some(day) = filter.day() {
        let label = format!("{} {}", w.audit_since(), w.day(day));
        chip(label, LogFilter { since: String::new(), ..first.clone() });
    }
    let mut objects: Vec<Choice> = OBJECTS.iter().map(|object| Choice::new(*object, w.audit_object(object))).collect();
    let chosen = filter.object.trim().to_owned();
    if let Some(label) = object_words(w, &chosen).filter(|_| !OBJECTS.contains(&chosen.as_str())) {
        // One object of a kind comes from a link; the list keeps it so that other filters do not lose it.
        objects.insert(0, Choice::new(chosen.clone(), label));
    }
    let (actor, since) = (filter.actor.clone(), filter.since.clone());
    view! {
        <FilterBar
            action="/audit"
            label=w.audit_filter()
            apply_text=w.apply()
            active=active
            clear_text=w.clear_filters()
        >
            <SearchField
                name="actor"
                label=w.audit_actor()
                value=actor
                placeholder=w.audit_actor_placeholder()
            />
            <SelectField name="object" label=w.audit_object_label() options=objects value=chosen empty=w.all() />
            <DateField name="since" label=w.audit_since() value=since />
        </FilterBar>
    }
    .into_any()
}

fn empty(w: Words, filter: &LogFilter) -> AnyView {
    if filter.href() == "/audit" {
        return view! { <Empty title=w.audit_none() text=w.audit_none_text() icon=IconName::Audit /> }.into_any();
    }
    let action = view! { <LinkButton href="/audit">{w.clear_filters()}</LinkButton> }.into_any();
    view! { <Empty title=w.audit_no_match() text=w.audit_no_match_text() icon=IconName::Search action=action /> }
        .into_any()
}

fn row(w: Words, line: AuditLine, openable: Openable) -> AnyView {
    let (name, email) = who(w, &line);
    let noun = w.audit_object(&line.object);
    let object = match line.object_id {
        Some(id) => {
            let text = w.audit_numbered(&noun, id);
            match href(&line.object, id, openable) {
                Some(href) => view! { <a href=href>{text}</a> }.into_any(),
                None => text.into_any(),
            }
        }
        None => noun.into_any(),
    };
    let same = line.object_id.map(|id| {
        let filter = LogFilter { object: format!("{}/{id}", line.object), ..Default::default() };
        view! { <p><a href=filter.href()>{w.audit_same_object()}</a></p> }
    });
    let details = details(w, line.detail.as_deref());
    let origin = match line.origin.as_str() {
        "command line" => w.audit_command_line().to_owned(),
        "demonstration" => w.audit_demonstration().to_owned(),
        _ => line.origin,
    };
    let request = (line.request != "-")
        .then(|| view! { <div class="fact"><dt>{w.audit_request()}</dt><dd>{line.request}</dd></div> });
    let summary = format!("{} {}", w.audit_detail(), line.id);
    view! {
        <tr>
            <td class="lead" data-label=w.audit_what()>
                <b>{w.action(&line.action)}</b>
                <details>
                    <summary aria-label=summary>{w.audit_detail()}</summary>
                    <dl class="facts">{details} {request}</dl>
                    {same}
                </details>
            </td>
            <td class="when" data-label=w.audit_when()>
                <time datetime=line.at.to_rfc3339()>{w.instant(line.at)}</time>
            </td>
            <td data-label=w.audit_actor()>
                <div>{name} {email.map(|email| view! { <span class="sub">{email}</span> })}</div>
            </td>
            <td data-label=w.audit_object_label()>{object}</td>
            <td data-label=w.audit_origin()>{origin}</td>
        </tr>
    }
    .into_any()
}

/// Name and e-mail of `name <e-mail>`, or the system with its reason.
fn who(w: Words, line: &AuditLine) -> (String, Option<String>) {
    if let Some(reason) = line.actor.strip_prefix("system: ") {
        return (w.audit_system().to_owned(), Some(reason.to_owned()));
    }
    let email = line.actor.split_once(" <").map(|(_, email)| email.trim_end_matches('>').to_owned());
    (w.named(&line.by).to_owned(), email)
}

/// The page of an object, when it has one that the reader may open.
fn href(object: &str, id: i64, openable: Openable) -> Option<String> {
    match object {
        "placement" if openable.placement => Some(format!("/placements/{id}")),
        "opening" if openable.opening => Some(format!("/openings/{id}")),
        "person" if openable.person => Some(format!("/people/{id}")),
        "organisation" if openable.organisation => Some(format!("/members/{id}")),
        _ => None,
    }
}

/// What exactly was written, field by field; empty fields are left out.
fn details(w: Words, detail: Option<&str>) -> Vec<AnyView> {
    let parsed = detail.and_then(|detail| serde_json::from_str::<serde_json::Value>(detail).ok());
    let fields = match parsed {
        Some(serde_json::Value::Object(fields)) => fields,
        _ => return Vec::new(),
    };
    let shown = |value: &serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    fields
        .iter()
        .map(|(name, value)| (name, shown(value)))
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| {
            let label = if name == "active" { w.member_active_label() } else { w.field(name) };
            let label = if label.is_empty() { name.clone() } else { label.to_owned() };
            let value = value_words(w, name, &value).map_or(value, str::to_owned);
            view! { <div class="fact"><dt>{label}</dt><dd>{value}</dd></div> }.into_any()
        })
        .collect()
}

/// A stored text of an enum in words.
fn value_words(w: Words, name: &str, value: &str) -> Option<&'static str> {
    match name {
        "active" => Some(if value == "true" { w.members_active() } else { w.members_inactive() }),
        "kind" => OrganisationKind::parse(value)
            .map(|kind| w.organisation_kind(kind))
            .or_else(|| Kind::parse(value).map(|kind| w.kind(kind)))
            .or_else(|| OpeningKind::parse(value).map(|kind| w.opening_kind(kind))),
        "direction" => Direction::parse(value).map(|direction| w.direction(direction)),
        "form" => Form::parse(value).map(|form| w.form(form)),
        "load" => Load::parse(value).map(|load| w.load(load)),
        "profile" => Profile::parse(value).map(|profile| w.profile(profile)),
        "category" => Category::parse(value).map(|category| w.category(category)),
        "role" => Role::parse(value).map(|role| w.role(role)),
        _ => None,
    }
}
