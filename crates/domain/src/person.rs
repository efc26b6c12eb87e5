//! People and their employments: teachers, engineers, mentors and officers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Code, Result,
    form::Check,
    id::{EmploymentId, OrganisationId, PersonId},
    name::Named,
    organisation::OrganisationRef,
};

text_enum! {
    /// What someone is to the exchange in one employment.
    pub enum Profile {
        /// Teaches at a college.
        Teacher = "teacher",
        /// Works in an enterprise.
        Engineer = "engineer",
        /// Neither; an officer or a mentor.
        Staff = "staff",
    }
}

text_enum! {
    /// The category of a teacher, which decides the rules that apply.
    pub enum Category {
        /// 专业课教师.
        ProfessionalCourse = "professional_course",
        /// 公共基础课教师.
        PublicCourse = "public_course",
        /// 实习指导教师.
        InternshipInstructor = "internship_instructor",
        /// 新任教师.
        NewTeacher = "new_teacher",
    }
}

text_enum! {
    /// The level at which a teacher is recognised as double-qualified (双师型).
    pub enum DoubleQualifiedLevel {
        /// 初级.
        Junior = "junior",
        /// 中级.
        Intermediate = "intermediate",
        /// 高级.
        Senior = "senior",
    }
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Identifier.
    pub id: PersonId,
    /// Name; of someone known only by a file's reference it is empty.
    pub name: String,
    /// Name in Latin letters.
    pub name_en: Option<String>,
    /// The reference by which a file knows the person, such as a grant number.
    pub reference: Option<String>,
    /// Counts edits of the person and the employments.
    pub version: i32,
    /// Employments, the latest first.
    pub employments: Vec<Employment>,
}

impl Person {
    /// The name, or the reference of someone without a name.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.reference.as_deref().unwrap_or_default() } else { &self.name }
    }

    /// The employment in force on `day`: the one that began last, if several.
    #[must_use]
    pub fn employment_on(&self, day: NaiveDate) -> Option<&Employment> {
        self.employments.iter().find(|employment| employment.covers(day, day))
    }
}

/// One employment of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employment {
    /// Identifier.
    pub id: EmploymentId,
    /// The employer.
    pub organisation: OrganisationRef,
    /// Department.
    pub department: Option<String>,
    /// What the person is there.
    pub profile: Profile,
    /// The organisation's own number of the person, unique in it.
    pub staff_number: Option<String>,
    /// Category of a teacher.
    pub category: Option<Category>,
    /// Professional title (职称), such as 副教授 or 高级工程师.
    pub title: Option<String>,
    /// Codes of the major catalogue.
    pub specialties: Vec<String>,
    /// Double-qualified level.
    pub double_qualified_level: Option<DoubleQualifiedLevel>,
    /// Whether the employer consents to let the person go on placements.
    pub consent: bool,
    /// First day, if known.
    pub first_day: Option<NaiveDate>,
    /// Last day, inclusive; none while it lasts.
    pub last_day: Option<NaiveDate>,
}

impl Employment {
    /// Whether it covers all days `first_day..=last_day`.
    #[must_use]
    pub fn covers(&self, first_day: NaiveDate, last_day: NaiveDate) -> bool {
        self.first_day.is_none_or(|from| from <= first_day) && self.last_day.is_none_or(|until| until >= last_day)
    }
}

/// A person in a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterLine {
    /// The person.
    pub id: PersonId,
    /// Name or reference.
    pub label: Named,
    /// Staff number.
    pub staff_number: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// What the person is.
    pub profile: Profile,
    /// Category of a teacher.
    pub category: Option<Category>,
    /// Professional title.
    pub title: Option<String>,
    /// Double-qualified level.
    pub double_qualified_level: Option<DoubleQualifiedLevel>,
    /// Employer's consent.
    pub consent: bool,
}

/// What people type to add or change a person with the employment at the acting organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    /// Name.
    pub name: String,
    /// Name in Latin letters.
    pub name_en: String,
    /// Text of a [`Profile`].
    pub profile: String,
    /// Staff number.
    pub staff_number: String,
    /// Department, created when new.
    pub department: String,
    /// Text of a [`Category`]; needed for teachers.
    pub category: String,
    /// Professional title.
    pub title: String,
    /// Codes of the major catalogue, separated by commas or blanks.
    pub specialties: String,
    /// Text of a [`DoubleQualifiedLevel`], or empty.
    pub double_qualified_level: String,
    /// `on` or `true` when the employer consents.
    pub consent: String,
    /// First day of the employment.
    pub first_day: String,
    /// Last day, inclusive; empty while it lasts.
    pub last_day: String,
}

/// A checked person with one employment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// Name, at most 100 characters; empty only for people known by a reference.
    pub name: String,
    /// Name in Latin letters.
    pub name_en: Option<String>,
    /// The reference by which a file knows the person.
    pub reference: Option<String>,
    /// The employment.
    pub employment: NewEmployment,
}

/// A checked employment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEmployment {
    /// The employer; filled in by the use case from where the actor acts, or from a file.
    pub organisation: OrganisationId,
    /// Department, created when new.
    pub department: Option<String>,
    /// What the person is.
    pub profile: Profile,
    /// Staff number.
    pub staff_number: Option<String>,
    /// Category.
    pub category: Option<Category>,
    /// Professional title.
    pub title: Option<String>,
    /// Codes of the major catalogue, without doubles.
    pub specialties: Vec<String>,
    /// Double-qualified level.
    pub double_qualified_level: Option<DoubleQualifiedLevel>,
    /// Employer's consent.
    pub consent: bool,
    /// First day.
    pub first_day: Option<NaiveDate>,
    /// Last day, inclusive.
    pub last_day: Option<NaiveDate>,
}

impl PersonForm {
    /// Reads the form for an employment at `organisation`.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong.
    pub fn check(&self, organisation: OrganisationId) -> Result<NewPerson> {
        let mut check = Check::default();
        let name = check.text("name", &self.name, 100);
        let name_en = check.optional_text("name_en", &self.name_en, 100);
        let profile = check.choice("profile", &self.profile, Profile::parse);
        let staff_number = check.optional_text("staff_number", &self.staff_number, 40);
        let department = check.optional_text("department", &self.department, 100);
        let category = optional_choice(&mut check, "category", &self.category, Category::parse);
        if profile == Some(Profile::Teacher) && category == Some(None) {
            check.wrong("category", Code::Required);
        }
        let title = check.optional_text("title", &self.title, 60);
        let level = optional_choice(
            &mut check,
            "double_qualified_level",
            &self.double_qualified_level,
            DoubleQualifiedLevel::parse,
        );
        let first_day = check.optional_day("first_day", &self.first_day);
        let last_day = check.optional_day("last_day", &self.last_day);
        if let (Some(Some(first)), Some(Some(last))) = (first_day, last_day)
            && last < first
        {
            check.wrong("last_day", Code::EndBeforeStart);
        }
        let value = (|| {
            Some(NewPerson {
                name: name?,
                name_en: name_en?,
                reference: None,
                employment: NewEmployment {
                    organisation,
                    department: department?,
                    profile: profile?,
                    staff_number: staff_number?,
                    category: category?,
                    title: title?,
                    specialties: read_specialties(&self.specialties),
                    double_qualified_level: level?,
                    consent: matches!(self.consent.trim(), "on" | "true" | "1"),
                    first_day: first_day?,
                    last_day: last_day?,
                },
            })
        })();
        check.finish(value)
    }
}

/// Splits codes separated by commas, semicolons, 、 or blanks; without doubles, in order.
#[must_use]
pub fn read_specialties(text: &str) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for code in text.split([',', '，', ';', '；', '、', ' ', '|']).map(str::trim).filter(|code| !code.is_empty()) {
        if !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    }
    codes
}

fn optional_choice<T>(
    check: &mut Check,
    field: &str,
    text: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<Option<T>> {
    if text.trim().is_empty() { Some(None) } else { check.choice(field, text, parse).map(Some) }
}
