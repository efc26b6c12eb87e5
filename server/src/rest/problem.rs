//! Problem documents: every failure of this door, in the language of the request.

use std::borrow::Cow;

use app::words::{Lang, Words};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Code, Error, FieldError, error::Conflict};
use serde::{Deserialize, Serialize};
use service::Failure;
use utoipa::ToSchema;

use crate::http::RequestId;

type Text = Cow<'static, str>;

/// What went wrong, before it is told in a language. As a response it is empty; [`told`] writes it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Problem {
    status: u16,
    code: Text,
    errors: Vec<Wrong>,
    /// After how many seconds another attempt makes sense.
    wait: Option<u32>,
    /// Why it failed inside; for the log alone.
    #[serde(skip)]
    cause: Option<String>,
}

/// A value that is not right, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Wrong {
    field: String,
    code: Text,
}

/// A failure as RFC 9457 has it.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct Document<'a> {
    /// Stable address of the kind of problem: `/problems/` and the code.
    #[schema(pattern = "^/problems/[a-z_]+$")]
    r#type: String,
    /// The kind of problem in words, in the language of `Accept-Language`: Chinese or English.
    title: &'a str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// The stable text of the kind of problem.
    code: &'a str,
    /// The values that are wrong; empty where it is not about values.
    errors: Vec<WrongField<'a>>,
    /// Finds what failed inside in the log of the server; only for a failure inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reference: Option<&'a str>,
}

/// A wrong value.
#[derive(Serialize, ToSchema)]
pub(super) struct WrongField<'a> {
    /// The name of the field, parameter or header; empty for the whole request.
    field: &'a str,
    /// The stable text of what is wrong with it.
    code: &'a str,
    /// The same in words.
    message: &'a str,
}

impl Problem {
    /// A failure that is about no value.
    pub(super) const fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status: status.as_u16(), code: Text::Borrowed(code), errors: Vec::new(), wait: None, cause: None }
    }

    /// One wrong value.
    pub(super) fn field(field: impl Into<String>, code: impl Into<Text>) -> Self {
        let errors = vec![Wrong { field: field.into(), code: code.into() }];
        Self { errors, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid") }
    }

    /// No such address, or nothing there that the actor may see.
    pub(super) const fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// The object was changed since its version was read.
    pub(super) const fn stale() -> Self {
        Self::new(StatusCode::PRECONDITION_FAILED, "stale")
    }

    /// The object is not in a state in which this is possible.
    pub(super) const fn wrong_state() -> Self {
        Self::new(StatusCode::CONFLICT, Conflict::WrongState.as_str())
    }

    /// Too many requests; try again after so many seconds.
    pub(super) fn throttled(seconds: u32) -> Self {
        Self { wait: Some(seconds), ..Self::new(StatusCode::TOO_MANY_REQUESTS, "throttled") }
    }

    /// What a status says that something outside the handlers answered.
    pub(super) const fn of_status(status: StatusCode) -> Self {
        let code = match status {
            StatusCode::UNAUTHORIZED => "token_needed",
            StatusCode::FORBIDDEN => "forbidden",
            StatusCode::NOT_FOUND => "not_found",
            StatusCode::METHOD_NOT_ALLOWED => "wrong_method",
            StatusCode::PAYLOAD_TOO_LARGE => "too_large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "wrong_content_type",
            _ if status.as_u16() >= 500 => "internal",
            _ => "bad_request",
        };
        Self::new(status, code)
    }

    /// Whether it says what another attempt would be told as well.
    pub(super) const fn is_definite(&self) -> bool {
        self.status < 500 && self.status != 429
    }

    /// The stable text of the kind of problem.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// Whether a value is wrong in this way.
    pub(super) fn names(&self, code: Code) -> bool {
        self.errors.iter().any(|wrong| wrong.code == code.as_str())
    }

    /// The status.
    pub(super) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// With another name for a field: forms take texts where this door takes numbers.
    pub(super) fn renamed(mut self, from: &str, to: &str) -> Self {
        for wrong in self.errors.iter_mut().filter(|wrong| wrong.field == from) {
            to.clone_into(&mut wrong.field);
        }
        self
    }

    fn written(&self, words: Words, reference: &str) -> Vec<u8> {
        let message = |code: &str| Code::parse(code).map_or_else(|| words.problem_field(code), |code| words.code(code));
        let document = Document {
            r#type: format!("/problems/{}", self.code),
            title: words.problem(&self.code),
            status: self.status,
            code: &self.code,
            errors: self
                .errors
                .iter()
                .map(|wrong| WrongField { field: &wrong.field, code: &wrong.code, message: message(&wrong.code) })
                .collect(),
            reference: (self.status == 500).then_some(reference),
        };
        serde_json::to_vec(&document).unwrap_or_default()
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let error = failure.error();
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let problem = Self { cause: failure.cause().map(str::to_owned), ..Self::new(status, error.code()) };
        match error {
            Error::Invalid(fields) => Self { errors: fields.iter().map(Wrong::from).collect(), ..problem },
            Error::Throttled(seconds) => Self { wait: Some(*seconds), ..problem },
            Error::Busy => Self { wait: Some(1), ..problem },
            _ => problem,
        }
    }
}

impl From<&FieldError> for Wrong {
    fn from(error: &FieldError) -> Self {
        Self { field: error.field.clone(), code: error.code.as_str().into() }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes out what failed, in the language of the request, also what something outside the handlers refused.
pub(super) async fn told(request: Request, next: Next) -> Response {
    let words = Words::new(language(request.headers()));
    let id = request.extensions().get::<RequestId>().map_or_else(String::new, |id| id.0.clone());
    let mut response = next.run(request).await;
    let problem = response.extensions_mut().remove::<Problem>();
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    let Some(problem) = problem.or_else(|| failed.then(|| Problem::of_status(status))) else { return response };
    if let Some(cause) = &problem.cause {
        tracing::error!(reference = id, cause, "request failed");
    }
    *response.body_mut() = Body::from(problem.written(words, &id));
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(words.lang().tag()));
    if let Some(seconds) = problem.wait {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    if problem.status == 401 {
        let challenge = if problem.code == "token_unknown" { r#"Bearer error="invalid_token""# } else { "Bearer" };
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    response
}

fn language(headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    accepted.and_then(Lang::read).unwrap_or_default()
}
