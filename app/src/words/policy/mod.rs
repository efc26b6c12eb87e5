//! Rules, judgements and their reasons in words.

mod amount;
mod judgement;
mod left_out;
mod pack_error;
mod population;
mod reason;
mod rule;
#[cfg(test)]
mod vectors;
mod window;

use domain::policy::{Effect, Evidence, HostClass, LeaveKind, Reason, Rule, Status, Text, Warning};

use super::{Lang, Words, value::values};

values! {
    /// How far somebody is against a rule.
    policy_status: Status {
        Met => "达标", "Met";
        AtRisk => "临近期限", "At risk";
        Short => "不足", "Short";
        NotApplicable => "不适用", "Not applicable";
        Provisional => "暂定", "Provisional";
    }
    /// Why a part of a fact counts or not, as a chip.
    policy_reason: Reason {
        Counted => "计入", "Counted";
        MakeUpWorkday => "计入：调休上班", "Counted: make-up workday";
        RestDayOnRoster => "计入：有企业排班", "Counted: on the roster";
        NoDate => "没有日期", "No date";
        ZoneUnknown => "时区不明", "Time zone unknown";
        NotConfirmed => "尚未确认", "Not confirmed";
        ConfirmationWithdrawn => "确认已撤回", "Confirmation withdrawn";
        NotBound => "规定不适用", "Rule not applicable";
        NotOpen => "前提条件不具备", "Precondition missing";
        OtherMeasure => "计量方式不同", "Measured otherwise";
        OtherDirection => "派驻方向不符", "Other direction";
        HostNotEligible => "接收单位类型不符", "Kind of host";
        HostClassNotEligible => "接收单位资质不符", "Class of host";
        FormNotEligible => "形式不符", "Form";
        LoadNotEligible => "脱产方式不符", "Kind of release";
        OtherArea => "领域不符", "Other area";
        NotPreApproved => "未经事先批准", "Not approved beforehand";
        NotDirected => "无人指导", "Not under direction";
        TrustTooLow => "可信度不足", "Trust too low";
        EvidenceMissing => "缺少证明材料", "Evidence missing";
        TravelDay => "在途日", "Travel day";
        RestDay => "休息日或节假日", "Rest day or holiday";
        BlockTooShort => "连续时间过短", "Block too short";
        BlockTooLong => "连续时间过长", "Block too long";
        BeforeWindow => "早于统计窗口", "Before the window";
        AfterWindow => "晚于统计窗口", "After the window";
        NoLongerValid => "已失效", "No longer valid";
        Overlap => "时间重复", "Overlap";
        SameDay => "同一天已计", "Same day";
        DayCap => "超过每日上限", "Daily cap";
        WeekCap => "超过每周上限", "Weekly cap";
        ActivityCap => "超过单次上限", "Cap of a placement";
        WindowCap => "超过窗口上限", "Cap of the window";
    }
    /// A warning of a judgement.
    policy_warning: Warning {
        NotContiguous => "宜一次连续完成，实际分为几段；仍予认定。", "One block is preferred and there are several; it counts all the same.";
        CalendarNotAnnounced => "其中有的日子尚未公布放假安排，结果可能变动。", "Some of the days lie in a year whose holidays are not announced yet, so this may change.";
        CarryLapses => "上一周期的多余部分超过可结转的上限，超出部分作废。", "More was left over from the cycle before than may be carried over; the rest lapses.";
    }
    /// What hangs on a rule, as a chip.
    policy_effect: Effect {
        GateTitleReview => "职称评审", "Review for a title";
        GateTeaching => "任教资格", "Teaching";
        GatePromotion => "晋升", "Promotion";
        GateDoubleQualified => "“双师型”认定", "Recognition as double-qualified";
        GateTask => "上岗作业", "The task";
        GateLicence => "证书或注册", "The licence";
        ReportIndicator => "统计指标", "An indicator";
        PayFlag => "薪酬", "Pay";
    }
    /// What hangs on a rule, as a sentence.
    policy_effect_told: Effect {
        GateTitleReview => "未达标的，不能申报职称评审。", "Until it is met, there is no review for a title.";
        GateTeaching => "未达标的，不能任教专业课。", "Until it is met, no professional course may be taught.";
        GatePromotion => "未达标的，不能晋升。", "Until it is met, there is no promotion.";
        GateDoubleQualified => "未达标的，不能认定为“双师型”教师。", "Until it is met, there is no recognition as double-qualified.";
        GateTask => "未达标的，不得从事该项作业。", "Until it is met, the task may not be done.";
        GateLicence => "未达标的，证书或注册失效，不予换发。", "If it is not met, the licence lapses and is not issued again.";
        ReportIndicator => "结果计入院校上报的统计指标。", "The result is reported as an indicator of the college.";
        PayFlag => "结果与薪酬挂钩。", "The result bears on pay.";
    }
    /// A piece of evidence.
    evidence: Evidence {
        Roster => "企业排班表", "the host's roster";
        HostCertificate => "企业出具的实践证明", "the host's certificate of practice";
        Report => "实践报告或总结", "a report by the person";
        Assessment => "考核鉴定", "an assessment";
        Agreement => "事先签订的协议", "an agreement signed beforehand";
        Result => "实践成果", "a result";
    }
    /// A class of hosts.
    host_class: HostClass {
        Integration => "产教融合型企业", "enterprise of industry-education integration";
        AboveSize => "规模以上企业", "enterprise above the statistical size";
        NationalBase => "国家级教师企业实践基地", "national base for teachers' practice";
        TeachingHospital => "三级医院或教学医院", "hospital of the third grade or teaching hospital";
    }
    /// A kind of leave.
    leave_kind: LeaveKind {
        Parental => "产假、育儿假", "parental leave";
        Sick => "病假", "sick leave";
        Study => "公派进修、借调", "study or secondment elsewhere";
        Other => "其他请假", "other leave";
    }
}

impl Words {
    /// How far somebody is against a rule; what an advisory rule warns of is no deadline.
    #[must_use]
    pub const fn rule_standing(self, rule: &Rule, status: Status) -> &'static str {
        match status {
            Status::AtRisk if rule.advisory => self.pick("提醒", "Warning"),
            status => self.policy_status(status),
        }
    }

    /// What a rule is called, and that its text was not read in its source: 每年企业实践不少于一个月（未核实）.
    #[must_use]
    pub fn rule_named(self, rule: &Rule) -> String {
        let title = self.text(&rule.title);
        match (rule.verified, self.lang()) {
            (true, _) => title.to_owned(),
            (false, Lang::Zh) => format!("{title}（未核实）"),
            (false, Lang::En) => format!("{title} (unverified)"),
        }
    }

    /// A text of a rule in the reader's language.
    #[must_use]
    pub fn text(self, text: &Text) -> &str {
        match self.lang() {
            Lang::Zh => &text.zh,
            Lang::En => &text.en,
        }
    }

    /// Several things of which each will do: 企业、实训基地; enterprise or training base.
    fn one_of<'a>(self, things: impl IntoIterator<Item = &'a str>) -> String {
        self.listed(things, " or ")
    }

    /// Several things together: 企业、实训基地; enterprise and training base.
    fn all_of<'a>(self, things: impl IntoIterator<Item = &'a str>) -> String {
        self.listed(things, " and ")
    }

    fn listed<'a>(self, things: impl IntoIterator<Item = &'a str>, joint: &str) -> String {
        let things: Vec<&str> = things.into_iter().collect();
        match (self.lang(), things.split_last()) {
            (Lang::Zh, _) => things.join("、"),
            (Lang::En, Some((last, rest))) if !rest.is_empty() => format!("{}{joint}{last}", rest.join(", ")),
            (Lang::En, _) => things.concat(),
        }
    }

    /// Sentences one behind the other.
    #[must_use]
    pub fn sentences(self, sentences: &[String]) -> String {
        sentences.join(self.pick("", " "))
    }
}
