//! The schedule of a placement, and hours beside it.

use super::{Lang, Words, counted, words};

words! {
    schedule => "工作安排", "Schedule";
    schedule_path => "当前位置", "You are here";
    schedule_lead(person: &str, days: &str) => "{person} · {days}", "{person} · {days}";
    schedule_edit => "修改安排", "Change schedule";
    schedule_make => "设定工作安排", "Set a schedule";
    schedule_none => "还没有工作安排", "No schedule yet";
    schedule_none_text => "设定后，填报工时时会显示每天的计划，并自动算出计划工时。", "Once it is set, the hours log shows what is planned for each day, and the planned hours follow from it.";
    schedule_none_reader => "双方单位设定后显示在这里。", "It appears here once one of the two organisations has set it.";
    schedule_usual => "已按周一至周五每天 8 小时预填，核对后保存即可。", "Filled in with 8 hours from Monday to Friday; check it and save.";
    schedule_replaces(hours: &str) => "保存后，计划工时由每周安排算出，替代现在填写的 {hours}。", "Once saved, the planned hours follow from the schedule, in place of the {hours} typed before.";
    schedule_week => "每天多少小时", "Hours of each day";
    schedule_week_lessons => "每天多少节", "Class hours of each day";
    schedule_week_optional => "每周安排（选填）", "Weekly schedule (optional)";
    schedule_week_hint => "如 8、7.5、8:30 或 9-17；没有安排的日子留空。", "Such as 8, 7.5, 8:30 or 9-17; leave days without work empty.";
    schedule_week_hint_lessons(minutes: i32) => "填节数，如 4（每节 {minutes} 分钟），也可填 1.5小时；没有课的日子留空。", "Class hours, such as 4 ({minutes} min each), or 1.5h; leave days without lessons empty.";
    schedule_week_draft_hint => "填写后按全程自动算出计划工时；休息日可在保存后补充。", "With it, the planned hours are worked out for the whole stay; days off can be added once it is saved.";
    schedule_when => "起止日期与休息日", "Dates and days off";
    schedule_within(days: &str) => "须在派驻期内：{days}。", "Within the placement: {days}.";
    schedule_days_off => "休息日", "Days off";
    schedule_days_off_hint => "每行一天或一段，如 2026-10-01 或 2026-10-01..2026-10-07。", "One day or one range a line, such as 2026-10-01 or 2026-10-01..2026-10-07.";
    schedule_rhythm => "在哪些周", "In which weeks";
    schedule_weekly => "每周", "Every week";
    schedule_odd => "单周", "Odd weeks";
    schedule_even => "双周", "Even weeks";
    schedule_turn(turn: i32, every: i32) => "每 {every} 周的第 {turn} 周", "Week {turn} of every {every}";
    schedule_week_one => "第 1 周中的一天", "A day of week 1";
    schedule_week_one_hint => "单双周从这一周数起；留空则从首日所在的周数起。", "Odd and even weeks are counted from it; empty: from the week of the first day.";
    schedule_further(number: usize) => "另一种安排（{number}）", "Another week ({number})";
    schedule_further_hint => "如双周另有安排，或某段日期不同；不需要则留空。", "Such as for even weeks, or for some of the days; leave it empty if there is none.";
    schedule_runs_by => "按什么安排", "Recurs by";
    schedule_runs_by_week => "按周：每周、单双周", "Weeks: every week, odd and even weeks";
    schedule_runs_by_cycle => "倒班：按周期排班", "Shifts: a cycle of days";
    schedule_cycle => "周期与班次", "Cycle and shifts";
    schedule_cycle_hint => "班次跨到次日早晨的，考勤日期为上班当天。按日历时周末照常排班，节假日和停工不排。", "A shift that ends on the next morning belongs to the day on which it starts. With the calendar, weekends are worked, holidays and closures are free.";
    schedule_cycle_take(name: &str) => "套用“{name}”", "Take over \"{name}\"";
    schedule_cycle_of_host => "接收单位的排班", "Shift patterns of the host";
    schedule_cycle_day(number: i32) => "第 {number} 天", "Day {number}";
    schedule_per_cycle(days: i32) => "每 {days} 天", "Each {days} days";
    schedule_remove => "撤掉工作安排", "Remove schedule";
    schedule_removed => "已撤掉工作安排", "The schedule was removed";
    schedule_calendar => "节假日与调休", "Holidays and make-up workdays";
    schedule_calendar_kept => "按接收单位的日历放假、调休", "As the host's calendar says";
    schedule_calendar_ignored => "不看日历，只按上面的安排", "Only as typed here";
    schedule_calendar_hint => "按日历时，节假日和停工不排，调休上班日照常上班。", "With the calendar, holidays and shutdowns are free and make-up workdays are worked.";
    schedule_special => "个别日子另行安排", "Days that run otherwise";
    schedule_special_hint => "每行一天，如 2026-10-10 8、2026-10-10 9-17，或 2026-10-10 = 2026-10-09（按 10 月 9 日上班）。", "One day a line, such as 2026-10-10 8, 2026-10-10 9-17, or 2026-10-10 = 2026-10-09 (as on 9 October).";
    schedule_now => "目前的安排", "As it stands";
    schedule_changed => "他人已修改此派驻。您填写的内容保留在下面，请核对后再次保存。", "Someone else changed this placement. What you typed is below; check it and save again.";
    schedule_read_only => "由派出单位或接收单位的人事、协调员设定。", "Set by HR or the coordinator of either organisation.";
    schedule_planned_of => "按每周安排算出", "From the weekly schedule";
    schedule_planned_hint => "全程的总小时数，1 天按 8 小时计；填写下面的每周安排后可留空。", "For the whole stay, a day counts as 8 hours; leave it empty with a weekly schedule below.";
    schedule_per_week => "每周", "Each week";
    schedule_logged => "已填报", "Logged";
    schedule_due => "截至今天应有", "Expected by today";
    schedule_share => "已确认占计划", "Confirmed of planned";
    schedule_no_days_off => "无", "None";
    schedule_rest => "休", "off";
    schedule_free => "无", "none";
    schedule_strip(days: &str) => "派驻全程 {days}，浅色为休息日", "The whole stay, {days}; days off are light";
    schedule_today => "今天", "Today";
    hours_planned => "计划", "Planned";
    hours_planned_day(hours: &str) => "计划 {hours}", "Planned: {hours}";
    hours_day_off => "休息日", "Day off";
    hours_not_planned => "当天无安排", "Nothing planned";
    hours_fill => "按计划填写", "Fill as planned";
    hours_less(hours: &str) => "少 {hours}", "{hours} less";
    hours_more(hours: &str) => "多 {hours}", "{hours} more";
    hours_short_by(hours: &str) => "比计划少 {hours}", "{hours} less than planned";
    hours_over_by(hours: &str) => "比计划多 {hours}", "{hours} more than planned";
    hours_as_planned => "与计划一致", "As planned";
}

impl Words {
    /// How many days off a schedule has, with the first of them written out.
    #[must_use]
    pub fn schedule_off(self, days: usize, ranges: &[String]) -> String {
        const SHOWN: usize = 4;
        let listed = ranges.iter().take(SHOWN).cloned().collect::<Vec<_>>();
        let more = ranges.len() > SHOWN;
        match self.lang() {
            Lang::Zh => format!("{days} 天：{}{}", listed.join("，"), if more { " 等" } else { "" }),
            Lang::En => {
                let days = counted(&days.to_string(), "day", "days");
                format!("{days}: {}{}", listed.join(", "), if more { " …" } else { "" })
            }
        }
    }
}
