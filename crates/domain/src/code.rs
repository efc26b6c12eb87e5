//! The codes of what can be wrong with a value or a deed. Stable: users' scripts rely on the texts.

text_enum! {
    /// What is wrong with one field of a form or one cell of a file.
    pub enum Code {
        /// A value must be given.
        Required = "required",
        /// The text is longer than the field holds.
        TooLong = "too_long",
        /// The text holds a character that is no writing: a NUL, an escape, a line break in a single line.
        ControlCharacter = "control_character",
        /// The text is shorter than allowed.
        TooShort = "too_short",
        /// The value is not one of those allowed.
        UnknownValue = "unknown_value",
        /// Nothing of this kind has such a value.
        NotAsked = "not_asked",
        /// Not a number of the expected kind.
        NotANumber = "not_a_number",
        /// The number lies outside what is allowed.
        OutOfRange = "out_of_range",
        /// No such calendar day.
        BadDate = "bad_date",
        /// The last day lies before the first.
        EndBeforeStart = "end_before_start",
        /// No such time of day or duration.
        BadTime = "bad_time",
        /// Not an e-mail address.
        BadEmail = "bad_email",
        /// Not the form of an MOE college code.
        BadMoeCode = "bad_moe_code",
        /// Not a unified social credit code, or its check character is wrong (GB 32100).
        BadCreditCode = "bad_credit_code",
        /// No such time zone.
        UnknownZone = "unknown_zone",
        /// The value is already taken.
        Duplicate = "duplicate",
        /// No such object, or not visible to the reader.
        NotFound = "not_found",
        /// The organisation is not known, and may not be created on the way.
        UnknownOrganisation = "unknown_organisation",
        /// The person is not known, and may not be created on the way.
        UnknownPerson = "unknown_person",
        /// The major is not in the catalogue.
        UnknownMajor = "unknown_major",
        /// The sending organisation is missing.
        MissingSender = "missing_sender",
        /// The hosting organisation is missing.
        MissingHost = "missing_host",
        /// Sending and hosting organisation are the same.
        SenderIsHost = "sender_is_host",
        /// The sending side has the wrong kind of organisation for this direction.
        WrongSenderKind = "wrong_sender_kind",
        /// The hosting side has the wrong kind of organisation for this direction.
        WrongHostKind = "wrong_host_kind",
        /// The person is not employed by the sending organisation over the whole placement.
        NotEmployed = "not_employed",
        /// The mentor is not employed by the hosting organisation.
        MentorNotAtHost = "mentor_not_at_host",
        /// The mentor would be the participant.
        MentorIsParticipant = "mentor_is_participant",
        /// A full-time placement of the same person overlaps.
        Overlap = "overlap",
        /// Two placements of one person overlap while a load is unknown: a warning.
        OverlapUnknownLoad = "overlap_unknown_load",
        /// The employer has not consented to let the person go.
        ConsentMissing = "consent_missing",
        /// The day lies outside the placement.
        OutsidePlacement = "outside_placement",
        /// The day lies outside the days of the opening.
        OutsideOpening = "outside_opening",
        /// Every place of the opening is taken, or its capacity would fall below what is taken.
        OpeningFull = "opening_full",
        /// The opening is closed.
        OpeningClosed = "opening_closed",
        /// The opening asks for something else: another direction, another organisation, another engineer.
        OtherOpening = "other_opening",
        /// Hours were logged on days that the new dates leave out.
        HoursOutside = "hours_outside",
        /// A day off lies outside the schedule.
        DayOffOutside = "day_off_outside",
        /// No weekday of a schedule has minutes.
        NoWeekday = "no_weekday",
        /// The day or time lies in the future, judged in the host's zone.
        InFuture = "in_future",
        /// The placement has not reached its first day, judged in the host's zone.
        NotYet = "not_yet",
        /// More than 24 hours in one entry or one day of a person.
        OverTwentyFourHours = "over_24_hours",
        /// The entry runs over midnight: a flag.
        OverMidnight = "over_midnight",
        /// The entry overlaps one at another host: a flag.
        OverlapsOtherHost = "overlaps_other_host",
        /// The entry overlaps another of the same placement.
        OverlapsEntry = "overlaps_entry",
        /// The period was submitted and waits for confirmation.
        PeriodSubmitted = "period_submitted",
        /// The period is confirmed and locked.
        PeriodLocked = "period_locked",
        /// There is nothing in the period to act on.
        NothingToDo = "nothing_to_do",
        /// What waits in the period is not what was shown.
        ChangedMeanwhile = "changed_meanwhile",
        /// A reason must be given.
        ReasonRequired = "reason_required",
        /// The two passwords differ.
        PasswordsDiffer = "passwords_differ",
        /// E-mail or password is wrong.
        SignInFailed = "sign_in_failed",
        /// Too many attempts; wait.
        Throttled = "throttled",
        /// The link is used, revoked or too old.
        LinkExpired = "link_expired",
        /// Nobody changes the access of the own account.
        OwnAccount = "own_account",
        /// The organisation, or the community, would be left without an officer.
        LastOfficer = "last_officer",
        /// The account acts for somebody else too, so that its password is not this officer's to renew.
        ActsElsewhere = "acts_elsewhere",
        /// No one-time link waits.
        NoOpenLink = "no_open_link",
        /// The role was put to rest, or its last day is over.
        AccessEnded = "access_ended",
        /// Only an auditor's access has a last day.
        OnlyForAuditors = "only_for_auditors",
        /// The password so far is another.
        WrongPassword = "wrong_password",
        /// The kind of entry does not go with the direction of the placement.
        WrongKind = "wrong_kind",
        /// The file is neither CSV nor a workbook.
        NotATable = "not_a_table",
        /// The file has no rows.
        EmptyFile = "empty_file",
        /// A column that is needed is missing.
        MissingColumn = "missing_column",
        /// Two columns have the same name.
        DoubledColumn = "doubled_column",
        /// The text is not in the encoding it claims.
        BadEncoding = "bad_encoding",
        /// The file is larger than can be read.
        TooLarge = "too_large",
        /// A quoted field or a row is broken.
        BrokenRow = "broken_row",
        /// The mapping file cannot be read.
        BadMapping = "bad_mapping",
        /// The text is no rule pack, or one of its test cases fails.
        BadRulePack = "bad_rule_pack",
        /// The sheet named does not exist.
        UnknownSheet = "unknown_sheet",
        /// A number where text is needed: a spreadsheet rounds long numbers.
        NumberInTextColumn = "number_in_text_column",
        /// A file of one organisation that is about others.
        NotYours = "not_yours",
        /// A file of one organisation that changes a placement which is a draft no longer.
        NotADraft = "not_a_draft",
        /// The placement does not take hours in its state.
        TakesNoHours = "takes_no_hours",
        /// The state that the file gives was not taken over: a warning.
        StateNotTaken = "state_not_taken",
        /// The reference that the file gives was not kept: a warning.
        ReferenceNotKept = "reference_not_kept",
        /// A lesson of the participant's timetable lies in the time.
        MeetsLesson = "meets_lesson",
        /// The participant is on leave in the time.
        MeetsLeave = "meets_leave",
        /// A permit without which the work is forbidden lapses before the end.
        CredentialLapses = "credential_lapses",
        /// Conflicts that may be accepted need a reason.
        ConflictsNeedReason = "conflicts_need_reason",
        /// The file is no calendar in the iCalendar format.
        NotACalendar = "not_a_calendar",
        /// A component of a calendar file is not closed, or closed without being open.
        UnclosedComponent = "unclosed_component",
        /// A line of a calendar file is longer than can be read.
        LineTooLong = "line_too_long",
        /// A line of a calendar file has no name and value.
        BrokenLine = "broken_line",
        /// A time that no clock of that zone shows.
        NoSuchTime = "no_such_time",
        /// A recurrence that contradicts itself, or that is not understood.
        BadRecurrence = "bad_recurrence",
        /// A recurrence with more occurrences than can be read.
        TooManyOccurrences = "too_many_occurrences",
        /// Another entry of the calendar speaks of the same part of the same day.
        CalendarOverlap = "calendar_overlap",
        /// A line of a shift pattern cannot be read, or two of its shifts run at the same time.
        BadShift = "bad_shift",
        /// A day that was known of a year is not in the file that announces the year, and falls away: a warning.
        DayDropped = "day_dropped",
        /// Not the two letters of a country.
        BadCountry = "bad_country",
        /// Nobody can say on this machine which identifier was meant.
        Ambiguous = "ambiguous",
        /// No expression of teaching weeks.
        BadWeeks = "bad_weeks",
        /// An expression of teaching weeks that leaves none, or asks for odd and even ones.
        ContradictoryWeeks = "contradictory_weeks",
        /// No meeting time of a course section.
        BadMeeting = "bad_meeting",
        /// The periods of a day are not numbered one after the other, or overlap.
        BadPeriod = "bad_period",
        /// The college's clock has no such period.
        UnknownPeriod = "unknown_period",
        /// The college has no such term.
        UnknownTerm = "unknown_term",
        /// The term has no such week.
        OutsideTerm = "outside_term",
        /// A term begins on a Monday.
        NotAMonday = "not_a_monday",
        /// A course section without a teacher: a warning.
        WithoutTeacher = "without_teacher",
        /// A course section without meeting times: a warning.
        WithoutMeetings = "without_meetings",
        /// Lessons of a course section lie in a placement of who teaches it: a warning.
        MeetsPlacement = "meets_placement",
        /// The rooms are not as many as the meetings and were left out: a warning.
        RoomsLeftOut = "rooms_left_out",
    }
}
