//! The cells of a heat map, written straight as text: a college has thousands of them.

use leptos::tachys::html::InertElement;

use super::{super::tone::Tone, row::escape};

/// A row of a heat map under construction, cell by cell in the order of the columns.
#[derive(Clone, Debug)]
pub struct HeatRow {
    html: String,
}

impl HeatRow {
    /// A row that begins with its name, a link; `sub` stands below it in small, unless it is empty.
    #[must_use]
    pub fn new(href: &str, name: &str, sub: &str) -> Self {
        let mut html = String::with_capacity(2_048);
        html.push_str("<tr><th scope=\"row\"><a href=\"");
        escape(&mut html, href);
        html.push_str("\">");
        escape(&mut html, name);
        html.push_str("</a>");
        if !sub.is_empty() {
            html.push_str("<span class=\"sub\">");
            escape(&mut html, sub);
            html.push_str("</span>");
        }
        html.push_str("</th>");
        Self { html }
    }

    /// A cell: its colour, the icon that says the same, a short figure, and all of it in words.
    #[must_use]
    pub fn cell(mut self, href: &str, tone: Tone, figure: &str, told: &str) -> Self {
        self.html.push_str("<td><a class=\"heat\" data-tone=\"");
        self.html.push_str(tone.name());
        self.html.push_str("\" href=\"");
        escape(&mut self.html, href);
        self.html.push_str("\" title=\"");
        escape(&mut self.html, told);
        self.html.push_str("\" aria-label=\"");
        escape(&mut self.html, told);
        self.html.push_str("\">");
        if let Some(icon) = tone.icon() {
            self.html.push_str(icon.markup());
        }
        self.html.push_str("<span>");
        escape(&mut self.html, figure);
        self.html.push_str("</span></a></td>");
        self
    }

    /// A cell of a rule that has nothing to say to the person; `told` says so.
    #[must_use]
    pub fn none(mut self, told: &str) -> Self {
        self.html
            .push_str("<td><span class=\"heat-none\" aria-hidden=\"true\">—</span><span class=\"visually-hidden\">");
        escape(&mut self.html, told);
        self.html.push_str("</span></td>");
        self
    }

    /// The row as a view, among the rows of a table.
    #[must_use]
    pub fn view(mut self) -> InertElement {
        self.html.push_str("</tr>");
        InertElement::new(self.html)
    }
}
