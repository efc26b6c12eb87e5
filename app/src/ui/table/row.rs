//! A row of plain facts, written straight as text: a list of fifty rows of views would cost ten times as much.

use super::super::icon::IconName;
use super::super::tone::Tone;
use leptos::tachys::html::InertElement;
use std::fmt::Write as _;

/// What stands in a cell, and whether a phone shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text,
    /// Words that a phone leaves out.
    MinorText,
    /// A date, kept in one line.
    When,
    /// A date that a phone leaves out.
    MinorWhen,
    /// A figure, set to the right.
    Number,
    /// A figure that a phone leaves out.
    MinorNumber,
}

impl Cell {
    const fn class(self) -> &'static str {
        match self {
            Self::Text => "",
            Self::MinorText => " class=\"minor\"",
            Self::When => " class=\"when\"",
            Self::MinorWhen => " class=\"when minor\"",
            Self::Number => " class=\"num\"",
            Self::MinorNumber => " class=\"num minor\"",
        }
    }
}

/// A table row under construction, cell by cell in the order of the columns.
///
/// Every text is escaped here; the label of a cell is its column's name, which a phone shows beside it.
#[derive(Clone, Debug)]
pub struct Row {
    html: String,
}

impl Default for Row {
    fn default() -> Self {
        Self::new()
    }
}

impl Row {
    /// A row without cells.
    #[must_use]
    pub fn new() -> Self {
        let mut html = String::with_capacity(1_024);
        html.push_str("<tr>");
        Self { html }
    }

    /// The cell that names the row and makes the whole row a link; `sub` stands below it in small, unless it is empty.
    #[must_use]
    pub fn lead(mut self, label: &str, href: &str, text: &str, sub: &str) -> Self {
        self.open(" class=\"lead\"", label);
        self.html.push_str("<a class=\"row-link\" href=\"");
        escape(&mut self.html, href);
        self.html.push_str("\">");
        escape(&mut self.html, text);
        self.html.push_str("</a>");
        if !sub.is_empty() {
            self.html.push_str("<span class=\"sub\">");
            escape(&mut self.html, sub);
            self.html.push_str("</span>");
        }
        self.close()
    }

    /// The cell that names the row where there is no page to go to.
    #[must_use]
    pub fn title(mut self, label: &str, text: &str, sub: &str) -> Self {
        self.open(" class=\"lead\"", label);
        self.html.push_str("<b>");
        escape(&mut self.html, text);
        self.html.push_str("</b>");
        if !sub.is_empty() {
            self.html.push_str("<span class=\"sub\">");
            escape(&mut self.html, sub);
            self.html.push_str("</span>");
        }
        self.close()
    }

    /// A cell of text; an empty one takes no room on a phone.
    #[must_use]
    pub fn cell(mut self, cell: Cell, label: &str, text: &str) -> Self {
        self.open(cell.class(), label);
        escape(&mut self.html, text);
        self.close()
    }

    /// A cell with a link of its own.
    #[must_use]
    pub fn link(mut self, cell: Cell, label: &str, href: &str, text: &str) -> Self {
        self.open(cell.class(), label);
        self.html.push_str("<a href=\"");
        escape(&mut self.html, href);
        self.html.push_str("\">");
        escape(&mut self.html, text);
        self.html.push_str("</a>");
        self.close()
    }

    /// A cell with a status chip; the tone's own icon stands in it unless another is given.
    #[must_use]
    pub fn chip(mut self, label: &str, tone: Tone, icon: Option<IconName>, word: &str) -> Self {
        self.open("", label);
        self.html.push_str("<span class=\"chip\" data-tone=\"");
        self.html.push_str(tone.name());
        self.html.push_str("\">");
        if let Some(icon) = icon.or(tone.icon()) {
            self.html.push_str(icon.markup());
        }
        escape(&mut self.html, word);
        self.html.push_str("</span>");
        self.close()
    }

    /// A cell with several named values, one below the other; a dash where there are none.
    #[must_use]
    pub fn list(mut self, label: &str, items: &[(String, String)]) -> Self {
        self.open("", label);
        if items.is_empty() {
            self.html.push('—');
            return self.close();
        }
        self.html.push_str("<ul class=\"cell-list\">");
        for (name, value) in items {
            self.html.push_str("<li><span class=\"sub\">");
            escape(&mut self.html, name);
            self.html.push_str("</span> <b>");
            escape(&mut self.html, value);
            self.html.push_str("</b></li>");
        }
        self.html.push_str("</ul>");
        self.close()
    }

    /// A cell with a chip and the same at length below it, unless that is empty.
    #[must_use]
    pub fn result(mut self, label: &str, tone: Tone, word: &str, told: &str) -> Self {
        self.open("", label);
        self.html.push_str("<span><span class=\"chip\" data-tone=\"");
        self.html.push_str(tone.name());
        self.html.push_str("\">");
        if let Some(icon) = tone.icon() {
            self.html.push_str(icon.markup());
        }
        escape(&mut self.html, word);
        self.html.push_str("</span>");
        if !told.is_empty() {
            self.html.push_str("<span class=\"sub\">");
            escape(&mut self.html, told);
            self.html.push_str("</span>");
        }
        self.html.push_str("</span>");
        self.close()
    }

    /// A cell with a bar: `fraction` from 0 to 1, `description` the same in words for assistive technology.
    #[must_use]
    pub fn bar(mut self, label: &str, fraction: f64, tone: Tone, description: &str) -> Self {
        self.open("", label);
        self.html.push_str("<svg class=\"bar\" data-tone=\"");
        self.html.push_str(tone.name());
        self.html.push_str("\" width=\"100%\" height=\"12\" role=\"img\" aria-label=\"");
        escape(&mut self.html, description);
        self.html.push_str("\"><rect class=\"bar-rest\" y=\"2\" width=\"100%\" height=\"8\" rx=\"4\"></rect>");
        // Writing to a string cannot fail.
        let _ = write!(
            self.html,
            "<rect class=\"bar-done\" y=\"2\" width=\"{:.1}%\" height=\"8\" rx=\"4\"></rect></svg>",
            super::super::progress::percent(fraction)
        );
        self.close()
    }

    /// A cell of text with more below it in small.
    #[must_use]
    pub fn pair(mut self, label: &str, text: &str, sub: &str) -> Self {
        self.open("", label);
        self.html.push_str("<span>");
        escape(&mut self.html, text);
        if !sub.is_empty() {
            self.html.push_str("<span class=\"sub\">");
            escape(&mut self.html, sub);
            self.html.push_str("</span>");
        }
        self.html.push_str("</span>");
        self.close()
    }

    /// A cell with a bar and its amount in words: `fraction` from 0 to 1.
    #[must_use]
    pub fn amount(mut self, label: &str, fraction: f64, tone: Tone, text: &str) -> Self {
        self.open("", label);
        self.html.push_str("<span class=\"amount\" data-tone=\"");
        self.html.push_str(tone.name());
        self.html.push_str("\"><span class=\"amount-text\">");
        escape(&mut self.html, text);
        self.html.push_str(
            "</span><svg class=\"bar\" width=\"100%\" height=\"12\" aria-hidden=\"true\">\
            <rect class=\"bar-rest\" y=\"2\" width=\"100%\" height=\"8\" rx=\"4\"></rect>",
        );
        // Writing to a string cannot fail.
        let _ = write!(
            self.html,
            "<rect class=\"bar-done\" y=\"2\" width=\"{:.1}%\" height=\"8\" rx=\"4\"></rect></svg></span>",
            super::super::progress::percent(fraction)
        );
        self.close()
    }

    /// A cell with a box to tick, sent under `name`; `description` says to assistive technology what it is for.
    #[must_use]
    pub fn tick(mut self, name: &str, value: &str, description: &str, ticked: bool) -> Self {
        self.html.push_str("<td class=\"tick\"><label class=\"tick-target\"><input type=\"checkbox\" name=\"");
        escape(&mut self.html, name);
        self.html.push_str("\" value=\"");
        escape(&mut self.html, value);
        self.html.push_str("\" aria-label=\"");
        escape(&mut self.html, description);
        self.html.push_str(if ticked { "\" checked></label>" } else { "\"></label>" });
        self.close()
    }

    /// A cell without a box, in the column of boxes.
    #[must_use]
    pub fn no_tick(mut self) -> Self {
        self.html.push_str("<td class=\"tick\">");
        self.close()
    }

    /// The row as a view, among the children of a table.
    #[must_use]
    pub fn view(mut self) -> InertElement {
        self.html.push_str("</tr>");
        InertElement::new(self.html)
    }

    fn open(&mut self, class: &'static str, label: &str) {
        self.html.push_str("<td");
        self.html.push_str(class);
        self.html.push_str(" data-label=\"");
        escape(&mut self.html, label);
        self.html.push_str("\">");
    }

    fn close(mut self) -> Self {
        self.html.push_str("</td>");
        self
    }
}

/// Writes a text so that it can stand in an element and in a quoted attribute.
pub(super) fn escape(html: &mut String, text: &str) {
    let mut rest = text;
    // By bytes, since a page has thousands of texts: none of these is part of a longer character.
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        let (plain, special) = rest.split_at(at);
        html.push_str(plain);
        let mut characters = special.chars();
        html.push_str(match characters.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => "&#39;",
        });
        rest = characters.as_str();
    }
    html.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_outside_cannot_become_markup() {
        let row = Row::new().lead("<l>", "/p?a=1&b=\"2\"", "<script>", "O'Brien & 颜").html;
        assert_eq!(
            row,
            "<tr><td class=\"lead\" data-label=\"&lt;l&gt;\"><a class=\"row-link\" href=\"/p?a=1&amp;b=&quot;2&quot;\">\
             &lt;script&gt;</a><span class=\"sub\">O&#39;Brien &amp; 颜</span></td>"
        );
    }
}
