//! Who of the organisation's people changes status when a pack changes.

use std::{collections::HashSet, sync::Arc};

use chrono::NaiveDate;
use domain::{
    id::PersonId,
    organisation::DEFAULT_ZONE,
    person::{Profile, RosterLine},
    policy::{Depth, Prepared, Rule, RuleId, Status},
};

use super::{Accepted, accept, around, book::adopted_texts, shelf, version_of};
use crate::{
    Ctx, Db, Result,
    fact::{self, Bound, Judged, Testimony, judge_all},
    guard::{self, AdoptRulePack},
    rule_pack::Rulebook,
    store::{self, person::RosterQuery, rule_pack as stored},
};

/// What a pack becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Candidate {
    /// A text that is not saved.
    Text(String),
    /// A version of the pack.
    Version(String),
    /// Nothing: its adoption ends.
    Nothing,
}

/// Somebody whose status changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// Who.
    pub person: RosterLine,
    /// The status so far; none where the rule has nothing to say to the person.
    pub before: Option<Status>,
    /// The status then.
    pub after: Option<Status>,
}

/// What becomes of a rule.
#[derive(Clone, Debug)]
pub struct RuleChange {
    /// The rule so far; none for a new one.
    pub before: Option<Arc<Rule>>,
    /// The rule then; none for one that is no longer in force.
    pub after: Option<Arc<Rule>>,
    /// Whose status changes, by name.
    pub changed: Vec<StatusChange>,
}

/// What changes.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The day as of which both were judged.
    pub as_of: NaiveDate,
    /// How many people were judged.
    pub people: usize,
    /// Every rule whose text or whose results change.
    pub rules: Vec<RuleChange>,
}

/// Judges the acting organisation's teachers and engineers by the rules in force and by those that would be, were
/// the pack another; today when no day is given. Nothing is saved.
///
/// # Errors
/// Not found, forbidden.
pub async fn compare(
    db: &Db,
    ctx: &Ctx,
    pack: &str,
    candidate: &Candidate,
    as_of: Option<NaiveDate>,
) -> Result<Accepted<Comparison>> {
    let organisation = ctx.acting_organisation()?;
    guard::organisation::<AdoptRulePack>(db.reader(), ctx, organisation).await?;
    let as_of = as_of.unwrap_or_else(|| ctx.today(DEFAULT_ZONE));
    let mut named = pack.to_owned();
    let text = match candidate {
        Candidate::Text(text) => {
            match accept(db.reader(), ctx, text).await? {
                Ok(accepted) => named = accepted.id,
                Err(errors) => return Ok(Err(errors)),
            }
            Some(text.clone())
        }
        Candidate::Version(version) => Some(version_of(db.reader(), ctx, pack, Some(version)).await?.text),
        Candidate::Nothing => None,
    };
    // A text names its pack itself.
    let pack = named.as_str();
    let adopted: Vec<(String, String)> = stored::adoptions(db.reader(), organisation)
        .await?
        .into_iter()
        .filter(|it| it.covers(as_of) && it.pack != pack)
        .map(|it| (it.pack, it.version))
        .collect();
    let mut shelf = adopted_texts(db.reader(), &adopted).await?;
    let mut packs: Vec<String> = shelf.packs().into_iter().map(str::to_owned).collect();
    if let Some(text) = &text {
        let inherited = around(db.reader(), ctx, pack, text).await?;
        for (pack, text) in inherited.texts() {
            if !shelf.has(pack) {
                shelf.put(pack, text);
            }
        }
        if adopted.is_empty() {
            let lineage: Vec<String> = inherited.texts().map(|(pack, _)| pack.to_owned()).collect();
            for pack in shelf::usual_beside(&lineage) {
                if let Some(text) = shelf::built_in_text(pack) {
                    shelf.put(pack, text);
                    packs.push(pack.to_owned());
                }
            }
        }
        packs.push(pack.to_owned());
    }
    let after = if packs.is_empty() {
        shelf::usual_rules(as_of)
    } else {
        let packs: Vec<&str> = packs.iter().map(String::as_str).collect();
        match shelf.library() {
            Ok(library) => shelf::rules(&library, &packs, as_of),
            Err(errors) => return Ok(Err(errors)),
        }
    };
    let before = Rulebook::load(db.reader(), as_of).await?;
    let after = before.with(organisation, after);

    let query = RosterQuery { on: as_of, begun: true, ..Default::default() };
    let mut people = store::person::everybody(db.reader(), organisation, &query).await?;
    let mut met = HashSet::new();
    people.retain(|person| person.profile != Profile::Staff && met.insert(person.id));
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let mut known = fact::of_people(db.reader(), &ids, Testimony::Confirmed).await?;
    let mut rules = changes(&before.of(organisation), &after.of(organisation));
    let count = people.len();
    for person in people {
        let mut known = known.remove(&person.id).unwrap_or_default();
        let bound = known.bound(&before, &[organisation], as_of);
        let of = |it: &Bound| Bound { rules: after.of(organisation), ..it.clone() };
        let bound_then: Vec<Bound> = bound.iter().map(of).collect();
        let facts = Prepared::new(std::mem::take(&mut known.facts), false, false);
        let now = judge_all(&bound, &facts, as_of, Depth::Status);
        let then = judge_all(&bound_then, &facts, as_of, Depth::Status);
        for change in &mut rules {
            let (before, after) = (status(&now, change.before.as_ref()), status(&then, change.after.as_ref()));
            if before != after {
                change.changed.push(StatusChange { person: person.clone(), before, after });
            }
        }
    }
    rules.retain(|it| !it.changed.is_empty() || it.before != it.after);
    Ok(Ok(Comparison { as_of, people: count, rules }))
}

/// The rules on both sides: the same by identifier, or one that takes the place of another by inheriting from it.
fn changes(before: &[Arc<Rule>], after: &[Arc<Rule>]) -> Vec<RuleChange> {
    let same = |a: &Rule, b: &Rule| a.id == b.id;
    let heir = |old: &Rule| {
        let instead = |id: Option<&RuleId>| id == Some(&old.id);
        after.iter().find(|new| same(new, old) || instead(new.inherits.as_ref()) || instead(new.supersedes.as_ref()))
    };
    let mut changes: Vec<RuleChange> = before
        .iter()
        .map(|old| RuleChange { before: Some(Arc::clone(old)), after: heir(old).cloned(), changed: Vec::new() })
        .collect();
    for new in after {
        if !changes.iter().any(|it| it.after.as_ref().is_some_and(|known| same(known, new))) {
            changes.push(RuleChange { before: None, after: Some(Arc::clone(new)), changed: Vec::new() });
        }
    }
    changes
}

fn status(judged: &[Judged], rule: Option<&Arc<Rule>>) -> Option<Status> {
    let rule = rule?;
    judged.iter().find(|it| it.rule.id == rule.id).map(|it| it.judgement.status)
}
