//! The viewer's own progress.

use domain::account::Role;
use leptos::prelude::*;

use super::{AsOf, progress_of};
use crate::{
    pages::{Page, page, query},
    ui::{
        button::{ButtonKind, LinkButton},
        icon::IconName,
        layout::PageHeader,
    },
};

/// The viewer's own progress.
#[component]
pub fn MyProgressPage() -> impl IntoView {
    let asked: AsOf = query();
    page(async move |visit| {
        let w = visit.words();
        let viewer = visit.viewer()?;
        let view = service::progress::own(&visit.db, &visit.ctx, asked.day()).await?;
        let lasts = super::lasts(&visit, viewer.person).await?;
        let logs = matches!(viewer.acting.role, Role::Teacher | Role::Engineer);
        let action = logs.then(|| {
            view! {
                <LinkButton href="/hours" kind=ButtonKind::Primary icon=IconName::Hours>
                    {w.log_hours()}
                </LinkButton>
            }
            .into_any()
        });
        let body = view! {
            <PageHeader title=w.my_progress() lead=w.progress_my_lead() action=action />
            {progress_of(w, &view, &asked, "/me")}
            {lasts}
        };
        Ok(Page::new(w.my_progress(), body))
    })
}
