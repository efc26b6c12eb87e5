//! Circumstances of people that rules ask for.

use domain::circumstance::CircumstanceKind;

use super::{Words, words};

words! {
    circumstances => "认定情形", "Circumstances";
    circumstances_of(name: &str) => "{name}的认定情形", "Circumstances of {name}";
    circumstances_lead => "工时之外、规则认定时要用到的情况：离岗、任教年限、许可、学分等。", "What rules ask for and hours do not say: leaves, years of teaching, licences, credits.";
    circumstances_privacy => "离岗只登记起止日期，用来顺延或折算认定期限；请勿填写病情、诊断等健康信息。", "Of a leave, record the days alone: they extend the period of a rule or lower its target. Enter nothing about health.";
    circumstances_by_others => "认定情形由单位人事登记；有出入请联系人事。", "Recorded by your organisation's HR; tell them if something is wrong.";
    circumstances_none => "还没有登记认定情形", "No circumstances yet";
    circumstances_none_text => "没有登记时，按名册与工时认定，不顺延、不豁免。", "Until then the roster and the hours decide alone: nothing is extended and nothing waived.";
    circumstance_kind => "情形", "Circumstance";
    circumstance_days => "日期", "Days";
    circumstance_amount => "数量", "Amount";
    circumstance_text => "内容", "Value";
    circumstance_recorded => "登记", "Recorded";
    circumstance_actions => "操作", "Actions";
    circumstance_new => "登记认定情形", "Record a circumstance";
    circumstance_choose => "选择要登记的情形", "Choose what to record";
    circumstance_continue => "继续", "Continue";
    circumstance_edit => "修改认定情形", "Change circumstance";
    circumstance_edit_short => "修改", "Change";
    circumstance_remove => "删除", "Remove";
    circumstance_since(day: &str) => "{day} 起", "since {day}";
    circumstance_until(day: &str) => "至 {day}", "until {day}";
    circumstance_percent(number: &str) => "{number}%", "{number} %";
    circumstance_credits(number: &str) => "{number} 学分", "{number} credits";
    circumstance_times(number: &str) => "{number} 次", "{number}×";
    circumstance_money(number: &str, currency: &str) => "{number} {currency}", "{number} {currency}";
    circumstance_note_hint => "依据的文件或说明，例如文号；最多 1000 字", "The document or reason behind it, at most 1000 characters";
    circumstance_note_leave_hint => "例如批准文号；请勿填写健康信息", "Such as the number of the approval; nothing about health";
    currency => "币种", "Currency";
}

impl Words {
    /// A kind of circumstance.
    #[must_use]
    pub const fn circumstance(self, kind: CircumstanceKind) -> &'static str {
        use CircumstanceKind as Is;
        match kind {
            Is::ParentalLeave => self.pick("产假、育儿假", "Parental leave"),
            Is::SickLeave => self.pick("病假", "Sick leave"),
            Is::StudyLeave => self.pick("进修、借调", "Study leave or secondment elsewhere"),
            Is::OtherLeave => self.pick("其他离岗", "Other leave"),
            Is::TeachingService => self.pick("任教年限", "Years of teaching"),
            Is::TeachingStart => self.pick("开始讲授专业课", "Began to teach a professional course"),
            Is::EnterpriseExperience => self.pick("入职前有企业工作经历", "Worked in an enterprise before teaching"),
            Is::NoEnterpriseExperience => {
                self.pick("入职前无企业工作经历", "Did not work in an enterprise before teaching")
            }
            Is::CategoryBefore => self.pick("原教师类别", "Former category"),
            Is::FullTimePercent => self.pick("非全职比例", "Share of a full post"),
            Is::Qualification => self.pick("职务或资格", "Title, function or certificate"),
            Is::Attestation => self.pick("培训或能力认定合格", "Training passed or ability recognised"),
            Is::Licence => self.pick("资格证或任教许可发放", "Licence issued"),
            Is::LicenceLapsed => self.pick("许可失效", "Licence lapsed"),
            Is::TitleApplication => self.pick("申报职称或资格", "Applied for a title or licence"),
            Is::Credit => self.pick("已认定学分", "Credits recognised"),
            Is::ProjectMoney => self.pick("项目经费", "Project money"),
            Is::Activity => self.pick("按次认定的活动或成果", "Visits, projects and results that count one by one"),
            Is::Waiver => self.pick("上限豁免", "Cap waived"),
        }
    }

    /// What the first day of a kind is.
    #[must_use]
    pub const fn circumstance_first_day(self, kind: CircumstanceKind) -> &'static str {
        use CircumstanceKind as Is;
        match kind {
            Is::Licence => self.pick("发放日期", "Issued on"),
            Is::LicenceLapsed => self.pick("失效日期", "Lapsed on"),
            Is::TitleApplication => self.pick("申报日期", "Applied on"),
            Is::TeachingStart => self.pick("首次讲授日期", "First day of teaching it"),
            Is::Attestation => self.pick("合格日期", "Passed on"),
            Is::Credit | Is::ProjectMoney | Is::Activity => self.pick("日期", "Day"),
            Is::FullTimePercent | Is::Qualification => self.pick("起始日期", "Since"),
            _ => self.pick("开始日期", "First day"),
        }
    }

    /// What the last day of a kind is.
    #[must_use]
    pub const fn circumstance_last_day(self, kind: CircumstanceKind) -> &'static str {
        use CircumstanceKind as Is;
        match kind {
            Is::Attestation => self.pick("有效期至", "Valid until"),
            Is::CategoryBefore => self.pick("变更前最后一天", "Last day before the change"),
            _ => self.pick("结束日期", "Last day"),
        }
    }

    /// What helps to fill in the last day of a kind; empty where nothing does.
    #[must_use]
    pub const fn circumstance_last_day_hint(self, kind: CircumstanceKind) -> &'static str {
        use CircumstanceKind as Is;
        match kind {
            Is::TeachingService => self.pick("仍在任教则留空", "Leave empty while it goes on"),
            Is::Attestation => self.pick("长期有效则留空", "Leave empty if it holds for good"),
            Is::CategoryBefore => {
                self.pick("次日起按名册中的现类别认定", "From the day after, the category in the roster holds")
            }
            _ => "",
        }
    }

    /// What the amount of a kind is.
    #[must_use]
    pub const fn circumstance_amount_of(self, kind: CircumstanceKind) -> &'static str {
        use CircumstanceKind as Is;
        match kind {
            Is::FullTimePercent => self.pick("占全职的百分比（1—100）", "Per cent of a full post (1 to 100)"),
            Is::Credit => self.pick("学分", "Credits"),
            Is::ProjectMoney => self.pick("金额", "Amount"),
            Is::Activity => self.pick("次数", "How many"),
            _ => self.pick("数量", "Amount"),
        }
    }

    /// What the text of a kind is.
    #[must_use]
    pub const fn circumstance_value(self, kind: CircumstanceKind) -> &'static str {
        use CircumstanceKind as Is;
        match kind {
            Is::CategoryBefore => self.pick("原类别", "Former category"),
            Is::ProjectMoney => self.currency(),
            Is::Waiver => self.pick("规则/上限", "Rule/cap"),
            Is::Qualification => self.pick("名称", "Name"),
            Is::Attestation | Is::Credit | Is::Activity => self.pick("领域或项目", "Area or subject"),
            _ => self.circumstance_text(),
        }
    }

    /// What helps to fill in the text of a kind; empty where nothing does.
    #[must_use]
    pub const fn circumstance_value_hint(self, kind: CircumstanceKind) -> &'static str {
        use CircumstanceKind as Is;
        match kind {
            Is::Waiver => self.pick(
                "规则编号与上限编号，例如 us-mn-125h/work",
                "Identifiers of the rule and the cap: us-mn-125h/work",
            ),
            Is::Qualification => {
                self.pick("与规则中的写法一致，例如 headteacher", "As the rule writes it, such as headteacher")
            }
            Is::Attestation | Is::Credit | Is::Activity => {
                self.pick("与规则中的写法一致，例如 pedagogy", "As the rule writes it, such as pedagogy")
            }
            _ => "",
        }
    }
}
