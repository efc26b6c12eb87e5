//! Every sentence that people read, in both languages side by side: a text that lacks one of them does
//! not compile. Chinese first, as its readers come first.
//!
//! What islands say is compiled for the browser as well, the rest for the server alone.

#[cfg(feature = "ssr")]
mod account;
#[cfg(feature = "ssr")]
mod api;
#[cfg(feature = "ssr")]
mod audit;
#[cfg(feature = "ssr")]
mod board;
mod board_live;
#[cfg(feature = "ssr")]
mod calendar;
#[cfg(feature = "ssr")]
mod circumstance;
#[cfg(feature = "ssr")]
mod code;
#[cfg(feature = "ssr")]
mod conflict;
#[cfg(feature = "ssr")]
mod consent;
#[cfg(feature = "ssr")]
mod credential;
#[cfg(feature = "ssr")]
mod feed;
#[cfg(feature = "ssr")]
mod flows;
#[cfg(feature = "ssr")]
mod forecast;
#[cfg(feature = "ssr")]
mod home;
#[cfg(feature = "ssr")]
mod hours;
#[cfg(feature = "ssr")]
mod import;
#[cfg(feature = "ssr")]
mod import_field;
#[cfg(feature = "ssr")]
mod import_notes;
#[cfg(feature = "ssr")]
mod import_page;
#[cfg(feature = "ssr")]
mod import_result;
#[cfg(feature = "ssr")]
mod indicator;
#[cfg(feature = "ssr")]
mod manage;
#[cfg(feature = "ssr")]
mod name;
#[cfg(feature = "ssr")]
mod opening;
#[cfg(feature = "ssr")]
mod organisation;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod person;
#[cfg(feature = "ssr")]
mod placement;
mod policy;
#[cfg(feature = "ssr")]
mod progress;
#[cfg(feature = "ssr")]
mod progress_map;
#[cfg(feature = "ssr")]
mod queue;
#[cfg(feature = "ssr")]
mod record;
#[cfg(feature = "ssr")]
mod reporting;
#[cfg(feature = "ssr")]
mod rule_format;
#[cfg(feature = "ssr")]
mod rule_pack;
#[cfg(feature = "ssr")]
mod rule_term;
#[cfg(feature = "ssr")]
mod rule_test;
#[cfg(feature = "ssr")]
mod schedule;
#[cfg(feature = "ssr")]
mod search;
#[cfg(feature = "ssr")]
mod spelled;
#[cfg(feature = "ssr")]
mod timetable;
mod trial;
mod value;
#[cfg(feature = "ssr")]
mod what_if;
#[cfg(feature = "ssr")]
mod why;
#[cfg(feature = "ssr")]
mod window;

#[cfg(feature = "ssr")]
pub use import_notes::import_notes;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// 简体中文.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The tag for `lang` attributes and cookies.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of a tag or of an `Accept-Language` header: Chinese unless English comes first.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let first =
            text.split([',', ';']).map(str::trim).find(|part| part.starts_with("zh") || part.starts_with("en"))?;
        Some(if first.starts_with("en") { Self::En } else { Self::Zh })
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// The sentences of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    lang: Lang,
}

impl Words {
    /// The sentences of `lang`.
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The language.
    #[must_use]
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// One of two texts, by language.
    #[must_use]
    pub const fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// A number with its noun in English: `1 day`, `1.5 days`, `0 days`.
fn counted(number: &str, one: &str, many: &str) -> String {
    format!("{number} {}", if number == "1" { one } else { many })
}

/// Declares texts: `name => "中文", "English";`, with arguments `name(count: i64) => "{count} 人", "{count} people";`.
macro_rules! words {
    () => {};
    ($name:ident => $zh:literal, $en:literal; $($rest:tt)*) => {
        impl $crate::words::Words {
            #[doc = $zh]
            #[must_use]
            pub const fn $name(self) -> &'static str {
                self.pick($zh, $en)
            }
        }
        words! { $($rest)* }
    };
    ($name:ident($($argument:ident: $type:ty),+) => $zh:literal, $en:literal; $($rest:tt)*) => {
        impl $crate::words::Words {
            #[doc = $zh]
            #[must_use]
            pub fn $name(self, $($argument: $type),+) -> String {
                match self.lang() {
                    $crate::words::Lang::Zh => format!($zh),
                    $crate::words::Lang::En => format!($en),
                }
            }
        }
        words! { $($rest)* }
    };
}
use words;
