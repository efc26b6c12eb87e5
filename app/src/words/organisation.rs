//! Members of the community: list, one member, its form.

use super::words;

words! {
    members_lead => "共同体的院校、企业和实训基地。", "Colleges, enterprises and training bases of the community.";
    members_add => "添加成员", "Add a member";
    members_count(count: usize) => "共 {count} 个单位", "{count} members";
    members_range(first: usize, last: usize, all: usize) => "第 {first}–{last} 个，共 {all} 个单位", "{first}–{last} of {all} members";
    members_caption => "成员单位", "Members";
    members_filter => "筛选成员单位", "Filter members";
    members_kind => "类型", "Kind";
    members_name => "单位名称", "Name";
    members_search => "名称、城市或代码", "Name, city or code";
    members_place => "所在地", "Place";
    members_state => "状态", "State";
    members_active => "正常", "Active";
    members_inactive => "已退出", "Left";
    members_none => "还没有成员单位", "No members yet";
    members_none_text => "添加院校和企业，或用命令 twinpost import organisations 导入。", "Add colleges and enterprises, or bring them in with twinpost import organisations.";
    members_no_match => "没有符合条件的单位", "No member matches";
    members_no_match_text => "换个关键词，或去掉筛选条件。", "Try another word, or take a filter away.";
    members_all => "全部成员单位", "All members";
    member_new_lead => "添加后，由单位的人事或协调员维护人员和派驻。", "Its own officers then look after people and placements.";
    member_facts => "基本资料", "Facts";
    member_none => "未填写", "Not given";
    member_since => "加入时间", "Member since";
    member_departments => "部门", "Departments";
    member_departments_none => "还没有部门。给人员填写部门时会自动建立。", "None yet. Departments come about when people are given one.";
    member_edit => "修改资料", "Change";
    member_edit_lead => "代码选填，填写后会检查格式与校验位，且不能与其他单位重复。", "Codes are optional; their form and check character are verified, and no two members share one.";
    member_optional => "选填", "optional";
    member_choose => "请选择", "Please choose";
    member_moe_hint => "教育部公布的院校标识码。", "The code in the list of the Ministry of Education.";
    member_credit_hint => "18 位，最后一位是校验位。", "18 characters, the last one a check character.";
    member_zone_hint => "判断日期所用的时区，通常为 Asia/Shanghai。", "The zone in which days are judged, usually Asia/Shanghai.";
    member_active_label => "参加共同体", "Takes part in the community";
    member_names => "名称与类型", "Name and kind";
    member_code_group => "代码", "Codes";
    member_place_group => "所在地", "Place";
    member_path => "位置", "Where you are";
}
