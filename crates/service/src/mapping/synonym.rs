//! What columns and values are usually called, so that a file with usual headers needs no mapping. The one
//! place of this data: the first name of a column is the one that our templates have in Chinese.
//!
//! Only words that mean one thing are here. A direction is in a file or in a mapping, and follows from nothing.

use super::Kind;

/// By a name of ours the words for it.
type Names = &'static [(&'static str, &'static [&'static str])];

const ORGANISATIONS: Names = &[
    ("name", &["单位名称", "名称", "单位", "学校名称", "企业名称", "organisation", "organization"]),
    ("kind", &["单位类型", "单位性质", "类型"]),
    ("reference", &["单位编号", "编号"]),
    ("name_en", &["英文名称", "英文名"]),
    ("moe_code", &["学校标识码", "院校代码", "学校代码"]),
    ("credit_code", &["统一社会信用代码", "信用代码"]),
    ("province", &["省份", "省", "所在省份"]),
    ("city", &["城市", "市", "所在城市"]),
    ("zone", &["时区"]),
];

const PEOPLE: Names = &[
    ("name", &["姓名", "教师姓名", "工程师姓名", "人员姓名"]),
    ("name_en", &["英文姓名", "英文名", "姓名拼音"]),
    ("reference", &["人员编号", "共同体编号"]),
    (
        "organisation",
        &["所在单位", "工作单位", "单位名称", "单位", "学校", "学校名称", "企业", "企业名称", "organization"],
    ),
    ("department", &["部门", "所在部门", "院系", "二级学院", "系部", "教研室"]),
    ("staff_number", &["工号", "教工号", "职工号", "教师工号", "员工号", "员工编号"]),
    ("profile", &["人员类别", "人员类型", "身份"]),
    ("category", &["教师类别", "教师类型"]),
    ("title", &["职称", "专业技术职务", "技术职称"]),
    ("specialties", &["专业代码", "任教专业代码", "所属专业代码"]),
    ("double_qualified_level", &["双师型等级", "双师等级", "双师型教师等级", "双师型级别"]),
    ("consent", &["单位同意", "是否同意派出", "同意派出"]),
    ("hired_on", &["聘用日期"]),
    ("first_day", &["入职日期", "来校日期", "到校日期", "任职日期"]),
    ("last_day", &["离职日期", "离校日期"]),
    ("email", &["电子邮箱", "邮箱", "e-mail"]),
];

const PLACEMENTS: Names = &[
    ("reference", &["派驻编号", "编号", "项目编号"]),
    ("direction", &["方向", "派驻方向", "交流方向"]),
    ("person", &["姓名", "派出人员", "人员姓名", "教师姓名", "工程师姓名"]),
    ("person_reference", &["人员编号", "共同体编号"]),
    ("staff_number", &["工号", "教工号", "职工号", "教师工号", "员工号"]),
    ("sending", &["派出单位", "派出方"]),
    ("hosting", &["接收单位", "接收方", "实践单位", "实践企业", "接收企业"]),
    ("form", &["派驻形式", "实践形式", "形式"]),
    ("role", &["岗位", "岗位名称", "实践岗位", "担任职务"]),
    ("load", &["全职或兼职", "全职/兼职", "工作方式"]),
    ("place", &["地点", "实践地点"]),
    ("first_day", &["起始日期", "开始日期", "起始时间", "开始时间"]),
    ("last_day", &["结束日期", "终止日期", "截止日期", "结束时间", "终止时间"]),
    ("planned_hours", &["计划工时", "计划学时"]),
    ("objectives", &["实践目标", "目标", "任务"]),
    ("state", &["状态"]),
    ("mentor", &["导师", "企业导师", "指导人", "指导教师"]),
    ("field", &["专业", "专业领域", "专业名称"]),
];

const HOURS: Names = &[
    ("placement", &["派驻编号", "编号", "项目编号"]),
    ("person_reference", &["人员编号", "共同体编号"]),
    ("staff_number", &["工号", "教工号", "职工号", "教师工号", "员工号"]),
    ("person", &["姓名", "教师姓名", "工程师姓名", "人员姓名"]),
    ("sending", &["派出单位", "派出方"]),
    ("hosting", &["接收单位", "接收方", "实践单位", "实践企业", "接收企业"]),
    ("day", &["日期", "实践日期", "工作日期", "授课日期"]),
    ("time", &["工时", "时长", "实践工时", "小时数"]),
    ("minutes", &["分钟", "分钟数"]),
    ("from", &["开始时间", "起始时间", "上班时间"]),
    ("to", &["结束时间", "终止时间", "下班时间"]),
    ("kind", &["工时类型", "类型", "类别"]),
    ("course", &["课程", "课程名称"]),
    ("section", &["班级", "授课班级", "节次"]),
    ("note", &["备注", "说明", "工作内容", "实践内容"]),
    ("state", &["状态", "确认状态"]),
    ("confirmed_by", &["确认人"]),
    ("confirmed_on", &["确认日期"]),
];

const CREDENTIALS: Names = &[
    ("person_reference", &["人员编号", "共同体编号"]),
    ("staff_number", &["工号", "教工号", "职工号", "教师工号", "员工号"]),
    ("person", &["姓名", "持证人", "教师姓名", "工程师姓名", "人员姓名"]),
    ("organisation", &["所在单位", "工作单位", "单位名称", "单位", "organization"]),
    ("type_code", &["证书类型", "证书名称", "证书类型代码"]),
    ("number", &["证书编号", "证书号", "编号"]),
    ("issuer", &["发证机构", "发证单位", "发证机关", "颁发机构"]),
    ("issued_on", &["发证日期", "颁发日期", "取得日期"]),
    ("expires_on", &["有效期至", "到期日期", "有效期"]),
    ("review_on", &["复审日期", "下次复审日期"]),
    ("verified_by", &["核验人", "审核人"]),
    ("verified_on", &["核验日期", "审核日期"]),
];

const CATALOGUES: Names = &[
    ("catalogue", &["目录", "目录名称"]),
    ("code", &["代码", "专业代码", "证书类型代码"]),
    ("name", &["名称", "专业名称", "证书名称"]),
    ("name_en", &["英文名称"]),
    ("class", &["专业类", "所属专业类"]),
    ("level", &["层次", "教育层次"]),
    ("valid_months", &["有效期（月）"]),
    ("review_months", &["复审周期（月）"]),
];

const HOLIDAYS: Names = &[
    ("date", &["日期", "放假日期"]),
    ("type", &["类型", "休或班"]),
    ("name_zh", &["名称", "节日", "节假日"]),
    ("name_en", &["英文名称"]),
    ("status", &["状态", "是否公布"]),
    ("country", &["国家", "国家代码"]),
];

const TIMETABLES: Names = &[
    ("organisation", &["院校", "学校", "学校名称", "单位名称", "organization"]),
    ("academic_year", &["学年", "学年度"]),
    ("term", &["学期", "学年学期", "开课学期"]),
    ("code", &["教学班编号", "教学任务编号", "任务编号", "教学班号", "课堂编号", "选课课号", "task_no"]),
    ("course_code", &["课程代码", "课程编号", "课程号"]),
    ("course", &["课程名称", "课程", "course_name_zh", "course_name"]),
    ("classes", &["上课班级", "班级", "行政班", "教学班组成", "教学班"]),
    (
        "teachers",
        &["任课教师", "教师", "教师姓名", "授课教师", "上课教师", "主讲教师", "teachers_pseudonym", "teacher"],
    ),
    ("staff_numbers", &["教师工号", "任课教师工号", "工号", "教工号", "staff_number"]),
    ("weeks", &["周次", "教学周", "上课周次", "起止周"]),
    ("meetings", &["上课时间", "时间", "上课时间安排", "节次", "meeting_times", "meeting times"]),
    ("rooms", &["上课地点", "教室", "地点", "上课教室", "room"]),
];

/// What values are called, by the field that has them.
const VALUES: &[(&str, Names)] = &[
    (
        "direction",
        &[
            ("enterprise_practice", &["企业实践", "教师企业实践", "教师下企业", "Enterprise practice"]),
            ("teaching_secondment", &["到校任教", "工程师到校任教", "企业人员到校任教", "Teaching secondment"]),
        ],
    ),
    (
        "form",
        &[
            ("visit", &["考察观摩", "考察", "观摩", "Visit"]),
            ("training", &["技能培训", "培训", "Training", "Skills training"]),
            ("on_post", &["岗位兼职或任职", "兼职或任职", "顶岗", "顶岗实践", "岗位实践", "挂职", "Work on a post"]),
            ("research", &["产品研发与技术创新", "产品研发", "技术创新", "研发", "Research and development"]),
            ("teaching", &["授课", "任教", "Teaching"]),
            ("other", &["其他", "其它", "Other"]),
        ],
    ),
    (
        "load",
        &[
            ("full_time", &["全职", "脱产", "Full time"]),
            ("part_time", &["兼职", "不脱产", "非脱产", "Part time"]),
            ("unknown", &["不明", "未知", "Unknown"]),
        ],
    ),
    (
        "state",
        &[
            ("draft", &["草稿", "待提交", "Draft"]),
            ("submitted", &["待审批", "待确认", "已提交", "Submitted"]),
            ("approved", &["已批准", "Approved"]),
            ("active", &["进行中", "Active"]),
            ("completed", &["已完成", "Completed"]),
            ("terminated", &["提前结束", "Ended early"]),
            ("declined", &["已谢绝", "Declined"]),
            ("withdrawn", &["已撤回", "Withdrawn"]),
            ("confirmed", &["已确认", "Confirmed"]),
            ("returned", &["已退回", "Returned"]),
        ],
    ),
    (
        "type",
        &[
            ("holiday", &["放假", "休", "节假日", "Holiday"]),
            ("workday", &["调休上班", "上班", "班", "补班", "Workday"]),
        ],
    ),
    ("status", &[("official", &["已公布", "正式", "Official"]), ("provisional", &["暂定", "预计", "Provisional"])]),
    (
        "profile",
        &[
            ("teacher", &["教师", "专任教师", "Teacher"]),
            ("engineer", &["工程师", "企业工程师", "工程技术人员", "Engineer"]),
            ("staff", &["职员", "行政人员", "管理人员", "Staff"]),
        ],
    ),
    (
        "category",
        &[
            ("professional_course", &["专业课教师", "专业课", "专业教师"]),
            ("public_course", &["公共基础课教师", "公共基础课", "公共课教师", "公共课"]),
            ("internship_instructor", &["实习指导教师", "实习指导"]),
            ("new_teacher", &["新任教师", "新教师"]),
        ],
    ),
    (
        "double_qualified_level",
        &[
            ("junior", &["初级", "初级双师型", "初级双师型教师"]),
            ("intermediate", &["中级", "中级双师型", "中级双师型教师"]),
            ("senior", &["高级", "高级双师型", "高级双师型教师"]),
        ],
    ),
    (
        "kind",
        &[
            ("college", &["院校", "高职院校", "职业院校", "高职", "College"]),
            ("enterprise", &["企业", "公司", "Enterprise"]),
            ("training_base", &["实训基地", "Training base"]),
            ("university", &["大学", "University"]),
            ("other", &["其他", "其它", "Other"]),
            ("on_post", &["岗位实践", "On the post"]),
            ("training", &["培训", "Training"]),
            ("visit", &["考察", "Visit"]),
            ("research", &["研发", "Research"]),
            ("class_hours", &["授课学时", "授课", "Class hours"]),
            ("preparation", &["备课", "Preparation"]),
        ],
    ),
    (
        "catalogue",
        &[("major", &["专业", "专业目录", "Major"]), ("credential_type", &["证书类型", "证书", "Credential type"])],
    ),
];

/// Other names of a column, the usual one first.
pub fn names(kind: Kind, field: &str) -> &'static [&'static str] {
    let table = match kind {
        Kind::Organisations => ORGANISATIONS,
        Kind::People => PEOPLE,
        Kind::Placements => PLACEMENTS,
        Kind::Hours => HOURS,
        Kind::Credentials => CREDENTIALS,
        Kind::Catalogues => CATALOGUES,
        Kind::Holidays => HOLIDAYS,
        Kind::Timetables => TIMETABLES,
    };
    table.iter().find(|(name, _)| *name == field).map_or(&[], |(_, names)| *names)
}

/// Our value for another word for it, if the word is one.
pub fn value(field: &str, word: &str) -> Option<&'static str> {
    let field = field.strip_suffix("_kind").map_or(field, |_| "kind");
    let (_, values) = VALUES.iter().find(|(name, _)| *name == field)?;
    values.iter().find(|(_, words)| words.contains(&word)).map(|(ours, _)| *ours)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{mapping::Values, tabular::bare};

    #[test]
    fn every_column_has_a_usual_name_and_no_name_means_two_columns_of_a_kind() {
        for kind in Kind::ALL {
            let mut known = HashSet::new();
            for target in kind.targets() {
                assert!(!names(*kind, target.name).is_empty(), "{kind:?} {}", target.name);
                for name in names(*kind, target.name).iter().chain([&target.name]) {
                    assert!(known.insert(bare(name)), "{kind:?} {name}");
                }
            }
        }
    }

    #[test]
    fn every_word_means_one_value_that_its_field_has() {
        for (field, values) in VALUES {
            let mut known = HashSet::new();
            for (ours, words) in *values {
                let has = |kind: &Kind| {
                    let target = kind.targets().iter().find(|target| target.name == *field);
                    target.is_some_and(|target| matches!(target.values, Values::Choice(known) if known(ours)))
                };
                assert!(Kind::ALL.iter().any(has), "{field} {ours}");
                assert!(words.iter().all(|word| known.insert(*word)), "{field} {words:?}");
            }
        }
    }
}
