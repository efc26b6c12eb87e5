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
            table(w, &kinds)
        };
        let body = view! {
            <PageHeader title=w.exports() lead=w.exports_lead() />
            {content}
        };
        Ok(Page::new(w.exports(), body))
    })
}

fn table(w: Words, kinds: &[Kind]) -> AnyView {
    let rows = kinds
        .iter()
        .map(|kind| {
            let name = w.import_kind(*kind);
            let hint = w.import_kind_hint(*kind);
            let hint = hint.split_once(['：', ':']).map_or(hint, |(_, hint)| hint.trim());
            let links = [("XLSX", "xlsx"), ("CSV", "csv"), ("JSON", "json")].map(|(word, end)| {
                let href = format!("/exports/{}.{end}", kind.as_str());
                view! { <a class="button" href=href download aria-label=w.export_as(word, name)>{word}</a> }
            });
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
        })
        .collect::<Vec<_>>();
    let columns = vec![Column::text(w.export_list()), Column::actions(w.export_download())];
    view! { <Table caption=w.exports_caption() columns=columns>{rows}</Table> }.into_any()
}
