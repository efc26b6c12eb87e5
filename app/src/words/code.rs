//! Codes as sentences: the one place where they become language.

use domain::{Code, Error, error::Conflict};

use super::{Lang, Words};

impl Words {
    /// What is wrong with a value, and what to do about it.
    #[must_use]
    pub const fn code(self, code: Code) -> &'static str {
        let (zh, en) = match code {
            Code::Required => ("请填写此项。", "Please fill this in."),
            Code::TooLong => ("内容太长，请缩短。", "This is too long; please shorten it."),
            Code::ControlCharacter => (
                "含有不可见的控制字符，请删除后重新填写。",
                "This holds invisible control characters; please type it anew.",
            ),
            Code::TooShort => {
                ("内容太短，密码至少 10 个字符。", "This is too short; a password has at least 10 characters.")
            }
            Code::UnknownValue => ("请从列表中选择。", "Please choose one of the values in the list."),
            Code::NotAsked => ("这一类情形没有此项，请留空。", "This kind has no such value; leave it empty."),
            Code::NotANumber => ("请输入数字。", "Please enter a number."),
            Code::OutOfRange => ("超出允许的范围。", "This is outside the allowed range."),
            Code::BadDate => {
                ("没有这一天，请按 2026-11-23 的格式填写。", "There is no such day; write it like 2026-11-23.")
            }
            Code::EndBeforeStart => ("结束日期早于开始日期。", "The last day lies before the first."),
            Code::BadTime => {
                ("时长无法识别，可填 8、8.5、8:30 或 9-17。", "This is no time; write 8, 8.5, 8:30 or 9-17.")
            }
            Code::BadEmail => ("邮箱格式不正确。", "This is not an e-mail address."),
            Code::BadMoeCode => ("院校代码格式不正确。", "This is not a college code of the Ministry of Education."),
            Code::BadCreditCode => (
                "统一社会信用代码有误，请核对 18 位代码及校验位。",
                "This credit code is wrong; check its 18 characters.",
            ),
            Code::UnknownZone => ("没有这个时区。", "There is no such time zone."),
            Code::Duplicate => ("已被使用。", "This is already in use."),
            Code::NotFound => ("未找到。", "This was not found."),
            Code::UnknownOrganisation => (
                "单位不在系统中，映射也不允许新建。",
                "The organisation is unknown, and the mapping does not allow creating it.",
            ),
            Code::UnknownPerson => (
                "人员不在系统中，映射也不允许新建。",
                "The person is unknown, and the mapping does not allow creating them.",
            ),
            Code::UnknownMajor => ("专业目录中没有此代码。", "The catalogue of majors has no such code."),
            Code::MissingSender => ("缺少派出单位。", "The sending organisation is missing."),
            Code::MissingHost => ("缺少接收单位。", "The hosting organisation is missing."),
            Code::SenderIsHost => ("派出单位与接收单位相同。", "Sending and hosting organisation are the same."),
            Code::WrongSenderKind => {
                ("派出单位的类型与方向不符。", "This kind of organisation does not send in this direction.")
            }
            Code::WrongHostKind => {
                ("接收单位的类型与方向不符。", "This kind of organisation does not host in this direction.")
            }
            Code::NotEmployed => (
                "该人员在整个派驻期间并非都在派出单位任职。",
                "The sending organisation does not employ this person during the whole placement.",
            ),
            Code::MentorNotAtHost => {
                ("导师须在接收单位任职。", "The mentor must be employed by the hosting organisation.")
            }
            Code::MentorIsParticipant => ("不能担任自己的导师。", "Nobody can be their own mentor."),
            Code::Overlap => {
                ("与此人的另一段全职派驻重叠。", "This overlaps another full-time placement of the same person.")
            }
            Code::OverlapUnknownLoad => (
                "与此人的另一段派驻重叠，全职与否不明。",
                "This overlaps another placement of the same person; the load is unknown.",
            ),
            Code::ConsentMissing => ("用人单位尚未同意派出。", "The employer has not consented to let this person go."),
            Code::OutsidePlacement => ("这一天不在派驻期内。", "This day lies outside the placement."),
            Code::OutsideOpening => ("超出岗位或需求的起止日期。", "This lies outside the days of the opening."),
            Code::OpeningFull => ("名额已满。", "Every place of the opening is taken."),
            Code::OpeningClosed => ("该岗位或需求已关闭。", "The opening is closed."),
            Code::OtherOpening => ("与所用的岗位或需求不符。", "This does not go with the opening it is made from."),
            Code::HoursOutside => (
                "这段日期之外已填报工时，请先删除或更正。",
                "Hours were logged outside these dates; remove or correct them first.",
            ),
            Code::DayOffOutside => ("休息日须在安排的日期之内。", "A day off must lie within the schedule."),
            Code::NoWeekday => ("请至少填写一个工作日。", "Give the hours of at least one weekday."),
            Code::InFuture => ("不能填报将来的工时。", "Hours cannot lie in the future."),
            Code::NotYet => (
                "派驻尚未到开始日期；如提前到岗，请先调整日期。",
                "The first day has not come; who starts earlier needs other dates first.",
            ),
            Code::OverTwentyFourHours => ("一天不能超过 24 小时。", "A day has no more than 24 hours."),
            Code::OverMidnight => ("跨越午夜", "Runs over midnight"),
            Code::OverlapsOtherHost => ("与另一单位的工时重叠", "Overlaps hours at another host"),
            Code::OverlapsEntry => ("与已填报的时段重叠。", "This overlaps an entry that is already there."),
            Code::PeriodSubmitted => ("这段时间已提交，请先撤回。", "This period is submitted; withdraw it first."),
            Code::PeriodLocked => ("这段时间已确认并锁定。", "This period is confirmed and locked."),
            Code::NothingToDo => ("没有可处理的工时。", "There is nothing here to act on."),
            Code::ChangedMeanwhile => (
                "打开页面之后有变动，请核对后再确认。",
                "This changed since you opened the page; look again, then confirm.",
            ),
            Code::ReasonRequired => ("请填写原因。", "Please give a reason."),
            Code::PasswordsDiffer => ("两次输入的密码不一致。", "The two passwords differ."),
            Code::SignInFailed => ("邮箱或密码不正确。", "E-mail or password is wrong."),
            Code::Throttled => ("尝试次数过多，请稍后再试。", "Too many attempts; please wait a while."),
            Code::LinkExpired => {
                ("链接已使用或已过期，请向邀请人索取新链接。", "This link is used or too old; ask for a new one.")
            }
            Code::OwnAccount => ("不能更改自己的账号。", "Nobody changes the access of the own account."),
            Code::LastOfficer => ("这是最后一名管理人员，须保留。", "This is the last officer; one must stay."),
            Code::ActsElsewhere => (
                "此账号还在其他单位使用，请本人在“账号”页改密码，或请秘书处处理。",
                "This account acts elsewhere too; its owner changes the password, or the secretariat makes a link.",
            ),
            Code::NoOpenLink => ("没有等待使用的链接。", "No link is waiting."),
            Code::AccessEnded => ("权限已停用或已到期，请先恢复。", "This access has ended; give it back first."),
            Code::OnlyForAuditors => ("只有审计员的权限有截止日。", "Only an auditor's access has a last day."),
            Code::WrongPassword => ("当前密码不正确。", "The password so far is another."),
            Code::WrongKind => ("此类工时与派驻方向不符。", "This kind of hours does not go with the direction."),
            Code::NotATable => {
                ("文件不是 CSV、XLSX 或 XLS 表格。", "The file is no table: neither CSV nor XLSX nor XLS.")
            }
            Code::EmptyFile => ("文件没有数据行。", "The file has no rows."),
            Code::MissingColumn => ("缺少所需的列。", "A column that is needed is missing."),
            Code::DoubledColumn => ("列名重复。", "Two columns have the same name."),
            Code::BadEncoding => {
                ("文字编码有误，请指定正确的编码。", "The text encoding is broken; please name the right one.")
            }
            Code::TooLarge => ("文件太大。", "The file is too large."),
            Code::BrokenRow => ("这一行的引号或列数有误。", "The quotes or the number of cells of this row are wrong."),
            Code::BadMapping => ("映射文件有误。", "The mapping file is wrong."),
            Code::BadRulePack => (
                "规则包有错误或测试未通过，请按所列位置修改。",
                "The rule pack has errors or a test case fails; mend the places that are listed.",
            ),
            Code::UnknownSheet => ("没有这个工作表。", "There is no such sheet."),
            Code::NumberInTextColumn => (
                "长编号以数字存储，表格软件已将其舍入，请改为文本。",
                "A long number is stored as a number and was rounded; store it as text.",
            ),
            Code::NotYours => (
                "不属于本单位，只能导入本单位的数据。",
                "This is not your organisation's; a file may only be about your own.",
            ),
            Code::NotADraft => (
                "此派驻已不是草稿，请在其页面上办理变更。",
                "This placement is no longer a draft; change it on its page.",
            ),
            Code::TakesNoHours => (
                "此派驻尚未开始或未成立，不能填报工时。",
                "This placement has not started or did not take place; it takes no hours.",
            ),
            Code::StateNotTaken => (
                "未采用文件中的状态：审批和确认须由有权的一方办理。",
                "The state in the file was not taken over; approving and confirming is for the side that may.",
            ),
            Code::ReferenceNotKept => (
                "未保存文件中的人员编号：共同体编号由秘书处维护，请使用工号。",
                "The reference was not kept; references are the secretariat's, use staff numbers.",
            ),
            Code::MeetsLesson => (
                "与本人的课程时间冲突，不能提交。请调整日期或每周安排。",
                "It clashes with the participant's lessons. Change the dates or the schedule.",
            ),
            Code::MeetsLeave => (
                "派驻期间本人请假，不能提交。请调整日期。",
                "The participant is on leave in that time. Change the dates.",
            ),
            Code::CredentialLapses => {
                ("上岗必需的证书在派驻期间到期。", "A permit that the work needs lapses before the placement ends.")
            }
            Code::ConflictsNeedReason => {
                ("有需要确认的情况，请说明理由后再提交。", "Something needs a reason: say why, and submit again.")
            }
            Code::NotACalendar => ("不是 iCalendar 日历文件（.ics）。", "This is no calendar file (iCalendar, .ics)."),
            Code::UnclosedComponent => (
                "日历文件的 BEGIN 与 END 不成对，文件可能不完整。",
                "BEGIN and END do not go together here; the file may be cut off.",
            ),
            Code::LineTooLong => ("这一行太长，无法读取。", "This line is too long to be read."),
            Code::BrokenLine => {
                ("这一行没有名称和值，无法读取。", "This line has no name and value and cannot be read.")
            }
            Code::NoSuchTime => (
                "这个时间在该时区不存在（如夏令时跳过的时刻）。",
                "No clock of that zone shows this time, such as in the hour that summer time skips.",
            ),
            Code::BadRecurrence => {
                ("重复规则自相矛盾或无法识别。", "This recurrence contradicts itself or is not understood.")
            }
            Code::TooManyOccurrences => ("重复次数太多，无法读取。", "This recurs more often than can be read."),
            Code::CalendarOverlap => {
                ("这一天已有另一条安排。", "Another entry already speaks of this day or this part of it.")
            }
            Code::BadShift => (
                "排班写法不对：每行写周期内第几天和起止时间，如“1 08:00-20:00”，班次不能重叠。",
                "Write the day of the cycle and the times on each line, such as \"1 08:00-20:00\"; shifts must not overlap.",
            ),
            Code::DayDropped => (
                "文件未列出该年份原有的某些日子，这些日子将不再是节假日或调休上班。",
                "The file leaves out days that were known of this year; they are ordinary days again.",
            ),
            Code::BadCountry => ("请填写两个字母的国家代码，如 CN。", "Give the two letters of a country, such as CN."),
            Code::Ambiguous => ("指向不明确。", "It is not clear which one is meant."),
            Code::BadWeeks => {
                ("周次无法识别，请写成 1-12、1-8,10-16 或 2-16双。", "Write weeks as 1-12, 1-8,10-16 or 2-16双.")
            }
            Code::ContradictoryWeeks => {
                ("周次自相矛盾：单双周不符，没有一周符合。", "The weeks contradict themselves: no week is left.")
            }
            Code::BadMeeting => (
                "上课时间无法识别，请写成 周三第1-2节 第{1-12}周，多个时间用 | 分隔。",
                "Write meeting times as 周三第1-2节 第{1-12}周 or Wed 1-2 (1-12), with | between several.",
            ),
            Code::BadPeriod => (
                "作息时间有误：每行一节，如 1 08:00-08:45，从第 1 节起连续编号，时间不重叠。",
                "Write a line a period, such as 1 08:00-08:45, numbered from 1 on and without overlaps.",
            ),
            Code::UnknownPeriod => ("作息时间里没有这一节。", "The period clock does not have this period."),
            Code::UnknownTerm => ("没有这个学期，请先登记。", "There is no such term; add it first."),
            Code::OutsideTerm => ("周次超出了学期的周数。", "The term does not have so many weeks."),
            Code::NotAMonday => ("请填写周一的日期。", "Give a Monday."),
            Code::WithoutTeacher => ("这个教学班没有任课教师。", "This course section has no teacher."),
            Code::WithoutMeetings => ("这个教学班没有上课时间。", "This course section has no meeting times."),
            Code::MeetsPlacement => (
                "这个教学班的课与任课教师的派驻时间冲突；课表照常导入，请到该教师的日历和派驻页面处理。",
                "Its lessons meet a placement of who teaches. They are imported all the same; see the person's calendar and the placement.",
            ),
            Code::RoomsLeftOut => {
                ("教室与上课时间数目不一致，教室未导入。", "Not as many rooms as meetings: the rooms were left out.")
            }
        };
        self.pick(zh, en)
    }

    /// What went wrong with a request.
    #[must_use]
    pub fn error(self, error: &Error) -> String {
        let (zh, en) = match error {
            Error::SignInNeeded => ("请先登录。", "Please sign in."),
            Error::Forbidden => ("您没有执行此操作的权限。", "You may not do this."),
            Error::NotFound => ("没有此页面，或您无权查看。", "There is no such page, or it is not yours to see."),
            Error::Invalid(_) => ("填写有误，请检查。", "Some of this is not right; please check."),
            Error::Conflict(conflict) => return self.conflict(*conflict).to_owned(),
            Error::Throttled(seconds) => {
                let minutes = seconds.div_ceil(60);
                return match self.lang {
                    Lang::Zh => format!("尝试次数过多，请 {minutes} 分钟后再试。"),
                    Lang::En => format!("Too many attempts; please try again in {minutes} minutes."),
                };
            }
            Error::Busy => ("系统繁忙，请稍后重试。", "The system is busy; please try again."),
            Error::Internal(reference) => {
                return match self.lang {
                    Lang::Zh => format!("系统内部出错，请将编号 {reference} 告知管理员。"),
                    Lang::En => {
                        format!("Something failed inside. Please tell your administrator the reference {reference}.")
                    }
                };
            }
        };
        self.pick(zh, en).to_owned()
    }

    /// Why the state of things does not allow it.
    #[must_use]
    pub const fn conflict(self, conflict: Conflict) -> &'static str {
        let (zh, en) = match conflict {
            Conflict::Stale => (
                "您打开之后，他人已作修改。您填写的内容仍在，请核对后再次提交。",
                "This was changed since you opened it. What you typed is still here; check it and submit again.",
            ),
            Conflict::Overlap => {
                ("与此人的另一段全职派驻时间重叠。", "This overlaps another full-time placement of the same person.")
            }
            Conflict::WrongState => ("当前状态下不能执行此操作。", "This is not possible in the present state."),
            Conflict::Duplicate => ("已存在相同的记录。", "Such a record exists already."),
            Conflict::Locked => ("工时已确认并锁定。", "These hours are confirmed and locked."),
            Conflict::NotEmpty => ("数据库中已有数据。", "The database holds data already."),
        };
        self.pick(zh, en)
    }
}
