//! Progress: how far people are, and why.

use chrono::NaiveDate;
use domain::policy::{Bound, DayRange, Status};
use service::progress::Judged;

use super::{Lang, Words, words};

words! {
    progress_lead(day: &str) => "对照适用的各项规定，最需要关注的在前；统计截至 {day}。", "Everybody against the rules that apply, the worst first, as of {day}.";
    progress_my_lead => "按已确认的工时计算，待确认的不计入。", "Reckoned from confirmed hours; what waits for confirmation does not count yet.";
    progress_table => "教师实践进度", "Progress of teachers";
    progress_teacher => "人员", "Person";
    progress_worst => "最需关注的规定", "Rule to look at first";
    progress_all_rules => "各项规定", "All rules";
    progress_filter => "筛选", "Filter";
    progress_status => "状态", "Status";
    progress_as_of_label => "统计日", "As of";
    progress_as_of(day: &str) => "截至 {day}", "As of {day}";
    progress_overdue_short => "已过期限", "overdue";
    progress_deadline_short(day: &str) => "期限 {day}", "due {day}";
    progress_holds_short(day: &str) => "保持至 {day}", "holds until {day}";
    progress_why_crumb => "认定依据", "Why?";
    progress_show => "查看", "Show";
    progress_counts => "各状态人数", "Teachers by status";
    progress_short => "名教师不足", "short of a rule";
    progress_at_risk => "名教师临近期限", "at risk of missing a rule";
    progress_met => "名教师达标", "meet what applies to them";
    progress_not_applicable => "名教师不适用", "not covered by a rule";
    progress_range(from: usize, to: usize, of: usize) => "第 {from}–{to} 人，共 {of} 人", "{from}–{to} of {of}";
    progress_empty => "还没有教师", "No teachers yet";
    progress_empty_text => "在人员名册中新增教师之后，这里会显示每个人的进度。", "Add teachers to the roster; their progress then stands here.";
    progress_none => "没有符合条件的教师", "No teacher matches";
    progress_none_text => "换一个条件，或者清除筛选。", "Try other filters, or clear them.";
    progress_missing(amount: &str) => "还差 {amount}", "{amount} to go";
    progress_nothing_missing => "已完成", "complete";

    progress_counted => "已计入", "Counted";
    progress_target => "目标", "Target";
    progress_remaining => "还差", "Remaining";
    progress_deadline => "期限", "Deadline";
    progress_holds_until => "达标保持至", "Holds until";
    progress_for_good => "长期有效", "for good";
    progress_grace => "宽限期至", "Time until";
    progress_effects => "影响", "Bears on";
    progress_allowed => "上限", "Allowed";
    progress_above => "超出", "Too much";
    progress_others => "不适用的规定", "Rules that do not apply";
    progress_unverified => "未核实", "Unverified";
    progress_unverified_told => "条文尚未与出处核对，数值以院校确认为准。", "The text was not read in its source; the college's word decides.";
    progress_overdue => "已过期限，应尽快补足", "Now: it should be met already";
    progress_until_with(day: &str, workdays: u32) => "{day}（还有 {workdays} 个工作日）", "{day} ({workdays} workdays left)";
    progress_why => "查看依据", "Why?";
    progress_why_of(rule: &str) => "查看依据：{rule}", "Why? {rule}";
    progress_ring(rule: &str, percent: u32) => "{rule}：完成 {percent}%", "{rule}: {percent}% done";
    progress_bar_at_most(figure: &str) => "已累计 {figure}，不得超过", "{figure} counted, no more is allowed";
    progress_bar(figure: &str) => "已计入 {figure}", "{figure} counted";
    progress_rules => "达标情况", "Rules";
    progress_teaching => "到校任教情况", "Teaching";

    progress_class_hours_title => "本学年授课学时", "Class hours of the academic year";
    progress_plan_title => "派驻计划完成情况", "Confirmed against the plan";
    progress_academic_year => "学年", "Academic year";
    progress_planned => "计划", "Planned";
    progress_confirmed => "已确认", "Confirmed";
    progress_class_hours_year => "本学年学时", "Class hours this year";
    progress_no_plan => "没有计划工时", "No hours are planned";

    progress_years => "近五年派驻", "Placements over five years";
    progress_years_lead => "实心部分计入，斜线部分未计入或尚未确认；窗口之外为灰色。", "Solid counts; hatched does not count or is not confirmed yet; grey lies outside the window.";
    progress_years_picture(name: &str) => "{name}近五年派驻的时间轴，内容与下表相同", "Placements of {name} over five years; the table below says the same";
    progress_window_begins => "窗口起点", "Window begins";
    progress_today => "统计日", "As of";
    progress_bar_title(host: &str, days: &str, counted: &str, confirmed: &str) => "{host}，{days}，已确认 {confirmed}，计入 {counted}", "{host}, {days}, {confirmed} confirmed, {counted} counted";
    progress_placements_table => "派驻及已计入的工时", "Placements and what counts of them";
    progress_host => "接收单位", "Host";
    progress_dates => "起止日期", "Dates";
    progress_state => "状态", "State";
    progress_counts_in => "计入", "Counted";
    progress_no_placements => "还没有派驻", "No placements yet";
    progress_no_placements_text => "派驻经双方批准并确认工时之后，会显示在这里。", "A placement stands here once both sides approve it and hours are confirmed.";

    why_title(rule: &str) => "认定依据：{rule}", "Why? {rule}";
    why_summary => "结论", "The judgement";
    why_parts_missing => "总量已够，分项不足", "enough, but not in its parts";
    why_not_applicable => "此项规定不适用于该人员，因此不作认定。", "The rule does not bind this person, so nothing is judged.";
    why_served(days: &str, number: u32) => "计入年限：{days}（{number} 天）", "Service that counts: {days} ({number} days)";
    why_criteria => "各项要求", "What is asked";
    why_rule => "所用规定", "The rule";
    why_document => "依据", "Document";
    why_source => "原文", "Source";
    why_source_open => "查看原文", "Open the source";
    why_in_force => "施行", "In force";
    why_asked => "要求", "Asked";
    why_counts => "计入条件", "What counts";
    why_caps => "上限与折算", "Caps and conversions";
    why_leave => "请假", "Leave";
    why_for_whom => "适用对象", "For whom";
    why_pack => "规则包", "Rule pack";
    why_pack_version(pack: &str, version: &str) => "{pack}，版本 {version}", "{pack}, version {version}";
    why_criterion => "要求", "Criterion";
    why_decides => "决定结果", "Decides";
    why_lines_of(title: &str) => "逐条依据：{title}", "Every line: {title}";
    why_lines_link => "逐条依据", "Every line";
    why_sum(count: usize) => "合计 {count} 条", "Sum of {count} lines";
    why_carried => "上一周期结转", "Carried over";
    why_service => "任职时间", "Service";
    why_total => "计入总计", "Counted in all";
    why_reason_count(reason: &str, count: usize) => "{reason}（{count}）", "{reason} ({count})";
    why_certificate => "证书", "Certificate";
    why_circumstance => "个人情形", "Circumstance";
    why_lines => "逐条依据", "Every line";
    why_lines_lead => "每一条记录，计入多少，为什么，依据哪一条款。", "Each record, how much of it counts, why, and by which clause.";
    why_table => "逐条认定", "Lines of the judgement";
    why_day => "日期", "Day";
    why_placement => "派驻", "Placement";
    why_minutes => "时长", "Length";
    why_counted => "计入", "Counted";
    why_reason => "结论", "Result";
    why_clause => "依据条款", "Clause";
    why_all_reasons => "全部结论", "All results";
    why_unknown_placement(id: &str) => "派驻 {id}", "Placement {id}";
    why_empty => "还没有已确认的工时", "No confirmed hours yet";
    why_empty_text => "工时经接收单位确认之后，会逐条列在这里。", "Hours stand here, line by line, once the host has confirmed them.";
    why_none => "没有这样的记录", "No such lines";
    why_none_text => "换一个结论，或者清除筛选。", "Choose another result, or clear the filters.";
    why_range(from: usize, to: usize, of: usize) => "第 {from}–{to} 条，共 {of} 条", "{from}–{to} of {of} lines";
    why_class_hours => "本学年授课学时", "Class hours of the academic year";
    why_left_out(length: &str, reason: &str) => "{length}不计入：{reason}。", "{length} not counted: {reason}.";
    why_class_hours_parameters => "每学时分钟数以派驻约定为准，通常为 45 分钟；学年为 9 月 1 日至次年 8 月 31 日。", "The length of a class hour is agreed in the placement, usually 45 minutes; the academic year runs from 1 September to 31 August.";
    why_class_hours_needed(from: &str, to: &str, target: &str) => "{from}至{to}学年，{target}相当于一名兼职教师。", "In the academic year from {from} to {to}, {target} stand for one part-time teacher.";
    why_class_hours_counted(counted: &str) => "已确认授课 {counted}。", "{counted} are confirmed.";
    why_class_hours_plan(confirmed: &str, planned: &str) => "各次派驻共确认 {confirmed}（含备课），计划 {planned}。", "Over all placements {confirmed} are confirmed, preparation included; {planned} are planned.";
}

impl Words {
    /// An amount of what decides a judgement, in the unit in which the rule states its target.
    #[must_use]
    pub fn judged_amount(self, judged: &Judged, parts: i64) -> String {
        self.amount(parts, judged.unit(), judged.rule.reading)
    }

    /// The same without the hours.
    #[must_use]
    pub fn judged_short(self, judged: &Judged, parts: i64) -> String {
        self.amount_short(parts, judged.unit(), judged.rule.reading)
    }

    /// Where a rule's deadline stands: its label and its value; none where there is none.
    #[must_use]
    pub fn deadline_fact(self, judged: &Judged, as_of: NaiveDate) -> Option<(&'static str, String)> {
        let judgement = &judged.judgement;
        let at_most =
            || judged.decisive().and_then(|it| judged.rule.judged(it)).is_some_and(|it| it.bound == Bound::AtMost);
        if judgement.status == Status::NotApplicable || at_most() {
            return None;
        }
        let day = judgement.deadline();
        if judgement.met {
            let until = if day == NaiveDate::MAX {
                self.progress_for_good().to_owned()
            } else {
                self.day(day.pred_opt().unwrap_or(day))
            };
            return Some((self.progress_holds_until(), until));
        }
        if let Some(until) = judgement.grace_until {
            return Some((self.progress_grace(), self.day(until)));
        }
        let value = if day <= as_of {
            self.progress_overdue().to_owned()
        } else {
            self.progress_until_with(&self.day(day), judgement.workdays_left)
        };
        Some((self.progress_deadline(), value))
    }

    /// The range of days in a sentence, each day in full; first and last day inclusive.
    #[must_use]
    pub fn from_to(self, range: DayRange) -> (String, String) {
        (self.day(range.first_day), self.day(range.last_day))
    }

    /// Hours, or a dash where there are none.
    #[must_use]
    pub fn hours_or_dash(self, minutes: u32) -> String {
        if minutes == 0 { "—".to_owned() } else { self.hours(minutes.into()) }
    }

    /// A number of class hours: 12.5 学时, 12.5 class hours.
    #[must_use]
    pub fn progress_class_hours(self, count: &str) -> String {
        match self.lang() {
            Lang::Zh => format!("{count} 学时"),
            Lang::En => super::counted(count, "class hour", "class hours"),
        }
    }
}
