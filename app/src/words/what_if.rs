//! What if somebody stops here.

use domain::{
    duration::tenths_text,
    policy::Status,
    progress::{Case, EngineerSummary},
};
use service::progress::Judged;

use super::{Words, words};

words! {
    what_if => "如果现在停止", "What if I stop here";
    what_if_of(name: &str) => "如果{name}现在停止", "What if {name} stops here";
    what_if_lead(day: &str) => "测算到 {day}：只算已确认的、加上已填报的、再加上计划的。", "As of {day}: by what is confirmed, by what is logged as well, and by what is planned besides.";
    what_if_link => "如果现在停止会怎样", "What if it stops here";
    what_if_day => "测算到哪一天", "As of which day";
    what_if_show => "测算", "Show";
    what_if_told => "结论", "In short";
    what_if_cases => "逐项对比", "Side by side";
    what_if_table => "各项规定在三种情形下的达标情况", "Each rule in three cases";
    what_if_rule => "规定", "Rule";
    what_if_stop => "现在停止", "Stop here";
    what_if_logged => "含已填报", "With what is logged";
    what_if_plan => "按计划继续", "Go on as planned";
    what_if_counted(case: &str, day: &str, counted: &str) => "{case}：到 {day} 计入 {counted}，达标。", "{case}: {counted} count as of {day}; the rule is met.";
    what_if_short(case: &str, day: &str, counted: &str, missing: &str) => "{case}：到 {day} 计入 {counted}，还差 {missing}。", "{case}: {counted} count as of {day}; {missing} are missing.";
    what_if_below(day: &str) => "从 {day} 起低于目标。", "From {day} on it is below the target.";
    what_if_class_hours(case: &str, day: &str, counted: &str, missing: &str) => "{case}：到 {day} 为 {counted}，距一名兼职教师还差 {missing}。", "{case}: {counted} as of {day}; {missing} are missing for one part-time teacher.";
    what_if_class_hours_met(case: &str, day: &str, counted: &str) => "{case}：到 {day} 为 {counted}，相当于一名兼职教师。", "{case}: {counted} as of {day}, which stand for one part-time teacher.";
    what_if_same => "没有已填报未确认的工时，也没有往后的安排，三种情形的结果相同。", "Nothing is logged that is not confirmed and nothing is planned ahead: all cases are the same.";
    what_if_target(target: &str) => "目标 {target}", "target {target}";
    what_if_of_target(counted: &str, target: &str) => "{counted} / {target}", "{counted} / {target}";
    what_if_missing(missing: &str) => "还差 {missing}", "{missing} to go";
    what_if_ahead => "往后的安排", "What is planned ahead";
    what_if_ahead_lead => "进行中和已批准的派驻，从明天算到测算日。", "Active and approved placements, from tomorrow to that day.";
    what_if_ahead_table => "计入计划的派驻", "Placements that are carried on";
    what_if_ahead_none => "测算日之前没有进行中或已批准的派驻", "No placement is active or approved before that day";
    what_if_ahead_none_text => "按计划继续与含已填报的结果相同。需要更多工时的，请与人事商量新的派驻。", "Going on as planned changes nothing. Talk to your HR officer about another placement.";
    what_if_expected => "预计", "Expected";
    what_if_basis => "依据", "Reckoned by";
    what_if_by_schedule => "每周安排", "The schedule";
    what_if_spread => "没有每周安排，剩余计划平均到周一至周五", "No schedule: the rest of the plan spread over Mondays to Fridays";
    what_if_note => "没有每周安排的派驻，把尚未填报的计划工时平均分到剩余的周一至周五，每天不超过 8 小时。已填报包括待提交、待确认和被退回的工时。法定节假日未扣除。", "Where a placement has no schedule, what is left of its plan is spread evenly over the Mondays to Fridays that are left, at most 8 hours a day. Logged means to submit, to confirm and returned. Public holidays are not taken off.";
    what_if_logged_fact(hours: &str) => "已填报未确认：{hours}", "Logged, not confirmed: {hours}";
}

impl Words {
    /// From which hours a case is judged.
    #[must_use]
    pub const fn what_if_case(self, case: Case) -> &'static str {
        match case {
            Case::Stop => self.what_if_stop(),
            Case::Logged => self.what_if_logged(),
            Case::Plan => self.what_if_plan(),
        }
    }

    /// A judgement of a case in sentences; `now` is the same rule as of today by what is confirmed.
    #[must_use]
    pub fn what_if_case_told(self, case: Case, day: &str, judged: &Judged, now: Option<&Judged>) -> String {
        let counted = self.judged_short(judged, judged.counted());
        let case_name = self.what_if_case(case);
        if judged.judgement.status == Status::Met {
            let told = self.what_if_counted(case_name, day, &counted);
            return format!(
                "{told}{}{}",
                self.pick("", " "),
                self.what_if_below(&self.day(judged.judgement.deadline()))
            );
        }
        let missing = self.judged_short(judged, judged.remaining());
        let told = self.what_if_short(case_name, day, &counted, &missing);
        match now {
            Some(now) if case == Case::Stop && now.judgement.status == Status::Met => {
                format!("{told}{}{}", self.pick("", " "), self.what_if_below(&self.day(now.judgement.deadline())))
            }
            _ => told,
        }
    }

    /// The class hours of a case in a sentence.
    #[must_use]
    pub fn what_if_class_hours_told(self, case: Case, day: &str, summary: &EngineerSummary) -> String {
        let class_hours = |tenths: i64| self.progress_class_hours(&tenths_text(tenths));
        let (counted, case) = (class_hours(summary.class_hours_tenths), self.what_if_case(case));
        let missing = summary.target_class_hours_tenths - summary.class_hours_tenths;
        if missing > 0 {
            self.what_if_class_hours(case, day, &counted, &class_hours(missing))
        } else {
            self.what_if_class_hours_met(case, day, &counted)
        }
    }
}
