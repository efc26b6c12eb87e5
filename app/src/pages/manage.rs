//! What is not for every day, each page with one line that says what it is for.

use leptos::prelude::*;

use super::{Page, page, places};
use crate::ui::{icon::icon, layout::PageHeader};

/// The pages behind *manage*.
#[component]
pub fn ManagePage() -> impl IntoView {
    page(async move |visit| {
        let w = visit.words();
        let viewer = visit.viewer()?;
        let entries = places::managed(viewer.acting.role, &visit);
        if entries.is_empty() {
            return Err(domain::Error::Forbidden.into());
        }
        let cards = entries
            .into_iter()
            .map(|(href, name, label, text)| {
                view! {
                    <li>
                        <a class="entry" href=href>
                            {icon(name)}
                            <span class="entry-text">
                                <span class="entry-label">{label}</span>
                                <span class="entry-detail">{text}</span>
                            </span>
                        </a>
                    </li>
                }
            })
            .collect::<Vec<_>>();
        let body = view! {
            <PageHeader title=w.manage() lead=w.manage_lead() />
            <ul class="entries">{cards}</ul>
        };
        Ok(Page::new(w.manage(), body))
    })
}
