//! What the viewer may do with a placement now, as plain forms.

use chrono::NaiveDate;
use domain::{
    conflict::Conflict,
    placement::{Deed, Placement, ProposedDates, State},
};
use leptos::prelude::*;
use service::placement::PlacementView;

use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind},
        card::{Fact, FactList},
        form::{Choice, Field, Form, Width, Wiring},
        icon::{Icon, IconName},
        notice::Notice,
        text::{MaybeText, Text},
        tone::Tone,
    },
    words::Words,
};

use super::conflicts;

const ACTION: &str = "/rpc/placement/act";

/// The deed whose form just failed, with what was typed.
pub(super) struct FailedDeed {
    pub(super) deed: Deed,
    pub(super) filled: Filled,
}

impl FailedDeed {
    /// The new dates that were refused.
    pub(super) fn dates(&self) -> Option<(NaiveDate, NaiveDate)> {
        let day = |name: &str| domain::form::read_day(&self.filled.value(name)).ok();
        let days = day("first_day").zip(day("last_day"))?;
        (self.deed == Deed::ProposeDates && days.0 <= days.1).then_some(days)
    }

    /// Everything that is wrong, each with the control it is about, if that is on the page.
    pub(super) fn problems(&self) -> Vec<(Text, Text)> {
        let key = form_key(self.deed);
        let shown = |field: &str| match self.deed {
            Deed::Return | Deed::Decline => field == "reason",
            Deed::Terminate => matches!(field, "reason" | "last_day"),
            Deed::ProposeDates => matches!(field, "first_day" | "last_day" | "accept"),
            Deed::NameMentor => field == "mentor",
            Deed::Submit => field == "accept",
            _ => false,
        };
        let link = |field: String| if shown(&field) { control(key, &field) } else { String::new() };
        self.filled.problems().into_iter().map(|(field, text)| (link(field).into(), text.into())).collect()
    }
}

/// Several forms stand on one page, so each control's identifier begins with that of its form.
fn control(key: &str, field: &str) -> String {
    format!("{key}-{field}")
}

/// Returning and declining share a form: both need the same reason.
const fn form_key(deed: Deed) -> &'static str {
    match deed {
        Deed::Decline => Deed::Return.as_str(),
        deed => deed.as_str(),
    }
}

/// The forms of one page.
pub(super) struct Deeds<'a> {
    pub(super) w: Words,
    pub(super) view: &'a PlacementView,
    /// Today in the host's zone.
    pub(super) today: NaiveDate,
    /// Who can be the mentor; none when the viewer does not name one.
    pub(super) mentors: Option<Vec<Choice>>,
    /// Whether submitting asks why conflicts are accepted.
    pub(super) accept: bool,
    /// What the new dates meet that were just refused.
    pub(super) on_dates: Vec<Conflict>,
    pub(super) failed: Option<FailedDeed>,
}

impl Deeds<'_> {
    fn may(&self, deed: Deed) -> bool {
        self.view.deeds.contains(&deed)
    }

    const fn placement(&self) -> &Placement {
        &self.view.placement
    }

    fn hidden(&self, deed: Option<Deed>) -> Vec<(Text, Text)> {
        let placement = self.placement();
        let mut hidden: Vec<(Text, Text)> = vec![
            ("id".into(), placement.id.to_string().into()),
            ("version".into(), placement.version.to_string().into()),
        ];
        hidden.extend(deed.map(|deed| ("deed".into(), deed.as_str().into())));
        hidden
    }

    /// The typed values of the form with this key, if it is the one that failed.
    fn typed(&self, key: &str) -> Option<&Filled> {
        self.failed.as_ref().filter(|failed| form_key(failed.deed) == key).map(|failed| &failed.filled)
    }

    /// A deed that needs nothing but a button.
    fn simple(&self, deed: Deed, kind: ButtonKind, text: &'static str) -> Option<AnyView> {
        self.may(deed).then(|| {
            view! {
                <Form action=ACTION hidden=self.hidden(Some(deed)) inline=true>
                    <Button kind=kind>{text}</Button>
                </Form>
            }
            .into_any()
        })
    }

    /// The dates that wait for one side, with both sides' buttons; nothing when none are proposed.
    pub(super) fn proposal(&self) -> Option<AnyView> {
        let w = self.w;
        let ProposedDates { first_day, last_day, by } = self.placement().proposed?;
        let accept = self.simple(Deed::AcceptDates, ButtonKind::Primary, w.deed(Deed::AcceptDates));
        let mine = self.view.side == Some(by);
        let reject = if mine { w.take_back_proposal() } else { w.deed(Deed::RejectDates) };
        let reject = self.simple(Deed::RejectDates, ButtonKind::Secondary, reject);
        let old = w.days(self.placement().first_day, self.placement().last_day);
        let text = w.proposed_text(&w.days(first_day, last_day), &old);
        Some(
            view! {
                <Notice tone=Tone::Provisional>
                    <p class="notice-title">{w.proposed_title(w.side(by))}</p>
                    <p>{text}</p>
                    <div class="actions">{accept} {reject}</div>
                </Notice>
            }
            .into_any(),
        )
    }

    /// The card with what comes next; nothing for a viewer who can do nothing.
    pub(super) fn card(&self) -> Option<AnyView> {
        let w = self.w;
        let placement = self.placement();
        let discard = if placement.state == State::Draft { w.withdraw_draft() } else { w.deed(Deed::Withdraw) };
        let due = |day: NaiveDate| if self.today >= day { ButtonKind::Primary } else { ButtonKind::Secondary };
        // One primary button on a page: while new dates wait, that is theirs.
        let main = |kind| if self.may(Deed::AcceptDates) { ButtonKind::Secondary } else { kind };
        let forms = [
            self.submit(),
            self.simple(Deed::Approve, ButtonKind::Primary, w.deed(Deed::Approve)),
            self.simple(Deed::Start, main(ButtonKind::Primary), w.deed(Deed::Start)),
            self.simple(Deed::Complete, main(due(placement.last_day)), w.deed(Deed::Complete)),
            self.name_mentor(),
            self.propose_dates(),
            self.return_or_decline(),
            self.terminate(),
            self.simple(Deed::Withdraw, ButtonKind::Danger, discard),
        ];
        let forms = forms.into_iter().flatten().collect::<Vec<_>>();
        if forms.is_empty() {
            return None;
        }
        let other = if self.view.side == Some(domain::placement::Side::Hosting) {
            w.named(&placement.sending.name)
        } else {
            w.named(&placement.hosting.name)
        };
        let next = w.placement_next(placement.state, self.view.side, placement.drafted_by, other);
        Some(
            view! {
                <section class="card todo" aria-labelledby="todo">
                    <h2 id="todo">{w.placement_todo(placement.state)}</h2>
                    <p>{next}</p>
                    <div class="deeds">{forms}</div>
                </section>
            }
            .into_any(),
        )
    }

    /// A button alone, or with the reason for which conflicts are accepted.
    fn submit(&self) -> Option<AnyView> {
        let (w, deed) = (self.w, Deed::Submit);
        if !self.accept {
            return self.simple(deed, ButtonKind::Primary, w.deed(deed));
        }
        if !self.may(deed) {
            return None;
        }
        let fields = self.text(form_key(deed), "accept", w.conflict_accept(), w.conflict_accept_hint());
        Some(
            view! {
                <Form action=ACTION hidden=self.hidden(Some(deed))>
                    {fields}
                    <div class="actions">
                        <Button kind=ButtonKind::Primary>{w.deed(deed)}</Button>
                    </div>
                </Form>
            }
            .into_any(),
        )
    }

    fn return_or_decline(&self) -> Option<AnyView> {
        if !self.may(Deed::Return) && !self.may(Deed::Decline) {
            return None;
        }
        let (w, key) = (self.w, form_key(Deed::Return));
        let button = |deed: Deed, kind| {
            self.may(deed).then(|| view! { <Button kind=kind name="deed" value=deed.as_str()>{w.deed(deed)}</Button> })
        };
        let buttons = view! {
            {button(Deed::Return, ButtonKind::Secondary)}
            {button(Deed::Decline, ButtonKind::Danger)}
        };
        let fields = self.reason(key);
        Some(self.opening(key, w.return_or_decline(), w.return_or_decline_hint(), None, fields, buttons.into_any()))
    }

    fn terminate(&self) -> Option<AnyView> {
        let (w, deed) = (self.w, Deed::Terminate);
        if !self.may(deed) {
            return None;
        }
        let key = form_key(deed);
        let (first_day, last_day) = (self.placement().first_day, self.placement().last_day);
        let fields = view! {
            {self.day(key, "last_day", w.real_last_day(), w.real_last_day_hint(), String::new(), Some((first_day, last_day)))}
            {self.reason(key)}
        };
        let button = view! { <Button kind=ButtonKind::Danger>{w.deed(deed)}</Button> };
        Some(self.opening(key, w.deed(deed), w.terminate_hint(), Some(deed), fields.into_any(), button.into_any()))
    }

    fn propose_dates(&self) -> Option<AnyView> {
        let (w, deed) = (self.w, Deed::ProposeDates);
        if !self.may(deed) {
            return None;
        }
        let key = form_key(deed);
        let (first_day, last_day) = (self.placement().first_day.to_string(), self.placement().last_day.to_string());
        let asks = self.on_dates.iter().any(Conflict::needs_reason) && self.on_dates.iter().all(|it| !it.is_hard);
        let accept = asks.then(|| self.text(key, "accept", w.conflict_accept(), w.conflict_accept_hint()));
        let fields = view! {
            <div class="cluster">
                {self.day(key, "first_day", w.new_first_day(), "", first_day, None)}
                {self.day(key, "last_day", w.new_last_day(), "", last_day, None)}
            </div>
            {conflicts::of_dates(w, &self.on_dates)}
            {accept}
        };
        let button = view! { <Button>{w.placement_propose()}</Button> };
        Some(self.opening(key, w.deed(deed), w.propose_hint(), Some(deed), fields.into_any(), button.into_any()))
    }

    fn name_mentor(&self) -> Option<AnyView> {
        let (w, deed) = (self.w, Deed::NameMentor);
        let mentors = self.mentors.as_ref().filter(|_| self.may(deed))?;
        let (key, field) = (form_key(deed), "mentor");
        let typed = self.typed(key);
        let named = self.placement().mentor.as_ref();
        let chosen = match typed {
            Some(typed) => typed.value(field),
            None => named.map(|mentor| mentor.id.to_string()).unwrap_or_default(),
        };
        let options = mentors
            .iter()
            .map(|choice| {
                let selected = choice.value == chosen.as_str();
                view! { <option value=choice.value.clone() selected=selected>{choice.label.clone()}</option> }
            })
            .collect::<Vec<_>>();
        let error = MaybeText::from(typed.and_then(|typed| typed.error(field)));
        let name = control(key, field);
        let wiring = Wiring::new(&name, &MaybeText::default(), &error);
        let fields = view! {
            <Field name=name label=w.mentor() error=error>
                <select
                    class=Width::Medium.class()
                    id=wiring.id
                    name=field
                    aria-describedby=wiring.described_by
                    aria-invalid=wiring.invalid
                >
                    <option value="">{w.placement_choose()}</option>
                    {options}
                </select>
            </Field>
        };
        let title = if named.is_some() { w.replace_mentor() } else { w.deed(deed) };
        let button = view! { <Button>{w.placement_name_mentor()}</Button> };
        Some(self.opening(key, title, w.mentor_hint(), Some(deed), fields.into_any(), button.into_any()))
    }

    /// A form that opens on a press, and stands open when it just failed.
    fn opening(
        &self,
        key: &'static str,
        title: &'static str,
        hint: &'static str,
        deed: Option<Deed>,
        fields: AnyView,
        buttons: AnyView,
    ) -> AnyView {
        view! {
            <details class="deed" open=self.typed(key).is_some()>
                <summary class="button">{title} <Icon name=IconName::More /></summary>
                <Form action=ACTION hidden=self.hidden(deed) label=title>
                    <p class="field-hint">{hint}</p>
                    {fields}
                    <div class="actions">{buttons}</div>
                </Form>
            </details>
        }
        .into_any()
    }

    fn reason(&self, key: &'static str) -> AnyView {
        self.text(key, "reason", self.w.reason_label(), "")
    }

    /// A text of several lines.
    fn text(&self, key: &'static str, field: &'static str, label: &'static str, hint: &'static str) -> AnyView {
        let typed = self.typed(key);
        let error = MaybeText::from(typed.and_then(|typed| typed.error(field)));
        let hint = MaybeText::from(hint);
        let name = control(key, field);
        let wiring = Wiring::new(&name, &hint, &error);
        let text = typed.map(|typed| typed.value(field)).filter(|text| !text.is_empty());
        // The parser drops a line break right after the tag; one more keeps a text that starts with one.
        let text = text.map(|text| format!("\n{text}"));
        view! {
            <Field name=name label=label hint=hint error=error>
                <textarea
                    class=Width::Full.class()
                    id=wiring.id
                    name=field
                    rows="3"
                    aria-describedby=wiring.described_by
                    aria-invalid=wiring.invalid
                >
                    {text}
                </textarea>
            </Field>
        }
        .into_any()
    }

    fn day(
        &self,
        key: &'static str,
        field: &'static str,
        label: &'static str,
        hint: &'static str,
        stored: String,
        within: Option<(NaiveDate, NaiveDate)>,
    ) -> AnyView {
        let typed = self.typed(key);
        let value = typed.map_or(stored, |typed| typed.value(field));
        let error = MaybeText::from(typed.and_then(|typed| typed.error(field)));
        let hint = MaybeText::from(hint);
        let name = control(key, field);
        let wiring = Wiring::new(&name, &hint, &error);
        view! {
            <Field name=name label=label hint=hint error=error>
                <input
                    class=Width::Medium.class()
                    type="date"
                    id=wiring.id
                    name=field
                    value=value
                    min=within.map(|(first_day, _)| first_day.to_string())
                    max=within.map(|(_, last_day)| last_day.to_string())
                    aria-describedby=wiring.described_by
                    aria-invalid=wiring.invalid
                />
            </Field>
        }
        .into_any()
    }
}

/// The plan and what of it is done, in minutes.
pub(super) fn hours_facts(w: Words, view: &PlacementView) -> AnyView {
    let planned = i64::from(view.placement.planned_minutes);
    let left = (planned - view.confirmed_minutes).max(0);
    let facts = vec![
        Fact::text(w.placement_confirmed(), w.workdays(view.confirmed_minutes)),
        Fact::text(w.placement_waiting(), w.workdays(view.waiting_minutes)),
        Fact::text(w.placement_remaining(), w.workdays(left)),
    ];
    view! { <FactList facts=facts /> }.into_any()
}
