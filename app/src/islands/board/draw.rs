//! A row of the board as markup: the same on the server and in the browser.
//!
//! Places in time are per cent in attributes of the picture, so that no style is needed, which pages forbid.

use chrono::NaiveDate;
use domain::{
    board::{Bar, Change, Row, lines},
    placement::State,
};

use crate::words::Words;

/// Height of a row with one line of bars, px.
const ROW: usize = 44;
/// Height of a line of bars, px.
const LINE: usize = 24;
/// Height of a bar, px.
const BAR: usize = 20;

/// The days of a board, as a scale from 0 to 100 per cent.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// The first day.
    pub from: NaiveDate,
    /// How many days there are.
    pub days: i64,
}

impl Scale {
    /// The scale of the days `from..=to`.
    #[must_use]
    pub fn new(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from, days: (to - from).num_days().max(0) + 1 }
    }

    /// Where a day starts, in thousandths of a per cent; cut off at the edges.
    #[must_use]
    pub fn at(self, day: NaiveDate) -> i64 {
        (day - self.from).num_days().clamp(0, self.days) * 100_000 / self.days
    }

    /// Where a bar starts and how wide it is, as attributes have it.
    #[must_use]
    pub fn place(self, first: NaiveDate, last: NaiveDate) -> (String, String) {
        let start = self.at(first);
        let end = last.succ_opt().map_or(start, |after| self.at(after));
        // Even a day is a bar one can see and hit.
        (percent(start), percent((end - start).max(300)))
    }
}

/// Thousandths of a per cent as a length.
#[must_use]
pub fn percent(thousandths: i64) -> String {
    format!("{}.{:03}%", thousandths / 1000, thousandths % 1000)
}

/// How high a row is, px.
pub(super) fn height(row: &Row) -> usize {
    let lines = lines_of(row).into_iter().max().unwrap_or_default() + 1;
    ROW.max(lines * LINE + ROW - LINE)
}

fn lines_of(row: &Row) -> Vec<usize> {
    let days: Vec<_> = row.bars.iter().map(|bar| (bar.first_day, bar.last_day)).collect();
    lines(&days)
}

const fn look(state: State) -> &'static str {
    match state {
        State::Draft => "draft",
        State::Submitted => "submitted",
        State::Approved | State::Active => "agreed",
        State::Completed | State::Terminated | State::Declined | State::Withdrawn => "ended",
    }
}

/// Adds a row to markup.
pub fn draw_row(out: &mut String, w: Words, row: &Row, scale: Scale) {
    let height = height(row);
    out.push_str("<div class=\"board-row\" role=\"row\" id=\"board-row-");
    out.push_str(&row.person.to_string());
    out.push_str("\"><div class=\"board-name\" role=\"rowheader\"><a href=\"/people/");
    out.push_str(&row.person.to_string());
    out.push_str("/calendar\">");
    escape(out, &row.name);
    out.push_str("</a>");
    if !row.department.is_empty() {
        out.push_str("<span class=\"sub\">");
        escape(out, &row.department);
        out.push_str("</span>");
    }
    out.push_str("</div><div class=\"board-lane\" role=\"cell\"><svg class=\"board-bars\" width=\"100%\" height=\"");
    out.push_str(&height.to_string());
    out.push_str("\"><use href=\"#board-grid\"></use>");
    for (bar, line) in row.bars.iter().zip(lines_of(row)) {
        draw_bar(out, w, bar, scale, line * LINE + (ROW - BAR) / 2);
    }
    out.push_str("</svg></div></div>");
}

fn draw_bar(out: &mut String, w: Words, bar: &Bar, scale: Scale, y: usize) {
    let (x, width) = scale.place(bar.first_day, bar.last_day);
    let label = bar_label(w, bar);
    out.push_str("<a class=\"board-bar\" draggable=\"false\" data-look=\"");
    out.push_str(look(bar.state));
    if bar.change != Change::No {
        out.push_str("\" data-change=\"");
        out.push_str(bar.change.as_str());
    }
    out.push_str("\" id=\"board-bar-");
    out.push_str(&bar.id.to_string());
    out.push_str("\" href=\"/placements/");
    out.push_str(&bar.id.to_string());
    out.push_str("\" aria-label=\"");
    escape(out, &label);
    out.push_str("\"><title>");
    escape(out, &label);
    out.push_str("</title>");
    let y = y.to_string();
    if let Some((first, last)) = bar.proposed {
        let (x, width) = scale.place(first, last);
        for text in ["<rect class=\"board-proposed\" rx=\"4\" x=\"", &x, "\" width=\"", &width, "\" y=\"", &y] {
            out.push_str(text);
        }
        out.push_str("\" height=\"20\"></rect>");
    }
    for text in ["<svg class=\"board-shape\" height=\"20\" x=\"", &x, "\" width=\"", &width, "\" y=\"", &y] {
        out.push_str(text);
    }
    out.push_str("\"><rect width=\"100%\" height=\"100%\" rx=\"4\"></rect><text x=\"6\" y=\"15\">");
    escape(out, &bar.place);
    out.push_str("</text></svg></a>");
}

/// A bar in words.
pub(super) fn bar_label(w: Words, bar: &Bar) -> String {
    let mut label = w.board_bar(&bar.place, &w.days(bar.first_day, bar.last_day), w.state(bar.state));
    if let Some((first, last)) = bar.proposed {
        label.push_str(w.pick("，", ", "));
        label.push_str(&w.board_proposed(&w.days(first, last)));
    }
    label
}

/// Adds a text so that it stays a text, also within an attribute in double quotes.
fn escape(markup: &mut String, text: &str) {
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
