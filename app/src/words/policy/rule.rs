//! What a rule asks, in words.

use domain::policy::{
    Bound, Cap, Conversion, Criterion, Eligible, Filter, Need, PauseEffect, Per, RestDays, Rule, TravelDays,
};

use super::{Lang, Words, reason::lower};

impl Words {
    /// What a criterion is called: by its own title, else by its rule's.
    #[must_use]
    pub fn criterion_title(self, rule: &Rule, criterion: &Criterion) -> String {
        self.text(criterion.title.as_ref().unwrap_or(&rule.title)).to_owned()
    }

    /// What a criterion asks in a sentence: 近 5 年，不少于 125 天.
    #[must_use]
    pub fn criterion_told(self, criterion: &Criterion) -> String {
        let (window, target) = (self.window(&criterion.window), self.stated(criterion.target));
        let each = criterion.per_attendance_day;
        match (self.lang(), criterion.bound, each) {
            (Lang::Zh, Bound::AtLeast, false) => format!("{window}，不少于 {target}"),
            (Lang::Zh, Bound::AtLeast, true) => format!("{window}，平均每个到岗日不少于 {target}"),
            (Lang::Zh, Bound::AtMost, false) => format!("{window}，不超过 {target}"),
            (Lang::Zh, Bound::AtMost, true) => format!("{window}，平均每个到岗日不超过 {target}"),
            (Lang::En, Bound::AtLeast, false) => format!("at least {target} {window}"),
            (Lang::En, Bound::AtLeast, true) => format!("at least {target} a day of attendance, {window}"),
            (Lang::En, Bound::AtMost, false) => format!("at most {target} {window}"),
            (Lang::En, Bound::AtMost, true) => format!("at most {target} a day of attendance, {window}"),
        }
    }

    /// How the criteria of a rule combine, in a sentence; nothing for a rule with one.
    #[must_use]
    pub fn need_told(self, rule: &Rule) -> Option<String> {
        if rule.criterion.len() < 2 {
            return None;
        }
        let names = |need: &Need| self.need_names(rule, need);
        match &rule.need {
            None | Some(Need::AllOf { .. }) => {
                let titles: Vec<String> = rule.criterion.iter().map(|it| self.criterion_title(rule, it)).collect();
                let titles = self.all_of(titles.iter().map(String::as_str));
                Some(match self.lang() {
                    Lang::Zh => format!("以下各项须全部满足：{titles}。"),
                    Lang::En => format!("All of these are needed: {titles}."),
                })
            }
            Some(Need::Criterion(_)) => None,
            Some(Need::AnyOf { any_of }) => {
                let ways: Vec<String> = any_of.iter().map(names).collect();
                Some(match self.lang() {
                    Lang::Zh => format!("满足以下一种即可：{}。", ways.join("；或者")),
                    Lang::En => format!("One of these is enough: {}.", ways.join("; or ")),
                })
            }
        }
    }

    fn need_names(self, rule: &Rule, need: &Need) -> String {
        match need {
            Need::Criterion(id) => {
                rule.criterion(id).map(|it| self.criterion_title(rule, it)).unwrap_or_else(|| id.clone())
            }
            Need::AllOf { all_of } => {
                let parts: Vec<String> = all_of.iter().map(|it| self.need_names(rule, it)).collect();
                self.all_of(parts.iter().map(String::as_str))
            }
            Need::AnyOf { any_of } => {
                let parts: Vec<String> = any_of.iter().map(|it| self.need_names(rule, it)).collect();
                self.one_of(parts.iter().map(String::as_str))
            }
        }
    }

    /// Which facts count, each condition in a few words.
    #[must_use]
    pub fn eligible_told(self, criterion: &Criterion) -> Vec<String> {
        let Eligible { min_block, max_block, trust_at_least, directed, evidence, .. } = &criterion.eligible;
        let mut told = self.filter_told(&filter_of(&criterion.eligible));
        let mut add = |zh: String, en: String| {
            told.push(match self.lang() {
                Lang::Zh => zh,
                Lang::En => en,
            });
        };
        if *directed {
            add("须在指导下完成".into(), "under direction".into());
        }
        if let Some(least) = trust_at_least {
            add(format!("可信度不低于 {least}"), format!("trusted at least {least}"));
        }
        if !evidence.is_empty() {
            let evidence = self.all_of(evidence.iter().map(|it| self.evidence(*it)));
            add(format!("须有{evidence}"), format!("with {evidence}"));
        }
        if let Some(least) = min_block {
            let least = self.stated(*least);
            add(format!("每段连续不少于 {least}"), format!("in blocks of at least {least}"));
        }
        if let Some(most) = max_block {
            let most = self.stated(*most);
            add(format!("每段连续不超过 {most}"), format!("in blocks of at most {most}"));
        }
        match criterion.rest_days {
            RestDays::Count => {}
            RestDays::WithRoster => {
                add("休息日、节假日须有企业排班".into(), "rest days only where the host's roster shows work".into());
            }
            RestDays::Exclude => add("休息日、节假日不计".into(), "no rest days".into()),
        }
        if criterion.travel_days == TravelDays::Exclude {
            add("在途日不计".into(), "no days on the way".into());
        }
        told
    }

    /// Which facts a part, cap or conversion is about.
    #[must_use]
    pub fn filter_told(self, filter: &Filter) -> Vec<String> {
        let mut told = Vec::new();
        let mut add = |words: String| told.push(words);
        let list = |words: String| if self.lang() == Lang::En { lower(&words) } else { words };
        if !filter.directions.is_empty() {
            add(list(self.one_of(filter.directions.iter().map(|it| self.direction(*it)))));
        }
        if !filter.hosts.is_empty() {
            add(list(self.one_of(filter.hosts.iter().map(|it| self.organisation_kind(*it)))));
        }
        if !filter.host_classes.is_empty() {
            add(self.one_of(filter.host_classes.iter().map(|it| self.host_class(*it))));
        }
        if !filter.forms.is_empty() {
            add(list(self.one_of(filter.forms.iter().map(|it| self.kind(*it)))));
        }
        if !filter.loads.is_empty() {
            add(list(self.one_of(filter.loads.iter().map(|it| self.release(*it)))));
        }
        if !filter.areas.is_empty() {
            let areas: Vec<String> = filter.areas.iter().map(|it| self.area(it)).collect();
            add(self.one_of(areas.iter().map(String::as_str)));
        }
        if filter.pre_approved {
            add(self.pick("须事先批准", "approved beforehand").to_owned());
        }
        told
    }

    /// A cap in words: 每日最多计 8 小时.
    #[must_use]
    pub fn cap_told(self, cap: &Cap) -> String {
        let most = self.stated(cap.amount);
        let of = self.filter_told(&cap.filter).join(self.pick("，", ", "));
        let (zh, en) = match cap.per {
            Per::Day => ("每日", "a day"),
            Per::Week => ("每周", "a week"),
            Per::Activity => ("每次派驻", "for one placement"),
            Per::Window => ("每个窗口", "for the window"),
        };
        let waivable = if cap.waivable { self.pick("，可申请豁免", "; it may be waived") } else { "" };
        match (self.lang(), of.is_empty()) {
            (Lang::Zh, true) => format!("{zh}最多计 {most}{waivable}"),
            (Lang::Zh, false) => format!("{of}：{zh}最多计 {most}{waivable}"),
            (Lang::En, true) => format!("at most {most} {en}{waivable}"),
            (Lang::En, false) => format!("{of}: at most {most} {en}{waivable}"),
        }
    }

    /// A conversion in words: 1 周折 10 小时.
    #[must_use]
    pub fn conversion_told(self, conversion: &Conversion) -> String {
        let (from, to) = (self.stated(conversion.from), self.stated(conversion.to));
        let of = self.filter_told(&conversion.filter).join(self.pick("，", ", "));
        match (self.lang(), of.is_empty()) {
            (Lang::Zh, true) => format!("{from}折 {to}"),
            (Lang::Zh, false) => format!("{of}：{from}折 {to}"),
            (Lang::En, true) => format!("{from} is worth {to}"),
            (Lang::En, false) => format!("{of}: {from} is worth {to}"),
        }
    }

    /// What leaves do to the window, in words; nothing where they do nothing.
    #[must_use]
    pub fn pauses_told(self, criterion: &Criterion) -> Option<String> {
        let of = |effect: PauseEffect| {
            let kinds = criterion.pause.iter().filter(|it| it.effect == effect).map(|it| self.leave_kind(it.leave));
            self.all_of(kinds.collect::<Vec<_>>())
        };
        let (extend, prorate) = (of(PauseEffect::Extend), of(PauseEffect::Prorate));
        let mut told = Vec::new();
        if !extend.is_empty() {
            told.push(match self.lang() {
                Lang::Zh => format!("{extend}期间不计入窗口，窗口相应延长"),
                Lang::En => format!("{extend} makes the window longer by as many days"),
            });
        }
        if !prorate.is_empty() {
            told.push(match self.lang() {
                Lang::Zh => format!("{prorate}按天数核减要求"),
                Lang::En => format!("{prorate} takes its share off the target"),
            });
        }
        (!told.is_empty()).then(|| told.join(self.pick("；", "; ")))
    }
}

/// What of the conditions a filter has too.
fn filter_of(eligible: &Eligible) -> Filter {
    Filter {
        directions: eligible.directions.clone(),
        hosts: eligible.hosts.clone(),
        host_classes: eligible.host_classes.clone(),
        forms: eligible.forms.clone(),
        loads: eligible.loads.clone(),
        areas: eligible.areas.clone(),
        pre_approved: eligible.pre_approved,
    }
}
