//! Openings: posts for teachers, teaching needs, engineers on offer.

use domain::opening::OpeningKind;

use super::{Lang, Words, counted, words};

impl Words {
    /// What an opening is.
    #[must_use]
    pub const fn opening_kind(self, kind: OpeningKind) -> &'static str {
        match kind {
            OpeningKind::Post => self.pick("岗位", "Post"),
            OpeningKind::TeachingNeed => self.pick("教学需求", "Teaching need"),
            OpeningKind::EngineerOffer => self.pick("可派工程师", "Engineer on offer"),
        }
    }

    /// Openings of one kind, as the name of their list.
    #[must_use]
    pub const fn opening_kinds(self, kind: OpeningKind) -> &'static str {
        match kind {
            OpeningKind::Post => self.pick("教师实践岗位", "Posts for teachers"),
            OpeningKind::TeachingNeed => self.pick("教学需求", "Teaching needs"),
            OpeningKind::EngineerOffer => self.pick("可派工程师", "Engineers on offer"),
        }
    }

    /// What somebody does who offers an opening of a kind.
    #[must_use]
    pub const fn opening_offer(self, kind: OpeningKind) -> &'static str {
        match kind {
            OpeningKind::Post => self.pick("发布岗位", "Offer a post"),
            OpeningKind::TeachingNeed => self.pick("发布教学需求", "Ask for teaching"),
            OpeningKind::EngineerOffer => self.pick("发布可派工程师", "Offer an engineer"),
        }
    }

    /// What an opening of a kind is for, in one line.
    #[must_use]
    pub const fn opening_kind_lead(self, kind: OpeningKind) -> &'static str {
        match kind {
            OpeningKind::Post => {
                self.pick("接收院校教师来本单位实践。", "You take in teachers of colleges for enterprise practice.")
            }
            OpeningKind::TeachingNeed => {
                self.pick("请企业派工程师到本校任教。", "You ask enterprises to send an engineer to teach.")
            }
            OpeningKind::EngineerOffer => {
                self.pick("派本单位工程师到院校任教。", "You offer one of your engineers to colleges for teaching.")
            }
        }
    }

    /// How many places are free of how many.
    #[must_use]
    pub fn opening_free(self, free: i32, capacity: i32) -> String {
        match (self.lang(), free) {
            (Lang::Zh, 0) => format!("已满 · 共 {capacity}"),
            (Lang::Zh, _) => format!("余 {free} / {capacity}"),
            (Lang::En, 0) => format!("full · {capacity}"),
            (Lang::En, _) => format!("{free} of {capacity} free"),
        }
    }

    /// How many people can be drafted for: the words of the button.
    #[must_use]
    pub fn many_draft(self, count: usize, submit: bool) -> String {
        match (self.lang(), submit) {
            (Lang::Zh, false) => format!("为 {count} 人起草"),
            (Lang::Zh, true) => format!("为 {count} 人起草并提交"),
            (Lang::En, false) => format!("Draft for {}", counted(&count.to_string(), "person", "people")),
            (Lang::En, true) => format!("Draft and submit for {}", counted(&count.to_string(), "person", "people")),
        }
    }
}

words! {
    openings => "岗位与需求", "Openings";
    openings_lead => "企业的实践岗位、院校的教学需求和可派的工程师，找到合适的即可使用。", "Posts of enterprises, teaching needs of colleges, and engineers on offer. Find one and use it.";
    openings_lead_host => "本企业发布的岗位与工程师，以及他们在院校的任教情况。", "What your enterprise offers, and how its engineers fare at the colleges.";
    openings_tabs => "岗位与需求的类别", "Kinds of openings";
    openings_overview => "本单位概览", "Ours";
    openings_all => "全部", "All";
    openings_own => "本单位发布", "Offered by us";
    openings_own_lead => "包括已关闭的。", "Closed ones too.";
    openings_filter => "筛选岗位与需求", "Filter openings";
    openings_more_filters => "更多条件", "More filters";
    openings_q => "名称或单位", "Title or organisation";
    openings_days_from => "不早于", "On or after";
    openings_days_to => "不晚于", "On or before";
    openings_free_only => "只看有名额的", "Free places only";
    openings_table => "岗位与需求列表", "Openings";
    openings_count(count: usize) => "本页 {count} 项", "{count} on this page";
    openings_none => "还没有岗位与需求", "No openings yet";
    openings_none_text => "企业发布岗位、院校发布教学需求后，会出现在这里。", "Posts of enterprises and teaching needs of colleges appear here once they are offered.";
    openings_none_own => "本单位还没有发布", "You have offered nothing yet";
    openings_none_own_text => "写明时间、地点和名额，对方就能直接使用，不必再打电话。", "Say when, where and for how many; the other side can then use it without a call.";
    openings_no_match => "没有符合条件的", "Nothing matches";
    openings_no_match_text => "换个条件，或清除筛选。已过期的不再列出。", "Try other filters, or clear them. What is over is no longer listed.";
    opening_title => "名称", "Title";
    opening_who => "单位", "Organisation";
    opening_kind_label => "类别", "Kind";
    opening_specialty => "专业", "Specialty";
    opening_places => "名额", "Places";
    opening_capacity => "名额（人）", "Places (people)";
    opening_free_label => "剩余名额", "Free";
    opening_taken => "已占用", "Taken";
    opening_text => "工作内容与要求", "What is done and asked";
    opening_contact => "联系人", "Contact";
    opening_engineer => "工程师", "Engineer";
    opening_engineer_hidden => "已指定", "Named";
    opening_engineer_open => "由企业选派", "Chosen by the enterprise";
    opening_state => "状态", "State";
    opening_open => "开放", "Open";
    opening_closed => "已关闭", "Closed";
    opening_full => "已满", "Full";
    opening_over => "已过期", "Over";
    opening_planned => "计划工时（每人）", "Planned hours a person";
    opening_facts => "基本情况", "What it is";
    opening_days => "时间", "Days";
    opening_strip(from: &str, to: &str) => "{from}至{to}：岗位的起止日期和从中安排的派驻", "From {from} to {to}: the days of the opening and the placements made from it";
    opening_window => "可用时间", "Days on offer";
    opening_today => "今天", "Today";
    opening_placed => "从中安排的派驻", "Placed from it";
    opening_placed_none => "还没有您可以查看的派驻。", "No placement from it that you can see yet.";
    opening_placed_hidden(count: i32) => "另有 {count} 个名额已由其他单位占用。", "{count} more places are taken by other organisations.";
    opening_use => "使用", "Use this";
    opening_use_many => "批量安排", "Place many";
    opening_use_here => "安排本企业工程师", "Place an engineer of ours";
    opening_ask => "提出教学需求", "Ask for teaching";
    opening_ask_text => "人选由企业决定。请联系企业，或按此时间提出教学需求，由企业选派工程师。", "The enterprise chooses who comes. Ask there, or ask for teaching on these days; it then sends an engineer.";
    opening_edit => "编辑", "Edit";
    opening_close => "关闭", "Close";
    opening_reopen => "重新开放", "Reopen";
    opening_closed_text => "不再接受新的派驻，已有的不受影响。", "Nobody more is placed from it; what is arranged stays.";
    opening_full_text => "名额已满，有人撤回后可再使用。", "Every place is taken; it can be used again when one becomes free.";
    opening_new_lead => "发布后，共同体成员都能看到。", "Every member of the community sees it.";
    opening_edit_lead => "已有派驻的名额与日期不能移出范围。", "Places and days that are taken stay within.";
    opening_title_hint => "例如 动力电池装调、电机控制课程", "Such as battery assembly, or a course on motor control";
    opening_specialty_hint => "专业目录代码（如 460702），目录中没有的写名称。", "A code of the catalogue of majors (such as 460702), or a name that it does not know.";
    opening_contact_hint => "姓名与电话，成员可见。", "Name and telephone; members see it.";
    opening_text_hint => "做什么、需要什么基础、有什么条件。", "What is done, what one should know, what you provide.";
    opening_engineer_hint => "指定一人时名额为 1；不指定时由本企业在使用时选派。", "Naming one makes it one place; without a name you choose when it is used.";
    opening_engineer_none => "暂不指定", "Nobody in particular";
    opening_planned_hint => "选填，使用时自动带入。", "Optional; it is filled in when the opening is used.";
    opening_what => "是什么", "What";
    opening_when => "时间与形式", "When and how";
    opening_more => "说明", "Details";
    opening_publish => "发布", "Offer";
    opening_changed => "他人已修改此项。您填写的内容保留在下面，请核对后再次保存。", "Someone else changed this. What you typed is below; check it and save again.";
    opening_path => "当前位置", "You are here";
    opening_from(title: &str) => "来自：{title}", "From: {title}";
    opening_of_placement => "来源", "Made from";

    engineers_at_colleges => "本企业工程师", "Engineers of ours";
    engineers_at_colleges_lead => "谁在哪所院校任教，课时确认到哪一步。", "Who teaches where, and how far the class hours are confirmed.";
    engineers_none => "名册中还没有工程师", "No engineers in the roster yet";
    engineers_none_text => "添加工程师后，就能派往院校任教。", "Add engineers; then they can teach at colleges.";
    engineers_where => "任教院校", "Teaches at";
    engineers_free => "未派出", "Not placed";
    engineers_class_hours => "已确认学时", "Class hours confirmed";
    engineers_of_plan(done: i64, plan: i64) => "{done} / {plan}", "{done} / {plan}";
    engineers_confirmation => "确认情况", "Confirmation";
    engineers_waiting(count: i64) => "{count} 学时待院校确认", "{count} to confirm";
    engineers_confirmed => "已全部确认", "All confirmed";
    engineers_nothing => "尚未填报", "Nothing logged";

    many_title => "批量派驻", "Place many";
    many_lead => "一次填好安排，勾选人员，先核对，再起草。", "Fill in the arrangement once, tick the people, check, then draft.";
    many_arrangement => "安排", "Arrangement";
    many_people => "人员", "People";
    many_people_lead => "已有全职派驻的人员不能再全职派出。", "Who has a full-time placement on these days cannot go full time.";
    many_department => "部门", "Department";
    many_show => "更新名单", "Update the list";
    many_check => "核对", "Check";
    many_ticked(count: usize) => "已选 {count} 人不在下面的名单中，仍会一起核对。", "{count} ticked people are not in the list below and are checked too.";
    many_found(shown: usize, found: usize) => "显示 {shown} 人，共 {found} 人，请用部门或姓名缩小范围。", "{shown} of {found} shown; narrow by department or name.";
    many_nobody => "没有符合条件的人员", "Nobody matches";
    many_nobody_text => "换一个部门或姓名。", "Try another department or name.";
    many_no_people => "名册中还没有可派出的人员", "Nobody in the roster can be sent yet";
    many_people_caption => "可勾选的人员", "People to tick";
    many_pick => "选择", "Tick";
    many_busy => "同期安排", "On these days";
    many_idle => "无", "Nothing";
    many_busy_at(host: &str, days: &str, load: &str) => "{host} {days}（{load}）", "{host} {days} ({load})";
    many_rule => "达标情况", "Rules";
    many_consent => "同意派出", "Consent";
    many_opening => "岗位或需求", "Opening";
    many_opening_none => "不从岗位使用", "Not from an opening";
    many_checked => "核对结果", "Checked";
    many_can(count: usize) => "可以派驻（{count} 人）", "Can be placed ({count})";
    many_cannot(count: usize) => "不能派驻（{count} 人）", "Cannot be placed ({count})";
    many_cannot_lead => "不会为他们起草。", "Nothing is drafted for them.";
    many_can_none => "所选人员都不能派驻", "None of them can be placed";
    many_can_none_text => "请看下面的原因，改日期或换人后再核对。", "See the reasons below; change the days or the people and check again.";
    many_why_not => "原因", "Why not";
    many_unknown(id: &str) => "人员 {id}", "Person {id}";
    many_overlap(host: &str, days: &str) => "与 {host} {days} 的全职派驻重叠", "Overlaps the full-time placement at {host}, {days}";
    many_full(count: i32) => "名额只剩 {count} 个，已由前面的人占用", "Only {count} places are free, taken by those above";
    many_back => "返回修改", "Change";
    many_atomic => "要么全部起草，要么一个也不起草。", "All of them are drafted, or none.";
    many_changed => "核对之后情况有变，没有起草任何一份。请看最新结果。", "Things changed after the check and nothing was drafted. See the new result.";
    many_submit_too => "起草后立即提交", "Submit at once";
    many_submit_hint => "由对方审批；不勾选则只存为草稿。", "The other side then approves; otherwise they stay drafts.";
    many_done(count: usize) => "已起草 {count} 份", "{count} drafted";
    many_done_submitted(count: usize) => "已起草并提交 {count} 份", "{count} drafted and submitted";
    many_not_done(count: usize) => "未起草（{count} 人）", "Not drafted ({count})";
    many_to_drafts => "查看草稿", "See the drafts";
    many_result => "办理结果", "Result";
    many_place => "批量派驻", "Place many";
    many_place_chosen => "为所选人员安排派驻", "Place those ticked";
    many_submit_chosen => "提交所选", "Submit those ticked";
    many_submit_bar => "已勾选的草稿一起提交，有一份不能提交则全部不提交。", "The ticked drafts are submitted together; if one cannot be, none is.";
    many_pick_draft(name: &str) => "选择草稿：{name}", "Tick the draft of {name}";
    many_pick_person(name: &str) => "选择：{name}", "Tick {name}";
    many_not_submitted => "没有提交任何一份", "Nothing was submitted";
    many_reason(name: &str, reason: &str) => "{name}：{reason}", "{name}: {reason}";
}
