//! A program in front of the REST door: a token, JSON, and no cookies.

use axum::http::Method;
use domain::account::TokenScope;
use serde_json::Value;

use crate::{
    client::{Answer, Ask, Client},
    community::Community,
};

/// A program with a token.
pub struct Program {
    client: Client,
    token: String,
}

impl Program {
    /// A program that acts as a role of the community and may write.
    pub async fn new(community: &Community, asker: &str) -> Self {
        Self::with_scope(community, asker, TokenScope::Write).await
    }

    /// A program that acts as a role of the community.
    pub async fn with_scope(community: &Community, asker: &str, scope: TokenScope) -> Self {
        Self { client: community.client("nobody"), token: community.token(asker, scope).await }
    }

    /// A request with the token, in English.
    pub fn ask(&self, method: Method, path: &str) -> Ask {
        let ask = Ask::new(method, &format!("{}{path}", server::rest::BASE)).with("accept-language", "en");
        ask.with("authorization", &format!("Bearer {}", self.token))
    }

    /// Sends a request.
    pub async fn send(&self, ask: Ask) -> Answer {
        self.client.clone().send(ask).await
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.ask(Method::GET, path)).await
    }

    /// Posts JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(json(self.ask(Method::POST, path), body)).await
    }

    /// Posts JSON about a version.
    pub async fn post_to(&self, path: &str, version: &str, body: &Value) -> Answer {
        self.send(json(self.ask(Method::POST, path).with("if-match", version), body)).await
    }

    /// Changes what a version says.
    pub async fn patch(&self, path: &str, version: &str, body: &Value) -> Answer {
        self.send(json(self.ask(Method::PATCH, path).with("if-match", version), body)).await
    }

    /// The present version tag of an object.
    pub async fn etag(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.header("etag").to_owned()
    }
}

/// A request with a JSON body.
pub fn json(ask: Ask, body: &Value) -> Ask {
    ask.with("content-type", "application/json").body(body.to_string())
}

/// The status and body of an answer, with days and instants that are not always the same left out.
pub fn shown(answer: &Answer) -> Value {
    let body = if answer.body.is_empty() { Value::Null } else { serde_json::from_str(&answer.body).unwrap() };
    serde_json::json!({ "status": answer.status, "body": undated(body) })
}

fn undated(value: Value) -> Value {
    match value {
        Value::String(text) if text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok() => "[day]".into(),
        Value::String(text) if chrono::DateTime::parse_from_rfc3339(&text).is_ok() => "[instant]".into(),
        Value::Array(items) => items.into_iter().map(undated).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, undated(value))).collect(),
        value => value,
    }
}

/// The code of a problem, and the fields that it names with their codes.
pub fn problem(answer: &Answer) -> (u16, String, Vec<(String, String)>) {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.body);
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    assert_eq!(body["type"], format!("/problems/{}", text(&body["code"])));
    assert_eq!(body["status"], answer.status);
    assert!(!text(&body["title"]).is_empty());
    let errors = body["errors"].as_array().unwrap().iter();
    (answer.status, text(&body["code"]), errors.map(|wrong| (text(&wrong["field"]), text(&wrong["code"]))).collect())
}

/// A problem that names no field.
pub fn plain(status: u16, code: &str) -> (u16, String, Vec<(String, String)>) {
    (status, code.to_owned(), Vec::new())
}

/// A problem that names one field.
pub fn wrong(field: &str, code: &str) -> (u16, String, Vec<(String, String)>) {
    (422, "invalid".to_owned(), vec![(field.to_owned(), code.to_owned())])
}
