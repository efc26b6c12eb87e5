//! The record of hours for paper.

use domain::placement::Direction;

use super::{Words, words};

words! {
    print => "打印", "Print";
    record_link => "工时记录（打印）", "Record for print";
    record_number(id: &str) => "派驻编号 {id}", "Placement no. {id}";
    record_period => "记录期间", "Period";
    record_placement => "派驻期", "Placement";
    record_post => "岗位与地点", "Post and place";
    record_made => "制表时间", "Made";
    record_choose => "选择记录期间", "Choose the period";
    record_show => "显示", "Show";
    record_from => "从", "From";
    record_to => "到", "To";
    record_lines => "已确认的工时", "Confirmed hours";
    record_lines_caption => "已确认的工时，按日期", "Confirmed hours by day";
    record_span => "起止", "From–to";
    record_content => "内容", "Content";
    record_by => "确认人", "Confirmed by";
    record_at => "确认时间", "Confirmed at";
    record_none => "这段时间没有已确认的工时。", "No hours are confirmed in this period.";
    record_corrections => "更正", "Corrections";
    record_corrections_lead => "已确认的工时不作涂改；更正时先冲销，再重新确认，两者都记在这里。", "Confirmed hours are never overwritten: a correction takes them back and confirms them anew, and both are noted here.";
    record_corrections_caption => "冲销与重新确认", "What was taken back and confirmed anew";
    record_deed => "事项", "Deed";
    record_decided_by => "经办人", "By";
    record_decided_at => "时间", "At";
    record_sums => "合计", "Totals";
    record_by_kind => "按类别", "By kind";
    record_by_month => "按月", "By month";
    record_month => "月份", "Month";
    record_total(hours: &str) => "合计 {hours}", "Total: {hours}";
    record_in_words(words: &str) => "大写：{words}", "In words: {words}";
    record_class_hours(count: &str, each: i32) => "其中授课 {count} 学时（每学时 {each} 分钟）", "Of it {count} class hours of {each} minutes each";
    record_mismatch => "与台账不符，请联系管理员核对后再使用。", "This does not agree with the ledger; have it checked before it is used.";
    record_ledger => "合计与台账一致。", "The total agrees with the ledger.";
    record_signatures => "签字盖章", "Signatures";
    record_sign_participant => "派驻人员（签字）", "Participant (signature)";
    record_sign_host => "接收单位（签章）", "Hosting organisation (signature and seal)";
    record_sign_sender => "派出单位（签章）", "Sending organisation (signature and seal)";
    record_sign_date => "日期：", "Date:";
    month_caption => "本月每天的工时：已填与计划，单位：小时", "Hours of each day of the month, logged of planned";
    month_week_total => "本周小计", "Week";
    hours_copy_week => "复制上周", "Copy last week";
    hours_not_copied => "以下日期没有填入：", "Nothing was entered on:";
    hours_copy_taken => "已有填报。", "something is logged already.";
    missing_none_here => "没有符合条件的人", "Nobody matches these filters";
}

impl Words {
    /// The title of the record.
    #[must_use]
    pub const fn record_title(self, direction: Direction) -> &'static str {
        match direction {
            Direction::EnterprisePractice => self.pick("企业实践工时记录", "Record of practice hours"),
            Direction::TeachingSecondment => self.pick("到校任教工时记录", "Record of teaching hours"),
        }
    }

    /// How many days of last week were copied, and which.
    #[must_use]
    pub fn hours_copied(self, count: usize, days: &str) -> String {
        match (self.lang(), count) {
            (super::Lang::Zh, 0) => "没有复制任何一天".to_owned(),
            (super::Lang::Zh, _) => format!("已从上周复制 {count} 天：{days}"),
            (super::Lang::En, 0) => "No day was copied".to_owned(),
            (super::Lang::En, _) => {
                format!("Copied {} from last week: {days}", super::counted(&count.to_string(), "day", "days"))
            }
        }
    }

    /// How many days were filled as planned, and which.
    #[must_use]
    pub fn hours_filled(self, count: usize, days: &str) -> String {
        match (self.lang(), count) {
            (super::Lang::Zh, 0) => "已保存，没有按计划填写任何一天".to_owned(),
            (super::Lang::Zh, _) => format!("已按计划填写 {count} 天：{days}"),
            (super::Lang::En, 0) => "Saved; no day was filled as planned".to_owned(),
            (super::Lang::En, _) => {
                format!("Filled {} as planned: {days}", super::counted(&count.to_string(), "day", "days"))
            }
        }
    }
}
