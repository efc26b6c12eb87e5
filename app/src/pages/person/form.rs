//! Adding and changing a person with the employment where the viewer acts.

use domain::{
    Error,
    account::Viewer,
    id::PersonId,
    permission::Action,
    person::{Category, DoubleQualifiedLevel, Employment, Person, PersonForm, Profile},
};
use leptos::prelude::*;
use service::Failure;

use super::{employed_here, may_here};
use crate::{
    form::Filled,
    pages::{Page, majors, page, path_value, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        form::{
            Actions, CheckField, Choice, DateField, ErrorSummary, Fieldset, Form, RadioField, SelectField, TextField,
        },
        layout::{Breadcrumbs, Crumb, PageHeader},
        text::Text,
    },
    visit::Visit,
    words::Words,
};

/// Adding a person.
#[component]
pub fn NewPersonPage() -> impl IntoView {
    page(async move |visit| {
        let w = visit.words();
        let viewer = visit.viewer()?;
        if !may_here(&visit, viewer, Action::AddPerson) {
            return Err(Error::Forbidden.into());
        }
        let teaches = viewer.acting.organisation_kind.is_some_and(domain::organisation::OrganisationKind::teaches);
        let profile = if teaches { Profile::Teacher } else { Profile::Engineer };
        let fresh = PersonForm { profile: profile.as_str().to_owned(), ..PersonForm::default() };
        let filled = Filled::load(&visit, "person", &fresh).await?;
        let known = known(&visit).await?;
        let summary = problems(&filled);
        let fields = Sheet { w, filled, compare: None }.fields(known);
        let body = view! {
            <Breadcrumbs label=w.person_way() items=crumbs(w, viewer, None, w.roster_add()) />
            <PageHeader title=w.roster_add() lead=w.person_new_lead() />
            <ErrorSummary title=w.problems() items=summary />
            <Form action="/rpc/person/add">
                {fields}
                {buttons(w, "/people".to_owned())}
            </Form>
        };
        Ok(Page::new(w.roster_add(), body))
    })
}

/// Changing a person.
#[component]
pub fn EditPersonPage() -> impl IntoView {
    let id = path_value("id", PersonId::parse);
    page(async move |visit| {
        let w = visit.words();
        let viewer = visit.viewer()?;
        let id = id?;
        let (person, _) = service::person::read(&visit.db, &visit.ctx, id).await?;
        if !may_here(&visit, viewer, Action::EditPerson) {
            return Err(Error::Forbidden.into());
        }
        let Some(employment) = employed_here(&visit, &person) else {
            return Err(Error::Forbidden.into());
        };
        let stored = stored(&person, employment);
        let filled = Filled::load(&visit, "person", &stored).await?;
        let known = known(&visit).await?;
        let name = w.person_label(&person);
        let title = w.person_edit(&name);
        let href = format!("/people/{id}");
        let hidden = vec![("id".into(), id.to_string().into()), ("version".into(), person.version.to_string().into())];
        // After a stale edit the reader compares what was typed with what somebody else stored.
        let compare = filled.is_stale().then(|| Filled::of(&visit, None, "person", &stored));
        let summary = problems(&filled);
        let fields = Sheet { w, filled, compare }.fields(known);
        let body = view! {
            <Breadcrumbs
                label=w.person_way()
                items=crumbs(w, viewer, Some((name, href.clone())), w.person_edit_action())
            />
            <PageHeader title=title.clone() lead=w.person_edit_lead() />
            <ErrorSummary title=w.problems() items=summary />
            <Form action="/rpc/person/edit" hidden=hidden>
                {fields}
                {buttons(w, href)}
            </Form>
        };
        Ok(Page::new(title, body))
    })
}

fn crumbs(w: Words, viewer: &Viewer, person: Option<(String, String)>, here: &'static str) -> Vec<Crumb> {
    let roster = if viewer.acting.role == domain::account::Role::Coordinator { w.my_engineers() } else { w.roster() };
    let mut crumbs = vec![Crumb { label: roster.into(), href: Some("/people".into()) }];
    crumbs.extend(person.map(|(name, href)| Crumb { label: name.into(), href: Some(href.into()) }));
    crumbs.push(Crumb { label: here.into(), href: None });
    crumbs
}

fn buttons(w: Words, back: String) -> AnyView {
    view! {
        <Actions>
            <Button kind=ButtonKind::Primary>{w.save()}</Button>
            <LinkButton href=back>{w.cancel()}</LinkButton>
        </Actions>
    }
    .into_any()
}

/// What the form offers to choose from.
struct Known {
    departments: Vec<Choice>,
    majors: Vec<Choice>,
}

/// The departments known where the viewer acts, and the majors of the catalogue.
async fn known(visit: &Visit) -> Result<Known, Failure> {
    let departments = match visit.ctx.organisation() {
        Some(own) => service::organisation::read(&visit.db, &visit.ctx, own).await?.1,
        None => Vec::new(),
    };
    let departments = departments.into_iter().map(|department| Choice::new(department.name, "")).collect();
    Ok(Known { departments, majors: majors(visit).await? })
}

fn stored(person: &Person, employment: &Employment) -> PersonForm {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    PersonForm {
        name: person.name.clone(),
        name_en: text(&person.name_en),
        profile: employment.profile.as_str().to_owned(),
        staff_number: text(&employment.staff_number),
        department: text(&employment.department),
        category: employment.category.map(Category::as_str).unwrap_or_default().to_owned(),
        title: text(&employment.title),
        specialties: employment.specialties.join(", "),
        double_qualified_level: employment
            .double_qualified_level
            .map(DoubleQualifiedLevel::as_str)
            .unwrap_or_default()
            .to_owned(),
        consent: if employment.consent { "true".to_owned() } else { String::new() },
        first_day: day(employment.first_day),
        last_day: day(employment.last_day),
    }
}

/// The form's values, and after a stale edit what is stored now, to compare them with.
struct Sheet {
    w: Words,
    filled: Filled,
    compare: Option<Filled>,
}

impl Sheet {
    fn value(&self, name: &str) -> String {
        self.filled.value(name)
    }

    /// The hint of a field; after a stale edit, what is stored now where it differs from what was typed.
    fn hint(&self, name: &str, usual: &'static str, word: impl Fn(&str) -> String) -> Text {
        let stored = self.compare.as_ref().map(|compare| compare.value(name));
        match stored.filter(|stored| *stored != self.value(name)) {
            Some(stored) if stored.is_empty() => self.w.person_stored_now(self.w.person_stored_empty()).into(),
            Some(stored) => self.w.person_stored_now(&word(&stored)).into(),
            None => usual.into(),
        }
    }

    fn text(&self, name: &'static str, label: &'static str, usual: &'static str) -> AnyView {
        self.offering(name, label, usual, Vec::new())
    }

    /// The majors behind those that were typed: choosing one adds it.
    fn behind(&self, majors: Vec<Choice>) -> Vec<Choice> {
        let typed = self.value("specialties");
        let before = typed.trim().trim_end_matches([',', '，', '、', ';']);
        let added = |major: Choice| match before {
            "" => major,
            _ => Choice::new(format!("{before}, {}", major.value), major.label),
        };
        majors.into_iter().map(added).collect()
    }

    fn offering(&self, name: &'static str, label: &'static str, usual: &'static str, known: Vec<Choice>) -> AnyView {
        let required = name == "name";
        let note = if required { "" } else { self.w.person_optional() };
        view! {
            <TextField
                name=name
                label=label
                note=note
                value=self.value(name)
                hint=self.hint(name, usual, str::to_owned)
                error=self.filled.error(name)
                required=required
                known=known
            />
        }
        .into_any()
    }

    fn day(&self, name: &'static str, label: &'static str, usual: &'static str) -> AnyView {
        view! {
            <DateField
                name=name
                label=label
                note=self.w.person_optional()
                value=self.value(name)
                hint=self.hint(name, usual, str::to_owned)
                error=self.filled.error(name)
            />
        }
        .into_any()
    }

    fn profile(&self) -> AnyView {
        let w = self.w;
        let options = Profile::ALL.iter().map(|it| Choice::new(it.as_str(), w.profile(*it))).collect();
        let word = |text: &str| Profile::parse(text).map(|it| w.profile(it)).unwrap_or_default().to_owned();
        view! {
            <RadioField
                name="profile"
                label=w.profile_label()
                options=options
                value=self.value("profile")
                hint=self.hint("profile", "", word)
                error=self.filled.error("profile")
                required=true
            />
        }
        .into_any()
    }

    fn category(&self) -> AnyView {
        let w = self.w;
        let options = Category::ALL.iter().map(|it| Choice::new(it.as_str(), w.category(*it))).collect();
        let word = |text: &str| Category::parse(text).map(|it| w.category(it)).unwrap_or_default().to_owned();
        view! {
            <SelectField
                name="category"
                label=w.category_label()
                options=options
                value=self.value("category")
                empty=w.person_choose()
                hint=self.hint("category", "", word)
                error=self.filled.error("category")
            />
        }
        .into_any()
    }

    fn level(&self) -> AnyView {
        let w = self.w;
        let options = DoubleQualifiedLevel::ALL.iter().map(|it| Choice::new(it.as_str(), w.level(*it))).collect();
        let word = |text: &str| DoubleQualifiedLevel::parse(text).map(|it| w.level(it)).unwrap_or_default().to_owned();
        view! {
            <SelectField
                name="double_qualified_level"
                label=w.double_qualified_level()
                options=options
                value=self.value("double_qualified_level")
                empty=w.person_no_level()
                hint=self.hint("double_qualified_level", "", word)
                error=self.filled.error("double_qualified_level")
            />
        }
        .into_any()
    }

    fn consent(&self) -> AnyView {
        let w = self.w;
        let word = |_: &str| w.roster_consented().to_owned();
        view! {
            <CheckField
                name="consent"
                label=w.consent()
                checked=matches!(self.value("consent").as_str(), "true" | "on" | "1")
                hint=self.hint("consent", w.person_consent_hint(), word)
                error=self.filled.error("consent")
            />
        }
        .into_any()
    }

    /// All fields, in three groups.
    fn fields(&self, known: Known) -> AnyView {
        let w = self.w;
        let name = self.text("name", w.person_name(), w.person_name_hint());
        let name_en = self.text("name_en", w.name_en(), w.person_name_en_hint());
        let profile = self.profile();
        let number = self.text("staff_number", w.staff_number(), w.person_staff_number_hint());
        let department = self.offering("department", w.department(), w.person_department_hint(), known.departments);
        let title = self.text("title", w.title(), w.person_title_hint());
        let first_day = self.day("first_day", w.first_day(), w.person_first_day_hint());
        let last_day = self.day("last_day", w.last_day(), w.person_last_day_hint());
        let (consent, category, level) = (self.consent(), self.category(), self.level());
        let majors = self.behind(known.majors);
        let specialties = self.offering("specialties", w.specialties(), w.person_specialties_hint(), majors);
        view! {
            <Fieldset legend=w.person_who()>{name} {name_en}</Fieldset>
            <Fieldset legend=w.person_employment()>
                {profile} {number} {department} {title} {first_day} {last_day} {consent}
            </Fieldset>
            <Fieldset legend=w.person_teaching() hint=w.person_teaching_hint()>
                {category} {level} {specialties}
            </Fieldset>
        }
        .into_any()
    }
}
