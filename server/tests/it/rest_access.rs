//! Who may ask at the REST door, how often, and what every refusal looks like.

use axum::http::Method;
use domain::account::TokenScope;
use serde_json::json;
use server::rest::Rates;

use crate::{
    client::{Ask, PAGE, Site},
    community::{Community, secretariat},
    database::Database,
    program::{Program, json as with_json, plain, problem, shown, wrong},
};

#[tokio::test]
async fn without_a_known_token_nobody_is_let_in_whatever_cookie_they_have() {
    let community = Community::new().await;
    let mut signed_in = community.client("hr-a");
    assert!(signed_in.is_signed_in().await);
    let answer = signed_in.send(Ask::new(Method::GET, "/api/v1/placements")).await;
    assert_eq!(problem(&answer), plain(401, "token_needed"));
    assert_eq!(answer.header("www-authenticate"), "Bearer");
    assert!(answer.cookies_set().is_empty());
    for header in ["Bearer tp_made_up", "bearer tp_made_up"] {
        let ask = Ask::new(Method::GET, "/api/v1/placements").with("authorization", header);
        let answer = signed_in.send(ask).await;
        assert_eq!(problem(&answer), plain(401, "token_unknown"));
        assert_eq!(answer.header("www-authenticate"), "Bearer error=\"invalid_token\"");
    }
    for header in ["Bearer", "Bearer ", "Basic dHA6dHA=", "tp_made_up"] {
        let ask = Ask::new(Method::GET, "/api/v1/placements").with("authorization", header);
        assert_eq!(problem(&signed_in.send(ask).await), plain(401, "token_needed"), "{header}");
    }
}

#[tokio::test]
async fn a_cookie_beside_a_token_changes_nothing() {
    let community = Community::new().await;
    let hr_b = Program::new(&community, "hr-b").await;
    let path = format!("/placements/{}", community.value("placement").unwrap());
    let answer = community.client("hr-a").send(hr_b.ask(Method::GET, &path)).await;
    assert_eq!(answer.status, 404, "the token's college has no part in it");
}

#[tokio::test]
async fn a_token_that_only_reads_is_refused_before_its_body_is_read() {
    let community = Community::new().await;
    let reader = Program::with_scope(&community, "hr-a", TokenScope::Read).await;
    assert_eq!(reader.get("/placements").await.status, 200);
    let answer = reader.send(reader.ask(Method::POST, "/placements").body("no JSON")).await;
    assert_eq!(problem(&answer), plain(403, "forbidden"));
}

#[tokio::test]
async fn every_failure_is_a_problem_document() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    assert_eq!(problem(&hr.get("/no/such/noun").await), plain(404, "not_found"));
    assert_eq!(problem(&hr.get("").await), plain(404, "not_found"));
    assert_eq!(problem(&hr.get("/placements/%FF").await), plain(404, "not_found"));
    let answer = hr.send(hr.ask(Method::DELETE, "/placements")).await;
    assert_eq!(problem(&answer), plain(405, "wrong_method"));
    assert!(answer.header("allow").contains("GET") && answer.header("allow").contains("POST"));
    let text = hr.ask(Method::POST, "/people").with("content-type", "text/plain").body("{}");
    assert_eq!(problem(&hr.send(text).await), plain(415, "wrong_content_type"));
    let bare = hr.ask(Method::POST, "/people").body("{}");
    assert_eq!(problem(&hr.send(bare).await), plain(415, "wrong_content_type"));
    let broken = hr.ask(Method::POST, "/people").with("content-type", "application/json").body("{\"name\":");
    assert_eq!(problem(&hr.send(broken).await), plain(400, "bad_json"));
    for shape in [json!([]), json!(["A", null, "staff"]), json!("A"), json!(null)] {
        assert_eq!(problem(&hr.post("/people", &shape).await).0, 422, "{shape}");
    }
    let long = "x".repeat(300_000);
    assert_eq!(problem(&hr.post("/people", &json!({ "name": long })).await), plain(413, "too_large"));
    let keyed = hr.ask(Method::POST, "/people").with("idempotency-key", "k");
    assert_eq!(problem(&hr.send(with_json(keyed, &json!({ "name": long }))).await), plain(413, "too_large"));
    for (query, field, code) in [
        ("limit=0", "limit", "out_of_range"),
        ("limit=201", "limit", "out_of_range"),
        ("limit=ten", "limit", "not_a_number"),
        ("cursor=nonsense", "cursor", "unknown_value"),
        ("state=nonsense", "state", "unknown_value"),
        ("colour=red", "colour", "unknown_field"),
        ("state=draft&state=active", "state", "duplicate"),
    ] {
        assert_eq!(problem(&hr.get(&format!("/placements?{query}")).await), wrong(field, code), "{query}");
    }
    assert_eq!(problem(&hr.get("/hours").await), wrong("placement", "required"));
}

#[tokio::test]
async fn a_problem_speaks_the_language_of_the_request_and_is_never_a_page() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    let ask = |language: &str| hr.ask(Method::GET, "/placements/999999").with("accept-language", language);
    let chinese = hr.send(ask("zh-CN,zh;q=0.9,en;q=0.8").with("accept", PAGE)).await;
    assert_eq!(chinese.header("content-language"), "zh-CN");
    let english = hr.send(ask("en-GB,en;q=0.9")).await;
    assert_eq!(english.header("content-language"), "en");
    insta::assert_json_snapshot!("problem", [shown(&chinese), shown(&english)]);
    let invalid = hr.post("/people", &json!({ "name": "A", "profile": "wizard" })).await;
    insta::assert_json_snapshot!("problem_of_a_field", shown(&invalid));
}

#[tokio::test]
async fn a_failure_inside_tells_a_reference_and_no_cause() {
    let site = Site::over(Database::without_schema().await, false);
    let ask = Ask::new(Method::GET, "/api/v1/people").with("authorization", "Bearer tp_x");
    let answer = site.visitor().send(ask).await;
    assert_eq!(problem(&answer), plain(500, "internal"));
    assert!(answer.body.contains(answer.header("x-request-id")), "{}", answer.body);
    assert!(!answer.body.contains("api_token") && !answer.body.contains("table"), "{}", answer.body);
}

#[tokio::test]
async fn too_many_requests_of_one_token_wait_and_another_token_does_not() {
    let rates = Rates { token: 3, unknown: 2 };
    let site = Site::with_rates(Database::new().await, false, rates);
    let client = secretariat(&site).await;
    let ctx = service::Ctx::nobody(service::session::clock(), "-", "test");
    let session = &client.cookies[app::visit::SESSION_COOKIE];
    let (ctx, _) = service::session::resolve(&site.database.db, ctx, session).await.unwrap();
    let token =
        async |name: &str| service::token::create(&site.database.db, &ctx, name, TokenScope::Read).await.unwrap();
    let (first, second) = (token("first").await, token("second").await);
    let ask = async |token: &str| {
        let ask = Ask::new(Method::GET, "/api/v1/organisations").with("authorization", &format!("Bearer {token}"));
        site.visitor().send(ask).await
    };
    for _ in 0..3 {
        assert_eq!(ask(&first).await.status, 200);
    }
    let refused = ask(&first).await;
    assert_eq!(problem(&refused), plain(429, "throttled"));
    assert!((1..=21).contains(&refused.header("retry-after").parse::<u32>().unwrap()));
    assert_eq!(ask(&second).await.status, 200);
    for _ in 0..2 {
        assert_eq!(ask("tp_guess").await.status, 401);
    }
    assert_eq!(problem(&ask("tp_another_guess").await), plain(429, "throttled"));
    assert_eq!(ask(&second).await.status, 200, "a known token of the address goes on");
}
