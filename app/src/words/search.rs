//! Searching.

use super::words;

words! {
    search_label => "搜索人员、派驻、单位和页面", "Search people, placements, organisations and pages";
    search_hint => "搜索（按 /）", "Search (press /)";
    search_title => "搜索", "Search";
    search_for(q: &str) => "搜索“{q}”", "Search for “{q}”";
    search_lead => "输入姓名、工号、单位名称或页面名称的一部分。", "Type a part of a name, a staff number, an organisation or a page.";
    search_pages => "页面", "Pages";
    search_people => "人员", "People";
    search_placements => "派驻", "Placements";
    search_organisations => "单位", "Organisations";
    search_nothing(q: &str) => "没有找到与“{q}”有关的内容", "Nothing found for “{q}”";
    search_nothing_text => "只能找到您有权查看的内容。换一个写法再试。", "Only what you may see is found. Try another spelling.";
    search_all_people => "在人员名册中查看全部", "All in the roster";
    search_all_placements => "在派驻列表中查看全部", "All in the list of placements";
}
