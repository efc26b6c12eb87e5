//! Placing many: each is judged as alone, the named part is drafted as a whole, and nothing otherwise.

use domain::{
    Code, Error, FieldError,
    id::{OpeningId, PersonId, PlacementId},
    person::PersonForm,
    placement::{Deed, PlacementForm, State},
};
use service::{
    Ctx, person,
    placement::{self, CandidateFilter, ManyForm, Refusal},
};

use crate::{
    opening::{from, offered, post},
    world::{
        Org,
        Who::{GraceMiller, LinXiaomei, LiuFang, LuPing, MaJun, SunYu, WangJianguo, YanGuixiang, ZhaoHai},
        World, days, error, now,
    },
};

fn autumn(w: &World) -> ManyForm {
    ManyForm {
        hosting: w.org(Org::Nanqiao).to_string(),
        form: "on_post".to_owned(),
        load: "full_time".to_owned(),
        first_day: "2026-12-01".to_owned(),
        last_day: "2026-12-31".to_owned(),
        planned_hours: "160".to_owned(),
        ..Default::default()
    }
}

/// Teachers of Jianghai, with the college's consent.
async fn teachers(w: &World, count: usize) -> Vec<PersonId> {
    let mut ids = Vec::new();
    for n in 0..count {
        let form = PersonForm {
            name: format!("教师{n:02}"),
            profile: "teacher".to_owned(),
            category: "professional_course".to_owned(),
            department: if n % 2 == 0 { "汽车学院".to_owned() } else { "机电学院".to_owned() },
            first_day: "2020-09-01".to_owned(),
            consent: "on".to_owned(),
            ..Default::default()
        };
        let system = Ctx::system("hiring for a test", now());
        ids.push(person::add_to(&w.db, &system, w.org(Org::Jianghai), &form).await.unwrap());
    }
    ids
}

async fn judged(w: &World, form: &ManyForm, people: &[PersonId]) -> Vec<Option<Refusal>> {
    let verdicts = placement::judge_many(&w.db, &w.ctx(LinXiaomei).await, form, people).await.unwrap();
    assert_eq!(verdicts.iter().map(|verdict| verdict.person).collect::<Vec<_>>(), people, "in the order given");
    verdicts.into_iter().map(|verdict| verdict.refusal).collect()
}

async fn placements(w: &World) -> i64 {
    w.number("SELECT CAST(count(*) AS bigint) FROM placement").await
}

async fn draft(w: &World, form: &ManyForm, people: &[PersonId]) -> service::Result<Vec<PlacementId>> {
    placement::draft_many(&w.db, &w.ctx(LinXiaomei).await, form, people).await
}

#[tokio::test]
async fn of_twenty_teachers_the_three_who_cannot_are_named_with_the_reason_and_the_others_are_drafted() {
    let w = World::new().await;
    let busy = w.submitted(&w.practice()).await;
    let mut people = teachers(&w, 17).await;
    people.insert(3, w.person(LiuFang));
    people.insert(9, w.person(YanGuixiang));
    people.push(w.person(ZhaoHai));
    let before = placements(&w).await;
    let refusals = judged(&w, &autumn(&w), &people).await;
    assert_eq!(placements(&w).await, before, "a check writes nothing");
    assert_eq!(refusals[3], Some(Refusal::Code(Code::ConsentMissing)));
    match &refusals[9] {
        Some(Refusal::Overlap(Some(other))) => {
            assert_eq!((other.placement, other.hosting.as_str()), (busy, "南桥精密机械有限公司"));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(refusals[19], Some(Refusal::Code(Code::NotEmployed)));
    let can: Vec<PersonId> =
        people.iter().zip(&refusals).filter(|(_, refusal)| refusal.is_none()).map(|(id, _)| *id).collect();
    assert_eq!(can.len(), 17);
    let made = draft(&w, &autumn(&w), &can).await.unwrap();
    assert_eq!(placements(&w).await, before + 17);
    for (id, person) in made.iter().zip(&can) {
        let placement = w.placement(*id).await;
        assert_eq!((placement.participant.id, placement.state), (*person, State::Draft));
        assert_eq!((placement.planned_minutes, placement.hosting.id), (9600, w.org(Org::Nanqiao)));
    }
    let lines = w.number("SELECT CAST(count(*) AS bigint) FROM audit_event WHERE action = 'placement.draft'").await;
    assert_eq!(lines, 18, "one line for each, and the one before");
}

#[tokio::test]
async fn when_one_of_them_can_no_longer_be_placed_nobody_is() {
    let w = World::new().await;
    let mut people = teachers(&w, 3).await;
    people.push(w.person(LiuFang));
    let refused = error(draft(&w, &autumn(&w), &people).await);
    let field = format!("person[{}]", w.person(LiuFang));
    assert_eq!(refused, Error::Invalid(vec![FieldError::new(field, Code::ConsentMissing)]));
    assert_eq!(placements(&w).await, 0);
}

#[tokio::test]
async fn the_last_places_go_to_the_first_who_can_be_placed() {
    let w = World::new().await;
    let id = offered(&w, &post(2)).await;
    let people = teachers(&w, 3).await;
    let order = [w.person(LiuFang), people[0], people[1], people[2]];
    let form = ManyForm { opening: id.to_string(), ..autumn(&w) };
    let refusals = judged(&w, &form, &order).await;
    let full = Some(Refusal::Code(Code::OpeningFull));
    assert_eq!(refusals, [Some(Refusal::Code(Code::ConsentMissing)), None, None, full]);
    let made = draft(&w, &form, &order[1..3]).await.unwrap();
    assert!(w.placement(made[0]).await.opening == Some(id));
    let refused = error(draft(&w, &form, &people).await);
    assert!(matches!(&refused, Error::Invalid(fields) if fields.len() == 1), "{refused:?}");
}

#[tokio::test]
async fn what_is_wrong_for_everybody_is_told_once_and_under_its_field() {
    let w = World::new().await;
    let id = offered(&w, &post(2)).await;
    let people = teachers(&w, 1).await;
    let told = async |form: ManyForm| {
        let judged = placement::judge_many(&w.db, &w.ctx(LinXiaomei).await, &form, &people).await;
        (error(judged), error(draft(&w, &form, &people).await))
    };
    let cases = [
        (ManyForm { last_day: "2026-11-30".to_owned(), ..autumn(&w) }, "last_day", Code::EndBeforeStart),
        (ManyForm { hosting: w.org(Org::Yunling).to_string(), ..autumn(&w) }, "hosting", Code::WrongHostKind),
        (
            ManyForm { opening: id.to_string(), last_day: "2027-02-15".to_owned(), ..autumn(&w) },
            "last_day",
            Code::OutsideOpening,
        ),
        (
            ManyForm { opening: id.to_string(), hosting: w.org(Org::Hudson).to_string(), ..autumn(&w) },
            "hosting",
            Code::OtherOpening,
        ),
        (ManyForm { opening: OpeningId(999_999).to_string(), ..autumn(&w) }, "opening", Code::NotFound),
    ];
    for (form, field, code) in cases {
        let (checked, drafted) = told(form).await;
        assert_eq!(checked, Error::field(field, code));
        assert_eq!(drafted, Error::field(field, code));
    }
    let nobody = placement::judge_many(&w.db, &w.ctx(LinXiaomei).await, &autumn(&w), &[]).await;
    assert_eq!(error(nobody), Error::field("people", Code::Required));
    for who in [YanGuixiang, LuPing, SunYu] {
        let refused = placement::draft_many(&w.db, &w.ctx(who).await, &autumn(&w), &people).await;
        assert_eq!(error(refused), Error::Forbidden, "{who:?}");
    }
    let foreign = ManyForm { hosting: w.org(Org::Jianghai).to_string(), ..autumn(&w) };
    let refused = placement::draft_many(&w.db, &w.ctx(GraceMiller).await, &foreign, &people).await;
    let field = format!("person[{}]", people[0]);
    assert_eq!(error(refused), Error::Invalid(vec![FieldError::new(field, Code::NotEmployed)]));
}

#[tokio::test]
async fn they_are_submitted_at_once_when_that_is_asked() {
    let w = World::new().await;
    let id = offered(&w, &post(5)).await;
    let people = teachers(&w, 4).await;
    let form = ManyForm { opening: id.to_string(), submit: "true".to_owned(), ..autumn(&w) };
    for id in draft(&w, &form, &people).await.unwrap() {
        assert_eq!(w.state(id).await, State::Submitted);
    }
    let view = service::opening::read(&w.db, &w.ctx(WangJianguo).await, id).await.unwrap();
    assert_eq!((view.opening.free(), view.placed.len()), (1, 4));
    assert!(matches!(judged(&w, &form, &people).await[0], Some(Refusal::Overlap(Some(_)))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_that_fill_the_same_opening_at_once_one_is_placed_whole_and_the_other_not_at_all() {
    let w = World::new().await;
    let id = offered(&w, &post(3)).await;
    let people = teachers(&w, 4).await;
    let form = ManyForm { opening: id.to_string(), submit: "true".to_owned(), ..autumn(&w) };
    let ctx = w.ctx(LinXiaomei).await;
    let place = |people: Vec<PersonId>| {
        let (db, ctx, form) = (w.db.clone(), ctx.clone(), form.clone());
        tokio::spawn(async move { placement::draft_many(&db, &ctx, &form, &people).await })
    };
    // The second names the first's people backwards, so that each could wait for the other.
    let (one, other) = (place(people[..2].to_vec()), place(people.iter().rev().copied().take(2).collect()));
    let results = [one.await.unwrap(), other.await.unwrap()];
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    assert_eq!(placements(&w).await, 2);
}

#[tokio::test]
async fn drafts_are_submitted_all_or_none_with_the_reason_of_each() {
    let w = World::new().await;
    let people = teachers(&w, 3).await;
    let made = draft(&w, &autumn(&w), &people).await.unwrap();
    let lin = w.ctx(LinXiaomei).await;
    let all: Vec<(PlacementId, i32)> = made.iter().map(|id| (*id, 1)).collect();
    w.sql(&format!("UPDATE employment SET consent = false WHERE person_id = {}", people[1])).await;
    let mut stale = all.clone();
    stale[2].1 = 7;
    let refused = error(placement::submit_many(&w.db, &lin, &stale).await);
    let field = |n: usize| format!("placement[{}]", made[n]);
    let expected =
        vec![FieldError::new(field(1), Code::ConsentMissing), FieldError::new(field(2), Code::ChangedMeanwhile)];
    assert_eq!(refused, Error::Invalid(expected));
    for id in &made {
        assert_eq!(w.state(*id).await, State::Draft);
    }
    w.sql(&format!("UPDATE employment SET consent = true WHERE person_id = {}", people[1])).await;
    assert_eq!(placement::submit_many(&w.db, &lin, &all).await.unwrap(), 3);
    for id in &made {
        assert_eq!(w.state(*id).await, State::Submitted);
    }
    assert_eq!(error(placement::submit_many(&w.db, &lin, &[]).await), Error::field("placement", Code::Required));
    let foreign = placement::submit_many(&w.db, &w.ctx(GraceMiller).await, &all).await;
    assert_eq!(error(foreign), Error::NotFound);
}

#[tokio::test]
async fn two_drafts_of_one_person_on_the_same_days_are_not_submitted_together() {
    let w = World::new().await;
    let one = w.drafted(&w.practice()).await;
    let other = w.drafted(&w.practice()).await;
    let refused = error(placement::submit_many(&w.db, &w.ctx(LinXiaomei).await, &[(one, 1), (other, 1)]).await);
    assert_eq!(refused, Error::field(format!("placement[{other}]"), Code::Overlap));
    assert_eq!((w.state(one).await, w.state(other).await), (State::Draft, State::Draft));
}

#[tokio::test]
async fn more_drafts_than_places_are_not_submitted_together() {
    let w = World::new().await;
    let id = offered(&w, &post(1)).await;
    let one = w.drafted(&from(&w, id)).await;
    let other = w.drafted(&PlacementForm { participant: w.person(MaJun).to_string(), ..from(&w, id) }).await;
    let refused = error(placement::submit_many(&w.db, &w.ctx(LinXiaomei).await, &[(one, 1), (other, 1)]).await);
    assert_eq!(refused, Error::field(format!("placement[{other}]"), Code::OpeningFull));
    w.act(LinXiaomei, other, Deed::Submit).await.unwrap();
}

#[tokio::test]
async fn the_people_to_tick_are_ones_own_with_what_takes_their_days() {
    let w = World::new().await;
    let busy = w.submitted(&w.practice()).await;
    teachers(&w, 4).await;
    let lin = w.ctx(LinXiaomei).await;
    let all = placement::candidates(&w.db, &lin, &CandidateFilter::default(), Some(days("2026-12-01", "2026-12-31")))
        .await
        .unwrap();
    assert_eq!((all.people.len(), all.found), (8, 8), "the teachers of the college, and nobody else");
    let yan = all.people.iter().find(|one| one.person.id == w.person(YanGuixiang)).unwrap();
    assert_eq!(yan.busy[0].placement, busy);
    assert!(all.people.iter().filter(|one| !one.busy.is_empty()).count() == 1);
    assert_eq!(all.departments.len(), 2);
    let filter = CandidateFilter { department: all.departments[0].clone(), q: "教师".to_owned() };
    let some = placement::candidates(&w.db, &lin, &filter, None).await.unwrap();
    assert_eq!(some.people.len(), 2);
    assert!(some.people.iter().all(|one| one.busy.is_empty()));
    let refused = placement::candidates(&w.db, &w.ctx(SunYu).await, &CandidateFilter::default(), None).await;
    assert_eq!(error(refused), Error::Forbidden);
}
