//! The pages, rendered on the server only. A page is a function of the visit that reads through use
//! cases and answers a title and a body; everything around it is done here once.

pub mod account;
pub mod audit;
pub mod board;
pub mod calendar;
pub mod circumstance;
pub mod consent;
pub mod credential;
pub mod feed;
pub mod flows;
pub mod frame;
pub mod home;
pub mod hours;
pub mod import;
pub mod indicator;
pub mod manage;
pub mod opening;
pub mod organisation;
pub mod person;
pub mod person_calendar;
pub mod placement;
mod places;
pub mod progress;
pub mod reporting;
pub mod rule_pack;
pub mod search;
pub mod session;
pub mod timetable;
pub mod window;

use std::sync::Arc;

use domain::Error;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Serialize, de::DeserializeOwned};
use service::Failure;

use crate::{
    ui::form::Choice,
    visit::{Visit, redirect, set_status, visit},
};

/// What a page shows.
pub struct Page {
    title: String,
    body: AnyView,
    plain: bool,
}

impl Page {
    /// A page in the frame with the rail.
    pub fn new(title: impl Into<String>, body: impl IntoAny) -> Self {
        Self { title: title.into(), body: body.into_any(), plain: false }
    }

    /// A page of its own, without the frame: signing in.
    pub fn plain(title: impl Into<String>, body: impl IntoAny) -> Self {
        Self { title: title.into(), body: body.into_any(), plain: true }
    }
}

/// The majors of the catalogue, to be chosen by their codes.
async fn majors(visit: &Visit) -> Result<Vec<Choice>, Failure> {
    let majors = service::catalogue::majors(&visit.db, &visit.ctx).await?;
    Ok(majors.into_iter().map(|major| Choice::new(major.code, major.name)).collect())
}

/// What a page function answers.
pub type PageResult = Result<Page, Failure>;

/// Renders a page: runs its function with the visit, puts the frame around, and turns a failure into the
/// error page with the right status; who is not signed in is sent to sign in first.
pub fn page<F>(body: impl FnOnce(Arc<Visit>) -> F + Send + 'static) -> AnyView
where
    F: Future<Output = PageResult> + Send + 'static,
{
    let Some(visit) = visit() else { return ().into_any() };
    Suspend::new(async move {
        let page = match body(Arc::clone(&visit)).await {
            Ok(page) => page,
            Err(failure) => failed(&visit, failure),
        };
        let title = format!("{} · {}", page.title, visit.words().brand());
        let framed = if page.plain { page.body } else { frame::framed(&visit, page.body) };
        view! {
            <Title text=title />
            {framed}
        }
    })
    .into_any()
}

fn failed(visit: &Visit, failure: Failure) -> Page {
    let error = visit.told(failure.report(visit.ctx.request()));
    if error == Error::SignInNeeded {
        redirect(&format!("/sign-in?next={}", escape(&visit.address)));
        return Page::plain(visit.words().sign_in(), ());
    }
    set_status(error.status());
    frame::error_page(visit, &error)
}

/// A value of a path, such as an identifier; not found when it has another form.
///
/// # Errors
/// Not found.
pub fn path_value<T>(name: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Failure> {
    let text = use_params_map().with_untracked(|params| params.get(name)).unwrap_or_default();
    read(&text).ok_or_else(|| Error::NotFound.into())
}

/// The query of the address as a filter; what it does not know is left out.
#[must_use]
pub fn query<T: DeserializeOwned + Default>() -> T {
    let pairs: serde_json::Map<String, serde_json::Value> = use_query_map().with_untracked(|query| {
        query.clone().into_iter().map(|(name, value)| (name.into_owned(), serde_json::Value::String(value))).collect()
    });
    serde_json::from_value(serde_json::Value::Object(pairs)).unwrap_or_default()
}

/// An address with a filter in its query; empty values are left out.
#[must_use]
pub fn address(path: &str, filter: &impl Serialize) -> String {
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(filter) else { return path.to_owned() };
    let pairs: Vec<String> = fields
        .iter()
        .filter_map(|(name, value)| value.as_str().filter(|value| !value.is_empty()).map(|value| (name, value)))
        .map(|(name, value)| format!("{name}={}", escape(value)))
        .collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// Percent-encodes a value for a query.
#[must_use]
pub fn escape(value: &str) -> String {
    value.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/') {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}

/// The page for an address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    page(|visit| async move {
        visit.viewer()?;
        Err(Error::NotFound.into())
    })
}
