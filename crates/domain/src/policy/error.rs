//! What is wrong with a rule pack, and where. Sentences for people are made from the codes elsewhere.

use serde::{Deserialize, Serialize};

text_enum! {
    /// What is wrong with a rule pack.
    pub enum PackErrorCode {
        /// The file is larger than a rule pack may be; the detail is the limit in bytes.
        TooLarge = "too_large",
        /// It is no TOML; the detail is the text at that place.
        Syntax = "syntax",
        /// A key stands there twice; the detail is the key.
        DuplicateKey = "duplicate_key",
        /// There is no such field; the detail is the field that may be meant.
        UnknownField = "unknown_field",
        /// A field is missing.
        MissingField = "missing_field",
        /// The field takes another type; the detail is that type: `text`, `number`, `flag`, `date`, `list`, `table`.
        WrongType = "wrong_type",
        /// The field does not take this value; the detail is the values it takes, or else the one found.
        WrongValue = "wrong_value",
        /// An identifier, version or code is not well formed; the detail is what was found.
        BadId = "bad_id",
        /// The identifier is taken; the detail is the identifier.
        DuplicateId = "duplicate_id",
        /// A text is empty.
        EmptyText = "empty_text",
        /// The second of two ends lies before or at the first.
        Order = "order",
        /// A number lies outside its range; the detail is the range.
        OutOfRange = "out_of_range",
        /// A window of this kind needs the field; the detail is the kind.
        WindowNeeds = "window_needs",
        /// A window of this kind has no such field; the detail is the kind.
        WindowForbids = "window_forbids",
        /// The window has no length.
        WindowEmpty = "window_empty",
        /// It is no day of a year in the form `MM-DD`; the detail is what was found.
        BadDayOfYear = "bad_day_of_year",
        /// An amount is zero where that means nothing.
        Zero = "zero",
        /// What the facts count by never becomes what the target measures; the detail is both measures.
        Unconvertible = "unconvertible",
        /// The amount measures something that it cannot be compared with; the detail is its measure.
        OtherMeasure = "other_measure",
        /// The rule has no criterion.
        NoCriterion = "no_criterion",
        /// There is no criterion of this name; the detail is the name.
        UnknownCriterion = "unknown_criterion",
        /// The criterion is not needed for anything; the detail is its name.
        CriterionNotNeeded = "criterion_not_needed",
        /// It needs all or any of nothing.
        EmptyNeed = "empty_need",
        /// There is no cap or sub-target of this name; the detail is the name.
        UnknownPart = "unknown_part",
        /// There is no rule of this identifier, or it is not one that may be named here; the detail is it.
        UnknownRule = "unknown_rule",
        /// There is no pack of this identifier; the detail is the identifier.
        UnknownPack = "unknown_pack",
        /// The pack inherits from itself; the detail is the way round.
        Cycle = "cycle",
        /// The rule that it inherits from does not let this field be changed.
        NotStrengthenable = "not_strengthenable",
        /// The field is weaker than in the rule that it inherits from.
        Weaker = "weaker",
        /// Two fields exclude each other; the detail is the other one.
        Contradiction = "contradiction",
        /// It is no span of a day as people type it; the detail is what was found.
        BadSpan = "bad_span",
        /// A test case fails; the detail is its name and the fields that differ, each with what was expected and found.
        TestFailed = "test_failed",
    }
}

/// One thing that is wrong with a rule pack, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackError {
    /// The file.
    pub file: String,
    /// The line in the file, from 1; `None` where no line says it.
    pub line: Option<u32>,
    /// The field as a dotted path, places in lists from 0: `rule[2].criterion[0].window.length`; empty for the
    /// whole file.
    pub field: String,
    /// What is wrong.
    pub code: PackErrorCode,
    /// Names and numbers that belong to the code; empty where there are none.
    pub detail: String,
}

impl std::fmt::Display for PackError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}: {}", self.field, self.code)?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, " ({})", self.detail) }
    }
}

impl std::error::Error for PackError {}

/// One thing that is wrong with a pack whose text is not at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The field as a dotted path.
    pub field: String,
    /// What is wrong.
    pub code: PackErrorCode,
    /// Names and numbers that belong to the code.
    pub detail: String,
}

impl Finding {
    /// A finding without a detail.
    #[must_use]
    pub fn new(field: impl Into<String>, code: PackErrorCode) -> Self {
        Self { field: field.into(), code, detail: String::new() }
    }

    /// The same with a detail.
    #[must_use]
    pub fn with(self, detail: impl std::fmt::Display) -> Self {
        Self { detail: detail.to_string(), ..self }
    }
}
