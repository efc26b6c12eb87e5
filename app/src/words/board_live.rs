//! The board in the browser: compiled for it as well, so only what is said there.

use domain::conflict::{Conflict, ConflictKind};

use super::{Lang, Words, counted, words};

words! {
    board_bar(place: &str, days: &str, state: &str) => "{place}，{days}，{state}", "{place}, {days}, {state}";
    board_proposed(days: &str) => "新日期待确认：{days}", "new dates proposed: {days}";
    board_live_hint => "拖动可移动，拖边缘可伸缩。键盘：左右键一天，上下键一周，按住 Shift 伸缩，回车放下，Esc 取消，Ctrl+Z 撤销。", "Drag to move, drag an edge to stretch. Keys: left and right a day, up and down a week, with Shift to stretch, Enter drops, Escape takes back, Ctrl+Z undoes.";
    board_undo => "撤销", "Undo";
    board_fixed => "这段派驻的日期现在不能改。", "The dates of this placement cannot be changed now.";
    board_free => "没有冲突", "No conflict";
    board_saving => "正在保存……", "Saving…";
    board_moved(days: &str) => "已改为 {days}。", "Moved to {days}.";
    board_now_proposed(days: &str) => "已提出新日期 {days}，对方同意后生效。", "Proposed {days}; the dates hold once the other side accepts.";
    board_undone(days: &str) => "已撤销，恢复为 {days}。", "Undone: {days} again.";
    board_offline => "没有连上服务器，日期没有改。请再试一次。", "The server could not be reached and nothing was changed. Please try again.";
    board_asks(days: &str, met: &str) => "{days} 遇到：{met}。请说明为什么仍要这样安排。", "{days} meets: {met}. Say why it is arranged all the same.";
    board_reason => "仍要安排的理由", "Why it is planned all the same";
    board_explain => "说明原因并保存", "Save with this reason";
    board_give_up => "放弃移动", "Leave it where it was";
    board_refused(sentence: &str) => "没有保存：{sentence}", "Not saved: {sentence}";
    board_loading => "正在载入更多……", "Loading more…";
}

impl Words {
    /// Days with how many workdays they hold.
    #[must_use]
    pub fn board_days(self, days: &str, workdays: u32) -> String {
        match self.lang() {
            Lang::Zh => format!("{days}（{workdays} 个工作日）"),
            Lang::En => format!("{days} ({})", counted(&workdays.to_string(), "workday", "workdays")),
        }
    }

    /// What a bar meets, in a sentence.
    #[must_use]
    pub fn board_clash(self, conflict: &Conflict) -> String {
        let days = if conflict.first_day == conflict.last_day {
            conflict.first_day.to_string()
        } else {
            self.days(conflict.first_day, conflict.last_day)
        };
        let with = conflict.with.as_ref().map(|name| name.as_str()).unwrap_or_default();
        let (zh, en) = match conflict.kind {
            ConflictKind::Teaching => ("有课", "lessons"),
            ConflictKind::Placement => ("与另一段派驻重叠", "overlaps another placement"),
            ConflictKind::Leave => ("请假", "on leave"),
            ConflictKind::Busy => ("时间已占用", "the time is taken"),
            ConflictKind::Capacity => ("名额已满", "no place is free"),
            ConflictKind::Credential => ("证书到期", "a credential lapses"),
            ConflictKind::Holiday => ("含法定节假日", "holds public holidays"),
            ConflictKind::Shutdown => ("接收单位停工", "the host is closed"),
            ConflictKind::NightRest => ("两天之间休息不足", "too little rest between two days"),
            ConflictKind::WeeklyLimit => ("一周工时过多", "too many hours in a week"),
        };
        let what = self.pick(zh, en);
        match (self.lang(), with.is_empty()) {
            (Lang::Zh, true) => format!("{what}：{days}"),
            (Lang::Zh, false) => format!("{what}（{with}）：{days}"),
            (Lang::En, true) => format!("{what}: {days}"),
            (Lang::En, false) => format!("{what} ({with}): {days}"),
        }
    }
}
