//! A library of rule packs: what their rules take from their parents, and which rules are in force on a day.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{
    Calendar,
    check::check,
    error::{Finding, PackError, PackErrorCode as Code},
    indicator::Indicator,
    pack::Pack,
    read::{Draft, Node, Place, read, typed},
    rule::{Rule, RuleId},
    run::{TestResult, run},
    seed,
    strengthen::weakenings,
};

/// Packs that are right: every rule whole, no weaker than what it inherits, every test case passed.
#[derive(Clone, Debug)]
pub struct Library {
    packs: Vec<Resolved>,
    calendar: Calendar,
}

/// A pack, and its rules as trees for who inherits from them.
#[derive(Clone, Debug)]
struct Resolved {
    pack: Pack,
    rules: Vec<Node>,
}

/// A place among the rules of a pack: what the farthest parent says, and what each child says instead. Of the
/// last that is in force, every rule applies.
#[derive(Default)]
struct Slot<'a> {
    layers: Vec<Vec<Inherited<'a>>>,
}

#[derive(Clone, Copy)]
struct Inherited<'a> {
    rule: &'a Rule,
    node: &'a Node,
}

impl Library {
    /// A library without packs; test cases are run by the calendar.
    #[must_use]
    pub const fn new(calendar: Calendar) -> Self {
        Self { packs: Vec::new(), calendar }
    }

    /// The packs that come with the product, by the calendar of China.
    ///
    /// # Errors
    /// As for [`Library::from_files`].
    pub fn built_in() -> Result<Self, Vec<PackError>> {
        Self::from_files(seed::FILES, Calendar::china().clone())
    }

    /// The files of the packs that come with the product: their names and texts.
    #[must_use]
    pub const fn built_in_files() -> &'static [(&'static str, &'static str)] {
        &seed::FILES
    }

    /// A library of files, each with its name and its text, in any order.
    ///
    /// # Errors
    /// Everything that is wrong with any of them; a pack is refused as a whole, and with it all.
    pub fn from_files<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
        calendar: Calendar,
    ) -> Result<Self, Vec<PackError>> {
        let mut library = Self::new(calendar);
        let (mut waiting, mut errors) = (Vec::<Draft>::new(), Vec::new());
        for (file, text) in files {
            match read(file, text) {
                Ok(draft) if waiting.iter().any(|other| other.id == draft.id) => {
                    errors.push(draft.header("id").error(Code::DuplicateId, &draft.id));
                }
                Ok(draft) => waiting.push(draft),
                Err(found) => errors.extend(found),
            }
        }
        errors.extend(parents_missing(&waiting));
        // A child whose parent is wrong cannot be judged; its parent's errors say enough.
        while let Some(ready) = waiting.iter().position(|it| it.inherits().is_none_or(|id| library.pack(id).is_some()))
        {
            match library.resolve(waiting.remove(ready)) {
                Ok(resolved) => library.packs.push(resolved),
                Err(found) => errors.extend(found),
            }
        }
        if errors.is_empty() { Ok(library) } else { Err(errors) }
    }

    /// The packs, parents before children.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.packs.iter().map(|it| &it.pack)
    }

    /// A pack by its identifier.
    #[must_use]
    pub fn pack(&self, id: &str) -> Option<&Pack> {
        self.packs().find(|pack| pack.id == id)
    }

    /// A pack and those that it inherits from, the nearest first.
    pub fn lineage<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Pack> {
        std::iter::successors(self.pack(id), |pack| self.pack(pack.inherits.as_ref()?))
    }

    /// A rule of a pack or of one that it inherits from, in force or not.
    #[must_use]
    pub fn rule<'a>(&'a self, pack: &str, rule: &RuleId) -> Option<&'a Rule> {
        self.lineage(pack).find_map(|pack| pack.rule.iter().find(|it| &it.id == rule))
    }

    /// What is wrong with a text that is to become a pack of this library, or to replace the one of the same
    /// identifier; otherwise the pack, every rule whole. The library stays as it is.
    ///
    /// # Errors
    /// Everything that is wrong with it: it is refused as a whole.
    pub fn accept(&self, file: &str, text: &str) -> Result<Pack, Vec<PackError>> {
        self.accepted(file, text).map(|resolved| resolved.pack)
    }

    /// Takes a text that is accepted into the library, in the place of the pack of the same identifier.
    ///
    /// # Errors
    /// As for [`Library::accept`]; the library stays as it is.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), Vec<PackError>> {
        let resolved = self.accepted(file, text)?;
        self.packs.retain(|it| it.pack.id != resolved.pack.id);
        self.packs.push(resolved);
        Ok(())
    }

    fn accepted(&self, file: &str, text: &str) -> Result<Resolved, Vec<PackError>> {
        let draft = read(file, text)?;
        if let Some(parent) = draft.inherits() {
            let way: Vec<&str> = self.lineage(parent).map(|pack| pack.id.as_str()).collect();
            if let Some(round) = way.iter().position(|id| *id == draft.id).or((parent == draft.id).then_some(0)) {
                let way = std::iter::once(draft.id.as_str()).chain(way.into_iter().take(round)).chain([draft.id()]);
                return Err(vec![draft.header("inherits").error(Code::Cycle, joined(way))]);
            }
            if self.pack(parent).is_none() {
                return Err(vec![draft.header("inherits").error(Code::UnknownPack, parent)]);
            }
        }
        self.resolve(draft)
    }

    /// The rules in force on a day: those that are inherited, in the order of the farthest parent, strengthened
    /// where that is in force, then the pack's own; without those that another rule in force replaces.
    #[must_use]
    pub fn rules_in_force(&self, pack: &str, on: NaiveDate) -> Vec<&Rule> {
        let in_force = |it: &&Inherited<'_>| it.rule.effective.on(on);
        let rules: Vec<(Vec<&RuleId>, &Rule)> = self
            .slots(pack)
            .iter()
            .flat_map(|slot| {
                let last = slot.layers.iter().rposition(|layer| layer.iter().any(|it| in_force(&it)));
                let below = slot.layers.iter().take(last.unwrap_or_default()).flatten().map(|it| &it.rule.id);
                let below: Vec<&RuleId> = below.collect();
                let layer = last.and_then(|last| slot.layers.get(last)).into_iter().flatten();
                layer.filter(in_force).map(|it| (below.clone(), it.rule)).collect::<Vec<_>>()
            })
            .collect();
        let replaced = |below: &[&RuleId], rule: &Rule| {
            let by = |other: &Rule, old: &RuleId| other.id != rule.id && (old == &rule.id || below.contains(&old));
            rules.iter().any(|(_, other)| other.supersedes.as_ref().is_some_and(|old| by(other, old)))
        };
        rules.iter().filter(|(below, rule)| !replaced(below, rule)).map(|(_, rule)| *rule).collect()
    }

    /// The indicators in force on a day, the farthest parent's first.
    #[must_use]
    pub fn indicators_in_force(&self, pack: &str, on: NaiveDate) -> Vec<&Indicator> {
        let mut lineage: Vec<&Pack> = self.lineage(pack).collect();
        lineage.reverse();
        lineage.into_iter().flat_map(|pack| &pack.indicator).filter(|it| it.effective.on(on)).collect()
    }

    /// What becomes of a pack's test cases, in their order.
    #[must_use]
    pub fn test_results(&self, pack: &str) -> Vec<TestResult> {
        self.pack(pack).map_or_else(Vec::new, |found| self.run_tests(found))
    }

    fn run_tests(&self, pack: &Pack) -> Vec<TestResult> {
        let inherited = pack.inherits.iter().flat_map(|parent| self.lineage(parent)).flat_map(|it| &it.rule);
        let rules: Vec<&Rule> = pack.rule.iter().chain(inherited).collect();
        run(&pack.test, &rules, &self.calendar)
    }

    fn slots(&self, pack: &str) -> Vec<Slot<'_>> {
        let mut lineage: Vec<&Resolved> =
            self.lineage(pack).filter_map(|pack| self.packs.iter().find(|it| it.pack.id == pack.id)).collect();
        lineage.reverse();
        let mut slots: Vec<Slot<'_>> = Vec::new();
        for (depth, it) in lineage.into_iter().enumerate() {
            for (rule, node) in it.pack.rule.iter().zip(&it.rules) {
                let of = |slot: &&mut Slot<'_>| {
                    let mut inherited = slot.layers.iter().take(depth).flatten();
                    rule.inherits.as_ref().is_some_and(|id| inherited.any(|other| &other.rule.id == id))
                };
                match slots.iter_mut().find(of) {
                    Some(slot) => {
                        slot.layers.resize_with(depth + 1, Vec::new);
                        slot.layers.iter_mut().skip(depth).for_each(|layer| layer.push(Inherited { rule, node }));
                    }
                    None => {
                        let mut slot = Slot::default();
                        slot.layers.resize_with(depth, Vec::new);
                        slot.layers.push(vec![Inherited { rule, node }]);
                        slots.push(slot);
                    }
                }
            }
        }
        slots
    }

    /// A draft whose parent is in the library.
    fn resolve(&self, draft: Draft) -> Result<Resolved, Vec<PackError>> {
        let slots = draft.inherits().map_or_else(Vec::new, |parent| self.slots(parent));
        // What a nearer parent strengthened can only be inherited from there.
        let nearest: HashMap<&str, Inherited<'_>> = slots
            .iter()
            .filter_map(|slot| slot.layers.iter().rfind(|layer| !layer.is_empty()))
            .flatten()
            .map(|it| (it.rule.id.as_str(), *it))
            .collect();
        let mut errors = Vec::new();
        let rules: Vec<Node> = draft
            .root
            .list("rule")
            .iter()
            .map(|node| match node.text("inherits") {
                None => node.clone(),
                Some(id) => match nearest.get(id) {
                    Some(parent) => Node::merged_rule(parent.node, node),
                    None => {
                        let place = node.get("inherits").map_or(&node.place, |it| &it.place);
                        errors.push(place.error(Code::UnknownRule, id));
                        node.clone()
                    }
                },
            })
            .collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        let root = draft.root.with_rules(rules.clone());
        let pack = typed(&root)?;
        let inherited: Vec<&Rule> = slots.iter().flat_map(|slot| &slot.layers).flatten().map(|it| it.rule).collect();
        let mut found = check(&pack, &inherited);
        found.extend(taken_above(&pack, &inherited, self.lineage(pack.inherits.as_deref().unwrap_or_default())));
        for (place, rule) in pack.rule.iter().enumerate() {
            if let Some(parent) = rule.inherits.as_ref().and_then(|id| nearest.get(id.as_str())) {
                let weaker = weakenings(parent.rule, rule).into_iter();
                found.extend(weaker.map(|(field, code)| Finding::new(format!("rule[{place}].{field}"), code)));
            }
        }
        if found.is_empty() {
            let results = self.run_tests(&pack);
            for (place, result) in results.iter().enumerate().filter(|(_, result)| !result.passed) {
                let differences: Vec<String> = result.differences.iter().map(ToString::to_string).collect();
                let detail = format!("{}: {}", result.name.en, differences.join("; "));
                found.push(Finding::new(format!("test[{place}]"), Code::TestFailed).with(detail));
            }
        }
        if found.is_empty() {
            return Ok(Resolved { pack, rules });
        }
        let located = |it: Finding| root.locate(&it.field, &draft.file).error(it.code, it.detail);
        Err(found.into_iter().map(located).collect())
    }
}

/// Identifiers of a pack that a parent's rule or indicator has, but for a rule that strengthens the one of its
/// own name.
fn taken_above<'a>(pack: &Pack, inherited: &[&Rule], parents: impl Iterator<Item = &'a Pack>) -> Vec<Finding> {
    let mut above: HashSet<&str> = inherited.iter().map(|rule| rule.id.as_str()).collect();
    above.extend(parents.flat_map(|parent| &parent.indicator).map(|indicator| indicator.id.as_str()));
    let taken = |field: String, id: &RuleId| Finding::new(field, Code::DuplicateId).with(id);
    let rules = pack.rule.iter().enumerate().filter(|(_, rule)| rule.inherits.as_ref() != Some(&rule.id));
    let rules = rules.filter(|(_, rule)| above.contains(rule.id.as_str()));
    let indicators = pack.indicator.iter().enumerate().filter(|(_, it)| above.contains(it.id.as_str()));
    rules
        .map(|(place, rule)| taken(format!("rule[{place}].id"), &rule.id))
        .chain(indicators.map(|(place, it)| taken(format!("indicator[{place}].id"), &it.id)))
        .collect()
}

/// Packs that inherit from none of the others, or from themselves.
fn parents_missing(drafts: &[Draft]) -> Vec<PackError> {
    let find = |id: &str| drafts.iter().find(|draft| draft.id == id);
    let mut errors = Vec::new();
    for draft in drafts {
        let Some(parent) = draft.inherits() else { continue };
        if find(parent).is_none() {
            errors.push(draft.header("inherits").error(Code::UnknownPack, parent));
            continue;
        }
        let up = std::iter::successors(find(parent), |it| find(it.inherits()?));
        let way: Vec<&str> = up.take(drafts.len()).map(Draft::id).collect();
        if let Some(round) = way.iter().position(|id| *id == draft.id) {
            let way = std::iter::once(draft.id()).chain(way.into_iter().take(round + 1));
            errors.push(draft.header("inherits").error(Code::Cycle, joined(way)));
        }
    }
    errors
}

fn joined<'a>(way: impl Iterator<Item = &'a str>) -> String {
    way.collect::<Vec<_>>().join(" > ")
}

impl Draft {
    /// Where a field of the pack itself stands.
    fn header(&self, field: &str) -> Place {
        self.root.locate(field, &self.file)
    }
}
