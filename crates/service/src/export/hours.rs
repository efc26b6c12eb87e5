//! Hours as a table, a batch of placements at a time: there may be millions of entries.

use std::collections::{HashMap, HashSet};

use domain::{hours::EntryState, placement::Placement};

use super::{
    optional,
    placements::{placement_sheet, shown},
};
use crate::{
    Ctx, Db, Result,
    guard::{self, Visible},
    mapping::{Kind, Mapping, Record},
    store::{
        self,
        export::{HourRow, PlacementLine},
        hours::midnight,
    },
    tabular::{Cell, Sheet},
};

/// How many placements are read at once.
const PLACEMENTS_AT_ONCE: usize = 100;

const COLUMNS: [&str; 17] = [
    "placement",
    "person_reference",
    "staff_number",
    "person",
    "sending",
    "hosting",
    "day",
    "minutes",
    "from",
    "to",
    "kind",
    "course",
    "section",
    "note",
    "state",
    "confirmed_by",
    "confirmed_on",
];

/// The names of the columns.
pub(super) fn columns() -> Vec<String> {
    COLUMNS.iter().map(|&name| name.to_owned()).collect()
}

/// The hours of the placements that the actor may see.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn hours(db: &Db, ctx: &Ctx) -> Result<Sheet> {
    let lists = HourLists::load(db, ctx).await?;
    let mut rows = Vec::new();
    for at in 0..lists.batches() {
        rows.extend(lists.batch(db, at).await?);
    }
    Ok(Sheet::new(&COLUMNS, rows))
}

/// The placements whose hours are written, and what the rows of each begin with.
pub(super) struct HourLists {
    visible: Visible<Placement>,
    ids: Vec<i64>,
    heads: HashMap<i64, Head>,
}

/// What is the same in all rows of a placement.
struct Head {
    cells: Vec<Cell>,
    /// The zone of the host.
    zone: String,
}

impl HourLists {
    pub(super) async fn load(db: &Db, ctx: &Ctx) -> Result<Self> {
        let visible = guard::visible_placements(ctx)?;
        let lines = store::export::placements(db.reader(), &visible, false).await?;
        let numbers = store::export::staff_numbers(db.reader(), &visible).await?;
        let number = |line: &PlacementLine| numbers.get(&(line.placement.person_id, line.placement.sending_id));
        let alike = alike(&lines);
        let unclear: Vec<PlacementLine> = lines
            .iter()
            .filter(|line| {
                let nameless = line.person_reference.is_none() && number(line).is_none();
                line.placement.import_key.is_none() && (nameless || alike.contains(&line.placement.id))
            })
            .cloned()
            .collect();
        let ids: Vec<i64> = unclear.iter().map(|line| line.placement.id).collect();
        let sheet = placement_sheet(db.reader(), &visible, unclear).await?;
        let records = Mapping::identity(Kind::Placements).apply(&sheet).unwrap_or_default();
        let mut keys: HashMap<i64, String> = ids.into_iter().zip(records.iter().map(Record::key)).collect();
        let ids = lines.iter().map(|line| line.placement.id).collect();
        let heads = lines.into_iter().map(|line| {
            let number = number(&line).cloned();
            let key = line.placement.import_key.map(|key| shown(&visible, key));
            let cells = vec![
                optional(key.or_else(|| keys.remove(&line.placement.id))),
                optional(line.person_reference),
                optional(number),
                Cell::text(line.person),
                Cell::text(line.sending),
                Cell::text(line.hosting),
            ];
            (line.placement.id, Head { cells, zone: line.zone })
        });
        let heads = heads.collect();
        Ok(Self { visible, ids, heads })
    }

    /// In how many batches the rows come.
    pub(super) fn batches(&self) -> usize {
        self.ids.len().div_ceil(PLACEMENTS_AT_ONCE)
    }

    /// The rows of one batch.
    pub(super) async fn batch(&self, db: &Db, at: usize) -> Result<Vec<Vec<Cell>>> {
        let Some(ids) = self.ids.chunks(PLACEMENTS_AT_ONCE).nth(at) else { return Ok(Vec::new()) };
        let entries = store::export::hours(db.reader(), &self.visible, ids).await?;
        Ok(entries.into_iter().filter_map(|entry| Some(row(self.heads.get(&entry.placement_id)?, entry))).collect())
    }
}

/// Placements that day, person and sides do not tell apart.
fn alike(lines: &[PlacementLine]) -> HashSet<i64> {
    let mut between: HashMap<(i64, i64, i64), Vec<&PlacementLine>> = HashMap::new();
    for line in lines {
        let placement = &line.placement;
        between.entry((placement.person_id, placement.sending_id, placement.hosting_id)).or_default().push(line);
    }
    let mut alike = HashSet::new();
    for mut lines in between.into_values() {
        lines.sort_by_key(|line| line.placement.first_day);
        let mut last: Option<&PlacementLine> = None;
        for line in lines {
            if let Some(before) = last.filter(|before| line.placement.first_day <= before.placement.last_day) {
                alike.extend([before.placement.id, line.placement.id]);
            }
            if last.is_none_or(|last| last.placement.last_day < line.placement.last_day) {
                last = Some(line);
            }
        }
    }
    alike
}

fn row(head: &Head, entry: HourRow) -> Vec<Cell> {
    let midnight = midnight(entry.day);
    let span = entry.from_minute.zip(entry.to_minute).map(|(from, to)| (from - midnight, to - midnight));
    let mut cells = head.cells.clone();
    let is_confirmed = entry.state == EntryState::Confirmed.as_str();
    let by = entry.decided_by.filter(|_| is_confirmed);
    let at = entry.decided_at.filter(|_| is_confirmed);
    cells.extend([
        Cell::Date(entry.day),
        Cell::Number(f64::from(entry.minutes)),
        span.map_or(Cell::Empty, |(from, _)| clock(from)),
        span.map_or(Cell::Empty, |(from, to)| end(from, to)),
        Cell::text(entry.kind),
        optional(entry.course),
        optional(entry.section),
        optional(entry.note),
        Cell::text(entry.state),
        // What a file confirmed without a name is signed by nobody.
        by.as_deref().and_then(|by| by.split(" <").next()).filter(|by| *by != "import").map_or(Cell::Empty, Cell::text),
        at.map_or(Cell::Empty, |at| Cell::Date(day_in(&head.zone, at))),
    ]);
    cells
}

/// A time of day.
fn clock(minute: i64) -> Cell {
    let minute = minute.rem_euclid(1440);
    Cell::text(format!("{:02}:{:02}", minute / 60, minute % 60))
}

/// The end of a span. That it lies on the next day follows from its being earlier; where it is the time of the
/// start, it must be said.
fn end(from: i64, to: i64) -> Cell {
    if to - from < 1440 {
        return clock(to);
    }
    match clock(to) {
        Cell::Text(time) => Cell::Text(format!("次日{time}")),
        other => other,
    }
}

fn day_in(zone: &str, at: chrono::DateTime<chrono::Utc>) -> chrono::NaiveDate {
    zone.parse::<chrono_tz::Tz>().map_or_else(|_| at.date_naive(), |zone| at.with_timezone(&zone).date_naive())
}
