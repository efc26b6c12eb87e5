//! From the bytes of a file to its properties with their line numbers.

use domain::Code;

use super::{LONGEST_LINE, Problems};

/// One property: `NAME;PARAM=value:value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    /// The line it begins on.
    pub(super) line: u32,
    /// Upper case.
    pub(super) name: String,
    /// Names in upper case, values without quotes.
    params: Vec<(String, String)>,
    /// As it stands, still escaped.
    pub(super) value: String,
}

impl Property {
    /// The first value of a parameter.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether another says the same.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.value == other.value && self.params == other.params
    }

    /// How an error names it.
    pub(super) fn told(&self) -> String {
        format!("{}:{}", self.name, self.value)
    }
}

/// Hands every property of the file to `take`, in order; stops when there are too many errors, or when
/// `take` wants no more.
///
/// Lines end in CRLF, LF or both mixed. A continuation begins with a space or a tab; bytes are joined before
/// they become text, because writers cut lines in the middle of a character.
pub(super) fn properties(bytes: &[u8], problems: &mut Problems, mut take: impl FnMut(Property, &mut Problems) -> bool) {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut open = Open { line: 0, bytes: Vec::new(), too_long: false };
    for (line, raw) in (1_u32..).zip(bytes.split(|byte| *byte == b'\n')) {
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        if let (Some((b' ' | b'\t', rest)), true) = (raw.split_first(), open.line > 0) {
            open.push(rest);
            continue;
        }
        if !open.hand_over(problems, &mut take) || problems.is_full() {
            return;
        }
        open.begin(line, raw);
    }
    open.hand_over(problems, &mut take);
}

/// The line being put together.
struct Open {
    line: u32,
    bytes: Vec<u8>,
    too_long: bool,
}

impl Open {
    fn begin(&mut self, line: u32, raw: &[u8]) {
        self.line = line;
        self.bytes.clear();
        self.too_long = false;
        self.push(raw);
    }

    fn push(&mut self, raw: &[u8]) {
        if self.bytes.len() + raw.len() > LONGEST_LINE {
            self.too_long = true;
        } else {
            self.bytes.extend_from_slice(raw);
        }
    }

    fn hand_over(&self, problems: &mut Problems, take: &mut impl FnMut(Property, &mut Problems) -> bool) -> bool {
        if self.too_long {
            let head = self.bytes.get(..40).unwrap_or(&self.bytes);
            problems.add(self.line, Code::LineTooLong, String::from_utf8_lossy(head));
            return true;
        }
        if self.bytes.trim_ascii().is_empty() {
            return true;
        }
        let Ok(text) = std::str::from_utf8(&self.bytes) else {
            problems.add(self.line, Code::BadEncoding, String::from_utf8_lossy(&self.bytes));
            return true;
        };
        match parse(self.line, text) {
            Some(property) => take(property, problems),
            None => {
                problems.add(self.line, Code::BrokenLine, text);
                true
            }
        }
    }
}

fn parse(line: u32, text: &str) -> Option<Property> {
    let end = text.find([':', ';'])?;
    let (name, mut rest) = text.split_at_checked(end)?;
    let name = name.trim();
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_') {
        return None;
    }
    // A group before the name, as some writers of cards leave it, says nothing about a calendar.
    let name = name.rsplit('.').next().unwrap_or(name).to_ascii_uppercase();
    let mut params = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        let (param, after) = after.split_once('=')?;
        let (value, after) = param_value(after)?;
        params.push((param.trim().to_ascii_uppercase(), value));
        rest = after;
    }
    let value = rest.strip_prefix(':')?;
    Some(Property { line, name, params, value: value.to_owned() })
}

/// The first value of a parameter and what follows all its values.
fn param_value(text: &str) -> Option<(String, &str)> {
    let (mut first, mut rest) = (None, text);
    loop {
        let value;
        if let Some(quoted) = rest.strip_prefix('"') {
            (value, rest) = quoted.split_once('"')?;
        } else {
            let end = rest.find([',', ';', ':'])?;
            (value, rest) = rest.split_at_checked(end)?;
        }
        first.get_or_insert_with(|| value.to_owned());
        match rest.strip_prefix(',') {
            Some(more) => rest = more,
            None => return first.map(|first| (first, rest)),
        }
    }
}
