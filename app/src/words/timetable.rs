//! Timetables: terms, periods, course sections, and the week of a teacher.

use domain::timetable::{Meeting, Parity, SectionMeeting, Term, WeekSet};

use super::{Lang, Words, words};

words! {
    timetable => "课表", "Timetable";
    manage_timetable => "学期、作息时间和教学班；导入教务系统的课表。", "Terms, periods and course sections; bring in the registrar's timetable.";
    rail_my_timetable => "我的课表", "My timetable";
    timetable_lead(college: &str) => "{college}的教学班：谁在哪些周、哪几节上课。", "Course sections of {college}: who teaches in which weeks and periods.";
    timetable_table => "教学班", "Course sections";
    timetable_filter => "筛选教学班", "Filter course sections";
    timetable_search => "课程、编号、班级或教师", "Course, number, class or teacher";
    timetable_count(count: u64) => "共 {count} 个教学班", "{count} course sections";
    timetable_import => "导入课表", "Import a timetable";
    timetable_no_term => "还没有学期", "No term yet";
    timetable_no_term_text => "先登记学期：第 1 周的周一、共几周、哪几周考试。课表按学期导入。", "First add a term: the Monday of week 1, how many weeks, which of them are exams. A timetable is imported for a term.";
    timetable_no_clock => "还没有作息时间", "No period clock yet";
    timetable_no_clock_text => "说明每一节课从几点到几点，才能导入课表、检查冲突。", "Say from when to when each period lasts: without it no timetable can be imported and no conflict be seen.";
    timetable_empty => "这个学期还没有教学班", "No course sections in this term yet";
    timetable_empty_text => "导入教务系统导出的课表（Excel、XLS 或 CSV）。", "Import what the registrar's system exports, as Excel, XLS or CSV.";
    timetable_none => "没有符合条件的教学班", "No course section matches";
    timetable_none_text => "换一个条件，或者清除筛选。", "Try something else, or clear the filters.";

    section_course => "课程", "Course";
    section_code => "教学班编号", "Number";
    section_classes => "班级", "Classes";
    section_teachers => "任课教师", "Teachers";
    section_meetings => "上课时间", "Meets";
    section_no_teacher => "未定", "not named";
    section_no_meeting => "未排", "not scheduled";
    section_seconded => "到校任教", "on secondment";

    term => "学期", "Term";
    terms => "学期", "Terms";
    term_new => "登记学期", "Add a term";
    term_edit(name: &str) => "学期 {name}", "Term {name}";
    term_lead => "周次从第 1 周的周一算起。课表文件里的“学期”要与这里的名称一致。", "Weeks are counted from the Monday of week 1. Files name the term as it is called here.";
    term_name => "名称", "Name";
    term_name_hint => "如 2026-2027-1", "Such as 2026-2027-1";
    term_first_day => "第 1 周的周一", "Monday of week 1";
    term_weeks => "周数（含考试周）", "Weeks, exam weeks included";
    term_exam_weeks => "考试周", "Exam weeks";
    term_exam_weeks_hint => "如 17-18；考试周不上课", "Such as 17-18; nothing of the timetable is held then";
    clock => "作息时间", "Period clock";
    clock_edit => "设置作息时间", "Set the period clock";
    clock_lead => "每行一节：节次、开始和结束时刻。", "A line a period: its number, its beginning and its end.";
    clock_periods => "节次", "Periods";
    clock_hint => "如 1 08:00-08:45；从第 1 节起连续编号", "Such as 1 08:00-08:45, numbered from 1 on";

    week_of_teacher(name: &str) => "{name}的课表", "Timetable of {name}";
    week_own => "我的课表", "My timetable";
    week_lead => "按周查看；调休补课日按所补日期的课表上课。", "By the week; a substitution day runs the timetable of the day that it stands for.";
    week_choose => "选择学期和周次", "Choose term and week";
    week_number => "周次", "Week";
    week_current(week: u8, parity: &str) => "第 {week} 周（{parity}）", "Week {week} ({parity})";
    week_previous => "上一周", "Previous week";
    week_next => "下一周", "Next week";
    week_period(number: u8) => "第 {number} 节", "Period {number}";
    week_periods(first: u8, last: u8) => "第 {first}-{last} 节", "Periods {first}-{last}";
    week_no_lesson => "无课", "No lesson";
    week_closed => "放假", "Holiday";
    week_half_closed => "半天放假", "Half a holiday";
    week_exams => "考试周", "Exams";
    week_runs_as(day: &str) => "按 {day} 的课表", "Runs as {day}";
    week_make_up => "调休上班", "Make-up workday";
    week_nothing => "还没有您的课", "You teach in no term yet";
    week_nothing_text => "院校导入课表之后，您的课会出现在这里。", "Once the college has imported its timetable, your lessons are here.";
    week_sections => "本学期的教学班", "Course sections of this term";
}

impl Words {
    /// Whether a week is odd or even.
    #[must_use]
    pub const fn parity(self, parity: Parity) -> &'static str {
        match parity {
            Parity::Odd => self.pick("单周", "odd week"),
            Parity::Even => self.pick("双周", "even week"),
        }
    }

    /// A set of weeks.
    #[must_use]
    pub fn weeks(self, weeks: WeekSet) -> String {
        match self.lang() {
            Lang::Zh => format!("第 {} 周", weeks.told("单", "双")),
            Lang::En => format!("weeks {}", weeks.told(" odd", " even")),
        }
    }

    /// When a section meets, without its room.
    #[must_use]
    pub fn meeting(self, meeting: &Meeting) -> String {
        let Meeting { weekday, first_period, last_period, weeks } = *meeting;
        let periods = if first_period == last_period {
            first_period.to_string()
        } else {
            format!("{first_period}-{last_period}")
        };
        match self.lang() {
            Lang::Zh => format!("{} {periods} 节 · {}", self.weekday(weekday), self.weeks(weeks)),
            Lang::En => format!("{} {periods} · {}", self.weekday(weekday), self.weeks(weeks)),
        }
    }

    /// When and where a section meets.
    #[must_use]
    pub fn placed_meeting(self, placed: &SectionMeeting) -> String {
        let when = self.meeting(&placed.meeting);
        placed.room.as_ref().map_or_else(|| when.clone(), |room| format!("{when} · {room}"))
    }

    /// From when to when a term lasts.
    #[must_use]
    pub fn term_days(self, term: &Term) -> String {
        self.days(term.first_day, term.last_day())
    }
}
