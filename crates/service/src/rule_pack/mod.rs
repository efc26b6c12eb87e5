//! The library of rule packs: what is built in, shared and an organisation's own, in versions; which of them an
//! organisation is judged by, and from when.

mod adopt;
mod book;
mod compare;
mod indicators;
mod save;
mod shelf;

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Error,
    id::{OrganisationId, PackAdoptionId},
    organisation::DEFAULT_ZONE,
    permission::Action,
    policy::{Indicator, Pack, PackError, Rule, RuleId, TestResult, Text},
};
use sea_orm::ConnectionTrait;

use crate::{
    Ctx, Db, Result,
    guard::{self, ReadRulePack, RulePack},
    store::rule_pack::{self as stored, Adopted, Saved},
};

pub use adopt::{AdoptForm, adopt, end_adoption};
pub(crate) use book::{Rulebook, origin};
pub use compare::{Candidate, Comparison, RuleChange, StatusChange, compare};
pub(crate) use indicators::indicators;
use save::accept;
pub use save::{check, save};
use shelf::Shelf;

/// What comes of a text that is to be a pack: everything that is wrong with it, or what became of it.
pub type Accepted<T> = std::result::Result<T, Vec<PackError>>;

/// A version of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    /// The version.
    pub version: String,
    /// Whether it comes with the product as it is.
    pub built_in: bool,
    /// Who saved it and when; none for what is only built in.
    pub saved: Option<(String, DateTime<Utc>)>,
}

/// The adoption of a version by the acting organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// Identifier.
    pub id: PackAdoptionId,
    /// The pack.
    pub pack: String,
    /// The version.
    pub version: String,
    /// The first day on which people are judged by it.
    pub first_day: NaiveDate,
    /// The last day, inclusive; none while it goes on.
    pub last_day: Option<NaiveDate>,
    /// Who adopted it.
    pub adopted_by: String,
    /// When.
    pub adopted_at: DateTime<Utc>,
}

impl Adoption {
    /// Whether people are judged by it on a day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.first_day <= day && self.last_day.is_none_or(|last| day <= last)
    }
}

impl From<Adopted> for Adoption {
    fn from(it: Adopted) -> Self {
        Self {
            id: it.id,
            pack: it.pack,
            version: it.version,
            first_day: it.first_day,
            last_day: it.last_day,
            adopted_by: it.adopted_by.split(" <").next().unwrap_or_default().to_owned(),
            adopted_at: it.adopted_at,
        }
    }
}

/// A pack in the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackLine {
    /// Its identifier.
    pub pack: String,
    /// What people call it.
    pub title: Text,
    /// Where it is in force; empty for a college's own.
    pub jurisdiction: Vec<String>,
    /// The pack that it inherits from.
    pub inherits: Option<String>,
    /// Whether it comes with the product.
    pub built_in: bool,
    /// Whose it is; none for what is built in or shared by the community.
    pub owner: Option<OrganisationId>,
    /// Its versions, the latest first.
    pub versions: Vec<VersionLine>,
    /// The acting organisation's adoptions, by day.
    pub adoptions: Vec<Adoption>,
    /// Whether the acting organisation is judged by it today, for want of adoptions or by one, itself or by
    /// what inherits from it.
    pub in_force: bool,
}

/// All packs in sight: the own organisation's first, then what is shared, then what is built in.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn library(db: &Db, ctx: &Ctx) -> Result<Vec<PackLine>> {
    let visible = guard::visible_rule_packs(ctx)?;
    let mut lines: BTreeMap<String, PackLine> = BTreeMap::new();
    for pack in shelf::built_in().packs() {
        lines.insert(pack.id.clone(), line(pack, None, true));
    }
    for saved in stored::saved(db.reader(), &visible).await? {
        let known = lines.get(&saved.pack);
        if known.is_none_or(|line| line.versions.iter().all(|it| it.version <= saved.version)) {
            let Some((_, text)) = stored::find(db.reader(), &saved.pack, &saved.version).await? else { continue };
            let built_in = known.is_some_and(|line| line.built_in);
            let versions = known.map(|line| line.versions.clone()).unwrap_or_default();
            let inherits = shelf::parent(&saved.pack, &text);
            let jurisdiction = known.map(|line| line.jurisdiction.clone()).unwrap_or_default();
            let (pack, title, owner) = (saved.pack.clone(), saved.title.clone(), saved.owner);
            let adoptions = Vec::new();
            let changed =
                PackLine { pack, title, jurisdiction, inherits, built_in, owner, versions, adoptions, in_force: false };
            lines.insert(saved.pack.clone(), changed);
        }
        if let Some(line) = lines.get_mut(&saved.pack) {
            add_version(&mut line.versions, saved);
        }
    }
    let today = ctx.today(DEFAULT_ZONE);
    let adoptions = own_adoptions(db.reader(), ctx).await?;
    let mut in_force: Vec<String> = adoptions.iter().filter(|it| it.covers(today)).map(|it| it.pack.clone()).collect();
    if in_force.is_empty() {
        in_force = shelf::USUAL.iter().map(|pack| (*pack).to_owned()).collect();
    }
    // What is inherited from is in force as well.
    for place in 0.. {
        let Some(parent) = in_force.get(place).map(|pack| lines.get(pack).and_then(|line| line.inherits.clone()))
        else {
            break;
        };
        in_force.extend(parent.filter(|parent| !in_force.contains(parent)));
    }
    for adoption in adoptions {
        if let Some(line) = lines.get_mut(&adoption.pack) {
            line.adoptions.push(adoption);
        }
    }
    let mut lines: Vec<PackLine> = lines.into_values().collect();
    for line in &mut lines {
        line.in_force = in_force.contains(&line.pack);
    }
    lines.sort_by_key(|line| (line.owner.is_none(), line.built_in));
    Ok(lines)
}

fn line(pack: &Pack, owner: Option<OrganisationId>, built_in: bool) -> PackLine {
    let version = VersionLine { version: pack.version.clone(), built_in, saved: None };
    PackLine {
        pack: pack.id.clone(),
        title: pack.title.clone(),
        jurisdiction: pack.jurisdiction.clone(),
        inherits: pack.inherits.clone(),
        built_in,
        owner,
        versions: vec![version],
        adoptions: Vec::new(),
        in_force: false,
    }
}

/// Adds a saved version to the list, the latest first; a built-in one that was kept is one.
fn add_version(versions: &mut Vec<VersionLine>, saved: Saved) {
    let by = saved.saved_by.split(" <").next().unwrap_or_default().to_owned();
    match versions.iter_mut().find(|it| it.version == saved.version) {
        Some(known) => known.saved = Some((by, saved.saved_at)),
        None => {
            versions.push(VersionLine { version: saved.version, built_in: false, saved: Some((by, saved.saved_at)) });
        }
    }
    versions.sort_by(|a, b| b.version.cmp(&a.version));
}

async fn own_adoptions(conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<Adoption>> {
    let Some(own) = ctx.organisation() else { return Ok(Vec::new()) };
    Ok(stored::adoptions(conn, own).await?.into_iter().map(Adoption::from).collect())
}

/// One version of a pack.
#[derive(Clone, Debug)]
pub struct PackView {
    /// The pack, every rule whole.
    pub pack: Pack,
    /// The packs that it inherits from, the nearest first, as identifier and title.
    pub lineage: Vec<(String, Text)>,
    /// The rules in force today through it, those that it inherits first.
    pub rules: Vec<Arc<Rule>>,
    /// The indicators in force today through it.
    pub indicators: Vec<Indicator>,
    /// What becomes of its test cases, in their order.
    pub tests: Vec<TestResult>,
    /// The text as it was saved.
    pub text: String,
    /// Whether this version comes with the product.
    pub built_in: bool,
    /// Whose it is; none for what is built in or shared by the community.
    pub owner: Option<OrganisationId>,
    /// All its versions, the latest first.
    pub versions: Vec<VersionLine>,
    /// The acting organisation's adoptions of it, by day.
    pub adoptions: Vec<Adoption>,
    /// Whether the actor may save versions of it.
    pub may_edit: bool,
    /// Whether the actor may adopt it for the own organisation.
    pub may_adopt: bool,
}

/// A version of a pack; the latest when none is given.
///
/// # Errors
/// Not found.
pub async fn show(db: &Db, ctx: &Ctx, pack: &str, version: Option<&str>) -> Result<PackView> {
    let found = version_of(db.reader(), ctx, pack, version).await?;
    let mut versions = Vec::new();
    if let Some(built_in) = shelf::built_in().pack(pack) {
        versions.push(VersionLine { version: built_in.version.clone(), built_in: true, saved: None });
    }
    for (saved, _) in stored::of_pack(db.reader(), pack).await? {
        add_version(&mut versions, saved);
    }
    let shelf = around(db.reader(), ctx, pack, &found.text).await?;
    let library = shelf.library().map_err(|errors| crate::Failure::internal(format!("{pack}: {errors:?}")))?;
    let whole = library.pack(pack).ok_or(Error::NotFound)?.clone();
    let today = ctx.today(DEFAULT_ZONE);
    let own = |it: &Adoption| it.pack == pack;
    Ok(PackView {
        lineage: library.lineage(pack).skip(1).map(|it| (it.id.clone(), it.title.clone())).collect(),
        rules: library.rules_in_force(pack, today).into_iter().cloned().map(Arc::new).collect(),
        indicators: library.indicators_in_force(pack, today).into_iter().cloned().collect(),
        tests: library.test_results(pack),
        built_in: versions.iter().any(|it| it.built_in && it.version == whole.version),
        versions,
        adoptions: own_adoptions(db.reader(), ctx).await?.into_iter().filter(own).collect(),
        may_edit: guard::may_pack(ctx, found.owner, Action::EditRulePacks),
        may_adopt: may_adopt(ctx),
        owner: found.owner,
        text: found.text,
        pack: whole,
    })
}

/// Whether the actor may adopt packs for the own organisation, and so save its own: what pages ask before they
/// offer a button.
#[must_use]
pub fn may_adopt(ctx: &Ctx) -> bool {
    ctx.organisation().is_some_and(|own| guard::may_pack(ctx, Some(own), Action::AdoptRulePacks))
}

/// Whether the actor may save a pack of another name: as the own organisation's, or for the community.
#[must_use]
pub fn may_add(ctx: &Ctx) -> bool {
    guard::may_pack(ctx, ctx.organisation(), Action::EditRulePacks)
}

/// A version as it stands, when the actor may read it.
struct Found {
    version: String,
    owner: Option<OrganisationId>,
    title: Text,
    text: String,
    /// Whether it is in the database, not only in the product.
    stored: bool,
}

/// A version of a pack, the latest when none is given.
async fn version_of(conn: &impl ConnectionTrait, ctx: &Ctx, pack: &str, version: Option<&str>) -> Result<Found> {
    let mut found: Vec<Found> = stored::of_pack(conn, pack)
        .await?
        .into_iter()
        .map(|(saved, text)| Found {
            version: saved.version,
            owner: saved.owner,
            title: saved.title,
            text,
            stored: true,
        })
        .collect();
    if let Some(built_in) = shelf::built_in().pack(pack)
        && !found.iter().any(|it| it.version == built_in.version)
        && let Some(text) = shelf::built_in_text(pack)
    {
        let (version, title) = (built_in.version.clone(), built_in.title.clone());
        found.push(Found { version, owner: None, title, text: text.to_owned(), stored: false });
    }
    let wanted = |it: &Found| version.is_none_or(|version| it.version == version);
    let found = found.into_iter().filter(wanted).max_by(|a, b| a.version.cmp(&b.version));
    // Who is not signed in learns nothing, not even that there is no such pack.
    let asked = RulePack { pack: pack.to_owned(), owner: found.as_ref().and_then(|it| it.owner) };
    guard::rule_pack::<ReadRulePack>(ctx, asked)?;
    Ok(found.ok_or(Error::NotFound)?)
}

/// A text with what it inherits from: the versions that the acting organisation is judged by, else the latest.
async fn around(conn: &impl ConnectionTrait, ctx: &Ctx, pack: &str, text: &str) -> Result<Shelf> {
    let today = ctx.today(DEFAULT_ZONE);
    let adoptions = own_adoptions(conn, ctx).await?;
    let mut shelf = Shelf::default();
    shelf.put(pack, text);
    let mut next = shelf::parent(pack, text);
    while let Some(parent) = next.take_if(|parent| !shelf.has(parent)) {
        let adopted = adoptions.iter().find(|it| it.pack == parent && it.covers(today)).map(|it| it.version.clone());
        match version_of(conn, ctx, &parent, adopted.as_deref()).await {
            Ok(found) => {
                next = shelf::parent(&parent, &found.text);
                shelf.put(&parent, &found.text);
            }
            // A pack that inherits from nothing known is told so where it is read.
            Err(failure) if *failure.error() == Error::NotFound => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(shelf)
}

/// The rules in force for the acting organisation on a day, or those for who adopted nothing; today when none is
/// given.
///
/// # Errors
/// Sign-in needed.
pub async fn rules(db: &Db, ctx: &Ctx, on: Option<NaiveDate>) -> Result<Vec<Arc<Rule>>> {
    guard::visible_rule_packs(ctx)?;
    let book = Rulebook::load(db.reader(), on.unwrap_or_else(|| ctx.today(DEFAULT_ZONE))).await?;
    Ok(ctx.organisation().map_or_else(|| book.usual(), |own| book.of(own)).to_vec())
}

/// One of [`rules`].
///
/// # Errors
/// Sign-in needed, not found.
pub async fn rule(db: &Db, ctx: &Ctx, id: &RuleId, on: Option<NaiveDate>) -> Result<Arc<Rule>> {
    let rules = rules(db, ctx, on).await?;
    Ok(rules.into_iter().find(|rule| rule.id == *id).ok_or(Error::NotFound)?)
}
