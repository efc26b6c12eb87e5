//! The home page of teachers and engineers: log hours, mend what was returned, see how far one is.

use chrono::NaiveDate;
use domain::{
    credential::Standing,
    id::PersonId,
    placement::{Placement, PlacementLine, Side, State},
    policy::Status,
    progress::EngineerSummary,
};
use leptos::prelude::*;
use service::{
    Failure,
    home::OpenLines,
    progress::{Judged, rank},
};

use super::{Page, Waiting, header, needs, short_list};
use crate::{
    pages::{PageResult, placement::state_look},
    ui::{
        button::{ButtonKind, LinkButton},
        card::{Card, Fact, Pair, RuleCard, Side as PairSide},
        chip::StatusChip,
        empty::Empty,
        icon::IconName,
        layout::Section,
        progress::Ring,
        text::MaybeText,
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// How many rules are shown, the most urgent ones; the page of one's progress has them all.
const RULES: usize = 3;

/// The page.
pub(super) async fn home(visit: &Visit) -> PageResult {
    let w = visit.words();
    let progress = service::progress::own(&visit.db, &visit.ctx, None).await?;
    let open = service::home::open_lines(&visit.db, &visit.ctx).await?;
    let mentored = service::hours::waiting_weeks(&visit.db, &visit.ctx).await?;
    let yesterday = service::home::yesterday_open(&visit.db, &visit.ctx, &progress.placements).await?;
    let own = progress.person.id;
    let mut waiting = waiting(w, &open, i64::try_from(mentored).unwrap_or(i64::MAX));
    waiting.extend(credentials(visit, own).await?);
    let active: Vec<&Placement> =
        progress.placements.iter().filter(|placement| placement.state == State::Active).collect();
    let mut coming: Vec<PlacementLine> = progress
        .placements
        .iter()
        .filter(|placement| matches!(placement.state, State::Submitted | State::Approved))
        .map(line)
        .collect();
    coming.sort_by_key(|line| line.first_day);
    // What is easily forgotten comes first; the page of hours begins with yesterday.
    let log = yesterday.first().or_else(|| active.first().map(|placement| &placement.id)).map(|placement| {
        let text = if yesterday.is_empty() { w.home_log() } else { w.home_log_yesterday() };
        let href = format!("/hours?placement={placement}");
        view! { <LinkButton href=href kind=ButtonKind::Primary icon=IconName::Hours>{text}</LinkButton> }.into_any()
    });
    let upcoming = (!coming.is_empty()).then(|| {
        view! {
            <Section id="upcoming" title=w.home_upcoming()>
                {short_list(w, w.home_upcoming(), Side::Sending, &coming)}
            </Section>
        }
    });
    let engineer = progress.engineer.as_ref().map(|summary| engineer(w, summary));
    let mut bound: Vec<&Judged> =
        progress.judged.iter().filter(|judged| judged.judgement.status != Status::NotApplicable).collect();
    bound.sort_by_key(|judged| rank(judged, progress.as_of));
    let as_of = progress.as_of;
    let rings = bound.into_iter().take(RULES).map(|judged| rule(w, judged, as_of)).chain(engineer).collect::<Vec<_>>();
    let what_if = format!("/people/{own}/what-if");
    let all = view! {
        <LinkButton href=what_if kind=ButtonKind::Quiet>{w.what_if_link()}</LinkButton>
        <LinkButton href="/me" kind=ButtonKind::Quiet>{w.home_all_progress()}</LinkButton>
    };
    let header = header(visit, waiting.len(), log);
    let body = view! {
        {header}
        {(!waiting.is_empty()).then(|| needs(w, waiting))}
        {now(w, &active)}
        <Section id="progress" title=w.home_my_progress() action=all.into_any()>
            <div class="cards">{rings}</div>
        </Section>
        {upcoming}
    };
    Ok(Page::new(w.home(), body))
}

fn line(placement: &Placement) -> PlacementLine {
    PlacementLine {
        id: placement.id,
        direction: placement.direction,
        state: placement.state,
        participant: placement.participant.label.clone(),
        participant_id: placement.participant.id,
        sending: placement.sending.name.clone(),
        sending_id: placement.sending.id,
        hosting: placement.hosting.name.clone(),
        hosting_id: placement.hosting.id,
        form: placement.form,
        load: placement.load,
        first_day: placement.first_day,
        last_day: placement.last_day,
        version: placement.version,
    }
}

/// What waits: returned lines first, then lines to submit, then hours of others as their mentor.
fn waiting(w: Words, open: &[OpenLines], mentored: i64) -> Vec<Waiting> {
    let mut waiting: Vec<Waiting> = open
        .iter()
        .map(|open| {
            let href = format!("/placements/{}/hours?week={}", open.placement, open.first_day);
            let detail = w.home_since(&w.hours(open.minutes), &w.day(open.first_day));
            let count = open.lines;
            if open.returned {
                let label = w.home_lines_returned(count);
                Waiting { count, label, detail, href, tone: Tone::Short, icon: IconName::Returned }
            } else {
                let label = w.home_lines_open(count);
                Waiting { count, label, detail, href, tone: Tone::Accent, icon: IconName::Hours }
            }
        })
        .collect();
    if mentored > 0 {
        waiting.push(Waiting {
            count: mentored,
            label: w.home_hours_to_confirm(mentored),
            detail: w.home_as_mentor().to_owned(),
            href: "/hours/waiting".to_owned(),
            tone: Tone::Accent,
            icon: IconName::Check,
        });
    }
    waiting
}

/// One's own credentials that have lapsed or lapse soon.
async fn credentials(visit: &Visit, own: PersonId) -> Result<Vec<Waiting>, Failure> {
    let w = visit.words();
    let view = service::credential::of_person(&visit.db, &visit.ctx, own).await?;
    let today = visit.ctx.today(domain::organisation::DEFAULT_ZONE);
    let of = |standing: Standing| {
        let found = view.credentials.iter().filter(|credential| credential.standing(today) == standing);
        i64::try_from(found.count()).unwrap_or(i64::MAX)
    };
    let (lapsed, soon) = (of(Standing::Lapsed), of(Standing::LapsesSoon));
    let card = |count: i64, label: &'static str, tone: Tone| {
        let (href, detail) = (format!("/people/{own}/credentials"), w.home_own_credentials().to_owned());
        Waiting { count, label, detail, href, tone, icon: IconName::Check }
    };
    let mut cards =
        vec![card(lapsed, w.home_lapsed(lapsed), Tone::Short), card(soon, w.home_lapses_soon(soon), Tone::AtRisk)];
    cards.retain(|card| card.count > 0);
    Ok(cards)
}

/// The placements under way, each with the way to its hours.
fn now(w: Words, active: &[&Placement]) -> AnyView {
    if active.is_empty() {
        return view! {
            <Section id="now" title=w.home_now()>
                <Empty title=w.home_now_none() text=w.home_now_none_text() icon=IconName::Placement />
            </Section>
        }
        .into_any();
    }
    let several = active.len() > 1;
    let cards = active.iter().map(|placement| card(w, placement, several)).collect::<Vec<_>>();
    view! {
        <Section id="now" title=w.home_now()>
            <div class="stack">{cards}</div>
        </Section>
    }
    .into_any()
}

fn card(w: Words, placement: &Placement, several: bool) -> AnyView {
    let mentor = placement.mentor.as_ref();
    let mentor = mentor.map_or_else(|| w.home_mentor_none().to_owned(), |mentor| w.home_mentor(w.named(&mentor.label)));
    let from = PairSide {
        role: w.sending_organisation().into(),
        name: w.named(&placement.sending.name).to_owned().into(),
        detail: MaybeText::default(),
    };
    let to = PairSide {
        role: w.hosting_organisation().into(),
        name: w.named(&placement.hosting.name).to_owned().into(),
        detail: mentor.into(),
    };
    let title = format!("{} · {}", w.direction(placement.direction), w.days(placement.first_day, placement.last_day));
    // With one placement the button on top of the page is enough.
    let log = several.then(|| {
        let href = format!("/placements/{}/hours", placement.id);
        let describe = format!("{}: {}", w.home_log(), w.named(&placement.hosting.name));
        view! { <LinkButton href=href icon=IconName::Hours describe=describe>{w.home_log()}</LinkButton> }
    });
    let describe = format!("{}: {}", w.home_open_placement(), w.named(&placement.hosting.name));
    let href = format!("/placements/{}", placement.id);
    let (tone, icon) = state_look(placement.state);
    let chip = view! { <StatusChip tone=tone icon=icon label=w.state(placement.state) /> };
    view! {
        <Card title=title action=chip.into_any()>
            <div class="stack">
                <Pair from=from to=to />
                <div class="actions">
                    {log}
                    <LinkButton href=href describe=describe>{w.home_open_placement()}</LinkButton>
                </div>
            </div>
        </Card>
    }
    .into_any()
}

const fn tone_of(status: Status) -> Tone {
    match status {
        Status::Met => Tone::Met,
        Status::AtRisk => Tone::AtRisk,
        Status::Short => Tone::Short,
        Status::Provisional => Tone::Provisional,
        Status::NotApplicable => Tone::Muted,
    }
}

fn rule(w: Words, judged: &Judged, as_of: NaiveDate) -> AnyView {
    let judgement = &judged.judgement;
    let amount = |parts: i64| w.judged_amount(judged, parts);
    let (counted, target) = (judged.counted(), judged.target());
    let tone = tone_of(judgement.status);
    let mut facts = vec![Fact::text(w.home_counted_label(), amount(counted))];
    if judged.remaining() > 0 {
        facts.push(Fact::text(w.home_remaining(), amount(judged.remaining())));
    }
    facts.extend(w.deadline_fact(judged, as_of).map(|(label, value)| Fact::text(label, value)));
    let title = w.rule_named(&judged.rule);
    let label = w.home_ring(&title, &amount(counted), &amount(target));
    let fraction = counted as f64 / target.max(1) as f64;
    view! {
        <RuleCard
            title=title
            chip=view! { <StatusChip tone=tone label=w.rule_standing(&judged.rule, judgement.status) /> }.into_any()
            ring=view! { <Ring fraction=fraction label=label tone=tone size=72 /> }.into_any()
            facts=facts
        />
    }
    .into_any()
}

fn engineer(w: Words, summary: &EngineerSummary) -> AnyView {
    let tenths = |tenths: i64| {
        if tenths % 10 == 0 { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) }
    };
    let (done, target) = (summary.class_hours_tenths, summary.target_class_hours_tenths);
    let value = w.home_class_hours_value(&tenths(done), &tenths(target));
    let tone = if done >= target { Tone::Met } else { Tone::Neutral };
    let number = |value: i64| f64::from(i32::try_from(value).unwrap_or(i32::MAX));
    let facts = vec![
        Fact::text(w.home_counted_label(), value.clone()),
        Fact::text(w.home_confirmed(), w.hours(i64::from(summary.confirmed_minutes))),
        Fact::text(w.home_planned(), w.hours(i64::from(summary.planned_minutes))),
    ];
    let chip = (done >= target).then(|| view! { <StatusChip tone=Tone::Met label=w.policy_status(Status::Met) /> });
    view! {
        <RuleCard
            title=w.home_class_hours()
            chip=chip.into_any()
            ring=view! { <Ring fraction=number(done) / number(target.max(1)) label=value tone=tone size=72 /> }.into_any()
            facts=facts
        />
    }
    .into_any()
}
