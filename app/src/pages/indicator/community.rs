//! The indicators of all colleges side by side.

use std::cmp::Reverse;

use domain::policy::{Indicator, IndicatorValue};
use leptos::prelude::*;
use service::indicator::{CollegeIndicators, IndicatorsView};

use super::{
    Asked, PATH,
    card::{source, standing},
    years,
};
use crate::{
    pages::{Page, PageResult, address},
    ui::{
        empty::Empty,
        icon::IconName,
        layout::{PageHeader, Section},
        table::{Column, Direction, Pager, Table},
    },
    visit::Visit,
    words::Words,
};

/// How many colleges a page holds.
const ROWS: usize = 50;

pub(super) async fn page(visit: &Visit, asked: &Asked) -> PageResult {
    let w = visit.words();
    let year = asked.year(visit);
    let indicators = service::indicator::in_force(&visit.db, &visit.ctx, None, year).await?;
    let mut view = service::indicator::of_community(&visit.db, &visit.ctx, year, &indicators).await?;
    sort(&mut view, &asked.sort);
    let lead = w.indicators_lead(&w.academic_year(year), &w.day(view.as_of));
    let body = view! {
        <PageHeader title=w.indicators() lead=lead />
        {years(w, visit, asked)}
        {list(w, asked, &view)}
        {definitions(w, &view.indicators)}
    };
    Ok(Page::new(w.indicators(), body))
}

/// Orders the colleges as the address says; what is not known comes last either way.
fn sort(view: &mut IndicatorsView, sort: &str) {
    let (id, descending) = sort.strip_prefix('-').map_or((sort, false), |id| (id, true));
    if let Some(n) = view.indicators.iter().position(|it| it.id.as_str() == id) {
        let value = |college: &CollegeIndicators| college.values.get(n).and_then(|it| it.value);
        view.colleges.sort_by_key(|college| {
            let value = value(college);
            (value.is_none(), if descending { value.map_or(0, |value| -value) } else { value.unwrap_or(0) })
        });
    } else if descending {
        view.colleges.sort_by_key(|college| Reverse(college.college.name.as_str().to_owned()));
    }
}

fn list(w: Words, asked: &Asked, view: &IndicatorsView) -> AnyView {
    if view.colleges.is_empty() || view.indicators.is_empty() {
        let (title, text) = if view.colleges.is_empty() {
            (w.indicators_no_colleges(), w.indicators_no_colleges_text())
        } else {
            (w.indicators_none(), w.indicators_none_text())
        };
        return view! { <Empty title=title text=text icon=IconName::Progress /> }.into_any();
    }
    let to = |sort: &str, after: usize| {
        let after = if after == 0 { String::new() } else { after.to_string() };
        address(PATH, &Asked { sort: sort.to_owned(), after, ..asked.clone() })
    };
    let sorted = |column: Column, id: &str, first_descending: bool| {
        let (ascending, descending) = (id.to_owned(), format!("-{id}"));
        let (order, next) = match asked.sort.as_str() {
            now if now == ascending => (Some(Direction::Ascending), descending),
            now if now == descending => (Some(Direction::Descending), ascending),
            _ => (None, if first_descending { descending } else { ascending }),
        };
        column.sorted_by(to(&next, 0), order)
    };
    let mut columns = vec![sorted(Column::text(w.indicators_college()), "name", false)];
    columns.extend(
        view.indicators.iter().map(|it| sorted(Column::number(w.text(&it.title).to_owned()), it.id.as_str(), true)),
    );
    let all = view.colleges.len();
    let before = asked.after.parse().ok().filter(|after| *after < all).unwrap_or_default();
    let rows = view.colleges.iter().skip(before).take(ROWS).map(|it| row(w, asked, view, it)).collect::<Vec<_>>();
    let last = before + rows.len();
    view! {
        <div class="indicators">
            <Table caption=w.indicators_colleges() columns=columns>{rows}</Table>
        </div>
        <Pager
            label=w.pages()
            previous=(before > 0).then(|| to(&asked.sort, before.saturating_sub(ROWS)))
            previous_text=w.previous()
            next=(last < all).then(|| to(&asked.sort, last))
            next_text=w.next()
            words=w.indicators_range(before + 1, last, all)
        />
    }
    .into_any()
}

fn row(w: Words, asked: &Asked, view: &IndicatorsView, college: &CollegeIndicators) -> AnyView {
    let one = Asked { college: college.college.id.to_string(), year: asked.year.clone(), ..Asked::default() };
    let cells = view.indicators.iter().zip(&college.values).map(|(it, value)| cell(w, it, value)).collect::<Vec<_>>();
    view! {
        <tr>
            <td class="lead" data-label=w.indicators_college()>
                <a class="row-link" href=address(PATH, &one)>{w.named(&college.college.name).to_owned()}</a>
            </td>
            {cells}
        </tr>
    }
    .into_any()
}

fn cell(w: Words, indicator: &Indicator, value: &IndicatorValue) -> AnyView {
    let label = w.text(&indicator.title).to_owned();
    let Some(hundredths) = value.value else {
        let why = w.indicator_why_unknown(indicator, value);
        return view! {
            <td class="num" data-label=label>
                <span class="muted">
                    <span aria-hidden="true">"—"</span>
                    <span class="visually-hidden">{why}</span>
                </span>
            </td>
        }
        .into_any();
    };
    view! {
        <td class="num" data-label=label>
            <span class="indicator-figure">
                <b>{w.indicator_value_aligned(hundredths, indicator.unit)}</b>
                {standing(w, indicator, value)}
            </span>
        </td>
    }
    .into_any()
}

/// What each column divides by what, and where that is written.
fn definitions(w: Words, indicators: &[Indicator]) -> Option<AnyView> {
    if indicators.is_empty() {
        return None;
    }
    let items = indicators
        .iter()
        .map(|it| {
            let bound = w.indicator_bound(it).map(|bound| view! { <p class="muted">{bound}</p> });
            view! {
                <div class="card indicator">
                    <h3>{w.text(&it.title).to_owned()}</h3>
                    <p>{w.text(&it.definition).to_owned()}</p>
                    {bound}
                    {source(w, it)}
                </div>
            }
        })
        .collect::<Vec<_>>();
    let note = indicators
        .iter()
        .any(|it| !it.verified)
        .then(|| view! { <p class="muted">{w.indicator_unverified_text()}</p> });
    let body = view! {
        <Section id="definitions" title=w.indicators_definitions()>
            <div class="stack">
                <div class="cards">{items}</div>
                {note}
            </div>
        </Section>
    };
    Some(body.into_any())
}
