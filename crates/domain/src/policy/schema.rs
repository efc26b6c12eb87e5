//! The JSON Schema of a rule pack, out of its types, for editors.

use serde_json::{Value, json};

use super::pack::Pack;

/// The JSON Schema of a rule pack. A rule that inherits another need not say what it takes from there.
#[must_use]
pub fn pack_schema() -> Value {
    let mut schema = schemars::schema_for!(Pack).to_value();
    if let Some(rule) = schema.pointer_mut("/$defs/Rule").and_then(Value::as_object_mut) {
        let required = rule.remove("required");
        rule.insert("if".to_owned(), json!({ "required": ["inherits"] }));
        rule.insert("then".to_owned(), json!({}));
        let whole = json!({ "criterion": { "items": { "required": ["id", "window", "target"] } } });
        rule.insert("else".to_owned(), json!({ "required": required, "properties": whole }));
    }
    if let Some(criterion) = schema.pointer_mut("/$defs/Criterion").and_then(Value::as_object_mut) {
        criterion.insert("required".to_owned(), json!(["id"]));
    }
    schema
}
