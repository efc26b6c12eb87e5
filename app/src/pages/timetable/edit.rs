//! The forms of a term and of the period clock.

use domain::{id::TermId, timetable::TermForm};
use leptos::prelude::*;

use super::PATH;
use crate::{
    form::Filled,
    pages::{Page, page, path_value, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        form::{Actions, DateField, ErrorSummary, Form, TextArea, TextField},
        layout::{Breadcrumbs, Crumb, PageHeader},
    },
    words::Words,
};

/// Adding a term.
#[component]
pub fn NewTermPage() -> impl IntoView {
    page(async move |visit| {
        let w = visit.words();
        visit.viewer()?;
        service::timetable::editing(&visit.db, &visit.ctx).await?;
        let filled = Filled::load(&visit, "term", &TermForm::default()).await?;
        let body = form(w, w.term_new().to_owned(), "/rpc/timetable/add_term", Vec::new(), &filled);
        Ok(Page::new(w.term_new(), body))
    })
}

/// Changing a term.
#[component]
pub fn TermPage() -> impl IntoView {
    let id = path_value("id", TermId::parse);
    page(async move |visit| {
        let w = visit.words();
        visit.viewer()?;
        let line = service::timetable::read_term(&visit.db, &visit.ctx, id?).await?;
        let now = TermForm::of(&line.name, &line.term, line.version);
        let filled = Filled::load(&visit, "term", &now).await?;
        let hidden = vec![("id", line.id.to_string()), ("version", filled.value("version"))];
        let title = w.term_edit(&line.name);
        let body = form(w, title.clone(), "/rpc/timetable/edit_term", hidden, &filled);
        Ok(Page::new(title, body))
    })
}

fn crumbs(w: Words, here: String) -> AnyView {
    let items =
        vec![Crumb { label: w.timetable().into(), href: Some(PATH.into()) }, Crumb { label: here.into(), href: None }];
    view! { <Breadcrumbs label=w.person_way() items=items /> }.into_any()
}

fn form(
    w: Words,
    title: String,
    action: &'static str,
    hidden: Vec<(&'static str, String)>,
    filled: &Filled,
) -> AnyView {
    let hidden = hidden.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
    let fields = fields(w, filled);
    view! {
        {crumbs(w, title.clone())}
        <PageHeader title=title lead=w.term_lead() />
        <ErrorSummary title=w.problems() items=problems(filled) />
        <Form action=action hidden=hidden>
            {fields}
            <Actions>
                <Button kind=ButtonKind::Primary>{w.save()}</Button>
                <LinkButton href=PATH>{w.cancel()}</LinkButton>
            </Actions>
        </Form>
    }
    .into_any()
}

fn fields(w: Words, filled: &Filled) -> AnyView {
    view! {
        <TextField
                name="name"
                label=w.term_name()
                value=filled.value("name")
                hint=w.term_name_hint()
                error=filled.error("name")
                required=true
            />
            <DateField
                name="first_day"
                label=w.term_first_day()
                value=filled.value("first_day")
                error=filled.error("first_day")
                required=true
            />
            <TextField
                name="weeks"
                label=w.term_weeks()
                value=filled.value("weeks")
                error=filled.error("weeks")
                input_mode="numeric"
                required=true
            />
            <TextField
                name="exam_weeks"
                label=w.term_exam_weeks()
                note=w.person_optional()
                value=filled.value("exam_weeks")
                hint=w.term_exam_weeks_hint()
                error=filled.error("exam_weeks")
            />
    }
    .into_any()
}

/// The period clock of the college.
#[component]
pub fn ClockPage() -> impl IntoView {
    page(async move |visit| {
        let w = visit.words();
        visit.viewer()?;
        let now = service::timetable::read_clock(&visit.db, &visit.ctx).await?;
        let filled = Filled::load(&visit, "clock", &now).await?;
        let hidden = vec![("version".into(), filled.value("version").into())];
        let (periods, wrong) = (filled.value("periods"), filled.error("periods"));
        let body = view! {
            {crumbs(w, w.clock().to_owned())}
            <PageHeader title=w.clock() lead=w.clock_lead() />
            <ErrorSummary title=w.problems() items=problems(&filled) />
            <Form action="/rpc/timetable/save_clock" hidden=hidden>
                <TextArea
                    name="periods"
                    label=w.clock_periods()
                    value=periods
                    hint=w.clock_hint()
                    error=wrong
                    required=true
                    rows=12
                />
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.save()}</Button>
                    <LinkButton href=PATH>{w.cancel()}</LinkButton>
                </Actions>
            </Form>
        };
        Ok(Page::new(w.clock(), body))
    })
}
