//! The whole permission table as a text that a secretariat can review: who changes it changes the file.

#![cfg(test)]

use std::{fmt::Write, fs, path::Path};

use domain::{
    account::Role,
    permission::{Action, Relation, may},
};

const HEAD: &str = "\
Who may do what. One block an action; a line says how the acting role stands to the object, and which roles
may then do it. What is not listed is refused. Checked by `cargo test -p domain`; a change of the table in
crates/domain/src/permission.rs is accepted with `UPDATE_PERMISSIONS=1 cargo test -p domain`.
";

fn table() -> String {
    let mut text = HEAD.to_owned();
    for action in Action::ALL {
        write!(text, "\n{action}\n").unwrap();
        for relation in Relation::ALL {
            let roles: Vec<_> =
                Role::ALL.iter().filter(|role| may(**role, *relation, *action)).map(|role| role.as_str()).collect();
            if !roles.is_empty() {
                let relation = relation.as_str();
                writeln!(text, "  {relation:<12}{}", roles.join(", ")).unwrap();
            }
        }
    }
    text
}

#[test]
fn the_permission_table_is_the_reviewed_one() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("permissions.txt");
    let now = table();
    if std::env::var_os("UPDATE_PERMISSIONS").is_some() {
        fs::write(&file, &now).unwrap();
    }
    let reviewed = fs::read_to_string(&file).unwrap_or_default();
    let changed: Vec<_> = now.lines().filter(|line| !reviewed.lines().any(|known| known == *line)).collect();
    assert!(
        now == reviewed,
        "permissions.txt is not what the table says, for example: {changed:#?}\n\
         Review the change, then accept it with `UPDATE_PERMISSIONS=1 cargo test -p domain`."
    );
}

#[test]
fn every_action_is_somebodys_and_none_is_everybodys() {
    for action in Action::ALL {
        let all = || Role::ALL.iter().flat_map(|role| Relation::ALL.iter().map(move |relation| (*role, *relation)));
        assert!(all().any(|(role, relation)| may(role, relation, *action)), "{action}: nobody");
        assert!(!all().all(|(role, relation)| may(role, relation, *action)), "{action}: everybody");
    }
}

#[test]
fn an_auditor_changes_nothing_and_nobody_confirms_what_is_their_own_or_of_the_sending_side() {
    use Action::*;
    for relation in Relation::ALL {
        for action in [
            AddOrganisation,
            EditOrganisation,
            AddPerson,
            EditPerson,
            InviteAccount,
            DraftPlacement,
            DecidePlacement,
            NameMentor,
            EditOpening,
            LogHours,
            ConfirmHours,
            UnlockHours,
            ImportFiles,
        ] {
            assert!(!may(Role::Auditor, *relation, action), "{action} {relation}");
        }
    }
    for role in Role::ALL {
        for relation in [Relation::Own, Relation::Sending, Relation::Employer, Relation::Counterpart] {
            assert!(!may(*role, relation, ConfirmHours) && !may(*role, relation, UnlockHours), "{role} {relation}");
        }
    }
}
