//! A judgement told in sentences, the most important first.

use chrono::{Days, Months, NaiveDate};
use domain::policy::{
    Bound, Calendar, CategoryChange, Criterion, CriterionJudgement, Effect, Fact, Judgement, Measure, Need, Rule,
    Status, SubTarget, Unit, Warning, WindowKind,
};

use super::{Lang, Words};

/// The last day there is: what holds until then holds for good.
const FOR_GOOD: NaiveDate = NaiveDate::MAX;

/// A sentence in both languages.
pub(super) type Told = (String, String);

impl Words {
    pub(super) fn say(self, (zh, en): Told) -> String {
        match self.lang() {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A judgement in sentences: how far, what is missing, until when, what is about to leave the window, what
    /// does not count and why, what changed the target or the window, and what hangs on it. `facts` are those
    /// that the lines name.
    #[must_use]
    pub fn told(self, rule: &Rule, judgement: &Judgement, facts: &[Fact], calendar: &Calendar) -> Vec<String> {
        if judgement.status == Status::NotApplicable {
            let people = self.population(&rule.population);
            return vec![self.say((
                format!("此项规定适用于：{people}。不适用于该人员，因此不作认定。"),
                format!("The rule is for {people}. It does not bind this person, so nothing is judged."),
            ))];
        }
        let mut told = Vec::new();
        let of = |judged| rule.judged(judged).map(|criterion| (criterion, judged));
        let decisive = judgement.decisive().and_then(of);
        // Where one of several ways is enough and taken, the others are no news.
        let enough = judgement.met && matches!(rule.need, Some(Need::AnyOf { .. }));
        let places = judgement.criteria.iter().enumerate().filter(|(place, _)| *place != judgement.decisive);
        let others: Vec<_> = places.filter(|_| !enough).filter_map(|(_, judged)| of(judged)).collect();
        if let Some((criterion, judged)) = decisive {
            told.push(self.asked_and_counted(rule, criterion, judged));
            told.extend(self.parts_told(rule, criterion, judged));
            told.extend(self.until_told(rule, criterion, judged, judgement));
            told.extend(self.clears_told(criterion, judgement, calendar));
        }
        told.extend(self.need_told(rule));
        for (criterion, judged) in &others {
            told.push(self.asked_and_counted(rule, criterion, judged));
            told.extend(self.parts_told(rule, criterion, judged));
        }
        if let Some((criterion, judged)) = decisive {
            told.extend(self.leaving_soon(rule, criterion, judged, judgement.as_of));
            told.extend(self.changes_told(rule, criterion, judged));
            told.extend(self.converted_told(rule, criterion, judged, facts));
            told.extend(self.not_counted(rule, criterion, judged, facts));
        }
        let mut warnings: Vec<_> = judgement.criteria.iter().flat_map(|it| &it.warnings).copied().collect();
        warnings.sort_unstable();
        warnings.dedup();
        // How much lapses is told with what is carried over.
        warnings.retain(|it| *it != Warning::CarryLapses || decisive.is_none_or(|(_, it)| it.lapsed <= 0));
        told.extend(warnings.into_iter().map(|warning| self.policy_warning(warning).to_owned()));
        let open = judgement.met || judgement.grace_until.is_some();
        let hangs = |effect: &&Effect| !open || matches!(effect, Effect::ReportIndicator | Effect::PayFlag);
        told.extend(rule.effects.iter().filter(hangs).map(|effect| self.policy_effect_told(*effect).to_owned()));
        told
    }

    /// The earliest day on which a gate opens, where nothing else moves until then.
    fn clears_told(self, criterion: &Criterion, judgement: &Judgement, calendar: &Calendar) -> Option<String> {
        let stands = matches!(criterion.window.kind, WindowKind::BeforeEvent | WindowKind::Always);
        let missing = judgement.missing_workdays;
        if judgement.met || !stands || missing == 0 || criterion.bound == Bound::AtMost {
            return None;
        }
        let workdays = judgement.as_of.iter_days().skip(1).filter(|day| calendar.kind(*day).is_workday());
        let earliest = workdays.take(missing as usize).last()?;
        let before = judgement.deadline();
        if before > judgement.as_of && earliest > before {
            let day = self.day(before);
            return Some(
                self.say((format!("到{day}已来不及补足。"), format!("There is no time left to make it up by {day}."))),
            );
        }
        let day = self.day(earliest);
        Some(self.say((
            format!("如从次日起每个工作日都实践，最早{day}补足。"),
            format!("With practice on every workday from tomorrow on it is made up on {day} at the earliest."),
        )))
    }

    /// How much of how much, and what is missing; of one of several criteria with its name.
    #[must_use]
    pub fn asked_and_counted(self, rule: &Rule, criterion: &Criterion, judged: &CriterionJudgement) -> String {
        let told = self.of_criterion(rule, criterion, judged);
        match (rule.criterion.len(), self.lang()) {
            (1, _) => told,
            (_, Lang::Zh) => format!("{}：{told}", self.criterion_title(rule, criterion)),
            (_, Lang::En) => format!("{}: {}", self.criterion_title(rule, criterion), lower_first(&told)),
        }
    }

    fn of_criterion(self, rule: &Rule, criterion: &Criterion, judged: &CriterionJudgement) -> String {
        if !judged.open {
            let people = criterion.requires.as_ref().map(|it| self.population(it)).unwrap_or_default();
            return self.say((
                format!("该人员不具备前提条件（{people}），不能以此达标。"),
                format!("Not open to this person, but to {people} alone."),
            ));
        }
        if judged.measure == Measure::Attestation {
            return if judged.met {
                self.say(("有有效证明，已达标。".into(), "A valid certificate is there.".into()))
            } else {
                self.say(("没有在统计日有效的证明。".into(), "No certificate is valid on the day of judgement.".into()))
            };
        }
        let amount = |parts: i64| self.amount(parts, judged.unit, rule.reading);
        let (target, counted, missing) = (amount(judged.target), amount(judged.counted), amount(judged.remaining));
        let days = self.judged_window(&criterion.window, judged.window);
        let needed = match criterion.bound {
            // A rule that asks for one piece asks for proof and sets no amount.
            Bound::AtLeast if judged.unit == Unit::Piece && judged.target == 1 => {
                (format!("{days}须有据可查，不要求数量。"), format!("Asked for {days}: proof, of no set amount."))
            }
            Bound::AtLeast => (format!("{days}应完成 {target}。"), format!("Asked for {days}: {target}.")),
            Bound::AtMost => {
                let (zh, en) = self.average_told(rule, criterion, judged);
                (format!("{days}不得超过 {target}{zh}。"), format!("Allowed {days}: {target}{en}."))
            }
        };
        let reached = match (criterion.bound, judged.remaining > 0) {
            (Bound::AtLeast, true) => {
                (format!("已计入 {counted}，还差 {missing}。"), format!("Counted: {counted}. Missing: {missing}."))
            }
            (Bound::AtLeast, false) if judged.met => {
                (format!("已计入 {counted}，已达标。"), format!("Counted: {counted}, which is enough."))
            }
            (Bound::AtLeast, false) => (
                format!("已计入 {counted}，总量已够，但分项不足。"),
                format!("Counted: {counted}, enough as a whole, but not in its parts."),
            ),
            (Bound::AtMost, true) => {
                (format!("已累计 {counted}，超出 {missing}。"), format!("Counted: {counted}, {missing} too much."))
            }
            (Bound::AtMost, false) => {
                (format!("已累计 {counted}，未超过。"), format!("Counted: {counted}, within the bound."))
            }
        };
        self.sentences(&[self.say(needed), self.say(reached)])
    }

    /// How a bound that holds on average of the days of attendance comes about; nothing for any other.
    fn average_told(self, rule: &Rule, criterion: &Criterion, judged: &CriterionJudgement) -> Told {
        let each = criterion.target.parts(rule.reading);
        if !criterion.per_attendance_day || each == 0 {
            return Told::default();
        }
        let (amount, days) = (self.stated(criterion.target), judged.target / each);
        let attended = crate::words::counted(&days.to_string(), "day", "days");
        (
            format!("（{days} 个到岗日，平均每日 {amount}）"),
            format!(" ({amount} on average of {attended} of attendance)"),
        )
    }

    /// The parts of the whole that are asked for.
    fn parts_told(self, rule: &Rule, criterion: &Criterion, judged: &CriterionJudgement) -> Vec<String> {
        let of = |id: &str| criterion.sub_targets.iter().find(|it| it.id == id);
        let amount = |parts: i64| self.amount(parts, judged.unit, rule.reading);
        let told = |(sub, result): (&SubTarget, &domain::policy::SubResult)| {
            let title = self.text(&sub.title);
            let (target, counted) = (amount(result.target), amount(result.counted));
            let missing = amount((result.target - result.counted).max(0));
            if result.counted >= result.target {
                self.say((
                    format!("分项“{title}”：{target}，已计入 {counted}，已够。"),
                    format!("Part “{title}”: {counted} of {target}, which is enough."),
                ))
            } else {
                self.say((
                    format!("分项“{title}”：{target}，已计入 {counted}，还差 {missing}。"),
                    format!("Part “{title}”: {counted} of {target}. Missing: {missing}."),
                ))
            }
        };
        judged.sub_targets.iter().filter_map(|result| Some((of(&result.id)?, result))).map(told).collect()
    }

    /// Until when it holds, or by when what is missing must be made up.
    fn until_told(
        self,
        rule: &Rule,
        criterion: &Criterion,
        judged: &CriterionJudgement,
        judgement: &Judgement,
    ) -> Vec<String> {
        let mut told = Vec::new();
        let day = judged.deadline;
        let rolling = matches!(criterion.window.kind, WindowKind::Rolling | WindowKind::Recency);
        if judgement.met {
            if criterion.bound == Bound::AtLeast {
                told.push(self.holds_told(day));
            }
            return told;
        }
        if let Some(until) = judgement.grace_until {
            let until = self.day(until);
            told.push(self.say((
                format!("宽限期至{until}，在此之前为“暂定”。"),
                format!("There is time until {until}; until then the standing is provisional."),
            )));
        }
        if rule.advisory {
            told.push(self.say((
                "此项只作提醒：未达到时提示，不判为不足。".into(),
                "Missing this rule is a warning and no failure.".into(),
            )));
        }
        if criterion.bound == Bound::AtMost {
            return told;
        }
        if day > judgement.as_of {
            let (day, left) = (self.day(day), judgement.workdays_left);
            told.push(self.say((
                format!("期限为{day}，还有 {left} 个工作日。"),
                format!("The deadline is {day}; {left} workdays are left."),
            )));
            if rolling {
                let length = criterion.window.length.map(|it| self.length(it)).unwrap_or_default();
                told.push(self.say((
                    format!("入职未满 {length}，因此期限为入职满 {length}之日。"),
                    format!("Employed for less than {length}, so the deadline is the hire date plus {length}."),
                )));
            }
            if judgement.status == Status::AtRisk && !rule.advisory {
                told.push(self.say((
                    "剩余工作日不到所缺天数的两倍，因此为“临近期限”。".into(),
                    "Fewer than twice the missing workdays are left; that is why it is at risk.".into(),
                )));
            }
        } else if rolling {
            told.push(self.say((
                "统计窗口逐日前移，补足之前一直不达标。".into(),
                "The window moves on every day: until the rest is made up, the rule is not met.".into(),
            )));
        }
        told
    }

    /// Until when something holds, given the first day on which it does not any more.
    fn holds_told(self, first_unmet: NaiveDate) -> String {
        if first_unmet >= FOR_GOOD {
            return self.say(("达标后长期有效。".into(), "It holds for good.".into()));
        }
        let last = self.day(first_unmet.pred_opt().unwrap_or(first_unmet));
        self.say((format!("如不再新增，可保持达标至{last}。"), format!("If nothing is added, it holds until {last}.")))
    }

    /// What leaves a rolling window within six months.
    fn leaving_soon(
        self,
        rule: &Rule,
        criterion: &Criterion,
        judged: &CriterionJudgement,
        as_of: NaiveDate,
    ) -> Option<String> {
        let window = &criterion.window;
        let length = window.length.filter(|_| matches!(window.kind, WindowKind::Rolling | WindowKind::Recency))?;
        let until = as_of.checked_add_months(Months::new(6))?;
        // The first day whose window begins later than the line.
        let leaves = |day: NaiveDate| {
            let back = day.checked_add_days(Days::new(judged.extended_days.into())).unwrap_or(day);
            let on = length.after(back);
            if length.before(on) < back { on.succ_opt().unwrap_or(on) } else { on }
        };
        let leaving: Vec<(NaiveDate, i64)> = judged
            .lines
            .iter()
            .filter(|line| line.counted > 0)
            .filter_map(|line| Some((leaves(line.day?), i64::from(line.counted))))
            .filter(|(day, _)| *day <= until)
            .collect();
        let first = self.day(leaving.iter().map(|(day, _)| *day).min()?);
        let sum = self.amount_short(leaving.iter().map(|(_, counted)| counted).sum(), judged.unit, rule.reading);
        Some(self.say((
            format!("今后六个月内，{sum}将移出窗口，最早在{first}。"),
            format!("Leaving the window within six months: {sum}, the first on {first}."),
        )))
    }

    /// What made the window longer, the target another, or added something from before.
    fn changes_told(self, rule: &Rule, criterion: &Criterion, judged: &CriterionJudgement) -> Vec<String> {
        let amount = |parts: i64| self.amount(parts, judged.unit, rule.reading);
        let mut told = Vec::new();
        if judged.extended_days > 0 {
            told.push(self.extended_told(criterion, judged));
        }
        if judged.prorated_target != judged.full_target {
            let (full, part) = (amount(judged.full_target), amount(judged.prorated_target));
            told.push(match criterion.category_change {
                CategoryChange::Full => self.say((
                    format!("窗口内教师类别有变动：按全部要求为 {full}，按任期折算为 {part}；本规定按全部要求计。"),
                    format!(
                        "The category changed within the window: the whole is {full}, the share of the time since is \
                         {part}. This rule asks for the whole."
                    ),
                )),
                CategoryChange::Prorated => self.say((
                    format!("窗口内教师类别有变动：按全部要求为 {full}，按任期折算为 {part}；本规定按任期折算。"),
                    format!(
                        "The category changed within the window: the whole is {full}, the share of the time since is \
                         {part}. This rule asks for the share."
                    ),
                )),
            });
        }
        if judged.carried > 0 || judged.lapsed > 0 {
            let carried = amount(judged.carried);
            let most = criterion.carry.as_ref().map(|it| self.stated(it.max)).unwrap_or_default();
            let lapsed = amount(judged.lapsed);
            told.push(if judged.lapsed > 0 {
                self.say((
                    format!("上一周期结转 {carried}（最多结转 {most}），另有 {lapsed}作废。"),
                    format!("Carried over from the cycle before: {carried} (at most {most}). Lapsed: {lapsed}."),
                ))
            } else {
                self.say((
                    format!("上一周期结转 {carried}（最多结转 {most}）。"),
                    format!("Carried over from the cycle before: {carried} (at most {most})."),
                ))
            });
        }
        told
    }

    fn extended_told(self, criterion: &Criterion, judged: &CriterionJudgement) -> String {
        let days = judged.extended_days;
        let by = Days::new(days.into());
        let backwards =
            matches!(criterion.window.kind, WindowKind::Rolling | WindowKind::Recency | WindowKind::BeforeEvent);
        if backwards {
            let begins = judged.window.first_day;
            let without = self.day(begins.checked_add_days(by).unwrap_or(begins));
            let begins = self.day(begins);
            self.say((
                format!("窗口内有休假，窗口延长 {days} 天：起点由{without}提前到{begins}。"),
                format!("Leave makes the window {days} days longer: it begins on {begins} and not on {without}."),
            ))
        } else {
            let ends = judged.window.last_day;
            let without = self.day(ends.checked_sub_days(by).unwrap_or(ends));
            let ends = self.day(ends);
            self.say((
                format!("窗口内有休假，窗口延长 {days} 天：终点由{without}推迟到{ends}。"),
                format!("Leave makes the window {days} days longer: it ends on {ends} and not on {without}."),
            ))
        }
    }
}

/// A sentence as it stands behind a colon.
fn lower_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
