//! People: roster, person, form, invitation.

use domain::person::Person;

use super::{Lang, Words, words};

words! {
    roster_lead => "本单位在职人员，按姓名排列。", "Everybody employed here, by name.";
    roster_engineers_lead => "本企业的工程师与其他人员，可派往院校任教。", "Engineers and others employed here, who can teach at a college.";
    roster_add => "新增人员", "Add person";
    roster_table => "人员名册", "Roster";
    roster_filter => "筛选人员", "Filter people";
    roster_search => "姓名或工号", "Name or staff number";
    roster_person => "姓名", "Name";
    roster_kind => "身份 / 类别", "Profile / category";
    roster_consent => "同意派出", "Consent";
    roster_consented => "已同意", "Given";
    roster_not_consented => "未同意", "Not given";
    roster_first_page => "回到第一页", "First page";
    roster_count(count: usize) => "本页 {count} 人", "{count} on this page";
    roster_empty => "还没有人员", "Nobody here yet";
    roster_empty_text => "新增教师或工程师之后，就可以为他们安排派驻。", "Add teachers or engineers; then placements can be made for them.";
    roster_none => "没有符合条件的人员", "Nobody matches";
    roster_none_text => "换一个姓名或工号，或者清除筛选。", "Try another name or number, or clear the filters.";
    roster_filter_chip(label: &str, value: &str) => "{label}：{value}", "{label}: {value}";

    person_name => "姓名", "Name";
    person_new_lead => "新增在本单位任职的人员。", "Somebody who is employed here.";
    person_edit(name: &str) => "编辑：{name}", "Edit {name}";
    person_edit_lead => "修改个人信息和在本单位的任职。", "The person and the employment here.";
    person_edit_action => "编辑", "Edit";
    person_place => "新建派驻", "New placement";
    person_who => "基本信息", "The person";
    person_employment => "任职", "Employment";
    person_teaching => "教师信息", "As a teacher";
    person_teaching_hint => "仅教师填写。类别决定适用哪些规定。", "For teachers only. The category decides which rules apply.";
    person_optional => "选填", "optional";
    person_choose => "请选择", "Please choose";
    person_no_level => "尚未认定", "Not recognised yet";
    person_name_hint => "与有效证件一致", "As on the identity card";
    person_title_hint => "例如 副教授、高级工程师", "Such as associate professor or senior engineer";
    person_name_en_hint => "例如 Yan Guixiang", "Such as Yan Guixiang";
    person_staff_number_hint => "在本单位内不重复。", "Unique in this organisation.";
    person_department_hint => "可选已有部门，填写新名称会自动建立。", "Choose a known one; a new name is added.";
    person_specialties_hint => "专业目录代码，用逗号或空格分开。", "Codes of the catalogue of majors, separated by commas or blanks.";
    person_first_day_hint => "入职日期；入职未满五年者，期限由此计算。", "The deadline of somebody employed for less than five years depends on it.";
    person_last_day_hint => "仍在职请留空。", "Leave empty while it lasts.";
    person_consent_hint => "未经同意不能提交派驻。", "Without it no placement can be submitted.";
    person_stored_now(value: &str) => "现已保存的内容：{value}", "Stored now: {value}";
    person_stored_empty => "（空）", "(empty)";
    person_number(number: &str) => "工号 {number}", "No. {number}";
    person_employments => "任职经历", "Employments";
    person_employments_empty => "没有任职记录", "No employment is known";
    person_since(day: &str) => "{day} 起", "since {day}";
    person_until(day: &str) => "至 {day}", "until {day}";
    person_period => "起止日期", "Dates";
    person_unknown_period => "日期不详", "Dates not known";
    person_way => "当前位置", "You are here";

    invitation_title => "开通账号", "Account";
    invitation_lead => "为此人生成一次性链接，本人打开链接即可设置密码。链接 14 天内有效。", "Makes a one-time link with which this person sets a password. It is good for 14 days.";
    invitation_make => "生成链接", "Make link";
    invitation_ready => "链接已生成，仅显示这一次，请复制后发给本人。", "The link is ready and is shown only this once; copy it and send it to the person.";
    invitation_link => "一次性链接", "One-time link";
    invitation_form => "开通账号", "Give an account";
}

impl Words {
    /// A person's name as it is read in this language: the Latin one in English, where known.
    #[must_use]
    pub fn person_label(self, person: &Person) -> String {
        let latin = person.name_en.as_deref().filter(|name| self.lang() == Lang::En && !name.is_empty());
        latin.unwrap_or_else(|| person.label()).to_owned()
    }
}
