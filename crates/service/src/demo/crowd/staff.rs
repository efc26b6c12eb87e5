//! Invented people: what they are, since when they are employed, and how far they should be.

use std::collections::HashMap;

use domain::person::Profile;

use super::{
    super::{
        diary::pick,
        tables::{Member, Somebody, Tables},
    },
    dice::Dice,
    names::Names,
};

/// What becomes of somebody; it decides over the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Six months in five years are reached.
    Met,
    /// The deadline is near, and can be kept.
    AtRisk,
    /// The deadline is nearer than the missing days are many.
    TooLate,
    /// Some practice, long employed.
    Short,
    /// No practice at all.
    Nothing,
    /// A month every year; the five-year rule does not bind.
    Public,
    /// Hired this year.
    New,
    /// Left the employer.
    Left,
    /// An engineer who teaches.
    Engineer,
}

/// Teachers of professional courses and instructors, ten in turn.
const FATES: [Fate; 10] = [
    Fate::Met,
    Fate::Short,
    Fate::Met,
    Fate::Met,
    Fate::AtRisk,
    Fate::Met,
    Fate::TooLate,
    Fate::Short,
    Fate::Met,
    Fate::Nothing,
];

/// How many teachers each teaching member has beside the story.
const TEACHERS: [(&str, usize); 13] = [
    ("HY", 48),
    ("JL", 24),
    ("YC", 22),
    ("DL", 14),
    ("C1", 22),
    ("C2", 20),
    ("C3", 18),
    ("C4", 18),
    ("C5", 18),
    ("C6", 18),
    ("C7", 16),
    ("C8", 16),
    ("C9", 16),
];

/// Departments of colleges, with their majors.
const SCHOOLS: [(&str, &str); 6] = [
    ("新能源汽车学院", "460702 500212"),
    ("汽车工程学院", "460701 500211"),
    ("智能网联学院", "460704 510107"),
    ("智能制造学院", "460301 460305"),
    ("机电工程学院", "460203 460306"),
    ("汽车电子学院", "460703"),
];

const WORKSHOPS: [(&str, &str); 6] = [
    ("工艺技术部", "460701"),
    ("研发中心", "460702"),
    ("质量部", "460701 460702"),
    ("设备部", "460306"),
    ("测试部", "460704"),
    ("售后技术部", "500211 500212"),
];

const OFFICERS: [&str; 3] = ["人事处", "人力资源部", "综合管理部"];

/// Hires people, one after another.
#[derive(Debug)]
pub(super) struct Hiring {
    names: Names,
    dice: Dice,
    turn: usize,
    /// How many teachers each member still needs.
    wanted: HashMap<&'static str, usize>,
}

impl Hiring {
    pub(super) fn new(tables: &Tables) -> Self {
        Self { names: Names::new(tables), dice: Dice::new(2_019), turn: 0, wanted: TEACHERS.into_iter().collect() }
    }

    /// The officer of a new member.
    pub(super) fn officer(&mut self, member: &Member) -> Somebody {
        let role = if member.kind.teaches() { "college-hr" } else { "coordinator" };
        let department = OFFICERS.get(if member.kind.teaches() { 0 } else { 1 + self.turn % 2 });
        let months = 70 + self.dice_months(60);
        let mut person = self.person(&member.key, Profile::Staff, months);
        department.copied().unwrap_or_default().clone_into(&mut person.department);
        role.clone_into(&mut person.roles);
        person
    }

    fn dice_months(&mut self, most: i64) -> u32 {
        u32::try_from(self.dice.below(most)).unwrap_or_default()
    }

    /// An engineer of an enterprise or a training base.
    pub(super) fn engineer(&mut self, member: &str) -> Somebody {
        let months = 66 + self.dice_months(80);
        let mut person = self.person(member, Profile::Engineer, months);
        let (department, specialties) = self.dice.pick(&WORKSHOPS);
        department.clone_into(&mut person.department);
        specialties.clone_into(&mut person.specialties);
        person.title = self.dice.pick(&["工程师", "高级工程师", "助理工程师", "技师", "高级技师"]).to_owned();
        person
    }

    /// A teacher with a fate; who takes part at present is one of professional courses.
    pub(super) fn teacher(&mut self, member: &str, fate: Fate) -> Somebody {
        if let Some(wanted) = self.wanted.get_mut(member) {
            *wanted = wanted.saturating_sub(1);
        }
        let months = match fate {
            Fate::AtRisk => 57,
            Fate::TooLate => 59,
            Fate::New => 2 + self.dice_months(8),
            _ => 62 + self.dice_months(150),
        };
        let mut person = self.person(member, Profile::Teacher, months);
        let (department, specialties) = self.dice.pick(&SCHOOLS);
        let turn = i64::try_from(self.turn).unwrap_or_default();
        let (department, specialties, category, title) = match fate {
            Fate::Public => ("公共基础部", "", "public_course", pick(&["讲师", "副教授"], turn)),
            Fate::New => (department, specialties, "new_teacher", "助教"),
            _ if self.turn.is_multiple_of(5) => {
                (department, specialties, "internship_instructor", pick(&["实验师", "高级实验师"], turn))
            }
            _ => (department, specialties, "professional_course", pick(&["讲师", "副教授", "讲师", "教授"], turn)),
        };
        let level = if category == "professional_course" {
            pick(&["junior", "", "intermediate", "senior", ""], turn)
        } else {
            ""
        };
        if fate == Fate::Left {
            person.until = Some(3 + self.dice_months(30));
        }
        Somebody {
            department: department.to_owned(),
            specialties: specialties.to_owned(),
            category: category.to_owned(),
            title: title.to_owned(),
            level: level.to_owned(),
            ..person
        }
    }

    /// The teachers that are still wanted, each with a fate.
    pub(super) fn others(&mut self) -> Vec<(Somebody, Fate)> {
        let mut people = Vec::new();
        let mut nth = 0_usize;
        for (member, _) in TEACHERS {
            for _ in 0..self.wanted.get(member).copied().unwrap_or_default() {
                nth += 1;
                let fate = match nth % 20 {
                    3 | 9 | 15 => Fate::Public,
                    6 => Fate::New,
                    11 if nth % 40 == 11 => Fate::Left,
                    _ => FATES.get(nth % FATES.len()).copied().unwrap_or(Fate::Short),
                };
                let mut person = self.teacher(member, fate);
                if nth % 19 == 8 && fate != Fate::Left {
                    // Who may not be sent stands at the end of the lists.
                    (person.name, person.name_en) = self.names.last();
                    person.consent = String::new();
                }
                people.push((person, fate));
            }
        }
        people
    }

    fn person(&mut self, member: &str, profile: Profile, months: u32) -> Somebody {
        self.turn += 1;
        let (name, name_en) = self.names.next();
        let latin = name_en.to_lowercase().replace(' ', ".");
        Somebody {
            key: format!("P{:03}", self.turn),
            organisation: member.to_owned(),
            name,
            name_en,
            profile: Some(profile),
            department: String::new(),
            category: String::new(),
            title: String::new(),
            specialties: String::new(),
            level: String::new(),
            months: Some(months),
            until: None,
            consent: "true".to_owned(),
            email: format!("{latin}{}", self.turn),
            roles: String::new(),
        }
    }
}
