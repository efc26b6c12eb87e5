//! A row of a file of people, read, with the organisation that it names.

use chrono::NaiveDate;
use domain::{
    Code,
    person::{Category, DoubleQualifiedLevel, Profile, read_specialties},
};

use super::{
    Import,
    organisations::{Named, Organisations},
    put, put_some,
    roster::Job,
};
use crate::mapping::RecordReader;

/// A row as it is read.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) reference: Option<String>,
    pub(super) name: Option<String>,
    pub(super) name_en: Option<String>,
    pub(super) job: Option<JobLine>,
}

/// The employment of a row.
#[derive(Debug)]
pub(super) struct JobLine {
    pub(super) organisation: Named,
    /// What they are there; a row about a known employment may leave it out.
    pub(super) profile: Option<Profile>,
    pub(super) staff_number: Option<String>,
    pub(super) department: Option<String>,
    pub(super) category: Option<Category>,
    pub(super) title: Option<String>,
    pub(super) level: Option<DoubleQualifiedLevel>,
    pub(super) specialties: Option<Vec<String>>,
    pub(super) consent: Option<bool>,
    pub(super) first_day: Option<NaiveDate>,
    pub(super) last_day: Option<NaiveDate>,
}

impl Line {
    /// Reads a row; what is wrong is noted with the reader.
    /// Where the import is confined to one organisation, that is the employer of whom the row gives none.
    pub(super) fn read(
        read: &mut RecordReader<'_>,
        import: Import<'_>,
        organisations: &Organisations,
        own: Option<usize>,
    ) -> Option<Self> {
        let reference = read.code("reference", 100);
        let name = read.optional("name", 100);
        let name_en = read.optional("name_en", 100);
        if name == Some(None) && reference == Some(None) {
            read.wrong("name", Code::Required);
        }
        let is_nowhere = read.is_blank("organisation") && read.is_blank("staff_number") && read.is_blank("profile");
        let job = if is_nowhere && own.is_none() {
            Some(None)
        } else {
            JobLine::read(read, import, organisations, own).map(Some)
        };
        // The field is read for its form only: accounts are made by invitation.
        read.optional_parsed("email", domain::account::read_email);
        Some(Self { reference: reference?, name: name?, name_en: name_en?, job: job? })
    }
}

impl JobLine {
    fn read(
        read: &mut RecordReader<'_>,
        import: Import<'_>,
        organisations: &Organisations,
        own: Option<usize>,
    ) -> Option<Self> {
        let organisation = match own {
            Some(own) if read.is_blank("organisation") => Some(Named::Known(own)),
            _ => organisations.named(read, import, "organisation", Code::Required),
        };
        let profile = read.optional_choice("profile", Profile::parse);
        let staff_number = read.code("staff_number", 40);
        let department = read.optional("department", 100);
        let category = read.optional_choice("category", Category::parse);
        let title = read.optional("title", 60);
        let level = read.optional_choice("double_qualified_level", DoubleQualifiedLevel::parse);
        let specialties = read.optional("specialties", 400);
        let consent = read.optional_choice("consent", read_truth);
        let hired_on = read.optional_day("hired_on");
        let first_day = read.optional_day("first_day");
        let last_day = read.optional_day("last_day");
        let first_day = Some(first_day?.or(hired_on?));
        if let (Some(Some(first)), Some(Some(last))) = (first_day, last_day)
            && last < first
        {
            read.wrong("last_day", Code::EndBeforeStart);
        }
        Some(Self {
            organisation: organisation?,
            // Only teachers have a category.
            profile: profile?.or(category.flatten().map(|_| Profile::Teacher)),
            staff_number: staff_number?,
            department: department?,
            category: category?,
            title: title?,
            level: level?,
            specialties: specialties?.map(|text| {
                let mut codes = read_specialties(&text);
                codes.sort();
                codes
            }),
            consent: consent?,
            first_day: first_day?,
            last_day: last_day?,
        })
    }

    /// The employment with what the row says about it.
    pub(super) fn edited(&self, old: &Job) -> Job {
        let mut job = old.clone();
        let row = &mut job.row;
        put(&mut row.profile, self.profile.map(|profile| profile.as_str().to_owned()));
        put_some(&mut row.staff_number, self.staff_number.clone());
        put_some(&mut row.category, self.category.map(|category| category.as_str().to_owned()));
        put_some(&mut row.title, self.title.clone());
        put_some(&mut row.double_qualified_level, self.level.map(|level| level.as_str().to_owned()));
        put(&mut row.consent, self.consent);
        put_some(&mut row.first_day, self.first_day);
        put_some(&mut row.last_day, self.last_day);
        put_some(&mut job.department, self.department.clone());
        put(&mut job.specialties, self.specialties.clone());
        job
    }
}

fn read_truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "1" | "是" => Some(true),
        "false" | "no" | "0" | "否" => Some(false),
        _ => None,
    }
}
