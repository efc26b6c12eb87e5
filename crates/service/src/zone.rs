//! Time zones by their IANA names, as the part of their clocks that a plan needs.

use chrono::{DateTime, Days, NaiveDate, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use domain::session::Offsets;

/// How the clocks of a zone stand on the days `first..=last` and around them; those of UTC when the zone is not known.
#[must_use]
pub(crate) fn offsets(zone: &str, first: NaiveDate, last: NaiveDate) -> Offsets {
    let Ok(zone) = zone.parse::<Tz>() else { return Offsets::fixed(0) };
    let at = |minute: i64| -> i32 {
        let instant = DateTime::<Utc>::from_timestamp(minute * 60, 0).unwrap_or_default();
        zone.offset_from_utc_datetime(&instant.naive_utc()).fix().local_minus_utc() / 60
    };
    let midnight = |day: NaiveDate| (day - NaiveDate::default()).num_days() * 1440;
    let from = midnight(first.checked_sub_days(Days::new(2)).unwrap_or(first));
    let to = midnight(last.checked_add_days(Days::new(3)).unwrap_or(last));
    let mut known = at(from);
    let mut offsets = Offsets::fixed(known);
    let mut minute = from;
    while minute < to {
        let next = minute + 1440;
        let after = at(next);
        if after != known {
            // Clocks change at most once within a day: halve until the minute is found.
            let (mut before, mut changed) = (minute, next);
            while changed - before > 1 {
                let middle = before + (changed - before) / 2;
                if at(middle) == known { before = middle } else { changed = middle }
            }
            offsets.changes.push((changed, after));
            known = after;
        }
        minute = next;
    }
    offsets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clocks_of_europe_change_twice_a_year_and_those_of_china_never() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let of = |zone| offsets(zone, day("2026-01-01"), day("2026-12-31"));
        assert_eq!(of("Asia/Shanghai"), Offsets::fixed(480));
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap().timestamp() / 60;
        let changes = vec![(at("2026-03-29T01:00:00Z"), 120), (at("2026-10-25T01:00:00Z"), 60)];
        assert_eq!(of("Europe/Berlin"), Offsets { first: 60, changes });
        assert_eq!(of("Mars/Olympus"), Offsets::fixed(0));
    }
}
