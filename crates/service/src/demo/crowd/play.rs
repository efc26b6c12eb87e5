//! Does the deeds of the crowd.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use domain::{
    account::{AccountDeed, Role},
    opening::{OpeningForm, OpeningKind},
    placement::{Direction, Load},
    schedule::{ScheduleForm, Shift, WeekForm},
};

use super::{
    super::{
        calendar::after,
        player::{Player, acting, missing},
    },
    Extra, POSTS, members,
};
use crate::{
    Ctx, Result, account,
    guard::{self, InviteToOrganisation},
    mapping::Kind,
    opening, organisation, schedule, secret, store,
};

/// The reason of what the community brought along when it began to use the product.
const BROUGHT: &str = "demonstration history";

/// For how long the college opens its data, in days.
const OPEN_DAYS: i64 = 90;

impl Player<'_> {
    /// Does one deed of the crowd.
    pub(in super::super) async fn play_extra(&mut self, at: DateTime<Utc>, extra: Extra) -> Result<()> {
        match extra {
            Extra::Import(nth) => {
                let batch = self.tables.crowd.batches.get(nth).ok_or_else(missing)?;
                let ctx = Ctx::system(BROUGHT, at);
                self.import(&ctx, Kind::People, &batch.people).await?;
                self.import(&ctx, Kind::Placements, &batch.placements).await?;
                self.import(&ctx, Kind::Hours, &batch.hours).await
            }
            Extra::Credentials => {
                let sheet = self.tables.crowd.credentials.as_ref().ok_or_else(missing)?;
                self.import(&Ctx::system(BROUGHT, at), Kind::Credentials, sheet).await
            }
            Extra::Offer(nth) => self.offer(at, nth).await,
            Extra::Close(nth) => {
                let ctx = self.officer(POSTS.get(nth).ok_or_else(missing)?.member, at)?;
                let id = *self.posts.get(&nth).ok_or_else(missing)?;
                let version = opening::read(self.db, &ctx, id).await?.opening.version;
                opening::set_open(self.db, &ctx, id, false, version).await
            }
            Extra::Schedule(nth) => self.schedule(at, nth).await,
            Extra::Leave => {
                let ctx = acting(self.viewer("S1")?, at);
                let id = self.organisation(members::LEFT)?;
                let member = store::organisation::find(self.db.reader(), id).await?.ok_or_else(missing)?;
                organisation::deactivate(self.db, &ctx, id, true, member.version).await
            }
            Extra::Invite => self.invite(at).await,
            Extra::Open => {
                let ctx = self.officer("HY", at)?;
                let last_day = after(self.calendar.today, OPEN_DAYS);
                self.invite_one(&ctx, "HY", ("沈书远", "audit.office@demo.example"), Role::Auditor, Some(last_day))
                    .await
            }
            Extra::Deactivate => {
                let ctx = self.officer("HY", at)?;
                let grant = self.viewer("T12")?.acting.id;
                account::act(self.db, &ctx, AccountDeed::Deactivate, &[grant], false).await.map(|_| ())
            }
        }
    }

    async fn offer(&mut self, at: DateTime<Utc>, nth: usize) -> Result<()> {
        let post = POSTS.get(nth).ok_or_else(missing)?;
        let ctx = self.officer(post.member, at)?;
        let teaching = post.kind != OpeningKind::Post;
        let place = if post.kind == OpeningKind::EngineerOffer { "" } else { &*self.member(post.member)?.site };
        let engineer = self.people.get(post.engineer).map(ToString::to_string).unwrap_or_default();
        let training = post.title.contains("培训");
        let form = OpeningForm {
            kind: post.kind.to_string(),
            title: post.title.to_owned(),
            specialty: post.specialty.to_owned(),
            place: place.to_owned(),
            form: if teaching {
                "teaching"
            } else if training {
                "training"
            } else {
                "on_post"
            }
            .to_owned(),
            load: if teaching { Load::PartTime } else { Load::FullTime }.to_string(),
            first_day: self.calendar.week(post.weeks.0).to_string(),
            last_day: after(self.calendar.week(post.weeks.1), 4).to_string(),
            planned_hours: if teaching { "96" } else { "320" }.to_owned(),
            capacity: post.capacity.to_string(),
            engineer,
            text: if teaching {
                "每周两个下午，共同备课，承担实践教学"
            } else {
                "随班组跟岗，指定导师，提供劳保用品和工位"
            }
            .to_owned(),
            contact: "人力资源部".to_owned(),
        };
        let id = opening::add(self.db, &ctx, &form).await?;
        self.posts.insert(nth, id);
        Ok(())
    }

    /// Full time Monday to Friday, eight hours; teaching on two or three afternoons; the October holiday is off.
    async fn schedule(&self, at: DateTime<Utc>, nth: usize) -> Result<()> {
        let stay = self.stay(nth)?;
        let (ctx, id) = (self.officer(&stay.host, at)?, self.placement(nth)?);
        let placement = store::placement::find(self.db.reader(), id).await?.ok_or_else(missing)?;
        let minutes = if placement.direction == Direction::TeachingSecondment {
            [0, if stay.weeks > 14 { 180 } else { 135 }, if nth.is_multiple_of(3) { 90 } else { 0 }, 90, 0, 0, 0]
        } else if stay.load == Load::PartTime {
            [0, 480, 0, 480, 0, 0, 0]
        } else {
            [480, 480, 480, 480, 480, 0, 0]
        };
        let form = ScheduleForm {
            week: WeekForm::of(minutes.map(Shift::of), placement.direction, placement.class_hour_minutes),
            days_off: october((placement.first_day, placement.last_day)),
            ..ScheduleForm::default()
        };
        schedule::save(self.db, &ctx, id, &form, placement.version).await
    }

    /// Colleagues of both sides who have a link and have not used it.
    async fn invite(&self, at: DateTime<Utc>) -> Result<()> {
        let invited: [(&str, (&str, &str), Role); 5] = [
            ("HY", ("石晓峰", "shi.xiaofeng@demo.example"), Role::CollegeHr),
            ("HY", ("叶文琳", "ye.wenlin@demo.example"), Role::CollegeHr),
            ("XL", ("程永毅", "cheng.yongyi@demo.example"), Role::Coordinator),
            ("XL", ("姚佳宁", "yao.jianing@demo.example"), Role::Coordinator),
            ("JL", ("田春霞", "tian.chunxia@demo.example"), Role::CollegeHr),
        ];
        for (member, who, role) in invited {
            self.invite_one(&self.officer(member, at)?, member, who, role, None).await?;
        }
        Ok(())
    }

    async fn invite_one(
        &self,
        ctx: &Ctx,
        member: &str,
        (name, email): (&str, &str),
        role: Role,
        last_day: Option<NaiveDate>,
    ) -> Result<()> {
        let new = account::NewAccount {
            name: name.to_owned(),
            email: email.to_owned(),
            role,
            organisation: Some(self.organisation(member)?),
            person: None,
            last_day,
        };
        let tx = self.db.begin().await?;
        let id = account::add(&tx, ctx, &new, true).await?.account;
        // Nobody learns the secret: who wants to try the link makes a new one.
        let secret = secret::hash(&secret::new_secret()?);
        let until = ctx.now() + TimeDelta::days(account::INVITATION_DAYS);
        let allowed = guard::organisation::<InviteToOrganisation>(&tx, ctx, self.organisation(member)?).await?;
        store::account::invite(&tx, &allowed, id, secret, ctx.now(), until).await?;
        tx.commit().await
    }
}

/// The October holidays within days, one range to a line.
fn october((first, last): (NaiveDate, NaiveDate)) -> String {
    let mut lines = Vec::new();
    for year in first.year()..=last.year() {
        let day = |day| NaiveDate::from_ymd_opt(year, 10, day);
        if let (Some(from), Some(to)) = (day(1), day(7))
            && from <= last
            && first <= to
        {
            lines.push(format!("{}..{}", from.max(first), to.min(last)));
        }
    }
    lines.join("\n")
}
