//! Who has not reported.

use chrono::{Datelike, NaiveDate};

use super::{Lang, Words, words};

words! {
    reporting => "填报情况", "Reporting";
    reporting_lead(first: &str, last: &str) => "{first}至{last}各成员单位的工时填报情况，只有数字，没有个人信息。", "How the members reported hours from {first} to {last}: numbers only, no people.";
    reporting_table => "各成员单位近六个月的填报情况", "Reporting of the members over six months";
    reporting_filter => "筛选成员单位", "Filter members";
    reporting_member => "成员单位", "Member";
    reporting_standing => "情况", "Standing";
    reporting_province => "省份", "Province";
    reporting_silent_only => "只看整月未报的单位", "Only those with a silent month";
    reporting_silent_chip => "整月未报", "with a silent month";
    reporting_unreported => "未报", "Not reported";
    reporting_all_in => "全部已报", "All reported";
    reporting_some_open => "部分未报", "Partly open";
    reporting_nothing_ran => "没有派驻", "No placements";
    reporting_nothing_cell => "无派驻", "none ran";
    reporting_silent_cell(running: i64) => "{running} 份均未报", "none of {running}";
    reporting_cell(reported: i64, running: i64) => "{reported} / {running}", "{reported} / {running}";
    reporting_waiting(waiting: i64) => "待确认 {waiting}", "{waiting} to confirm";
    reporting_open(open: i64) => "未报 {open}", "{open} not reported";
    reporting_help => "每格为有工时提交的派驻 / 进行中的派驻；派出和接收的派驻都计入。草稿和被退回的不算已报。", "Each cell: placements with submitted hours of those that ran, sent or hosted. Drafts and returned hours are not reported.";
    reporting_none => "没有符合条件的成员单位", "No member matches";
    reporting_none_text => "换一个条件，或者清除筛选。", "Try something else, or clear the filters.";
    reporting_empty => "还没有成员单位", "No members yet";
    reporting_empty_text => "新增成员单位并开始派驻之后，这里显示各单位的填报情况。", "Once members send people to each other, this shows who reported.";
    reporting_range(first: usize, last: usize, all: usize) => "第 {first}–{last} 家，共 {all} 家", "{first}–{last} of {all} members";
    reporting_month_head => "月份", "Month";
    reporting_running => "进行中的派驻", "Running placements";
    reporting_confirmed => "有已确认工时", "With confirmed hours";
    reporting_to_confirm => "只有待确认工时", "With hours to confirm only";
    reporting_silent_month => "整月未报", "Silent";
    reporting_export_hint => "各成员单位近六个月的填报数量，没有个人信息", "what members reported over six months, no people";
    reporting_link => "查看填报情况", "See the reporting";
    reporting_silent_title(count: usize) => "{count} 家单位有整月未报", "{count} members with a silent month";
}

impl Words {
    /// For how many months nothing was reported.
    #[must_use]
    pub fn reporting_silent(self, months: usize) -> String {
        match self.lang() {
            Lang::Zh => format!("{months} 个月未报"),
            Lang::En => super::counted(&months.to_string(), "silent month", "silent months"),
        }
    }

    /// A month in a sentence: 2026年11月, November 2026.
    #[must_use]
    pub fn reporting_month(self, month: NaiveDate) -> String {
        match self.lang() {
            Lang::Zh => format!("{}年{}月", month.year(), month.month()),
            Lang::En => month.format("%B %Y").to_string(),
        }
    }
}
