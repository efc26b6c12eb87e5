//! The hours log: the week, the day on a phone, the confirmer's queue.

use chrono::{Datelike, NaiveDate};

use super::{Lang, Words, counted, words};

words! {
    hours_log => "工时", "Hours";
    hours_of(name: &str) => "{name}的工时", "Hours of {name}";
    hours_kind => "工时类别", "Kind of hours";
    hours_total => "合计", "Total";
    hours_day_total => "每日合计", "Day total";
    hours_grid_caption => "本周工时，单位：小时", "Hours of the week, in hours";
    hours_week_title => "周报", "Week";
    hours_write => "可填 8、8.5、8:30 或 9-17。清空即删除。", "Write 8, 8.5, 8:30 or 9-17. Empty a cell to remove it.";
    hours_write_lessons(minutes: i32) => "授课填节数，如 2（每节 {minutes} 分钟），也可填 1.5小时、1:30 或 9-11；备课填小时。清空即删除。", "Class hours as a number, such as 2 ({minutes} min each), or as 1.5h, 1:30, 9-11; preparation in hours. Empty a cell to remove it.";
    hours_lessons_each(minutes: i32) => "每节 {minutes} 分钟", "{minutes} min each";
    hours_lessons(count: &str) => "{count} 节", "{count} class hours";
    hours_previous_week => "上一周", "Previous week";
    hours_next_week => "下一周", "Next week";
    hours_this_week => "本周", "This week";
    hours_previous_month => "上个月", "Previous month";
    hours_next_month => "下个月", "Next month";
    hours_whole_month => "查看整月", "Whole month";
    hours_by_week => "按周填报", "By week";
    hours_weeks => "切换周", "Weeks";
    hours_months => "切换月份", "Months";
    hours_save_and_submit => "保存并提交本周", "Save and submit week";
    hours_submit_week => "提交本周", "Submit week";
    hours_submit_month => "提交本月", "Submit month";
    hours_submit_note => "提交后由接收单位确认；今天之后的日期不受影响。", "The host confirms what you submit; days after today stay open.";
    hours_withdraw_week => "撤回本周", "Withdraw week";
    hours_withdraw_month => "撤回本月", "Withdraw month";
    hours_confirm => "确认", "Confirm";
    hours_return => "退回", "Return";
    hours_unlock => "解锁", "Unlock";
    hours_return_all => "全部退回", "Return all";
    hours_to_confirm => "等待您确认", "Waiting for you";
    hours_lines => "工时明细", "Entries";
    hours_lines_caption => "按日期排列的工时明细", "Entries by day";
    hours_no_lines => "这段时间还没有工时", "No hours in this period yet";
    hours_no_lines_log => "在上方表格填入时长，或逐条填报。", "Type into the table above, or log one entry.";
    hours_no_lines_read => "参与人员填报后显示在这里。", "What the participant logs appears here.";
    hours_state => "状态", "State";
    hours_amount => "小时", "Hours";
    hours_actions => "操作", "Actions";
    hours_several(count: usize) => "{count} 条，见明细", "{count} entries, below";
    hours_edit => "修改", "Edit";
    hours_edit_one => "修改一条工时", "Edit an entry";
    hours_remove => "删除此条", "Remove entry";
    hours_log_one => "填报一条工时", "Log one entry";
    hours_log_one_lead => "需要写明起止时间或备注时，用此表。", "For an entry with a note.";
    hours_log_one_lead_lessons => "需要写明课程、班级或备注时，用此表。", "For an entry with course, section or a note.";
    hours_log_button => "填报", "Log";
    hours_entry_form => "工时表单", "Entry form";
    hours_time_hint => "8、8.5、8:30 或 9-17；夜班 22-6", "8, 8.5, 8:30 or 9-17; a night shift 22-6";
    hours_time_hint_lessons => "授课填节数，如 2；备课填小时，如 1.5；也可填 1:30 或 9-11", "Class hours as a number, such as 2; preparation in hours, such as 1.5; or 1:30, 9-11";
    hours_optional => "选填", "optional";
    hours_describe(deed: &str, day: &str, kind: &str) => "{deed}：{day} {kind}", "{deed}: {day} {kind}";
    hours_decided(name: &str, at: &str) => "{name}，{at}", "{name}, {at}";
    hours_not_open => "这段派驻尚未开始，开始后即可填报。", "This placement has not started; hours can be logged once it has.";
    hours_outside => "所选时间不在派驻期内。", "This period lies outside the placement.";
    hours_way(sending: &str, hosting: &str, days: &str) => "{sending} → {hosting} · {days}", "{sending} → {hosting} · {days}";
    hours_breadcrumbs => "当前位置", "You are here";
    hours_today => "今天", "Today";
    hours_yesterday => "昨天", "Yesterday";
    hours_my_lead(host: &str) => "在 {host}", "At {host}";
    hours_returned_title(count: usize) => "{count} 条被退回，请修改后重新提交", "{count} returned; please correct and submit again";
    hours_week_so_far => "本周已填", "Logged this week";
    hours_open_week => "打开周表", "Open the week";
    hours_nothing_day => "还没有填报", "Nothing logged yet";
    hours_day_closed => "这一天已提交或确认，如需修改请撤回或联系确认人。", "This day is submitted or confirmed; withdraw it or ask who confirms.";
    hours_day_outside => "这一天不在派驻期内。", "This day lies outside the placement.";
    hours_no_placement => "目前没有进行中的派驻", "No placement is under way";
    hours_no_placement_text => "派驻开始后，在这里填报每天的工时。", "Once a placement has started, log your hours here.";
    hours_see_placements => "查看我的派驻", "See my placements";
    hours_choose => "选择派驻", "Choose the placement";
    hours_waiting_caption => "待确认工时，按人员与周", "Hours to confirm, by person and week";
    hours_waiting_none => "没有等待确认的工时", "No hours wait for you";
    hours_waiting_none_text => "派驻到本单位的人员提交工时后，按周显示在这里。", "When people placed with you submit hours, they appear here by week.";
    hours_week_column => "周", "Week";
    hours_line_count => "条数", "Entries";
    hours_confirm_week(name: &str, days: &str) => "确认 {name} {days} 的工时", "Confirm the hours of {name}, {days}";
    hours_shown(first: usize, last: usize, of: usize) => "第 {first}–{last} 项，共 {of} 项", "{first}–{last} of {of}";
    hours_equals(hours: &str) => "= {hours} 小时", "= {hours} h";
    hours_cell(kind: &str, day: &str) => "{kind}，{day}", "{kind}, {day}";
}

impl Words {
    /// The button that confirms everything that waits: how many entries, and their length.
    #[must_use]
    pub fn hours_confirm_all(self, entries: usize, hours: &str) -> String {
        match self.lang() {
            Lang::Zh => format!("全部确认（{entries} 条，{hours}）"),
            Lang::En => format!("Confirm all ({}, {hours})", counted(&entries.to_string(), "entry", "entries")),
        }
    }

    /// How many entries of how many people wait for their confirmer.
    #[must_use]
    pub fn hours_waiting_lead(self, entries: i64, people: usize) -> String {
        match self.lang() {
            Lang::Zh => format!("{people} 人共 {entries} 条工时等待确认，最早的在前。"),
            Lang::En => {
                let entries = counted(&entries.to_string(), "entry", "entries");
                let people = counted(&people.to_string(), "person", "people");
                format!("To confirm: {entries} of {people}, the oldest first.")
            }
        }
    }

    /// A day in a column's head or a row: 11-16 周一, Mon 16 Nov.
    #[must_use]
    pub fn day_of_week(self, day: NaiveDate) -> String {
        match self.lang() {
            Lang::Zh => format!("{}月{}日 {}", day.month(), day.day(), self.weekday(day.weekday())),
            Lang::En => format!("{} {}", self.weekday(day.weekday()), day.format("%-d %b")),
        }
    }

    /// The first and last day, inclusive, of a week: 2026年11月16日–22日, 16–22 Nov 2026.
    #[must_use]
    pub fn week_range(self, first_day: NaiveDate, last_day: NaiveDate) -> String {
        let same_month = first_day.month() == last_day.month();
        let same_year = first_day.year() == last_day.year();
        match self.lang() {
            Lang::Zh if same_month => format!("{}–{}日", self.day(first_day).trim_end_matches('日'), last_day.day()),
            Lang::Zh if same_year => format!("{}–{}月{}日", self.day(first_day), last_day.month(), last_day.day()),
            Lang::Zh => format!("{}–{}", self.day(first_day), self.day(last_day)),
            Lang::En if same_month => format!("{}–{}", first_day.day(), self.day(last_day)),
            Lang::En if same_year => format!("{} – {}", first_day.format("%-d %b"), self.day(last_day)),
            Lang::En => format!("{} – {}", self.day(first_day), self.day(last_day)),
        }
    }

    /// A month: 2026年11月, November 2026.
    #[must_use]
    pub fn month(self, day: NaiveDate) -> String {
        match self.lang() {
            Lang::Zh => format!("{}年{}月", day.year(), day.month()),
            Lang::En => day.format("%B %Y").to_string(),
        }
    }
}
