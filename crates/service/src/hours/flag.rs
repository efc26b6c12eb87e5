//! What a confirmer should look at: over midnight, overlapping another host.

use domain::{
    Code,
    hours::{HourEntry, overlap},
};

/// Marks an entry; `others` is what its participant did elsewhere around that day.
pub(super) fn mark<'a>(entry: &mut HourEntry, others: impl IntoIterator<Item = &'a HourEntry>) {
    let Some(span) = entry.span else { return };
    if span.1 > 1440 {
        entry.flags.push(Code::OverMidnight);
    }
    let clash = |other: &HourEntry| other.span.is_some_and(|theirs| overlap((entry.day, span), (other.day, theirs)));
    if others.into_iter().any(clash) {
        entry.flags.push(Code::OverlapsOtherHost);
    }
}
