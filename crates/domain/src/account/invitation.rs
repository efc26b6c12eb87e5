//! Invitations as people type them: one, or many in lines.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Code;

/// What people type to add an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvitationForm {
    /// Name of the person.
    pub name: String,
    /// E-mail, which signs in.
    pub email: String,
    /// Text of a [`Role`].
    pub role: String,
    /// Identifier of the organisation, empty for the community.
    pub organisation: String,
    /// Identifier of the person, when the account is for someone in the roster.
    pub person: String,
    /// The last day of an auditor, inclusive; empty for every other role.
    pub last_day: String,
}

/// What people type to add many accounts at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteManyForm {
    /// People of the roster, by identifier.
    pub people: BTreeMap<String, Invitee>,
    /// Lines of others: name, e-mail, role, and what [`read_lines`] knows besides.
    pub lines: String,
    /// The last day of every auditor whose line names none, inclusive.
    pub last_day: String,
    /// `true` to invite the others although some cannot be.
    pub part: String,
}

/// Somebody of the roster among many to invite.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Invitee {
    /// Not empty when ticked.
    pub chosen: String,
    /// E-mail, which signs in.
    pub email: String,
    /// Text of a [`super::Role`].
    pub role: String,
}

/// One line of a pasted list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvitationLine {
    /// Its number in the list, from 1.
    pub number: usize,
    /// Name of the person.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// The role, as written.
    pub role: String,
    /// Name, code or identifier of the organisation, where lines name one.
    pub organisation: String,
    /// The last day of an auditor, as written.
    pub last_day: String,
}

/// Reads a list pasted from a spreadsheet or typed: name, e-mail, role, then (when `with_organisation`) the
/// organisation, and the last day of an auditor; separated by tabs, or by commas or semicolons in a line
/// without one. Empty lines and a line of headings are left out.
#[must_use]
pub fn read_lines(text: &str, with_organisation: bool) -> Vec<InvitationLine> {
    let headings = ["e-mail", "email", "邮箱", "电子邮箱", "电子邮件"];
    text.lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, number)| {
            let separators: &[char] = if line.contains('\t') { &['\t'] } else { &[',', '，', ';', '；'] };
            let mut cells = line.split(separators).map(|cell| cell.trim().to_owned());
            let mut next = || cells.next().unwrap_or_default();
            let (name, email, role) = (next(), next(), next());
            let organisation = if with_organisation { next() } else { String::new() };
            InvitationLine { number, name, email, role, organisation, last_day: next() }
        })
        .filter(|line| !headings.contains(&line.email.to_lowercase().as_str()))
        .collect()
}

/// Reads an e-mail address: one `@`, a dot behind it, no blanks; in lower case.
///
/// # Errors
/// [`Code::BadEmail`].
pub fn read_email(text: &str) -> std::result::Result<String, Code> {
    let text = text.trim().to_lowercase();
    let good = text.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    });
    if good && text.len() <= 200 && !text.chars().any(char::is_whitespace) { Ok(text) } else { Err(Code::BadEmail) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_from_a_spreadsheet_or_a_keyboard() {
        let text = "姓名\t邮箱\t角色\n\n严桂香\tyan@a.example\t教师\n何志强， he@a.example ，teacher\r\n刘芳";
        let lines = read_lines(text, false);
        let read: Vec<_> = lines.iter().map(|line| (line.number, &*line.name, &*line.email, &*line.role)).collect();
        assert_eq!(
            read,
            [(3, "严桂香", "yan@a.example", "教师"), (4, "何志强", "he@a.example", "teacher"), (5, "刘芳", "", "")]
        );
    }

    #[test]
    fn the_last_day_stands_behind_the_organisation_where_lines_name_one() {
        let without = read_lines("A, a@b.example, auditor, 2027-01-31", false);
        assert_eq!((without[0].organisation.as_str(), without[0].last_day.as_str()), ("", "2027-01-31"));
        let with = read_lines("A, a@b.example, auditor, , 2027-01-31", true);
        assert_eq!((with[0].organisation.as_str(), with[0].last_day.as_str()), ("", "2027-01-31"));
    }
}
