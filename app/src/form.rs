//! One mechanism for all forms: a server function answers through [`answer`]; when the use case fails,
//! what was typed is kept as a one-time draft and the page shows it again with the errors in place.

use std::{collections::BTreeMap, sync::Arc};

use domain::{Error, error::Conflict};
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};
use service::{Failure, draft::Draft};

use crate::{
    visit::{DRAFT_COOKIE, Visit, is_local, on_the_wire, redirect, set_cookie, set_retry_after, set_status, visit},
    words::Words,
};

/// How long a draft's cookie lives, in seconds.
pub const DRAFT_SECONDS: i64 = 600;

/// A failed server function on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireError(pub Error);

impl FromServerFnError for WireError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Error::Invalid(Vec::new())
            }
            _ => Error::Internal(String::new()),
        };
        set_status(error.status());
        Self(error)
    }
}

/// Where a form leads when it succeeded.
#[derive(Clone, Debug)]
pub struct Next {
    path: String,
}

impl Next {
    /// To a page of this site.
    pub fn to(path: impl Into<String>) -> Self {
        Self { path: path.into() }
    }

    /// Back to the page with the form, with a notice that `done` was done.
    #[must_use]
    pub fn back(visit: &Visit, done: &str) -> Self {
        let referer = visit.referer.as_deref().unwrap_or("/");
        Self { path: with_notice(referer, done) }
    }

    /// The same page with a notice that `done` was done.
    #[must_use]
    pub fn saying(self, done: &str) -> Self {
        Self { path: with_notice(&self.path, done) }
    }
}

/// The address with `done=` in its query, in place of an earlier one.
fn with_notice(address: &str, done: &str) -> String {
    let address = without_notice(address);
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}done={done}")
}

/// The address without `done=` in its query, which told of something earlier.
fn without_notice(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else { return address.to_owned() };
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("done="));
    let query = kept.collect::<Vec<_>>().join("&");
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// Runs a use case for a posted form and answers the browser: on to the next page, or back to the form
/// with what was typed and what is wrong. A caller that wants no page gets status and code instead.
///
/// # Errors
/// What the use case answers, for callers that want no page.
pub async fn answer<T, F>(name: &str, typed: &T, use_case: impl FnOnce(Arc<Visit>) -> F) -> Result<(), WireError>
where
    T: Serialize,
    F: Future<Output = Result<Next, Failure>>,
{
    let Some(visit) = visit() else { return Err(WireError(Error::Internal(String::new()))) };
    let failure = match use_case(Arc::clone(&visit)).await {
        Ok(next) => {
            redirect_after(&visit, &next.path);
            return Ok(());
        }
        Err(failure) => visit.told(failure.report(visit.ctx.request())),
    };
    if !visit.wants_page {
        set_status(failure.status());
        if let Error::Throttled(seconds) = failure {
            set_retry_after(seconds);
        }
        return Err(WireError(failure));
    }
    if failure == Error::SignInNeeded {
        redirect("/sign-in");
        return Ok(());
    }
    let draft = Draft { form: name.to_owned(), values: values(typed), error: failure };
    match service::draft::keep(&visit.db, &visit.ctx, &draft).await {
        Ok(secret) => set_cookie(&visit, DRAFT_COOKIE, &secret, Some(DRAFT_SECONDS)),
        Err(failure) => {
            let failure = failure.report(visit.ctx.request());
            set_status(failure.status());
            return Err(WireError(failure));
        }
    }
    let back = visit.referer.as_deref().filter(|referer| is_local(referer)).unwrap_or("/");
    redirect(&without_notice(back));
    Ok(())
}

/// Runs a use case for a script and answers its text, or with the status of the failure why it failed, as a sentence
/// in the reader's language: scripts know no codes.
///
/// # Errors
/// Only where there is no visit.
pub async fn told<F>(use_case: impl FnOnce(Arc<Visit>) -> F) -> Result<String, WireError>
where
    F: Future<Output = Result<String, Failure>>,
{
    let Some(visit) = visit() else { return Err(WireError(Error::Internal(String::new()))) };
    match use_case(Arc::clone(&visit)).await {
        Ok(text) => Ok(text),
        Err(failure) => {
            let error = visit.told(failure.report(visit.ctx.request()));
            set_status(error.status());
            Ok(visit.words().error_in_full(&error))
        }
    }
}

fn redirect_after(visit: &Visit, path: &str) {
    let path = if is_local(path) { path } else { "/" };
    if visit.wants_page { redirect(path) } else { leptos_axum::redirect(&on_the_wire(path)) }
}

/// What was typed, by name of the input, without passwords. Nested values are named `a[0][b]`, as the
/// form names them.
fn values(typed: &impl Serialize) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    if let Ok(tree) = serde_json::to_value(typed) {
        flatten("", &tree, &mut values);
    }
    values
}

fn flatten(name: &str, value: &serde_json::Value, into: &mut BTreeMap<String, String>) {
    let inner = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}[{key}]") };
    match value {
        serde_json::Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            if !key.contains("password") && key != "again" && key != "token" {
                flatten(&inner(key), value, into);
            }
        }),
        serde_json::Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, value)| flatten(&inner(&n.to_string()), value, into));
        }
        serde_json::Value::String(text) => {
            into.insert(name.to_owned(), text.clone());
        }
        serde_json::Value::Null => {}
        other => {
            into.insert(name.to_owned(), other.to_string());
        }
    }
}

/// A form as a page shows it: with its stored values, or with what was typed and what was wrong.
#[derive(Clone, Debug)]
pub struct Filled {
    values: BTreeMap<String, String>,
    error: Option<Error>,
    words: Words,
}

impl Filled {
    /// The form `name` of this visit: its draft, if it just failed, else `stored`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(visit: &Visit, name: &str, stored: &impl Serialize) -> Result<Self, Failure> {
        Ok(Self::of(visit, visit.take_draft(name).await?.as_ref(), name, stored))
    }

    /// The form `name` of a page that has several and has taken out the draft of whichever failed.
    #[must_use]
    pub fn of(visit: &Visit, draft: Option<&Draft>, name: &str, stored: &impl Serialize) -> Self {
        let words = visit.words();
        match draft.filter(|draft| draft.form == name) {
            Some(draft) => Self { values: draft.values.clone(), error: Some(draft.error.clone()), words },
            None => Self { values: values(stored), error: None, words },
        }
    }

    /// What stands in the input.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        self.values.get(name).cloned().unwrap_or_default()
    }

    /// What is wrong with the input, as a sentence.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<String> {
        match &self.error {
            Some(Error::Invalid(fields)) => {
                fields.iter().find(|field| field.field == name).map(|field| self.words.code(field.code).to_owned())
            }
            _ => None,
        }
    }

    /// Everything that is wrong, as `(input, sentence)` for the summary; the input is `""` for the whole form.
    #[must_use]
    pub fn problems(&self) -> Vec<(String, String)> {
        match &self.error {
            None => Vec::new(),
            Some(Error::Invalid(fields)) if !fields.is_empty() => fields
                .iter()
                .map(|field| {
                    let label = self.words.field(&field.field);
                    let sentence = self.words.code(field.code);
                    let text =
                        if label.is_empty() { sentence.to_owned() } else { self.words.of_field(label, sentence) };
                    (field.field.clone(), text)
                })
                .collect(),
            Some(error) => vec![(String::new(), self.words.error(error))],
        }
    }

    /// Whether the form failed because somebody else changed the object.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.error == Some(Error::Conflict(Conflict::Stale))
    }

    /// After how many seconds to try again, when there were too many attempts.
    #[must_use]
    pub const fn throttled(&self) -> Option<u32> {
        match self.error {
            Some(Error::Throttled(seconds)) => Some(seconds),
            _ => None,
        }
    }

    /// Whether the form just failed.
    #[must_use]
    pub const fn failed(&self) -> bool {
        self.error.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_replaces_the_earlier_one_and_keeps_the_rest_of_the_address() {
        assert_eq!(with_notice("/placements/7?done=submit&week=3", "approve"), "/placements/7?week=3&done=approve");
        assert_eq!(with_notice("/placements/7", "approve"), "/placements/7?done=approve");
        assert_eq!(without_notice("/placements/7?done=submit"), "/placements/7");
    }
}
