//! The OpenAPI 3.1 document: what the handlers say of themselves, and what holds for all of them.

use serde_json::{Map, Value, json};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        ComponentsBuilder, InfoBuilder, OpenApi as Document, Server,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::{BASE, idempotency::LONGEST_KEY, nouns, problem, wire};

/// Schemas that no handler names.
#[derive(OpenApi)]
#[openapi(components(schemas(problem::Document, wire::Need)), modifiers(&Frame))]
struct Common;

struct Frame;

impl Modify for Frame {
    fn modify(&self, document: &mut Document) {
        let about = "Reads and writes what the pages of Twinpost show, in the role of the token. Every failure is a \
                     problem document (RFC 9457).";
        document.info = InfoBuilder::new()
            .title("Twinpost")
            .version("1")
            .description(Some(about))
            .license(Some(utoipa::openapi::LicenseBuilder::new().name("AGPL-3.0-only").build()))
            .build();
        document.servers = Some(vec![Server::new(BASE)]);
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = std::mem::take(&mut document.components).unwrap_or_default();
        let components: ComponentsBuilder = components.into();
        document.components = Some(components.security_scheme("token", SecurityScheme::Http(bearer)).build());
    }
}

/// The document of this door.
#[must_use]
pub fn document() -> Value {
    let mut document = Common::openapi();
    document.merge(nouns().into_openapi());
    let mut document = serde_json::to_value(document).unwrap_or_default();
    let mut patched = Vec::new();
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        for (path, operations) in paths.iter_mut() {
            for (method, operation) in operations.as_object_mut().into_iter().flatten() {
                if let Some(operation) = operation.as_object_mut() {
                    complete(path, method, operation);
                    if method == "patch" {
                        patched.extend(take_patch(operation));
                    }
                }
            }
        }
        paths.insert("/openapi.json".to_owned(), own_path());
    }
    if let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        for name in patched {
            if let Some(input) = schemas.get(&format!("{name}Input")) {
                let patch = as_patch(input);
                schemas.insert(format!("{name}Patch"), patch);
            }
        }
    }
    document
}

/// This document as an entry of itself.
fn own_path() -> Value {
    let content = json!({ "application/json": { "schema": { "type": "object" } } });
    json!({ "get": {
        "tags": ["document"], "operationId": "read_document", "summary": "This document.", "security": [],
        "responses": { "200": { "description": "OpenAPI 3.1", "content": content } },
    } })
}

/// What every handler has in common: the token, the key of a POST, and what may go wrong.
fn complete(path: &str, method: &str, operation: &mut Map<String, Value>) {
    operation.insert("security".to_owned(), json!([{ "token": [] }]));
    if method == "post" {
        let key = json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "The same key with the same request is answered again and done once, for 24 hours.",
            "schema": { "type": "string", "pattern": format!("^[!-~]{{1,{LONGEST_KEY}}}$") },
        });
        let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
        parameters.as_array_mut().into_iter().for_each(|parameters| parameters.push(key.clone()));
    }
    // A decision may come without a word.
    if let Some(body) = operation.get_mut("requestBody")
        && body.pointer("/content/application~1json/schema/$ref") == Some(&json!("#/components/schemas/DecisionInput"))
    {
        body["required"] = json!(false);
    }
    let has = |name: &str, operation: &Map<String, Value>| {
        let parameters = operation.get("parameters").and_then(Value::as_array);
        parameters.is_some_and(|parameters| parameters.iter().any(|parameter| parameter["name"] == name))
    };
    let one = path.contains("{id}") || path == "/rules/{rule}";
    let mut failures = vec![401, 403, 429, 503];
    if one || path == "/hours" {
        failures.push(404);
    }
    if method != "get" {
        failures.extend([409, 422]);
        if path == "/placements" || path.starts_with("/hours/") {
            failures.push(404);
        }
    } else if operation.contains_key("parameters") {
        failures.push(422);
    }
    if operation.contains_key("requestBody") || method == "post" {
        failures.extend([400, 413, 415]);
    }
    if has("If-Match", operation) {
        failures.extend([412, 428]);
    } else if path.starts_with("/hours/{id}/") {
        failures.push(412);
    }
    let header = |what: &str| json!({ "description": what, "schema": { "type": "string" } });
    let version = header("The version, for `If-Match`.");
    let etag = json!({ "ETag": version });
    let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else { return };
    if let Some(made) = responses.get_mut("201").and_then(Value::as_object_mut) {
        let headers = json!({ "ETag": version, "Location": header("Where it stands.") });
        made.insert("headers".to_owned(), headers);
    }
    let lists = path.ends_with("/progress") || path.ends_with("/forecast") || path == "/rules/{rule}" || !one;
    if let Some(read) = responses.get_mut("200").and_then(Value::as_object_mut)
        && !lists
    {
        read.insert("headers".to_owned(), etag);
    }
    if method == "get" && !lists {
        responses.insert("304".to_owned(), json!({ "description": "As `If-None-Match` has it already." }));
    }
    let may_vanish = path == "/placements/{id}/return" || (path.starts_with("/people") && method != "get");
    if may_vanish {
        responses.insert("204".to_owned(), json!({ "description": "Done; it is not yours to see any more." }));
    }
    for (status, response) in responses.iter_mut() {
        if response["description"] == "" {
            response["description"] = json!(if status == "204" { "Done." } else { "What is there now." });
        }
    }
    let content = json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
    for status in failures {
        let failure = json!({ "description": meaning(status), "content": content });
        responses.insert(status.to_string(), failure);
    }
}

const fn meaning(status: u16) -> &'static str {
    match status {
        400 => "The body is not JSON.",
        401 => "There is no token, or it is not known.",
        403 => "The token may not do this.",
        404 => "It does not exist, or is not yours to see.",
        409 => "The state of things does not allow it.",
        412 => "It was changed since it was read.",
        413 => "The body is too large.",
        415 => "The body is not `application/json`.",
        422 => "Some values are wrong.",
        428 => "`If-Match` is missing.",
        429 => "Too many requests; `Retry-After` says how many seconds to wait.",
        _ => "Busy; try again after `Retry-After` seconds.",
    }
}

/// Lets a PATCH take the patch of its noun instead of the whole, and names the noun.
fn take_patch(operation: &mut Map<String, Value>) -> Option<String> {
    let content = operation.get_mut("requestBody")?.get_mut("content")?;
    let schema = content.get_mut("application/json")?.get_mut("schema")?.get_mut("$ref")?;
    let noun = schema.as_str()?.strip_suffix("Input")?.to_owned();
    *schema = json!(format!("{noun}Patch"));
    noun.rsplit('/').next().map(str::to_owned)
}

/// The schema of what may be changed: nothing is needed, and null takes a value away (RFC 7396).
fn as_patch(input: &Value) -> Value {
    let mut patch = input.clone();
    if let Some(schema) = patch.as_object_mut() {
        schema.remove("required");
        schema.insert("description".to_owned(), json!("What is to change; null takes a value away (RFC 7396)."));
        for (_, property) in schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten() {
            let is_nullable = property.get("oneOf").is_some() || property["type"].is_array();
            if !is_nullable {
                *property = json!({ "oneOf": [{ "type": "null" }, property.clone()] });
            }
        }
    }
    patch
}
