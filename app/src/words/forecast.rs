//! How it goes on in the years ahead.

use chrono::NaiveDate;
use domain::policy::Forecast;

use super::{Words, words};

words! {
    forecast => "达标预测", "Forecast";
    forecast_lead(people: usize) => "未来五年每月有多少人达标，共 {people} 人。只算已确认的一条线，加上已填报和已安排派驻的另一条线。", "How many of {people} people meet each rule, month by month for five years: by what is confirmed, and with what is logged and planned besides.";
    forecast_link => "达标预测", "Forecast";
    forecast_charts => "各项规定的达标人数", "People who meet each rule";
    forecast_charts_lead => "旧的实践移出认定窗口，曲线就会下降。", "As old practice leaves the window, the line falls.";
    forecast_chart(rule: &str) => "{rule}：未来五年每月达标人数", "{rule}: people who meet it, month by month for five years";
    forecast_now(met: u32, bound: u32) => "今天 {met} / {bound} 人达标", "{met} of {bound} people meet it today";
    forecast_least(count: u32, month: &str) => "最低 {count} 人（{month}）", "{count} at the least ({month})";
    forecast_more(count: u32) => "按计划最多可多 {count} 人达标", "up to {count} more with the plan";
    forecast_same => "已填报和已安排的派驻不改变这条曲线", "What is logged and planned does not change the line";
    forecast_still_title => "五年内没有变化", "No change within five years";
    forecast_still(met: u32, bound: u32) => "{met} / {bound} 人达标", "{met} of {bound} people meet it";
    forecast_bound => "适用人数", "People bound";
    forecast_without => "只算已确认", "Confirmed only";
    forecast_with => "含已填报和计划", "With what is logged and planned";
    forecast_months => "逐月数字", "Figures by month";
    forecast_months_of(rule: &str) => "{rule}：人数有变化的月份", "{rule}: the months in which a figure changes";
    forecast_month => "月份", "Month";
    forecast_falls => "谁将不再达标", "Who falls below";
    forecast_falls_lead => "今天达标、之后会低于目标的人，先要行动的排在前面。", "People who meet a rule today and will fall below it; who must act first stands first.";
    forecast_falls_table => "将不再达标的人", "People who fall below";
    forecast_filter => "筛选名单", "Narrow the list";
    forecast_person => "人员", "Person";
    forecast_rule => "规定", "Rule";
    forecast_within => "时间范围", "Within";
    forecast_months_ahead(months: u32) => "{months} 个月内", "{months} months";
    forecast_years_ahead => "5 年内", "5 years";
    forecast_horizon => "下方名单看到这里", "End of the list below";
    forecast_falls_on => "不再达标", "Falls below on";
    forecast_act_by => "最迟开始", "Act by";
    forecast_too_late => "已来不及", "Too late";
    forecast_no_time => "不按工时", "Asks for no hours";
    forecast_planned => "按计划", "With the plan";
    forecast_plan_holds => "一直达标", "Holds throughout";
    forecast_plan_later(day: &str) => "推迟到 {day}", "Later, on {day}";
    forecast_plan_same => "无变化", "No change";
    forecast_act_note => "最迟开始：从这一天起每个工作日实践一天，到不再达标的那天刚好补足。", "Act by: from that day on a day of practice each workday makes up what will be missing, just in time.";
    forecast_nobody => "这段时间内没有人会低于目标", "Nobody falls below within this time";
    forecast_nobody_text => "可以把时间范围放宽，或查看曲线下降的月份。", "Widen the span, or look at the months in which the lines fall.";
    forecast_empty => "还没有适用规定的人", "No rule binds anybody yet";
    forecast_empty_text => "登记教师的类别和入职日期后，这里显示未来五年的预测。", "Once teachers have a category and a day of hire, their five years ahead stand here.";
    forecast_range(from: usize, to: usize, of: usize) => "第 {from}–{to} 人次，共 {of} 人次", "{from}–{to} of {of}";
    forecast_lasts => "往后能保持多久", "How long it lasts";
    forecast_lasts_lead => "先按已确认的工时，再加上已填报的和已安排的派驻。", "By what is confirmed, then with what is logged and planned.";
    forecast_lasts_for_good => "五年内一直达标。", "Met throughout the next five years.";
    forecast_lasts_until(day: &str) => "保持至 {day}", "Met until {day}";
    forecast_begins(day: &str) => "{day} 起达标", "Met from {day} on";
    forecast_begins_until(from: &str, until: &str) => "{from} 起达标，保持至 {until}", "Met from {from} until {until}";
    forecast_not_met => "未达标", "Not met";
    forecast_start_by(told: &str, day: &str) => "{told}，最迟 {day} 开始补足。", "{told}; start making up for it by {day}.";
    forecast_told(told: &str) => "{told}。", "{told}.";
}

impl Words {
    /// How long somebody meets a rule, and by when to begin.
    #[must_use]
    pub fn forecast_sentence(self, forecast: &Forecast) -> String {
        let last_before = |day: NaiveDate| self.day(day.pred_opt().unwrap_or(day));
        let met_now = forecast.stretches.first().is_some_and(|stretch| stretch.met);
        let told = match (met_now, forecast.met_on, forecast.falls_on) {
            (true, _, None) => return self.forecast_lasts_for_good().to_owned(),
            (true, _, Some(falls_on)) => self.forecast_lasts_until(&last_before(falls_on)),
            (false, Some(met_on), None) => self.forecast_begins(&self.day(met_on)),
            (false, Some(met_on), Some(falls_on)) => {
                self.forecast_begins_until(&self.day(met_on), &last_before(falls_on))
            }
            (false, None, _) => self.forecast_not_met().to_owned(),
        };
        // What is planned to be met needs no other beginning.
        match forecast.act_by.filter(|_| met_now || forecast.met_on.is_none()) {
            Some(day) => self.forecast_start_by(&told, &self.day(day)),
            None => self.forecast_told(&told),
        }
    }

    /// A month, short.
    #[must_use]
    pub fn forecast_month_of(self, day: NaiveDate) -> String {
        day.format("%Y-%m").to_string()
    }
}
