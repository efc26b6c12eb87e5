//! The board as a picture: drawn here whole for one page of rows, taken over by the island where scripts run.

use chrono::{Datelike, Days, Months, NaiveDate};
use domain::board::{BoardFilter, Row, Span, write_days, write_rows};
use leptos::prelude::*;
use service::board::Board;

use super::{PATH, wire_row};
use crate::{
    islands::{self, Scale, draw_row},
    pages::address,
    ui::table::Pager,
    words::{Lang, Words},
};

pub(super) fn chart(w: Words, filter: &BoardFilter, board: &Board) -> AnyView {
    let rows: Vec<Row> = board.rows.items.iter().map(|row| wire_row(w, row)).collect();
    let next = board.rows.next.clone().unwrap_or_default();
    let bare = BoardFilter { cursor: String::new(), ..filter.clone() };
    let form = address("", &bare).trim_start_matches('?').to_owned();
    let drawn = drawn(w, filter.span(), board, &rows);
    let start = (!filter.cursor.is_empty()).then(|| address(PATH, &bare));
    let further = (!next.is_empty()).then(|| address(PATH, &BoardFilter { cursor: next.clone(), ..filter.clone() }));
    let count = rows.len();
    view! {
        {legend(w)}
        <islands::Board
            english=w.lang() == Lang::En
            from=board.days.0.to_string()
            to=board.days.1.to_string()
            differing=write_days(&board.differing)
            rows=write_rows(&rows)
            next=next
            count=usize::try_from(board.count).unwrap_or_default()
            filter=form
        >
            <div class="board-frame" tabindex="0" role="region" aria-label=w.board() inner_html=drawn></div>
            <Pager
                label=w.pages()
                previous=start
                previous_text=w.board_start()
                next=further
                next_text=w.next()
                words=w.board_page_rows(count)
            />
        </islands::Board>
    }
    .into_any()
}

/// Head and rows of one page.
fn drawn(w: Words, span: Span, board: &Board, rows: &[Row]) -> String {
    let scale = Scale::new(board.days.0, board.days.1);
    let mut out = format!(
        "<div class=\"board\" role=\"table\" aria-label=\"{}\" data-span=\"{}\">{}<div class=\"board-rows\" \
         role=\"rowgroup\">",
        w.board(),
        span.as_str(),
        head(w, span, scale, board)
    );
    for row in rows {
        draw_row(&mut out, w, row, scale);
    }
    out.push_str("</div></div>");
    out
}

/// The months and weeks above the rows, and the lines that go down from them, which each row refers to.
fn head(w: Words, span: Span, scale: Scale, board: &Board) -> String {
    let x = |day: NaiveDate| islands::percent(scale.at(day));
    let (mut above, mut lines) = (String::new(), String::new());
    for (day, label) in periods(w, span, board.days) {
        above.push_str(&format!("<text x=\"{}\" dx=\"4\" y=\"16\">{label}</text>", x(day)));
        lines.push_str(&format!(
            "<line class=\"board-month\" x1=\"{0}\" x2=\"{0}\" y1=\"0\" y2=\"100%\"></line>",
            x(day)
        ));
    }
    for (day, label) in weeks(span, board.days) {
        above.push_str(&format!("<text class=\"board-week\" x=\"{}\" dx=\"4\" y=\"36\">{label}</text>", x(day)));
        lines.push_str(&format!("<line x1=\"{0}\" x2=\"{0}\" y1=\"0\" y2=\"100%\"></line>", x(day)));
    }
    let today = if (board.days.0..=board.days.1).contains(&board.today) {
        format!("<line class=\"board-today\" x1=\"{0}\" x2=\"{0}\" y1=\"0\" y2=\"100%\"></line>", x(board.today))
    } else {
        String::new()
    };
    format!(
        "<div class=\"board-scale\" role=\"rowgroup\"><div class=\"board-head\" role=\"row\"><div class=\"board-name\" \
         role=\"columnheader\">{}</div><div class=\"board-lane\" role=\"columnheader\"><span class=\"visually-hidden\">{}</span><svg \
         class=\"board-axis\" width=\"100%\" height=\"44\" aria-hidden=\"true\"><defs><g id=\"board-grid\">{lines}{today}\
         </g><pattern id=\"board-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"3\" height=\"6\"></rect></pattern></defs>\
         <use href=\"#board-grid\"></use>{above}</svg></div></div></div>",
        w.board_person(),
        w.board_weeks(),
    )
}

/// The months, or over five years the half years, each with its first day shown and its name.
fn periods(w: Words, span: Span, days: (NaiveDate, NaiveDate)) -> Vec<(NaiveDate, String)> {
    let step = Months::new(if span == Span::FiveYears { 6 } else { 1 });
    let first = days.0.with_day(1).unwrap_or(days.0);
    // Half years begin in September and March, as terms do.
    let first = if span == Span::FiveYears {
        let ahead = (21 - first.month()) % 6;
        first.checked_add_months(Months::new(ahead)).unwrap_or(first)
    } else {
        first
    };
    // A month of which few days are shown has no room for its name.
    let has_room = |day: &NaiveDate| {
        let end = day.checked_add_months(step).map_or(days.1, |next| next.min(days.1));
        (end - (*day).max(days.0)).num_days() > 13
    };
    std::iter::successors(Some(first), |day| day.checked_add_months(step))
        .take_while(|day| *day <= days.1)
        .filter(has_room)
        .map(|day| (day.max(days.0), w.agenda_month_of(day.year(), day.month())))
        .collect()
}

/// The Mondays of a term with their days of the month; of a year without words, of five years none.
fn weeks(span: Span, days: (NaiveDate, NaiveDate)) -> Vec<(NaiveDate, String)> {
    if span == Span::FiveYears {
        return Vec::new();
    }
    let label = |day: NaiveDate| if span == Span::Term { day.day().to_string() } else { String::new() };
    std::iter::successors(Some(days.0), |day| day.checked_add_days(Days::new(7)))
        .take_while(|day| *day <= days.1)
        .map(|day| (day, label(day)))
        .collect()
}

fn legend(w: Words) -> AnyView {
    let looks = [
        ("draft", w.board_look_draft()),
        ("submitted", w.board_look_submitted()),
        ("agreed", w.board_look_agreed()),
        ("ended", w.board_look_ended()),
        ("proposed", w.board_look_proposed()),
    ];
    let items = looks
        .into_iter()
        .map(|(look, word)| view! { <li><span class="board-swatch" data-look=look></span>{word}</li> })
        .collect::<Vec<_>>();
    view! { <ul class="board-legend" aria-label=w.board_legend()>{items}</ul> }.into_any()
}
