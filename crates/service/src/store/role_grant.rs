//! The roles of accounts, as those who manage them see and change them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    account::{AccountLine, AccountState, Role},
    id::{AccountId, OrganisationId, RoleGrantId},
    list::{PAGE_SIZE, Page},
    name::Named,
    organisation::DEFAULT_ZONE,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationTrait, Select,
    sea_query::{Expr, SelectStatement},
};

use super::{person::like, text};
use crate::{
    ctx::day_in,
    entity::{account, api_token, audit_event, invitation, organisation, person, role_grant, session},
    failure::Result,
    guard::{Allowed, ManageAccount, Scope, Visible},
};

#[derive(FromQueryResult)]
struct LineRow {
    id: i64,
    account_id: i64,
    role: String,
    organisation_id: Option<i64>,
    active: bool,
    last_day: Option<NaiveDate>,
    email: String,
    password_hash: Option<String>,
    account_active: bool,
    name: String,
    name_en: Option<String>,
    organisation_name: Option<String>,
    organisation_name_en: Option<String>,
    organisation_zone: Option<String>,
    organisation_active: Option<bool>,
}

fn lines() -> Select<role_grant::Entity> {
    role_grant::Entity::find()
        .column_as(account::Column::Email, "email")
        .column_as(account::Column::PasswordHash, "password_hash")
        .column_as(account::Column::Active, "account_active")
        .column_as(person::Column::Name, "name")
        .column_as(person::Column::NameEn, "name_en")
        .column_as(organisation::Column::Name, "organisation_name")
        .column_as(organisation::Column::NameEn, "organisation_name_en")
        .column_as(organisation::Column::Zone, "organisation_zone")
        .column_as(organisation::Column::Active, "organisation_active")
        .join(JoinType::InnerJoin, role_grant::Relation::Account.def())
        .join(JoinType::InnerJoin, account::Relation::Person.def())
        .join(JoinType::LeftJoin, role_grant::Relation::Organisation.def())
}

/// The lines of rows, with the links that wait.
async fn told(conn: &impl ConnectionTrait, rows: Vec<LineRow>, now: DateTime<Utc>) -> Result<Vec<AccountLine>> {
    let accounts: Vec<i64> = rows.iter().map(|row| row.account_id).collect();
    let waiting = open_links(now).filter(invitation::Column::AccountId.is_in(accounts)).all(conn).await?;
    let links: HashMap<i64, DateTime<Utc>> = waiting.into_iter().map(|row| (row.account_id, row.expires_at)).collect();
    rows.into_iter().map(|row| line(row, &links, now)).collect()
}

fn line(row: LineRow, links: &HashMap<i64, DateTime<Utc>>, now: DateTime<Utc>) -> Result<AccountLine> {
    let zone = row.organisation_zone.unwrap_or_else(|| DEFAULT_ZONE.to_owned());
    let link_until = links.get(&row.account_id).copied();
    let state = if !row.active || !row.account_active || row.organisation_active == Some(false) {
        AccountState::Deactivated
    } else if row.last_day.is_some_and(|last| last < day_in(now, &zone)) {
        AccountState::Ended
    } else if row.password_hash.is_some() {
        AccountState::Active
    } else if link_until.is_some() {
        AccountState::Invited
    } else {
        AccountState::Lapsed
    };
    Ok(AccountLine {
        grant: RoleGrantId(row.id),
        account: AccountId(row.account_id),
        name: Named::new(row.name, row.name_en),
        email: row.email,
        role: text(&row.role, Role::parse)?,
        organisation: row.organisation_id.map(OrganisationId),
        organisation_name: row.organisation_name.map(|name| Named::new(name, row.organisation_name_en)),
        zone,
        state,
        link_until,
        last_day: row.last_day,
        last_sign_in: None,
    })
}

fn open_links(now: DateTime<Utc>) -> Select<invitation::Entity> {
    invitation::Entity::find()
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(now))
}

/// The roles with these identifiers, in the order of their identifiers.
pub(crate) async fn find(
    conn: &impl ConnectionTrait,
    grants: &[RoleGrantId],
    now: DateTime<Utc>,
) -> Result<Vec<AccountLine>> {
    let ids = grants.iter().map(|grant| grant.0);
    let rows = lines()
        .filter(role_grant::Column::Id.is_in(ids))
        .order_by_asc(role_grant::Column::Id)
        .into_model::<LineRow>()
        .all(conn)
        .await?;
    told(conn, rows, now).await
}

/// What the list of accounts is narrowed to.
#[derive(Clone, Debug, Default)]
pub(crate) struct AccountQuery {
    pub(crate) role: Option<Role>,
    pub(crate) state: Option<AccountState>,
    pub(crate) organisation: Option<OrganisationId>,
    pub(crate) q: String,
    pub(crate) by_email: bool,
    pub(crate) descending: bool,
    /// Behind this name or e-mail and this identifier.
    pub(crate) after: Option<(String, i64)>,
    /// The day on which the last days of the list are judged.
    pub(crate) today: NaiveDate,
}

/// One page of the roles the actor may list, with the last sign-in of their accounts.
pub(crate) async fn list(
    conn: &impl ConnectionTrait,
    visible: &Visible<AccountLine>,
    query: &AccountQuery,
    now: DateTime<Utc>,
) -> Result<Page<AccountLine>> {
    let select = narrowed(lines().filter(within(visible.scope())), query, now);
    let key = if query.by_email {
        Expr::col((account::Entity, account::Column::Email))
    } else {
        Expr::col((person::Entity, person::Column::Name))
    };
    let id = Expr::col((role_grant::Entity, role_grant::Column::Id));
    let select =
        match &query.after {
            Some((last, last_id)) if query.descending => select
                .filter(key.clone().lt(last.as_str()).or(key.clone().eq(last.as_str()).and(id.clone().lt(*last_id)))),
            Some((last, last_id)) => select
                .filter(key.clone().gt(last.as_str()).or(key.clone().eq(last.as_str()).and(id.clone().gt(*last_id)))),
            None => select,
        };
    let order = if query.descending { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
    let rows = select
        .order_by(key, order.clone())
        .order_by(id, order)
        .limit(PAGE_SIZE + 1)
        .into_model::<LineRow>()
        .all(conn)
        .await?;
    let page = Page::cut(rows, |row| format!("{}~{}", row.id, if query.by_email { &row.email } else { &row.name }));
    let mut items = told(conn, page.items, now).await?;
    let accounts: Vec<i64> = items.iter().map(|line| line.account.0).collect();
    let sign_ins = last_sign_ins(conn, &accounts).await?;
    for line in &mut items {
        line.last_sign_in = sign_ins.get(&line.account.0).copied();
    }
    Ok(Page { items, next: page.next })
}

fn within(scope: Scope) -> Condition {
    match scope {
        Scope::Organisation(own) => Condition::all().add(role_grant::Column::OrganisationId.eq(own.0)),
        Scope::Community => {
            let officers = Role::ALL.iter().filter(|role| role.is_officer()).map(|role| role.as_str());
            Condition::any()
                .add(role_grant::Column::OrganisationId.is_null())
                .add(role_grant::Column::Role.is_in(officers))
        }
        Scope::Person(_) | Scope::Mentor(_) => Condition::all().add(Expr::val(1).eq(0)),
    }
}

fn narrowed(
    mut select: Select<role_grant::Entity>,
    query: &AccountQuery,
    now: DateTime<Utc>,
) -> Select<role_grant::Entity> {
    if let Some(role) = query.role {
        select = select.filter(role_grant::Column::Role.eq(role.as_str()));
    }
    if let Some(organisation) = query.organisation {
        select = select.filter(role_grant::Column::OrganisationId.eq(organisation.0));
    }
    if let Some(state) = query.state {
        select = select.filter(in_state(state, query.today, now));
    }
    if !query.q.is_empty() {
        let pattern = like(&query.q);
        select = select.filter(
            Expr::col((person::Entity, person::Column::Name))
                .like(pattern.clone())
                .or(Expr::col((person::Entity, person::Column::NameEn)).like(pattern))
                // E-mails are stored in lower case.
                .or(account::Column::Email.like(like(&query.q.to_lowercase()))),
        );
    }
    select
}

fn in_state(state: AccountState, today: NaiveDate, now: DateTime<Utc>) -> Condition {
    let resting = Condition::any()
        .add(role_grant::Column::Active.eq(false))
        .add(account::Column::Active.eq(false))
        .add(organisation::Column::Active.eq(false));
    let taken_up = Condition::all()
        .add(role_grant::Column::Active.eq(true))
        .add(account::Column::Active.eq(true))
        .add(organisation::Column::Id.is_null().or(organisation::Column::Active.eq(true)));
    let over = role_grant::Column::LastDay.lt(today);
    let open = role_grant::Column::LastDay.is_null().or(role_grant::Column::LastDay.gte(today));
    let new = account::Column::PasswordHash.is_null();
    let link: SelectStatement = open_links(now).select_only().column(invitation::Column::AccountId).into_query();
    let waits = account::Column::Id.in_subquery(link.clone());
    let waits_not = account::Column::Id.not_in_subquery(link);
    match state {
        AccountState::Deactivated => resting,
        AccountState::Ended => taken_up.add(over),
        AccountState::Active => taken_up.add(open).add(account::Column::PasswordHash.is_not_null()),
        AccountState::Invited => taken_up.add(open).add(new).add(waits),
        AccountState::Lapsed => taken_up.add(open).add(new).add(waits_not),
    }
}

#[derive(FromQueryResult)]
struct SignInRow {
    object_id: i64,
    at: DateTime<Utc>,
}

async fn last_sign_ins(conn: &impl ConnectionTrait, accounts: &[i64]) -> Result<HashMap<i64, DateTime<Utc>>> {
    // The log grows with time: the largest identifier is the latest sign-in, and the index holds both.
    let latest = audit_event::Entity::find()
        .select_only()
        .column_as(audit_event::Column::Id.max(), "id")
        .filter(audit_event::Column::Object.eq("account"))
        .filter(audit_event::Column::ObjectId.is_in(accounts.iter().copied()))
        .filter(audit_event::Column::Action.eq("session.sign_in"))
        .group_by(audit_event::Column::ObjectId)
        .into_query();
    let rows = audit_event::Entity::find()
        .select_only()
        .columns([audit_event::Column::ObjectId, audit_event::Column::At])
        .filter(audit_event::Column::Id.in_subquery(latest))
        .into_model::<SignInRow>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.object_id, row.at)).collect())
}

/// Which of these accounts have a role outside of an organisation.
pub(crate) async fn acting_beyond(
    conn: &impl ConnectionTrait,
    accounts: &[AccountId],
    organisation: OrganisationId,
) -> Result<HashSet<AccountId>> {
    let elsewhere = Condition::any()
        .add(role_grant::Column::OrganisationId.ne(organisation.0))
        .add(role_grant::Column::OrganisationId.is_null());
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.is_in(accounts.iter().map(|account| account.0)))
        .filter(elsewhere)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| AccountId(row.account_id)).collect())
}

/// The officers of an organisation (or the community's secretariat) whose roles are not at rest. Who asks while
/// another changes them waits, so that two officers cannot put each other to rest.
pub(crate) async fn officers(
    conn: &impl ConnectionTrait,
    organisation: Option<OrganisationId>,
) -> Result<Vec<RoleGrantId>> {
    let of = match organisation {
        Some(id) => role_grant::Column::OrganisationId.eq(id.0),
        None => role_grant::Column::OrganisationId.is_null(),
    };
    let office = |role: &&Role| if organisation.is_some() { role.is_officer() } else { **role == Role::Secretariat };
    let roles = Role::ALL.iter().filter(office).map(|role| role.as_str());
    let rows = role_grant::Entity::find()
        .filter(of)
        .filter(role_grant::Column::Role.is_in(roles))
        .order_by_asc(role_grant::Column::Id)
        .lock_exclusive()
        .all(conn)
        .await?;
    Ok(rows.into_iter().filter(|row| row.active).map(|row| RoleGrantId(row.id)).collect())
}

/// Puts roles to rest, whose sessions and tokens end with them, or takes them up again. A link of an account
/// without any role left dies.
pub(crate) async fn set_active(
    conn: &impl ConnectionTrait,
    lines: &[Allowed<ManageAccount>],
    active: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    let grants: Vec<i64> = lines.iter().map(|line| line.grant.0).collect();
    let accounts: Vec<i64> = lines.iter().map(|line| line.account.0).collect();
    let row = role_grant::ActiveModel { active: Set(active), ..Default::default() };
    role_grant::Entity::update_many()
        .set(row)
        .filter(role_grant::Column::Id.is_in(grants.iter().copied()))
        .exec(conn)
        .await?;
    if active {
        return Ok(());
    }
    session::Entity::delete_many()
        .filter(session::Column::AccountId.is_in(accounts.iter().copied()))
        .filter(session::Column::RoleGrantId.is_in(grants.iter().copied()))
        .exec(conn)
        .await?;
    let revoked = api_token::ActiveModel { revoked_at: Set(Some(now)), ..Default::default() };
    api_token::Entity::update_many()
        .set(revoked)
        .filter(api_token::Column::RoleGrantId.is_in(grants))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(conn)
        .await?;
    let left = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::AccountId)
        .filter(role_grant::Column::Active.eq(true))
        .into_query();
    invitation::Entity::delete_many()
        .filter(invitation::Column::AccountId.is_in(accounts))
        .filter(invitation::Column::AccountId.not_in_subquery(left))
        .filter(invitation::Column::UsedAt.is_null())
        .exec(conn)
        .await?;
    Ok(())
}

/// Ends the one-time links of accounts.
pub(crate) async fn revoke_links(conn: &impl ConnectionTrait, lines: &[Allowed<ManageAccount>]) -> Result<()> {
    invitation::Entity::delete_many()
        .filter(invitation::Column::AccountId.is_in(lines.iter().map(|line| line.account.0)))
        .filter(invitation::Column::UsedAt.is_null())
        .exec(conn)
        .await?;
    Ok(())
}

/// Stores the last day of an auditor, inclusive.
pub(crate) async fn set_last_day(
    conn: &impl ConnectionTrait,
    line: &Allowed<ManageAccount>,
    last_day: NaiveDate,
) -> Result<()> {
    let row = role_grant::ActiveModel { last_day: Set(Some(last_day)), ..Default::default() };
    role_grant::Entity::update_many().set(row).filter(role_grant::Column::Id.eq(line.grant.0)).exec(conn).await?;
    Ok(())
}
