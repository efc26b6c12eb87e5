//! Markup as text, and the page that it is put into.

use chrono::NaiveDate;
use leptos::{
    prelude::document,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, HtmlInputElement},
};

/// Markup in the making.
#[derive(Default)]
pub(super) struct Markup(String);

impl From<Markup> for String {
    fn from(markup: Markup) -> Self {
        markup.0
    }
}

impl Markup {
    /// Adds markup as it is: never what comes from people.
    pub(super) fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Adds a text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        escape(&mut self.0, text);
    }

    /// Adds an attribute, its value escaped.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.text(value);
        self.raw("\"");
    }

    /// Adds an attribute with a number in its value.
    pub(super) fn numbered(&mut self, name: &str, before: &str, number: usize, after: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.raw(before);
        self.raw(&number.to_string());
        self.raw(after);
        self.raw("\"");
    }

    /// Adds an icon of the sprite.
    pub(super) fn icon(&mut self, id: &str) {
        self.raw("<svg class=\"icon\" width=\"20\" height=\"20\" aria-hidden=\"true\"><use href=\"#icon-");
        self.raw(id);
        self.raw("\"></use></svg>");
    }

    /// Adds a chip.
    pub(super) fn chip(&mut self, tone: &str, icon: bool, word: &str) {
        self.raw("<span class=\"chip\" data-tone=\"");
        self.raw(tone);
        self.raw("\">");
        if icon {
            self.icon(tone);
        }
        self.text(word);
        self.raw("</span>");
    }

    /// Begins a button of which the label names what it is about; its word comes next, and an end.
    pub(super) fn button(&mut self, class: &str, deed: &str, label: &str) {
        self.raw("<button type=\"button\" class=\"");
        self.raw(class);
        self.raw("\" data-do=\"");
        self.raw(deed);
        self.raw("\"");
        if !label.is_empty() {
            self.attribute("aria-label", label);
        }
    }
}

/// Adds a text to markup so that it stays a text, also within an attribute in double quotes.
pub(super) fn escape(markup: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            '"' => markup.push_str("&quot;"),
            c => markup.push(c),
        }
    }
}

/// Hundredths of a per cent as a length.
pub(super) fn percent(hundredths: i64) -> String {
    let within = hundredths.clamp(0, 10_000);
    format!("{}.{:02}%", within / 100, within % 100)
}

fn label(out: &mut Markup, id: &str, word: &str) {
    out.raw("<div class=\"field\"><label class=\"field-label\"");
    out.attribute("for", id);
    out.raw(">");
    out.text(word);
    out.raw("</label>");
}

/// A field for a day; `set` says as markup which one it is.
pub(super) fn date(out: &mut Markup, id: &str, set: &str, word: &str, value: NaiveDate) {
    label(out, id, word);
    out.raw("<input type=\"date\" class=\"control\" min=\"1990-01-01\" max=\"2100-12-31\" ");
    out.raw(set);
    out.attribute("id", id);
    out.attribute("value", &value.to_string());
    out.raw("></div>");
}

/// A field for a number from 0 to `most`; `problem` is what is said of any other.
pub(super) fn number(out: &mut Markup, id: &str, set: &str, word: &str, value: &str, most: u32, problem: &str) {
    label(out, id, word);
    out.raw("<input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"control control-short\" ");
    out.raw(set);
    out.attribute("id", id);
    out.attribute("value", value);
    out.attribute("data-most", &most.to_string());
    let error = format!("{id}-error");
    out.attribute("aria-describedby", &error);
    out.raw("><p class=\"field-error\" hidden");
    out.attribute("id", &error);
    out.raw(">");
    out.text(problem);
    out.raw("</p></div>");
}

/// A field for one of several values, by their stable texts.
pub(super) fn select<'a>(
    out: &mut Markup,
    id: &str,
    set: &str,
    word: &str,
    options: impl Iterator<Item = (&'a str, &'a str)>,
    value: &str,
) {
    label(out, id, word);
    out.raw("<select class=\"control\" ");
    out.raw(set);
    out.attribute("id", id);
    out.raw(">");
    for (text, word) in options {
        out.raw("<option");
        out.attribute("value", text);
        out.raw(if text == value { " selected>" } else { ">" });
        out.text(word);
        out.raw("</option>");
    }
    out.raw("</select></div>");
}

/// Puts markup into the element of an id if it is another than before: what is read out aloud must not be touched
/// for nothing.
pub(super) fn put_new(id: &str, markup: &Markup, before: &mut String) {
    if *before != markup.0 {
        before.clone_from(&markup.0);
        if let Some(element) = element(id) {
            element.set_inner_html(&markup.0);
        }
    }
}

/// The element of an id.
pub(super) fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Puts markup into the element of an id.
pub(super) fn put(id: &str, markup: Markup) {
    if let Some(element) = element(id) {
        element.set_inner_html(&markup.0);
    }
}

/// Shows or hides an element, and says so on the button `id-open` that does it.
pub(super) fn unfold(id: &str, open: bool, word: &str) {
    if let Some(element) = element(id) {
        drop(if open { element.remove_attribute("hidden") } else { element.set_attribute("hidden", "") });
    }
    if let Some(button) = element(&format!("{id}-open")) {
        drop(button.set_attribute("aria-expanded", if open { "true" } else { "false" }));
        button.set_text_content(Some(word));
    }
}

/// Puts a value into the field of an id.
pub(super) fn set(id: &str, value: &str) {
    if let Some(field) = element(id) {
        field.unchecked_ref::<HtmlInputElement>().set_value(value);
    }
}

/// Gives the focus to the element of an id.
pub(super) fn focus(id: &str) {
    if let Some(element) = element(id).and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        drop(element.focus());
    }
}
