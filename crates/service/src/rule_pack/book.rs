//! Which rules are in force for whom on a day.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use chrono::NaiveDate;
use domain::{
    calendar::HOME_COUNTRY,
    id::OrganisationId,
    organisation::DEFAULT_ZONE,
    policy::{Library, Pack, Rule, RuleId},
};
use sea_orm::ConnectionTrait;

use super::shelf::{self, Shelf};
use crate::{
    Failure, Result,
    calendar::{self, State},
    store::{
        self,
        rule_pack::{self as stored, Adopted},
    },
};

/// The rules in force at an organisation.
type Rules = Arc<[Arc<Rule>]>;

/// The rules in force for every organisation on a day.
#[derive(Clone, Debug)]
pub(crate) struct Rulebook {
    /// For who adopted nothing.
    usual: Rules,
    own: HashMap<OrganisationId, Rules>,
    /// The calendar at home.
    home: Arc<State>,
    /// The calendars of organisations elsewhere.
    abroad: HashMap<OrganisationId, Arc<State>>,
}

impl Rulebook {
    /// What is in force on a day. An organisation that adopted nothing by then is judged by the national rules.
    pub(crate) async fn load(conn: &impl ConnectionTrait, on: NaiveDate) -> Result<Self> {
        let mut adopted: BTreeMap<OrganisationId, Vec<Adopted>> = BTreeMap::new();
        for adoption in stored::in_force(conn, on).await? {
            adopted.entry(adoption.organisation).or_default().push(adoption);
        }
        let mut own = HashMap::with_capacity(adopted.len());
        // Colleges of one province adopt the same packs.
        let mut known: HashMap<Vec<(String, String)>, Rules> = HashMap::new();
        for (organisation, adoptions) in adopted {
            let key: Vec<_> = adoptions.into_iter().map(|it| (it.pack, it.version)).collect();
            let rules = match known.get(&key) {
                Some(rules) => Arc::clone(rules),
                None => {
                    let rules = rules_of(conn, &key, on).await?;
                    known.insert(key, Arc::clone(&rules));
                    rules
                }
            };
            own.insert(organisation, rules);
        }
        let mut abroad = HashMap::new();
        let mut states: HashMap<&'static str, Arc<State>> = HashMap::new();
        for (organisation, zone) in store::calendar::zones_of_members(conn, DEFAULT_ZONE).await? {
            let country = calendar::country_of(&zone);
            // Many organisations lie in few countries.
            let state = match states.get(country) {
                Some(state) => Arc::clone(state),
                None => calendar::state(conn, country).await?,
            };
            states.insert(country, Arc::clone(&state));
            abroad.insert(organisation, state);
        }
        let home = calendar::state(conn, HOME_COUNTRY).await?;
        Ok(Self { usual: shelf::usual_rules(on), own, home, abroad })
    }

    /// The rules in force at an organisation.
    pub(crate) fn of(&self, organisation: OrganisationId) -> Rules {
        Arc::clone(self.own.get(&organisation).unwrap_or(&self.usual))
    }

    /// The calendar of the state in which an organisation lies.
    pub(crate) fn calendar_of(&self, organisation: OrganisationId) -> Arc<State> {
        Arc::clone(self.abroad.get(&organisation).unwrap_or(&self.home))
    }

    /// The rules in force for who adopted nothing.
    pub(crate) fn usual(&self) -> Rules {
        Arc::clone(&self.usual)
    }

    /// The same with other rules for one organisation.
    pub(crate) fn with(&self, organisation: OrganisationId, rules: Rules) -> Self {
        let mut changed = self.clone();
        changed.own.insert(organisation, rules);
        changed
    }

    /// Forgets every rule but one; whether there is such a one.
    pub(crate) fn keep_only(&mut self, rule: &RuleId) -> bool {
        let mut found = false;
        for rules in std::iter::once(&mut self.usual).chain(self.own.values_mut()) {
            *rules = rules.iter().filter(|it| it.id == *rule).cloned().collect();
            found |= !rules.is_empty();
        }
        found
    }
}

/// The rules of adopted versions, given as pack and version.
async fn rules_of(conn: &impl ConnectionTrait, adopted: &[(String, String)], on: NaiveDate) -> Result<Rules> {
    let shelf = adopted_texts(conn, adopted).await?;
    let library = shelf.library().map_err(|errors| Failure::internal(format!("adopted packs: {errors:?}")))?;
    Ok(shelf::rules(&library, &shelf.packs(), on))
}

/// The texts of adopted versions, given as pack and version.
pub(super) async fn adopted_texts(conn: &impl ConnectionTrait, adopted: &[(String, String)]) -> Result<Shelf> {
    let mut shelf = Shelf::default();
    for (pack, version) in adopted {
        let (_, text) = stored::find(conn, pack, version)
            .await?
            .ok_or_else(|| Failure::internal(format!("adopted pack {pack} {version} is gone")))?;
        shelf.put(pack, &text);
    }
    Ok(shelf)
}

/// The pack and version that a rule comes from, as employers have it on a day.
pub(crate) async fn origin(
    conn: &impl ConnectionTrait,
    employers: &[OrganisationId],
    rule: &RuleId,
    on: NaiveDate,
) -> Result<Option<(String, String)>> {
    let of = |library: &Library, packs: &[&str]| {
        let has = |pack: &&Pack| pack.rule.iter().any(|it| it.id == *rule);
        let pack = packs.iter().flat_map(|id| library.lineage(id)).find(has);
        pack.map(|pack| (pack.id.clone(), pack.version.clone()))
    };
    let mut adopted: BTreeMap<OrganisationId, Vec<(String, String)>> = BTreeMap::new();
    for adoption in stored::in_force(conn, on).await? {
        if employers.contains(&adoption.organisation) {
            adopted.entry(adoption.organisation).or_default().push((adoption.pack, adoption.version));
        }
    }
    for packs in adopted.values() {
        let shelf = adopted_texts(conn, packs).await?;
        let library = shelf.library().map_err(|errors| Failure::internal(format!("adopted packs: {errors:?}")))?;
        if let Some(origin) = of(&library, &shelf.packs()) {
            return Ok(Some(origin));
        }
    }
    Ok(of(shelf::built_in(), &shelf::USUAL))
}
