//! Test cases of rules in words: somebody's facts and what the rule must say of them.

use domain::policy::{Difference, Expectation, PackErrorCode, Reason, Rule, Standing, Status, TestFact, TestSubject};

use super::{Words, value::values, words};

words! {
    test_teacher => "教师", "Teacher";
    test_since(before: &str, day: &str) => "{day} 之前为{before}", "before {day}: {before}";
    test_hired(day: &str) => "{day} 入职", "hired on {day}";
    test_experience => "任教前有企业经历", "with enterprise experience";
    test_no_experience => "任教前无企业经历", "without enterprise experience";
    test_percent(percent: u8) => "工作量为全职的 {percent}%", "{percent} % of a full post";
    test_licence(day: &str) => "{day} 发证或注册", "licence issued on {day}";
    test_lapsed(day: &str) => "{day} 失效", "lapsed on {day}";
    test_event(event: &str, day: &str) => "{event}：{day}", "{event}: {day}";
    test_service(days: &str) => "任职：{days}", "service: {days}";
    test_leave(kind: &str, days: &str) => "{kind}：{days}", "{kind}: {days}";
    test_waiver(cap: &str) => "豁免上限：{cap}", "cap waived: {cap}";

    test_no_facts => "没有任何事实", "no facts at all";
    test_no_day => "没有日期", "without a date";
    test_workdays(day: &str, count: u32) => "自 {day} 起 {count} 个工作日", "{count} workdays from {day}";
    test_days(day: &str, count: u32) => "自 {day} 起连续 {count} 天", "{count} days in a row from {day}";
    test_each(amount: &str) => "每天 {amount}", "{amount} a day";
    test_span(span: &str) => "{span} 时", "from {span}";
    test_trust(trust: u8) => "可信度 {trust}", "trust {trust}";
    test_placement(number: u32) => "派驻 {number}", "placement {number}";
    test_until(day: &str) => "有效至 {day}", "holds until {day}";
    test_with(evidence: &str) => "附{evidence}", "with {evidence}";
    test_travel => "在途日", "a day on the way";
    test_pre_approved => "经事先批准", "approved beforehand";
    test_directed => "有人指导", "under direction";
    test_zone_unknown => "时区不明", "time zone unknown";

    test_fails(name: &str, differences: &str) => "测试“{name}”未通过。{differences}", "The test “{name}” fails. {differences}";

    test_status => "状态", "Status";
    test_counted => "计入", "Counted";
    test_remaining => "尚余", "Remaining";
    test_deadline => "期限", "Deadline";
    test_window_from => "窗口第一天", "First day of the window";
    test_decisive => "决定性的一项", "What decides";
    test_missed => "未达到的分项", "Parts missed";
    test_missed_none => "无", "none";
    test_reasons => "理由", "Reasons";
    test_warnings => "提示", "Warnings";
}

values! {
    /// How far a fact is certain.
    fact_standing: Standing {
        Confirmed => "已确认", "confirmed";
        Claimed => "未确认", "not confirmed";
        Withdrawn => "确认已撤回", "confirmation withdrawn";
        Planned => "计划中", "planned";
    }
}

impl Words {
    /// The person of a test case.
    #[must_use]
    pub fn test_subject(self, subject: &TestSubject) -> String {
        let mut told: Vec<String> = Vec::new();
        match (subject.category, subject.profile) {
            (Some(category), _) => told.push(self.category(category).to_owned()),
            (None, profile) => told.push(profile.map_or(self.test_teacher(), |it| self.profile(it)).to_owned()),
        }
        if let Some(before) = &subject.category_before {
            told.push(self.test_since(self.category(before.category), &before.until.to_string()));
        }
        told.extend(subject.double_qualified.map(|level| self.level(level).to_owned()));
        told.extend(subject.hired_on.map(|day| self.test_hired(&day.to_string())));
        told.extend(
            subject
                .enterprise_experience
                .map(|had| if had { self.test_experience() } else { self.test_no_experience() }.to_owned()),
        );
        told.extend(subject.full_time_percent.map(|percent| self.test_percent(percent)));
        told.extend(subject.qualifications.iter().map(|it| self.area(it)));
        if let Some(licence) = subject.licence {
            told.push(self.test_licence(&licence.issued_on.to_string()));
            told.extend(licence.lapsed_on.map(|day| self.test_lapsed(&day.to_string())));
        }
        told.extend(subject.events.iter().map(|it| self.test_event(self.rule_event(it.event), &it.on.to_string())));
        told.extend(subject.service.iter().map(|it| self.test_service(&self.days(it.first_day, it.last_day))));
        let leaves = subject.leaves.iter();
        told.extend(leaves.map(|it| self.test_leave(self.leave_kind(it.kind), &self.days(it.first_day, it.last_day))));
        told.extend(subject.waivers.iter().map(|cap| self.test_waiver(cap)));
        told.join(self.pick("，", ", "))
    }

    const fn rule_event(self, event: domain::policy::Event) -> &'static str {
        match event {
            domain::policy::Event::Hired => self.pick("入职", "hired"),
            domain::policy::Event::TeachingStart => self.pick("开始任教专业课", "teaching began"),
            domain::policy::Event::Application => self.pick("申请", "application"),
        }
    }

    /// Facts of a test case: when, how much, what.
    #[must_use]
    pub fn test_fact(self, fact: &TestFact) -> String {
        let mut told: Vec<String> = Vec::new();
        let day = fact.from.map(|day| day.to_string());
        told.push(match (&day, fact.workdays, fact.days) {
            (None, ..) => self.test_no_day().to_owned(),
            (Some(day), Some(count), _) => self.test_workdays(day, count),
            (Some(day), None, Some(count)) => self.test_days(day, count),
            (Some(day), None, None) => day.clone(),
        });
        let several = fact.workdays.is_some() || fact.days.is_some();
        told.extend(fact.span.as_ref().map(|span| self.test_span(span)));
        told.extend(fact.amount.map(|amount| {
            let amount = self.stated(amount);
            if several { self.test_each(&amount) } else { amount }
        }));
        told.extend(fact.measure.map(|measure| self.measure(measure).to_owned()));
        told.extend(fact.form.map(|form| self.kind(form).to_owned()));
        told.extend(fact.direction.map(|direction| self.direction(direction).to_owned()));
        told.extend(fact.host.map(|host| self.organisation_kind(host).to_owned()));
        told.extend(fact.host_class.map(|class| self.host_class(class).to_owned()));
        told.extend(fact.load.map(|load| self.release(load).to_owned()));
        told.extend(fact.area.as_ref().map(|area| self.area(area)));
        told.extend(fact.until.map(|day| self.test_until(&day.to_string())));
        told.extend(fact.trust.map(|trust| self.test_trust(trust)));
        told.extend(fact.standing.map(|standing| self.fact_standing(standing).to_owned()));
        told.extend(fact.placement.map(|number| self.test_placement(number)));
        if !fact.evidence.is_empty() {
            let evidence: Vec<&str> = fact.evidence.iter().map(|it| self.evidence(*it)).collect();
            told.push(self.test_with(&evidence.join(self.pick("、", ", "))));
        }
        for (given, word) in [
            (fact.travel, self.test_travel()),
            (fact.pre_approved, self.test_pre_approved()),
            (fact.directed, self.test_directed()),
            (fact.zone_unknown, self.test_zone_unknown()),
        ] {
            told.extend(given.then(|| word.to_owned()));
        }
        told.join(self.pick("，", ", "))
    }

    /// What a rule must say of a test case: each part with its name.
    #[must_use]
    pub fn test_expected(self, expect: &Expectation, rule: &Rule) -> Vec<(&'static str, String)> {
        let comma = self.pick("、", ", ");
        let mut told: Vec<(&'static str, String)> = Vec::new();
        told.extend(expect.status.map(|status| (self.test_status(), self.policy_status(status).to_owned())));
        told.extend(expect.counted.map(|amount| (self.test_counted(), self.stated(amount))));
        told.extend(expect.remaining.map(|amount| (self.test_remaining(), self.stated(amount))));
        told.extend(expect.deadline.map(|day| (self.test_deadline(), day.to_string())));
        told.extend(expect.window_from.map(|day| (self.test_window_from(), day.to_string())));
        told.extend(expect.decisive.as_ref().map(|id| {
            let title = rule.criterion(id).map_or_else(|| id.clone(), |it| self.criterion_title(rule, it));
            (self.test_decisive(), title)
        }));
        told.extend(expect.missed_sub_targets.as_ref().map(|ids| {
            let mut titles: Vec<&str> = Vec::new();
            for id in ids {
                let mut parts = rule.criterion.iter().flat_map(|criterion| &criterion.sub_targets);
                titles.push(parts.find(|part| part.id == *id).map_or(id, |part| self.text(&part.title)));
            }
            let ids = if ids.is_empty() { self.test_missed_none().to_owned() } else { titles.join(comma) };
            (self.test_missed(), ids)
        }));
        if !expect.reasons.is_empty() {
            let reasons: Vec<&str> = expect.reasons.iter().map(|it| self.policy_reason(*it)).collect();
            told.push((self.test_reasons(), reasons.join(comma)));
        }
        if !expect.warnings.is_empty() {
            let warnings: Vec<&str> = expect.warnings.iter().map(|it| self.policy_warning(*it)).collect();
            told.push((self.test_warnings(), warnings.join("")));
        }
        told
    }

    /// Where a test case and its rule differ, with the codes of statuses and reasons in words.
    #[must_use]
    pub fn test_difference(self, difference: &Difference) -> String {
        let field = match difference.field.as_str() {
            "status" => self.test_status(),
            "counted" => self.test_counted(),
            "remaining" => self.test_remaining(),
            "deadline" => self.test_deadline(),
            "window_from" => self.test_window_from(),
            "decisive" => self.test_decisive(),
            "missed_sub_targets" => self.test_missed(),
            "reasons" => self.test_reasons(),
            "warnings" => self.test_warnings(),
            other => other,
        };
        let told = |codes: &str| -> String {
            let word = |code: &str| match (Status::parse(code), Reason::parse(code)) {
                (Some(status), _) if difference.field == "status" => self.policy_status(status).to_owned(),
                (_, Some(reason)) if difference.field == "reasons" => self.policy_reason(reason).to_owned(),
                _ => self.test_amount(code),
            };
            let words: Vec<String> = codes.split(", ").filter(|code| !code.is_empty()).map(word).collect();
            if words.is_empty() { self.pack_found_nothing().to_owned() } else { words.join(self.pick("、", ", ")) }
        };
        self.pack_difference(field, &told(&difference.expected), &told(&difference.found))
    }

    /// A test case that fails, as the check of a pack tells it: its name, then what differs, in words.
    #[must_use]
    pub fn test_failed(self, detail: &str) -> String {
        const FIELDS: [&str; 9] = [
            "status",
            "decisive",
            "counted",
            "remaining",
            "deadline",
            "window_from",
            "missed_sub_targets",
            "reasons",
            "warnings",
        ];
        let begins = FIELDS.iter().filter_map(|field| detail.find(&format!(": {field}: "))).min();
        let Some((name, differences)) = begins.and_then(|at| Some((detail.get(..at)?, detail.get(at + 2..)?))) else {
            return self.pack_error(PackErrorCode::TestFailed, detail);
        };
        let read = |text: &str| {
            let (field, values) = text.split_once(": ")?;
            let (expected, found) = values.split_once(" / ").unwrap_or((values, ""));
            let (field, expected, found) = (field.to_owned(), expected.to_owned(), found.to_owned());
            Some(self.test_difference(&Difference { field, expected, found }))
        };
        let told: Vec<String> = differences.split("; ").filter_map(read).collect();
        self.test_fails(name, &told.join(self.pick("；", "; ")))
    }

    /// An amount as results give it, `100 day`, in words; another text as it is.
    fn test_amount(self, text: &str) -> String {
        let read = || {
            let (number, unit) = text.split_once(' ')?;
            let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
            let hundredths = format!("{rest:0<2}");
            let amount = whole.parse::<i64>().ok()? * 100 + hundredths.parse::<i64>().ok()?;
            let unit = domain::policy::Unit::parse(unit)?;
            Some(self.stated(domain::policy::Amount { amount: domain::policy::Decimal(amount), unit }))
        };
        read().unwrap_or_else(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn a_difference_is_told_without_codes() {
        let differs = |field: &str, expected: &str, found: &str| Difference {
            field: field.into(),
            expected: expected.into(),
            found: found.into(),
        };
        let told = |lang, difference: &Difference| Words::new(lang).test_difference(difference);
        let counted = differs("counted", "100 day", "92.5 day");
        assert_eq!(told(Lang::Zh, &counted), "计入：应为 100 天，实为 92.5 天");
        assert_eq!(told(Lang::En, &counted), "Counted: 100 days was expected, 92.5 days found");
        assert_eq!(told(Lang::Zh, &differs("status", "met", "short")), "状态：应为 达标，实为 不足");
        assert_eq!(told(Lang::Zh, &differs("reasons", "day_cap", "")), "理由：应为 超过每日上限，实为 无");
        assert_eq!(
            Words::new(Lang::Zh).test_failed("A: case: status: met / short; counted: 2 day / 20 day"),
            "测试“A: case”未通过。状态：应为 达标，实为 不足；计入：应为 2 天，实为 20 天"
        );
    }
}
