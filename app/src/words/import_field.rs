//! The kinds of files, their fields and values, by the names under which mapping files know them.

use domain::{
    calendar::{Announcement, StateDayKind},
    catalogue::Catalogue,
    hours::{EntryState, Kind as HoursKind},
    organisation::OrganisationKind,
    person::{Category, DoubleQualifiedLevel, Profile},
    placement::{Direction, Form, Load, State},
};
use service::mapping::Kind;

use super::{Words, words};

words! {
    catalogue_major => "专业", "Major";
    catalogue_credential_type => "证书类型", "Credential type";
}

impl Words {
    /// What the rows of a file are.
    #[must_use]
    pub fn import_kind(self, kind: Kind) -> &'static str {
        match kind.as_str() {
            "organisations" => self.pick("单位", "organisations"),
            "people" => self.pick("人员", "people"),
            "placements" => self.pick("派驻", "placements"),
            "catalogues" => self.pick("目录", "catalogues"),
            "holidays" => self.pick("节假日", "holidays"),
            "hours" => self.pick("工时", "hours"),
            "credentials" => self.pick("证书", "credentials"),
            "timetables" => self.pick("课表", "timetables"),
            other => other,
        }
    }

    /// What such a file holds, in a few words.
    #[must_use]
    pub fn import_kind_hint(self, kind: Kind) -> &'static str {
        match kind.as_str() {
            "organisations" => self.pick("单位：院校、企业、实训基地", "Organisations: colleges, enterprises, bases"),
            "people" => self.pick("人员：教师、工程师及其任职", "People: teachers, engineers and their employment"),
            "placements" => {
                self.pick("派驻：人员、双方单位、起止日期", "Placements: who, from where to where, and when")
            }
            "catalogues" => self.pick("目录：专业与证书类型", "Catalogues: majors and types of credentials"),
            "holidays" => self.pick("节假日：放假与调休上班安排", "Holidays: public holidays and make-up workdays"),
            "hours" => self.pick("工时：派驻期间的逐日工时", "Hours: what was worked day by day"),
            "credentials" => self.pick("证书：资格、职业技能等级等", "Credentials: qualifications and skill levels"),
            "timetables" => {
                self.pick("课表：教学班、教师、周次和节次", "Timetables: course sections, teachers, weeks, periods")
            }
            other => other,
        }
    }

    /// The name of a field of a file.
    #[must_use]
    pub fn import_field(self, kind: Kind, field: &'static str) -> &'static str {
        let (zh, en) = match (kind.as_str(), field) {
            ("organisations", "name") => ("单位名称", "Name of the organisation"),
            ("organisations", "kind") => ("单位类型", "Kind of organisation"),
            ("organisations", "name_en") => ("英文名称", "English name"),
            ("people", "first_day") => ("任职开始日期", "First day of employment"),
            ("people", "last_day") => ("任职结束日期", "Last day of employment"),
            ("holidays", "name_zh") => ("节假日名称", "Name of the holiday"),
            ("holidays", "name_en") => ("英文名称", "English name"),
            ("holidays", "type") => ("放假或调休上班", "Holiday or make-up workday"),
            ("holidays", "status") => ("已公布或暂定", "Announced or expected"),
            ("holidays", "country") => ("国家代码", "Country code"),
            ("holidays", "date") => ("日期", "Day"),
            ("catalogues", "name") => ("名称", "Name"),
            ("hours", "kind") => ("工时类型", "Kind of hours"),
            ("credentials", "number") => ("证书编号", "Number of the credential"),
            ("credentials", "reference") => ("文件编号", "The file's own reference"),
            ("timetables", "organisation") => ("院校", "College"),
            ("timetables", "academic_year") => ("学年", "Academic year"),
            ("timetables", "term") => ("学期", "Term"),
            ("timetables", "code") => ("教学班编号", "Number of the course section"),
            ("timetables", "course_code") => ("课程代码", "Code of the course"),
            ("timetables", "course") => ("课程", "Course"),
            ("timetables", "classes") => ("班级", "Classes"),
            ("timetables", "teachers") => ("任课教师", "Teachers"),
            ("timetables", "staff_numbers") => ("教师工号", "Staff numbers of the teachers"),
            ("timetables", "weeks") => ("周次", "Weeks"),
            ("timetables", "meetings") => ("上课时间", "Meeting times"),
            ("timetables", "rooms") => ("教室", "Rooms"),
            (_, field) => return self.import_common_field(field),
        };
        self.pick(zh, en)
    }

    fn import_common_field(self, field: &'static str) -> &'static str {
        let (zh, en) = match field {
            "name" => ("姓名", "Name"),
            "name_en" => ("英文姓名", "English name"),
            "reference" => ("文件编号", "The file's own reference"),
            "person" => ("姓名", "Name of the person"),
            "person_reference" => ("人员编号", "Reference of the person"),
            "staff_number" => ("工号", "Staff number"),
            "organisation" => ("所在单位", "Organisation"),
            "department" => ("部门", "Department"),
            "profile" => ("人员类型", "Kind of person"),
            "category" => ("教师类别", "Category of teacher"),
            "title" => ("职称", "Title"),
            "specialties" => ("专业领域", "Specialties"),
            "double_qualified_level" => ("双师型等级", "Double-qualified level"),
            "consent" => ("是否同意派出", "Consent to let go"),
            "hired_on" => ("入职日期", "Hired on"),
            "email" => ("邮箱", "E-mail"),
            "moe_code" => ("院校代码", "College code"),
            "credit_code" => ("统一社会信用代码", "Unified social credit code"),
            "province" => ("省份", "Province"),
            "city" => ("城市", "City"),
            "zone" => ("时区", "Time zone"),
            "direction" => ("方向", "Direction"),
            "sending" => ("派出单位", "Sending organisation"),
            "hosting" => ("接收单位", "Hosting organisation"),
            "form" => ("形式", "Form"),
            "role" => ("岗位", "Role"),
            "load" => ("全职或兼职", "Load"),
            "place" => ("地点", "Place"),
            "first_day" => ("开始日期", "First day"),
            "last_day" => ("结束日期", "Last day"),
            "planned_hours" => ("计划工时", "Planned hours"),
            "objectives" => ("目标", "Objectives"),
            "state" => ("状态", "State"),
            "mentor" => ("导师", "Mentor"),
            "field" => ("专业", "Field"),
            "catalogue" => ("目录", "Catalogue"),
            "code" => ("代码", "Code"),
            "class" => ("大类", "Class"),
            "level" => ("层次", "Level"),
            "valid_months" => ("有效月数", "Valid for, in months"),
            "review_months" => ("复审月数", "Reviewed every, in months"),
            "placement" => ("派驻编号", "Reference of the placement"),
            "day" => ("日期", "Day"),
            "time" => ("时长", "Time"),
            "minutes" => ("分钟", "Minutes"),
            "kind" => ("类型", "Kind"),
            "from" => ("开始时间", "From"),
            "to" => ("结束时间", "To"),
            "confirmed_by" => ("确认人", "Confirmed by"),
            "confirmed_on" => ("确认日期", "Confirmed on"),
            "verified_by" => ("核验人", "Verified by"),
            "verified_on" => ("核验日期", "Verified on"),
            "course" => ("课程", "Course"),
            "section" => ("班级", "Class"),
            "note" => ("备注", "Note"),
            "type_code" => ("证书类型", "Type of credential"),
            "number" => ("编号", "Number"),
            "issuer" => ("发证机构", "Issuer"),
            "issued_on" => ("发证日期", "Issued on"),
            "expires_on" => ("有效期至", "Valid until"),
            "review_on" => ("下次复审", "Next review"),
            other => return other,
        };
        self.pick(zh, en)
    }

    /// A value of a field that has but a few.
    #[must_use]
    pub fn import_value_of(self, kind: Kind, field: &str, value: &'static str) -> &'static str {
        let word = match field {
            "kind" if kind.as_str() == "hours" => HoursKind::parse(value).map(|value| self.kind(value)),
            "kind" => OrganisationKind::parse(value).map(|value| self.organisation_kind(value)),
            "profile" => Profile::parse(value).map(|value| self.profile(value)),
            "category" => Category::parse(value).map(|value| self.category(value)),
            "double_qualified_level" => DoubleQualifiedLevel::parse(value).map(|value| self.level(value)),
            "direction" => Direction::parse(value).map(|value| self.direction(value)),
            "form" => Form::parse(value).map(|value| self.form(value)),
            "load" => Load::parse(value).map(|value| self.load(value)),
            "state" if kind.as_str() == "hours" => EntryState::parse(value).map(|value| self.entry_state(value)),
            "state" => State::parse(value).map(|value| self.state(value)),
            "type" => StateDayKind::parse(value).map(|value| self.state_day_kind(value)),
            "status" => Announcement::parse(value).map(|value| self.announcement(value)),
            "catalogue" => Catalogue::parse(value).map(|value| match value {
                Catalogue::Major => self.catalogue_major(),
                Catalogue::CredentialType => self.catalogue_credential_type(),
            }),
            _ => None,
        };
        word.unwrap_or(value)
    }
}
