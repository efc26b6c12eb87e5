//! Who may do what: one exhaustive table. Pages and use cases ask it; nothing else decides.

use crate::account::Role;

text_enum! {
    /// How the acting role stands to an object.
    pub enum Relation {
        /// The object is the actor, or the actor is the participant.
        Own = "own",
        /// The actor is the mentor of the placement.
        Mentor = "mentor",
        /// The actor acts for the sending organisation.
        Sending = "sending",
        /// The actor acts for the hosting organisation.
        Hosting = "hosting",
        /// The actor acts for the organisation itself, or for the employer of the person.
        Employer = "employer",
        /// The actor acts for the other organisation of a placement with it or its person.
        Counterpart = "counterpart",
        /// The actor acts for a member of the community that the object is offered to.
        Member = "member",
        /// The actor acts for the community.
        Community = "community",
    }
}

text_enum! {
    /// What can be done, named after the deed.
    pub enum Action {
        /// See the members of the community.
        ListMembers = "list_members",
        /// See an organisation.
        ReadOrganisation = "read_organisation",
        /// Add a member.
        AddOrganisation = "add_organisation",
        /// Change an organisation.
        EditOrganisation = "edit_organisation",
        /// Take a member out of the community, or in again.
        DeactivateOrganisation = "deactivate_organisation",
        /// See the flows between members, in numbers.
        ReadFlows = "read_flows",
        /// See the roster of an organisation.
        ReadRoster = "read_roster",
        /// See a person.
        ReadPerson = "read_person",
        /// Add a person to an organisation.
        AddPerson = "add_person",
        /// Change a person and the employment.
        EditPerson = "edit_person",
        /// See how far a person is.
        ReadProgress = "read_progress",
        /// See the credentials of a person.
        ReadCredentials = "read_credentials",
        /// Add, change and remove credentials of a person.
        EditCredentials = "edit_credentials",
        /// Say that the original of a credential was seen, or take it back.
        VerifyCredentials = "verify_credentials",
        /// See the circumstances of a person that rules ask for.
        ReadCircumstances = "read_circumstances",
        /// Record, change and remove them.
        EditCircumstances = "edit_circumstances",
        /// See the indicators of a college and what it reports about itself.
        ReadIndicators = "read_indicators",
        /// Change what a college reports about itself.
        EditFigures = "edit_figures",
        /// Give an account and a role.
        InviteAccount = "invite_account",
        /// See who has an account and in which role.
        ListAccounts = "list_accounts",
        /// Renew and revoke links, put roles to rest and take them up again, open something to an auditor.
        ManageAccount = "manage_account",
        /// See a placement.
        ReadPlacement = "read_placement",
        /// Draft a placement.
        DraftPlacement = "draft_placement",
        /// Edit, submit or withdraw a draft; approve, return, decline, start, complete, terminate, new dates.
        DecidePlacement = "decide_placement",
        /// Name or replace the mentor.
        NameMentor = "name_mentor",
        /// See an opening.
        ReadOpening = "read_opening",
        /// Add, change, close and reopen an opening.
        EditOpening = "edit_opening",
        /// See the hours of a placement.
        ReadHours = "read_hours",
        /// Log, change, submit and withdraw hours.
        LogHours = "log_hours",
        /// Confirm and return hours.
        ConfirmHours = "confirm_hours",
        /// Unlock confirmed hours, with a reason.
        UnlockHours = "unlock_hours",
        /// Import files of people, placements, hours and credentials.
        ImportFiles = "import_files",
        /// Import files of organisations and catalogues, and create organisations by a file.
        ImportLists = "import_lists",
        /// Export lists.
        ExportLists = "export_lists",
        /// Read the audit log.
        ReadAudit = "read_audit",
        /// Make and revoke one's own tokens.
        ManageOwnTokens = "manage_own_tokens",
        /// Make and revoke one's own calendar feeds.
        ManageOwnFeeds = "manage_own_feeds",
        /// See rule packs.
        ReadRulePacks = "read_rule_packs",
        /// Save a version of a rule pack.
        EditRulePacks = "edit_rule_packs",
        /// Adopt a version of a rule pack for an organisation, and end that.
        AdoptRulePacks = "adopt_rule_packs",
        /// See the calendar of an organisation: what it closes, when it works, its shifts.
        ReadCalendar = "read_calendar",
        /// Change the calendar of an organisation.
        EditCalendar = "edit_calendar",
        /// See the timetable of a college, or of a person.
        ReadTimetable = "read_timetable",
        /// Change the terms, the period clock and the course sections of a college.
        EditTimetable = "edit_timetable",
    }
}

/// Whether an account acting in `role`, standing in `relation` to the object, may do `action`.
#[must_use]
pub const fn may(role: Role, relation: Relation, action: Action) -> bool {
    use Relation::{Community, Counterpart, Employer, Hosting, Member, Mentor, Own, Sending};
    use Role::{Auditor, CollegeHr, Coordinator, Engineer, Secretariat, Teacher};
    let officer = role.is_officer();
    let reader = officer || matches!(role, Auditor);
    match action {
        Action::ListMembers => {
            matches!((role, relation), (Secretariat | Auditor, Community)) || (officer && matches!(relation, Employer))
        }
        Action::ReadOrganisation => {
            matches!((role, relation), (Secretariat | Auditor, Community))
                || matches!(relation, Employer)
                || (reader && matches!(relation, Counterpart))
        }
        Action::AddOrganisation | Action::DeactivateOrganisation => {
            matches!((role, relation), (Secretariat, Community))
        }
        Action::EditOrganisation => {
            matches!((role, relation), (Secretariat, Community)) || (officer && matches!(relation, Employer))
        }
        Action::ReadFlows => matches!((role, relation), (Secretariat | Auditor, Community)),
        Action::ReadRoster => {
            (reader && matches!(relation, Employer)) || matches!((role, relation), (Auditor, Community))
        }
        Action::ReadPerson => {
            matches!(relation, Own)
                || (reader && matches!(relation, Employer | Counterpart))
                || matches!((role, relation), (Auditor, Community))
        }
        Action::AddPerson | Action::EditPerson => officer && matches!(relation, Employer),
        Action::ReadProgress => {
            matches!(relation, Own)
                || (reader && matches!(relation, Employer))
                || matches!((role, relation), (Auditor, Community))
        }
        Action::ReadCredentials | Action::ReadCircumstances => {
            matches!(relation, Own)
                || (reader && matches!(relation, Employer))
                || matches!((role, relation), (Auditor, Community))
        }
        Action::EditCredentials => {
            (matches!(role, Teacher | Engineer) && matches!(relation, Own)) || (officer && matches!(relation, Employer))
        }
        Action::VerifyCredentials | Action::EditCircumstances => officer && matches!(relation, Employer),
        Action::ReadIndicators => {
            matches!((role, relation), (CollegeHr | Auditor, Employer) | (Secretariat | Auditor, Community))
        }
        Action::EditFigures => matches!((role, relation), (CollegeHr, Employer)),
        Action::InviteAccount | Action::ListAccounts | Action::ManageAccount => {
            (officer && matches!(relation, Employer)) || matches!((role, relation), (Secretariat, Community))
        }
        Action::ReadPlacement | Action::ReadHours => {
            (matches!(role, Teacher | Engineer | CollegeHr | Coordinator) && matches!(relation, Own | Mentor))
                || (reader && matches!(relation, Sending | Hosting))
                || matches!((role, relation), (Auditor, Community))
        }
        Action::DraftPlacement | Action::DecidePlacement => officer && matches!(relation, Sending | Hosting),
        Action::NameMentor => officer && matches!(relation, Hosting),
        Action::ReadOpening => {
            matches!(relation, Employer | Member | Counterpart)
                || matches!((role, relation), (Secretariat | Auditor, Community))
        }
        Action::EditOpening => officer && matches!(relation, Employer),
        Action::LogHours => matches!(role, Teacher | Engineer) && matches!(relation, Own),
        Action::ConfirmHours | Action::UnlockHours => {
            (officer && matches!(relation, Hosting))
                || (matches!(role, Teacher | Engineer | CollegeHr | Coordinator) && matches!(relation, Mentor))
        }
        Action::ImportFiles => {
            (officer && matches!(relation, Employer)) || matches!((role, relation), (Secretariat, Community))
        }
        Action::ImportLists => matches!((role, relation), (Secretariat, Community)),
        Action::ExportLists => {
            (reader && matches!(relation, Employer)) || matches!((role, relation), (Secretariat | Auditor, Community))
        }
        Action::ReadAudit => {
            (reader && matches!(relation, Employer)) || matches!((role, relation), (Secretariat | Auditor, Community))
        }
        Action::ManageOwnTokens | Action::ManageOwnFeeds => matches!(relation, Own),
        Action::ReadRulePacks => {
            matches!(relation, Employer | Member) || matches!((role, relation), (Secretariat | Auditor, Community))
        }
        Action::EditRulePacks => {
            matches!((role, relation), (CollegeHr, Employer) | (Secretariat, Community))
        }
        Action::ReadCalendar => {
            matches!((role, relation), (Secretariat | Auditor, Community))
                || matches!(relation, Employer)
                || (reader && matches!(relation, Counterpart))
        }
        Action::EditCalendar => officer && matches!(relation, Employer),
        Action::AdoptRulePacks | Action::EditTimetable => matches!((role, relation), (CollegeHr, Employer)),
        Action::ReadTimetable => {
            matches!(relation, Own)
                || matches!((role, relation), (CollegeHr | Auditor, Employer) | (Auditor, Community))
        }
    }
}

/// Whether any of `relations` allows it.
#[must_use]
pub fn may_any(role: Role, relations: &[Relation], action: Action) -> bool {
    relations.iter().any(|relation| may(role, *relation, action))
}
