//! Versions and keys: nothing is overwritten that was not seen, nothing is done twice.

use axum::http::Method;
use serde_json::{Value, json};

use crate::{
    community::Community,
    program::{Program, json as with_json, plain, problem},
};

#[tokio::test]
async fn a_reader_who_has_the_present_version_is_told_so() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    let path = format!("/people/{}", community.value("teacher").unwrap());
    let tag = hr.etag(&path).await;
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let answer = hr.send(hr.ask(Method::GET, &path).with("if-none-match", &known)).await;
        assert_eq!((answer.status, answer.body.as_str(), answer.header("etag")), (304, "", tag.as_str()), "{known}");
    }
    assert_eq!(hr.patch(&path, &tag, &json!({ "title": "副教授" })).await.status, 200);
    let answer = hr.send(hr.ask(Method::GET, &path).with("if-none-match", &tag)).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn an_edit_needs_the_version_that_it_changes() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    let path = format!("/people/{}", community.value("teacher").unwrap());
    let first = hr.etag(&path).await;
    let without = hr.send(with_json(hr.ask(Method::PATCH, &path), &json!({ "title": "讲师" }))).await;
    assert_eq!(problem(&without), plain(428, "version_needed"));
    let changed = hr.patch(&path, &first, &json!({ "title": "讲师" })).await;
    let body: Value = serde_json::from_str(&changed.body).unwrap();
    assert_eq!((changed.status, &body["employments"][0]["title"]), (200, &json!("讲师")));
    assert_ne!(changed.header("etag"), first);
    assert_eq!(hr.etag(&path).await, changed.header("etag"));
    let stale = hr.patch(&path, &first, &json!({ "title": "教授" })).await;
    assert_eq!(problem(&stale), plain(412, "stale"));
    let weak = hr.patch(&path, &format!("W/{}", changed.header("etag")), &json!({ "title": "教授" })).await;
    assert_eq!(problem(&weak), plain(412, "stale"));
    let any = hr.patch(&path, "*", &json!({ "title": null, "name_en": "Tang" })).await;
    let body: Value = serde_json::from_str(&any.body).unwrap();
    assert_eq!((&body["employments"][0]["title"], &body["name_en"]), (&Value::Null, &json!("Tang")));
    assert_eq!(body["employments"][0]["category"], "professional_course", "what is not named stays");
}

#[tokio::test]
async fn a_deed_about_an_old_version_is_stale_before_it_is_out_of_place() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    let path = format!("/placements/{}", community.value("placement").unwrap());
    let tag = hr.etag(&path).await;
    let deed = format!("{path}/completion");
    let without = hr.send(hr.ask(Method::POST, &deed)).await;
    assert_eq!(problem(&without), plain(428, "version_needed"));
    let done = hr.send(hr.ask(Method::POST, &deed).with("if-match", &tag)).await;
    assert_eq!(done.status, 200, "{}", done.body);
    let again = hr.send(hr.ask(Method::POST, &deed).with("if-match", &tag)).await;
    assert_eq!(problem(&again), plain(412, "stale"));
    let now = done.header("etag").to_owned();
    let again = hr.send(hr.ask(Method::POST, &deed).with("if-match", &now)).await;
    assert_eq!(problem(&again), plain(409, "wrong_state"));
}

#[tokio::test]
async fn a_post_that_is_sent_again_is_answered_again_and_done_once() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    let person = |name: &str| json!({ "name": name, "profile": "staff" });
    let post = async |key: &str, body: &Value| {
        hr.send(with_json(hr.ask(Method::POST, "/people").with("idempotency-key", key), body)).await
    };
    let first = post("one", &person("New Person")).await;
    assert_eq!(first.status, 201, "{}", first.body);
    let again = post("one", &person("New Person")).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    for name in ["etag", "location", "content-type"] {
        assert_eq!(again.header(name), first.header(name), "{name}");
    }
    assert_eq!((first.header("idempotent-replayed"), again.header("idempotent-replayed")), ("", "true"));
    let found: Value = serde_json::from_str(&hr.get("/people?q=New%20Person").await.body).unwrap();
    assert_eq!(found["items"].as_array().unwrap().len(), 1);

    assert_eq!(problem(&post("one", &person("Another")).await), plain(422, "idempotency_key_reused"));
    let other = hr.ask(Method::POST, "/organisations").with("idempotency-key", "one");
    let other = hr.send(with_json(other, &person("New Person"))).await;
    assert_eq!(problem(&other), plain(422, "idempotency_key_reused"));
    assert_eq!(post("two", &person("New Person")).await.status, 201, "another key is another request");
    let long = "k".repeat(201);
    for key in ["", "with space", &long] {
        assert_eq!(post(key, &person("New Person")).await.status, 422, "{key}");
    }
}

#[tokio::test]
async fn a_refusal_is_kept_as_well_and_told_in_the_language_of_who_asks_again() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    let ask = || with_json(hr.ask(Method::POST, "/people").with("idempotency-key", "k"), &json!({ "name": "A" }));
    let english = hr.send(ask()).await;
    let chinese = hr.send(ask().with("accept-language", "zh")).await;
    assert_eq!(problem(&english), problem(&chinese));
    assert_ne!(english.body, chinese.body);
}

#[tokio::test]
async fn the_same_key_of_another_account_is_another_request() {
    let community = Community::new().await;
    for asker in ["hr-a", "hr-b"] {
        let hr = Program::new(&community, asker).await;
        let ask = hr.ask(Method::POST, "/people").with("idempotency-key", "same");
        let answer = hr.send(with_json(ask, &json!({ "name": asker, "profile": "staff" }))).await;
        assert_eq!((answer.status, answer.body.contains(asker)), (201, true), "{}", answer.body);
    }
}

#[tokio::test]
async fn two_requests_with_one_key_at_once_are_done_once() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    let body = json!({ "name": "Twice At Once", "profile": "staff" });
    let ask = || with_json(hr.ask(Method::POST, "/people").with("idempotency-key", "k"), &body);
    let (a, b, c) = tokio::join!(hr.send(ask()), hr.send(ask()), hr.send(ask()));
    for answer in [&a, &b, &c] {
        assert!(matches!(answer.status, 201 | 409), "{} {}", answer.status, answer.body);
    }
    assert!([&a, &b, &c].iter().any(|answer| answer.status == 201));
    let found: Value = serde_json::from_str(&hr.get("/people?q=Twice%20At%20Once").await.body).unwrap();
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
}
