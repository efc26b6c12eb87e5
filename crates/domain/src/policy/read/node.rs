//! A file as a tree whose every part knows its line, also after a child's part has been laid over its parent's.

use std::sync::Arc;

use super::super::error::{PackError, PackErrorCode};

/// Where something stands.
#[derive(Clone, Debug)]
pub(in crate::policy) struct Place {
    /// The file.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The dotted path in that file.
    pub field: String,
}

impl Place {
    /// An error here.
    pub fn error(&self, code: PackErrorCode, detail: impl std::fmt::Display) -> PackError {
        PackError {
            file: self.file.to_string(),
            line: Some(self.line),
            field: self.field.clone(),
            code,
            detail: detail.to_string(),
        }
    }
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(in crate::policy) struct Node {
    /// Where.
    pub place: Place,
    /// What.
    pub value: Value,
}

/// A value.
#[derive(Clone, Debug)]
pub(in crate::policy) enum Value {
    Text(String),
    Integer(i64),
    Float(f64),
    Flag(bool),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(in crate::policy) struct Entry {
    pub key: String,
    /// Where the key stands.
    pub place: Place,
    pub node: Node,
}

/// Fields of a rule that say something about the rule alone and are not taken from the parent's.
const OWN: [&str; 2] = ["inherits", "supersedes"];

/// Tables that mean something only as a whole: `{ months = 30 }` over `{ years = 5 }` is 30 months.
const WHOLE: [&str; 4] = ["length", "grace", "lapsed_at_least", "need"];

impl Node {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The text of a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        match &self.get(key)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The nodes of a list under a key; none for anything else.
    pub fn list(&self, key: &str) -> &[Self] {
        match self.get(key).map(|node| &node.value) {
            Some(Value::List(nodes)) => nodes,
            _ => &[],
        }
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Table(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The value as text, for a message; empty for lists and tables.
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Text(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            Value::Float(number) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
            Value::List(_) | Value::Table(_) => String::new(),
        }
    }

    /// A parent's rule with a child's laid over it.
    pub fn merged_rule(parent: &Self, child: &Self) -> Self {
        let mut merged = Self::merged(parent, child);
        if let Value::Table(entries) = &mut merged.value {
            entries.retain(|entry| !OWN.contains(&entry.key.as_str()) || child.get(&entry.key).is_some());
            for entry in entries.iter_mut().filter(|entry| entry.key == "criterion") {
                if let (Some(above), Some(below)) = (parent.get("criterion"), child.get("criterion")) {
                    entry.node = Self::merged_by_id(above, below);
                }
            }
        }
        merged
    }

    /// Tables are laid over each other key by key; anything else is the child's.
    fn merged(parent: &Self, child: &Self) -> Self {
        let (Value::Table(above), Value::Table(below)) = (&parent.value, &child.value) else {
            return child.clone();
        };
        let mut entries: Vec<Entry> = below
            .iter()
            .map(|entry| {
                let from = parent.get(&entry.key).filter(|_| !WHOLE.contains(&entry.key.as_str()));
                Entry {
                    node: from.map_or_else(|| entry.node.clone(), |from| Self::merged(from, &entry.node)),
                    ..entry.clone()
                }
            })
            .collect();
        entries.extend(above.iter().filter(|entry| child.entry(&entry.key).is_none()).cloned());
        Self { place: child.place.clone(), value: Value::Table(entries) }
    }

    /// Lists of tables laid over each other by the tables' `id`: the parent's order, then what is new.
    fn merged_by_id(parent: &Self, child: &Self) -> Self {
        let (Value::List(above), Value::List(below)) = (&parent.value, &child.value) else {
            return child.clone();
        };
        let same = |list: &[Self], node: &Self| {
            node.text("id").and_then(|id| list.iter().position(|other| other.text("id") == Some(id)))
        };
        let over = |node: &Self| match same(below, node).and_then(|place| below.get(place)) {
            Some(child) => Self::merged(node, child),
            None => node.clone(),
        };
        let mut nodes: Vec<Self> = above.iter().map(over).collect();
        // One that is named twice stays where it is and is refused later as named twice.
        let new = below
            .iter()
            .enumerate()
            .filter(|(place, node)| same(above, node).is_none() || same(below, node) != Some(*place));
        nodes.extend(new.map(|(_, node)| node.clone()));
        Self { place: child.place.clone(), value: Value::List(nodes) }
    }

    /// Where a dotted path stands in `file`: the nearest part of it that the file itself says, and the rest of
    /// the path behind it.
    pub fn locate(&self, path: &str, file: &str) -> Place {
        let mut place = self.place.clone();
        let mut rest = path.to_owned();
        let mut node = Some(self);
        let segments: Vec<&str> = path.split('.').flat_map(|part| part.split_inclusive(']')).collect();
        let mut walked = String::new();
        for segment in segments.iter().flat_map(|segment| halves(segment)) {
            let inner = match segment.strip_prefix('[').and_then(|index| index.strip_suffix(']')) {
                Some(index) => {
                    walked.push_str(segment);
                    index.parse().ok().and_then(|index: usize| match node.map(|node| &node.value) {
                        Some(Value::List(nodes)) => nodes.get(index).map(|node| (node, &node.place)),
                        _ => None,
                    })
                }
                None => {
                    if !walked.is_empty() {
                        walked.push('.');
                    }
                    walked.push_str(segment);
                    node.and_then(|node| node.entry(segment)).map(|entry| (&entry.node, &entry.place))
                }
            };
            if let Some((_, found)) = inner
                && &*found.file == file
            {
                place = found.clone();
                rest = path.strip_prefix(&walked).unwrap_or_default().to_owned();
            }
            node = inner.map(|(node, _)| node);
        }
        let dot = if place.field.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']) { "" } else { "." };
        Place { field: format!("{}{dot}{rest}", place.field), ..place }
    }
}

/// `rule[2]` as `rule` and `[2]`; anything else as it is.
fn halves(segment: &str) -> impl Iterator<Item = &str> {
    let (name, index) = segment.split_at(segment.find('[').unwrap_or(segment.len()));
    [name, index].into_iter().filter(|part| !part.is_empty())
}
