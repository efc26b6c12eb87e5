//! Trying out stints and rules in the browser: compiled for it as well, so only what is said there.

use super::{Words, counted, words};

words! {
    trial => "试一试", "Try it out";
    trial_lead => "改派驻、改规则、改日期，结果立刻变化。", "Change stints, rules or the day, and see at once what becomes of it.";
    trial_not_saved => "试算不保存", "Nothing is saved";
    trial_day => "统计日", "Day of judgement";
    trial_claims => "计入尚未确认的工时", "Count hours not confirmed yet";
    trial_reset => "全部还原", "Reset everything";
    trial_stints => "派驻", "Stints";
    trial_stints_lead => "条上按左右方向键，移动一周。", "On a bar, the arrow keys move it by a week.";
    trial_stint => "派驻", "A stint";
    trial_no_stints => "还没有派驻，可以添加一段试试。", "There are no stints yet. Add one and see.";
    trial_add => "添加一段派驻", "Add a stint";
    trial_added(number: u32) => "试算派驻 {number}", "Tried-out stint {number}";
    trial_done => "已完成", "Done";
    trial_planned => "计划", "Planned";
    trial_new => "新增", "Added";
    trial_changed => "有改动", "Changed";
    trial_left_out => "不算", "Left out";
    trial_leave_out => "不算这段", "Leave out";
    trial_put_back => "恢复", "Put back";
    trial_remove => "移除", "Remove";
    trial_edit => "修改", "Change";
    trial_close => "收起", "Close";
    trial_earlier(name: &str) => "{name}：提前一周", "{name}: a week earlier";
    trial_later(name: &str) => "{name}：推后一周", "{name}: a week later";
    trial_of(deed: &str, name: &str) => "{name}：{deed}", "{deed}: {name}";
    trial_bar(name: &str, days: &str) => "{name}，{days}，左右方向键移动一周", "{name}, {days}, move by a week with the arrow keys";
    trial_size(days: &str, workdays: u32, hours: &str) => "{days}，{workdays} 个工作日，每天 {hours}", "{days}, workdays: {workdays}, a day: {hours}";
    trial_first_day => "第一天", "First day";
    trial_workdays => "工作日数", "Workdays";
    trial_hours => "每天小时数", "Hours a day";
    trial_load => "全职或兼职", "Full or part time";
    trial_form => "形式", "Form";
    trial_host => "接收单位类型", "Kind of host";
    trial_bad_number(most: &str) => "请填 0 到 {most} 之间的数字，最多两位小数", "Enter a number from 0 to {most} with at most two decimals";
    trial_anew => "改了天数或小时数后，从第一天起按工作日依次排；按整周移动的保留原来的日子。试算的派驻视为事先批准、接收单位已确认、材料齐全。", "With other days or hours it is laid out on workdays from its first day on; moved by whole weeks it keeps its days. What is tried out counts as approved beforehand, confirmed by the host and with all its evidence.";
    trial_rules => "规定", "Rules";
    trial_summary => "与原来相比", "Compared with before";
    trial_same => "与原来相同。", "The same as before.";
    trial_day_moved(before: &str, after: &str) => "统计日：{before} → {after}。", "Day of judgement: {before} → {after}.";
    trial_turned(rule: &str, before: &str, after: &str) => "{rule}：{before} → {after}。", "{rule}: {before} → {after}.";
    trial_counts(rule: &str, before: &str, after: &str) => "{rule}：计入 {before} → {after}，状态不变。", "{rule}: {before} → {after} count, the status is the same.";
    trial_asked(rule: &str, before: &str, after: &str) => "{rule}：要求 {before} → {after}，状态不变。", "{rule}: {before} → {after} are asked, the status is the same.";
    trial_before => "原来", "Before";
    trial_after => "现在", "Now";
    trial_missing(amount: &str) => "还差 {amount}", "{amount} missing";
    trial_above(amount: &str) => "超出 {amount}", "{amount} above the bound";
    trial_enough => "已够", "Nothing missing";
    trial_until(day: &str) => "到 {day} 起不再达标", "no longer met from {day} on";
    trial_deadline(day: &str) => "最迟 {day}", "by {day}";
    trial_window(days: &str) => "统计窗口 {days}", "window {days}";
    trial_was(figure: &str) => "原来 {figure}", "before: {figure}";
    trial_reasons => "为什么", "Why";
    trial_no_facts => "没有可统计的记录。", "There is nothing to count.";
    trial_of_which(counted: &str) => "折合 {counted}", "worth {counted}";
    trial_change_rule => "改这条规定", "Change the rule";
    trial_restore_rule => "还原这条规定", "Restore the rule";
    trial_target => "要求", "Target";
    trial_unit => "单位", "Unit";
    trial_hours_unit => "小时", "hours";
    trial_class_hours_unit => "学时", "class hours";
    trial_days_unit => "天", "days";
    trial_weeks_unit => "周", "weeks";
    trial_months_unit => "个月", "months";
    trial_window_years => "统计窗口（年）", "Window (years)";
    trial_window_months => "统计窗口（月）", "Window (months)";
    trial_window_days => "统计窗口（天）", "Window (days)";
    trial_day_cap => "每日最多（小时）", "At most a day (hours)";
    trial_month => "一个月合多少天", "Workdays of a month";
    trial_unverified => "未核实", "Unverified";
    trial_data_lost => "页面数据不完整，请刷新页面。", "The page's data is incomplete. Please reload the page.";
}

impl Words {
    /// How many lines of the log they are.
    #[must_use]
    pub fn trial_times(self, parts: u32) -> String {
        let number = parts.to_string();
        match self.lang() {
            super::Lang::Zh => format!("共 {number} 条"),
            super::Lang::En => counted(&number, "entry", "entries"),
        }
    }
}
