//! Why a part of a fact counts or does not, in a sentence and with the clause that says so.

use domain::{
    duration::clock_text,
    policy::{Criterion, Detail, Line, Reason, Rule},
};

use super::{Lang, Words};

impl Words {
    /// The result of one line in a sentence: 10:00–12:00 已由另一条记录计入（可信度 4）.
    #[must_use]
    pub fn line_told(self, rule: &Rule, criterion: &Criterion, line: &Line) -> String {
        self.reason_told(rule, criterion, line.reason, line.detail)
    }

    /// A reason in a sentence, with what the rule asks and what else there is to say.
    #[must_use]
    pub fn reason_told(self, rule: &Rule, criterion: &Criterion, reason: Reason, detail: Option<Detail>) -> String {
        let asked = self.asked_told(rule, criterion, reason);
        match (detail, self.lang()) {
            (Some(Detail::Covered { from, to, trust, .. }), Lang::Zh) => {
                format!("{}–{} 已由另一条记录计入（可信度 {trust}）", clock_text(from), clock_text(to))
            }
            (Some(Detail::Covered { from, to, trust, .. }), Lang::En) => {
                format!("{}–{} counts already by another record (trust {trust})", clock_text(from), clock_text(to))
            }
            (Some(Detail::Cap(place)), _) => self.cap_exceeded(rule, criterion, place, reason),
            (Some(Detail::Edge(edge)), Lang::Zh) if reason == Reason::BeforeWindow => {
                format!("早于统计窗口，窗口自{}起", self.day(edge))
            }
            (Some(Detail::Edge(edge)), Lang::En) if reason == Reason::BeforeWindow => {
                format!("before the window, which begins on {}", self.day(edge))
            }
            (Some(Detail::Edge(edge)), Lang::Zh) => format!("晚于统计窗口，窗口计至{}", self.day(edge)),
            (Some(Detail::Edge(edge)), Lang::En) => {
                format!("after the window, which is counted up to {}", self.day(edge))
            }
            (None, _) => asked.unwrap_or_else(|| self.plain_reason(reason).to_owned()),
        }
    }

    fn cap_exceeded(self, rule: &Rule, criterion: &Criterion, place: u8, reason: Reason) -> String {
        let Some(cap) = criterion.caps.get(usize::from(place)) else { return self.plain_reason(reason).to_owned() };
        let most = self.amount(cap.amount.parts(rule.reading), cap.amount.unit, rule.reading);
        match (reason, self.lang()) {
            (Reason::DayCap, Lang::Zh) => format!("超过每日上限 {most}"),
            (Reason::DayCap, Lang::En) => format!("above the cap of {most} a day"),
            (Reason::WeekCap, Lang::Zh) => format!("超过每周上限 {most}"),
            (Reason::WeekCap, Lang::En) => format!("above the cap of {most} a week"),
            (Reason::ActivityCap, Lang::Zh) => format!("超过单次派驻上限 {most}"),
            (Reason::ActivityCap, Lang::En) => format!("above the cap of {most} for one placement"),
            (_, Lang::Zh) => format!("超过统计窗口内上限 {most}"),
            (_, Lang::En) => format!("above the cap of {most} for the window"),
        }
    }

    /// What the rule asks where the fact has something else; nothing where the reason says it all.
    fn asked_told(self, rule: &Rule, criterion: &Criterion, reason: Reason) -> Option<String> {
        let eligible = &criterion.eligible;
        let (zh, en) = match reason {
            Reason::HostNotEligible => {
                let kinds = self.one_of(eligible.hosts.iter().map(|it| self.organisation_kind(*it)));
                (format!("接收单位须为{kinds}"), format!("the host must be of the kind: {}", lower(&kinds)))
            }
            Reason::HostClassNotEligible => {
                let classes = self.one_of(eligible.host_classes.iter().map(|it| self.host_class(*it)));
                (format!("接收单位须为{classes}"), format!("the host must be: {classes}"))
            }
            Reason::FormNotEligible => {
                let forms = self.one_of(eligible.forms.iter().map(|it| self.kind(*it)));
                (format!("只计{forms}"), format!("only these count: {}", lower(&forms)))
            }
            Reason::LoadNotEligible => {
                let loads = self.one_of(eligible.loads.iter().map(|it| self.release(*it)));
                (format!("须为{loads}"), format!("only {} counts", lower(&loads)))
            }
            Reason::OtherDirection => {
                let directions = self.one_of(eligible.directions.iter().map(|it| self.direction(*it)));
                (format!("只计{directions}"), format!("only {} counts", lower(&directions)))
            }
            Reason::OtherArea => {
                let areas: Vec<String> = eligible.areas.iter().map(|it| self.area(it)).collect();
                let areas = self.one_of(areas.iter().map(String::as_str));
                (format!("须属于{areas}"), format!("it must belong to: {areas}"))
            }
            Reason::TrustTooLow => {
                let least = eligible.trust_at_least?;
                (format!("可信度低于要求的 {least}"), format!("trusted less than the {least} that is asked for"))
            }
            Reason::EvidenceMissing => {
                let evidence = self.all_of(eligible.evidence.iter().map(|it| self.evidence(*it)));
                (format!("缺少证明材料，须有{evidence}"), format!("evidence is missing: {evidence}"))
            }
            Reason::BlockTooShort => {
                let least = self.stated(eligible.min_block?);
                (format!("连续时间不足 {least}"), format!("the block is shorter than {least}"))
            }
            Reason::BlockTooLong => {
                let most = self.stated(eligible.max_block?);
                (format!("连续时间超过 {most}"), format!("the block is longer than {most}"))
            }
            Reason::NotBound => {
                let people = self.population(&rule.population);
                (format!("本规定适用于{people}"), format!("the rule is for {people}"))
            }
            Reason::NotOpen => {
                let people = self.population(criterion.requires.as_ref()?);
                (format!("前提条件：{people}"), format!("open only to {people}"))
            }
            _ => return None,
        };
        Some(match self.lang() {
            Lang::Zh => zh,
            Lang::En => en,
        })
    }

    const fn plain_reason(self, reason: Reason) -> &'static str {
        match reason {
            Reason::Counted => self.pick("计入", "counted"),
            Reason::MakeUpWorkday => self.pick("计入：调休上班日", "counted: a make-up workday"),
            Reason::RestDayOnRoster => self.pick(
                "计入：休息日或节假日，企业排班表显示在岗",
                "counted: a rest day, and the host's roster shows work",
            ),
            Reason::NoDate => self.pick(
                "没有日期，无法判断是否在窗口内",
                "it has no date, so nobody can say whether it lies in the window",
            ),
            Reason::ZoneUnknown => self.pick(
                "接收单位的时区不明，无法判断落在哪一天",
                "the host's time zone is not known, nor on which day it fell",
            ),
            Reason::NotConfirmed => self.pick("尚未经接收单位确认", "nobody has confirmed it yet"),
            Reason::ConfirmationWithdrawn => self.pick("确认已被撤回", "the confirmation was withdrawn"),
            Reason::OtherMeasure => self.pick(
                "计量方式不同，本规定不予折算",
                "it is measured in another unit, which the rule does not convert",
            ),
            Reason::NotPreApproved => self.pick("未经事先批准", "it was not approved beforehand"),
            Reason::NotDirected => self.pick("不是在有资格的同事指导下完成", "it was not done under direction"),
            Reason::TravelDay => self.pick("在途日不计", "days on the way do not count"),
            Reason::RestDay => self.pick(
                "休息日或节假日，且无企业排班表证明在岗",
                "a rest day or holiday, and no roster of the host shows work",
            ),
            Reason::NoLongerValid => self.pick("在统计日已失效", "it no longer holds on the day of judgement"),
            Reason::SameDay => self.pick("同一天已经计入", "the same day counts already"),
            other => self.policy_reason(other),
        }
    }

    /// The text that decides a line, as it is cited: 教师〔2016〕3号第四条.
    #[must_use]
    pub fn clause_of(self, rule: &Rule, criterion: &Criterion, line: &Line) -> String {
        let of_cap = match line.detail {
            Some(Detail::Cap(place)) => criterion.caps.get(usize::from(place)).and_then(|cap| cap.clause.as_ref()),
            _ => None,
        };
        let of_form = criterion.eligible.forms_clause.as_ref().filter(|_| line.reason == Reason::FormNotEligible);
        let clause = of_cap.or(of_form).or(criterion.clause.as_ref()).unwrap_or(&rule.clause);
        self.cited(rule, clause)
    }

    /// A clause with the document it stands in.
    #[must_use]
    pub fn cited(self, rule: &Rule, clause: &domain::policy::Text) -> String {
        let text = self.text(clause);
        match self.lang() {
            Lang::Zh => rule.cited_in_chinese(text),
            Lang::En if text.is_empty() => rule.document.clone(),
            Lang::En if text.contains(&rule.document) => text.to_owned(),
            Lang::En => format!("{}, {text}", rule.document),
        }
    }
}

/// Words within an English sentence.
pub(super) fn lower(words: &str) -> String {
    words.to_ascii_lowercase()
}
