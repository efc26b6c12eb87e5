//! The document around every page, and the list of pages.

use std::path::Path;

use axum::http::{HeaderValue, header};
use leptos::{hydration::HydrationScripts, nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{pages, visit::visit};

/// The document: head with styles, body with the application. Pages without an island load no wasm.
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let visit = visit();
    let lang = visit.as_ref().map_or("zh-CN", |visit| visit.lang.tag());
    let bundle = visit.as_ref().and_then(|visit| crate::islands::bundle(visit.path()));
    set_security_policy(bundle.is_some());
    let scripts = bundle.map(|name| {
        let options = with_bundle(options, name);
        view! { <HydrationScripts options=options islands=true /> }
    });
    // Signed in, there is a search field for which a key stands.
    let keys = visit.is_some_and(|visit| visit.viewer.is_some());
    let keys = keys.then(|| view! { <script src="/keys.js" defer nonce=use_nonce()></script> });
    view! {
        <!DOCTYPE html>
        <html lang=lang>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href="/pkg/twinpost.css" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                {scripts}
                {keys}
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The options that name a bundle, where the site has it: `make dev` builds one bundle of everything.
fn with_bundle(mut options: LeptosOptions, name: &'static str) -> LeptosOptions {
    if Path::new(&*options.site_root).join("pkg").join(name).with_extension("wasm").exists() {
        options.output_name = name.into();
    }
    options
}

/// Forbids everything that does not come from this site; scripts need this page's nonce, and only those of a page
/// with an island may load more.
fn set_security_policy(has_islands: bool) {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else { return };
    let more = if has_islands { " 'strict-dynamic' 'wasm-unsafe-eval'" } else { "" };
    let scripts = format!("'nonce-{nonce}'{more}");
    let policy = format!(
        "default-src 'self'; script-src {scripts}; style-src 'self'; \
         img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// The pages by their paths. Each is rendered whole before it is sent, so that its status is right.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=pages::NotFoundPage>
                <Route path=path!("/") view=pages::home::HomePage ssr=SsrMode::Async />
                <Route path=path!("/sign-in") view=pages::session::SignInPage ssr=SsrMode::Async />
                <Route path=path!("/invitation/:secret") view=pages::session::InvitationPage ssr=SsrMode::Async />
                <Route path=path!("/account") view=pages::account::AccountPage ssr=SsrMode::Async />
                <Route path=path!("/feeds") view=pages::feed::FeedsPage ssr=SsrMode::Async />
                <Route path=path!("/accounts") view=pages::account::AccountsPage ssr=SsrMode::Async />
                <Route path=path!("/accounts/invite") view=pages::account::InvitePage ssr=SsrMode::Async />
                <Route path=path!("/accounts/links") view=pages::account::LinksPage ssr=SsrMode::Async />
                <Route path=path!("/placements") view=pages::placement::PlacementsPage ssr=SsrMode::Async />
                <Route path=path!("/placements/new") view=pages::placement::NewPlacementPage ssr=SsrMode::Async />
                <Route path=path!("/placements/many") view=pages::placement::PlaceManyPage ssr=SsrMode::Async />
                <Route path=path!("/placements/:id") view=pages::placement::PlacementPage ssr=SsrMode::Async />
                <Route path=path!("/placements/:id/edit") view=pages::placement::EditPlacementPage ssr=SsrMode::Async />
                <Route path=path!("/placements/:id/schedule") view=pages::placement::SchedulePage ssr=SsrMode::Async />
                <Route path=path!("/placements/:id/hours") view=pages::hours::HoursPage ssr=SsrMode::Async />
                <Route path=path!("/board") view=pages::board::BoardPage ssr=SsrMode::Async />
                <Route path=path!("/board/plan") view=pages::board::PlanPage ssr=SsrMode::Async />
                <Route path=path!("/calendar") view=pages::person_calendar::MyCalendarPage ssr=SsrMode::Async />
                <Route path=path!("/people/:id/calendar") view=pages::person_calendar::CalendarPage ssr=SsrMode::Async />
                <Route path=path!("/openings") view=pages::opening::OpeningsPage ssr=SsrMode::Async />
                <Route path=path!("/openings/new") view=pages::opening::NewOpeningPage ssr=SsrMode::Async />
                <Route path=path!("/openings/:id") view=pages::opening::OpeningPage ssr=SsrMode::Async />
                <Route path=path!("/openings/:id/edit") view=pages::opening::EditOpeningPage ssr=SsrMode::Async />
                <Route path=path!("/hours") view=pages::hours::MyHoursPage ssr=SsrMode::Async />
                <Route path=path!("/placements/:id/record") view=pages::hours::RecordPage ssr=SsrMode::Async />
                <Route path=path!("/hours/waiting") view=pages::hours::WaitingPage ssr=SsrMode::Async />
                <Route path=path!("/hours/missing") view=pages::hours::MissingPage ssr=SsrMode::Async />
                <Route path=path!("/people") view=pages::person::RosterPage ssr=SsrMode::Async />
                <Route path=path!("/people/new") view=pages::person::NewPersonPage ssr=SsrMode::Async />
                <Route path=path!("/people/:id") view=pages::person::PersonPage ssr=SsrMode::Async />
                <Route path=path!("/people/:id/edit") view=pages::person::EditPersonPage ssr=SsrMode::Async />
                <Route path=path!("/people/:id/credentials") view=pages::credential::CredentialsPage ssr=SsrMode::Async />
                <Route path=path!("/people/:id/circumstances") view=pages::circumstance::CircumstancesPage ssr=SsrMode::Async />
                <Route path=path!("/people/:id/windows") view=pages::window::WindowsPage ssr=SsrMode::Async />
                <Route path=path!("/circumstances/:id") view=pages::circumstance::EditCircumstancePage ssr=SsrMode::Async />
                <Route path=path!("/calendars") view=pages::calendar::CalendarPage ssr=SsrMode::Async />
                <Route path=path!("/members/:id/calendar") view=pages::calendar::MemberCalendarPage ssr=SsrMode::Async />
                <Route path=path!("/indicators") view=pages::indicator::IndicatorsPage ssr=SsrMode::Async />
                <Route path=path!("/rules") view=pages::rule_pack::LibraryPage ssr=SsrMode::Async />
                <Route path=path!("/rules/new") view=pages::rule_pack::NewPackPage ssr=SsrMode::Async />
                <Route path=path!("/rules/:pack") view=pages::rule_pack::PackPage ssr=SsrMode::Async />
                <Route path=path!("/rules/:pack/edit") view=pages::rule_pack::EditPackPage ssr=SsrMode::Async />
                <Route path=path!("/rules/:pack/compare") view=pages::rule_pack::ComparePage ssr=SsrMode::Async />
                <Route path=path!("/rules/:pack/:rule") view=pages::rule_pack::RulePage ssr=SsrMode::Async />
                <Route path=path!("/consents") view=pages::consent::ConsentsPage ssr=SsrMode::Async />
                <Route path=path!("/manage") view=pages::manage::ManagePage ssr=SsrMode::Async />
                <Route path=path!("/search") view=pages::search::SearchPage ssr=SsrMode::Async />
                <Route path=path!("/credentials") view=pages::credential::RegisterPage ssr=SsrMode::Async />
                <Route path=path!("/credentials/:id") view=pages::credential::EditCredentialPage ssr=SsrMode::Async />
                <Route path=path!("/progress") view=pages::progress::ProgressPage ssr=SsrMode::Async />
                <Route path=path!("/progress/forecast") view=pages::progress::ForecastPage ssr=SsrMode::Async />
                <Route path=path!("/progress/map") view=pages::progress::ProgressMapPage ssr=SsrMode::Async />
                <Route path=path!("/me") view=pages::progress::MyProgressPage ssr=SsrMode::Async />
                <Route path=path!("/people/:id/progress/:rule") view=pages::progress::WhyPage ssr=SsrMode::Async />
                <Route path=path!("/people/:id/what-if") view=pages::progress::WhatIfPage ssr=SsrMode::Async />
                <Route path=path!("/members") view=pages::organisation::MembersPage ssr=SsrMode::Async />
                <Route path=path!("/members/new") view=pages::organisation::NewMemberPage ssr=SsrMode::Async />
                <Route path=path!("/members/:id") view=pages::organisation::MemberPage ssr=SsrMode::Async />
                <Route path=path!("/flows") view=pages::flows::FlowsPage ssr=SsrMode::Async />
                <Route path=path!("/reporting") view=pages::reporting::ReportingPage ssr=SsrMode::Async />
                <Route path=path!("/imports") view=pages::import::ImportsPage ssr=SsrMode::Async />
                <Route path=path!("/imports/:id") view=pages::import::ImportFilePage ssr=SsrMode::Async />
                <Route path=path!("/imports/:id/result") view=pages::import::ImportResultPage ssr=SsrMode::Async />
                <Route path=path!("/exports") view=pages::import::ExportsPage ssr=SsrMode::Async />
                <Route path=path!("/timetable") view=pages::timetable::TimetablePage ssr=SsrMode::Async />
                <Route path=path!("/timetable/clock") view=pages::timetable::ClockPage ssr=SsrMode::Async />
                <Route path=path!("/timetable/terms/new") view=pages::timetable::NewTermPage ssr=SsrMode::Async />
                <Route path=path!("/timetable/terms/:id") view=pages::timetable::TermPage ssr=SsrMode::Async />
                <Route path=path!("/timetable/people/:id") view=pages::timetable::TeacherPage ssr=SsrMode::Async />
                <Route path=path!("/audit") view=pages::audit::AuditPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
