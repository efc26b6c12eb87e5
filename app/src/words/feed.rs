//! Calendar feeds.

use domain::{feed::FeedKind, placement::Direction};

use super::{Words, words};

words! {
    feeds => "日历订阅", "Calendar feeds";
    feeds_lead => "在 Outlook、手机或企业微信的日历中查看派驻安排。每个订阅有一个私密网址，无需登录。", "See placements in the calendar of Outlook, your phone or WeChat Work. Each feed has a private address that needs no sign-in.";
    feeds_open => "订阅到日历", "Subscribe in a calendar";
    feeds_make => "生成网址", "Make an address";
    feeds_make_title => "新建订阅", "New feed";
    feeds_make_lead => "网址只显示一次。知道网址的人都能看到其中的安排（不含工时和证件号），请勿转发；不再需要时请吊销。", "An address is shown once. Whoever has it sees what is in it (no hours, no identity numbers), so do not pass it on; revoke it when it is no longer needed.";
    feeds_make_one(what: &str) => "生成网址：{what}", "Make an address: {what}";
    feeds_table => "我的订阅", "My feeds";
    feeds_what => "内容", "What";
    feeds_made => "生成时间", "Made";
    feeds_read => "最近读取", "Last read";
    feeds_never_read => "尚未读取", "Not yet";
    feeds_actions => "操作", "Actions";
    feeds_revoke => "吊销", "Revoke";
    feeds_revoke_one(what: &str) => "吊销订阅 {what}", "Revoke the feed {what}";
    feeds_nothing => "您的角色不查看具体派驻，没有可订阅的内容。", "Your role does not see single placements: there is nothing to subscribe to.";
    feeds_none => "还没有订阅", "No feeds yet";
    feeds_ready => "网址已生成，仅显示这一次，请立即复制到日历程序。", "The address is ready and shown only this once; copy it into your calendar programme now.";
    feeds_address => "订阅网址", "Address of the feed";
    feeds_how => "如何订阅", "How to subscribe";
    feeds_how_outlook => "Outlook：日历 › 添加日历 › 从 Internet 订阅，粘贴网址。", "Outlook: Calendar › Add calendar › Subscribe from web, and paste the address.";
    feeds_how_phone => "iPhone：设置 › 日历 › 账户 › 添加账户 › 其他 › 添加已订阅的日历。安卓：在系统日历或 Google 日历网页版中选“通过网址添加”。", "iPhone: Settings › Calendar › Accounts › Add Account › Other › Add Subscribed Calendar. Android: “From URL” in Google Calendar on the web, or in the calendar of the phone.";
    feeds_how_wecom => "企业微信、钉钉：不能直接订阅网址的版本，请先在手机系统日历中订阅，再允许其读取系统日历。", "WeChat Work and DingTalk: where a version cannot subscribe to an address, subscribe in the calendar of the phone and let the app read that.";
    feeds_how_late => "更新不是即时的，由日历程序决定：苹果设备 5 分钟至 1 小时，Thunderbird 约 30 分钟，Outlook.com 约 3 至 24 小时，Google 日历 8 至 24 小时。临时变动请以本系统为准。", "Changes do not arrive at once; the programme decides: Apple 5 minutes to 1 hour, Thunderbird about 30 minutes, Outlook.com about 3 to 24 hours, Google Calendar 8 to 24 hours. For short notice, look here.";
    feed_title_of(host: &str) => "派驻 {host}", "Placement at {host}";
    feed_first(host: &str) => "派驻开始：{host}", "Placement begins: {host}";
    feed_last(host: &str) => "派驻结束：{host}", "Placement ends: {host}";
    feed_of(name: &str, what: &str) => "{name} {what}", "{name}: {what}";
}

impl Words {
    /// What a feed is of, as its title in a calendar.
    #[must_use]
    pub const fn feed_title(self, kind: FeedKind) -> &'static str {
        let (zh, en) = match kind {
            FeedKind::Person => ("派驻日历", "Placements"),
            FeedKind::Placement => ("派驻", "Placement"),
            FeedKind::Organisation => ("本单位派驻日历", "Placements of the organisation"),
        };
        self.pick(zh, en)
    }

    /// What the own feed of a kind is called before it is made.
    #[must_use]
    pub const fn feed_kind(self, kind: FeedKind) -> &'static str {
        let (zh, en) = match kind {
            FeedKind::Person => ("个人", "Person"),
            FeedKind::Placement => ("单个派驻", "One placement"),
            FeedKind::Organisation => ("全单位", "All of the organisation"),
        };
        self.pick(zh, en)
    }

    /// A day on which somebody is expected at a host.
    #[must_use]
    pub fn feed_session(self, host: &str, direction: Direction) -> String {
        let what = match direction {
            Direction::EnterprisePractice => self.pick("企业实践", "Practice"),
            Direction::TeachingSecondment => self.pick("到校任教", "Teaching"),
        };
        format!("{what} · {host}")
    }

    /// A lesson.
    #[must_use]
    pub fn feed_lesson(self, course: &str) -> String {
        format!("{} · {course}", self.pick("授课", "Lesson"))
    }
}
