//! Whether one population surely contains another.

use super::surely_within;
use crate::policy::{subject::Population, window::Length};

/// The fields by which a child's population may leave out somebody whom its parent's holds; none when everybody
/// in the parent's is surely in the child's.
pub(super) fn narrower_fields(parent: &Population, child: &Population) -> Vec<String> {
    let mut fields = Vec::new();
    let mut field = |name: &str, wide_enough: bool| {
        if !wide_enough {
            fields.push(name.to_owned());
        }
    };
    field("profiles", superset(&parent.profiles, &child.profiles));
    field("categories", superset(&parent.categories, &child.categories));
    field("double_qualified", dropped_or_same(parent.double_qualified, child.double_qualified));
    field("levels", superset(&parent.levels, &child.levels));
    field("enterprise_experience", dropped_or_same(parent.enterprise_experience, child.enterprise_experience));
    field("hired_since", dropped_or(parent.hired_since, child.hired_since, |parent, child| child <= parent));
    field(
        "full_time_percent_at_least",
        dropped_or(parent.full_time_percent_at_least, child.full_time_percent_at_least, |parent, child| {
            child <= parent
        }),
    );
    field(
        "full_time_percent_below",
        dropped_or(parent.full_time_percent_below, child.full_time_percent_below, |parent, child| child >= parent),
    );
    field("qualifications", superset(&parent.qualifications, &child.qualifications));
    field(
        "service_years_at_least",
        dropped_or(parent.service_years_at_least, child.service_years_at_least, |parent, child| child <= parent),
    );
    field("licensed", dropped_or_same(parent.licensed, child.licensed));
    let shorter = |parent: Length, child: Length| surely_within(child, parent);
    field("lapsed_at_least", dropped_or(parent.lapsed_at_least, child.lapsed_at_least, shorter));
    // Whom the child leaves out, the parent must leave out too.
    match (parent.except.as_deref(), child.except.as_deref()) {
        (_, None) => {}
        (None, Some(_)) => field("except", false),
        (Some(parent), Some(child)) => {
            for inner in narrower_fields(child, parent) {
                field(&format!("except.{inner}"), false);
            }
        }
    }
    fields
}

/// A list of whom a rule binds: an empty one binds everybody.
fn superset<T: PartialEq>(parent: &[T], child: &[T]) -> bool {
    child.is_empty() || (!parent.is_empty() && parent.iter().all(|it| child.contains(it)))
}

fn dropped_or_same<T: PartialEq>(parent: Option<T>, child: Option<T>) -> bool {
    child.is_none() || parent == child
}

/// A condition that the child does not set, or sets no more narrowly than the parent.
fn dropped_or<T>(parent: Option<T>, child: Option<T>, wider: impl Fn(T, T) -> bool) -> bool {
    match (parent, child) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(parent), Some(child)) => wider(parent, child),
    }
}
