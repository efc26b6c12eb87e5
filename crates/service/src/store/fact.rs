//! What people are judged by: their hours, credentials and employments, of many people at once.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    hours::Kind,
    id::{HourEntryId, OrganisationId, PersonId, PlacementId},
    organisation::OrganisationKind,
    person::{Category, DoubleQualifiedLevel, Profile},
    placement::{Direction, Load, State},
    policy::{Evidence, Fact, Measure, Particulars, Source, Standing},
    schedule::Schedule,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
    sea_query::{Alias, Expr, Func, Query, SelectStatement},
};

use super::{hours::midnight, text};
use crate::{
    ctx::day_in,
    entity::{credential, employment, hour_entry, organisation, person, placement, placement_event},
    failure::{Failure, Result},
};

/// Which hours are facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Testimony {
    /// Those that are confirmed.
    Confirmed,
    /// Those that are claimed, and those whose confirmation was withdrawn, as well.
    Any,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    person_id: i64,
    direction: String,
    load: String,
    first_day: NaiveDate,
    host_kind: String,
    host_zone: String,
    approved_at: Option<DateTime<Utc>>,
    /// The entries as `id:day:minutes:kind:certainty`, those with a span with `:from:to` behind; separated by
    /// spaces.
    entries: Option<String>,
}

/// The hours of people as facts, by person, in no order. The database answers one row a placement, the entries
/// as one text: a row of its own for each of a college's years of entries takes ten times as long.
pub(crate) async fn hours(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    which: Testimony,
) -> Result<HashMap<PersonId, Vec<Fact>>> {
    use placement::Column as P;
    let hosting = |column| Expr::col((Alias::new("hosting"), column));
    let rows = placement::Entity::find()
        .select_only()
        .columns([P::Id, P::PersonId, P::Direction, P::Load, P::FirstDay])
        .expr_as(hosting(organisation::Column::Kind), "host_kind")
        .expr_as(hosting(organisation::Column::Zone), "host_zone")
        .expr_as(Expr::SubQuery(None, Box::new(approved().into())), "approved_at")
        .expr_as(Expr::SubQuery(None, Box::new(entries(which).into())), "entries")
        .join_as(JoinType::InnerJoin, placement::Relation::Hosting.def(), Alias::new("hosting"))
        .filter(P::PersonId.is_in(people.iter().map(|id| id.0)))
        .into_model::<Row>()
        .all(conn)
        .await?;
    let with_entries: Vec<PlacementId> =
        rows.iter().filter(|row| row.entries.is_some()).map(|row| PlacementId(row.id)).collect();
    let schedules = super::schedule::of_many(conn, &with_entries).await?;
    let mut facts: HashMap<PersonId, Vec<Fact>> = HashMap::new();
    for row in rows {
        let Some(entries) = row.entries.as_deref() else { continue };
        let place = Place::new(&row, schedules.get(&PlacementId(row.id)))?;
        let own = facts.entry(PersonId(row.person_id)).or_default();
        for part in entries.split_whitespace() {
            own.push(place.fact(part).ok_or_else(|| Failure::internal(format!("hour entry {part:?}")))?);
        }
    }
    Ok(facts)
}

/// When a placement was approved first.
fn approved() -> SelectStatement {
    use placement_event::Column as E;
    Query::select()
        .expr(Func::min(Expr::col((placement_event::Entity, E::At))))
        .from(placement_event::Entity)
        .and_where(
            Expr::col((placement_event::Entity, E::PlacementId)).equals((placement::Entity, placement::Column::Id)),
        )
        .and_where(Expr::col((placement_event::Entity, E::State)).eq(State::Approved.as_str()))
        .to_owned()
}

/// The entries of a placement as one text. The state is no parameter, so that the index of confirmed entries
/// answers.
fn entries(which: Testimony) -> SelectStatement {
    const CONFIRMED: &str = "CASE WHEN hour_entry.imported THEN 'file' ELSE 'host' END";
    let certainty = match which {
        Testimony::Confirmed => CONFIRMED.to_owned(),
        Testimony::Any => format!(
            "CASE WHEN hour_entry.state = 'confirmed' THEN {CONFIRMED} \
             WHEN hour_entry.state = 'returned' AND EXISTS (SELECT 1 FROM hour_ledger \
             WHERE hour_ledger.entry_id = hour_entry.id AND hour_ledger.deed = 'reversed') THEN 'withdrawn' \
             ELSE 'claimed' END"
        ),
    };
    let entry = format!("concat_ws(':', id, day, minutes, kind, {certainty}, from_minute, to_minute)");
    let mut select = Query::select();
    select.expr(Expr::cust(format!("string_agg({entry}, ' ')"))).from(hour_entry::Entity).and_where(
        Expr::col((hour_entry::Entity, hour_entry::Column::PlacementId))
            .equals((placement::Entity, placement::Column::Id)),
    );
    if which == Testimony::Confirmed {
        select.and_where(Expr::cust("hour_entry.state = 'confirmed'"));
    }
    select
}

/// A placement as far as its hours are judged by it.
struct Place<'a> {
    id: PlacementId,
    direction: Direction,
    load: Load,
    host: OrganisationKind,
    zone_unknown: bool,
    pre_approved: bool,
    schedule: Option<&'a Schedule>,
}

impl<'a> Place<'a> {
    fn new(row: &Row, schedule: Option<&'a Schedule>) -> Result<Self> {
        let approved_on = row.approved_at.map(|at| day_in(at, &row.host_zone));
        Ok(Self {
            id: PlacementId(row.id),
            direction: text(&row.direction, Direction::parse)?,
            load: text(&row.load, Load::parse)?,
            host: text(&row.host_kind, OrganisationKind::parse)?,
            zone_unknown: row.host_zone.parse::<chrono_tz::Tz>().is_err(),
            pre_approved: approved_on.is_some_and(|day| day < row.first_day),
            schedule,
        })
    }

    fn fact(&self, part: &str) -> Option<Fact> {
        let mut values = part.split(':');
        let id = HourEntryId(values.next()?.parse().ok()?);
        let day: NaiveDate = values.next()?.parse().ok()?;
        let amount = values.next()?.parse().ok()?;
        let form = Kind::parse(values.next()?)?;
        let (trust, standing) = match values.next()? {
            "host" => (4, Standing::Confirmed),
            "file" => (3, Standing::Confirmed),
            "withdrawn" => (0, Standing::Withdrawn),
            _ => (0, Standing::Claimed),
        };
        let midnight = midnight(day);
        let mut relative = || u16::try_from(values.next()?.parse::<i64>().ok()? - midnight).ok();
        let span = relative().zip(relative());
        Some(Fact {
            source: Source::Hours(id),
            placement: Some(self.id),
            day: Some(day),
            span,
            measure: Measure::Time,
            amount,
            form,
            host: self.host,
            direction: self.direction,
            load: self.load,
            trust,
            standing,
            particulars: self.particulars(day),
        })
    }

    fn particulars(&self, day: NaiveDate) -> Option<Box<Particulars>> {
        let on_roster = self.schedule.is_some_and(|schedule| schedule.expected(day) > 0);
        (on_roster || self.pre_approved || self.zone_unknown).then(|| {
            Box::new(Particulars {
                evidence: if on_roster { vec![Evidence::Roster] } else { Vec::new() },
                pre_approved: self.pre_approved,
                zone_unknown: self.zone_unknown,
                ..Particulars::default()
            })
        })
    }
}

/// The credentials of people as facts, by person, in no order: a finding that holds until the day of expiry or
/// review. One whose original nobody saw is a claim.
pub(crate) async fn credentials(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<Fact>>> {
    let rows = credential::Entity::find()
        .filter(credential::Column::PersonId.is_in(people.iter().map(|id| id.0)))
        .all(conn)
        .await?;
    let mut facts: HashMap<PersonId, Vec<Fact>> = HashMap::new();
    for row in rows {
        let verified = row.verified_by.is_some();
        let fact = Fact {
            source: Source::Credential(row.id),
            placement: None,
            day: row.issued_on,
            span: None,
            measure: Measure::Attestation,
            amount: 1,
            form: Kind::Training,
            host: OrganisationKind::Other,
            direction: Direction::EnterprisePractice,
            load: Load::Unknown,
            trust: if verified { 3 } else { 0 },
            standing: if verified { Standing::Confirmed } else { Standing::Claimed },
            particulars: Some(Box::new(Particulars {
                area: Some(row.type_code),
                until: row.lapses_on,
                ..Particulars::default()
            })),
        };
        facts.entry(PersonId(row.person_id)).or_default().push(fact);
    }
    Ok(facts)
}

/// An employment as far as somebody is judged by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Post {
    pub(crate) employer: OrganisationId,
    pub(crate) profile: Profile,
    pub(crate) category: Option<Category>,
    pub(crate) level: Option<DoubleQualifiedLevel>,
    /// For as long as anybody knows when none is given.
    pub(crate) first_day: Option<NaiveDate>,
    /// Inclusive; none while it lasts.
    pub(crate) last_day: Option<NaiveDate>,
}

/// The employments of people, past ones and those to come as well, the latest first.
pub(crate) async fn posts(conn: &impl ConnectionTrait, people: &[PersonId]) -> Result<HashMap<PersonId, Vec<Post>>> {
    let rows = employment::Entity::find()
        .filter(employment::Column::PersonId.is_in(people.iter().map(|id| id.0)))
        .order_by_asc(employment::Column::Id)
        .all(conn)
        .await?;
    let mut posts: HashMap<PersonId, Vec<Post>> = HashMap::new();
    for row in rows {
        let post = Post {
            employer: OrganisationId(row.organisation_id),
            profile: text(&row.profile, Profile::parse)?,
            category: row.category.as_deref().map(|value| text(value, Category::parse)).transpose()?,
            level: row.double_qualified_level.as_deref().map(|it| text(it, DoubleQualifiedLevel::parse)).transpose()?,
            first_day: row.first_day,
            last_day: row.last_day,
        };
        posts.entry(PersonId(row.person_id)).or_default().push(post);
    }
    for posts in posts.values_mut() {
        posts.sort_by_key(|post| std::cmp::Reverse(post.first_day));
    }
    Ok(posts)
}

/// A person by name and reference.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Somebody {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) reference: Option<String>,
}

/// The next people whom anybody employs on a day, by identifier, behind one of them.
pub(crate) async fn employed_after(
    conn: &impl ConnectionTrait,
    after: PersonId,
    on: NaiveDate,
    most: u64,
) -> Result<Vec<Somebody>> {
    use employment::Column as C;
    let employed = Query::select()
        .expr(Expr::val(1))
        .from(employment::Entity)
        .and_where(Expr::col((employment::Entity, C::PersonId)).equals((person::Entity, person::Column::Id)))
        .and_where(Expr::col(C::LastDay).is_null().or(Expr::col(C::LastDay).gte(on)))
        .and_where(Expr::col(C::FirstDay).is_null().or(Expr::col(C::FirstDay).lte(on)))
        .to_owned();
    let rows = somebody().filter(person::Column::Id.gt(after.0)).filter(Expr::exists(employed)).limit(most);
    Ok(rows.order_by_asc(person::Column::Id).into_model().all(conn).await?)
}

/// The people whose reference or staff number is `text`, or whose identifier it is when nobody has such a one.
pub(crate) async fn referred(conn: &impl ConnectionTrait, text: &str) -> Result<Vec<Somebody>> {
    use employment::Column as C;
    let numbered = Query::select()
        .column(C::PersonId)
        .from(employment::Entity)
        .and_where(Expr::col(C::StaffNumber).eq(text))
        .to_owned();
    let known = person::Column::Reference.eq(text).or(person::Column::Id.in_subquery(numbered));
    let found: Vec<Somebody> = somebody().filter(known).into_model().all(conn).await?;
    match PersonId::parse(text) {
        Some(id) if found.is_empty() => {
            Ok(somebody().filter(person::Column::Id.eq(id.0)).into_model().all(conn).await?)
        }
        _ => Ok(found),
    }
}

fn somebody() -> Select<person::Entity> {
    person::Entity::find().select_only().columns([person::Column::Id, person::Column::Name, person::Column::Reference])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place<'static> {
        Place {
            id: PlacementId(7),
            direction: Direction::EnterprisePractice,
            load: Load::FullTime,
            host: OrganisationKind::Enterprise,
            zone_unknown: false,
            pre_approved: false,
            schedule: None,
        }
    }

    #[test]
    fn an_entry_is_read_with_and_without_its_span() {
        let plain = place().fact("12:2026-01-05:480:on_post:host").unwrap();
        assert_eq!((plain.source, plain.amount), (Source::Hours(HourEntryId(12)), 480));
        assert_eq!((plain.span, plain.trust, plain.standing), (None, 4, Standing::Confirmed));
        let day: NaiveDate = "2026-01-05".parse().unwrap();
        let start = midnight(day) + 22 * 60;
        let night = place().fact(&format!("13:2026-01-05:480:training:claimed:{start}:{}", start + 480)).unwrap();
        assert_eq!((night.form, night.span), (Kind::Training, Some((1320, 1800))));
        assert_eq!((night.trust, night.standing), (0, Standing::Claimed));
        assert_eq!(place().fact("14:2026-01-05:480"), None);
    }
}
