//! Names of people and organisations, in the two languages of the community.

use serde::{Deserialize, Serialize};

/// A name as it is written down, with the one for readers of English. It compares with texts as the name
/// itself does; which of the two is shown is the reader's language, so that it has no one text form.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named {
    /// The name; of people without one, the reference by which a file knows them.
    pub name: String,
    /// The name in English or in Latin letters, if there is one.
    pub name_en: Option<String>,
}

impl Named {
    /// A name with its English form; an empty one is none.
    #[must_use]
    pub fn new(name: impl Into<String>, name_en: Option<String>) -> Self {
        Self { name: name.into(), name_en: name_en.filter(|name| !name.is_empty()) }
    }

    /// The name, or the reference of somebody without a name.
    #[must_use]
    pub fn or_reference(name: String, name_en: Option<String>, reference: Option<String>) -> Self {
        Self::new(if name.is_empty() { reference.unwrap_or_default() } else { name }, name_en)
    }

    /// The name itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// The name for readers of English: the one in English where there is one.
    #[must_use]
    pub fn in_english(&self) -> &str {
        self.name_en.as_deref().unwrap_or(&self.name)
    }

    /// Whether either name contains `part`, in capitals or not.
    #[must_use]
    pub fn contains(&self, part: &str) -> bool {
        let part = part.to_lowercase();
        [Some(&self.name), self.name_en.as_ref()].into_iter().flatten().any(|name| name.to_lowercase().contains(&part))
    }
}

impl From<&str> for Named {
    fn from(name: &str) -> Self {
        Self::new(name, None)
    }
}

impl PartialEq<str> for Named {
    fn eq(&self, other: &str) -> bool {
        self.name == other
    }
}

impl PartialEq<&str> for Named {
    fn eq(&self, other: &&str) -> bool {
        self.name == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_of_english_see_the_english_name_where_there_is_one() {
        let named = Named::new("南桥精机有限公司", Some("Nanqiao Precision".to_owned()));
        assert_eq!((named.as_str(), named.in_english()), ("南桥精机有限公司", "Nanqiao Precision"));
        for without in [None, Some(String::new())] {
            assert_eq!(Named::new("颜桂香", without).in_english(), "颜桂香");
        }
    }

    #[test]
    fn somebody_without_a_name_is_known_by_the_reference() {
        assert_eq!(Named::or_reference(String::new(), None, Some("T-17".to_owned())), "T-17");
        assert_eq!(Named::or_reference("颜桂香".to_owned(), None, Some("T-17".to_owned())), "颜桂香");
    }

    #[test]
    fn a_part_of_either_name_is_found() {
        let named = Named::new("颜桂香", Some("Yan Guixiang".to_owned()));
        assert!(named.contains("桂") && named.contains("guixiang") && !named.contains("王"));
    }
}
