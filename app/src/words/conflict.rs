//! What a plan meets, in sentences.

use domain::conflict::{Conflict, ConflictKind};

use super::{Lang, Words, counted, words};

words! {
    conflict_hard_title => "有冲突，不能提交", "Conflicts: this cannot be submitted";
    conflict_soft_title => "请先确认以下情况", "Check this first";
    conflict_soft_text => "提交时说明理由，理由会一并保存。", "Say why when you submit; the reason is kept.";
    conflict_accept => "仍要安排的理由", "Why it is planned all the same";
    conflict_accept_hint => "如：企业设备检修期间跟班学习。", "Such as: the overhaul is what the teacher is to learn.";
    conflict_accepted_title => "已说明理由", "Accepted with a reason";
    conflict_accepted(kind: &str, reason: &str, actor: &str, day: &str) => "{kind}：{reason}（{actor}，{day}）", "{kind}: {reason} ({actor}, {day})";
}

impl Words {
    /// The kind of a conflict in a word.
    #[must_use]
    pub const fn conflict_kind(self, kind: ConflictKind) -> &'static str {
        let (zh, en) = match kind {
            ConflictKind::Teaching => ("课程", "Lessons"),
            ConflictKind::Placement => ("其他派驻", "Another placement"),
            ConflictKind::Leave => ("请假", "Leave"),
            ConflictKind::Busy => ("时间已占用", "Time taken"),
            ConflictKind::Capacity => ("岗位已满", "No place left"),
            ConflictKind::Credential => ("证书到期", "Credential lapses"),
            ConflictKind::Holiday => ("节假日", "Holiday"),
            ConflictKind::Shutdown => ("停工", "Shutdown"),
            ConflictKind::NightRest => ("夜间休息不足", "Short night"),
            ConflictKind::WeeklyLimit => ("每周工时过长", "Long week"),
        };
        self.pick(zh, en)
    }

    /// A conflict in a sentence.
    #[must_use]
    pub fn conflict_told(self, it: &Conflict) -> String {
        let when =
            if it.first_day == it.last_day { self.day(it.first_day) } else { self.days(it.first_day, it.last_day) };
        let name = it.with.as_ref().map(|name| self.named(name));
        let hours = self.hours(it.minutes.unwrap_or_default());
        let times = it.times;
        match self.lang() {
            Lang::Zh => {
                let with = name.map(|name| format!("“{name}”")).unwrap_or_default();
                match it.kind {
                    ConflictKind::Teaching => format!("{when}：{times} 天与课程{with}时间重叠。"),
                    ConflictKind::Placement => format!("{when}：{times} 天已安排其他派驻{with}。"),
                    ConflictKind::Leave => format!("{when}：{times} 天请假。"),
                    ConflictKind::Busy => format!("{when}：{times} 天该人员已有其他安排。"),
                    ConflictKind::Capacity => format!("{when}：岗位名额已满。"),
                    ConflictKind::Credential => format!("{when}：证书{with}已到期，涉及 {times} 天。"),
                    ConflictKind::Holiday => format!("{when}：{times} 天是休息日或节假日。"),
                    ConflictKind::Shutdown => format!("{when}：接收单位停工{with}，涉及 {times} 天。"),
                    ConflictKind::NightRest => {
                        format!("{when}：{times} 次两天之间的休息不足 11 小时，最短 {hours}。")
                    }
                    ConflictKind::WeeklyLimit => {
                        format!("{when} 起：{times} 周超过每周 40 小时，最多 {hours}。")
                    }
                }
            }
            Lang::En => {
                let with = name.map(|name| format!(" ({name})")).unwrap_or_default();
                let days = counted(&times.to_string(), "day", "days");
                match it.kind {
                    ConflictKind::Teaching => format!("{when}: lessons{with} at the same time on {days}."),
                    ConflictKind::Placement => format!("{when}: another placement{with} on {days}."),
                    ConflictKind::Leave => format!("{when}: on leave on {days}."),
                    ConflictKind::Busy => format!("{when}: the person is taken on {days}."),
                    ConflictKind::Capacity => format!("{when}: every place is taken."),
                    ConflictKind::Credential => format!("{when}: a credential{with} has lapsed by then, {days}."),
                    ConflictKind::Holiday => format!("{when}: weekend or holiday on {days}."),
                    ConflictKind::Shutdown => format!("{when}: the host is closed{with} on {days}."),
                    ConflictKind::NightRest => {
                        format!("{when}: less than 11 h rest between two days, {times}×, at the shortest {hours}.")
                    }
                    ConflictKind::WeeklyLimit => {
                        let weeks = counted(&times.to_string(), "week", "weeks");
                        format!("From {when}: more than 40 h in {weeks}, at the most {hours}.")
                    }
                }
            }
        }
    }
}
