//! What stands beside the text of a pack: its format in brief; and the text that a new pack begins with.

use domain::policy::{Amount, Bound, Decimal, Pack, Rule, Strengthenable};
use leptos::prelude::*;
use service::Ctx;

use crate::words::Words;

/// The format, each part folded away but the first.
pub(super) fn beside(w: Words) -> AnyView {
    let parts = w
        .format_parts()
        .into_iter()
        .enumerate()
        .map(|(place, (title, fields))| {
            let fields = fields
                .into_iter()
                .map(|(name, text)| view! { <div><dt>{name}</dt><dd>{text}</dd></div> })
                .collect::<Vec<_>>();
            view! {
                <details open=place == 0>
                    <summary>{title}</summary>
                    <dl>{fields}</dl>
                </details>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <aside class="card pack-format" aria-labelledby="format">
            <h2 id="format">{w.format_title()}</h2>
            <p class="muted">{w.format_lead()}</p>
            {parts}
            <ul>
                <li><a href="/rules/format.md" download="">{w.format_whole()}</a></li>
                <li><a href="/rules/schema.json" download="">{w.format_schema()}</a></li>
            </ul>
        </aside>
    }
    .into_any()
}

/// A pack that inherits `parent` and asks for more than the first of its rules that lets itself be strengthened,
/// with a test case: right as it stands, and to be changed.
pub(super) fn template(parent: &Pack, ctx: &Ctx) -> String {
    let today = ctx.today(domain::organisation::DEFAULT_ZONE);
    let own = ctx.organisation().map_or_else(|| "community".to_owned(), |own| format!("college-{own}"));
    let year = today.format("%Y");
    let (id, zh, en) = (&parent.id, "本校规定", "Rules of our college");
    let mut text = format!(
        "id = \"{own}\"\nversion = \"{year}-1\"\ntitle = {{ zh = \"{zh}\", en = \"{en}\" }}\ninherits = \"{id}\"\n"
    );
    let may = |rule: &&Rule| rule.effective.on(today) && rule.may_strengthen.contains(&Strengthenable::Target);
    if let Some(rule) = parent.rule.iter().find(may) {
        text.push_str(&stricter(&own, rule, &today.to_string()));
    }
    text
}

fn stricter(own: &str, rule: &Rule, today: &str) -> String {
    let Some(criterion) = rule.criterion.first() else { return String::new() };
    let Amount { amount, unit } = criterion.target;
    // A fifth more, in whole numbers; what may be at most is a fifth less.
    let target = match criterion.bound {
        Bound::AtLeast => Decimal::whole((amount.0 * 12).div_euclid(1_000).max(amount.0.div_euclid(100) + 1)),
        Bound::AtMost => Decimal::whole((amount.0 * 8).div_euclid(1_000)),
    };
    let (parent, name) = (&rule.id, format!("{own}-{}", rule.id));
    let category = rule.population.categories.first().map(|it| format!("category = \"{it}\"")).unwrap_or_default();
    let subject = if category.is_empty() { "{}".to_owned() } else { format!("{{ {category} }}") };
    let nothing = format!("counted = {{ amount = 0, unit = \"{unit}\" }}");
    // Of several criteria another one may decide.
    let expected = match rule.criterion.len() {
        1 => format!("{nothing}, remaining = {{ amount = {target}, unit = \"{unit}\" }}"),
        _ => nothing,
    };
    format!(
        r#"
# {zh}
[[rule]]
id = "{name}"
inherits = "{parent}"
title = {{ zh = "{zh}（本校加严）", en = "{en} (stricter here)" }}
authority = {{ zh = "本校", en = "Our college" }}
document = "校字〔{year}〕1号"
clause = {{ zh = "第一条", en = "art. 1" }}
verified = true
effective = {{ from = "{today}" }}

[[rule.criterion]]
id = "{criterion}"
target = {{ amount = {target}, unit = "{unit}" }}

[[test]]
rule = "{name}"
name = {{ zh = "没有实践，全部尚缺", en = "Without any practice all of it is missing" }}
as_of = "{today}"
subject = {subject}
expect = {{ {expected} }}
"#,
        zh = rule.title.zh,
        en = rule.title.en,
        year = today.get(..4).unwrap_or_default(),
        criterion = criterion.id,
    )
}
