//! Calendar feeds: made and revoked on a page, read by a calendar programme that has nothing but the address.

use app::words::{Lang, Words};
use axum::http::Method;
use chrono::NaiveDate;
use service::ical::{Event, Tz, read};

use crate::{
    client::{Answer, Ask, Client, HOST},
    community::{Community, day},
};

/// The address of a feed made on the page.
async fn made(client: &mut Client, kind: &str, subject: &str) -> String {
    let sent = client.post("/feeds", "/rpc/feed/make", &[("kind", kind), ("subject", subject)]).await;
    assert_eq!((sent.status, sent.location()), (303, "/feeds"), "{}", sent.body);
    let page = client.open("/feeds").await.body;
    let (_, rest) = page.split_once("/cal/").expect("the address is shown");
    assert!(!client.open("/feeds").await.body.contains("/cal/"), "shown once");
    format!("/cal/{}", rest.split('"').next().unwrap())
}

async fn ask(community: &Community, address: &str) -> Answer {
    community.client("nobody").send(Ask::new(Method::GET, address)).await
}

fn events(answer: &Answer) -> Vec<Event> {
    let days = (day(400), day(-400));
    let mut events = read(answer.body.as_bytes(), days, Tz::Asia__Shanghai).unwrap();
    events.sort_by(|a, b| a.about.uid.cmp(&b.about.uid));
    events
}

fn uids(answer: &Answer) -> Vec<String> {
    events(answer).into_iter().map(|event| event.about.uid.clone()).collect()
}

/// Sets five days of eight hours for a placement, without a day off or with one.
async fn schedule(community: &Community, off: Option<NaiveDate>) {
    weekly(community, "8", off).await;
}

/// Sets five days alike for a placement.
async fn weekly(community: &Community, time: &str, off: Option<NaiveDate>) {
    let placement = community.value("placement").unwrap();
    let mut hr = community.client("hr-a");
    let page = format!("/placements/{placement}/schedule");
    let form = hr.open(&page).await.body;
    let field = |name: &str| {
        let (_, rest) = form.split_once(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("{name}: {form}"));
        let (tag, _) = rest.split_once('>').unwrap();
        tag.split_once("value=\"").map(|(_, value)| value.split('"').next().unwrap().to_owned()).unwrap_or_default()
    };
    let off = off.map(|day| day.to_string()).unwrap_or_default();
    let (version, first, last) = (field("version"), field("first_day"), field("last_day"));
    let mut fields = vec![("id", placement), ("version", &version), ("first_day", &first), ("last_day", &last)];
    fields.push(("days_off", &off));
    for weekday in ["monday", "tuesday", "wednesday", "thursday", "friday"] {
        fields.push((weekday, time));
    }
    let saved = hr.post(&page, "/rpc/placement/schedule", &fields).await;
    assert!(saved.location().contains("done"), "{} {}", saved.location(), saved.body);
}

#[tokio::test]
async fn a_feed_is_read_with_its_address_alone_and_not_at_all_when_revoked() {
    let community = Community::new().await;
    let mut teacher = community.client("teacher");
    let address = made(&mut teacher, "person", community.value("teacher").unwrap()).await;
    let answer = ask(&community, &address).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "private, no-cache");
    assert!(answer.cookies_set().is_empty());
    let placement = community.value("placement").unwrap();
    let ids = uids(&answer);
    assert!(ids.contains(&format!("placement-{placement}-first@{HOST}")), "{ids:?}");
    assert!(!answer.body.contains("TZID") && !answer.body.contains("RRULE"));

    let page = teacher.open("/feeds").await.body;
    let (_, row) = page.split_once("name=\"id\" value=\"").unwrap();
    let id = row.split('"').next().unwrap().to_owned();
    teacher.post("/feeds", "/rpc/feed/revoke", &[("id", &id)]).await;
    let (revoked, unknown) = (ask(&community, &address).await, ask(&community, "/cal/worthless.ics").await);
    assert_eq!((revoked.status, unknown.status), (404, 404));
    assert_eq!(revoked.body, unknown.body);
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again_and_a_head_is_answered() {
    let community = Community::new().await;
    let address = made(&mut community.client("teacher"), "person", community.value("teacher").unwrap()).await;
    let first = ask(&community, &address).await;
    let tag = first.header("etag").to_owned();
    assert!(!tag.is_empty());
    let known = Ask::new(Method::GET, &address).with("if-none-match", &tag);
    let again = community.client("nobody").send(known).await;
    assert_eq!((again.status, again.body.as_str(), again.header("etag")), (304, "", tag.as_str()));
    let head = community.client("nobody").send(Ask::new(Method::HEAD, &address)).await;
    assert_eq!((head.status, head.body.as_str(), head.header("etag")), (200, "", tag.as_str()));
    assert_eq!(ask(&community, &address).await.body, first.body, "nothing is of the moment of asking");

    schedule(&community, None).await;
    let known = Ask::new(Method::GET, &address).with("if-none-match", &tag);
    let changed = community.client("nobody").send(known).await;
    assert_eq!(changed.status, 200);
    assert_ne!(changed.header("etag"), tag);
}

#[tokio::test]
async fn a_client_hears_at_once_that_the_host_closed_its_works() {
    let community = Community::new().await;
    let placement = community.value("placement").unwrap();
    let address = made(&mut community.client("hr-a"), "placement", placement).await;
    schedule(&community, None).await;
    let before = ask(&community, &address).await;
    let tag = before.header("etag").to_owned();
    let enterprise = community.value("enterprise_a").unwrap().to_owned();
    let page = format!("/members/{enterprise}/calendar");
    let days = events(&before).iter().map(|event| event.when.days().0).collect::<Vec<_>>();
    let day = days[days.len() / 2].to_string();
    let fields = [("organisation", &*enterprise), ("first_day", &day), ("kind", "closed"), ("name", "检修")];
    let saved = community.client("coordinator").post(&page, "/rpc/calendar/add", &fields).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let known = Ask::new(Method::GET, &address).with("if-none-match", &tag);
    assert_eq!(community.client("nobody").send(known).await.status, 200);
}

#[tokio::test]
async fn identifiers_stay_sequences_grow_and_a_day_taken_out_is_cancelled() {
    let community = Community::new().await;
    let placement = community.value("placement").unwrap();
    let address = made(&mut community.client("hr-a"), "placement", placement).await;
    schedule(&community, None).await;
    let before = ask(&community, &address).await;
    let sessions: Vec<Event> = events(&before).into_iter().filter(|event| !event.about.is_transparent).collect();
    assert!(sessions.len() > 30, "{}", sessions.len());
    let (taken, _) = sessions[sessions.len() / 2].when.days();

    schedule(&community, Some(taken)).await;
    let after = ask(&community, &address).await;
    assert_eq!(uids(&before), uids(&after));
    for (old, new) in events(&before).iter().zip(events(&after)) {
        assert!(new.about.sequence > old.about.sequence, "{}", new.about.uid);
        let is_taken = new.about.uid == format!("placement-{placement}-{taken}@{HOST}");
        assert_eq!(new.about.is_cancelled, is_taken, "{}", new.about.uid);
    }
}

#[tokio::test]
async fn sessions_with_clock_times_are_told_in_utc() {
    let community = Community::new().await;
    let mut teacher = community.client("teacher");
    let address = made(&mut teacher, "placement", community.value("placement").unwrap()).await;
    weekly(&community, "9-12", None).await;
    let answer = ask(&community, &address).await;
    // Nine in Shanghai is one in Greenwich.
    assert!(answer.body.contains("T010000Z") && answer.body.contains("T040000Z"), "{}", answer.body);
    assert!(!events(&answer).is_empty());
}

#[tokio::test]
async fn a_feed_of_the_organisation_names_who_and_ends_with_the_view_of_its_maker() {
    let community = Community::new().await;
    let college = community.value("college_a").unwrap();
    let mut hr = community.client("hr-a");
    let address = made(&mut hr, "organisation", college).await;
    let answer = ask(&community, &address).await;
    let events = events(&answer);
    assert!(events.iter().all(|event| event.about.summary.contains("Teacher Tang")), "{}", answer.body);
    assert!(!answer.body.contains("320") && !answer.body.contains("draft"), "no hours, no drafts");
    // Nobody makes one of what is not theirs to see.
    for (asker, kind, subject) in [
        ("hr-b", "placement", "placement"),
        ("hr-b", "organisation", "college_a"),
        ("teacher", "organisation", "college_a"),
        ("engineer", "person", "teacher"),
    ] {
        let fields = [("kind", kind), ("subject", community.value(subject).unwrap())];
        let answer = community.client(asker).call("/rpc/feed/make", &fields).await;
        assert!(matches!(answer.status, 403 | 404), "{asker} {kind}: {}", answer.status);
    }
    // With the role the feed is at rest too.
    let mut secretariat = community.client("secretariat");
    let sure = [("id", college), ("version", "1"), ("sure", "true")];
    secretariat.post(&format!("/members/{college}"), "/rpc/organisation/deactivate", &sure).await;
    assert_eq!(ask(&community, &address).await.status, 404);
}

#[tokio::test]
async fn a_draft_is_in_no_feed_and_what_is_withdrawn_is_told_as_cancelled() {
    let community = Community::new().await;
    let draft = community.value("draft").unwrap();
    let mut hr = community.client("hr-a");
    let address = made(&mut hr, "placement", draft).await;
    assert!(!ask(&community, &address).await.body.contains("BEGIN:VEVENT"));
    for (deed, version, state) in [("submit", "1", "TENTATIVE"), ("withdraw", "2", "CANCELLED")] {
        let fields = [("id", draft), ("deed", deed), ("version", version)];
        let answer = hr.call("/rpc/placement/act", &fields).await;
        assert!(answer.status < 400, "{deed}: {} {}", answer.status, answer.body);
        let answer = ask(&community, &address).await;
        assert_eq!(
            answer.body.matches("BEGIN:VEVENT").count(),
            answer.body.matches(&format!("STATUS:{state}")).count()
        );
        assert!(answer.body.contains(state), "{}", answer.body);
    }
}

#[tokio::test]
async fn the_page_says_how_late_clients_are_in_both_languages() {
    let community = Community::new().await;
    let mut teacher = community.client("teacher");
    for (tag, lang) in [("zh-CN", Lang::Zh), ("en", Lang::En)] {
        let page = teacher.send(Ask::page("/feeds").with("accept-language", tag)).await.body;
        assert!(page.contains(Words::new(lang).feeds_how_late()), "{page}");
    }
}
