//! `rules`: those in force for the organisation for which the token acts.

use axum::{Json, extract::Path};
use domain::policy::{Rule, RuleId, Text};
use serde::Serialize;
use serde_json::Value;
use service::rule_pack;
use utoipa::ToSchema;

use super::{
    Outcome,
    access::Caller,
    page::{List, whole},
    problem::Problem,
    progress::AsOf,
    query::Query,
    wire::{self, Day},
};

/// A rule.
#[derive(Serialize, ToSchema)]
#[schema(as = Rule)]
pub(super) struct RuleOut {
    #[schema(value_type = wire::RuleId)]
    id: RuleId,
    title: InTwo,
    authority: InTwo,
    /// The number of the document.
    document: String,
    clause: InTwo,
    /// Where the document can be read.
    source: Option<String>,
    /// Whether the text was read in the source that it names.
    verified: bool,
    effective: EffectiveOut,
    /// Whether missing it is a warning rather than a failure.
    advisory: bool,
    /// The whole rule, in the form of the files of rule packs.
    #[schema(value_type = Object)]
    definition: Value,
}

/// A text in both languages.
#[derive(Serialize, ToSchema)]
#[schema(as = Text)]
struct InTwo {
    zh: String,
    en: String,
}

impl From<&Text> for InTwo {
    fn from(text: &Text) -> Self {
        Self { zh: text.zh.clone(), en: text.en.clone() }
    }
}

/// The days on which a rule is in force.
#[derive(Serialize, ToSchema)]
#[schema(as = Effective)]
struct EffectiveOut {
    /// The first day.
    from: Day,
    /// The first day on which it is no longer in force.
    to: Option<Day>,
}

impl From<&Rule> for RuleOut {
    fn from(rule: &Rule) -> Self {
        Self {
            id: rule.id.clone(),
            title: (&rule.title).into(),
            authority: (&rule.authority).into(),
            document: rule.document.clone(),
            clause: (&rule.clause).into(),
            source: rule.source.clone(),
            verified: rule.verified,
            effective: EffectiveOut { from: Day(rule.effective.from), to: rule.effective.to.map(Day) },
            advisory: rule.advisory,
            definition: serde_json::to_value(rule).unwrap_or_default(),
        }
    }
}

/// The rules in force on a day.
#[utoipa::path(get, path = "/rules", operation_id = "list_rules", tag = "rules", params(AsOf),
    responses((status = 200, body = List<RuleOut>)))]
pub(super) async fn list(caller: Caller, Query(on): Query<AsOf>) -> Outcome<List<RuleOut>> {
    let rules = rule_pack::rules(&caller.db, &caller.ctx, on.as_of.map(|day| day.0)).await?;
    Ok(whole(rules.iter().map(|rule| RuleOut::from(&**rule)).collect()))
}

/// One rule in force on a day.
#[utoipa::path(get, path = "/rules/{rule}", operation_id = "read_rule", tag = "rules",
    params(("rule" = wire::RuleId, Path), AsOf), responses((status = 200, body = RuleOut)))]
pub(super) async fn read(caller: Caller, Path(rule): Path<String>, Query(on): Query<AsOf>) -> Outcome<Json<RuleOut>> {
    let id = RuleId::parse(&rule).ok_or_else(Problem::not_found)?;
    let rule = rule_pack::rule(&caller.db, &caller.ctx, &id, on.as_of.map(|day| day.0)).await?;
    Ok(Json(RuleOut::from(&*rule)))
}
