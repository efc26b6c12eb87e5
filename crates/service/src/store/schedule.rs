//! Schedules of placements.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    calendar::{Cycle, Shift as CycleShift},
    id::{OrganisationId, PlacementId},
    schedule::{Block, Rhythm, Schedule, Shift, Special, SpecialDay},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    entity::{
        placement, placement_block as block, placement_cycle as cycle, placement_cycle_shift as cycle_shift,
        placement_day_off as off, placement_schedule as schedule, placement_shift as shift,
        placement_special_day as special_day,
    },
    failure::Result,
    guard::{Allowed, DecidePlacement},
};

/// How many rows go into one statement: databases bound the number of its values.
const ROWS: usize = 500;

/// The schedule of a placement, if it has one.
pub(crate) async fn find(conn: &impl ConnectionTrait, id: PlacementId) -> Result<Option<Schedule>> {
    Ok(of_many(conn, &[id]).await?.remove(&id))
}

/// The schedules of those of `ids` that have one.
pub(crate) async fn of_many(
    conn: &impl ConnectionTrait,
    ids: &[PlacementId],
) -> Result<HashMap<PlacementId, Schedule>> {
    let mut known = HashMap::new();
    for ids in ids.chunks(ROWS) {
        let rows = schedule::Entity::find().filter(schedule::Column::PlacementId.is_in(numbers(ids)));
        known.extend(rows.all(conn).await?.into_iter().map(from_row));
    }
    let mut ids: Vec<PlacementId> = known.keys().copied().collect();
    ids.sort_unstable();
    for ids in ids.chunks(ROWS) {
        add_blocks(conn, ids, &mut known).await?;
        add_cycles(conn, ids, &mut known).await?;
        add_days(conn, ids, &mut known).await?;
    }
    Ok(known)
}

/// The hosts of placements.
pub(crate) async fn hosts(
    conn: &impl ConnectionTrait,
    ids: &[PlacementId],
) -> Result<Vec<(PlacementId, OrganisationId)>> {
    let mut known = Vec::new();
    for ids in ids.chunks(ROWS) {
        let rows: Vec<(i64, i64)> = placement::Entity::find()
            .select_only()
            .columns([placement::Column::Id, placement::Column::HostingId])
            .filter(placement::Column::Id.is_in(numbers(ids)))
            .into_tuple()
            .all(conn)
            .await?;
        known.extend(rows.into_iter().map(|(id, host)| (PlacementId(id), OrganisationId(host))));
    }
    Ok(known)
}

fn numbers(ids: &[PlacementId]) -> impl Iterator<Item = i64> + '_ {
    ids.iter().map(|id| id.0)
}

async fn add_blocks(
    conn: &impl ConnectionTrait,
    ids: &[PlacementId],
    known: &mut HashMap<PlacementId, Schedule>,
) -> Result<()> {
    let blocks = block::Entity::find()
        .filter(block::Column::PlacementId.is_in(numbers(ids)))
        .order_by_asc(block::Column::Number)
        .all(conn)
        .await?;
    let mut week: HashMap<(i64, i32), [Shift; 7]> = HashMap::new();
    for row in shift::Entity::find().filter(shift::Column::PlacementId.is_in(numbers(ids))).all(conn).await? {
        let week = week.entry((row.placement_id, row.number)).or_default();
        let place = usize::try_from(row.weekday - 1).ok();
        if let Some(shift) = place.and_then(|place| week.get_mut(place)) {
            *shift = Shift { start: row.start, minutes: row.minutes };
        }
    }
    for row in blocks {
        if let Some(schedule) = known.get_mut(&PlacementId(row.placement_id)) {
            schedule.blocks.push(Block {
                first_day: row.first_day,
                last_day: row.last_day,
                rhythm: Rhythm { every: row.every, turn: row.turn },
                week: week.remove(&(row.placement_id, row.number)).unwrap_or_default(),
            });
        }
    }
    Ok(())
}

async fn add_cycles(
    conn: &impl ConnectionTrait,
    ids: &[PlacementId],
    known: &mut HashMap<PlacementId, Schedule>,
) -> Result<()> {
    let cycles = cycle::Entity::find().filter(cycle::Column::PlacementId.is_in(numbers(ids))).all(conn).await?;
    if cycles.is_empty() {
        return Ok(());
    }
    let shifts = cycle_shift::Entity::find()
        .filter(cycle_shift::Column::PlacementId.is_in(cycles.iter().map(|row| row.placement_id)))
        .order_by_asc(cycle_shift::Column::CycleDay)
        .order_by_asc(cycle_shift::Column::Start)
        .all(conn)
        .await?;
    for row in cycles {
        let own = shifts.iter().filter(|shift| shift.placement_id == row.placement_id);
        let shift =
            |it: &cycle_shift::Model| CycleShift { cycle_day: it.cycle_day, start: it.start, minutes: it.minutes };
        if let Some(schedule) = known.get_mut(&PlacementId(row.placement_id)) {
            let (cycle_days, anchor) = (row.cycle_days, row.anchor);
            schedule.cycle = Some(Cycle { cycle_days, anchor, shifts: own.map(shift).collect() });
        }
    }
    Ok(())
}

async fn save_cycle(conn: &impl ConnectionTrait, placement_id: i64, new: &Cycle) -> Result<()> {
    let row = cycle::ActiveModel {
        placement_id: Set(placement_id),
        cycle_days: Set(new.cycle_days),
        anchor: Set(new.anchor),
    };
    cycle::Entity::insert(row).exec_without_returning(conn).await?;
    let rows = new.shifts.iter().map(|it| cycle_shift::ActiveModel {
        placement_id: Set(placement_id),
        cycle_day: Set(it.cycle_day),
        start: Set(it.start),
        minutes: Set(it.minutes),
    });
    cycle_shift::Entity::insert_many(rows).exec_without_returning(conn).await?;
    Ok(())
}

async fn add_days(
    conn: &impl ConnectionTrait,
    ids: &[PlacementId],
    known: &mut HashMap<PlacementId, Schedule>,
) -> Result<()> {
    let days: Vec<(i64, NaiveDate)> = off::Entity::find()
        .select_only()
        .columns([off::Column::PlacementId, off::Column::Day])
        .filter(off::Column::PlacementId.is_in(numbers(ids)))
        .order_by_asc(off::Column::Day)
        .into_tuple()
        .all(conn)
        .await?;
    for (id, day) in days {
        if let Some(schedule) = known.get_mut(&PlacementId(id)) {
            schedule.days_off.push(day);
        }
    }
    let special = special_day::Entity::find()
        .filter(special_day::Column::PlacementId.is_in(numbers(ids)))
        .order_by_asc(special_day::Column::Day)
        .all(conn)
        .await?;
    for row in special {
        let shift = Shift { start: row.start, minutes: row.minutes.unwrap_or_default() };
        let how = row.runs_as.map_or(Special::Works(shift), Special::RunsAs);
        if let Some(schedule) = known.get_mut(&PlacementId(row.placement_id)) {
            schedule.special.push(SpecialDay { day: row.day, how });
        }
    }
    Ok(())
}

fn from_row(row: schedule::Model) -> (PlacementId, Schedule) {
    let schedule = Schedule {
        first_day: row.first_day,
        last_day: row.last_day,
        week_one: row.week_one,
        keeps_calendar: row.keeps_calendar,
        blocks: Vec::new(),
        cycle: None,
        days_off: Vec::new(),
        special: Vec::new(),
    };
    (PlacementId(row.placement_id), schedule)
}

/// Takes the schedule of a placement away.
pub(crate) async fn remove(conn: &impl ConnectionTrait, allowed: &Allowed<DecidePlacement>) -> Result<()> {
    let id = allowed.id.0;
    off::Entity::delete_many().filter(off::Column::PlacementId.eq(id)).exec(conn).await?;
    special_day::Entity::delete_many().filter(special_day::Column::PlacementId.eq(id)).exec(conn).await?;
    cycle_shift::Entity::delete_many().filter(cycle_shift::Column::PlacementId.eq(id)).exec(conn).await?;
    cycle::Entity::delete_many().filter(cycle::Column::PlacementId.eq(id)).exec(conn).await?;
    shift::Entity::delete_many().filter(shift::Column::PlacementId.eq(id)).exec(conn).await?;
    block::Entity::delete_many().filter(block::Column::PlacementId.eq(id)).exec(conn).await?;
    schedule::Entity::delete_many().filter(schedule::Column::PlacementId.eq(id)).exec(conn).await?;
    Ok(())
}

/// Stores the schedule of a placement in place of the one it has.
pub(crate) async fn save(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<DecidePlacement>,
    new: &Schedule,
) -> Result<()> {
    remove(conn, allowed).await?;
    let placement_id = allowed.id.0;
    let row = schedule::ActiveModel {
        placement_id: Set(placement_id),
        first_day: Set(new.first_day),
        last_day: Set(new.last_day),
        week_one: Set(new.week_one),
        keeps_calendar: Set(new.keeps_calendar),
    };
    schedule::Entity::insert(row).exec_without_returning(conn).await?;
    for (number, it) in (1..).zip(&new.blocks) {
        let row = block::ActiveModel {
            placement_id: Set(placement_id),
            number: Set(number),
            first_day: Set(it.first_day),
            last_day: Set(it.last_day),
            every: Set(it.rhythm.every),
            turn: Set(it.rhythm.turn),
        };
        block::Entity::insert(row).exec_without_returning(conn).await?;
        let shifts = (1..).zip(it.week).filter(|(_, shift)| shift.minutes > 0);
        let rows: Vec<_> = shifts
            .map(|(weekday, it)| shift::ActiveModel {
                placement_id: Set(placement_id),
                number: Set(number),
                weekday: Set(weekday),
                start: Set(it.start),
                minutes: Set(it.minutes),
            })
            .collect();
        if !rows.is_empty() {
            shift::Entity::insert_many(rows).exec_without_returning(conn).await?;
        }
    }
    if let Some(cycle) = &new.cycle {
        save_cycle(conn, placement_id, cycle).await?;
    }
    for days in new.days_off.chunks(ROWS) {
        let rows = days.iter().map(|day| off::ActiveModel { placement_id: Set(placement_id), day: Set(*day) });
        off::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    for days in new.special.chunks(ROWS) {
        let rows = days.iter().map(|it| {
            let (shift, runs_as) = match it.how {
                Special::Works(shift) => (Some(shift), None),
                Special::RunsAs(other) => (None, Some(other)),
            };
            special_day::ActiveModel {
                placement_id: Set(placement_id),
                day: Set(it.day),
                start: Set(shift.and_then(|shift| shift.start)),
                minutes: Set(shift.map(|shift| shift.minutes)),
                runs_as: Set(runs_as),
            }
        });
        special_day::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    Ok(())
}
