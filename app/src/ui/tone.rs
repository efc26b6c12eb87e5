//! What a colour says. The colour never says it alone: an icon and a word stand with it.

use super::icon::IconName;

/// The meaning behind a colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// A plain fact.
    #[default]
    Neutral,
    /// Reached, confirmed, in order.
    Met,
    /// Still possible, but time runs short.
    AtRisk,
    /// Missed, refused or wrong.
    Short,
    /// Holds until something is confirmed.
    Provisional,
    /// What the reader should look at first.
    Accent,
    /// Over, or of no consequence here.
    Muted,
}

impl Tone {
    /// The value of `data-tone`, by which the style sheet finds the colour.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Met => "met",
            Self::AtRisk => "at-risk",
            Self::Short => "short",
            Self::Provisional => "provisional",
            Self::Accent => "accent",
            Self::Muted => "muted",
        }
    }

    /// The icon that says the same as the colour, for the tones that judge.
    #[must_use]
    pub const fn icon(self) -> Option<IconName> {
        match self {
            Self::Met => Some(IconName::Met),
            Self::AtRisk => Some(IconName::AtRisk),
            Self::Short => Some(IconName::Short),
            Self::Provisional => Some(IconName::Provisional),
            Self::Neutral | Self::Accent | Self::Muted => None,
        }
    }
}
