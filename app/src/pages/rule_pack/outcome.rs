//! What came of a text that is to be a pack: everything that is wrong with it, or that it may be saved.

use domain::policy::{Pack, PackError, PackErrorCode};
use leptos::prelude::*;

use crate::{
    ui::{
        notice::Notice,
        table::{Cell, Column, Row, Table},
        tone::Tone,
    },
    words::Words,
};

/// Everything that is wrong, with its line, its field and a sentence.
pub(super) fn errors(w: Words, errors: &[PackError]) -> AnyView {
    let rows = errors
        .iter()
        .map(|error| {
            let place = error.line.map_or(w.pack_wrong_file().to_owned(), |line| w.pack_wrong_line(line));
            Row::new()
                .title(w.pack_wrong_place(), &place, "")
                .cell(Cell::Text, w.pack_wrong_field(), &error.field)
                .cell(Cell::Text, w.pack_wrong_what(), &told(w, error))
                .view()
        })
        .collect::<Vec<_>>();
    let columns =
        vec![Column::text(w.pack_wrong_place()), Column::text(w.pack_wrong_field()), Column::text(w.pack_wrong_what())];
    view! {
        <div class="pack-wrong">
            <div class="notice" data-tone="short" role="alert">
                {crate::ui::icon::icon(crate::ui::icon::IconName::Warning)}
                <div class="notice-text"><p class="notice-title">{w.pack_wrong(errors.len())}</p></div>
            </div>
            <Table caption=w.pack_wrong_table() columns=columns>{rows}</Table>
        </div>
    }
    .into_any()
}

fn told(w: Words, error: &PackError) -> String {
    match error.code {
        PackErrorCode::TestFailed => w.test_failed(&error.detail),
        code => w.pack_error(code, &error.detail),
    }
}

/// That all is well, with how much there is and the tests that passed; `taken` when the version is in use.
pub(super) fn well(w: Words, pack: &Pack, taken: bool) -> AnyView {
    let names = pack.test.iter().map(|case| view! { <li>{w.text(&case.name).to_owned()}</li> }).collect::<Vec<_>>();
    let shown = w.pack_tests_show(pack.test.len());
    let names = (!names.is_empty()).then(|| {
        view! {
            <details>
                <summary>{shown}</summary>
                <ul class="pack-differences">{names}</ul>
            </details>
        }
    });
    let taken = taken.then(|| view! { <p>{w.pack_version_known(&pack.version)}</p> });
    let told = w.pack_checked_well_text(pack.rule.len(), pack.test.len());
    view! {
        <Notice tone=if taken.is_some() { Tone::AtRisk } else { Tone::Met }>
            <p class="notice-title">{w.pack_checked_well()}</p>
            <p>{told}</p>
            {taken}
            {names}
        </Notice>
    }
    .into_any()
}
