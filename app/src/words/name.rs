//! The names of inputs, by the name under which they travel.

use domain::{name::Named, organisation::Organisation};

use super::{Lang, Words, words};

impl Words {
    /// The name of a person or an organisation as it is read in this language.
    #[must_use]
    pub fn named(self, name: &Named) -> &str {
        match self.lang() {
            Lang::Zh => name.as_str(),
            Lang::En => name.in_english(),
        }
    }

    /// The name of a member as it is read in this language.
    #[must_use]
    pub fn member_name(self, member: &Organisation) -> &str {
        self.both_names(member).0
    }

    /// The name of a member in the other language, where it has one.
    #[must_use]
    pub fn member_other_name(self, member: &Organisation) -> Option<&str> {
        self.both_names(member).1
    }

    fn both_names(self, member: &Organisation) -> (&str, Option<&str>) {
        match (self.lang(), member.name_en.as_deref().filter(|name| !name.is_empty())) {
            (Lang::En, Some(english)) => (english, Some(&member.name)),
            (_, english) => (&member.name, english),
        }
    }

    /// The label of an input; empty for one without a name of its own.
    #[must_use]
    pub fn field(self, name: &str) -> &'static str {
        // `cells[3].time` is the time of a cell.
        match name.rsplit('.').next().unwrap_or_default() {
            "name" => self.name(),
            "name_en" => self.name_en(),
            "kind" => self.kind_of_organisation(),
            "moe_code" => self.moe_code(),
            "credit_code" => self.credit_code(),
            "province" => self.province(),
            "city" => self.city(),
            "zone" => self.zone(),
            "profile" => self.profile_label(),
            "staff_number" => self.staff_number(),
            "department" => self.department(),
            "category" => self.category_label(),
            "title" => self.title(),
            "specialties" => self.specialties(),
            "double_qualified_level" => self.double_qualified_level(),
            "consent" => self.consent(),
            "first_day" => self.first_day(),
            "last_day" => self.last_day(),
            "direction" => self.direction_label(),
            "participant" => self.participant(),
            "sending" => self.sending_organisation(),
            "hosting" => self.hosting_organisation(),
            "mentor" => self.mentor(),
            "form" => self.form_label(),
            "load" => self.load_label(),
            "place" => self.place(),
            "planned_hours" => self.planned_hours(),
            "class_hour_minutes" => self.class_hour_minutes(),
            "objectives" => self.objectives(),
            "opening" => self.many_opening(),
            "people" => self.many_people(),
            "specialty" => self.opening_specialty(),
            "capacity" => self.opening_capacity(),
            "engineer" => self.opening_engineer(),
            "text" => self.opening_text(),
            "contact" => self.opening_contact(),
            "day" => self.day_label(),
            "time" => self.time(),
            "course" => self.course(),
            "section" => self.section(),
            "note" => self.note(),
            "reason" => self.reason_label(),
            "type_code" => self.credential_type(),
            "number" => self.credential_number(),
            "issuer" => self.credential_issuer(),
            "issued_on" => self.credential_issued_on(),
            "expires_on" => self.credential_expires_on(),
            "review_on" => self.credential_review_on(),
            "amount" => self.circumstance_amount(),
            "value" => self.circumstance_text(),
            "part" => self.calendar_entry_part(),
            "runs_as" => self.calendar_entry_runs_as(),
            "cycle_days" => self.calendar_pattern_cycle(),
            "anchor" | "cycle_anchor" => self.calendar_pattern_anchor(),
            "shifts" | "cycle_shifts" => self.calendar_pattern_shifts(),
            "year" => self.indicators_year(),
            "email" => self.email(),
            "old_password" => self.own_password_old(),
            "password" => self.password(),
            "again" => self.password_again(),
            "role" => self.role_label(),
            "organisation" => self.organisation(),
            name => domain::organisation_figure::ReportedFigure::parse(name)
                .map_or("", |figure| self.reported_figure(figure)),
        }
    }
}

words! {
    of_field(label: &str, sentence: &str) => "{label}：{sentence}", "{label}: {sentence}";
    name => "姓名或名称", "Name";
    name_en => "英文名", "Name in English";
    kind_of_organisation => "类型", "Kind";
    moe_code => "院校代码", "MOE code";
    credit_code => "统一社会信用代码", "Unified social credit code";
    province => "省份", "Province";
    city => "城市", "City";
    zone => "时区", "Time zone";
    profile_label => "身份", "Profile";
    staff_number => "工号", "Staff number";
    department => "部门", "Department";
    category_label => "教师类别", "Category";
    title => "职称", "Title";
    specialties => "专业代码", "Specialties";
    double_qualified_level => "双师型等级", "Double-qualified level";
    consent => "用人单位同意派出", "Employer consents to placements";
    first_day => "开始日期", "First day";
    last_day => "结束日期", "Last day";
    direction_label => "方向", "Direction";
    participant => "派驻人员", "Participant";
    sending_organisation => "派出单位", "Sending organisation";
    hosting_organisation => "接收单位", "Hosting organisation";
    mentor => "导师", "Mentor";
    form_label => "形式", "Form";
    load_label => "全职或兼职", "Load";
    place => "地点", "Place";
    planned_hours => "计划工时（小时）", "Planned hours";
    class_hour_minutes => "每学时分钟数", "Minutes of a class hour";
    objectives => "目标", "Objectives";
    day_label => "日期", "Day";
    time => "时长", "Time";
    course => "课程", "Course";
    section => "班级", "Section";
    note => "备注", "Note";
    reason_label => "原因", "Reason";
    email => "邮箱", "E-mail";
    password => "密码", "Password";
    password_again => "再次输入密码", "Password again";
    role_label => "角色", "Role";
    organisation => "单位", "Organisation";
}
