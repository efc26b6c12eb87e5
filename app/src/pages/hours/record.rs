//! The record of a placement's confirmed hours: a sheet for paper that names who confirmed what and when.

use chrono::NaiveDate;
use domain::{
    Code,
    duration::{class_hours, hours_text, tenths_text},
    form::read_day,
    hours::Kind,
    id::PlacementId,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::hours::{self, Record};

use super::{
    super::{Page, page, path_value, query},
    record_tables::{corrections, lines, sums},
};
use crate::{
    islands::PrintButton,
    ui::{
        card::{Fact, FactList},
        form::{DateField, FilterBar},
        layout::{Breadcrumbs, Crumb},
        text::with_whole_days,
    },
    words::Words,
};

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Query {
    /// First day of the record.
    from: String,
    /// Last day, inclusive.
    to: String,
}

impl Query {
    /// The days that are asked for; what is wrong with them, by field.
    fn days(&self) -> Result<Option<(NaiveDate, NaiveDate)>, (&'static str, Code)> {
        if self.from.is_empty() && self.to.is_empty() {
            return Ok(None);
        }
        let first = read_day(&self.from).map_err(|code| ("from", code))?;
        let last = read_day(&self.to).map_err(|code| ("to", code))?;
        if last < first { Err(("to", Code::EndBeforeStart)) } else { Ok(Some((first, last))) }
    }
}

/// The record of hours of a placement.
#[component]
pub fn RecordPage() -> impl IntoView {
    let id = path_value("id", PlacementId::parse);
    let query = query::<Query>();
    page(async move |visit| {
        let w = visit.words();
        let days = query.days();
        let record = hours::record(&visit.db, &visit.ctx, id?, days.ok().flatten()).await?;
        let placement = &record.placement;
        let title = w.record_title(placement.direction);
        let participant = w.named(&placement.participant.label).to_owned();
        let address = format!("/placements/{}", placement.id);
        let crumbs = vec![
            Crumb { label: w.placements().into(), href: Some("/placements".into()) },
            Crumb { label: participant.clone().into(), href: Some(address.clone().into()) },
            Crumb { label: title.into(), href: None },
        ];
        let action = format!("{address}/record");
        let error = move |field| days.err().filter(|(wrong, _)| *wrong == field).map(|(_, code)| w.code(code));
        let shown = |typed: &str, day: NaiveDate| if days.is_err() { typed.to_owned() } else { day.to_string() };
        let (from, to) = (shown(&query.from, record.days.0), shown(&query.to, record.days.1));
        let total = w.record_total(&w.hours(record.minutes));
        let agrees = record.minutes == record.ledger;
        let body = view! {
            <Breadcrumbs label=w.hours_breadcrumbs() items=crumbs />
            <div class="record-tools">
                <FilterBar action=action label=w.record_choose() apply_text=w.record_show()>
                    <DateField name="from" label=w.record_from() value=from error=error("from") />
                    <DateField name="to" label=w.record_to() value=to error=error("to") />
                </FilterBar>
                <PrintButton label=w.print().to_owned() />
            </div>
            <article class="record">
                <header class="record-header">
                    <h1>{title}</h1>
                    <p>{w.record_number(&placement.id.to_string())} " · " {with_whole_days(w.days(record.days.0, record.days.1).into())}</p>
                </header>
                <FactList facts=facts(w, &record) />
                <h2>{w.record_lines()}</h2>
                {lines(w, &record)}
                {corrections(w, &record)}
                <section class="record-sums">
                    <h2>{w.record_sums()}</h2>
                    <p class="record-total">
                        <b>{total}</b>
                        <span>{w.record_in_words(&w.hours_spelled(record.minutes))}</span>
                        {lessons(w, &record).map(|text| view! { <span>{text}</span> })}
                    </p>
                    {sums(w, &record)}
                    <p class=if agrees { "record-note" } else { "record-note record-wrong" }>
                        {if agrees { w.record_ledger() } else { w.record_mismatch() }}
                    </p>
                </section>
                {signatures(w, &record)}
            </article>
        };
        Ok(Page::new(format!("{title} · {participant}"), body))
    })
}

fn facts(w: Words, record: &Record) -> Vec<Fact> {
    let placement = &record.placement;
    let none = || "–".to_owned();
    let post = [Some(w.form(placement.form).to_owned()), placement.place.clone()];
    vec![
        Fact::text(w.participant(), w.named(&placement.participant.label).to_owned()),
        Fact::text(w.mentor(), placement.mentor.as_ref().map_or_else(none, |mentor| w.named(&mentor.label).to_owned())),
        Fact::text(w.sending_organisation(), w.named(&placement.sending.name).to_owned()),
        Fact::text(w.hosting_organisation(), w.named(&placement.hosting.name).to_owned()),
        Fact::text(w.record_post(), post.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
        Fact::text(w.record_placement(), w.days(placement.first_day, placement.last_day)),
        Fact::text(w.record_period(), w.days(record.days.0, record.days.1)),
        Fact::text(w.record_made(), w.instant(record.at)),
    ]
}

/// The class hours in the total, where somebody taught.
fn lessons(w: Words, record: &Record) -> Option<String> {
    let (_, minutes) = record.kinds.iter().find(|(kind, _)| *kind == Kind::ClassHours)?;
    let each = record.placement.class_hour_minutes;
    let count = class_hours(each.into(), *minutes).map_or_else(|| hours_text(*minutes), tenths_text);
    Some(w.record_class_hours(&count, each))
}

fn signatures(w: Words, record: &Record) -> AnyView {
    let placement = &record.placement;
    let boxes = [
        (w.record_sign_participant(), w.named(&placement.participant.label).to_owned()),
        (w.record_sign_host(), w.named(&placement.hosting.name).to_owned()),
        (w.record_sign_sender(), w.named(&placement.sending.name).to_owned()),
    ]
    .into_iter()
    .map(|(label, name)| {
        view! {
            <div class="record-sign">
                <p>{label}</p>
                <p class="record-signer">{name}</p>
                <p>{w.record_sign_date()}</p>
            </div>
        }
    })
    .collect::<Vec<_>>();
    view! {
        <section class="record-signatures" aria-label=w.record_signatures()>
            {boxes}
        </section>
    }
    .into_any()
}
