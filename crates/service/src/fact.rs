//! What people are judged by: who they are to each employer, what they did, and by which rules.

use std::{collections::HashMap, sync::Arc};

use chrono::{Days, NaiveDate};
use domain::{
    circumstance::{Circumstance, apply},
    id::{OrganisationId, PersonId},
    person::Profile,
    policy::{
        Case, CategorySince, CriterionJudgement, DayRange, Depth, Fact, Judgement, Line, Population, Prepared, Rule,
        Status, Subject, Unit, judge,
    },
};
use sea_orm::ConnectionTrait;

pub(crate) use crate::store::fact::Testimony;
use crate::{
    Result,
    calendar::State,
    rule_pack::Rulebook,
    store::{self, fact::Post},
};

/// How many people are asked for at once: databases bound the number of values of a statement.
const PEOPLE: usize = 500;

/// What is known of a person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    posts: Vec<Post>,
    circumstances: Vec<Circumstance>,
    /// Hours and credentials; those of circumstances come with [`Known::bound`].
    pub(crate) facts: Vec<Fact>,
}

/// Everything known of each of `people`, whom the actor may judge.
pub(crate) async fn of_people(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    which: Testimony,
) -> Result<HashMap<PersonId, Known>> {
    let mut known: HashMap<PersonId, Known> = HashMap::with_capacity(people.len());
    for people in people.chunks(PEOPLE) {
        for (id, posts) in store::fact::posts(conn, people).await? {
            known.entry(id).or_default().posts = posts;
        }
        for (id, facts) in store::fact::hours(conn, people, which).await? {
            known.entry(id).or_default().facts = facts;
        }
        for (id, facts) in store::fact::credentials(conn, people).await? {
            known.entry(id).or_default().facts.extend(facts);
        }
        for (id, circumstances) in store::circumstance::of_people(conn, people).await? {
            known.entry(id).or_default().circumstances = circumstances;
        }
    }
    Ok(known)
}

/// A person as employed by one organisation, and the rules of that organisation.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    pub(crate) subject: Subject,
    pub(crate) rules: Arc<[Arc<Rule>]>,
    /// The calendar where the employer lies.
    pub(crate) state: Arc<State>,
}

impl Known {
    /// The employers on a day, the latest first.
    pub(crate) fn employers(&self, on: NaiveDate) -> Vec<OrganisationId> {
        let mut employers = Vec::new();
        for post in self.posts.iter().filter(|post| covers(post, on)) {
            if !employers.contains(&post.employer) {
                employers.push(post.employer);
            }
        }
        employers
    }

    /// The person as employed by each of `employers` on a day, with the rules there. What circumstances say of
    /// facts joins the facts.
    pub(crate) fn bound(&mut self, book: &Rulebook, employers: &[OrganisationId], on: NaiveDate) -> Vec<Bound> {
        let mut of_circumstances = Vec::new();
        let bound = employers
            .iter()
            .map(|employer| {
                let mut subject = subject_of(&self.posts, *employer, on);
                of_circumstances.clear();
                apply(&mut subject, &mut of_circumstances, &self.circumstances);
                Bound { subject, rules: book.of(*employer), state: book.calendar_of(*employer) }
            })
            .collect();
        self.facts.append(&mut of_circumstances);
        bound
    }
}

fn covers(post: &Post, on: NaiveDate) -> bool {
    post.first_day.is_none_or(|first| first <= on) && post.last_day.is_none_or(|last| on <= last)
}

/// Who somebody is to an employer on a day. Teaching elsewhere is service too, and so is what came before.
fn subject_of(posts: &[Post], employer: OrganisationId, on: NaiveDate) -> Subject {
    let here = || posts.iter().filter(|post| post.employer == employer);
    let mut profiles = Vec::new();
    for post in here().filter(|post| covers(post, on)) {
        if !profiles.contains(&post.profile) {
            profiles.push(post.profile);
        }
    }
    let present = || here().filter(|post| covers(post, on));
    let mut categories: Vec<CategorySince> = here()
        .filter(|post| post.first_day.is_none_or(|first| first <= on) && profiles.contains(&post.profile))
        .filter_map(|post| Some(CategorySince { since: post.first_day, category: post.category? }))
        .collect();
    categories.sort_by_key(|it| it.since);
    if !present().any(|post| post.category.is_some()) {
        categories.clear();
    }
    // The first category holds from as long ago as anybody knows.
    if let Some(first) = categories.first_mut() {
        first.since = None;
    }
    let mut service: Vec<DayRange> = posts
        .iter()
        .filter(|post| post.profile == Profile::Teacher)
        .filter_map(|post| {
            let last_day = post.last_day.unwrap_or(NaiveDate::MAX);
            Some(DayRange { first_day: post.first_day?, last_day })
        })
        .collect();
    service.sort_by_key(|span| span.first_day);
    Subject {
        double_qualified: present().find_map(|post| post.level),
        hired_on: hired_on(here(), on),
        profiles,
        categories,
        service,
        ..Subject::default()
    }
}

/// The first day of the employment, through all posts that follow one another without a gap; none when nobody
/// knows it.
fn hired_on<'a>(posts: impl Iterator<Item = &'a Post> + Clone, on: NaiveDate) -> Option<NaiveDate> {
    let mut first = posts.clone().find(|post| covers(post, on))?.first_day?;
    // The posts come the latest first.
    for post in posts {
        let joins =
            post.last_day.is_none_or(|last| last.checked_add_days(Days::new(1)).is_some_and(|next| next >= first));
        match post.first_day {
            Some(day) if joins => first = first.min(day),
            None if joins => return None,
            _ => {}
        }
    }
    Some(first)
}

/// A rule with what it says of somebody.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The rule, as it is in force at the employer.
    pub rule: Arc<Rule>,
    /// The judgement.
    pub judgement: Judgement,
}

impl Judged {
    /// The criterion that decides; none where the rule does not bind the person.
    #[must_use]
    pub fn decisive(&self) -> Option<&CriterionJudgement> {
        self.judgement.decisive()
    }

    /// How much counts for what decides, in the smallest part of what [`Judged::unit`] measures.
    #[must_use]
    pub fn counted(&self) -> i64 {
        self.decisive().map_or(0, |it| it.counted)
    }

    /// How much is asked by what decides.
    #[must_use]
    pub fn target(&self) -> i64 {
        self.decisive().map_or(0, |it| it.target)
    }

    /// How much is missing for what decides.
    #[must_use]
    pub fn remaining(&self) -> i64 {
        self.decisive().map_or(0, |it| it.remaining)
    }

    /// The unit in which the rule states the target that decides.
    #[must_use]
    pub fn unit(&self) -> Unit {
        let stated = || self.rule.criterion.first().map_or(Unit::Day, |it| it.target.unit);
        self.decisive().map_or_else(stated, |it| it.unit)
    }

    /// The days in which facts count for what decides.
    #[must_use]
    pub fn window(&self) -> Option<DayRange> {
        self.decisive().map(|it| it.window)
    }

    /// Every part of every fact for what decides; empty unless asked for.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        self.decisive().map_or(&[], |it| &it.lines)
    }
}

/// Judges somebody by the rules of each employer; a rule that several have is judged once, where it binds.
pub(crate) fn judge_all(bound: &[Bound], facts: &Prepared, as_of: NaiveDate, depth: Depth) -> Vec<Judged> {
    let mut judged: Vec<Judged> = Vec::new();
    for Bound { subject, rules, state } in bound {
        for rule in rules.iter().filter(|rule| speaks_to(&rule.population, subject)) {
            let case = Case { subject, facts, calendar: &state.calendar };
            let judgement = || judge(rule, case, as_of, depth);
            match judged.iter_mut().find(|it| it.rule.id == rule.id) {
                None => judged.push(Judged { rule: Arc::clone(rule), judgement: judgement() }),
                Some(known) if known.judgement.status == Status::NotApplicable => {
                    *known = Judged { rule: Arc::clone(rule), judgement: judgement() };
                }
                Some(_) => {}
            }
        }
    }
    judged
}

/// Whether a rule is about people like somebody at all: one about teachers has nothing to say to an engineer, nor
/// one about holders of a licence or function to who has none, not even that it does not apply.
pub(crate) fn speaks_to(population: &Population, subject: &Subject) -> bool {
    let holds = |list: &[String]| list.is_empty() || list.iter().any(|it| subject.qualifications.contains(it));
    if !holds(&population.qualifications) || (population.licensed == Some(true) && subject.licence.is_none()) {
        return false;
    }
    if !population.profiles.is_empty() {
        return population.profiles.iter().any(|profile| subject.profiles.contains(profile));
    }
    let of_teachers = !population.categories.is_empty() || !population.levels.is_empty();
    !of_teachers || subject.profiles.contains(&Profile::Teacher)
}
