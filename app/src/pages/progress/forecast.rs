//! The years ahead: a college's cliff, who falls when, and how long one person holds.

use chrono::{Datelike, Months, NaiveDate};
use domain::{
    Error,
    id::PersonId,
    person::{Profile, RosterLine},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::{
    Failure,
    forecast::{CollegeForecast, Fall, RuleAhead, RuleForecast},
};

use super::Slice;
use crate::{
    pages::{Page, address, page, query},
    ui::{
        button::LinkButton,
        card::{Card, Fact, FactList},
        cliff::{Cliff, CliffLegend, CliffTick},
        empty::Empty,
        form::{ActiveFilter, Choice, FilterBar, SelectField},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        table::{Cell, Column, Pager, Row, Table, TickedForm},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

const PATH: &str = "/progress/forecast";
/// How many months ahead the list may look.
const SPANS: [u32; 4] = [3, 6, 12, 60];
/// How far it looks unless asked otherwise, in months.
const USUAL_SPAN: u32 = 12;
/// How many lines of the list a page holds.
const SIZE: usize = 50;
/// Within how many days something must begin to be urgent: twelve weeks.
const URGENT_DAYS: i64 = 84;

/// What the list is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    rule: String,
    within: String,
    offset: String,
}

impl Asked {
    /// The address with a change, from the first page on.
    fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut asked = Self { offset: String::new(), ..self.clone() };
        change(&mut asked);
        address(PATH, &asked)
    }

    /// How far the list looks, in months.
    fn months(&self) -> u32 {
        self.within.parse().ok().filter(|months| SPANS.contains(months)).unwrap_or(USUAL_SPAN)
    }
}

/// The college in the years ahead.
#[component]
pub fn ForecastPage() -> impl IntoView {
    let asked: Asked = query();
    page(async move |visit| {
        let w = visit.words();
        let college = service::forecast::of_college(&visit.db, &visit.ctx).await?;
        let crumbs = vec![
            Crumb { label: w.progress().into(), href: Some("/progress".into()) },
            Crumb { label: w.forecast().into(), href: None },
        ];
        let content = if college.rules.is_empty() {
            let action = view! { <LinkButton href="/people">{w.roster()}</LinkButton> }.into_any();
            view! {
                <Empty title=w.forecast_empty() text=w.forecast_empty_text() icon=IconName::Progress action=action />
            }
            .into_any()
        } else {
            let plans = visit.viewer()?.acting.role.is_officer();
            view! { {charts(w, &college, &asked)} {falls(w, &college, &asked, plans)} }.into_any()
        };
        let body = view! {
            <Breadcrumbs label=w.person_way() items=crumbs />
            <PageHeader title=w.forecast() lead=w.forecast_lead(college.people) />
            {content}
        };
        Ok(Page::new(w.forecast(), body))
    })
}

/// A small chart a rule.
fn charts(w: Words, college: &CollegeForecast, asked: &Asked) -> AnyView {
    let horizon = college.days.first().and_then(|today| today.checked_add_months(Months::new(asked.months())));
    let step = horizon.map(|end| college.days.partition_point(|day| *day < end));
    let shown = college.rules.iter().filter(|rule| asked.rule.is_empty() || rule.rule.id.as_str() == asked.rule);
    let (moving, still): (Vec<&RuleAhead>, Vec<&RuleAhead>) = shown.partition(|rule| moves(rule));
    let cards = moving.into_iter().map(|rule| chart(w, &college.days, rule, step)).collect::<Vec<_>>();
    let still = still.into_iter().map(|rule| {
        let count = |counts: &[u32]| counts.first().copied().unwrap_or_default();
        let told = w.forecast_still(count(&rule.without_plan), count(&rule.bound));
        Fact::text(w.rule_named(&rule.rule), told)
    });
    let still = still.collect::<Vec<_>>();
    let still =
        (!still.is_empty()).then(|| view! { <Card title=w.forecast_still_title()><FactList facts=still /></Card> });
    view! {
        <Section id="charts" title=w.forecast_charts() lead=w.forecast_charts_lead()>
            <CliffLegend
                whole=w.forecast_bound()
                without=w.forecast_without()
                with=w.forecast_with()
                horizon=w.forecast_horizon()
            />
            <div class="cliffs">{cards}</div>
            {still}
        </Section>
    }
    .into_any()
}

/// Whether a figure changes in the years ahead, or the plan makes a difference.
fn moves(rule: &RuleAhead) -> bool {
    let is_still = |counts: &[u32]| counts.iter().all(|count| Some(count) == counts.first());
    !is_still(&rule.without_plan) || rule.with_plan != rule.without_plan
}

fn chart(w: Words, days: &[NaiveDate], rule: &RuleAhead, horizon: Option<usize>) -> AnyView {
    let title = w.rule_named(&rule.rule);
    let january = |(at, day): (usize, &NaiveDate)| {
        (at > 0 && day.month() == 1).then(|| CliffTick { at, label: day.year().to_string().into() })
    };
    let ticks = days.iter().enumerate().filter_map(january).collect();
    let first = |counts: &[u32]| counts.first().copied().unwrap_or_default();
    let lowest = rule.without_plan.iter().zip(days).min_by_key(|(count, _)| **count);
    let lowest = lowest.map(|(count, day)| {
        view! { <span>{w.forecast_least(*count, &w.forecast_month_of(*day))}</span> }
    });
    let more = |(with, without): (&u32, &u32)| with.saturating_sub(*without);
    let with = match rule.with_plan.iter().zip(&rule.without_plan).map(more).max() {
        Some(more) if more > 0 => w.forecast_more(more),
        _ => w.forecast_same().to_owned(),
    };
    let months = months(w, days, rule, &title);
    view! {
        <article class="card cliff-card">
            <h3>{title.clone()}</h3>
            <p class="cliff-facts">
                <strong>{w.forecast_now(first(&rule.without_plan), first(&rule.bound))}</strong>
                {lowest}
                <span>{with}</span>
            </p>
            <Cliff
                label=w.forecast_chart(&title)
                whole=rule.bound.clone()
                without=rule.without_plan.clone()
                with=rule.with_plan.clone()
                ticks=ticks
                horizon=horizon
            />
            {months}
        </article>
    }
    .into_any()
}

/// The figures of the months in which one of them changes.
fn months(w: Words, days: &[NaiveDate], rule: &RuleAhead, title: &str) -> AnyView {
    let mut before = None;
    let figures = days.iter().zip(&rule.bound).zip(rule.without_plan.iter().zip(&rule.with_plan));
    let rows = figures
        .filter_map(|((day, bound), (without, with))| {
            let figures = (bound, without, with);
            (before.replace(figures) != Some(figures)).then(|| {
                Row::new()
                    .title(w.forecast_month(), &w.forecast_month_of(*day), "")
                    .cell(Cell::Number, w.forecast_without(), &without.to_string())
                    .cell(Cell::Number, w.forecast_with(), &with.to_string())
                    .cell(Cell::Number, w.forecast_bound(), &bound.to_string())
                    .view()
            })
        })
        .collect::<Vec<_>>();
    let columns = vec![
        Column::text(w.forecast_month()),
        Column::number(w.forecast_without()),
        Column::number(w.forecast_with()),
        Column::number(w.forecast_bound()),
    ];
    view! {
        <details class="cliff-months">
            <summary>{w.forecast_months()}</summary>
            <Table caption=w.forecast_months_of(title) columns=columns>
                {rows}
            </Table>
        </details>
    }
    .into_any()
}

/// Who falls when, and by when something must begin.
fn falls(w: Words, college: &CollegeForecast, asked: &Asked, plans: bool) -> AnyView {
    let today = college.days.first().copied().unwrap_or_default();
    let end = today.checked_add_months(Months::new(asked.months())).unwrap_or(today);
    let is_asked =
        |fall: &&Fall| fall.falls_on <= end && (asked.rule.is_empty() || fall.rule.id.as_str() == asked.rule);
    let found: Vec<&Fall> = college.falls.iter().filter(is_asked).collect();
    let list = if found.is_empty() {
        view! { <Empty title=w.forecast_nobody() text=w.forecast_nobody_text() icon=IconName::Met /> }.into_any()
    } else {
        list(w, &found, asked, today, plans)
    };
    let filters = filters(w, college, asked);
    view! {
        <Section id="falls" title=w.forecast_falls() lead=w.forecast_falls_lead()>
            {filters}
            {list}
        </Section>
    }
    .into_any()
}

fn filters(w: Words, college: &CollegeForecast, asked: &Asked) -> AnyView {
    let rules: Vec<Choice> = college
        .rules
        .iter()
        .map(|it| Choice::new(it.rule.id.as_str().to_owned(), w.text(&it.rule.title).to_owned()))
        .collect();
    let chosen = college.rules.iter().find(|it| it.rule.id.as_str() == asked.rule);
    let active = chosen.map(|it| {
        let label = w.roster_filter_chip(w.forecast_rule(), w.text(&it.rule.title));
        let href = asked.with(|asked| asked.rule.clear());
        ActiveFilter { remove_text: w.remove_filter(&label).into(), label: label.into(), href: href.into() }
    });
    let spans = SPANS.map(|months| {
        let label = if months == 60 { w.forecast_years_ahead().to_owned() } else { w.forecast_months_ahead(months) };
        Choice::new(months.to_string(), label)
    });
    let (spans, within, rule) = (spans.into(), asked.months().to_string(), asked.rule.clone());
    let active = active.into_iter().collect();
    view! {
        <FilterBar
            action=PATH
            label=w.forecast_filter()
            apply_text=w.apply()
            active=active
            clear_text=w.clear_filters()
        >
            <SelectField
                name="within"
                label=w.forecast_within()
                options=spans
                value=within
            />
            <SelectField
                name="rule"
                label=w.forecast_rule()
                options=rules
                value=rule
                empty=w.all()
            />
        </FilterBar>
    }
    .into_any()
}

fn list(w: Words, found: &[&Fall], asked: &Asked, today: NaiveDate, plans: bool) -> AnyView {
    let slice = Slice::new(&asked.offset, SIZE, found.len());
    let (previous, next) = slice.neighbours(SIZE);
    let to = |offset: String| asked.with(|asked| asked.offset = offset);
    let mut ticked: Vec<PersonId> = Vec::new();
    let rows = found.iter().take(slice.to).skip(slice.from).map(|fall| {
        let person = &fall.person;
        let row = if !plans {
            Row::new()
        } else if person.profile == Profile::Teacher && !ticked.contains(&person.id) {
            ticked.push(person.id);
            Row::new().tick("person", &person.id.to_string(), &w.many_pick_person(w.named(&person.label)), false)
        } else {
            Row::new().no_tick()
        };
        told(w, row, fall, today).view()
    });
    let rows = rows.collect::<Vec<_>>();
    let mut columns = if plans { vec![Column::actions(w.many_pick())] } else { Vec::new() };
    columns.extend([
        Column::text(w.forecast_person()),
        Column::text(w.forecast_rule()),
        Column::text(w.forecast_falls_on()),
        Column::text(w.forecast_act_by()),
        Column::text(w.forecast_planned()),
    ]);
    let table = view! {
        <Table caption=w.forecast_falls_table() columns=columns>
            {rows}
        </Table>
    };
    let table = if plans {
        view! {
            <TickedForm method="get" action="/placements/many" button=w.many_place_chosen() icon=IconName::Placement>
                {table}
            </TickedForm>
        }
        .into_any()
    } else {
        table.into_any()
    };
    view! {
        {table}
        <Pager
            label=w.pages()
            previous=previous.map(to)
            previous_text=w.previous()
            next=next.map(to)
            next_text=w.next()
            words=w.forecast_range(slice.from + 1, slice.to, slice.of)
        />
        <p class="muted">{w.forecast_act_note()}</p>
    }
    .into_any()
}

fn told(w: Words, row: Row, fall: &Fall, today: NaiveDate) -> Row {
    let RosterLine { id, label, staff_number, department, .. } = &fall.person;
    let sub: Vec<&str> = [staff_number.as_deref(), department.as_deref()].into_iter().flatten().collect();
    let row = row
        .lead(w.forecast_person(), &format!("/people/{id}#lasts"), w.named(label), &sub.join(" · "))
        .cell(Cell::Text, w.forecast_rule(), &w.rule_named(&fall.rule))
        .cell(Cell::When, w.forecast_falls_on(), &fall.falls_on.to_string());
    let row = match fall.act_by {
        Some(day) if (day - today).num_days() <= URGENT_DAYS => {
            row.chip(w.forecast_act_by(), Tone::AtRisk, Tone::AtRisk.icon(), &day.to_string())
        }
        Some(day) => row.cell(Cell::When, w.forecast_act_by(), &day.to_string()),
        None if fall.too_late => row.chip(w.forecast_act_by(), Tone::Short, Tone::Short.icon(), w.forecast_too_late()),
        None => row.cell(Cell::Text, w.forecast_act_by(), w.forecast_no_time()),
    };
    match fall.falls_with_plan {
        None => row.chip(w.forecast_planned(), Tone::Met, Tone::Met.icon(), w.forecast_plan_holds()),
        Some(day) if day > fall.falls_on => {
            row.cell(Cell::Text, w.forecast_planned(), &w.forecast_plan_later(&day.to_string()))
        }
        Some(_) => row.cell(Cell::Text, w.forecast_planned(), w.forecast_plan_same()),
    }
}

/// How long a person meets each rule and by when to begin, without and with what is planned; nothing for who may
/// not see it or whom no rule binds.
pub async fn lasts(visit: &Visit, id: PersonId) -> Result<Option<AnyView>, Failure> {
    let view = match service::forecast::read(&visit.db, &visit.ctx, id).await {
        Ok(view) => view,
        Err(failure) if matches!(failure.error(), Error::NotFound | Error::Forbidden) => return Ok(None),
        Err(failure) => return Err(failure),
    };
    let w = visit.words();
    let bound: Vec<&RuleForecast> = view.rules.iter().filter(|own| own.is_bound()).collect();
    if bound.is_empty() {
        return Ok(None);
    }
    let rows = bound.into_iter().map(|own| {
        let planned = if own.with_plan == own.without_plan {
            w.forecast_plan_same().to_owned()
        } else {
            w.forecast_sentence(&own.with_plan)
        };
        Row::new()
            .title(w.forecast_rule(), &w.rule_named(&own.rule), "")
            .cell(Cell::Text, w.forecast_without(), &w.forecast_sentence(&own.without_plan))
            .cell(Cell::Text, w.forecast_with(), &planned)
            .view()
    });
    let rows = rows.collect::<Vec<_>>();
    let columns =
        vec![Column::text(w.forecast_rule()), Column::text(w.forecast_without()), Column::text(w.forecast_with())];
    let section = view! {
        <Section id="lasts" title=w.forecast_lasts() lead=w.forecast_lasts_lead()>
            <Table caption=w.forecast_lasts() columns=columns>
                {rows}
            </Table>
        </Section>
    };
    Ok(Some(section.into_any()))
}
