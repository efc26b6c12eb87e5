//! The audit log: only added to.

use domain::{
    id::{AuditEventId, OrganisationId},
    list::{PAGE_SIZE, Page},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use crate::{
    audit::{AuditFilter, AuditLine},
    ctx::Ctx,
    entity::audit_event,
    failure::Result,
    guard::{Scope, Visible},
    store::{Kept, signer::signers},
};

/// Writes one line.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    action: &str,
    object: &str,
    object_id: Option<i64>,
    organisation: Option<OrganisationId>,
    detail: Option<String>,
) -> Result<()> {
    static KEPT: Kept = Kept::new();
    let (account, actor) = (ctx.account().map(|id| id.0), ctx.label());
    let organisation = organisation.map(|id| id.0);
    let values = [
        ctx.now().into(),
        account.into(),
        actor.as_str().into(),
        organisation.into(),
        action.into(),
        object.into(),
        object_id.into(),
        detail.clone().into(),
        ctx.origin().into(),
        ctx.request().into(),
    ];
    let question = KEPT.with(conn.get_database_backend(), values, || {
        audit_event::Entity::insert(audit_event::ActiveModel {
            at: Set(ctx.now()),
            account_id: Set(account),
            actor: Set(actor.clone()),
            organisation_id: Set(organisation),
            action: Set(action.to_owned()),
            object: Set(object.to_owned()),
            object_id: Set(object_id),
            detail: Set(detail.clone()),
            origin: Set(ctx.origin().to_owned()),
            request: Set(ctx.request().to_owned()),
            ..Default::default()
        })
        .into_query()
    });
    conn.execute_raw(question).await?;
    Ok(())
}

/// One page of lines, the latest first.
pub(crate) async fn list(
    conn: &impl ConnectionTrait,
    visible: &Visible<AuditEventId>,
    filter: &AuditFilter,
) -> Result<Page<AuditLine>> {
    let mut select = audit_event::Entity::find();
    if let Scope::Organisation(id) = visible.scope() {
        select = select.filter(audit_event::Column::OrganisationId.eq(id.0));
    }
    if let Some(since) = filter.since {
        select = select.filter(audit_event::Column::At.gte(since));
    }
    if !filter.actor.is_empty() {
        select = select.filter(audit_event::Column::Actor.contains(&filter.actor));
    }
    if let Some((object, id)) = &filter.object {
        select = select.filter(audit_event::Column::Object.eq(object.as_str()));
        if let Some(id) = id {
            select = select.filter(audit_event::Column::ObjectId.eq(*id));
        }
    }
    if let Some(before) = filter.before {
        select = select.filter(audit_event::Column::Id.lt(before.0));
    }
    let rows = select.order_by_desc(audit_event::Column::Id).limit(PAGE_SIZE + 1).all(conn).await?;
    let known = signers(conn, rows.iter().map(|row| row.actor.as_str())).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()).map(|row| AuditLine {
        id: AuditEventId(row.id),
        at: row.at,
        by: known.named(&row.actor),
        actor: row.actor,
        action: row.action,
        object: row.object,
        object_id: row.object_id,
        detail: row.detail,
        origin: row.origin,
        request: row.request,
    }))
}
