//! Icons, all from one sprite, so that a page carries a reference of some seventy bytes for each.

use leptos::prelude::*;
use leptos::tachys::html::InertElement;

/// Declares the names together with the markup each stands for: what never changes is written once, as one string.
macro_rules! icons {
    ($($(#[$doc:meta])+ $name:ident $id:literal),+ $(,)?) => {
        /// The name of an icon in the sprite `icons.svg`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName {
            $($(#[$doc])+ $name,)+
        }

        impl IconName {
            /// Every icon, in the order of the sprite.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The icon's id in the sprite.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// The icon's markup, hidden from assistive technology because a word always stands beside it.
            #[must_use]
            pub const fn markup(self) -> &'static str {
                match self {
                    $(Self::$name => concat!(
                        "<svg class=\"icon\" width=\"20\" height=\"20\" aria-hidden=\"true\"><use href=\"/icons.svg#",
                        $id,
                        "\"></use></svg>"
                    ),)+
                }
            }
        }
    };
}

icons! {
    /// The product's own mark.
    Mark "mark",
    /// The start page.
    Home "home",
    /// Several people, the roster.
    People "people",
    /// One person.
    Person "person",
    /// A placement: two arrows, since it goes both ways.
    Placement "placement",
    /// Hours: a clock.
    Hours "hours",
    /// To confirm, or confirmed.
    Check "check",
    /// A college, an enterprise or a base.
    Organisation "organisation",
    /// The members of the community.
    Members "members",
    /// Flows between members.
    Flows "flows",
    /// The audit log.
    Audit "audit",
    /// Progress: a ring.
    Progress "progress",
    /// Leave the session.
    SignOut "sign-out",
    /// Find something.
    Search "search",
    /// Change the language.
    Language "language",
    /// Make something new.
    Add "add",
    /// Something is wrong here.
    Warning "warning",
    /// The rule is met.
    Met "met",
    /// The rule is at risk.
    AtRisk "at-risk",
    /// The rule is not met.
    Short "short",
    /// The judgement is provisional.
    Provisional "provisional",
    /// Sent back with a reason.
    Returned "returned",
    /// Locked against changes.
    Locked "locked",
    /// Waits for somebody.
    Waiting "waiting",
    /// Not yet submitted.
    Draft "draft",
    /// Onwards.
    Next "next",
    /// Back.
    Previous "previous",
    /// Opens a menu.
    Menu "menu",
    /// Bring data in.
    Import "import",
    /// Take data out.
    Export "export",
    /// Posts and needs: a briefcase.
    Opening "opening",
    /// What is not for every day: sliders.
    Manage "manage",
    /// Take away, or stop.
    Close "close",
    /// More of this below.
    More "more",
    /// A date.
    Calendar "calendar",
    /// A grid of cells.
    Map "map",
}

/// An icon of 20 px that takes the colour of the text around it.
#[component]
pub fn Icon(
    /// Which icon.
    name: IconName,
) -> impl IntoView {
    InertElement::new(name.markup())
}

/// The icon as a view, where a component would only add a layer.
pub(crate) fn icon(name: IconName) -> InertElement {
    InertElement::new(name.markup())
}
