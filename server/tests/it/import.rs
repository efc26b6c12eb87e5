//! The doors through which files come in and go out.

use app::words::{Lang, Words};
use domain::Code;

use crate::{
    client::{Answer, Ask, Client, HOST},
    community::Community,
};

const UPLOAD: &str = "/rpc/import_file/upload";

/// The line between the parts of a form.
const BOUNDARY: &str = "----a-boundary-of-some-length";

const ROSTER: &str = "姓名,工号,人员类别\n马超然,2026001,教师\n方雨桐,2026002,巫师\n";

/// A form with a file as a browser without scripts posts it.
fn form(kind: &str, file: Option<(&str, &[u8])>) -> Ask {
    let mut body =
        format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\n{kind}\r\n").into_bytes();
    if let Some((name, content)) = file {
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    Ask::form("/imports", UPLOAD, &[])
        .with("accept-language", "en")
        .with("content-type", &format!("multipart/form-data; boundary={BOUNDARY}"))
        .body(body)
}

async fn upload(client: &mut Client, content: &[u8]) -> Answer {
    client.send(form("people", Some(("名册.csv", content)))).await
}

/// What the page says after a refused upload.
async fn told(client: &mut Client, answer: &Answer) -> String {
    assert_eq!((answer.status, answer.location()), (303, "/imports"), "{}", answer.body);
    let page = client.send(Ask::page("/imports").with("accept-language", "en")).await;
    assert_eq!(page.status, 200);
    page.body
}

fn sentence(code: Code) -> &'static str {
    Words::new(Lang::En).code(code)
}

#[tokio::test]
async fn a_file_leads_to_its_page_and_through_it_into_the_database() {
    let community = Community::new().await;
    let mut client = community.client("hr-a");
    let answer = upload(&mut client, ROSTER.as_bytes()).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = answer.location().to_owned();
    let id = page.strip_prefix("/imports/").unwrap().to_owned();
    let shown = client.open(&page).await;
    assert_eq!(shown.status, 200);
    assert!(shown.body.contains("马超然") && shown.body.contains("巫师"), "{}", shown.body);

    let fields = [
        ("id", id.as_str()),
        ("fields[name][source]", "column:姓名"),
        ("fields[staff_number][source]", "column:工号"),
        ("fields[profile][source]", "column:人员类别"),
        ("fields[profile][of]", "人员类别"),
        ("fields[profile][values][0][theirs]", "巫师"),
        ("fields[profile][values][0][ours]", ""),
        ("fields[profile][values][1][theirs]", "教师"),
        ("fields[profile][values][1][ours]", "teacher"),
    ];
    let answer = client.post(&page, "/rpc/import_file/try_out", &fields).await;
    let result = format!("{page}/result");
    assert_eq!((answer.status, answer.location()), (303, result.as_str()), "{}", answer.body);
    let shown = client.open(&result).await;
    assert!(shown.body.contains("巫师") && shown.body.contains("unknown_value"), "{}", shown.body);

    let rejected = client.open(&format!("{page}/rejected/csv")).await;
    assert_eq!(rejected.status, 200);
    assert!(rejected.body.contains("方雨桐") && !rejected.body.contains("马超然"), "{}", rejected.body);
    let disposition = rejected.header("content-disposition");
    assert!(disposition.starts_with("attachment; filename=\"rejected.csv\"; filename*=UTF-8''"), "{disposition}");
    assert_eq!(rejected.header("x-content-type-options"), "nosniff");
    let mapping = client.open(&format!("{page}/mapping.toml")).await;
    assert!(mapping.body.contains("kind = \"people\""), "{}", mapping.body);

    let answer = client.post(&result, "/rpc/import_file/import", &[("id", &id), ("skip", "true")]).await;
    assert_eq!((answer.status, answer.location()), (303, result.as_str()));
    let people = client.open("/people?q=2026001").await;
    assert!(people.body.contains("马超然"), "{}", people.body);

    let mut other = community.client("hr-b");
    for path in [page.clone(), result, format!("{page}/rejected/csv"), format!("{page}/mapping.toml")] {
        assert_eq!(other.open(&path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_form_without_a_file_says_so_and_keeps_the_kind() {
    let community = Community::new().await;
    let mut client = community.client("hr-a");
    for ask in [form("placements", None), form("placements", Some(("", b"")))] {
        let answer = client.send(ask).await;
        let page = told(&mut client, &answer).await;
        assert!(page.contains(sentence(Code::Required)), "{page}");
        let chosen = page.split("<input").find(|input| input.contains("value=\"placements\"")).unwrap();
        assert!(chosen.contains("checked"), "{chosen}");
    }
    let urlencoded = Ask::form("/imports", UPLOAD, &[("kind", "people")]);
    let answer = client.send(urlencoded).await;
    assert_eq!((answer.status, answer.location()), (303, "/imports"));
}

#[tokio::test]
async fn a_file_that_is_no_table_is_refused_with_its_place() {
    let community = Community::new().await;
    let mut client = community.client("hr-a");
    for (content, code) in [(&b"%PDF-1.7 a document"[..], Code::NotATable), (b"", Code::EmptyFile)] {
        let answer = upload(&mut client, content).await;
        let page = told(&mut client, &answer).await;
        assert!(page.contains(sentence(code)), "{code}: {page}");
    }
    let answer = upload(&mut client, "姓名,工号,姓名\n甲,1,乙\n".as_bytes()).await;
    let page = told(&mut client, &answer).await;
    assert!(page.contains("line 1, “姓名”"), "{page}");
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_and_not_stored() {
    let community = Community::new().await;
    let mut client = community.client("hr-a");
    let answer = upload(&mut client, &vec![b'a'; service::import_file::MOST_BYTES + 1]).await;
    let page = told(&mut client, &answer).await;
    assert!(page.contains(sentence(Code::TooLarge)), "{page}");
    let answer = client.open("/imports").await;
    assert!(!answer.body.contains("/imports/1"), "nothing is there");
}

#[tokio::test]
async fn a_file_from_another_site_is_refused() {
    let community = Community::new().await;
    let mut client = community.client("hr-a");
    let foreign = form("people", Some(("a.csv", ROSTER.as_bytes())))
        .with("origin", "https://elsewhere.example")
        .with("sec-fetch-site", "cross-site");
    assert_eq!(client.send(foreign).await.status, 403);
    let silent = form("people", Some(("a.csv", ROSTER.as_bytes()))).without("origin").without("sec-fetch-site");
    assert_eq!(client.send(silent).await.status, 403);
}

#[tokio::test]
async fn who_is_not_signed_in_is_led_to_sign_in_and_back() {
    let community = Community::new().await;
    let mut client = community.client("nobody");
    let answer = upload(&mut client, ROSTER.as_bytes()).await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in?next=/imports"));
    let answer = client.open("/exports/people.csv").await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in?next=/exports/people.csv"));
}

#[tokio::test]
async fn a_list_is_a_file_with_a_name_in_the_readers_language() {
    let community = Community::new().await;
    let mut client = community.client("hr-a");
    for (end, media_type) in [
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ] {
        let ask = Ask::page(&format!("/exports/people.{end}")).with("accept-language", "zh-CN").with("host", HOST);
        let answer = client.send(ask).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, media_type));
        let disposition = answer.header("content-disposition");
        let name = format!("attachment; filename=\"people.{end}\"; filename*=UTF-8''%E4%BA%BA%E5%91%98");
        assert!(disposition.starts_with(&name), "{disposition}");
    }
    assert!(client.open("/exports/people.csv").await.body.contains("Teacher Tang"));
    assert!(!community.client("hr-b").open("/exports/people.csv").await.body.contains("Teacher Tang"));
}
