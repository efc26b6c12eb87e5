//! Importing placements by the columns of our own export: days, states, overlaps, and placements that a
//! later file changes.

use domain::{Code, id::PlacementId, placement::State};
use service::{
    import::Options,
    mapping::{Kind, Mapping},
    report::ImportReport,
};

use crate::{
    import::{SKIP, counts, rejections, run},
    world::{Who, World},
};

/// Imports with the columns of our own export.
async fn ours(world: &World, text: &str) -> ImportReport {
    run(world, &Mapping::identity(Kind::Placements), text, Options::default()).await
}

const OURS: &str = "reference,direction,person,sending,hosting,form,load,first_day,last_day,planned_hours,state\n";

fn practice(rest: &str) -> String {
    format!("enterprise_practice,严桂香,江海职业技术学院,南桥精密机械有限公司,on_post,{rest}")
}

#[tokio::test]
async fn days_are_judged_row_by_row() {
    let world = World::new().await;
    let rows: String = [
        ",full_time,2024-02-30,2024-03-01,,",
        ",full_time,2024-03-02,2024-03-01,,",
        ",full_time,2024-03-02,2064-03-01,,",
        ",full_time,,2024-03-01,,",
    ]
    .iter()
    .map(|rest| format!(",{}\n", practice(&rest[1..])))
    .collect();
    let report = ours(&world, &format!("{OURS}{rows}")).await;
    let expected = [
        (2, "first_day", Code::BadDate),
        (3, "last_day", Code::EndBeforeStart),
        (4, "last_day", Code::OutOfRange),
        (5, "first_day", Code::Required),
    ];
    assert_eq!(rejections(&report), expected);
}

#[tokio::test]
async fn the_state_follows_from_the_days_unless_the_file_says_it() {
    let world = World::new().await;
    let rows = [
        practice("full_time,2024-03-04,2024-04-30,40,"),
        practice("full_time,2026-11-01,2026-11-30,,"),
        practice("full_time,2027-03-01,2027-04-30,,"),
        practice("full_time,2025-03-01,2025-04-30,,terminated"),
    ];
    let rows: String = rows.iter().map(|row| format!(",{row}\n")).collect();
    assert_eq!(ours(&world, &format!("{OURS}{rows}")).await.imported, 4);
    for (state, first_day, minutes) in [
        (State::Completed, "2024-03-04", 2400),
        (State::Active, "2026-11-01", 0),
        (State::Approved, "2027-03-01", 0),
        (State::Terminated, "2025-03-01", 0),
    ] {
        let found = format!(
            "SELECT COUNT(*) FROM placement WHERE state = '{state}' AND first_day = '{first_day}' AND planned_minutes = {minutes}"
        );
        assert_eq!(world.number(&found).await, 1, "{state}");
    }
}

#[tokio::test]
async fn two_full_time_placements_of_one_person_cannot_share_a_day() {
    let world = World::new().await;
    world.active(&world.practice()).await;
    let rows = [
        practice("full_time,2027-01-29,2027-03-01,,"),
        practice("full_time,2024-03-04,2024-04-30,,"),
        practice("full_time,2024-04-30,2024-05-30,,"),
        practice("part_time,2024-04-29,2024-05-30,,"),
        practice("unknown,2024-04-28,2024-05-30,,"),
    ];
    let rows: String = rows.iter().map(|row| format!(",{row}\n")).collect();
    let report = run(&world, &Mapping::identity(Kind::Placements), &format!("{OURS}{rows}"), SKIP).await;
    assert_eq!(counts(&report), [3, 0, 0, 0]);
    assert_eq!(rejections(&report), [(2, "first_day", Code::Overlap), (4, "first_day", Code::Overlap)]);
    // Once for each of the two that went in before.
    let warned: Vec<u32> = report.warnings.iter().map(|warning| warning.row).collect();
    assert_eq!(warned, [6, 6]);
}

#[tokio::test]
async fn a_placement_known_by_its_reference_is_changed_and_never_becomes_another_ones() {
    let world = World::new().await;
    let row = |reference: &str, row: String| format!("{OURS}{reference},{row}\n");
    let first = row("SJ-1", practice("full_time,2024-03-04,2024-04-30,40,"));
    assert_eq!(counts(&ours(&world, &first).await), [1, 0, 0, 0]);
    assert_eq!(counts(&ours(&world, &first).await), [0, 0, 1, 0]);
    let longer = row("SJ-1", practice("full_time,2024-03-04,2024-05-31,,"));
    assert_eq!(counts(&ours(&world, &longer).await), [0, 1, 0, 0]);
    let found =
        "SELECT COUNT(*) FROM placement WHERE last_day = '2024-05-31' AND planned_minutes = 2400 AND version = 2";
    assert_eq!(world.number(found).await, 1);
    let other = row("SJ-1", practice("full_time,2024-03-04,2024-05-31,,").replace("严桂香", "何志强"));
    assert_eq!(rejections(&ours(&world, &other).await), [(2, "reference", Code::Duplicate)]);
    let twice = format!("{longer}SJ-1,{}\n", practice("full_time,2024-03-04,2024-06-30,,"));
    assert_eq!(rejections(&ours(&world, &twice).await), [(3, "reference", Code::Duplicate)]);
}

#[tokio::test]
async fn a_name_that_nobody_or_more_than_one_has_is_refused() {
    let world = World::new().await;
    let text = format!("{OURS},{}\n", practice("full_time,2024-03-04,2024-04-30,,"));
    let stranger = text.replace("严桂香", "无此人");
    assert_eq!(rejections(&ours(&world, &stranger).await), [(2, "person", Code::UnknownPerson)]);
    let other = "UPDATE person SET name = '严桂香' WHERE name = '何志强'";
    world.sql(other).await;
    assert_eq!(rejections(&ours(&world, &text).await), [(2, "person", Code::Ambiguous)]);
    let nobody = text.replace("严桂香", "");
    assert_eq!(rejections(&ours(&world, &nobody).await), [(2, "person", Code::Required)]);
}

#[tokio::test]
async fn hours_that_were_logged_stay_inside_a_placement_that_a_file_changes() {
    let world = World::new().await;
    let row = |last_day: &str| format!("{OURS}SJ-2,{}\n", practice(&format!("full_time,2026-11-01,{last_day},,")));
    assert_eq!(ours(&world, &row("2026-12-31")).await.imported, 1);
    let id = PlacementId(world.number("SELECT id FROM placement").await);
    world.log(Who::YanGuixiang, id, "2026-11-20", "8").await.unwrap();
    let report = ours(&world, &row("2026-11-19")).await;
    assert_eq!(rejections(&report), [(2, "last_day", Code::OutsidePlacement)]);
    assert_eq!(counts(&ours(&world, &row("2026-11-20")).await), [0, 1, 0, 0]);
}
