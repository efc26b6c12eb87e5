//! One visit: who asks, in which language, and the doors to the use cases. The server makes it before a
//! page or a server function runs; both find it here.

use std::{collections::BTreeMap, sync::Arc};

use axum::http::{HeaderValue, StatusCode, header, request::Parts};
use domain::{Error, account::Viewer};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use service::{Ctx, Db, Failure, draft::Draft};

use crate::words::{Lang, Words};

/// The cookie of the session.
pub const SESSION_COOKIE: &str = "twinpost_session";
/// The cookie of a failed form's one-time draft.
pub const DRAFT_COOKIE: &str = "twinpost_draft";
/// The cookie of the chosen language.
pub const LANGUAGE_COOKIE: &str = "twinpost_language";

/// How the server is reached, as far as pages must know.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Whether cookies are `Secure` and carry the `__Host-` prefix: the public address is https.
    pub secure: bool,
    /// Whether demonstration passwords are accepted: only on loopback.
    pub demonstration: bool,
}

/// One visit.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The database.
    pub db: Db,
    /// The context of use cases.
    pub ctx: Ctx,
    /// Who is signed in.
    pub viewer: Option<Viewer>,
    /// The session's secret.
    pub session: Option<String>,
    /// The draft's secret.
    pub draft: Option<String>,
    /// The language of the page.
    pub lang: Lang,
    /// Path and query of the request.
    pub address: String,
    /// Whether the request can show a page: a browser without scripts, not a script.
    pub wants_page: bool,
    /// Scheme and host under which the reader reached this site, such as `https://twinpost.example.org`.
    pub site: String,
    /// Path and query of the page the request came from, on this site.
    pub referer: Option<String>,
    /// How the server is reached.
    pub settings: Settings,
}

impl Visit {
    /// Sentences in the reader's language.
    #[must_use]
    pub const fn words(&self) -> Words {
        Words::new(self.lang)
    }

    /// The viewer.
    ///
    /// # Errors
    /// Sign-in needed.
    pub fn viewer(&self) -> Result<&Viewer, Failure> {
        self.viewer.as_ref().ok_or_else(|| Error::SignInNeeded.into())
    }

    /// The error as this visitor may learn it: who is not signed in is asked to, and not told that an
    /// address names nothing.
    #[must_use]
    pub fn told(&self, error: Error) -> Error {
        match error {
            Error::NotFound if self.viewer.is_none() => Error::SignInNeeded,
            error => error,
        }
    }

    /// The path of the request, without its query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.address.split('?').next().unwrap_or_default()
    }

    /// The name of a cookie as it stands on the wire.
    #[must_use]
    pub fn cookie_name(&self, name: &str) -> String {
        cookie_name(name, self.settings.secure)
    }

    /// Keeps a secret, such as a one-time link, to be shown once on the next page of this browser.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn show_once(&self, name: &str, secret: &str) -> Result<(), Failure> {
        self.show_all_once(name, [(name.to_owned(), secret.to_owned())].into()).await
    }

    /// Keeps several values that hold secrets, to be shown once on the next page of this browser.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn show_all_once(&self, name: &str, values: BTreeMap<String, String>) -> Result<(), Failure> {
        let draft = Draft { form: name.to_owned(), values, error: Error::Invalid(Vec::new()) };
        let kept = service::draft::keep(&self.db, &self.ctx, &draft).await?;
        set_cookie(self, DRAFT_COOKIE, &kept, Some(600));
        Ok(())
    }

    /// Takes out the draft of a failed form, if it is one of `form`; it is shown once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_draft(&self, form: &str) -> Result<Option<Draft>, Failure> {
        Ok(self.take_any_draft().await?.filter(|draft| draft.form == form))
    }

    /// Takes out the draft of whichever form failed; it is shown once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_any_draft(&self) -> Result<Option<Draft>, Failure> {
        let Some(secret) = &self.draft else { return Ok(None) };
        let draft = service::draft::take(&self.db, &self.ctx, secret).await?;
        set_cookie(self, DRAFT_COOKIE, "", Some(0));
        Ok(draft)
    }
}

/// The name of a cookie on the wire: with the `__Host-` prefix where the address is https.
#[must_use]
pub fn cookie_name(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

/// The visit of this request; none while the list of routes is made.
#[must_use]
pub fn visit() -> Option<Arc<Visit>> {
    use_context::<Parts>()?.extensions.get::<Arc<Visit>>().cloned()
}

/// The `Set-Cookie` line of a cookie that scripts cannot read, for `seconds`, or for the browser's session.
#[must_use]
pub fn cookie_line(visit: &Visit, name: &str, value: &str, seconds: Option<i64>) -> String {
    let secure = if visit.settings.secure { "; Secure" } else { "" };
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", visit.cookie_name(name))
}

/// Sets a cookie with the page that is being rendered.
pub fn set_cookie(visit: &Visit, name: &str, value: &str, seconds: Option<i64>) {
    let cookie = cookie_line(visit, name, value, seconds);
    if let (Some(response), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        response.append_header(header::SET_COOKIE, cookie);
    }
}

/// Sets the status of the page.
pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        response.set_status(status);
    }
}

/// Says after how many seconds to try again.
pub fn set_retry_after(seconds: u32) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// Sends the reader to another page of this site.
pub fn redirect(path: &str) {
    if let (Some(response), Ok(location)) =
        (use_context::<ResponseOptions>(), HeaderValue::from_str(&on_the_wire(path)))
    {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(header::LOCATION, location);
    }
}

/// A path of this site and nothing else: it begins with one slash. Browsers drop tabs and line breaks
/// from an address, so that one after the slash would hide a second.
#[must_use]
pub fn is_local(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\") && !path.contains(char::is_control)
}

/// The path as a header can carry it: what is not plain ASCII is percent-encoded.
#[must_use]
pub fn on_the_wire(path: &str) -> String {
    path.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_graphic() {
            text.push(char::from(byte))
        } else {
            text.push_str(&format!("%{byte:02X}"))
        }
        text
    })
}
