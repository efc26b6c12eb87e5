//! What the nouns answer, and a stay from draft to confirmed hours by programs alone.

use axum::http::Method;
use serde_json::{Value, json};

use crate::{
    client::Answer,
    community::Community,
    program::{Program, plain, problem, shown, wrong},
};

fn body(answer: &Answer) -> Value {
    assert!(answer.status < 300, "{} {}", answer.status, answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn what_the_nouns_answer() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    let at = |noun: &str, name: &str| format!("/{noun}/{}", community.value(name).unwrap());
    let hours = format!("/hours?placement={}", community.value("placement").unwrap());
    for (name, path) in [
        ("organisations", "/organisations?kind=college".to_owned()),
        ("organisation", at("organisations", "college_a")),
        ("people", "/people?profile=teacher".to_owned()),
        ("person", at("people", "teacher")),
        ("placements", "/placements?state=active&direction=enterprise_practice&sort=first_day".to_owned()),
        ("placement", at("placements", "placement")),
        ("hours", hours),
        ("entry", at("hours", "entry")),
    ] {
        insta::assert_json_snapshot!(format!("rest_{name}"), shown(&hr.get(&path).await));
    }
}

#[tokio::test]
async fn progress_has_the_shape_that_scripts_rely_on() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    let path = format!("/people/{}/progress", community.value("teacher").unwrap());
    let day = community.value("quiet_day").unwrap();
    let of = async |query: &str| body(&hr.get(&format!("{path}{query}")).await)["items"].as_array().unwrap().clone();
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    for judged in [of("").await, of(&format!("?as_of={day}")).await] {
        let rules: Vec<_> = judged.iter().map(|item| item["rule"].as_str().unwrap()).collect();
        assert_eq!(rules[..2], ["cn-2016-5y6m", "cn-2019-1m-year"]);
        assert_eq!((&judged[0]["verified"], &judged[1]["verified"]), (&json!(true), &json!(false)));
        for item in &judged[..2] {
            assert_eq!(names(item), "counted deadline explanation remaining rule status target verified window");
            assert_eq!((names(&item["target"]), names(&item["window"])), ("amount unit".into(), "from to".into()));
            assert_eq!(item["target"]["unit"], "minutes");
            let minutes = |value: &Value| value.as_u64().unwrap();
            assert_eq!(minutes(&item["counted"]) + minutes(&item["remaining"]), minutes(&item["target"]["amount"]));
            let line = &item["explanation"][0];
            assert_eq!(names(line), "clause counted date minutes reason source");
            assert_eq!(hr.get(&format!("/{}", line["source"].as_str().unwrap())).await.status, 200);
        }
    }
    let before = of(&format!("?as_of={day}")).await;
    assert_eq!(before[0]["counted"], json!(0));
    assert_eq!(before[0]["window"]["to"], day);
    assert_eq!(problem(&hr.get(&format!("{path}?as_of=2026-2-1")).await), wrong("as_of", "bad_date"));
}

#[tokio::test]
async fn a_forecast_goes_from_today_five_years_ahead_without_and_with_the_plan() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    let path = format!("/people/{}/forecast", community.value("teacher").unwrap());
    let answer = body(&hr.get(&path).await);
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    let items = answer["items"].as_array().unwrap();
    let rules: Vec<_> = items.iter().map(|item| item["rule"].as_str().unwrap()).collect();
    assert_eq!(rules[..2], ["cn-2016-5y6m", "cn-2019-1m-year"]);
    for item in items {
        assert_eq!(names(item), "from rule until verified with_plan without_plan");
        for course in [&item["without_plan"], &item["with_plan"]] {
            assert_eq!(names(course), "act_by falls_on met_on stretches");
            assert_eq!(names(&course["stretches"][0]), "bound counted from met target");
            assert_eq!(course["stretches"][0]["from"], item["from"]);
        }
    }
}

#[tokio::test]
async fn the_rules_in_force_are_a_list_and_each_one_by_itself() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    let rules = body(&hr.get("/rules").await)["items"].as_array().unwrap().clone();
    let year = rules.iter().find(|rule| rule["id"] == "cn-2019-1m-year").unwrap();
    assert_eq!(*year, body(&hr.get("/rules/cn-2019-1m-year").await));
    assert_eq!((&year["document"], &year["verified"]), (&json!("国发〔2019〕4号"), &json!(false)));
    assert_eq!(year["definition"]["criterion"][0]["target"], json!({ "amount": 1, "unit": "month" }));
    let then = body(&hr.get("/rules?as_of=2015-01-01").await)["items"].as_array().unwrap().clone();
    assert!(then.iter().any(|rule| rule["id"] == "cn-2014-2y2m"), "the rule of that time");
    assert!(then.iter().all(|rule| rule["id"] != "cn-2019-1m-year"));
}

#[tokio::test]
async fn lists_go_on_where_the_page_before_ended() {
    let community = Community::new().await;
    let hr = Program::new(&community, "hr-a").await;
    for n in 0..5 {
        assert_eq!(hr.post("/people", &json!({ "name": format!("P{n}"), "profile": "staff" })).await.status, 201);
    }
    for path in ["/people?limit=2", "/organisations?limit=1", "/placements?limit=1"] {
        let (mut seen, mut next) = (Vec::new(), String::new());
        loop {
            let page = body(&hr.get(&format!("{path}{next}")).await);
            seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(cursor) => next = format!("&cursor={cursor}"),
                None => break,
            }
        }
        let whole = body(&hr.get(path.split('?').next().unwrap()).await);
        let whole: Vec<_> = whole["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect();
        assert!(seen.len() > 1 && seen == whole, "{path}: {seen:?} {whole:?}");
    }
    let hours = format!("/hours?placement={}&limit=2", community.value("placement").unwrap());
    let page = body(&hr.get(&hours).await);
    let rest = body(&hr.get(&format!("{hours}&cursor={}", page["next"].as_str().unwrap())).await);
    assert_eq!((page["items"].as_array().unwrap().len(), rest["items"].as_array().unwrap().len()), (2, 1));
}

#[tokio::test]
async fn a_stay_goes_from_draft_to_confirmed_hours_by_programs() {
    let community = Community::new().await;
    let (hr, coordinator) = (Program::new(&community, "hr-a").await, Program::new(&community, "coordinator").await);
    let value = |name: &str| community.value(name).unwrap().to_owned();
    // The stay of the community is full-time: it ends first, so that another can be agreed.
    let draft = format!("/placements/{}", value("draft"));
    let edited =
        hr.patch(&draft, &hr.etag(&draft).await, &json!({ "planned_minutes": 4801, "place": "二号车间" })).await;
    assert_eq!(body(&edited)["planned_minutes"], 4801, "minutes are kept to the minute");
    let submitted = hr.post_to(&format!("{draft}/submission"), edited.header("etag"), &json!({})).await;
    assert_eq!(body(&submitted)["state"], "submitted");
    let seen = coordinator.etag(&draft).await;
    let returned = coordinator.post_to(&format!("{draft}/return"), &seen, &json!({ "reason": "dates" })).await;
    assert_eq!((returned.status, returned.body.as_str()), (204, ""), "a draft is its writer's alone");
    let submitted = hr.send(hr.ask(Method::POST, &format!("{draft}/submission")).with("if-match", "*")).await;
    assert_eq!(body(&submitted)["state"], "submitted");
    let seen = coordinator.etag(&draft).await;
    let silent = coordinator.post_to(&format!("{draft}/refusal"), &seen, &json!({})).await;
    assert_eq!(problem(&silent), wrong("reason", "reason_required"));
    let approved = coordinator.post_to(&format!("{draft}/approval"), &seen, &Value::Null).await;
    assert_eq!(body(&approved)["state"], "approved");
    let started = coordinator.post_to(&format!("{draft}/start"), approved.header("etag"), &json!({})).await;
    assert_eq!(body(&started)["state"], "active");

    let (teacher, mentor) = (Program::new(&community, "teacher").await, Program::new(&community, "mentor").await);
    let entry = |minutes: Value| {
        let mut entry = json!({ "placement": value("draft"), "day": value("quiet_day"), "kind": "on_post" });
        entry.as_object_mut().unwrap().extend(minutes.as_object().unwrap().clone());
        entry
    };
    for (minutes, field, code) in [
        (json!({}), "minutes", "required"),
        (json!({ "minutes": 1441 }), "minutes", "out_of_range"),
        (json!({ "minutes": 0 }), "minutes", "out_of_range"),
        (json!({ "minutes": "60" }), "minutes", "wrong_type"),
        (json!({ "from_minute": 540 }), "to_minute", "required"),
        (json!({ "from_minute": 540, "to_minute": 540 }), "to_minute", "out_of_range"),
        (json!({ "minutes": 60, "from_minute": 540, "to_minute": 600 }), "minutes", "bad_time"),
    ] {
        assert_eq!(problem(&teacher.post("/hours", &entry(minutes.clone())).await), wrong(field, code), "{minutes}");
    }
    let logged = teacher.post("/hours", &entry(json!({ "from_minute": 1320, "to_minute": 1800 }))).await;
    assert_eq!((logged.status, &body(&logged)["minutes"]), (201, &json!(480)));
    let path = logged.header("location").strip_prefix("/api/v1").unwrap().to_owned();
    let shorter = json!({ "from_minute": null, "to_minute": null, "minutes": 61 });
    let shorter = teacher.patch(&path, logged.header("etag"), &shorter).await;
    assert_eq!((&body(&shorter)["minutes"], &body(&shorter)["from_minute"]), (&json!(61), &Value::Null));
    let period =
        json!({ "placement": value("draft"), "first_day": value("quiet_day"), "last_day": value("quiet_day") });
    assert_eq!(body(&teacher.post("/hours/submission", &period).await), json!({ "entries": 1 }));
    let unasked = json!({ "placement": value("draft"), "first_day": value("quiet_day"), "last_day": "1999-01-01" });
    assert_eq!(problem(&mentor.post("/hours/confirmation", &unasked).await), wrong("last_day", "end_before_start"));
    let confirmed = mentor.send(mentor.ask(Method::POST, &format!("{path}/confirmation"))).await;
    assert_eq!(body(&confirmed)["state"], "confirmed");
    let again = mentor.send(mentor.ask(Method::POST, &format!("{path}/confirmation"))).await;
    assert_eq!(problem(&again), plain(409, "wrong_state"));
    let locked = teacher.patch(&path, confirmed.header("etag"), &json!({ "minutes": 60 })).await;
    assert_eq!(problem(&locked), plain(409, "locked"));
    let unlocked = mentor.post(&format!("{path}/unlocking"), &json!({ "reason": "wrong day" })).await;
    assert_eq!(body(&unlocked)["state"], "returned");
    let stale = teacher.send(teacher.ask(Method::DELETE, &path).with("if-match", "\"1\"")).await;
    assert_eq!(problem(&stale), plain(412, "stale"));
    let gone = teacher.send(teacher.ask(Method::DELETE, &path).with("if-match", unlocked.header("etag"))).await;
    assert_eq!((gone.status, teacher.get(&path).await.status), (204, 404));
}

#[tokio::test]
async fn a_member_is_added_changed_and_taken_out_by_the_secretariat() {
    let community = Community::new().await;
    let secretariat = Program::new(&community, "secretariat").await;
    let nameless = secretariat.post("/organisations", &json!({ "kind": "college" })).await;
    assert_eq!(problem(&nameless), wrong("name", "required"));
    let added = secretariat.post("/organisations", &json!({ "kind": "enterprise", "name": "Enterprise C" })).await;
    let path = added.header("location").strip_prefix("/api/v1").unwrap().to_owned();
    let changed = secretariat.patch(&path, added.header("etag"), &json!({ "city": "宁德", "zone": "Mars/Base" })).await;
    assert_eq!(problem(&changed), wrong("zone", "unknown_zone"));
    let changed = secretariat.patch(&path, added.header("etag"), &json!({ "city": "宁德" })).await;
    assert_eq!((&body(&changed)["city"], &body(&changed)["zone"]), (&json!("宁德"), &json!("Asia/Shanghai")));
    let out = format!("{path}/deactivation");
    let out = secretariat.send(secretariat.ask(Method::POST, &out).with("if-match", changed.header("etag"))).await;
    assert_eq!(body(&out)["active"], false);
    let back = format!("{path}/reactivation");
    let back = secretariat.send(secretariat.ask(Method::POST, &back).with("if-match", out.header("etag"))).await;
    assert_eq!(body(&back)["active"], true);
}
