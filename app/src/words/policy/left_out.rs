//! What a judgement left out and why, and what became of what it converted.

use domain::policy::{Conversion, Criterion, CriterionJudgement, Detail, Fact, Line, Measure, Reason, Rule, Unit};

use super::Words;

impl Words {
    /// What does not count, each reason with its sum.
    pub(super) fn not_counted(
        self,
        rule: &Rule,
        criterion: &Criterion,
        judged: &CriterionJudgement,
        facts: &[Fact],
    ) -> Vec<String> {
        let told = |sum: LeftOut| {
            let because = self.reason_told(rule, criterion, sum.reason, sum.detail);
            let amount = match (sum.measure, sum.reason) {
                (Measure::Time, _) if super::amount::in_days(judged.unit) => {
                    self.amount(sum.amount, Unit::Day, rule.reading)
                }
                (measure, _) => self.measured(rule, sum.amount, measure),
            };
            // A cap of the window is stated in what the time was converted into.
            let conversion = criterion.convert.get(sum.conversion.unwrap_or(usize::MAX));
            let Some(conversion) = conversion.filter(|_| sum.reason == Reason::WindowCap) else {
                return self.say((format!("{amount}不计入：{because}。"), format!("{amount} not counted: {because}.")));
            };
            let worth = self.amount(worth(rule, conversion, sum.amount), judged.unit, rule.reading);
            self.say((
                format!("{worth}（由 {amount}折算）不计入：{because}。"),
                format!("{worth} (from {amount}) not counted: {because}."),
            ))
        };
        left_out(criterion, judged, facts).into_iter().map(told).collect()
    }

    /// What was converted into what the target measures, before the cap of the window.
    pub(super) fn converted_told(
        self,
        rule: &Rule,
        criterion: &Criterion,
        judged: &CriterionJudgement,
        facts: &[Fact],
    ) -> Vec<String> {
        let taken = |line: &&Line| line.reason.counts() || line.reason == Reason::WindowCap;
        let told = |(place, conversion): (usize, &Conversion)| {
            let of = |line: &&Line| conversion_of(criterion, line, facts) == Some(place);
            let sum: i64 = judged.lines.iter().filter(taken).filter(of).map(|line| i64::from(line.amount)).sum();
            let worth = self.amount(worth(rule, conversion, sum), judged.unit, rule.reading);
            let sum = (sum > 0).then(|| self.measured(rule, sum, conversion.from.unit.measure()))?;
            let by = self.conversion_told(conversion);
            Some(self.say((format!("{sum}折算为 {worth}（{by}）。"), format!("{sum} are worth {worth} ({by})."))))
        };
        criterion.convert.iter().enumerate().filter_map(told).collect()
    }
}

/// What does not count for one reason.
struct LeftOut {
    reason: Reason,
    measure: Measure,
    amount: i64,
    /// What the lines have in common to say more.
    detail: Option<Detail>,
    /// The conversion that they have in common, by its place.
    conversion: Option<usize>,
}

/// What does not count, summed by reason and measure, in the order of reasons.
fn left_out(criterion: &Criterion, judged: &CriterionJudgement, facts: &[Fact]) -> Vec<LeftOut> {
    let mut sums: Vec<LeftOut> = Vec::new();
    for line in judged.lines.iter().filter(|line| !line.reason.counts() && line.amount > 0) {
        let Some(measure) = facts.get(line.fact as usize).map(|fact| fact.measure) else { continue };
        let (reason, detail, amount) = (line.reason, line.detail, i64::from(line.amount));
        let conversion = conversion_of(criterion, line, facts);
        match sums.iter_mut().find(|sum| sum.reason == reason && sum.measure == measure) {
            Some(sum) => {
                sum.amount += amount;
                sum.detail = sum.detail.filter(|it| Some(*it) == detail);
                sum.conversion = sum.conversion.filter(|it| Some(*it) == conversion);
            }
            None => sums.push(LeftOut { reason, measure, amount, detail, conversion }),
        }
    }
    sums.sort_by_key(|sum| sum.reason);
    sums
}

fn conversion_of(criterion: &Criterion, line: &Line, facts: &[Fact]) -> Option<usize> {
    criterion.conversion_of(facts.get(line.fact as usize)?)
}

/// What so much of a fact is worth, in the smallest part of what the target measures.
fn worth(rule: &Rule, conversion: &Conversion, amount: i64) -> i64 {
    let (from, to) = (conversion.from.parts(rule.reading), conversion.to.parts(rule.reading));
    conversion.rounding.scale(amount, to, from)
}
