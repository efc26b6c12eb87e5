//! The terms of a rule: every field of its file with a name and in words.

use domain::policy::{
    Amount, Approval, ApprovalSide, Bound, Carry, CategoryChange, Figure, Measure, Prefer, RestDays, Rounding,
    Strengthenable, SubTarget, TravelDays,
};

use super::{Lang, Words, value::values, words};

words! {
    term_population => "适用人员", "Binds";
    term_effective => "施行时间", "In force";
    term_supersedes => "取代", "Replaces";
    term_inherits => "加严的上级规则", "Strengthens";
    term_may_strengthen => "下级可以加严", "May be strengthened";
    term_nothing => "不可更改", "nothing";
    term_need => "各项关系", "How the parts combine";
    term_grace => "宽限期", "Time of grace";
    term_grace_told(length: &str) => "初次适用后 {length}内未达到的，暂定", "{length} to begin with, provisional until then";
    term_reinstatement => "失效后恢复依据", "Reinstatement by";
    term_advisory => "性质", "Kind";
    term_advisory_yes => "提示性：未达到只作提醒，不判不足", "advisory: missing it is a warning, not a failure";
    term_advisory_no => "约束性", "binding";
    term_effects => "用途", "What hangs on it";
    term_no_effects => "未规定", "nothing said";
    term_approvals => "审批步骤", "Decided by";
    term_days_within(days: u32) => "{days} 天内", "within {days} days";
    term_of_side(who: &str, side: &str) => "{who}（{side}）", "{who} ({side})";
    term_quorum(quorum: u32) => "至少 {quorum} 人同意", "at least {quorum} agree";
    term_escalates(who: &str) => "逾期转{who}", "after that {who}";

    term_target => "要求", "Target";
    term_at_least(amount: &str) => "不少于 {amount}", "at least {amount}";
    term_at_most(amount: &str) => "不超过 {amount}", "at most {amount}";
    term_per_attendance_day(target: &str) => "{target}（按出勤日平均）", "{target}, on average of the days of attendance";
    term_window => "统计窗口", "Window";
    term_starts(day: &str) => "自每年 {day} 起算", "beginning on {day}";
    term_not_clipped => "跨越边界的时间整段归入开始的一天", "what lies across its edge belongs to the day it began";
    term_clause => "条款", "Clause";
    term_counts => "计量方式", "Counts by";
    term_requires => "前提条件", "Open to";
    term_directions => "派驻方向", "Directions";
    term_hosts => "接收单位", "Hosts";
    term_host_classes => "接收单位资质", "Class of host";
    term_forms => "形式", "Forms";
    term_loads => "脱产方式", "Release";
    term_areas => "领域或证书种类", "Areas";
    term_any => "不限", "any";
    term_pre_approved_yes => "须事先批准", "only what was approved beforehand";
    term_directed_yes => "须有人指导", "only what was done under direction";
    term_asked => "其他条件", "Besides";
    term_trust => "可信度", "Trust";
    term_trust_told(least: u8) => "至少 {least} 级（共 5 级）", "at least {least} of 5";
    term_evidence => "证明材料", "Evidence";
    term_min_block => "最短连续时间", "Shortest block";
    term_max_block => "最长连续时间", "Longest block";
    term_convert => "折算", "Conversion";
    term_caps => "上限", "Caps";
    term_sub_targets => "其中", "Of which";
    term_carry => "结转", "Carried over";
    term_carry_told(amount: &str) => "上一周期多余部分最多结转 {amount}，周期结束作废", "at most {amount} of the surplus of the cycle before; it expires with the cycle";
    term_overlap => "时间重复", "Overlap";
    term_pause => "请假", "Leave";
    term_travel_days => "在途日", "Days on the way";
    term_rest_days => "休息日与节假日", "Rest days and holidays";
    term_category_change => "类别变更", "Change of category";
    term_contiguous => "连续性", "Blocks";
    term_contiguous_yes => "宜一次连续完成，分段只作提醒", "one block is preferred; several are a warning";
}

values! {
    /// A field of a rule that a child may strengthen.
    strengthenable: Strengthenable {
        Target => "要求", "target";
        Window => "统计窗口", "window";
        Population => "适用人员", "whom it binds";
        Eligible => "计入范围", "what counts";
        Caps => "上限", "caps";
        SubTargets => "其中的要求", "parts of the target";
        Convert => "折算", "conversion";
        Grace => "宽限期", "time of grace";
        Carry => "结转", "carry-over";
        Effects => "用途", "effects";
    }
    /// Which of two facts at the same time counts.
    prefer: Prefer {
        HighestTrust => "只计一次，取可信度高的一条", "counts once, by the record that is trusted more";
        Earliest => "只计一次，取先开始的一条", "counts once, by the record that began first";
    }
    /// What happens on rest days.
    rest_days: RestDays {
        Count => "与工作日同样计入", "count like any other day";
        WithRoster => "企业排班表上有班次的计入", "count where the host's roster shows work";
        Exclude => "不计入", "do not count";
    }
    /// What becomes of days on the way.
    travel_days: TravelDays {
        Count => "计入", "count";
        Exclude => "不计入", "do not count";
    }
    /// What becomes of the target when the category changes.
    category_change: CategoryChange {
        Full => "按全额要求", "the whole target is asked";
        Prorated => "按任现类别的天数折算", "as much of the target as the days under the category";
    }
    /// What is measured.
    measure: Measure {
        Time => "时间", "time";
        AttendanceDays => "出勤天数", "days of attendance";
        NaturalDays => "自然天数", "days of the calendar";
        Credit => "学分", "credits";
        Count => "项数", "how many";
        Money => "金额", "money";
        Service => "任职年限", "service";
        Attestation => "有效证明", "certificates";
    }
    /// On which side a step of the decision is taken.
    approval_side: ApprovalSide {
        Home => "派出方", "the sending side";
        Host => "接收方", "the hosting side";
        Authority => "双方以外", "outside both sides";
    }
    /// How a converted amount is rounded.
    rounding: Rounding {
        Down => "舍去尾数", "rounded down";
        HalfUp => "四舍五入", "rounded to the nearest";
        Up => "进位", "rounded up";
    }
}

impl Words {
    /// A text that stands by itself: it begins with a capital, but for an identifier.
    #[must_use]
    pub fn capital(self, text: &str) -> String {
        let identifier = text.contains('-') && !text.contains(' ');
        let mut letters = text.chars();
        match letters.next() {
            Some(first) if !identifier => first.to_uppercase().chain(letters).collect(),
            _ => text.to_owned(),
        }
    }

    /// A step of the decision: who decides what, within which time, and who then.
    #[must_use]
    pub fn approval_told(self, approval: &Approval) -> String {
        let mut who = self.approval_role(&approval.role);
        if let Some(side) = approval.side {
            who = self.term_of_side(&who, self.approval_side(side));
        }
        let mut told = vec![format!("{}{}{who}", self.text(&approval.step), self.pick("：", ": "))];
        told.extend(approval.quorum.filter(|it| *it > 1).map(|quorum| self.term_quorum(quorum)));
        told.extend(approval.deadline_days.map(|days| self.term_days_within(days)));
        told.extend(approval.escalate_to.as_deref().map(|role| self.term_escalates(&self.approval_role(role))));
        told.join(self.pick("，", ", "))
    }

    /// Who decides; a role that is not known stands as it is.
    fn approval_role(self, role: &str) -> String {
        let (zh, en) = match role {
            "canton" => ("州主管机关", "the canton"),
            "practice_committee" => ("学校推动委员会", "the school's practice committee"),
            "relicensure_committee" => ("换证委员会", "the relicensure committee"),
            "hr" => ("人事部门", "the HR office"),
            "secretariat" => ("共同体秘书处", "the secretariat"),
            other => return other.replace('_', " "),
        };
        self.pick(zh, en).to_owned()
    }

    /// The target with its bound.
    #[must_use]
    pub fn target_told(self, target: Amount, bound: Bound, per_attendance_day: bool) -> String {
        let amount = self.stated(target);
        let told = match bound {
            Bound::AtLeast => self.term_at_least(&amount),
            Bound::AtMost => self.term_at_most(&amount),
        };
        if per_attendance_day { self.term_per_attendance_day(&told) } else { told }
    }

    /// A part of the whole that is asked for.
    #[must_use]
    pub fn sub_target_told(self, sub: &SubTarget) -> String {
        let of = self.filter_told(&sub.filter).join(self.pick("，", ", "));
        let (title, least) = (self.text(&sub.title), self.term_at_least(&self.stated(sub.amount)));
        match (self.lang(), of.is_empty()) {
            (Lang::Zh, true) => format!("{title}：{least}"),
            (Lang::Zh, false) => format!("{title}：{of}，{least}"),
            (Lang::En, true) => format!("{title}: {least}"),
            (Lang::En, false) => format!("{title}: {of}, {least}"),
        }
    }

    /// What is carried over.
    #[must_use]
    pub fn carry_told(self, carry: &Carry) -> String {
        self.term_carry_told(&self.stated(carry.max))
    }

    /// What is divided by what.
    #[must_use]
    pub fn quotient(self, above: Figure, below: Figure) -> String {
        match below {
            Figure::One => self.figure(above).to_owned(),
            below => format!("{} ÷ {}", self.figure(above), self.figure(below)),
        }
    }
}
