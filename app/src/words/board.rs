//! The board, the calendar of a person, the term plan.

use domain::{
    Error,
    board::{Span, Who},
};

use super::{Lang, Words, counted, value::values, words};

values! {
    /// How much time a board shows.
    board_span: Span {
        Term => "半学年", "Half a school year";
        Year => "一学年", "A school year";
        FiveYears => "五年", "Five years";
    }
}

words! {
    board => "排期表", "Board";
    board_lead => "谁在什么时候去哪里，一周一格。", "Who goes where and when, week by week.";
    board_filter => "筛选排期表", "Filter the board";
    board_span_label => "时间范围", "Span";
    board_who => "人员范围", "Whose";
    board_own_teachers => "本校教师", "Our teachers";
    board_own_engineers => "本单位工程师", "Our engineers";
    board_hosted => "本单位接收的人员", "People we host";
    board_person => "人员", "Person";
    board_q => "姓名或工号", "Name or staff number";
    board_weeks => "周", "Weeks";
    board_earlier => "更早", "Earlier";
    board_today => "今天", "Today";
    board_later => "更晚", "Later";
    board_as_chart => "看图", "Show as chart";
    board_as_table => "看表格", "Show as table";
    board_plan => "打印学期计划", "Print the plan";
    board_plan_title => "派驻计划", "Placement plan";
    board_plan_of(days: &str) => "{days} 的派驻计划", "Placements from {days}";
    board_plan_lead => "谁、去哪里、什么时候、多少个工作日。", "Who goes where, when, and for how many workdays.";
    board_workdays => "工作日", "Workdays";
    board_place => "单位", "Organisation";
    board_department => "部门", "Department";
    board_proposed_dates => "待确认的新日期", "Proposed dates";
    board_conflicts => "冲突", "Conflicts";
    board_back => "回到排期表", "Back to the board";
    board_none => "这段时间没有可显示的人员", "Nobody to show in this span";
    board_none_text => "换一段时间，或清除筛选条件。", "Choose another span, or clear the filters.";
    board_legend => "图例", "Legend";
    board_look_draft => "草稿", "Draft";
    board_look_submitted => "待审批", "Submitted";
    board_look_agreed => "已批准、进行中", "Approved, in progress";
    board_look_ended => "已结束", "Ended";
    board_look_proposed => "待确认的新日期", "Proposed dates";
    board_page_rows(count: usize) => "本页 {count} 人", "{count} people on this page";
    board_start => "回到开头", "Back to the start";
    manage_board => "按周查看谁在哪里，拖动调整日期", "Who is where by week; move placements by dragging";
    agenda_person => "日历", "Calendar";
    agenda_mine => "我的日历", "My calendar";
    agenda_of(name: &str) => "{name} 的日历", "Calendar of {name}";
    agenda_lead => "派驻、课程、请假和节假日。", "Placements, lessons, leaves and holidays.";
    agenda_month_view => "按月", "Month";
    agenda_week_view => "按周", "Week";
    agenda_busy => "有安排", "Busy";
    agenda_leave => "请假", "Leave";
    agenda_holiday => "节假日", "Holiday";
    agenda_make_up => "调休上班", "Make-up workday";
    agenda_none => "这个月没有安排。", "Nothing is planned in this month.";
    agenda_nothing => "没有安排", "Nothing planned";
    agenda_month_of(year: i32, month: u32) => "{year}年{month}月", "{year}-{month:02}";
    agenda_views => "视图", "Views";
}

impl Words {
    /// Whose rows a board has.
    #[must_use]
    pub const fn board_whose(self, who: Who, teaches: bool) -> &'static str {
        match who {
            Who::Own if teaches => self.board_own_teachers(),
            Who::Own => self.board_own_engineers(),
            Who::Hosted => self.board_hosted(),
        }
    }

    /// Everything that is wrong, in sentences: for what shows no fields.
    #[must_use]
    pub fn error_in_full(self, error: &Error) -> String {
        let Error::Invalid(fields) = error else { return self.error(error) };
        let one = |field: &domain::FieldError| match (self.field(&field.field), self.code(field.code)) {
            ("", sentence) => sentence.to_owned(),
            (label, sentence) => self.of_field(label, sentence),
        };
        let all: Vec<String> = fields.iter().map(one).collect();
        if all.is_empty() { self.error(error) } else { all.join(self.pick("", " ")) }
    }

    /// How many people there are.
    #[must_use]
    pub fn board_count(self, count: u64) -> String {
        match self.lang() {
            Lang::Zh => format!("{count} 人"),
            Lang::En => counted(&count.to_string(), "person", "people"),
        }
    }
}
