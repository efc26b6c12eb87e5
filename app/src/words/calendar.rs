//! Calendars: holidays, make-up workdays, what an organisation says of its own days, shift patterns.

use chrono::{Datelike, NaiveDate};
use domain::calendar::{Announcement, DayKind, DayPart, EntryKind, StateDayKind};

use super::{Lang, Words, words};

words! {
    calendars => "日历", "Calendar";
    calendars_lead => "法定节假日、调休上班，以及本单位的放假、停产、补课和排班安排。", "Public holidays and make-up workdays, and your organisation's own closures, make-up lessons and shifts.";
    calendars_manage_lead => "放假、停产、补课与排班", "Closures, make-up lessons and shifts";
    calendar_state_lead => "法定节假日与调休上班。各单位自己的放假、停产安排由各单位登记。", "Public holidays and make-up workdays. Each organisation records its own closures.";
    calendar_import => "导入节假日", "Import holidays";
    calendar_year => "全年", "The year";
    calendar_year_pages => "年份", "Years";
    calendar_legend => "图例", "Legend";
    calendar_monday_first => "周一至周日", "Monday to Sunday";
    calendar_entries => "本单位安排", "Own entries";
    calendar_no_entries => "还没有本单位的安排", "Nothing of your own yet";
    calendar_no_entries_text => "寒暑假、停产、高温假、半天假和调休补课都可以登记在这里。", "Record breaks, shutdowns, half days and make-up lessons here.";
    calendar_none_elsewhere => "该单位在这一年没有登记自己的安排。", "This organisation recorded nothing of its own for this year.";
    calendar_entry_new => "登记一条安排", "Add an entry";
    calendar_entry_edit => "修改安排", "Change the entry";
    calendar_entry_name => "名称", "Name";
    calendar_entry_name_hint => "例如：春节停产、暑假、妇女节下午放假。", "Such as: shutdown at Spring Festival, summer break.";
    calendar_entry_kind => "放假还是上班", "Closed or working";
    calendar_entry_days => "日期", "Days";
    calendar_entry_first_day => "第一天", "First day";
    calendar_entry_last_day => "最后一天", "Last day";
    calendar_entry_last_day_hint => "只有一天时可以不填。", "Leave it out for one day.";
    calendar_entry_part => "时段", "Part of the day";
    calendar_entry_runs_as => "按哪天的课表上课", "Runs the timetable of";
    calendar_entry_runs_as_hint => "仅用于调休补课的那一天：填被补的那天的日期。", "Only for one day of make-up lessons: the date whose timetable runs.";
    calendar_edit => "修改", "Change";
    calendar_remove => "删除", "Remove";
    calendar_actions => "操作", "Actions";
    calendar_proposals => "调休上班日还没有指定课表", "Make-up workdays without a timetable yet";
    calendar_proposals_text => "请学校确定这些日子按哪天的课表上课。下面只是按放假安排推算的建议。", "The college decides which day's timetable runs. What stands here is a suggestion only, from the days swapped.";
    calendar_take_proposal => "采用", "Use this";
    calendar_patterns => "排班", "Shift patterns";
    calendar_no_patterns => "还没有排班", "No shift pattern yet";
    calendar_no_patterns_text => "倒班岗位可以按周期登记班次，夜班跨到次日早晨，考勤日期为上班当天。", "Posts on shifts have a cycle of days; a night shift ends on the next morning and belongs to the day on which it starts.";
    calendar_pattern_new => "登记排班", "Add a shift pattern";
    calendar_pattern_name => "排班名称", "Name of the pattern";
    calendar_pattern_cycle => "周期天数", "Days of the cycle";
    calendar_pattern_cycle_hint => "1 至 56 天。", "1 to 56 days.";
    calendar_pattern_anchor => "某个周期的第一天", "A day on which the cycle begins";
    calendar_pattern_shifts => "班次", "Shifts";
    calendar_pattern_shifts_hint => "每行一天：周期内第几天，再写起止时间，如“2 20:00-08:00”。没有写的天休息。", "A line for each day: its number in the cycle, then the times, such as \"2 20:00-08:00\". Days not written are free.";
    calendar_closed_day => "本单位放假", "Own closure";
    calendar_works_day => "本单位上班", "Own working day";
    calendar_half_day => "半天", "Half a day";
    calendar_provisional => "暂定", "Provisional";
    calendar_provisional_text => "这一年的放假安排尚未公布，可能变动。", "The holidays of this year are not announced yet and may change.";
    calendar_unknown_country => "还没有导入该国家的节假日，暂按周末休息推算。", "No holidays of this country were imported yet; weekends alone are free for now.";
}

impl Words {
    /// What a state makes of a day.
    #[must_use]
    pub const fn day_kind(self, kind: DayKind) -> &'static str {
        match kind {
            DayKind::Workday => self.pick("工作日", "Workday"),
            DayKind::MakeUpWorkday => self.pick("调休上班", "Make-up workday"),
            DayKind::Weekend => self.pick("周末", "Weekend"),
            DayKind::Holiday => self.pick("节假日", "Public holiday"),
        }
    }

    /// The one sign of a day of the state's calendar, as Chinese calendars print it.
    #[must_use]
    pub const fn day_mark(self, kind: DayKind) -> Option<&'static str> {
        match kind {
            DayKind::MakeUpWorkday => Some(self.pick("班", "W")),
            DayKind::Holiday => Some(self.pick("休", "H")),
            DayKind::Workday | DayKind::Weekend => None,
        }
    }

    /// What a file says of a day of a state.
    #[must_use]
    pub const fn state_day_kind(self, kind: StateDayKind) -> &'static str {
        match kind {
            StateDayKind::Holiday => self.pick("放假", "Holiday"),
            StateDayKind::Workday => self.pick("调休上班", "Workday"),
        }
    }

    /// How certain a day of a state is.
    #[must_use]
    pub const fn announcement(self, status: Announcement) -> &'static str {
        match status {
            Announcement::Official => self.pick("已公布", "Official"),
            Announcement::Provisional => self.pick("暂定", "Provisional"),
        }
    }

    /// What an organisation says of a day.
    #[must_use]
    pub const fn entry_kind(self, kind: EntryKind) -> &'static str {
        match kind {
            EntryKind::Closed => self.pick("放假", "Closed"),
            EntryKind::Works => self.pick("上班", "Working"),
        }
    }

    /// A part of the day.
    #[must_use]
    pub const fn day_part(self, part: DayPart) -> &'static str {
        match part {
            DayPart::Whole => self.pick("全天", "Whole day"),
            DayPart::Morning => self.pick("上午", "Morning"),
            DayPart::Afternoon => self.pick("下午", "Afternoon"),
        }
    }

    /// The calendar of an organisation.
    #[must_use]
    pub fn calendar_of(self, name: &str) -> String {
        match self.lang() {
            Lang::Zh => format!("{name}的日历"),
            Lang::En => format!("Calendar of {name}"),
        }
    }

    /// How many workdays a year has.
    #[must_use]
    pub fn calendar_workdays(self, year: i32, days: usize) -> String {
        match self.lang() {
            Lang::Zh => format!("{year} 年共 {days} 个工作日"),
            Lang::En => format!("{days} workdays in {year}"),
        }
    }

    /// Which day's timetable runs.
    #[must_use]
    pub fn calendar_runs(self, day: NaiveDate) -> String {
        match self.lang() {
            Lang::Zh => format!("按 {day}（{}）的课表", self.calendar_weekday(day)),
            Lang::En => format!("runs {} {day}", self.calendar_weekday(day)),
        }
    }

    /// A suggestion for a make-up workday.
    #[must_use]
    pub fn calendar_proposal(self, day: NaiveDate, proposed: NaiveDate) -> String {
        match self.lang() {
            Lang::Zh => format!("{day}（{}）：建议{}", self.calendar_weekday(day), self.calendar_runs(proposed)),
            Lang::En => format!("{} {day}: {}", self.calendar_weekday(day), self.calendar_runs(proposed)),
        }
    }

    /// The name of an entry that follows a suggestion.
    #[must_use]
    pub fn calendar_proposal_name(self, holiday: &str) -> String {
        match self.lang() {
            Lang::Zh => format!("{holiday}调休补课"),
            Lang::En => format!("Make-up lessons for {holiday}"),
        }
    }

    /// The weekday of a day.
    #[must_use]
    pub fn calendar_weekday(self, day: NaiveDate) -> &'static str {
        const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
        const EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let place = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default();
        let names = if self.lang() == Lang::Zh { ZH } else { EN };
        names.get(place).copied().unwrap_or_default()
    }

    /// The letters above the columns of a small month, Monday first.
    #[must_use]
    pub const fn calendar_letters(self) -> [&'static str; 7] {
        match self.lang() {
            Lang::Zh => ["一", "二", "三", "四", "五", "六", "日"],
            Lang::En => ["M", "T", "W", "T", "F", "S", "S"],
        }
    }

    /// How long a cycle of shifts is.
    #[must_use]
    pub fn calendar_cycle(self, days: i32, anchor: NaiveDate) -> String {
        match self.lang() {
            Lang::Zh => format!("{days} 天一个周期，{anchor} 为第 1 天"),
            Lang::En => format!("a cycle of {days} days; {anchor} is day 1"),
        }
    }
}
