//! The indicators of one college, and what it reports about itself.

use domain::{
    id::OrganisationId,
    organisation_figure::{FiguresForm, ReportedFigure},
    policy::Decimal,
};
use leptos::prelude::*;
use service::indicator::{CollegeIndicators, FiguresView, IndicatorsView};

use super::{Asked, PATH, card::card, years};
use crate::{
    form::Filled,
    pages::{Page, PageResult, address, session::problems},
    ui::{
        button::{Button, ButtonKind},
        card::{Card, Fact, FactList},
        empty::Empty,
        form::{Actions, ErrorSummary, Form, TextField},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
    },
    visit::Visit,
    words::Words,
};

pub(super) async fn page(visit: &Visit, asked: &Asked, college: Option<OrganisationId>) -> PageResult {
    let w = visit.words();
    let year = asked.year(visit);
    let measured = college.or(visit.ctx.organisation());
    let indicators = service::indicator::in_force(&visit.db, &visit.ctx, measured, year).await?;
    let (view, figures) = service::indicator::of_college(&visit.db, &visit.ctx, college, year, &indicators).await?;
    let Some(own) = view.colleges.first() else { return Err(domain::Error::NotFound.into()) };
    let filled = Filled::load(visit, "figures", &FiguresForm::from(&figures.reported)).await?;
    let name = w.named(&own.college.name).to_owned();
    let crumbs = college.map(|_| {
        let all = address(PATH, &Asked { year: asked.year.clone(), ..Asked::default() });
        let items = vec![
            Crumb { label: w.indicators_colleges().into(), href: Some(all.into()) },
            Crumb { label: name.clone().into(), href: None },
        ];
        view! { <Breadcrumbs label=w.person_way() items=items /> }
    });
    let lead = w.indicators_college_lead(&name, &w.academic_year(year), &w.day(view.as_of));
    let body = view! {
        {crumbs}
        <PageHeader title=w.indicators() lead=lead />
        <ErrorSummary title=w.problems() items=problems(&filled) />
        {years(w, visit, asked)}
        {values(w, &view, own)}
        {reported(w, own, &figures, &filled)}
    };
    Ok(Page::new(w.indicators(), body))
}

fn values(w: Words, view: &IndicatorsView, own: &CollegeIndicators) -> AnyView {
    if view.indicators.is_empty() {
        let (title, text) = (w.indicators_none(), w.indicators_none_text());
        return view! { <Empty title=title text=text icon=IconName::Progress /> }.into_any();
    }
    let cards = view.indicators.iter().zip(&own.values).map(|(it, value)| card(w, own, it, value)).collect::<Vec<_>>();
    let note = view
        .indicators
        .iter()
        .any(|it| !it.verified)
        .then(|| view! { <p class="muted">{w.indicator_unverified_text()}</p> });
    view! {
        <Section id="values" title=w.indicators_values()>
            <div class="stack">
                <div class="cards">{cards}</div>
                {note}
            </div>
        </Section>
    }
    .into_any()
}

fn reported(w: Words, own: &CollegeIndicators, figures: &FiguresView, filled: &Filled) -> AnyView {
    if !figures.may_edit {
        let facts = figures
            .reported
            .iter()
            .map(|(figure, value)| Fact::text(w.reported_figure(*figure), w.grouped(Decimal(*value))))
            .collect::<Vec<_>>();
        let content = if facts.is_empty() {
            view! { <p class="muted">{w.figures_none()}</p> }.into_any()
        } else {
            view! { <Card><FactList facts=facts /></Card> }.into_any()
        };
        return view! { <Section id="figures" title=w.figures_reported()>{content}</Section> }.into_any();
    }
    let fields = ReportedFigure::ALL.iter().map(|figure| field(w, own, *figure, filled)).collect::<Vec<_>>();
    let hidden = vec![
        ("year".into(), figures.year.0.to_string().into()),
        ("version".into(), figures.version.to_string().into()),
    ];
    view! {
        <Section id="figures" title=w.figures_reported() lead=w.figures_lead()>
            <Form action="/rpc/indicator/report" hidden=hidden label=w.figures_reported()>
                <div class="figures">{fields}</div>
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.save()}</Button>
                </Actions>
            </Form>
        </Section>
    }
    .into_any()
}

fn field(w: Words, own: &CollegeIndicators, figure: ReportedFigure, filled: &Filled) -> AnyView {
    let known = own.figures.get(&figure.figure());
    let computed = known.and_then(|known| if known.reported { known.computed } else { Some(known.value) });
    let hint = computed
        .map_or_else(|| w.figures_only_college().to_owned(), |value| w.figures_from_roster(&w.grouped(Decimal(value))));
    view! {
        <TextField
            name=figure.as_str()
            label=w.reported_figure(figure)
            note=w.person_optional()
            value=filled.value(figure.as_str())
            hint=hint
            input_mode="decimal"
            error=filled.error(figure.as_str())
        />
    }
    .into_any()
}
