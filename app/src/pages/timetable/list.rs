//! The sections of a college's term, and what is still to do before there are any.

use domain::timetable::{Section, TermLine};
use leptos::prelude::*;
use service::timetable::{SectionFilter, Timetable, read};

use super::PATH;
use crate::{
    pages::{Page, PageResult, address},
    ui::{
        button::{ButtonKind, LinkButton},
        empty::Empty,
        form::{ActiveFilter, Choice, FilterBar, SearchField, SelectField},
        icon::IconName,
        layout::PageHeader,
        table::{Column, Pager, Table},
    },
    visit::Visit,
    words::Words,
};

pub(super) async fn page(visit: &Visit, filter: &SectionFilter) -> PageResult {
    let w = visit.words();
    let it = read(&visit.db, &visit.ctx, filter).await?;
    let actions = it.may_edit.then(|| actions(w, &it));
    let content = content(w, filter, &it);
    let filters = it.term.is_some().then(|| filters(w, filter, &it));
    let lead = w.timetable_lead(w.named(&it.college.name));
    let body = view! {
        <PageHeader title=w.timetable() lead=lead action=actions />
        {filters}
        {content}
    };
    Ok(Page::new(w.timetable(), body))
}

fn actions(w: Words, it: &Timetable) -> AnyView {
    let import = (it.has_clock && it.term.is_some()).then(|| {
        view! { <LinkButton href="/imports?kind=timetables" kind=ButtonKind::Primary>{w.timetable_import()}</LinkButton> }
    });
    view! {
        {import}
        <LinkButton href=format!("{PATH}/terms/new")>{w.term_new()}</LinkButton>
        <LinkButton href=format!("{PATH}/clock")>{w.clock()}</LinkButton>
    }
    .into_any()
}

/// What is missing comes first: a term, the clock, sections.
fn content(w: Words, filter: &SectionFilter, it: &Timetable) -> AnyView {
    let step = |title: &'static str, text: &'static str, href: String, word: &'static str| {
        let action = it.may_edit.then(|| view! { <LinkButton href=href>{word}</LinkButton> }.into_any());
        view! { <Empty title=title text=text icon=IconName::Calendar action=action /> }.into_any()
    };
    let Some(line) = &it.term else {
        return step(w.timetable_no_term(), w.timetable_no_term_text(), format!("{PATH}/terms/new"), w.term_new());
    };
    if !it.has_clock {
        return step(w.timetable_no_clock(), w.timetable_no_clock_text(), format!("{PATH}/clock"), w.clock_edit());
    }
    if it.sections.items.is_empty() {
        let unfiltered = filter.q.trim().is_empty() && filter.cursor.is_empty();
        let all = format!("{PATH}?term={}", line.id);
        return if unfiltered {
            let href = "/imports?kind=timetables".to_owned();
            step(w.timetable_empty(), w.timetable_empty_text(), href, w.timetable_import())
        } else {
            let clear = view! { <LinkButton href=all>{w.clear_filters()}</LinkButton> }.into_any();
            view! {
                <Empty title=w.timetable_none() text=w.timetable_none_text() icon=IconName::Search action=clear />
            }
            .into_any()
        };
    }
    let rows = it.sections.items.iter().map(|section| row(w, line, section)).collect::<Vec<_>>();
    let columns = vec![
        Column::text(w.section_course()),
        Column::text(w.section_teachers()),
        Column::text(w.section_meetings()),
        Column::text(w.section_classes()),
    ];
    let to = |cursor: String| address(PATH, &SectionFilter { cursor, ..filter.clone() });
    let first = (!filter.cursor.is_empty()).then(|| to(String::new()));
    let next = it.sections.next.clone().map(to);
    view! {
        <Table caption=w.timetable_table() columns=columns>{rows}</Table>
        <Pager
            label=w.pages()
            previous=first
            previous_text=w.roster_first_page()
            next=next
            next_text=w.next()
            words=w.timetable_count(it.matching)
        />
    }
    .into_any()
}

fn row(w: Words, line: &TermLine, section: &Section) -> AnyView {
    let teachers = section.teachers.iter().map(|teacher| {
        let href = format!("{PATH}/people/{}?term={}", teacher.person.id, line.id);
        let seconded = teacher.placement.map(|placement| {
            view! { " " <a class="sub" href=format!("/placements/{placement}")>{w.section_seconded()}</a> }
        });
        view! { <li><a href=href>{w.named(&teacher.person.label).to_owned()}</a>{seconded}</li> }
    });
    let teachers = if section.teachers.is_empty() {
        w.section_no_teacher().into_any()
    } else {
        view! { <ul class="cell-list">{teachers.collect::<Vec<_>>()}</ul> }.into_any()
    };
    let meetings = section.meetings.iter().map(|placed| view! { <li>{w.placed_meeting(placed)}</li> });
    let meetings = if section.meetings.is_empty() {
        w.section_no_meeting().into_any()
    } else {
        view! { <ul class="cell-list">{meetings.collect::<Vec<_>>()}</ul> }.into_any()
    };
    view! {
        <tr>
            <td class="lead" data-label=w.section_course()>
                <b>{section.course.clone()}</b>
                <span class="sub">{section.code.clone()}</span>
            </td>
            <td data-label=w.section_teachers()>{teachers}</td>
            <td data-label=w.section_meetings()>{meetings}</td>
            <td class="minor" data-label=w.section_classes()>{section.classes.clone().unwrap_or_default()}</td>
        </tr>
    }
    .into_any()
}

fn filters(w: Words, filter: &SectionFilter, it: &Timetable) -> AnyView {
    let term = it.term.as_ref().map(|line| line.id.to_string()).unwrap_or_default();
    let terms = it.terms.iter().map(|line| Choice::new(line.id.to_string(), line.name.clone())).collect();
    let q = filter.q.clone();
    let mut active = Vec::new();
    if !filter.q.trim().is_empty() {
        let label = w.roster_filter_chip(w.timetable_search(), filter.q.trim());
        active.push(ActiveFilter {
            remove_text: w.remove_filter(&label).into(),
            label: label.into(),
            href: format!("{PATH}?term={term}").into(),
        });
    }
    let about = it.term.as_ref().map(|line| {
        let edit = it.may_edit.then(|| {
            view! { " · " <a href=format!("{PATH}/terms/{}", line.id)>{w.term_edit(&line.name)}</a> }
        });
        view! { <p class="muted">{w.term_days(&line.term)} {edit}</p> }
    });
    view! {
        <FilterBar
            action=PATH
            label=w.timetable_filter()
            apply_text=w.apply()
            active=active
            clear_text=w.clear_filters()
        >
            <SelectField name="term" label=w.term() options=terms value=term />
            <SearchField name="q" label=w.timetable_search() value=q />
        </FilterBar>
        {about}
    }
    .into_any()
}
