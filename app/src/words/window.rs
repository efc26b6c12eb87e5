//! When somebody can go.

use domain::{conflict::ConflictKind, window::Window};

use super::{Lang, Words, counted, words};

words! {
    window_title(name: &str) => "{name}可以去企业的时间", "When {name} can go";
    window_open => "查找可安排的时间", "Find a window";
    window_lead => "避开课程、请假、其他派驻和接收单位的休息日，找出够用的连续时间段。", "Looks around lessons, leave, other placements and the days on which the host rests.";
    window_workdays => "需要多少个工作日", "How many workdays";
    window_from => "最早开始", "Not before";
    window_until => "最晚结束", "Not after";
    window_find => "查找", "Find";
    window_best => "可安排的时间段", "Windows";
    window_best_lead => "最合适的排在最前：不占用上课日的优先，其次时间最短，再次日期最早。", "Best first: no lessons in between, then the shortest, then the earliest.";
    window_dates => "起止日期", "Dates";
    window_length => "历时", "Length";
    window_workday_count => "工作日", "Workdays";
    window_note => "说明", "Note";
    window_next => "下一步", "Next step";
    window_use => "用这段时间起草派驻", "Draft a placement";
    window_none => "没有足够长的时间段", "No window is long enough";
    window_none_text => "请缩短天数、放宽起止日期，或改为分段安排。", "Ask for fewer days, allow a longer time, or plan two stays.";
    window_why => "哪些日子不行，为什么", "Which days are impossible, and why";
    window_why_none => "所选期间没有占用的日子。", "Nothing stands in the way in this time.";
    window_taken_days => "天数", "Days";
    window_what => "原因", "Reason";
    window_day_free => "可安排", "Free";
    window_day_rest => "休息日或停工", "Host rests";
    window_day_taken => "已占用", "Taken";
    window_day_chosen => "首选时间段", "Best window";
    window_key => "颜色含义", "What the colours mean";
    window_picture => "逐日情况", "Day by day";
    window_whole => "连续", "Unbroken";
}

impl Words {
    /// What takes a day, in a sentence.
    #[must_use]
    pub fn window_taken(self, kind: ConflictKind, name: Option<&str>) -> String {
        let kind = self.conflict_kind(kind);
        match (self.lang(), name) {
            (_, None) => kind.to_owned(),
            (Lang::Zh, Some(name)) => format!("{kind}：{name}"),
            (Lang::En, Some(name)) => format!("{kind}: {name}"),
        }
    }

    /// How long a window is, weekends and all.
    #[must_use]
    pub fn window_calendar_days(self, days: u32) -> String {
        match self.lang() {
            Lang::Zh => format!("{days} 天"),
            Lang::En => counted(&days.to_string(), "day", "days"),
        }
    }

    /// What is to be said of a window beside its dates.
    #[must_use]
    pub fn window_skips(self, it: &Window) -> String {
        match (it.skipped, self.lang()) {
            (0, _) => self.window_whole().to_owned(),
            (skipped, Lang::Zh) => format!("跳过 {skipped} 个上课日（非全脱产）"),
            (skipped, Lang::En) => {
                format!("{} with lessons skipped (part time)", counted(&skipped.to_string(), "day", "days"))
            }
        }
    }

    /// The longest stay there is, where none is long enough.
    #[must_use]
    pub fn window_longest(self, it: &Window) -> String {
        let (days, dates) = (it.workdays, self.days(it.first_day, it.last_day));
        match self.lang() {
            Lang::Zh => format!("最长的连续时间段有 {days} 个工作日：{dates}。"),
            Lang::En => {
                format!("The longest unbroken one has {}: {dates}.", counted(&days.to_string(), "workday", "workdays"))
            }
        }
    }
}
