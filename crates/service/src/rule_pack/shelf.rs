//! Texts of packs put together to a library: what an organisation adopted, and what that inherits from.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use chrono::NaiveDate;
use domain::policy::{Calendar, Library, Pack, PackError, Rule, read};

/// The packs by which everybody is judged who adopted none.
pub(super) const USUAL: [&str; 2] = ["cn", "cn-engineers"];

/// How many libraries are kept ready; there are hardly more than provinces.
const MOST: usize = 64;

static BUILT_IN: LazyLock<Library> = LazyLock::new(|| {
    Library::built_in().unwrap_or_else(|errors| {
        tracing::error!(?errors, "the built-in rule packs are wrong");
        Library::new(Calendar::china().clone())
    })
});

/// Libraries by the texts that they are made of.
static READY: LazyLock<RwLock<HashMap<Vec<Text>, Arc<Library>>>> = LazyLock::new(RwLock::default);

/// A file's name and what stands in it.
type Text = (String, String);

/// The packs that come with the product.
pub(super) fn built_in() -> &'static Library {
    &BUILT_IN
}

/// The text of a built-in pack.
pub(super) fn built_in_text(pack: &str) -> Option<&'static str> {
    let is = |text: &&str| read(pack, text).is_ok_and(|draft| draft.id() == pack);
    Library::built_in_files().iter().map(|(_, text)| *text).find(is)
}

/// The rules in force for who adopted nothing.
pub(super) fn usual_rules(on: NaiveDate) -> Arc<[Arc<Rule>]> {
    rules(built_in(), &USUAL, on)
}

/// The usual packs that stay in force beside the first pack that is adopted, when that rests on one of them.
pub(super) fn usual_beside(lineage: &[String]) -> impl Iterator<Item = &'static str> {
    let rests = USUAL.iter().any(|pack| lineage.iter().any(|it| it == pack));
    let beside = USUAL.iter().copied().filter(|pack| rests && !lineage.iter().any(|it| it == pack));
    let known: Vec<&'static str> = beside.filter(|pack| built_in().pack(pack).is_some()).collect();
    known.into_iter()
}

/// The rules that packs put in force on a day, each once. A pack from which another one of them inherits speaks
/// through that.
pub(super) fn rules(library: &Library, packs: &[&str], on: NaiveDate) -> Arc<[Arc<Rule>]> {
    let inherited = |id: &str| packs.iter().any(|other| library.lineage(other).skip(1).any(|pack| pack.id == id));
    let mut rules: Vec<Arc<Rule>> = Vec::new();
    for pack in packs.iter().filter(|id| !inherited(id)) {
        for rule in library.rules_in_force(pack, on) {
            if !rules.iter().any(|known| known.id == rule.id) {
                rules.push(Arc::new(rule.clone()));
            }
        }
    }
    rules.into()
}

/// Texts of packs, at most one of each pack.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    texts: BTreeMap<String, String>,
}

impl Shelf {
    pub(super) fn put(&mut self, pack: &str, text: &str) {
        self.texts.insert(pack.to_owned(), text.to_owned());
    }

    pub(super) fn take(&mut self, pack: &str) {
        self.texts.remove(pack);
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(pack, text)| (pack.as_str(), text.as_str()))
    }

    pub(super) fn packs(&self) -> Vec<&str> {
        self.texts.keys().map(String::as_str).collect()
    }

    pub(super) fn has(&self, pack: &str) -> bool {
        self.texts.contains_key(pack)
    }

    /// The pack that the text of `pack` inherits from.
    pub(super) fn parent_of(&self, pack: &str) -> Option<String> {
        let text = self.texts.get(pack).map(String::as_str).or_else(|| built_in_text(pack))?;
        parent(pack, text)
    }

    /// The library of these texts and of the built-in packs that they inherit from.
    pub(super) fn library(&self) -> Result<Arc<Library>, Vec<PackError>> {
        let mut files: BTreeMap<String, String> = self.texts.clone();
        for pack in self.texts.keys() {
            let mut next = self.parent_of(pack);
            while let Some(parent) = next.take_if(|parent| !files.contains_key(parent.as_str())) {
                if let Some(text) = built_in_text(&parent) {
                    files.insert(parent.clone(), text.to_owned());
                    next = self.parent_of(&parent);
                }
            }
        }
        let key: Vec<Text> = files.into_iter().map(|(pack, text)| (format!("{pack}.toml"), text)).collect();
        if let Some(ready) = READY.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(ready));
        }
        let files = key.iter().map(|(file, text)| (file.as_str(), text.as_str()));
        let library = Arc::new(Library::from_files(files, Calendar::china().clone())?);
        let mut kept = READY.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&library));
        Ok(library)
    }

    /// What is wrong with a text as a pack beside these; otherwise the pack.
    pub(super) fn accept(&self, text: &str) -> Result<Pack, Vec<PackError>> {
        let draft = read(FILE, text)?;
        let mut around = self.clone();
        around.take(draft.id());
        if let Some(parent) = draft.inherits()
            && !around.has(parent)
            && let Some(built_in) = built_in_text(parent)
        {
            around.put(parent, built_in);
        }
        around.library()?.accept(FILE, text)
    }
}

/// The name under which errors of a typed text are told.
const FILE: &str = "pack.toml";

/// The pack that a text inherits from.
pub(super) fn parent(pack: &str, text: &str) -> Option<String> {
    read(pack, text).ok()?.inherits().map(str::to_owned)
}
