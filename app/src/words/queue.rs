//! The confirmer's queue, and who has not submitted.

use super::{Lang, Words, counted, words};

words! {
    queue_filter => "筛选待确认工时", "Filter the hours to confirm";
    queue_any_week => "全部周", "All weeks";
    queue_any_sender => "全部单位", "All organisations";
    queue_differences_only => "只看与计划不同的", "Only what differs from the plan";
    queue_nothing_matches => "没有符合条件的工时", "Nothing matches these filters";
    queue_nothing_matches_text => "清除筛选条件，查看全部待确认工时。", "Clear the filters to see everything that waits for you.";
    queue_pick(name: &str, days: &str) => "选择 {name} {days}", "Select {name}, {days}";
    queue_confirm_selected => "确认所选", "Confirm selected";
    queue_bar => "勾选的每一段要么全部确认，要么全部不确认。", "All of what is ticked is confirmed, or none of it.";
    queue_return(name: &str, days: &str) => "退回 {name} {days} 的工时", "Return the hours of {name}, {days}";
    queue_not_logged => "未填报", "nothing logged";
    queue_planned(hours: &str) => "计划 {hours}", "planned {hours}";
    queue_no_plan => "没有每周安排", "no schedule";
    queue_open_week => "打开周表", "Open the week";
    queue_lines_of(name: &str, days: &str) => "{name} {days} 的工时明细", "Hours of {name}, {days}";
    queue_nothing_confirmed => "没有确认任何工时", "Nothing was confirmed";
    queue_pick_first => "请先勾选要确认的工时。", "Tick what is to be confirmed first.";
    queue_too_many => "一次最多确认 200 段，请分批确认。", "At most 200 periods are confirmed at once.";
    queue_gone => "其中一段已由他人确认、退回或被撤回。", "One of them was confirmed or returned by someone else, or taken back.";
    queue_keys_hint => "键盘：J / K 或上下键选择，C 或回车确认，R 退回，X 勾选，O 展开明细", "Keys: J / K or arrows move, C or Enter confirms, R returns, X ticks, O opens the lines";
    missing => "谁还没提交", "Not submitted";
    missing_title => "还没提交工时的人", "Who has not submitted";
    missing_filter => "筛选名单", "Filter the list";
    missing_side => "派出或接收", "Sent or hosted";
    missing_both_sides => "全部", "Both";
    missing_sent => "本单位派出的", "Sent by us";
    missing_hosted => "本单位接收的", "Hosted by us";
    missing_caption => "还没提交工时的人员与周", "People and weeks without submitted hours";
    missing_host => "单位", "Organisation";
    missing_weeks => "缺少的周", "Missing weeks";
    missing_since => "最早一周", "Since";
    missing_open => "未提交", "not submitted";
    missing_nothing => "未填报", "nothing logged";
    missing_legend_open => "有工时尚未提交或被退回", "Hours are not submitted, or were returned";
    missing_legend_nothing => "一条工时也没有", "Nothing was logged at all";
    missing_none => "近八周的工时都已提交", "Everything of the last eight weeks is submitted";
    missing_none_text => "有人缺交时，名单会出现在这里。", "Who has not submitted appears here.";
    missing_to_host(name: &str) => "派往 {name}", "at {name}";
    missing_from_sender(name: &str) => "来自 {name}", "from {name}";
    missing_week(name: &str, days: &str, gap: &str) => "{name}，{days}：{gap}", "{name}, {days}: {gap}";
}

impl Words {
    /// How many entries.
    #[must_use]
    pub fn queue_entries(self, entries: i64) -> String {
        match self.lang() {
            Lang::Zh => format!("{entries} 条"),
            Lang::En => counted(&entries.to_string(), "entry", "entries"),
        }
    }

    /// How many entries of how many hours: 5 条 · 40 小时.
    #[must_use]
    pub fn queue_amount(self, entries: i64, minutes: i64) -> String {
        format!("{} · {}", self.queue_entries(entries), self.hours(minutes))
    }

    /// On how many days something else was logged than planned.
    #[must_use]
    pub fn queue_days_differ(self, days: usize) -> String {
        match self.lang() {
            Lang::Zh => format!("{days} 天与计划不同"),
            Lang::En => format!("{} not as planned", counted(&days.to_string(), "day", "days")),
        }
    }

    /// How many lines carry a flag.
    #[must_use]
    pub fn queue_flags(self, lines: usize) -> String {
        match self.lang() {
            Lang::Zh => format!("{lines} 条需留意"),
            Lang::En => format!("{} to look at", counted(&lines.to_string(), "entry", "entries")),
        }
    }

    /// The button that confirms a week: all of it, or as much as is on the page.
    #[must_use]
    pub fn queue_confirm_week(self, periods: usize, whole: bool) -> String {
        match (self.lang(), whole) {
            (Lang::Zh, true) => format!("全部确认本周（{periods} 人）"),
            (Lang::Zh, false) => format!("确认本页的 {periods} 人"),
            (Lang::En, true) => format!("Confirm the whole week ({periods})"),
            (Lang::En, false) => format!("Confirm these {periods}"),
        }
    }

    /// How many people lack how many weeks.
    #[must_use]
    pub fn missing_lead(self, people: usize, weeks: usize) -> String {
        match self.lang() {
            Lang::Zh => format!("近八周中，{people} 段派驻共有 {weeks} 周没有提交，最早的在前。"),
            Lang::En => {
                let people = counted(&people.to_string(), "placement", "placements");
                let weeks = counted(&weeks.to_string(), "week", "weeks");
                format!("In the last eight weeks: {weeks} of {people}, the oldest first.")
            }
        }
    }
}
