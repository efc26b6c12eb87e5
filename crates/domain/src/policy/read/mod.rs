//! Reading the text of a rule pack: first into a tree with lines, then, once its parent is known, into types.

mod node;
mod typed;

use std::{ops::Range, sync::Arc};

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};

use self::node::{Entry, Value};
pub(super) use self::node::{Node, Place};
use super::{
    error::{PackError, PackErrorCode},
    pack::Pack,
};

/// The largest file that is read as a rule pack, in bytes.
pub const MAX_PACK_BYTES: usize = 1 << 20;

/// The lists of a pack, whose parts are read one by one so that each says what is wrong with it.
const LISTS: [&str; 3] = ["rule", "indicator", "test"];

/// A pack as it stands in its file: what its rules take from their parents is not there yet.
#[derive(Clone, Debug)]
pub struct Draft {
    pub(super) file: String,
    pub(super) id: String,
    pub(super) inherits: Option<String>,
    pub(super) root: Node,
}

impl Draft {
    /// The pack's identifier.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The identifier of the pack that it inherits from.
    #[must_use]
    pub fn inherits(&self) -> Option<&str> {
        self.inherits.as_deref()
    }
}

/// Reads the text of a pack as far as it can be read without its parent.
///
/// # Errors
/// Everything that is no TOML, with its line; a pack without an identifier.
pub fn read(file_name: &str, text: &str) -> Result<Draft, Vec<PackError>> {
    let source = Source::new(file_name, text);
    let whole = source.place(0..0, String::new());
    if text.len() > MAX_PACK_BYTES {
        return Err(vec![whole.error(PackErrorCode::TooLarge, MAX_PACK_BYTES)]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(errors.iter().map(|error| source.syntax(error)).collect());
    }
    let mut errors = Vec::new();
    let root = Node { place: whole, value: source.table(table.get_ref(), "", &mut errors) };
    let mut named = |key: &'static str, needed: bool| match (root.get(key), root.text(key)) {
        (_, Some(text)) => Some(text.to_owned()),
        (Some(node), None) => {
            errors.push(node.place.error(PackErrorCode::WrongType, "text"));
            None
        }
        (None, None) => {
            if needed {
                errors.push(PackError { field: key.to_owned(), ..root.place.error(PackErrorCode::MissingField, "") });
            }
            None
        }
    };
    let (id, inherits) = (named("id", true), named("inherits", false));
    match id {
        Some(id) if errors.is_empty() => Ok(Draft { file: file_name.to_owned(), id, inherits, root }),
        _ => Err(errors),
    }
}

/// A pack out of a tree in which every rule is whole.
///
/// # Errors
/// The first wrong field of every rule, indicator and test case, and of the rest.
pub(super) fn typed(root: &Node) -> Result<Pack, Vec<PackError>> {
    let file = &root.place.file;
    let mut errors = Vec::new();
    let mut header = root.clone();
    if let Value::Table(entries) = &mut header.value {
        let apart = |entry: &Entry| LISTS.contains(&entry.key.as_str()) && matches!(entry.node.value, Value::List(_));
        entries.retain(|entry| !apart(entry));
    }
    let pack = one::<Pack>(&header, file, &mut errors);
    let rule = all(root.list("rule"), file, &mut errors);
    let indicator = all(root.list("indicator"), file, &mut errors);
    let test = all(root.list("test"), file, &mut errors);
    match pack {
        Some(pack) if errors.is_empty() => Ok(Pack { rule, indicator, test, ..pack }),
        _ => Err(errors),
    }
}

fn one<T: DeserializeOwned>(node: &Node, file: &str, errors: &mut Vec<PackError>) -> Option<T> {
    T::deserialize(node).map_err(|wrong| errors.push(wrong.into_error(file))).ok()
}

fn all<T: DeserializeOwned>(nodes: &[Node], file: &str, errors: &mut Vec<PackError>) -> Vec<T> {
    nodes.iter().filter_map(|node| one(node, file, errors)).collect()
}

impl Node {
    /// The same pack with other rules.
    pub(super) fn with_rules(mut self, rules: Vec<Node>) -> Self {
        if let Value::Table(entries) = &mut self.value {
            for entry in entries.iter_mut().filter(|entry| entry.key == "rule") {
                entry.node.value = Value::List(rules.clone());
            }
        }
        self
    }
}

/// The text of a file.
struct Source<'a> {
    file: Arc<str>,
    text: &'a str,
    /// Where lines end, in bytes.
    ends: Vec<usize>,
}

impl<'a> Source<'a> {
    fn new(file: &str, text: &'a str) -> Self {
        Self { file: file.into(), text, ends: text.match_indices('\n').map(|(at, _)| at).collect() }
    }

    fn place(&self, span: Range<usize>, field: String) -> Place {
        let line = self.ends.partition_point(|end| *end < span.start) + 1;
        Place { file: Arc::clone(&self.file), line: u32::try_from(line).unwrap_or(u32::MAX), field }
    }

    fn syntax(&self, error: &toml::de::Error) -> PackError {
        let span = error.span().unwrap_or_default();
        let code = match error.message() {
            "duplicate key" => PackErrorCode::DuplicateKey,
            _ => PackErrorCode::Syntax,
        };
        let found = self.text.get(span.clone()).unwrap_or_default().trim();
        self.place(span, String::new()).error(code, found.chars().take(40).collect::<String>())
    }

    fn table(&self, table: &DeTable<'_>, path: &str, errors: &mut Vec<PackError>) -> Value {
        let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
            let name: &std::borrow::Cow<'_, str> = key.get_ref();
            let field = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
            Entry {
                key: name.to_string(),
                place: self.place(key.span(), field.clone()),
                node: self.node(value, field, errors),
            }
        };
        Value::Table(table.iter().map(entry).collect())
    }

    fn node(&self, value: &toml::Spanned<DeValue<'_>>, field: String, errors: &mut Vec<PackError>) -> Node {
        let place = self.place(value.span(), field);
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => {
                    errors.push(place.error(PackErrorCode::WrongValue, number.as_str()));
                    Value::Integer(0)
                }
            },
            DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(day) => Value::Text(day.to_string()),
            DeValue::Array(values) => {
                let nodes = values.iter().enumerate();
                Value::List(nodes.map(|(at, it)| self.node(it, format!("{}[{at}]", place.field), errors)).collect())
            }
            DeValue::Table(table) => self.table(table, &place.field, errors),
        };
        Node { place, value }
    }
}
