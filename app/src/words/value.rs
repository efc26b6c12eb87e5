//! The values of enums in words, and dates, durations and names in the reader's form.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{
    account::Role,
    day::DayText,
    duration::hours_text,
    hours::{EntryState, Kind, LedgerDeed},
    organisation::{DEFAULT_ZONE, OrganisationKind},
    person::{Category, DoubleQualifiedLevel, Profile},
    placement::{Deed, Direction, Form, Load, Side, State},
};

use super::{Lang, Words};

/// Declares the words of an enum by an exhaustive match.
macro_rules! values {
    ($($(#[$meta:meta])* $name:ident: $type:ident { $($variant:ident => $zh:literal, $en:literal;)+ })+) => {
        impl Words {$(
            $(#[$meta])*
            #[must_use]
            pub const fn $name(self, value: $type) -> &'static str {
                match value { $($type::$variant => self.pick($zh, $en),)+ }
            }
        )+}
    };
}

pub(super) use values;

values! {
    /// A direction.
    direction: Direction {
        EnterprisePractice => "企业实践", "Enterprise practice";
        TeachingSecondment => "到校任教", "Teaching secondment";
    }
    /// The state of a placement.
    state: State {
        Draft => "草稿", "Draft";
        Submitted => "待审批", "Submitted";
        Approved => "已批准", "Approved";
        Active => "进行中", "Active";
        Completed => "已完成", "Completed";
        Terminated => "提前结束", "Ended early";
        Declined => "已谢绝", "Declined";
        Withdrawn => "已撤回", "Withdrawn";
    }
    /// The form of a stay.
    form: Form {
        Visit => "考察观摩", "Visit";
        Training => "技能培训", "Skills training";
        OnPost => "岗位兼职或任职", "Work on a post";
        Research => "产品研发与技术创新", "Research and development";
        Teaching => "授课", "Teaching";
        Other => "其他", "Other";
    }
    /// A load.
    load: Load {
        FullTime => "全职", "Full time";
        PartTime => "兼职", "Part time";
        Unknown => "不明", "Unknown";
    }
    /// A side of a placement.
    side: Side {
        Sending => "派出单位", "Sending organisation";
        Hosting => "接收单位", "Hosting organisation";
    }
    /// A deed as a button.
    deed: Deed {
        Edit => "编辑", "Edit";
        Submit => "提交", "Submit";
        Approve => "批准", "Approve";
        Return => "退回", "Return";
        Decline => "谢绝", "Decline";
        Withdraw => "撤回", "Withdraw";
        Start => "确认到岗", "Confirm start";
        Complete => "确认完成", "Confirm end";
        Terminate => "提前结束", "End early";
        ProposeDates => "调整日期", "Propose new dates";
        AcceptDates => "同意新日期", "Accept new dates";
        RejectDates => "不同意新日期", "Reject new dates";
        NameMentor => "指定导师", "Name mentor";
    }
    /// A deed in the history.
    deed_done: Deed {
        Edit => "起草", "Drafted";
        Submit => "已提交", "Submitted";
        Approve => "已批准", "Approved";
        Return => "已退回", "Returned";
        Decline => "已谢绝", "Declined";
        Withdraw => "已撤回", "Withdrawn";
        Start => "已到岗", "Started";
        Complete => "已完成", "Completed";
        Terminate => "提前结束", "Ended early";
        ProposeDates => "提出新日期", "Proposed new dates";
        AcceptDates => "同意新日期", "Accepted new dates";
        RejectDates => "未同意新日期", "Rejected new dates";
        NameMentor => "指定导师", "Named a mentor";
    }
    /// A kind of hours.
    kind: Kind {
        OnPost => "岗位实践", "On the post";
        Training => "培训", "Training";
        Visit => "考察", "Visit";
        Research => "研发", "Research";
        ClassHours => "授课学时", "Class hours";
        Preparation => "备课", "Preparation";
    }
    /// The state of an entry.
    entry_state: EntryState {
        Draft => "待提交", "To submit";
        Submitted => "待确认", "To confirm";
        Confirmed => "已确认", "Confirmed";
        Returned => "已退回", "Returned";
    }
    /// A line of the ledger.
    ledger_deed: LedgerDeed {
        Submitted => "提交", "Submitted";
        Withdrawn => "撤回", "Withdrawn";
        Confirmed => "确认", "Confirmed";
        Returned => "退回", "Returned";
        Reversed => "冲销", "Reversed";
    }
    /// A kind of organisation.
    organisation_kind: OrganisationKind {
        College => "院校", "College";
        Enterprise => "企业", "Enterprise";
        TrainingBase => "实训基地", "Training base";
        University => "大学", "University";
        Other => "其他", "Other";
    }
    /// What someone is.
    profile: Profile {
        Teacher => "教师", "Teacher";
        Engineer => "工程师", "Engineer";
        Staff => "职员", "Staff";
    }
    /// A category of teachers.
    category: Category {
        ProfessionalCourse => "专业课教师", "Professional-course teacher";
        PublicCourse => "公共基础课教师", "Public-course teacher";
        InternshipInstructor => "实习指导教师", "Internship instructor";
        NewTeacher => "新任教师", "New teacher";
    }
    /// A double-qualified level.
    level: DoubleQualifiedLevel {
        Junior => "初级双师型", "Double-qualified, junior";
        Intermediate => "中级双师型", "Double-qualified, intermediate";
        Senior => "高级双师型", "Double-qualified, senior";
    }
    /// A role.
    role: Role {
        CollegeHr => "院校人事", "College HR";
        Coordinator => "企业协调员", "Enterprise coordinator";
        Teacher => "教师", "Teacher";
        Engineer => "工程师", "Engineer";
        Secretariat => "共同体秘书处", "Community secretariat";
        Auditor => "审计员", "Auditor";
    }
}

impl Words {
    /// A day in a sentence: 2026年11月23日, 23 Nov 2026.
    #[must_use]
    pub fn day(self, day: NaiveDate) -> String {
        match self.lang {
            Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            // Written out, since the browser would otherwise load all that chrono knows of formats.
            Lang::En => {
                const MONTHS: [&str; 12] =
                    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
                let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
                format!("{} {month} {}", day.day(), day.year())
            }
        }
    }

    /// The first and last day of a range, inclusive, in a table.
    #[must_use]
    pub fn days(self, first_day: NaiveDate, last_day: NaiveDate) -> String {
        let (first_day, last_day) = (DayText::of(first_day), DayText::of(last_day));
        [first_day.as_str(), self.pick(" 至 ", " to "), last_day.as_str()].concat()
    }

    /// An instant, in the community's zone, to the minute.
    #[must_use]
    pub fn instant(self, at: DateTime<Utc>) -> String {
        // China has had no daylight saving time since 1991.
        let local = at.naive_utc() + chrono::TimeDelta::hours(8);
        debug_assert_eq!(DEFAULT_ZONE, "Asia/Shanghai");
        local.format("%Y-%m-%d %H:%M").to_string()
    }

    /// A day of the week, short.
    #[must_use]
    pub const fn weekday(self, day: chrono::Weekday) -> &'static str {
        match day {
            chrono::Weekday::Mon => self.pick("周一", "Mon"),
            chrono::Weekday::Tue => self.pick("周二", "Tue"),
            chrono::Weekday::Wed => self.pick("周三", "Wed"),
            chrono::Weekday::Thu => self.pick("周四", "Thu"),
            chrono::Weekday::Fri => self.pick("周五", "Fri"),
            chrono::Weekday::Sat => self.pick("周六", "Sat"),
            chrono::Weekday::Sun => self.pick("周日", "Sun"),
        }
    }

    /// A length: 7.5 小时, 7.5 h.
    #[must_use]
    pub fn hours(self, minutes: i64) -> String {
        let hours = hours_text(minutes);
        match self.lang {
            Lang::Zh => format!("{hours} 小时"),
            Lang::En => format!("{hours} h"),
        }
    }

    /// A length in workdays of eight hours, with the hours: 98 天 (784 小时), 98 days (784 h).
    #[must_use]
    pub fn workdays(self, minutes: i64) -> String {
        let tenths = (minutes * 10 + 240) / 480;
        let days =
            if tenths % 10 == 0 { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) };
        let hours = hours_text(minutes);
        match self.lang {
            Lang::Zh => format!("{days} 天（{hours} 小时）"),
            Lang::En => format!("{} ({hours} h)", super::counted(&days, "day", "days")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_day_is_a_day() {
        let told = |lang, minutes| Words::new(lang).workdays(minutes);
        assert_eq!(told(Lang::En, 480), "1 day (8 h)");
        assert_eq!(told(Lang::En, 720), "1.5 days (12 h)");
        assert_eq!(told(Lang::En, 0), "0 days (0 h)");
        assert_eq!(told(Lang::Zh, 480), "1 天（8 小时）");
    }
}
