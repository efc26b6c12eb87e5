//! What people type into the forms of members, people and placements.

use chrono::Datelike;
use domain::{
    organisation::OrganisationForm,
    person::PersonForm,
    placement::{Form, Load, PlacementForm},
    registration::credit_code_check_character,
};

use super::{
    calendar::Calendar,
    diary::pick,
    tables::{Member, Somebody, Stay},
};

const PRACTICE_GOALS: [&str; 4] = [
    "掌握三电系统装配与检测的现行工艺，形成两个教学案例",
    "熟悉岗位规范与质量标准，更新实训项目任务书",
    "参与工艺改进，把企业标准转化为课程内容",
    "了解新设备和新技术，带回一套可用于实训的故障案例",
];

const TEACHING_GOALS: [&str; 2] =
    ["承担专业课实践教学，指导学生完成综合实训", "把企业真实项目引入课堂，参与课程标准修订"];

/// The form of a member; none when the table makes no credit code.
pub(super) fn organisation(member: &Member, nth: i64) -> Option<OrganisationForm> {
    // An invented organisation code: its first three characters say so.
    let body = format!("{}{}DEM{:06}", member.prefix, member.region, nth + 1);
    let check = credit_code_check_character(&body)?;
    Some(OrganisationForm {
        kind: member.kind.to_string(),
        name: member.name.clone(),
        name_en: member.name_en.clone(),
        moe_code: member.moe_code.clone(),
        credit_code: format!("{body}{check}"),
        province: member.province.clone(),
        city: member.city.clone(),
        zone: String::new(),
    })
}

/// The form of a person with the employment; the staff number is made of member, year and number.
pub(super) fn person(somebody: &Somebody, nth: usize, calendar: Calendar) -> PersonForm {
    let hired = somebody.hired(calendar);
    let year = hired.map(|day| day.year()).unwrap_or_default();
    let ended = somebody.until.map(|months| calendar.months_ago(months).to_string());
    PersonForm {
        name: somebody.name.clone(),
        name_en: somebody.name_en.clone(),
        profile: somebody.profile.map(|profile| profile.to_string()).unwrap_or_default(),
        staff_number: format!("{}{year}{nth:03}", somebody.organisation),
        department: somebody.department.clone(),
        category: somebody.category.clone(),
        title: somebody.title.clone(),
        specialties: somebody.specialties.clone(),
        double_qualified_level: somebody.level.clone(),
        consent: somebody.consent.clone(),
        first_day: hired.map(|day| day.to_string()).unwrap_or_default(),
        last_day: ended.unwrap_or_default(),
    }
}

/// What a placement is about; who and where is left open.
pub(super) fn placement(stay: &Stay, nth: usize, calendar: Calendar) -> PlacementForm {
    let teaching = stay.form == Form::Teaching;
    let hours_a_week = match (teaching, stay.load) {
        (true, _) => 7,
        (false, Load::PartTime) => 16,
        (false, _) => 40,
    };
    let goals: &[&str] = if teaching { &TEACHING_GOALS } else { &PRACTICE_GOALS };
    let turn = i64::try_from(nth).unwrap_or_default();
    PlacementForm {
        direction: stay.direction().to_string(),
        form: stay.form.to_string(),
        load: stay.load.to_string(),
        first_day: stay.first_day(calendar).to_string(),
        last_day: stay.last_day(calendar).to_string(),
        planned_hours: (hours_a_week * stay.weeks).to_string(),
        objectives: pick(goals, turn).to_owned(),
        ..PlacementForm::default()
    }
}
