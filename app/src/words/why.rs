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
        sentences
            .extend(left_out(&summary.lines).map(|(reason, minutes)| {
                self.why_left_out(&self.hours(minutes.into()), self.left_out_because(reason))
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

    /// Why hours do not count, behind "not counted".
    const fn left_out_because(self, reason: Reason) -> &'static str {
        match reason {
            Reason::Counted => "",
            Reason::BeforeWindow => self.pick("早于统计窗口", "before the window"),
            Reason::AfterWindow => self.pick("晚于统计日", "after the day of judgement"),
            Reason::CutAtWindowEdge => self.pick("在窗口边界处截去", "cut off at the window's edge"),
            Reason::OtherDirection => self.pick("派驻方向不符", "the placement goes the other way"),
            Reason::HostKindNotEligible => self.pick("接收单位类型不符合规定", "this kind of host does not qualify"),
            Reason::NotAPracticeKind => self.pick("不属于实践工时", "not a kind of practice"),
            Reason::CategoryNotCovered => self.pick("不适用于此类教师", "the rule does not cover this category"),
            Reason::NotClassHours => self.pick("不是授课学时", "not class hours"),
        }
    }

    fn left_out_told(self, lines: &[Line]) -> Vec<String> {
        left_out(lines)
            .map(|(reason, minutes)| self.why_left_out(&self.workdays(minutes.into()), self.left_out_because(reason)))
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

#[cfg(test)]
mod tests {
    use domain::{
        hours::Kind,
        id::{HourEntryId, PlacementId},
        organisation::OrganisationKind,
        person::Category,
        placement::Direction,
        progress::{Entry, Subject, judge},
    };

    use super::*;
    use crate::words::Lang;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn told(lang: Lang) -> Vec<String> {
        let entry = |id, text: &str, days: u32| Entry {
            id: HourEntryId(id),
            placement: PlacementId(1),
            day: day(text),
            minutes: days * 480,
            span: None,
            kind: Kind::OnPost,
            host: OrganisationKind::Enterprise,
            direction: Direction::EnterprisePractice,
        };
        let entries = [entry(1, "2021-03-01", 14), entry(2, "2021-12-01", 98)];
        let subject = Subject { category: Some(Category::ProfessionalCourse), hired_on: None };
        let as_of = day("2026-11-23");
        let rule = Rule::six_months_in_five_years(Parameters::default());
        Words::new(lang).judgement_told(&judge(&rule, &subject, &entries, as_of), as_of)
    }

    #[test]
    fn a_judgement_says_what_is_needed_what_leaves_and_what_is_left_out() {
        assert_eq!(
            told(Lang::Zh),
            [
                "2021年11月24日至2026年11月23日期间应完成 125 天（1000 小时）。已计入 98 天（784 小时），还差 27 天（216 小时）。",
                "滚动窗口每天向前移动：在补足之前，每一天都不达标。",
                "今后六个月内，98 天将移出窗口，最早在 2026年12月1日。",
                "14 天（112 小时）不计入：早于统计窗口。",
            ]
        );
        assert_eq!(
            told(Lang::En),
            [
                "125 days (1000 h) are needed between 24 Nov 2021 and 23 Nov 2026. 98 days (784 h) count; 27 days (216 h) are missing.",
                "The window moves on every day: until the missing days are made up, the rule is not met.",
                "Within the next six months 98 days leave the window, the first on 1 Dec 2026.",
                "14 days (112 h) not counted: before the window.",
            ]
        );
    }
}
