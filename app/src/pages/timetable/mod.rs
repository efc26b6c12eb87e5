//! Timetables: the sections of a college's term, the week of a teacher, terms and the period clock.

mod edit;
mod list;
mod week;

use leptos::prelude::*;

use super::{Page, page, path_value, query};

pub use edit::{ClockPage, NewTermPage, TermPage};

const PATH: &str = "/timetable";

/// The timetable: of the college for who looks after it, else one's own week.
#[component]
pub fn TimetablePage() -> impl IntoView {
    let filter: service::timetable::SectionFilter = query();
    let asked: week::Asked = query();
    page(async move |visit| {
        visit.viewer()?;
        if service::timetable::may_read(&visit.ctx) {
            return list::page(&visit, &filter).await;
        }
        let week = service::timetable::own_week(&visit.db, &visit.ctx, &asked.term, &asked.week).await?;
        let w = visit.words();
        Ok(Page::new(w.week_own(), week::body(w, PATH, w.week_own().to_owned(), None, &week)))
    })
}

/// The week of somebody who teaches at the college.
#[component]
pub fn TeacherPage() -> impl IntoView {
    let id = path_value("id", domain::id::PersonId::parse);
    let asked: week::Asked = query();
    page(async move |visit| {
        visit.viewer()?;
        let id = id?;
        let week = service::timetable::week_of(&visit.db, &visit.ctx, id, &asked.term, &asked.week).await?;
        let w = visit.words();
        let title = w.week_of_teacher(w.named(&week.person.label));
        let term = week.term.as_ref().map(|line| line.id.to_string()).unwrap_or_default();
        let back = format!("{PATH}?term={term}");
        let body = week::body(w, &format!("{PATH}/people/{id}"), title.clone(), Some(back), &week);
        Ok(Page::new(title, body))
    })
}
