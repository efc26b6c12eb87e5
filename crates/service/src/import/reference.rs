//! References that an organisation's own files give to placements. They are kept with a mark of whose they
//! are: two organisations that number alike do not meet, nor learn of one another.

use domain::id::OrganisationId;

/// The reference as it is kept.
pub(crate) fn marked(own: OrganisationId, reference: &str) -> String {
    format!("{}/{reference}", own.0)
}

/// The reference as the organisation's files have it; none when it is not one of its own.
pub(crate) fn unmarked(own: OrganisationId, kept: &str) -> Option<&str> {
    kept.strip_prefix(&own.0.to_string())?.strip_prefix('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_told_to_its_organisation_as_it_gave_it() {
        let kept = marked(OrganisationId(12), "P/1");
        assert_eq!((&*kept, unmarked(OrganisationId(12), &kept)), ("12/P/1", Some("P/1")));
        for other in [OrganisationId(1), OrganisationId(2), OrganisationId(120)] {
            assert_eq!(unmarked(other, &kept), None);
        }
    }
}
