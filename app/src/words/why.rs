//! A judgement told in sentences.

use chrono::{Months, NaiveDate};
use domain::{
    duration::tenths_text,
    progress::{EngineerSummary, Judgement, Line, Parameters, Reason, Rule, Status, Window},
};

use super::Words;

impl Words {
    /// A rule's state in a few words under its bar: what is missing and until when.
    #[must_use]
    pub fn gauge_note(self, judgement: &Judgement, as_of: NaiveDate) -> String {
        let missing = self.progress_missing(&self.workday_number(judgement.remaining_minutes));
        match judgement.status {
            Status::NotApplicable => String::new(),
            Status::Met => self.progress_holds_short(&day_before(judgement.deadline).to_string()),
            _ if judgement.deadline <= as_of => format!("{missing} · {}", self.progress_overdue_short()),
            _ => format!("{missing} · {}", self.progress_deadline_short(&judgement.deadline.to_string())),
        }
    }

    /// A judgement in sentences, the most important first.
    #[must_use]
    pub fn judgement_told(self, judgement: &Judgement, as_of: NaiveDate) -> Vec<String> {
        if judgement.status == Status::NotApplicable {
            return vec![self.why_not_applicable().to_owned()];
        }
        let counted = self.workdays(judgement.counted_minutes.into());
        let (from, to) = self.from_to(judgement.window);
        let needed = self.why_needed(&from, &to, &self.workdays(judgement.target_minutes.into()));
        let reached = if judgement.status == Status::Met {
            self.why_counted_met(&counted)
        } else {
            self.why_counted_missing(&counted, &self.workdays(judgement.remaining_minutes.into()))
        };
        let mut sentences = vec![self.joined(&[needed, reached])];
        sentences.extend(self.deadline_told(judgement, as_of));
        sentences.extend(self.leaving_told(judgement, as_of));
        sentences.extend(self.left_out_told(&judgement.lines));
        sentences.push(self.why_parameters().to_owned());
        sentences
    }

    /// An engineer's class hours in sentences.
    #[must_use]
    pub fn class_hours_told(self, summary: &EngineerSummary) -> Vec<String> {
        let class_hours = |tenths: i64| self.progress_class_hours(&tenths_text(tenths));
        let (from, to) = self.from_to(summary.academic_year);
        let needed = self.why_class_hours_needed(&from, &to, &class_hours(summary.target_class_hours_tenths));
        let counted = self.why_class_hours_counted(&class_hours(summary.class_hours_tenths));
        let mut sentences = vec![self.joined(&[needed, counted])];
        if summary.planned_minutes > 0 {
            let (confirmed, planned) = (summary.confirmed_minutes, summary.planned_minutes);
            sentences.push(self.why_class_hours_plan(&self.hours(confirmed.into()), &self.hours(planned.into())));
        }
        sentences.extend(left_out(&summary.lines).map(|(reason, minutes)| {
            self.why_left_out(self.reason(reason), &self.hours(minutes.into()))
        }));
        sentences
    }

    fn joined(self, sentences: &[String]) -> String {
        sentences.join(self.pick("", " "))
    }

    fn deadline_told(self, judgement: &Judgement, as_of: NaiveDate) -> Option<String> {
        let day = judgement.deadline;
        let rolling = match window_of(judgement) {
            Some(Window::RollingYears(years)) => Some(years),
            _ => None,
        };
        if judgement.status == Status::Met {
            return Some(self.why_holds(&self.day(day_before(day))));
        }
        if day <= as_of {
            return rolling.map(|_| self.why_deadline_today().to_owned());
        }
        let mut sentences = vec![self.why_deadline(&self.day(day), judgement.workdays_left)];
        sentences.extend(rolling.map(|years| self.why_recent_hire(years)));
        if judgement.status == Status::AtRisk {
            sentences.push(self.why_at_risk().to_owned());
        }
        Some(self.joined(&sentences))
    }

    /// What leaves a rolling window within six months after the day of judgement.
    fn leaving_told(self, judgement: &Judgement, as_of: NaiveDate) -> Option<String> {
        let window = window_of(judgement).filter(|window| matches!(window, Window::RollingYears(_)))?;
        let until = as_of.checked_add_months(Months::new(6))?;
        let leaving: Vec<(NaiveDate, u32)> = judgement
            .lines
            .iter()
            .filter(|line| line.counted > 0)
            .map(|line| (window.leaves_on(line.day), line.counted))
            .filter(|(day, _)| *day <= until)
            .collect();
        let first = leaving.iter().map(|(day, _)| *day).min()?;
        let minutes = leaving.iter().map(|(_, minutes)| *minutes).fold(0, u32::saturating_add);
        Some(self.why_leaving(&self.workdays_only(minutes), &self.day(first)))
    }

    fn left_out_told(self, lines: &[Line]) -> Vec<String> {
        left_out(lines)
            .map(|(reason, minutes)| self.why_left_out(self.reason(reason), &self.workdays(minutes.into())))
            .collect()
    }
}

/// The minutes that do not count, by reason.
fn left_out(lines: &[Line]) -> impl Iterator<Item = (Reason, u32)> {
    Reason::ALL.iter().filter_map(move |reason| {
        let minutes = lines
            .iter()
            .filter(|line| line.reason == *reason)
            .map(|line| line.minutes.saturating_sub(line.counted))
            .fold(0, u32::saturating_add);
        (minutes > 0).then_some((*reason, minutes))
    })
}

fn window_of(judgement: &Judgement) -> Option<Window> {
    Rule::national(Parameters::default()).into_iter().find(|rule| rule.id == judgement.rule).map(|rule| rule.window)
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}
