//! Majors and types of credentials, known by their codes.

use std::collections::HashMap;

use domain::{Code, catalogue::Catalogue};
use sea_orm::ConnectionTrait;

use super::{Import, Outcome, Tally, put_some};
use crate::{
    failure::Result,
    mapping::Record,
    store::import::{self as store, CredentialTypeRow, MajorRow},
};

/// The longest time in months that a credential is valid or goes without review.
const MOST_MONTHS: i64 = 1200;

/// A catalogue as stored, with what the file makes of it.
#[derive(Debug)]
struct Shelf<T> {
    rows: HashMap<String, Item<T>>,
}

#[derive(Debug)]
struct Item<T> {
    row: T,
    seen: bool,
    changed: bool,
}

pub(super) async fn import(conn: &impl ConnectionTrait, import: Import<'_>, tally: &mut Tally) -> Result<()> {
    let majors = store::majors(conn).await?;
    let mut majors = Shelf::new(majors, |row| row.code.clone());
    let types = store::credential_types(conn).await?;
    let mut types = Shelf::new(types, |row| row.code.clone());
    for record in import.records {
        tally.count(take(record, &mut majors, &mut types));
    }
    if import.stores(&tally.0) {
        store::put_majors(conn, import.lists()?, majors.changed()).await?;
        store::put_credential_types(conn, import.lists()?, types.changed()).await?;
    }
    Ok(())
}

fn take(record: &Record, majors: &mut Shelf<MajorRow>, types: &mut Shelf<CredentialTypeRow>) -> Outcome {
    let mut read = record.reader();
    let catalogue = read.choice("catalogue", Catalogue::parse);
    let code = read.text("code", 40);
    let name = read.text("name", 200);
    let name_en = read.optional("name_en", 200);
    let class = read.optional("class", 200);
    let level = read.optional("level", 60);
    let months = |text: Option<Option<i64>>| text.map(|months| months.and_then(|months| i32::try_from(months).ok()));
    let valid_months = months(read.optional_number("valid_months", 1..=MOST_MONTHS));
    let review_months = months(read.optional_number("review_months", 1..=MOST_MONTHS));
    let (Some(catalogue), Some(code), Some(name), true) = (catalogue, code, name, read.is_clean()) else {
        return Outcome::Rejected(read.finish());
    };
    let outcome = match catalogue {
        Catalogue::Major => {
            let fresh = MajorRow { code: code.clone(), name: name.clone(), class: None, level: None };
            majors.put(code, fresh, |row| {
                row.name = name;
                put_some(&mut row.class, class.flatten());
                put_some(&mut row.level, level.flatten());
            })
        }
        Catalogue::CredentialType => {
            let fresh = CredentialTypeRow {
                code: code.clone(),
                name: name.clone(),
                name_en: None,
                valid_months: None,
                review_months: None,
            };
            types.put(code, fresh, |row| {
                row.name = name;
                put_some(&mut row.name_en, name_en.flatten());
                put_some(&mut row.valid_months, valid_months.flatten());
                put_some(&mut row.review_months, review_months.flatten());
            })
        }
    };
    outcome.unwrap_or_else(|| {
        read.wrong("code", Code::Duplicate);
        Outcome::Rejected(read.finish())
    })
}

impl<T: Clone + PartialEq> Shelf<T> {
    fn new(rows: Vec<T>, code: impl Fn(&T) -> String) -> Self {
        let item = |row: T| (code(&row), Item { row, seen: false, changed: false });
        Self { rows: rows.into_iter().map(item).collect() }
    }

    /// Takes a row in; none when an earlier row of the file says otherwise about the same code.
    fn put(&mut self, code: String, fresh: T, edit: impl FnOnce(&mut T)) -> Option<Outcome> {
        let Some(item) = self.rows.get_mut(&code) else {
            let mut row = fresh;
            edit(&mut row);
            self.rows.insert(code, Item { row, seen: true, changed: true });
            return Some(Outcome::Imported);
        };
        let mut row = item.row.clone();
        edit(&mut row);
        let same = row == item.row;
        if item.seen {
            return same.then_some(Outcome::Repeated);
        }
        item.seen = true;
        if same {
            return Some(Outcome::Unchanged);
        }
        (item.row, item.changed) = (row, true);
        Some(Outcome::Updated)
    }

    fn changed(self) -> Vec<T> {
        self.rows.into_values().filter(|item| item.changed).map(|item| item.row).collect()
    }
}
