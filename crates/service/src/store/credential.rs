//! The register of credentials.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Error,
    catalogue::CredentialType,
    conflict::Lapse,
    credential::{Credential, Lapsing, NewCredential, RegisterLine, Standing, lapses_on, soon},
    error::Conflict,
    id::{CredentialId, PersonId},
    list::{PAGE_SIZE, Page},
    name::Named,
    placement::PersonRef,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationTrait, Select,
    sea_query::{Expr, NullOrdering, Order},
};

use crate::{
    entity::{credential, credential_type, employment, person},
    failure::Result,
    guard::{Allowed, Deed, EditCredentials, ReadCredentials, ReadPlacement, Scope, VerifyCredentials, Visible},
    store::signer::{Signers, signers},
};

/// How many people one question is about: databases limit the values of a statement.
const PEOPLE: usize = 500;

/// The catalogue of credential types, by name.
pub(crate) async fn types(conn: &impl ConnectionTrait) -> Result<Vec<CredentialType>> {
    let rows = credential_type::Entity::find().order_by_asc(credential_type::Column::Name).all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| CredentialType {
            code: row.code,
            name: row.name,
            name_en: row.name_en,
            valid_months: row.valid_months,
            review_months: row.review_months,
        })
        .collect())
}

#[derive(FromQueryResult)]
struct CredentialRow {
    #[sea_orm(nested)]
    credential: credential::Model,
    type_name: String,
    type_name_en: Option<String>,
    holder: String,
    holder_en: Option<String>,
    reference: Option<String>,
}

fn select() -> Select<credential::Entity> {
    credential::Entity::find()
        .column_as(credential_type::Column::Name, "type_name")
        .column_as(credential_type::Column::NameEn, "type_name_en")
        .column_as(person::Column::Name, "holder")
        .column_as(person::Column::NameEn, "holder_en")
        .column_as(person::Column::Reference, "reference")
        .join(JoinType::InnerJoin, credential::Relation::CredentialType.def())
        .join(JoinType::InnerJoin, credential::Relation::Person.def())
}

/// What lapses first comes first; what never lapses comes last.
fn by_lapse(select: Select<credential::Entity>) -> Select<credential::Entity> {
    select
        .order_by_with_nulls(credential::Column::LapsesOn, Order::Asc, NullOrdering::Last)
        .order_by_asc(credential::Column::Id)
}

/// Lines with the names of who verified them in both languages.
async fn lines(conn: &impl ConnectionTrait, rows: Vec<CredentialRow>) -> Result<Vec<RegisterLine>> {
    let known = signers(conn, rows.iter().filter_map(|row| row.credential.verified_by.as_deref())).await?;
    Ok(rows.into_iter().map(|row| line(row, &known)).collect())
}

fn line(row: CredentialRow, known: &Signers) -> RegisterLine {
    let stored = row.credential;
    let holder = PersonRef {
        id: PersonId(stored.person_id),
        label: Named::or_reference(row.holder, row.holder_en, row.reference),
    };
    let credential = Credential {
        id: CredentialId(stored.id),
        person: holder.id,
        type_code: stored.type_code,
        type_name: Named::new(row.type_name, row.type_name_en),
        number: stored.number,
        issuer: stored.issuer,
        issued_on: stored.issued_on,
        expires_on: stored.expires_on,
        review_on: stored.review_on,
        verified_by: stored.verified_by.map(|by| known.named(&by)),
        verified_at: stored.verified_at,
        version: stored.version,
    };
    RegisterLine { holder, credential }
}

/// One credential.
pub(crate) async fn find(conn: &impl ConnectionTrait, id: CredentialId) -> Result<Option<Credential>> {
    let row = select().filter(credential::Column::Id.eq(id.0)).into_model::<CredentialRow>().one(conn).await?;
    Ok(row.map(|row| line(row, &Signers::default()).credential))
}

/// All credentials of a person, what lapses first at the top.
pub(crate) async fn of_person(
    conn: &impl ConnectionTrait,
    person: &Allowed<ReadCredentials>,
) -> Result<Vec<Credential>> {
    let of_person = select().filter(credential::Column::PersonId.eq(person.id.0));
    let rows = by_lapse(of_person).into_model::<CredentialRow>().all(conn).await?;
    Ok(lines(conn, rows).await?.into_iter().map(|line| line.credential).collect())
}

/// What a register is narrowed to.
#[derive(Clone, Debug)]
pub(crate) struct RegisterQuery {
    pub(crate) standing: Option<Standing>,
    pub(crate) type_code: Option<String>,
    pub(crate) verified: Option<bool>,
    pub(crate) q: String,
    /// The day as of which people are employed and credentials stand.
    pub(crate) on: NaiveDate,
    /// Behind this last day and identifier.
    pub(crate) after: Option<(Option<NaiveDate>, i64)>,
}

/// One page of the credentials of the people in sight, what lapses first at the top.
pub(crate) async fn register(
    conn: &impl ConnectionTrait,
    visible: &Visible<Credential>,
    query: &RegisterQuery,
) -> Result<Page<RegisterLine>> {
    use credential::Column as C;
    let mut found = select().filter(held_in(visible, query.on)).filter(standing(query.standing, query.on));
    if let Some(code) = &query.type_code {
        found = found.filter(C::TypeCode.eq(code.as_str()));
    }
    if let Some(verified) = query.verified {
        found = found.filter(if verified { C::VerifiedBy.is_not_null() } else { C::VerifiedBy.is_null() });
    }
    if !query.q.is_empty() {
        let pattern = super::person::like(&query.q);
        found = found.filter(
            Condition::any()
                .add(Expr::col((person::Entity, person::Column::Name)).like(pattern.clone()))
                .add(Expr::col((person::Entity, person::Column::NameEn)).like(pattern.clone()))
                .add(C::Number.like(pattern)),
        );
    }
    if let Some((day, id)) = query.after {
        found = found.filter(match day {
            Some(day) => Condition::any()
                .add(C::LapsesOn.gt(day))
                .add(C::LapsesOn.is_null())
                .add(C::LapsesOn.eq(day).and(C::Id.gt(id))),
            None => Condition::all().add(C::LapsesOn.is_null()).add(C::Id.gt(id)),
        });
    }
    let rows = by_lapse(found).limit(PAGE_SIZE + 1).into_model::<CredentialRow>().all(conn).await?;
    let day = |line: &RegisterLine| line.credential.lapses_on().map(|day| day.to_string()).unwrap_or_default();
    Ok(Page::cut(lines(conn, rows).await?, |line: &RegisterLine| format!("{}~{}", day(line), line.credential.id)))
}

/// How many credentials of the people in sight stand so on a day.
pub(crate) async fn count(
    conn: &impl ConnectionTrait,
    visible: &Visible<Credential>,
    wanted: Standing,
    on: NaiveDate,
) -> Result<u64> {
    use sea_orm::PaginatorTrait;
    let found = credential::Entity::find().filter(held_in(visible, on)).filter(standing(Some(wanted), on));
    Ok(found.count(conn).await?)
}

/// The holder is employed, on a day, where the actor looks after people.
pub(super) fn held_in(visible: &Visible<Credential>, on: NaiveDate) -> Condition {
    let employed = |id: i64| {
        employment::Entity::find()
            .select_only()
            .column(employment::Column::PersonId)
            .filter(employment::Column::OrganisationId.eq(id))
            .filter(employment::Column::LastDay.is_null().or(employment::Column::LastDay.gte(on)))
            .into_query()
    };
    match visible.scope() {
        Scope::Community => Condition::all(),
        Scope::Organisation(id) => Condition::all().add(credential::Column::PersonId.in_subquery(employed(id.0))),
        Scope::Person(id) | Scope::Mentor(id) => Condition::all().add(credential::Column::PersonId.eq(id.0)),
    }
}

fn standing(wanted: Option<Standing>, on: NaiveDate) -> Condition {
    use credential::Column as C;
    match wanted {
        None => Condition::all(),
        Some(Standing::Lapsed) => Condition::all().add(C::LapsesOn.lt(on)),
        Some(Standing::LapsesSoon) => Condition::all().add(C::LapsesOn.between(on, soon(on))),
        Some(Standing::Valid) => Condition::any().add(C::LapsesOn.is_null()).add(C::LapsesOn.gt(soon(on))),
    }
}

/// The credentials of the participant that lapse inside the placement, or have lapsed before it: by type the
/// one that lasts longest, since a renewed one replaces the old.
pub(crate) async fn lapsing_inside(
    conn: &impl ConnectionTrait,
    placement: &Allowed<ReadPlacement>,
) -> Result<Vec<Lapsing>> {
    let rows = select()
        .filter(credential::Column::PersonId.eq(placement.participant.id.0))
        .into_model::<CredentialRow>()
        .all(conn)
        .await?;
    let known = Signers::default();
    Ok(lapsing(rows.into_iter().map(|row| line(row, &known).credential), placement.last_day))
}

/// The credentials of people that lapse before `last_day`, as [`lapsing_inside`] tells them. No type is a gate yet:
/// which task needs which permit is not recorded.
pub(crate) async fn lapses_before(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    last_day: NaiveDate,
) -> Result<HashMap<PersonId, Vec<Lapse>>> {
    let mut held: HashMap<PersonId, Vec<Credential>> = HashMap::new();
    for part in people.chunks(PEOPLE) {
        let rows = select()
            .filter(credential::Column::PersonId.is_in(part.iter().map(|id| id.0)))
            .into_model::<CredentialRow>()
            .all(conn)
            .await?;
        for row in rows {
            let found = line(row, &Signers::default()).credential;
            held.entry(found.person).or_default().push(found);
        }
    }
    let lapse = |it: Lapsing| Lapse { name: it.type_name, last_day: it.lapses_on, is_gate: false };
    let of_person = |held: Vec<Credential>| lapsing(held.into_iter(), last_day).into_iter().map(lapse).collect();
    Ok(held.into_iter().map(|(person, held)| (person, of_person(held))).collect())
}

fn lapsing(credentials: impl Iterator<Item = Credential>, last_day: NaiveDate) -> Vec<Lapsing> {
    let mut longest = BTreeMap::<String, (Named, Option<NaiveDate>)>::new();
    for credential in credentials {
        let day = credential.lapses_on();
        let known = longest.entry(credential.type_code).or_insert((credential.type_name, day));
        if known.1.is_some_and(|known| day.is_none_or(|day| day > known)) {
            known.1 = day;
        }
    }
    let mut found: Vec<Lapsing> = longest
        .into_values()
        .filter_map(|(type_name, day)| day.map(|lapses_on| Lapsing { type_name, lapses_on }))
        .filter(|lapsing| lapsing.lapses_on < last_day)
        .collect();
    found.sort_by_key(|lapsing| lapsing.lapses_on);
    found
}

/// Stores a credential.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    person: &Allowed<EditCredentials>,
    new: &NewCredential,
    now: DateTime<Utc>,
) -> Result<CredentialId> {
    let row =
        credential::ActiveModel { person_id: Set(person.id.0), version: Set(1), created_at: Set(now), ..columns(new) };
    Ok(CredentialId(credential::Entity::insert(row).exec(conn).await?.last_insert_id))
}

fn columns(new: &NewCredential) -> credential::ActiveModel {
    credential::ActiveModel {
        type_code: Set(new.type_code.clone()),
        number: Set(new.number.clone()),
        issuer: Set(new.issuer.clone()),
        issued_on: Set(new.issued_on),
        expires_on: Set(new.expires_on),
        review_on: Set(new.review_on),
        lapses_on: Set(lapses_on(new.expires_on, new.review_on)),
        ..Default::default()
    }
}

/// Changes a credential that still has `version`; what was verified was the former text, so that it is verified
/// no longer.
pub(crate) async fn update(
    conn: &impl ConnectionTrait,
    person: &Allowed<EditCredentials>,
    id: CredentialId,
    new: &NewCredential,
    version: i32,
) -> Result<()> {
    let row = credential::ActiveModel { verified_by: Set(None), verified_at: Set(None), ..columns(new) };
    change(conn, person, id, row, version).await
}

/// Notes who saw the original, and when; or takes it back.
pub(crate) async fn verify(
    conn: &impl ConnectionTrait,
    person: &Allowed<VerifyCredentials>,
    id: CredentialId,
    by: Option<(String, DateTime<Utc>)>,
    version: i32,
) -> Result<()> {
    let (name, at) = by.unzip();
    let row = credential::ActiveModel { verified_by: Set(name), verified_at: Set(at), ..Default::default() };
    change(conn, person, id, row, version).await
}

async fn change<D: Deed<Noun = domain::person::Person>>(
    conn: &impl ConnectionTrait,
    person: &Allowed<D>,
    id: CredentialId,
    row: credential::ActiveModel,
    version: i32,
) -> Result<()> {
    let changed = credential::Entity::update_many()
        .set(credential::ActiveModel { version: Set(version.saturating_add(1)), ..row })
        .filter(credential::Column::Id.eq(id.0))
        .filter(credential::Column::PersonId.eq(person.id.0))
        .filter(credential::Column::Version.eq(version))
        .exec(conn)
        .await?;
    if changed.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}

/// Removes a credential that still has `version`.
pub(crate) async fn delete(
    conn: &impl ConnectionTrait,
    person: &Allowed<EditCredentials>,
    id: CredentialId,
    version: i32,
) -> Result<()> {
    let gone = credential::Entity::delete_many()
        .filter(credential::Column::Id.eq(id.0))
        .filter(credential::Column::PersonId.eq(person.id.0))
        .filter(credential::Column::Version.eq(version))
        .exec(conn)
        .await?;
    if gone.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}
