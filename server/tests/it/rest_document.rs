//! The OpenAPI document says what the door does.

use axum::http::Method;
use serde_json::Value;
use server::rest::document;

use crate::client::{Ask, Site};

#[tokio::test]
async fn the_document_is_public_and_the_one_that_the_command_prints() {
    let answer = Site::new().await.visitor().send(Ask::new(Method::GET, "/api/v1/openapi.json")).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    assert_eq!(serde_json::from_str::<Value>(&answer.body).unwrap(), document());
}

/// Scripts of users rely on what stands here: read what changed before it is accepted.
#[test]
fn the_document_is_the_one_that_was_read() {
    insta::assert_json_snapshot!("openapi", document());
}

#[test]
fn the_document_is_whole() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let text = document.to_string();
    for part in text.split("\"$ref\":\"#").skip(1) {
        let pointer = part.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer} is not in the document");
    }
    let mut names = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let at = format!("{method} {path}");
            names.push(operation["operationId"].as_str().unwrap().to_owned());
            assert!(operation["summary"].as_str().is_some_and(|summary| summary.ends_with('.')), "{at}");
            assert_eq!(operation["security"].as_array().unwrap().is_empty(), path == "/openapi.json", "{at}");
            assert!(operation["responses"].as_object().unwrap().values().all(|it| it["description"] != ""), "{at}");
        }
    }
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "operation names are not unique");
}
