//! One test's world: its database, its people and the day on which it is Monday 2026-11-23, ten o'clock in
//! the morning in Shanghai; with the steps that many tests take.

use std::{
    fmt::Debug,
    sync::atomic::{AtomicU32, Ordering},
};

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use domain::{
    Error,
    hours::{EntryForm, EntryState, HourEntry},
    id::{HourEntryId, OrganisationId, PersonId, PlacementId},
    placement::{Deed, Placement, PlacementForm, State},
};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use service::{
    Ctx, Db, Result, hours,
    placement::{self, DeedForm},
    token,
};
use tokio::sync::OnceCell;

pub use crate::people::{Org, PASSWORD, Who, email};
use crate::{
    database::{self, Database},
    people::{
        Settled,
        Who::{ChenLi, GraceMiller, HeZhiqiang, LinXiaomei, QianShen, WangJianguo, YanGuixiang, ZhaoHai, ZhouMin},
    },
};

/// The instant of the tests.
pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 2, 0, 0).unwrap()
}

/// A day written `2026-11-23`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// From a day to a day, inclusive.
pub fn days(first: &str, last: &str) -> (NaiveDate, NaiveDate) {
    (day(first), day(last))
}

/// One test's database with everybody in it.
pub struct World {
    pub db: Db,
    pub now: DateTime<Utc>,
    settled: &'static Settled,
    requests: AtomicU32,
    raw: OnceCell<DatabaseConnection>,
    // Last, so that the connections are gone when it is dropped.
    database: Database,
}

/// From where the requests of the tests come.
pub const ORIGIN: &str = "203.0.113.7";

impl World {
    pub async fn new() -> Self {
        let (database, settled) = database::fresh().await;
        let db = Db::open(&database.url).await.unwrap();
        Self { db, now: now(), settled, requests: AtomicU32::new(0), raw: OnceCell::new(), database }
    }

    pub fn org(&self, org: Org) -> OrganisationId {
        self.settled.organisations[&org]
    }

    pub fn person(&self, who: Who) -> PersonId {
        self.settled.people[&who]
    }

    /// A visitor's request, with a number of its own.
    pub fn visitor(&self) -> Ctx {
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        Ctx::nobody(self.now, format!("request-{number}"), ORIGIN)
    }

    /// A request of somebody.
    pub async fn ctx(&self, who: Who) -> Ctx {
        self.try_ctx(who).await.unwrap()
    }

    /// A request of somebody who may have no access any more.
    pub async fn try_ctx(&self, who: Who) -> Result<Ctx> {
        let secret = &self.settled.tokens[&who];
        Ok(token::resolve(&self.db, self.visitor(), secret).await?.0)
    }

    /// A connection past the use cases.
    async fn raw(&self) -> &DatabaseConnection {
        self.raw.get_or_init(|| database::open(&self.database.url)).await
    }

    /// Does something to the database that no use case does; answers what the database says to it.
    pub async fn try_sql(&self, sql: &str) -> std::result::Result<(), String> {
        let done = self.raw().await.execute_unprepared(sql).await;
        done.map(|_| ()).map_err(|error| error.to_string())
    }

    pub async fn sql(&self, sql: &str) {
        self.try_sql(sql).await.unwrap();
    }

    /// The first number that a question answers.
    pub async fn number(&self, sql: &str) -> i64 {
        database::number(self.raw().await, sql).await.unwrap()
    }

    /// Yan Guixiang practises at Nanqiao in the autumn, with Chen Li as mentor.
    pub fn practice(&self) -> PlacementForm {
        PlacementForm {
            direction: "enterprise_practice".to_owned(),
            participant: self.person(YanGuixiang).to_string(),
            sending: self.org(Org::Jianghai).to_string(),
            hosting: self.org(Org::Nanqiao).to_string(),
            mentor: self.person(ChenLi).to_string(),
            form: "on_post".to_owned(),
            load: "full_time".to_owned(),
            first_day: "2026-09-07".to_owned(),
            last_day: "2027-01-29".to_owned(),
            planned_hours: "320".to_owned(),
            ..Default::default()
        }
    }

    /// Zhao Hai teaches at Jianghai in the autumn, with He Zhiqiang as mentor.
    pub fn secondment(&self) -> PlacementForm {
        PlacementForm {
            direction: "teaching_secondment".to_owned(),
            participant: self.person(ZhaoHai).to_string(),
            sending: self.org(Org::Nanqiao).to_string(),
            hosting: self.org(Org::Jianghai).to_string(),
            mentor: self.person(HeZhiqiang).to_string(),
            form: "teaching".to_owned(),
            load: "part_time".to_owned(),
            first_day: "2026-09-01".to_owned(),
            last_day: "2027-01-15".to_owned(),
            planned_hours: "120".to_owned(),
            ..Default::default()
        }
    }

    /// The officer of an organisation.
    fn officer(&self, id: &str) -> Who {
        let officers = [
            (Org::Jianghai, LinXiaomei),
            (Org::Yunling, ZhouMin),
            (Org::Nanqiao, WangJianguo),
            (Org::Hudson, GraceMiller),
        ];
        officers.into_iter().find(|(org, _)| self.org(*org).to_string() == id).unwrap().1
    }

    pub async fn draft(&self, who: Who, form: &PlacementForm) -> Result<PlacementId> {
        placement::draft(&self.db, &self.ctx(who).await, form).await
    }

    /// A draft of the sending side.
    pub async fn drafted(&self, form: &PlacementForm) -> PlacementId {
        self.draft(self.officer(&form.sending), form).await.unwrap()
    }

    pub async fn submitted(&self, form: &PlacementForm) -> PlacementId {
        let id = self.drafted(form).await;
        self.act(self.officer(&form.sending), id, Deed::Submit).await.unwrap();
        id
    }

    pub async fn approved(&self, form: &PlacementForm) -> PlacementId {
        let id = self.submitted(form).await;
        self.act(self.officer(&form.hosting), id, Deed::Approve).await.unwrap();
        id
    }

    pub async fn active(&self, form: &PlacementForm) -> PlacementId {
        let id = self.approved(form).await;
        self.act(self.officer(&form.hosting), id, Deed::Start).await.unwrap();
        id
    }

    /// Does a deed that needs nothing but, perhaps, a reason.
    pub async fn act(&self, who: Who, id: PlacementId, deed: Deed) -> Result<()> {
        let reason = if deed.needs_reason() { "人员调整".to_owned() } else { String::new() };
        self.act_with(who, id, deed, DeedForm { reason, ..Default::default() }).await
    }

    /// Does a deed to the placement as it stands now.
    pub async fn act_with(&self, who: Who, id: PlacementId, deed: Deed, form: DeedForm) -> Result<()> {
        let version = self.number(&format!("SELECT CAST(version AS bigint) FROM placement WHERE id = {id}")).await;
        let version = i32::try_from(version).unwrap();
        placement::act(&self.db, &self.ctx(who).await, id, deed, &form, version).await
    }

    /// Proposes other days.
    pub async fn propose(&self, who: Who, id: PlacementId, first_day: &str, last_day: &str) -> Result<()> {
        let (first_day, last_day) = (first_day.to_owned(), last_day.to_owned());
        let form = DeedForm { first_day, last_day, ..Default::default() };
        self.act_with(who, id, Deed::ProposeDates, form).await
    }

    /// The placement as the auditor of the community sees it, who sees all.
    pub async fn placement(&self, id: PlacementId) -> Placement {
        placement::read(&self.db, &self.ctx(QianShen).await, id).await.unwrap().placement
    }

    pub async fn state(&self, id: PlacementId) -> State {
        self.placement(id).await.state
    }

    /// Logs time as the kind that is usual in the placement's direction.
    pub async fn log(&self, who: Who, id: PlacementId, day: &str, time: &str) -> Result<HourEntryId> {
        let kind = if who == ZhaoHai { "class_hours" } else { "on_post" };
        self.log_form(who, id, &entry(day, time, kind)).await
    }

    pub async fn log_form(&self, who: Who, id: PlacementId, form: &EntryForm) -> Result<HourEntryId> {
        hours::log(&self.db, &self.ctx(who).await, id, form).await
    }

    pub async fn submit(&self, who: Who, id: PlacementId, days: (NaiveDate, NaiveDate)) -> Result<usize> {
        hours::submit(&self.db, &self.ctx(who).await, id, days).await
    }

    pub async fn withdraw(&self, who: Who, id: PlacementId, days: (NaiveDate, NaiveDate)) -> Result<usize> {
        hours::withdraw(&self.db, &self.ctx(who).await, id, days).await
    }

    pub async fn confirm(&self, who: Who, id: PlacementId, days: (NaiveDate, NaiveDate)) -> Result<usize> {
        hours::confirm(&self.db, &self.ctx(who).await, id, days, &[]).await
    }

    pub async fn send_back(
        &self,
        who: Who,
        id: PlacementId,
        days: (NaiveDate, NaiveDate),
        only: &[HourEntryId],
    ) -> Result<usize> {
        hours::send_back(&self.db, &self.ctx(who).await, id, days, only, "与考勤不符").await
    }

    pub async fn unlock(
        &self,
        who: Who,
        id: PlacementId,
        days: (NaiveDate, NaiveDate),
        only: &[HourEntryId],
    ) -> Result<usize> {
        hours::unlock(&self.db, &self.ctx(who).await, id, days, only, "录入错误").await
    }

    /// All entries of a placement, by day.
    pub async fn entries(&self, id: PlacementId) -> Vec<HourEntry> {
        let all = days("2020-01-01", "2030-12-31");
        hours::read(&self.db, &self.ctx(QianShen).await, id, all).await.unwrap().entries
    }

    pub async fn entry(&self, placement: PlacementId, id: HourEntryId) -> HourEntry {
        self.entries(placement).await.into_iter().find(|entry| entry.id == id).unwrap()
    }

    pub async fn entry_states(&self, id: PlacementId) -> Vec<EntryState> {
        self.entries(id).await.into_iter().map(|entry| entry.state).collect()
    }

    /// The sum of the ledger and the sum of what is confirmed, in minutes; they must never differ.
    pub async fn ledger_and_confirmed(&self, id: PlacementId) -> (i64, i64) {
        let sum = "SELECT CAST(COALESCE(SUM(minutes), 0) AS bigint) FROM";
        let ledger = self.number(&format!("{sum} hour_ledger WHERE placement_id = {id}")).await;
        let confirmed =
            self.number(&format!("{sum} hour_entry WHERE placement_id = {id} AND state = 'confirmed'")).await;
        (ledger, confirmed)
    }
}

/// What is typed to log one entry.
pub fn entry(day: &str, time: &str, kind: &str) -> EntryForm {
    EntryForm { day: day.to_owned(), time: time.to_owned(), kind: kind.to_owned(), ..Default::default() }
}

/// The error of a use case that must fail; its cause when it failed inside.
pub fn error<T: Debug>(result: Result<T>) -> Error {
    let failure = result.expect_err("must be refused");
    if let Error::Internal(_) = failure.error() {
        panic!("failed inside: {:?}", failure.cause());
    }
    failure.error().clone()
}
