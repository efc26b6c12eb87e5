//! Where a role goes: the places of the rail, and what stands behind *manage*.

use domain::account::Role;

use crate::{
    ui::{icon::IconName, layout::Place},
    visit::Visit,
};

/// A page with its icon, its name, and one line that says what it is for.
pub(super) type Entry = (String, IconName, &'static str, &'static str);

type Rail = Vec<(&'static str, IconName, &'static str)>;

/// The places of a role, in the order of its day.
pub(super) fn rail(role: Role, visit: &Visit) -> Vec<Place> {
    let list = listed(role, visit);
    let current = current(visit, &list, &managed(role, visit));
    list.into_iter()
        .map(|(href, icon, label)| Place {
            href: href.into(),
            icon,
            label: label.into(),
            current: current == Some(href),
            waiting: None,
        })
        .collect()
}

fn listed(role: Role, visit: &Visit) -> Rail {
    let w = visit.words();
    let home = ("/", IconName::Home, w.home());
    let placements = ("/placements", IconName::Placement, w.placements());
    let openings = ("/openings", IconName::Opening, w.rail_openings());
    let confirm = ("/hours/waiting", IconName::Check, w.rail_confirm_hours());
    let manage = ("/manage", IconName::Manage, w.manage());
    match role {
        Role::CollegeHr => vec![
            home,
            ("/people", IconName::People, w.roster()),
            placements,
            openings,
            ("/progress", IconName::Progress, w.rail_progress()),
            confirm,
            manage,
        ],
        Role::Coordinator => {
            vec![home, openings, placements, confirm, ("/people", IconName::People, w.rail_my_engineers()), manage]
        }
        Role::Teacher | Role::Engineer => vec![
            home,
            ("/me", IconName::Progress, w.rail_my_progress()),
            ("/hours", IconName::Hours, w.rail_log_hours()),
            ("/calendar", IconName::Calendar, w.agenda_person()),
            ("/placements", IconName::Placement, w.rail_my_placements()),
            openings,
            confirm,
        ],
        Role::Secretariat => vec![
            home,
            ("/members", IconName::Members, w.members()),
            ("/flows", IconName::Flows, w.flows()),
            ("/reporting", IconName::Waiting, w.rail_reporting()),
            openings,
            manage,
        ],
        Role::Auditor => {
            let mut list = vec![home, placements];
            if visit.ctx.organisation().is_some() {
                list.push(("/people", IconName::People, w.roster()));
                list.push(("/progress", IconName::Progress, w.rail_progress()));
            } else {
                list.push(("/members", IconName::Members, w.members()));
                list.push(("/flows", IconName::Flows, w.flows()));
            }
            list.push(openings);
            list.push(manage);
            list
        }
    }
}

/// The pages of a role that are not for every day.
pub(super) fn managed(role: Role, visit: &Visit) -> Vec<Entry> {
    let w = visit.words();
    let own = visit.ctx.organisation();
    let entry = |href: &str, icon, label, text| (href.to_owned(), icon, label, text);
    let credentials = entry("/credentials", IconName::Met, w.credentials(), w.manage_credentials());
    let accounts = entry("/accounts", IconName::Person, w.accounts(), w.manage_accounts());
    let imports = entry("/imports", IconName::Import, w.imports(), w.manage_imports());
    let exports = entry("/exports", IconName::Export, w.exports(), w.manage_exports());
    let indicators = entry("/indicators", IconName::Progress, w.indicators(), w.manage_indicators());
    let timetable = entry("/timetable", IconName::Calendar, w.timetable(), w.manage_timetable());
    let rules = entry("/rules", IconName::Check, w.rules(), w.rules_manage());
    let audit = entry("/audit", IconName::Audit, w.audit(), w.manage_audit());
    let calendar = entry("/calendars", IconName::Calendar, w.calendars(), w.calendars_manage_lead());
    let organisation =
        own.map(|own| (format!("/members/{own}"), IconName::Organisation, w.organisation(), w.manage_organisation()));
    match role {
        Role::CollegeHr | Role::Coordinator => [
            Some(entry("/board", IconName::Calendar, w.board(), w.manage_board())),
            Some(entry("/hours/missing", IconName::Waiting, w.missing_title(), w.manage_missing())),
            Some(calendar),
            (role == Role::CollegeHr).then(|| timetable.clone()),
            Some(rules),
            (role == Role::CollegeHr).then(|| indicators.clone()),
            Some(credentials),
            Some(entry("/consents", IconName::Check, w.consents(), w.manage_consents())),
            Some(accounts),
            Some(imports),
            Some(exports),
            organisation,
            Some(audit),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Role::Secretariat => vec![calendar, rules, indicators, accounts, imports, exports, audit],
        Role::Auditor => {
            [Some(calendar), Some(rules), Some(indicators), Some(credentials), Some(exports), organisation, Some(audit)]
                .into_iter()
                .flatten()
                .collect()
        }
        Role::Teacher | Role::Engineer => Vec::new(),
    }
}

/// The place to which the page belongs: the longest that begins its path; of what is managed, *manage*.
fn current(visit: &Visit, list: &Rail, managed: &[Entry]) -> Option<&'static str> {
    let here = visit.path();
    let within = |href: &str| here == href || (href != "/" && here.starts_with(&format!("{href}/")));
    let longest = list.iter().filter(|(href, ..)| within(href)).map(|(href, ..)| *href).max_by_key(|href| href.len());
    let below = managed.iter().filter(|(href, ..)| within(href)).map(|(href, ..)| href.len()).max();
    match (longest, below) {
        (longest, Some(below)) if longest.is_none_or(|href| href.len() < below) => Some("/manage"),
        (longest, _) => longest,
    }
}
