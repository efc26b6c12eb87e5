//! Lists to take out.

use leptos::prelude::*;
use service::mapping::Kind;

use crate::{
    pages::{Page, page},
    ui::{
        empty::Empty,
        icon::IconName,
        layout::PageHeader,
        table::{Column, Table},
    },
    words::Words,
};

/// The lists the actor may take out, each as CSV, XLSX or JSON.
#[component]
pub fn ExportsPage() -> impl IntoView {
    page(async move |visit| {
        let w = visit.words();
        let kinds = service::export::kinds(&visit.ctx)?;
        let content = if kinds.is_empty() {
            view! { <Empty title=w.exports_none() icon=IconName::Import /> }.into_any()
        } else {
            table(w, &kinds, service::flows::may_read(&visit.ctx))
        };
        let body = view! {
            <PageHeader title=w.exports() lead=w.exports_lead() />
            {content}
        };
        Ok(Page::new(w.exports(), body))
    })
}

/// The forms of a file with the end of its name.
const FORMS: [(&str, &str); 3] = [("XLSX", "xlsx"), ("CSV", "csv"), ("JSON", "json")];

fn table(w: Words, kinds: &[Kind], community: bool) -> AnyView {
    let lists = kinds.iter().map(|kind| {
        let hint = w.import_kind_hint(*kind);
        let hint = hint.split_once(['：', ':']).map_or(hint, |(_, hint)| hint.trim());
        row(w, kind.as_str(), w.import_kind(*kind), hint, &FORMS)
    });
    let mut rows = lists.collect::<Vec<_>>();
    if community {
        // Numbers that no import takes back: for people, not for programs.
        let [xlsx, csv, _] = FORMS;
        let forms = [xlsx, csv];
        rows.push(row(w, "flows", w.flows(), w.flows_export_hint(), &forms));
        rows.push(row(w, "reporting", w.reporting(), w.reporting_export_hint(), &forms));
    }
    let columns = vec![Column::text(w.export_list()), Column::actions(w.export_download())];
    view! { <Table caption=w.exports_caption() columns=columns>{rows}</Table> }.into_any()
}

fn row(w: Words, file: &str, name: &'static str, hint: &'static str, forms: &[(&'static str, &str)]) -> AnyView {
    let links = forms.iter().map(|(word, end)| {
        let (word, href) = (*word, format!("/exports/{file}.{end}"));
        view! { <a class="button" href=href download aria-label=w.export_as(word, name)>{word}</a> }
    });
    let links = links.collect::<Vec<_>>();
    view! {
        <tr>
            <td class="lead" data-label=w.export_list()>
                <b>{name}</b>
                <span class="sub">{hint}</span>
            </td>
            <td data-label=w.export_download()>
                <div class="actions">{links}</div>
            </td>
        </tr>
    }
    .into_any()
}
