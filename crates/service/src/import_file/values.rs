//! The values of our fields that have but a few.

use domain::{
    calendar::{Announcement, StateDayKind},
    catalogue::Catalogue,
    hours::{EntryState, Kind as HoursKind},
    organisation::OrganisationKind,
    person::{Category, DoubleQualifiedLevel, Profile},
    placement::{Direction, Form, Load, State},
};

use crate::mapping::{Target, Values, synonym};

/// Ours for a value of theirs: itself, or another word for it.
pub(super) fn ours(target: &Target, theirs: &str) -> Option<&'static str> {
    choices(target).into_iter().find(|ours| *ours == theirs).or_else(|| synonym::value(target.name, theirs))
}

/// Every value that a field may have, in the order of its enum; none when it may have any.
pub(crate) fn choices(target: &Target) -> Vec<&'static str> {
    let Values::Choice(known) = target.values else { return Vec::new() };
    let mut found: Vec<&'static str> = Vec::new();
    for value in all().filter(|value| known(value)) {
        if !found.contains(&value) {
            found.push(value);
        }
    }
    found
}

/// The values of all enums that a file may fill.
fn all() -> impl Iterator<Item = &'static str> {
    let organisations = OrganisationKind::ALL.iter().map(|value| value.as_str());
    let people = Profile::ALL.iter().map(|value| value.as_str());
    let people = people.chain(Category::ALL.iter().map(|value| value.as_str()));
    let people = people.chain(DoubleQualifiedLevel::ALL.iter().map(|value| value.as_str()));
    let placements = Direction::ALL.iter().map(|value| value.as_str());
    let placements = placements.chain(Form::ALL.iter().map(|value| value.as_str()));
    let placements = placements.chain(Load::ALL.iter().map(|value| value.as_str()));
    let placements = placements.chain(State::ALL.iter().map(|value| value.as_str()));
    let hours = HoursKind::ALL.iter().map(|value| value.as_str());
    let hours = hours.chain(EntryState::ALL.iter().map(|value| value.as_str()));
    let catalogues = Catalogue::ALL.iter().map(|value| value.as_str());
    let holidays = StateDayKind::ALL.iter().map(|value| value.as_str());
    let holidays = holidays.chain(Announcement::ALL.iter().map(|value| value.as_str()));
    organisations.chain(people).chain(placements).chain(hours).chain(catalogues).chain(holidays)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::Kind;

    #[test]
    fn every_field_with_a_closed_list_has_values_to_choose_from() {
        for target in Kind::ALL.iter().flat_map(|kind| kind.targets()) {
            let closed = matches!(target.values, Values::Choice(_));
            assert_eq!(choices(target).len() > 1, closed, "{}", target.name);
        }
    }

    #[test]
    fn a_value_is_known_by_its_own_text_and_by_the_word_for_it() {
        let profile = Kind::People.targets().iter().find(|target| target.name == "profile").unwrap();
        assert_eq!((ours(profile, "teacher"), ours(profile, "教师")), (Some("teacher"), Some("teacher")));
        assert_eq!(ours(profile, "巫师"), None);
    }
}
