//! What goes on at present beside the story: placements in every state, with what waits for whom.

use domain::placement::{Form, Load, Side, State};

use super::super::tables::{Event, Stay};

use Event::{Asked, Backlog, Night, Proposed, Returned, SentBack, Unsubmitted};
use Form::{OnPost, Teaching, Training};
use Side::{Hosting, Sending};
use State::{Active, Approved, Draft, Submitted};

/// Senders and hosts, how it goes, and the week of the start and how many weeks. Each sender sends one person.
struct Scene {
    from: &'static [&'static str],
    to: &'static str,
    form: Form,
    state: State,
    start: i64,
    weeks: i64,
    by: Side,
    event: Option<Event>,
    opening: Option<usize>,
    mentor: bool,
}

const fn scene(
    from: &'static [&'static str],
    to: &'static str,
    form: Form,
    state: State,
    (start, weeks): (i64, i64),
    by: Side,
    event: Option<Event>,
) -> Scene {
    Scene { from, to, form, state, start, weeks, by, event, opening: None, mentor: true }
}

const fn opened(scene: Scene, opening: usize) -> Scene {
    Scene { opening: Some(opening), ..scene }
}

const fn alone(scene: Scene) -> Scene {
    Scene { mentor: false, ..scene }
}

const SCENES: &[Scene] = &[
    // At the enterprise of the story: weeks that wait, differences to the plan, returned and missing hours.
    scene(&["HY", "JL", "C1"], "XL", OnPost, Active, (-4, 12), Sending, Some(Backlog)),
    scene(&["YC", "C2"], "XL", OnPost, Active, (-3, 10), Sending, None),
    scene(&["HY", "C3"], "XL", OnPost, Active, (-3, 8), Hosting, Some(Unsubmitted)),
    scene(&["C4"], "XL", OnPost, Active, (-3, 12), Sending, Some(Returned)),
    alone(scene(&["HY", "C5"], "XL", OnPost, Active, (-2, 10), Sending, Some(Backlog))),
    scene(&["HY", "C6"], "XL", Training, Active, (-4, 4), Sending, None),
    scene(&["C1", "JL"], "XL", OnPost, Approved, (-1, 10), Sending, None),
    scene(&["C2", "YC", "C7"], "XL", OnPost, Submitted, (4, 8), Sending, None),
    scene(&["C8", "HY"], "XL", Training, Submitted, (6, 4), Hosting, None),
    scene(&["HY", "C9"], "XL", OnPost, Active, (-3, 6), Sending, Some(Asked)),
    scene(&["C1"], "XL", OnPost, Active, (-3, 8), Sending, Some(Proposed)),
    scene(&["JL"], "XL", OnPost, Draft, (7, 8), Hosting, Some(SentBack)),
    opened(scene(&["HY", "JL", "C3"], "XL", OnPost, Approved, (3, 8), Sending, None), 0),
    opened(scene(&["C4", "DL"], "XL", OnPost, Submitted, (5, 6), Sending, None), 1),
    // At the college of the story, in both directions.
    scene(&["QY", "E01", "E02"], "HY", Teaching, Active, (-4, 16), Sending, Some(Backlog)),
    alone(scene(&["E03"], "HY", Teaching, Active, (-3, 14), Hosting, Some(Unsubmitted))),
    scene(&["YL"], "HY", Teaching, Approved, (0, 14), Sending, None),
    scene(&["E04", "HF"], "HY", Teaching, Submitted, (5, 14), Sending, None),
    opened(scene(&["E05"], "HY", Teaching, Approved, (4, 14), Sending, None), 2),
    scene(&["HY"], "E01", OnPost, Draft, (6, 8), Sending, Some(SentBack)),
    scene(&["HY", "HY"], "E02", OnPost, Submitted, (5, 8), Hosting, None),
    scene(&["HY"], "E06", OnPost, Active, (-3, 10), Sending, Some(Proposed)),
    scene(&["HY"], "SL", Training, Active, (-2, 4), Sending, None),
    // Of the engineers of the story's enterprise.
    scene(&["XL"], "C1", Teaching, Active, (-4, 16), Sending, Some(Backlog)),
    scene(&["XL"], "JL", Teaching, Active, (-3, 16), Hosting, Some(Proposed)),
    scene(&["XL"], "C2", Teaching, Submitted, (4, 16), Hosting, None),
    scene(&["XL"], "YC", Teaching, Draft, (5, 14), Sending, Some(SentBack)),
    // Among the others.
    scene(&["C1", "C2", "C5"], "E01", OnPost, Active, (-3, 10), Sending, None),
    scene(&["C3", "C6"], "E04", OnPost, Active, (-2, 8), Sending, Some(Night)),
    scene(&["C4", "JL"], "QY", OnPost, Active, (-3, 8), Hosting, Some(Backlog)),
    scene(&["C7", "C8"], "E07", OnPost, Active, (-2, 12), Sending, None),
    scene(&["C9"], "E08", OnPost, Approved, (1, 8), Sending, None),
    scene(&["DL", "YC"], "B1", Training, Active, (-2, 4), Sending, None),
    scene(&["C5"], "B2", Training, Approved, (2, 4), Sending, None),
    scene(&["E06"], "C4", Teaching, Active, (-3, 16), Sending, None),
    scene(&["E08"], "C7", Teaching, Active, (-2, 12), Hosting, None),
    scene(&["E09"], "C6", Teaching, Submitted, (4, 14), Sending, None),
    scene(&["C6", "C8"], "E10", OnPost, Submitted, (5, 8), Sending, None),
    opened(scene(&["C2", "C9"], "E02", OnPost, Approved, (4, 8), Sending, None), 3),
];

/// A placement without its people: the sender's key comes first.
pub(super) fn stays() -> impl Iterator<Item = (&'static str, bool, Stay)> {
    SCENES.iter().flat_map(|scene| {
        scene.from.iter().map(move |from| {
            let teaching = scene.form == Teaching;
            let stay = Stay {
                person: String::new(),
                host: scene.to.to_owned(),
                mentor: String::new(),
                form: scene.form,
                load: if teaching { Load::PartTime } else { Load::FullTime },
                start: scene.start,
                weeks: scene.weeks,
                drafted_by: scene.by,
                state: scene.state,
                event: scene.event,
                reason: reason(scene.event).to_owned(),
                opening: scene.opening,
            };
            (*from, scene.mentor, stay)
        })
    })
}

const fn reason(event: Option<Event>) -> &'static str {
    match event {
        Some(SentBack) => "请补充实践目标和每周安排后再提交",
        Some(Proposed) => "产线调试推迟，建议延长四周",
        Some(Asked) => "学院期末考务安排，希望延长四周",
        Some(Returned) => "当天您参加了半天学院会议，请按实际时长填写",
        _ => "",
    }
}
