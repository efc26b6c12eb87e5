//! `organisations`: the members of the community.

use axum::response::Response;
use chrono::{DateTime, Utc};
use domain::{
    id::OrganisationId,
    organisation::{Department, Organisation, OrganisationForm, OrganisationKind},
};
use serde::{Deserialize, Serialize};
use service::{member, organisation};
use utoipa::{IntoParams, ToSchema};

use super::{
    Outcome,
    access::Caller,
    body::{Input, Patch},
    etag::{IfMatch, Tagged, VersionHeader, created},
    page::{Cursor, List, PageLimit, list as page},
    query::{Id, Query},
    wire::{self, Key, Search, text},
};

/// A member of the community.
#[derive(Serialize, ToSchema)]
pub(super) struct OrganisationLine {
    id: Key,
    #[schema(value_type = wire::OrganisationKind)]
    kind: OrganisationKind,
    name: String,
    name_en: Option<String>,
    /// Its code in the list of the Ministry of Education.
    moe_code: Option<String>,
    /// Its unified social credit code.
    credit_code: Option<String>,
    province: Option<String>,
    city: Option<String>,
    /// IANA name of the zone in which its days are judged.
    zone: String,
    /// Whether it takes part; organisations that left keep their history.
    active: bool,
    version: i32,
    #[schema(value_type = String, format = DateTime)]
    created_at: DateTime<Utc>,
}

/// A member of the community with its departments.
#[derive(Serialize, ToSchema)]
#[schema(as = Organisation)]
pub(super) struct OrganisationBody {
    #[serde(flatten)]
    line: OrganisationLine,
    departments: Vec<DepartmentBody>,
}

/// A department of an organisation.
#[derive(Serialize, ToSchema)]
#[schema(as = Department)]
pub(super) struct DepartmentBody {
    id: Key,
    name: String,
}

impl From<Organisation> for OrganisationLine {
    fn from(it: Organisation) -> Self {
        Self {
            id: Key(it.id.0),
            kind: it.kind,
            name: it.name,
            name_en: it.name_en,
            moe_code: it.moe_code,
            credit_code: it.credit_code,
            province: it.province,
            city: it.city,
            zone: it.zone,
            active: it.active,
            version: it.version,
            created_at: it.created_at,
        }
    }
}

impl From<Department> for DepartmentBody {
    fn from(department: Department) -> Self {
        Self { id: Key(department.id.0), name: department.name }
    }
}

/// What can be said of an organisation.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationInput {
    #[schema(value_type = wire::OrganisationKind, required)]
    kind: Option<OrganisationKind>,
    #[schema(value_type = String, required, min_length = 1, max_length = 200)]
    name: Option<String>,
    #[schema(max_length = 200)]
    name_en: Option<String>,
    /// Code in the list of the Ministry of Education.
    moe_code: Option<String>,
    /// Unified social credit code (GB 32100), with its check character.
    credit_code: Option<String>,
    #[schema(max_length = 60)]
    province: Option<String>,
    #[schema(max_length = 60)]
    city: Option<String>,
    /// IANA name of a zone; `Asia/Shanghai` unless another is given.
    #[schema(max_length = 60, example = "Asia/Shanghai")]
    zone: Option<String>,
}

impl OrganisationInput {
    fn of(form: OrganisationForm) -> Self {
        let some = |text: String| (!text.is_empty()).then_some(text);
        Self {
            kind: OrganisationKind::parse(&form.kind),
            name: some(form.name),
            name_en: some(form.name_en),
            moe_code: some(form.moe_code),
            credit_code: some(form.credit_code),
            province: some(form.province),
            city: some(form.city),
            zone: some(form.zone),
        }
    }

    fn form(self) -> OrganisationForm {
        OrganisationForm {
            kind: text(self.kind),
            name: text(self.name),
            name_en: text(self.name_en),
            moe_code: text(self.moe_code),
            credit_code: text(self.credit_code),
            province: text(self.province),
            city: text(self.city),
            zone: text(self.zone),
        }
    }
}

/// What a list of members is narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    #[param(value_type = Option<wire::OrganisationKind>)]
    kind: Option<OrganisationKind>,
    /// Part of a name, in either language.
    #[param(value_type = Option<String>, max_length = 100)]
    q: Search,
    #[param(value_type = Option<PageLimit>, inline)]
    limit: PageLimit,
    /// Where the page begins: `next` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

/// The members, by name.
#[utoipa::path(get, path = "/organisations", operation_id = "list_organisations", tag = "organisations",
    params(Filter), responses((status = 200, body = List<OrganisationLine>)))]
pub(super) async fn list(caller: Caller, Query(filter): Query<Filter>) -> Outcome<List<OrganisationLine>> {
    let after = Cursor::name(filter.cursor.as_ref())?;
    let filter = member::MemberFilter { kind: filter.kind, q: filter.q.0, after, limit: filter.limit.0 };
    Ok(page(member::list(&caller.db, &caller.ctx, &filter).await?, OrganisationLine::from))
}

/// One organisation.
#[utoipa::path(get, path = "/organisations/{id}", operation_id = "read_organisation", tag = "organisations",
    params(("id" = Key, Path)), responses((status = 200, body = OrganisationBody)))]
pub(super) async fn read(caller: Caller, Id(id): Id) -> Outcome<Tagged<OrganisationBody>> {
    let (found, departments) = organisation::read(&caller.db, &caller.ctx, OrganisationId(id)).await?;
    let departments = departments.into_iter().map(DepartmentBody::from).collect();
    Ok(Tagged(found.version, OrganisationBody { line: found.into(), departments }))
}

/// Adds a member.
#[utoipa::path(post, path = "/organisations", operation_id = "add_organisation", tag = "organisations",
    request_body = OrganisationInput, responses((status = 201, body = OrganisationBody)))]
pub(super) async fn add(caller: Caller, Input(input): Input<OrganisationInput>) -> Outcome<Response> {
    let id = organisation::add(&caller.db, &caller.ctx, &input.form()).await?;
    Ok(created("organisations", id.0, read(caller, Id(id.0)).await?))
}

/// Changes an organisation.
#[utoipa::path(patch, path = "/organisations/{id}", operation_id = "edit_organisation", tag = "organisations",
    params(("id" = Key, Path), VersionHeader), request_body = OrganisationInput,
    responses((status = 200, body = OrganisationBody)))]
pub(super) async fn edit(caller: Caller, Id(id): Id, seen: IfMatch, patch: Patch) -> Outcome<Tagged<OrganisationBody>> {
    let (now, _) = organisation::read(&caller.db, &caller.ctx, OrganisationId(id)).await?;
    let form = patch.onto(&OrganisationInput::of(organisation::form_of(&now)))?.form();
    let done = organisation::edit(&caller.db, &caller.ctx, now.id, &form, seen.version(now.version)).await;
    seen.judged(now.version, done)?;
    read(caller, Id(id)).await
}

/// Takes a member out of the community; what it did stays.
#[utoipa::path(post, path = "/organisations/{id}/deactivation", operation_id = "deactivate_organisation",
    tag = "organisations", params(("id" = Key, Path), VersionHeader),
    responses((status = 200, body = OrganisationBody)))]
pub(super) async fn deactivate(caller: Caller, id: Id, seen: IfMatch) -> Outcome<Tagged<OrganisationBody>> {
    set_active(caller, id, &seen, false).await
}

/// Takes a member in again.
#[utoipa::path(post, path = "/organisations/{id}/reactivation", operation_id = "reactivate_organisation",
    tag = "organisations", params(("id" = Key, Path), VersionHeader),
    responses((status = 200, body = OrganisationBody)))]
pub(super) async fn reactivate(caller: Caller, id: Id, seen: IfMatch) -> Outcome<Tagged<OrganisationBody>> {
    set_active(caller, id, &seen, true).await
}

async fn set_active(caller: Caller, id: Id, seen: &IfMatch, active: bool) -> Outcome<Tagged<OrganisationBody>> {
    let (now, _) = organisation::read(&caller.db, &caller.ctx, OrganisationId(id.0)).await?;
    let version = seen.version(now.version);
    let done = if active {
        organisation::reactivate(&caller.db, &caller.ctx, now.id, version).await
    } else {
        organisation::deactivate(&caller.db, &caller.ctx, now.id, true, version).await
    };
    seen.judged(now.version, done)?;
    read(caller, id).await
}
