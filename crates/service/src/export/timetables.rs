//! Course sections as a table.

use domain::timetable::write_meetings;

use super::optional;
use crate::{
    Ctx, Db, Result, guard, store,
    tabular::{Cell, Sheet},
};

/// The course sections of the college that the actor acts for, or of all.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn timetables(db: &Db, ctx: &Ctx) -> Result<Sheet> {
    let visible = guard::visible_timetables(ctx)?;
    let columns = [
        "organisation",
        "term",
        "code",
        "course_code",
        "course",
        "classes",
        "teachers",
        "staff_numbers",
        "meetings",
        "rooms",
    ];
    let rows = store::export::timetables(db.reader(), &visible).await?.into_iter().map(|line| {
        let names: Vec<&str> = line.teachers.iter().map(|(name, _)| name.as_str()).collect();
        // Somebody without a number is known by name, and then the others are too.
        let numbers: Option<Vec<&str>> = line.teachers.iter().map(|(_, number)| number.as_deref()).collect();
        let rooms: Option<Vec<&str>> = line.meetings.iter().map(|(_, room)| room.as_deref()).collect();
        let meetings: Vec<_> = line.meetings.iter().map(|(meeting, _)| *meeting).collect();
        vec![
            Cell::text(line.organisation),
            Cell::text(line.term),
            Cell::text(line.section.code),
            optional(line.section.course_code),
            Cell::text(line.section.course),
            optional(line.section.classes),
            Cell::text(names.join("|")),
            Cell::text(numbers.unwrap_or_default().join("|")),
            Cell::text(write_meetings(&meetings)),
            Cell::text(rooms.unwrap_or_default().join("|")),
        ]
    });
    Ok(Sheet::new(&columns, rows.collect()))
}
