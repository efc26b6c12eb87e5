//! Who signed a deed: kept as the label `name <e-mail>` of that day, and told in both languages while the
//! account is known. The e-mail is for the audit log only.

use std::collections::{BTreeSet, HashMap};

use domain::{id::OrganisationId, name::Named};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};

use crate::{
    entity::{account, employment, person},
    failure::Result,
};

/// The names in English of those who signed.
#[derive(Debug, Default)]
pub(crate) struct Signers {
    /// Of accounts, by e-mail.
    accounts: HashMap<String, Option<String>>,
    /// Of the staff of an organisation, by name, one each of those who share it.
    staff: HashMap<String, Vec<Option<String>>>,
}

/// The label without the e-mail.
pub(crate) fn name_of(label: &str) -> &str {
    label.split(" <").next().unwrap_or_default()
}

fn email_of(label: &str) -> Option<&str> {
    label.split_once(" <").and_then(|(_, email)| email.strip_suffix('>'))
}

/// Looks up who signed with these labels, in one question; in none when nobody did.
pub(crate) async fn signers<'a>(
    conn: &impl ConnectionTrait,
    labels: impl IntoIterator<Item = &'a str>,
) -> Result<Signers> {
    let emails: BTreeSet<&str> = labels.into_iter().filter_map(email_of).collect();
    if emails.is_empty() {
        return Ok(Signers::default());
    }
    let rows: Vec<(String, Option<String>)> = account::Entity::find()
        .select_only()
        .column(account::Column::Email)
        .column(person::Column::NameEn)
        .join(JoinType::InnerJoin, account::Relation::Person.def())
        .filter(account::Column::Email.is_in(emails))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(Signers { accounts: rows.into_iter().collect(), staff: HashMap::new() })
}

impl Signers {
    /// Also those whom a file named without an account, as staff of an organisation.
    pub(crate) async fn with_staff<'a>(
        mut self,
        conn: &impl ConnectionTrait,
        organisation: OrganisationId,
        labels: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self> {
        let unknown = |label: &&str| email_of(label).is_none_or(|email| !self.accounts.contains_key(email));
        let names: BTreeSet<&str> = labels.into_iter().filter(unknown).map(name_of).collect();
        if names.is_empty() {
            return Ok(self);
        }
        let rows: Vec<(i64, String, Option<String>)> = employment::Entity::find()
            .select_only()
            .column(person::Column::Id)
            .column(person::Column::Name)
            .column(person::Column::NameEn)
            .join(JoinType::InnerJoin, employment::Relation::Person.def())
            .filter(employment::Column::OrganisationId.eq(organisation.0))
            .filter(person::Column::Name.is_in(names))
            .distinct()
            .into_tuple()
            .all(conn)
            .await?;
        for (_, name, name_en) in rows {
            self.staff.entry(name).or_default().push(name_en);
        }
        Ok(self)
    }

    /// The name behind a label; of several who share a name none is meant.
    pub(crate) fn named(&self, label: &str) -> Named {
        let account = email_of(label).and_then(|email| self.accounts.get(email));
        let staff = || match self.staff.get(name_of(label)).map(Vec::as_slice) {
            Some([one]) => one.clone(),
            _ => None,
        };
        Named::new(name_of(label), account.map_or_else(staff, Clone::clone))
    }
}
