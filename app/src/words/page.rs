//! The frame around pages, and signing in.

use super::words;

words! {
    brand => "双向通", "Twinpost";
    community_name => "产教融合共同体", "Industry-education community";
    places => "导航", "Places";
    skip => "跳到正文", "Skip to content";
    home => "首页", "Home";
    roster => "人员", "Roster";
    placements => "派驻", "Placements";
    progress => "实践进度", "Progress";
    my_progress => "我的进度", "My progress";
    my_placements => "我的派驻", "My placements";
    log_hours => "填报工时", "Log hours";
    confirm_hours => "确认工时", "Confirm hours";
    rail_my_progress => "我的进度", "Progress";
    rail_my_placements => "我的派驻", "Placements";
    rail_log_hours => "填报工时", "Hours";
    rail_confirm_hours => "确认工时", "Confirm";
    rail_my_engineers => "本企业工程师", "Engineers";
    rail_audit => "操作记录", "Audit";
    my_engineers => "本企业工程师", "My engineers";
    members => "成员单位", "Members";
    flows => "人员流动", "Flows";
    audit => "操作记录", "Audit log";
    account => "账号", "Account";
    sign_in => "登录", "Sign in";
    sign_in_lead => "院校教师与企业工程师双向流动的派驻、工时与资格记录。", "Placements, hours and qualification of teachers in enterprises and engineers in colleges.";
    sign_out => "退出登录", "Sign out";
    sign_out_everywhere => "退出所有设备", "Sign out everywhere";
    other_language => "English", "中文";
    act_as => "切换身份", "Act as";
    demonstration_note => "演示环境：单位与人员均为虚构。", "Demonstration: organisations and people are invented.";
    set_password => "设置密码", "Set password";
    set_password_lead(email: &str) => "账号 {email}。密码至少 10 个字符。", "For {email}. At least 10 characters.";
    error_title => "无法显示此页", "This page cannot be shown";
    back_home => "返回首页", "Back to the home page";
    problems => "请修改以下内容", "Please mend the following";
    save => "保存", "Save";
    cancel => "取消", "Cancel";
    apply => "筛选", "Apply";
    clear_filters => "清除筛选", "Clear filters";
    remove_filter(label: &str) => "去掉筛选：{label}", "Remove filter: {label}";
    all => "全部", "All";
    previous => "上一页", "Previous";
    next => "下一页", "Next";
    pages => "翻页", "Pages";
    search => "搜索", "Search";
    done => "已完成。", "Done.";
    done_saved => "已保存。", "Saved.";
    done_rearranged => "已保存，课程已按新的时间排列；与派驻冲突的，见“排期表”中的派驻计划。", "Saved; lessons are at their new times. Which placements they meet is in the plan of the board.";
    done_submitted => "已提交，等待对方处理。", "Submitted; it waits for the other side.";
    done_confirmed => "已确认。", "Confirmed.";
    done_returned => "已退回。", "Returned.";
    done_unlocked => "已解锁，退回本人修改；原来的确认已冲销。", "Unlocked and returned for correction; the confirmation was reversed.";
    done_withdrawn => "已撤回。", "Withdrawn.";
}
