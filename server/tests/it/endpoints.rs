//! Endpoint coverage: every page, server function and other path has a row in `endpoints.txt` that says
//! what each role gets; each row is fired at the site.

use std::{collections::BTreeSet, fmt::Write};

use axum::http::Method;
use domain::account::TokenScope;
use leptos::server_fn::axum::server_fn_paths;
use server::{
    http::{file_paths, pages, plain_paths},
    rest,
};

use crate::{
    client::{Answer, Ask, Client},
    community::{ASKERS, Community, PASSWORD, email},
};

const TABLE: &str = include_str!("endpoints.txt");

/// Where the table stands, for sentences and for writing it anew.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/endpoints.txt");

/// Files and addresses without a page have no route of their own; each has a row under this name.
const FALLBACKS: [&str; 3] = ["{file}", "{unknown}", "/api/v1/{unknown}"];

/// What a visitor who is not signed in reaches; everything else asks for signing in first.
const PUBLIC: [&str; 12] = [
    "/sign-in",
    "/invitation/{secret}",
    "/cal/{file}",
    "/livez",
    "/readyz",
    "{file}",
    "/rpc/session/sign_in",
    "/rpc/session/set_password",
    "/rpc/session/sign_out",
    "/rpc/session/language",
    "/api/v1/openapi.json",
    "/api/v1/{unknown}",
];

/// Functions that change nothing but the reader's own ways of signing in.
const OWN: [&str; 3] = ["/rpc/feed/", "/rpc/session/", "/rpc/token/"];

/// One row: a request with what each asker gets.
struct Row<'a> {
    method: &'a str,
    /// The route, such as `/placements/{id}`.
    path: &'a str,
    expected: &'a [&'a str],
    /// The address asked for, `$name` standing for a value of the community.
    address: &'a str,
    /// The body of a form.
    body: &'a str,
}

impl<'a> Row<'a> {
    fn read(words: &'a [&'a str]) -> Self {
        let (method, path, rest) = match words {
            [method, path, rest @ ..] if rest.len() >= ASKERS.len() => (method, path, rest),
            _ => panic!("a row of endpoints.txt has method, route and a cell for each role: {}", words.join(" ")),
        };
        let (expected, asked) = rest.split_at(ASKERS.len());
        let address = asked.iter().find(|word| word.starts_with('/')).unwrap_or(path);
        let body = asked.iter().find(|word| !word.starts_with('/')).copied().unwrap_or_default();
        Self { method, path, expected, address, body }
    }

    /// Whether it is asked for by a program with a token.
    fn is_rest(&self) -> bool {
        self.path.starts_with(rest::BASE)
    }

    /// Whether the example is an address of the path.
    fn example_fits(&self) -> bool {
        let address = self.address.split('?').next().unwrap();
        let (route, address): (Vec<_>, Vec<_>) = (self.path.split('/').collect(), address.split('/').collect());
        FALLBACKS.contains(&self.path)
            || route.len() == address.len()
                && route.iter().zip(address).all(|(part, given)| part.starts_with('{') || *part == given)
    }
}

/// The rows, each split into words.
fn lines() -> Vec<Vec<&'static str>> {
    TABLE.lines().filter(|line| is_row(line)).map(|line| line.split_whitespace().collect()).collect()
}

fn is_row(line: &str) -> bool {
    !line.starts_with('#') && !line.trim().is_empty()
}

/// Every route of the site: method and path.
fn routes() -> BTreeSet<(String, String)> {
    let page = pages().into_iter().map(|page| ("GET".to_owned(), page.path().to_owned()));
    let function = server_fn_paths().map(|(path, method)| (method.to_string(), path.to_owned()));
    let plain = plain_paths().into_iter().chain(FALLBACKS).map(|path| ("GET".to_owned(), path.to_owned()));
    let file = file_paths().into_iter().map(|(method, path)| (method.to_string(), path.to_owned()));
    page.chain(function).chain(plain).chain(file).chain(rest_routes()).collect()
}

/// Every route of the REST door, as its document has them: a route cannot be made without its entry there.
fn rest_routes() -> Vec<(String, String)> {
    let document = rest::document();
    let paths = document["paths"].as_object().unwrap();
    let methods = |operations: &serde_json::Value| operations.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let routes = paths.iter().flat_map(|(path, operations)| {
        let path = format!("{}{path}", rest::BASE);
        methods(operations).into_iter().map(move |method| (method.to_uppercase(), path.clone()))
    });
    routes.collect()
}

/// The text with `$name` replaced by values of the community.
fn filled(text: &str, community: &Community) -> String {
    let mut parts = text.split('$');
    let mut filled = parts.next().unwrap().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        let value = community.value(name).unwrap_or_else(|| panic!("endpoints.txt: nothing is called ${name}"));
        filled.push_str(value);
        filled.push_str(rest);
    }
    filled
}

fn outcome(answer: &Answer) -> String {
    if answer.is_redirect() && (answer.location() == "/sign-in" || answer.location().starts_with("/sign-in?")) {
        "sign-in".to_owned()
    } else {
        answer.status.to_string()
    }
}

async fn fire(row: &Row<'_>, community: &Community, client: &mut Client, token: Option<&str>) -> String {
    let (address, body) = (filled(row.address, community), filled(row.body, community));
    let ask = if row.is_rest() {
        program(row.method, &address, body, token)
    } else if row.method == "GET" {
        Ask::page(&address)
    } else {
        Ask::call(&address, body)
    };
    outcome(&client.send(ask).await)
}

/// A request as a program sends it; its writes are about a version that nothing has.
fn program(method: &str, address: &str, body: String, token: Option<&str>) -> Ask {
    let ask = Ask::new(Method::from_bytes(method.as_bytes()).unwrap(), address);
    let ask = if method == "GET" { ask } else { ask.with("if-match", "\"0\"") };
    let ask = if body.is_empty() { ask } else { ask.with("content-type", "application/json").body(body) };
    match token {
        Some(token) => ask.with("authorization", &format!("Bearer {token}")),
        None => ask,
    }
}

/// A token of every asker but nobody, in the order of the columns.
async fn tokens(community: &Community, scope: TokenScope) -> Vec<Option<String>> {
    let mut tokens = Vec::new();
    for asker in ASKERS {
        tokens.push(if asker == "nobody" { None } else { Some(community.token(asker, scope).await) });
    }
    tokens
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let routes = routes();
    let rows: BTreeSet<_> = lines().iter().map(|words| (words[0].to_owned(), words[1].to_owned())).collect();
    let mut wrong = String::new();
    for (method, path) in routes.difference(&rows) {
        let cells = "? ".repeat(ASKERS.len());
        writeln!(
            wrong,
            "{method} {path} has no row in {FILE}: add `{method} {path} {cells}`, an address \
            if the route has parameters and a body that changes nothing, and say what each role gets."
        )
        .unwrap();
    }
    for (method, path) in rows.difference(&routes) {
        writeln!(wrong, "{FILE} has a row for {method} {path}, which is no route: remove or correct it.").unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_example_is_an_address_of_its_path() {
    for words in lines() {
        let row = Row::read(&words);
        assert!(row.example_fits(), "{} is no address of {}", row.address, row.path);
    }
}

#[test]
fn every_server_function_is_posted_to_a_named_address() {
    for (path, method) in server_fn_paths() {
        assert!(path.starts_with("/rpc/"), "{path}: name it with `prefix = \"/rpc\", endpoint = \"noun/deed\"`");
        assert_eq!(method, "POST", "{path} must be posted: a link must never write");
        assert!(
            path.bytes().all(|b| b.is_ascii_lowercase() || b == b'/' || b == b'_'),
            "{path}: an address without a hash, named `noun/deed`"
        );
    }
}

#[test]
fn a_visitor_who_is_not_signed_in_reaches_nothing_but_the_way_in() {
    for words in lines() {
        let row = Row::read(&words);
        if PUBLIC.contains(&row.path) {
            continue;
        }
        let wanted = if row.method == "GET" && !row.is_rest() { "sign-in" } else { "401" };
        assert_eq!(row.expected[0], wanted, "{} {}", row.method, row.address);
    }
}

#[test]
fn who_only_reads_is_refused_every_write() {
    for words in lines() {
        let row = Row::read(&words);
        if row.method == "GET" || OWN.iter().any(|own| row.path.starts_with(own)) {
            continue;
        }
        for (asker, cell) in ASKERS.iter().zip(row.expected).filter(|(asker, _)| asker.starts_with("auditor")) {
            assert!(["403", "404"].contains(cell), "{} {} as {asker} gets {cell}", row.method, row.path);
        }
    }
}

#[test]
fn a_college_without_a_part_in_it_finds_no_placement_and_no_person_of_another() {
    let foreign = ["$placement", "$draft", "$entry", "$teacher", "$engineer", "$mentor"];
    let column = ASKERS.iter().position(|asker| *asker == "hr-b").unwrap();
    for words in lines() {
        let row = Row::read(&words);
        let of = |name: &&str| {
            row.body.starts_with(&format!("id={name}")) || row.body.starts_with(&format!("placement={name}"))
        };
        if foreign.iter().any(|name| row.address.contains(name) || of(name)) {
            assert_eq!(row.expected[column], "404", "{} {} {}", row.method, row.address, row.body);
        }
    }
}

#[tokio::test]
async fn every_role_gets_what_its_row_says() {
    let community = Community::new().await;
    let mut clients = ASKERS.map(|asker| community.client(asker));
    let tokens = tokens(&community, TokenScope::Write).await;
    let (mut wrong, mut table) = (String::new(), String::new());
    for line in TABLE.lines() {
        if !is_row(line) {
            writeln!(table, "{line}").unwrap();
            continue;
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        let row = Row::read(&words);
        let mut cells = Vec::new();
        for (((asker, client), token), expected) in ASKERS.iter().zip(&mut clients).zip(&tokens).zip(row.expected) {
            let got = fire(&row, &community, &mut client.clone(), token.as_deref()).await;
            if row.path.starts_with("/rpc/session/sign_out") && *asker != "nobody" {
                client.sign_in(&email(asker), PASSWORD).await;
            }
            if got != *expected {
                let request = format!("{} {} {}", row.method, row.address, row.body);
                writeln!(wrong, "{request} as {asker}: the row says {expected}, the site answers {got}").unwrap();
            }
            cells.push(got);
        }
        let cells = aligned(&cells);
        let address = if row.address == row.path { "" } else { row.address };
        let written = format!("{:<4} {:<35} {cells} {address} {}", row.method, row.path, row.body);
        writeln!(table, "{}", written.trim_end()).unwrap();
    }
    if std::env::var_os("UPDATE_ENDPOINTS").is_some() {
        std::fs::write(FILE, table).unwrap();
    } else {
        assert!(
            wrong.is_empty(),
            "{wrong}Correct the site, or, when this is meant, the rows: UPDATE_ENDPOINTS=1 writes what the site \
             answers into {FILE}; read every changed cell before you keep it."
        );
    }
}

#[tokio::test]
async fn a_token_that_only_reads_reads_the_same_and_writes_nothing() {
    let community = Community::new().await;
    let tokens = tokens(&community, TokenScope::Read).await;
    for words in lines() {
        let row = Row::read(&words);
        for ((asker, token), expected) in ASKERS.iter().zip(&tokens).zip(row.expected).skip(1) {
            if row.is_rest() {
                let got = fire(&row, &community, &mut community.client("nobody"), token.as_deref()).await;
                let wanted = if row.method == "GET" { *expected } else { "403" };
                assert_eq!(got, wanted, "{} {} {} as {asker}", row.method, row.address, row.body);
            }
        }
    }
}

fn aligned(cells: &[String]) -> String {
    let padded = cells.iter().zip(ASKERS).map(|(cell, asker)| format!("{cell:<width$}", width = asker.len().max(7)));
    padded.collect::<Vec<_>>().join(" ")
}
