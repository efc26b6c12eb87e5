//! `people`: the roster of the acting organisation, and those the actor may see.

use axum::response::{IntoResponse, Response};
use domain::{
    id::{OrganisationId, PersonId},
    person::{Category, DoubleQualifiedLevel, Employment, Person, PersonForm, Profile, RosterLine},
};
use serde::{Deserialize, Serialize};
use service::person;
use utoipa::{IntoParams, ToSchema};

use super::{
    Outcome,
    access::Caller,
    body::{Input, Patch},
    etag::{IfMatch, Tagged, VersionHeader, created, if_visible},
    page::{Cursor, List, PageLimit, list as page},
    query::{Id, Query},
    wire::{self, Day, Key, OrganisationName, Search, day_text, text},
};

/// A person in the roster of an organisation.
#[derive(Serialize, ToSchema)]
#[schema(as = RosterLine)]
pub(super) struct Line {
    id: Key,
    /// The name; of people without one, the reference by which a file knows them.
    name: String,
    name_en: Option<String>,
    staff_number: Option<String>,
    department: Option<String>,
    #[schema(value_type = wire::Profile)]
    profile: Profile,
    #[schema(value_type = Option<wire::Category>)]
    category: Option<Category>,
    /// Professional title (职称).
    title: Option<String>,
    #[schema(value_type = Option<wire::DoubleQualifiedLevel>)]
    double_qualified_level: Option<DoubleQualifiedLevel>,
    /// Whether the employer consents to let the person go on placements.
    consent: bool,
}

impl From<RosterLine> for Line {
    fn from(line: RosterLine) -> Self {
        Self {
            id: Key(line.id.0),
            name: line.label.name,
            name_en: line.label.name_en,
            staff_number: line.staff_number,
            department: line.department,
            profile: line.profile,
            category: line.category,
            title: line.title,
            double_qualified_level: line.double_qualified_level,
            consent: line.consent,
        }
    }
}

/// A person with all employments, the latest first.
#[derive(Serialize, ToSchema)]
#[schema(as = Person)]
pub(super) struct PersonBody {
    id: Key,
    /// Empty for somebody known only by a reference.
    name: String,
    name_en: Option<String>,
    /// The reference by which a file knows the person, such as a grant number.
    reference: Option<String>,
    version: i32,
    employments: Vec<EmploymentBody>,
}

/// An employment of a person.
#[derive(Serialize, ToSchema)]
#[schema(as = Employment)]
pub(super) struct EmploymentBody {
    id: Key,
    organisation: OrganisationName,
    department: Option<String>,
    #[schema(value_type = wire::Profile)]
    profile: Profile,
    staff_number: Option<String>,
    #[schema(value_type = Option<wire::Category>)]
    category: Option<Category>,
    title: Option<String>,
    /// Codes of the major catalogue.
    specialties: Vec<String>,
    #[schema(value_type = Option<wire::DoubleQualifiedLevel>)]
    double_qualified_level: Option<DoubleQualifiedLevel>,
    consent: bool,
    first_day: Option<Day>,
    /// Inclusive; null while it lasts.
    last_day: Option<Day>,
}

impl From<Employment> for EmploymentBody {
    fn from(it: Employment) -> Self {
        Self {
            id: Key(it.id.0),
            organisation: it.organisation.into(),
            department: it.department,
            profile: it.profile,
            staff_number: it.staff_number,
            category: it.category,
            title: it.title,
            specialties: it.specialties,
            double_qualified_level: it.double_qualified_level,
            consent: it.consent,
            first_day: it.first_day.map(Day),
            last_day: it.last_day.map(Day),
        }
    }
}

impl From<Person> for PersonBody {
    fn from(it: Person) -> Self {
        Self {
            id: Key(it.id.0),
            name: it.name,
            name_en: it.name_en,
            reference: it.reference,
            version: it.version,
            employments: it.employments.into_iter().map(EmploymentBody::from).collect(),
        }
    }
}

/// What can be said of a person and the employment at the acting organisation.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonInput {
    #[schema(value_type = String, required, min_length = 1, max_length = 100)]
    name: Option<String>,
    #[schema(max_length = 100)]
    name_en: Option<String>,
    #[schema(value_type = wire::Profile, required)]
    profile: Option<Profile>,
    /// The organisation's own number of the person, unique in it.
    #[schema(max_length = 40)]
    staff_number: Option<String>,
    /// Made when it is new.
    #[schema(max_length = 100)]
    department: Option<String>,
    /// Needed for teachers.
    #[schema(value_type = Option<wire::Category>)]
    category: Option<Category>,
    #[schema(max_length = 60)]
    title: Option<String>,
    /// Codes of the major catalogue.
    #[schema(value_type = Vec<String>, max_items = 50)]
    #[serde(default)]
    specialties: Vec<Major>,
    #[schema(value_type = Option<wire::DoubleQualifiedLevel>)]
    double_qualified_level: Option<DoubleQualifiedLevel>,
    /// Whether the employer consents to let the person go on placements.
    #[serde(default)]
    consent: bool,
    first_day: Option<Day>,
    /// Inclusive; without one it lasts.
    last_day: Option<Day>,
}

/// A code of the major catalogue: letters and digits.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
struct Major(String);

impl<'de> Deserialize<'de> for Major {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        let plain = (1..=20).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if plain { Ok(Self(code)) } else { Err(serde::de::Error::custom(domain::Code::UnknownMajor)) }
    }
}

impl PersonInput {
    /// What is said of a person now, with the employment at `organisation`.
    fn of(person: &Person, organisation: Option<OrganisationId>) -> Self {
        let named = Self { name: Some(person.name.clone()), name_en: person.name_en.clone(), ..Self::default() };
        let mut employments = person.employments.iter();
        let Some(at) = employments.find(|at| Some(at.organisation.id) == organisation) else { return named };
        Self {
            profile: Some(at.profile),
            staff_number: at.staff_number.clone(),
            department: at.department.clone(),
            category: at.category,
            title: at.title.clone(),
            specialties: at.specialties.iter().cloned().map(Major).collect(),
            double_qualified_level: at.double_qualified_level,
            consent: at.consent,
            first_day: at.first_day.map(Day),
            last_day: at.last_day.map(Day),
            ..named
        }
    }

    fn form(self) -> PersonForm {
        let codes: Vec<String> = self.specialties.into_iter().map(|major| major.0).collect();
        PersonForm {
            name: text(self.name),
            name_en: text(self.name_en),
            profile: text(self.profile),
            staff_number: text(self.staff_number),
            department: text(self.department),
            category: text(self.category),
            title: text(self.title),
            specialties: codes.join(","),
            double_qualified_level: text(self.double_qualified_level),
            consent: self.consent.to_string(),
            first_day: day_text(self.first_day),
            last_day: day_text(self.last_day),
        }
    }
}

/// What a roster is narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    #[param(value_type = Option<wire::Profile>)]
    profile: Option<Profile>,
    #[param(value_type = Option<wire::Category>)]
    category: Option<Category>,
    /// Part of a name, staff number or reference.
    #[param(value_type = Option<String>, max_length = 100)]
    q: Search,
    #[param(value_type = Option<PageLimit>, inline)]
    limit: PageLimit,
    /// Where the page begins: `next` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

/// The people employed at the acting organisation, by name.
#[utoipa::path(get, path = "/people", operation_id = "list_people", tag = "people",
    params(Filter), responses((status = 200, body = List<Line>)))]
pub(super) async fn list(caller: Caller, Query(filter): Query<Filter>) -> Outcome<List<Line>> {
    Cursor::name(filter.cursor.as_ref())?;
    let (profile, category) = (text(filter.profile), text(filter.category));
    let cursor = Cursor::into_text(filter.cursor);
    let (q, limit, sort) = (filter.q.0, filter.limit.0, String::new());
    let filter = person::RosterFilter { profile, category, q, sort, cursor, limit };
    Ok(page(person::roster(&caller.db, &caller.ctx, &filter).await?, Line::from))
}

/// One person.
#[utoipa::path(get, path = "/people/{id}", operation_id = "read_person", tag = "people",
    params(("id" = Key, Path)), responses((status = 200, body = PersonBody)))]
pub(super) async fn read(caller: Caller, Id(id): Id) -> Outcome<Tagged<PersonBody>> {
    let (found, _) = person::read(&caller.db, &caller.ctx, PersonId(id)).await?;
    Ok(Tagged(found.version, found.into()))
}

/// Adds a person employed at the acting organisation.
#[utoipa::path(post, path = "/people", operation_id = "add_person", tag = "people",
    request_body = PersonInput, responses((status = 201, body = PersonBody)))]
pub(super) async fn add(caller: Caller, Input(input): Input<PersonInput>) -> Outcome<Response> {
    let id = person::add(&caller.db, &caller.ctx, &input.form()).await?;
    // Who has left already is not the employer's to see.
    if_visible(read(caller, Id(id.0)).await.map(|made| created("people", id.0, made)))
}

/// Changes a person and the employment at the acting organisation.
#[utoipa::path(patch, path = "/people/{id}", operation_id = "edit_person", tag = "people",
    params(("id" = Key, Path), VersionHeader), request_body = PersonInput,
    responses((status = 200, body = PersonBody)))]
pub(super) async fn edit(caller: Caller, Id(id): Id, seen: IfMatch, patch: Patch) -> Outcome<Response> {
    let (now, _) = person::read(&caller.db, &caller.ctx, PersonId(id)).await?;
    let form = patch.onto(&PersonInput::of(&now, caller.ctx.organisation()))?.form();
    let done = person::edit(&caller.db, &caller.ctx, now.id, &form, seen.version(now.version)).await;
    seen.judged(now.version, done)?;
    if_visible(read(caller, Id(id)).await.map(Tagged::into_response))
}
