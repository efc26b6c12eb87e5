//! The stints on their stretch of years, each with its fields.

use chrono::{Datelike, NaiveDate};
use domain::{
    duration::hours_text, hours::Kind, organisation::OrganisationKind, placement::Load, policy::trial::MOST_WORKDAYS,
};

use super::{
    html::{self, Markup, percent},
    state::{Row, Table},
};
use crate::words::Words;

/// The years drawn.
#[derive(Clone, Copy)]
struct Years {
    first: i32,
    last: i32,
}

impl Years {
    /// All years of the stints, of what they were before and of the day of judgement.
    fn of(table: &Table) -> Self {
        let year = table.day.year();
        let days = table.rows.iter().flat_map(|row| row.days().into_iter().chain(row.days_before()));
        days.fold(Self { first: year, last: year }, |years, (first, last)| Self {
            first: years.first.min(first.year()),
            last: years.last.max(last.year()),
        })
    }

    /// Where a day begins, in hundredths of a per cent of the width.
    fn at(self, day: NaiveDate) -> i64 {
        let start = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(day);
        let (first, end) = (start(self.first), start(self.last + 1));
        (day - first).num_days() * 10_000 / (end - first).num_days().max(1)
    }
}

/// All stints, below the years.
pub(super) fn stints(out: &mut Markup, table: &Table) {
    let w = table.words;
    out.raw("<section aria-labelledby=\"trial-stints-title\"><div class=\"section-header\"><div>");
    out.raw("<h3 id=\"trial-stints-title\">");
    out.text(w.trial_stints());
    out.raw("</h3><p class=\"lead\">");
    out.text(w.trial_stints_lead());
    out.raw("</p></div>");
    out.button("button", "add", "");
    out.raw(" id=\"trial-add\">");
    out.icon("add");
    out.text(w.trial_add());
    out.raw("</button></div><div class=\"trial-axis\" id=\"trial-axis\" aria-hidden=\"true\">");
    axis(out, table);
    out.raw("</div><ul class=\"trial-stints\" id=\"trial-stints\">");
    table.rows.iter().for_each(|row| stint(out, table, row));
    out.raw("</ul></section>");
}

/// The years above the bars; what to do where there are none.
fn axis(out: &mut Markup, table: &Table) {
    if table.rows.is_empty() {
        out.text(table.words.trial_no_stints());
        return;
    }
    let years = Years::of(table);
    let step = usize::try_from((years.last - years.first + 1) / 7 + 1).unwrap_or(1);
    out.raw("<svg width=\"100%\" height=\"20\">");
    for day in (years.first..=years.last).step_by(step).filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1)) {
        out.raw("<text y=\"14\" dx=\"3\"");
        out.attribute("x", &percent(years.at(day)));
        out.raw(">");
        out.raw(&day.year().to_string());
        out.raw("</text>");
    }
    out.raw("</svg>");
}

/// One stint.
pub(super) fn stint(out: &mut Markup, table: &Table, row: &Row) {
    let w = table.words;
    let number = row.number as usize;
    out.raw("<li class=\"trial-stint\"");
    out.numbered("data-stint", "", number, "");
    out.numbered("id", "trial-", number, "-row");
    out.raw("><div class=\"trial-head\"");
    out.numbered("id", "trial-", number, "-head");
    out.raw(">");
    head(out, w, row);
    out.raw("</div><button type=\"button\" class=\"trial-track\"");
    out.numbered("id", "trial-", number, "-track");
    out.attribute("aria-label", &bar_label(w, row));
    out.raw(">");
    bars(out, table, row, Years::of(table));
    out.raw("</button><div class=\"trial-tools\">");
    let name = &row.stint.name;
    out.button("button trial-step", "earlier", &w.trial_earlier(name));
    out.raw(">");
    out.icon("previous");
    out.raw("</button>");
    out.button("button trial-step", "later", &w.trial_later(name));
    out.raw(">");
    out.icon("next");
    out.raw("</button>");
    out.button("button", "open-stint", &w.trial_of(w.trial_edit(), name));
    out.numbered("id", "trial-", number, "-open");
    out.numbered("aria-controls", "trial-", number, "");
    out.raw(if row.open { " aria-expanded=\"true\">" } else { " aria-expanded=\"false\">" });
    out.text(edit_word(w, row));
    out.raw("</button>");
    if row.before.is_none() {
        out.button("button", "remove", &w.trial_of(w.trial_remove(), name));
        out.raw(">");
        out.text(w.trial_remove());
    } else {
        out.button("button", "leave-out", &w.trial_of(w.trial_leave_out(), name));
        out.numbered("id", "trial-", number, "-out");
        out.raw(" aria-pressed=\"false\">");
        out.text(w.trial_leave_out());
    }
    out.raw("</button></div><div class=\"trial-panel\"");
    out.numbered("id", "trial-", number, "");
    out.raw(if row.open { ">" } else { " hidden>" });
    if row.open {
        fields(out, w, row);
    }
    out.raw("</div></li>");
}

const fn edit_word(w: Words, row: &Row) -> &'static str {
    if row.open { w.trial_close() } else { w.trial_edit() }
}

/// Draws what changed of the stints: their words, their bars, the years.
pub(super) fn refresh(table: &Table) {
    let (w, years) = (table.words, Years::of(table));
    let mut out = Markup::default();
    axis(&mut out, table);
    html::put("trial-axis", out);
    for row in &table.rows {
        let part = |part: &str| format!("trial-{}-{part}", row.number);
        let mut out = Markup::default();
        head(&mut out, w, row);
        html::put(&part("head"), out);
        let mut out = Markup::default();
        bars(&mut out, table, row, years);
        html::put(&part("track"), out);
        if let Some(track) = html::element(&part("track")) {
            drop(track.set_attribute("aria-label", &bar_label(w, row)));
        }
        let out_of_it = row.now.left_out;
        if let Some(button) = html::element(&part("out")) {
            drop(button.set_attribute("aria-pressed", if out_of_it { "true" } else { "false" }));
            button.set_text_content(Some(if out_of_it { w.trial_put_back() } else { w.trial_leave_out() }));
        }
    }
}

/// Draws all stints anew.
pub(super) fn redraw(table: &Table) {
    let mut out = Markup::default();
    table.rows.iter().for_each(|row| stint(&mut out, table, row));
    html::put("trial-stints", out);
}

/// Shows or hides the fields of a stint.
pub(super) fn unfold(table: &Table, row: &Row) {
    let id = format!("trial-{}", row.number);
    let mut out = Markup::default();
    if row.open {
        fields(&mut out, table.words, row);
    }
    html::put(&id, out);
    html::unfold(&id, row.open, edit_word(table.words, row));
}

fn size(w: Words, row: &Row) -> String {
    let (first, last) = row.days().unwrap_or((row.now.first_day, row.now.first_day));
    w.trial_size(&w.days(first, last), row.now.workdays, &w.hours(row.now.day_minutes.into()))
}

fn bar_label(w: Words, row: &Row) -> String {
    w.trial_bar(&row.stint.name, &size(w, row))
}

fn head(out: &mut Markup, w: Words, row: &Row) {
    out.raw("<b>");
    out.text(&row.stint.name);
    out.raw("</b>");
    match row.before {
        None => out.chip("accent", false, w.trial_new()),
        Some(_) if row.stint.planned => out.chip("neutral", false, w.trial_planned()),
        Some(_) => out.chip("neutral", false, w.trial_done()),
    }
    if row.now.left_out {
        out.chip("muted", false, w.trial_left_out());
    } else if row.before.is_some() && row.is_changed() {
        out.chip("provisional", false, w.trial_changed());
    }
    out.raw("<span class=\"sub\">");
    out.text(&size(w, row));
    out.raw("</span>");
}

/// A stint on its years: where it was, where it is, and the day of judgement.
fn bars(out: &mut Markup, table: &Table, row: &Row, years: Years) {
    out.raw("<svg width=\"100%\" height=\"28\" aria-hidden=\"true\">");
    let is = if row.stint.planned { "trial-bar trial-bar-planned" } else { "trial-bar" };
    for (class, days) in [("trial-was", row.days_before().filter(|_| row.is_changed())), (is, row.days())] {
        let Some((first, last)) = days else { continue };
        let (from, to) = (years.at(first), years.at(last.succ_opt().unwrap_or(last)));
        out.raw("<rect y=\"6\" height=\"16\" rx=\"3\"");
        out.attribute("class", class);
        out.attribute("x", &percent(from));
        // Even a day is a bar one can see.
        out.attribute("width", &percent((to - from).max(40)));
        out.raw("></rect>");
    }
    let day = percent(years.at(table.day));
    out.raw("<line class=\"trial-day\" y1=\"0\" y2=\"28\"");
    out.attribute("x1", &day);
    out.attribute("x2", &day);
    out.raw("></line></svg>");
}

fn fields(out: &mut Markup, w: Words, row: &Row) {
    let edit = &row.now;
    let id = |part: &str| format!("trial-{}-{part}", row.number);
    out.raw("<div class=\"trial-fields\">");
    html::date(out, &id("first"), "data-set=\"first\"", w.trial_first_day(), edit.first_day);
    let most = w.trial_bad_number(&MOST_WORKDAYS.to_string());
    let days = edit.workdays.to_string();
    html::number(out, &id("days"), "data-set=\"days\"", w.trial_workdays(), &days, MOST_WORKDAYS, &most);
    let hours = hours_text(edit.day_minutes.into());
    html::number(out, &id("hours"), "data-set=\"hours\"", w.trial_hours(), &hours, 24, &w.trial_bad_number("24"));
    let loads = Load::ALL.iter().map(|it| (it.as_str(), w.load(*it)));
    html::select(out, &id("load"), "data-set=\"load\"", w.trial_load(), loads, edit.load.as_str());
    let forms = Kind::ALL.iter().map(|it| (it.as_str(), w.kind(*it)));
    html::select(out, &id("form"), "data-set=\"form\"", w.trial_form(), forms, edit.form.as_str());
    let hosts = OrganisationKind::ALL.iter().map(|it| (it.as_str(), w.organisation_kind(*it)));
    html::select(out, &id("host"), "data-set=\"host\"", w.trial_host(), hosts, edit.host.as_str());
    out.raw("</div><p class=\"field-hint\">");
    out.text(w.trial_anew());
    out.raw("</p>");
}
