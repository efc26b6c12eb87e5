//! One person: who it is, how far, where, and the account.

use domain::{
    Error,
    id::PersonId,
    permission::Action,
    person::{Employment, Person, Profile},
    placement::Placement,
};
use leptos::prelude::*;
use service::Failure;

use super::{employed_here, invitation, may_here};
use crate::{
    pages::{
        Page,
        credential::tone as standing_tone,
        page, path_value,
        progress::{AsOf, lasts, progress_of},
        query,
    },
    ui::{
        button::{ButtonKind, LinkButton},
        card::{Card, Fact, FactList},
        chip::StatusChip,
        empty::Empty,
        icon::IconName,
        layout::{PageHeader, Section},
        table::{Cell, Column, Row, Table},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// How many credentials are shown that lapse.
const LAPSING: usize = 3;

/// A person.
#[component]
pub fn PersonPage() -> impl IntoView {
    let id = path_value("id", PersonId::parse);
    let asked: AsOf = query();
    page(async move |visit| {
        let w = visit.words();
        let viewer = visit.viewer()?;
        let id = id?;
        let (person, placements) = service::person::read(&visit.db, &visit.ctx, id).await?;
        let today = visit.ctx.today(domain::organisation::DEFAULT_ZONE);
        let here = employed_here(&visit, &person);
        let shown = here.or_else(|| person.employment_on(today)).or_else(|| person.employments.first());
        let exchanged = |employment: &Employment| employment.profile != Profile::Staff;
        let progress = if person.employments.iter().any(exchanged) {
            match service::progress::read(&visit.db, &visit.ctx, id, asked.day()).await {
                Ok(view) => Some(view),
                Err(failure) if matches!(failure.error(), Error::NotFound | Error::Forbidden) => None,
                Err(failure) => return Err(failure),
            }
        } else {
            None
        };
        let lasts = if progress.is_some() { lasts(&visit, id).await? } else { None };
        let credentials = credentials(&visit, id).await?;
        let draft = visit.take_any_draft().await?;
        let edits = may_here(&visit, viewer, Action::EditPerson);
        let account = here
            .filter(|_| may_here(&visit, viewer, Action::InviteAccount))
            .map(|employment| invitation::form(&visit, viewer, id, employment.profile, draft.as_ref()));
        let standing = match &progress {
            Some(view) => progress_of(w, view, &asked, &format!("/people/{id}")),
            None if placements.is_empty() => ().into_any(),
            None => {
                view! { <Section id="placements" title=w.placements()>{placements_table(w, &placements)}</Section> }
                    .into_any()
            }
        };
        let title = w.person_label(&person);
        let body = view! {
            {invitation::link(&visit, draft.as_ref())}
            {invitation::summary(&visit, draft.as_ref())}
            <PageHeader
                title=title.clone()
                lead=shown.map(|employment| lead(w, employment))
                chips=shown.map(|employment| chips(w, employment))
                action=here.filter(|_| edits).map(|employment| actions(w, id, employment))
            />
            {standing}
            {lasts}
            {credentials}
            <Section id="employments" title=w.person_employments()>{employments(w, &person)}</Section>
            <p><a href=format!("/feeds?person={id}")>{w.feeds_open()}</a></p>
            {account}
        };
        Ok(Page::new(title, body))
    })
}

/// What a person holds and what lapses next, for who may see it.
async fn credentials(visit: &Visit, id: PersonId) -> Result<Option<AnyView>, Failure> {
    let view = match service::credential::of_person(&visit.db, &visit.ctx, id).await {
        Ok(view) => view,
        Err(failure) if matches!(failure.error(), Error::NotFound | Error::Forbidden) => return Ok(None),
        Err(failure) => return Err(failure),
    };
    let w = visit.words();
    let today = visit.ctx.today(domain::organisation::DEFAULT_ZONE);
    // What lapses first comes first already.
    let lapsing = view.credentials.iter().filter_map(|credential| Some((credential, credential.lapses_on()?)));
    let facts = lapsing
        .take(LAPSING)
        .map(|(credential, day)| {
            let standing = credential.standing(today);
            let value = view! {
                {w.credential_until(&day.to_string())}
                " "
                <StatusChip tone=standing_tone(standing) label=w.standing(standing) />
            };
            Fact::new(w.named(&credential.type_name).to_owned(), value)
        })
        .collect::<Vec<_>>();
    let content = if facts.is_empty() {
        let text = if view.credentials.is_empty() { w.credentials_none() } else { w.credential_nothing_lapses() };
        view! { <p class="muted">{text}</p> }.into_any()
    } else {
        view! { <Card><FactList facts=facts /></Card> }.into_any()
    };
    let href = format!("/people/{id}/credentials");
    let circumstances = format!("/people/{id}/circumstances");
    let all = view! {
        <LinkButton href=circumstances kind=ButtonKind::Quiet>{w.circumstances()}</LinkButton>
        <LinkButton href=href kind=ButtonKind::Quiet>{w.credentials_all(view.credentials.len())}</LinkButton>
    };
    Ok(Some(
        view! { <Section id="credentials" title=w.credentials() action=all.into_any()>{content}</Section> }.into_any(),
    ))
}

fn lead(w: Words, employment: &Employment) -> String {
    let number = employment.staff_number.as_deref().map(|number| w.person_number(number));
    [
        number,
        employment.title.clone(),
        employment.department.clone(),
        Some(w.named(&employment.organisation.name).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}

fn chips(w: Words, employment: &Employment) -> AnyView {
    let kind = employment.category.map_or_else(|| w.profile(employment.profile), |category| w.category(category));
    let level =
        employment.double_qualified_level.map(|level| view! { <StatusChip tone=Tone::Accent label=w.level(level) /> });
    let consent = (!employment.consent && employment.profile != Profile::Staff).then(|| {
        let label = w.roster_filter_chip(w.roster_consent(), w.roster_not_consented());
        view! { <StatusChip tone=Tone::AtRisk label=label /> }
    });
    view! { <StatusChip label=kind /> {level} {consent} }.into_any()
}

fn actions(w: Words, id: PersonId, employment: &Employment) -> AnyView {
    let place = (employment.profile != Profile::Staff).then(|| {
        view! {
            <LinkButton href=format!("/placements/new?person={id}") kind=ButtonKind::Primary icon=IconName::Add>
                {w.person_place()}
            </LinkButton>
        }
    });
    view! {
        {place}
        <LinkButton href=format!("/people/{id}/windows")>{w.window_open()}</LinkButton>
        <LinkButton href=format!("/people/{id}/calendar") icon=IconName::Calendar>{w.agenda_person()}</LinkButton>
        <LinkButton href=format!("/people/{id}/edit")>{w.person_edit_action()}</LinkButton>
    }
    .into_any()
}

fn employments(w: Words, person: &Person) -> AnyView {
    if person.employments.is_empty() {
        return view! { <Empty title=w.person_employments_empty() icon=IconName::Organisation /> }.into_any();
    }
    let columns = vec![
        Column::text(w.organisation()),
        Column::text(w.department()),
        Column::text(w.roster_kind()),
        Column::text(w.title()),
        Column::text(w.specialties()),
        Column::text(w.person_period()),
        Column::text(w.roster_consent()),
    ];
    let rows = person.employments.iter().map(|employment| employment_row(w, employment)).collect::<Vec<_>>();
    view! { <Table caption=w.person_employments() columns=columns>{rows}</Table> }.into_any()
}

fn employment_row(w: Words, employment: &Employment) -> AnyView {
    let kind = employment.category.map_or_else(|| w.profile(employment.profile), |category| w.category(category));
    let period = match (employment.first_day, employment.last_day) {
        (Some(first), Some(last)) => w.days(first, last),
        (Some(first), None) => w.person_since(&first.to_string()),
        (None, Some(last)) => w.person_until(&last.to_string()),
        (None, None) => w.person_unknown_period().to_owned(),
    };
    let consent = match (employment.profile, employment.consent) {
        (Profile::Staff, _) => "",
        (_, true) => w.roster_consented(),
        (_, false) => w.roster_not_consented(),
    };
    let number = employment.staff_number.as_deref().map(|number| w.person_number(number)).unwrap_or_default();
    Row::new()
        .title(w.organisation(), w.named(&employment.organisation.name), &number)
        .cell(Cell::Text, w.department(), employment.department.as_deref().unwrap_or_default())
        .cell(Cell::Text, w.roster_kind(), kind)
        .cell(Cell::Text, w.title(), employment.title.as_deref().unwrap_or_default())
        .cell(Cell::Text, w.specialties(), &employment.specialties.join(", "))
        .cell(Cell::When, w.person_period(), &period)
        .cell(Cell::Text, w.roster_consent(), consent)
        .view()
        .into_any()
}

/// The placements a counterpart may see of a person whose progress is not theirs to know.
fn placements_table(w: Words, placements: &[Placement]) -> AnyView {
    let columns = vec![
        Column::text(w.progress_host()),
        Column::text(w.sending_organisation()),
        Column::text(w.progress_dates()),
        Column::text(w.progress_state()),
    ];
    let rows = placements
        .iter()
        .map(|placement| {
            Row::new()
                .lead(
                    w.progress_host(),
                    &format!("/placements/{}", placement.id),
                    w.named(&placement.hosting.name),
                    w.direction(placement.direction),
                )
                .cell(Cell::Text, w.sending_organisation(), w.named(&placement.sending.name))
                .cell(Cell::When, w.progress_dates(), &w.days(placement.first_day, placement.last_day))
                .cell(Cell::Text, w.progress_state(), w.state(placement.state))
                .view()
                .into_any()
        })
        .collect::<Vec<_>>();
    view! { <Table caption=w.placements() columns=columns>{rows}</Table> }.into_any()
}
