//! Whom a rule binds, in words.

use domain::{placement::Load, policy::Population};

use super::{Lang, Words, reason::lower};

impl Words {
    /// The people that a rule speaks of: 专业课教师、实习指导教师，已认定“双师型”.
    #[must_use]
    pub fn population(self, population: &Population) -> String {
        let mut told: Vec<String> = Vec::new();
        let mut add = |zh: String, en: String| {
            told.push(match self.lang() {
                Lang::Zh => zh,
                Lang::En => en,
            });
        };
        if population.categories.is_empty() {
            if !population.profiles.is_empty() {
                let profiles = self.one_of(population.profiles.iter().map(|it| self.profile(*it)));
                add(profiles.clone(), lower(&profiles));
            }
        } else {
            let categories = self.one_of(population.categories.iter().map(|it| self.category(*it)));
            add(categories.clone(), lower(&categories));
        }
        match population.double_qualified {
            Some(true) => add("已认定“双师型”".into(), "recognised as double-qualified".into()),
            Some(false) => add("未认定“双师型”".into(), "not recognised as double-qualified".into()),
            None => {}
        }
        if !population.levels.is_empty() {
            let levels = self.one_of(population.levels.iter().map(|it| self.level(*it)));
            add(levels.clone(), format!("of the level {}", lower(&levels)));
        }
        match population.enterprise_experience {
            Some(true) => add("有企业工作经历".into(), "with enterprise experience".into()),
            Some(false) => add("无企业工作经历".into(), "without enterprise experience".into()),
            None => {}
        }
        if let Some(day) = population.hired_since {
            let day = self.day(day);
            add(format!("{day}及以后入职"), format!("employed since {day} or later"));
        }
        if let Some(percent) = population.full_time_percent_at_least {
            add(format!("工作量不低于全职的 {percent}%"), format!("with at least {percent}% of a full post"));
        }
        if let Some(percent) = population.full_time_percent_below {
            if percent == 100 {
                add("非全职".into(), "with less than a full post".into());
            } else {
                add(format!("工作量低于全职的 {percent}%"), format!("with less than {percent}% of a full post"));
            }
        }
        if !population.qualifications.is_empty() {
            let names: Vec<String> = population.qualifications.iter().map(|it| self.area(it)).collect();
            let names = self.one_of(names.iter().map(String::as_str));
            add(format!("具有：{names}"), format!("with: {names}"));
        }
        if let Some(years) = population.service_years_at_least {
            add(format!("任教满 {years} 年"), format!("with at least {years} years of teaching"));
        }
        match population.licensed {
            Some(true) => add("持有证书或已注册".into(), "with a licence".into()),
            Some(false) => add("未持有证书".into(), "without a licence".into()),
            None => {}
        }
        if let Some(length) = population.lapsed_at_least {
            let length = self.length(length);
            add(format!("证书失效满 {length}"), format!("whose licence lapsed {length} ago or longer"));
        }
        if let Some(except) = &population.except {
            let except = self.population(except);
            add(format!("不含{except}"), format!("but not {except}"));
        }
        match (told.is_empty(), self.lang()) {
            (true, _) => self.pick("全体人员", "everybody").to_owned(),
            (false, Lang::Zh) => told.join("，"),
            // "With a licence" says of whom only behind a noun.
            (false, Lang::En) if population.profiles.is_empty() && population.categories.is_empty() => {
                format!("people {}", told.join(", "))
            }
            (false, Lang::En) => told.join(", "),
        }
    }

    /// A kind of release from other duties.
    #[must_use]
    pub const fn release(self, load: Load) -> &'static str {
        match load {
            Load::FullTime => self.pick("全脱产", "Full-time release"),
            Load::PartTime => self.pick("非全脱产", "Part-time release"),
            Load::Unknown => self.pick("脱产方式不明", "Unknown release"),
        }
    }

    /// An area, qualification or kind of certificate that a rule names; one that is not known stands as it is.
    #[must_use]
    pub fn area(self, area: &str) -> String {
        let (zh, en) = match area {
            "pedagogy_training" => ("教育教学能力培训", "teaching-ability training"),
            "special_operation" => ("特种作业证", "certificate for special operations"),
            "special_operation_task" => ("特种作业任务", "a task of special operation"),
            "part_time_contract" => ("非全日制用工", "a part-time contract"),
            "professional_subject" => ("专业科目", "professional subjects"),
            "general_subject" => ("公需科目", "general subjects"),
            "mentoring" => ("指导他人", "mentoring"),
            "first_area" => ("第一领域", "the first area"),
            "second_area" => ("第二领域", "the second area"),
            "two_licence_areas" => ("两个任教领域", "two licence areas"),
            "head_of_school" => ("校长", "head of a school"),
            "family_part_time" => ("因家庭原因非全时工作", "part-time for the family"),
            "industry_competency" => ("行业能力", "industry competency"),
            "industry_currency" => ("行业现状了解", "current industry practice"),
            "industry_expert" => ("行业专家", "industry expert"),
            "trainer_qualification" => ("培训师资格", "a trainer qualification"),
            "trainer_course" => ("培训师课程", "a course for trainers"),
            "efz" => ("联邦能力证书或同等水平", "a federal certificate or its equal"),
            "vocational_pedagogy" => ("职业教育教学法", "vocational pedagogy"),
            "intercompany_trainer" => ("跨企业课程培训师", "a trainer of inter-company courses"),
            "workplace_trainer" => ("企业培训师", "a workplace trainer"),
            "vocational_teacher" => ("职业学校教师", "a teacher of a vocational school"),
            "side_job" => ("兼职从事", "a side job"),
            "iwer" => ("行业工作经历", "industry work experience"),
            other => return other.replace('_', " "),
        };
        self.pick(zh, en).to_owned()
    }
}
