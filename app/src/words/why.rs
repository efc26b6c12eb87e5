//! An engineer's class hours told in sentences, and a judgement in a few words.

use chrono::NaiveDate;
use domain::{
    duration::tenths_text,
    policy::{Fact, Line, Measure, Reason, Status},
    progress::EngineerSummary,
};
use service::progress::Judged;

use super::Words;

impl Words {
    /// A rule's state in a few words under its bar: what is missing and until when.
    #[must_use]
    pub fn gauge_note(self, judged: &Judged, as_of: NaiveDate) -> String {
        let (judgement, deadline) = (&judged.judgement, judged.judgement.deadline());
        let missing = || self.progress_missing(&self.judged_short(judged, judged.remaining()));
        match judgement.status {
            Status::NotApplicable => String::new(),
            _ if judgement.met && deadline == NaiveDate::MAX => self.progress_for_good().to_owned(),
            _ if judgement.met => self.progress_holds_short(&day_before(deadline).to_string()),
            _ if judged.remaining() == 0 => self.why_parts_missing().to_owned(),
            _ if judged.rule.advisory => missing(),
            _ if deadline <= as_of => format!("{} · {}", missing(), self.progress_overdue_short()),
            _ => format!("{} · {}", missing(), self.progress_deadline_short(&deadline.to_string())),
        }
    }

    /// An engineer's class hours in sentences.
    #[must_use]
    pub fn class_hours_told(self, summary: &EngineerSummary, facts: &[Fact]) -> Vec<String> {
        let class_hours = |tenths: i64| self.progress_class_hours(&tenths_text(tenths));
        let (from, to) = self.from_to(summary.academic_year);
        let needed = self.why_class_hours_needed(&from, &to, &class_hours(summary.target_class_hours_tenths));
        let counted = self.why_class_hours_counted(&class_hours(summary.class_hours_tenths));
        let mut sentences = vec![self.sentences(&[needed, counted])];
        if summary.planned_minutes > 0 {
            let (confirmed, planned) = (summary.confirmed_minutes, summary.planned_minutes);
            sentences.push(self.why_class_hours_plan(&self.hours(confirmed.into()), &self.hours(planned.into())));
        }
        sentences.extend(self.left_out_told(&summary.lines, facts));
        sentences
    }

    fn left_out_told(self, lines: &[Line], facts: &[Fact]) -> Vec<String> {
        left_out(lines, facts)
            .map(|(reason, minutes)| self.why_left_out(&self.hours(minutes), self.policy_reason(reason)))
            .collect()
    }
}

/// The minutes that do not count, by reason.
fn left_out(lines: &[Line], facts: &[Fact]) -> impl Iterator<Item = (Reason, i64)> {
    let of_time = |line: &&Line| facts.get(line.fact as usize).is_some_and(|fact| fact.measure == Measure::Time);
    Reason::ALL.iter().filter(|reason| !reason.counts()).filter_map(move |reason| {
        let left_out = lines.iter().filter(|line| line.reason == *reason).filter(of_time);
        let minutes: i64 = left_out.map(|line| i64::from(line.amount)).sum();
        (minutes > 0).then_some((*reason, minutes))
    })
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}
