//! Names of invented people, put together from common surnames and syllables of given names.

use std::collections::HashSet;

use super::{super::tables::Tables, dice::Dice};

type Syllable = (&'static str, &'static str);

const SURNAMES: [Syllable; 48] = [
    ("王", "Wang"),
    ("李", "Li"),
    ("张", "Zhang"),
    ("刘", "Liu"),
    ("陈", "Chen"),
    ("杨", "Yang"),
    ("黄", "Huang"),
    ("赵", "Zhao"),
    ("吴", "Wu"),
    ("周", "Zhou"),
    ("徐", "Xu"),
    ("孙", "Sun"),
    ("马", "Ma"),
    ("朱", "Zhu"),
    ("胡", "Hu"),
    ("郭", "Guo"),
    ("何", "He"),
    ("林", "Lin"),
    ("高", "Gao"),
    ("罗", "Luo"),
    ("郑", "Zheng"),
    ("梁", "Liang"),
    ("谢", "Xie"),
    ("宋", "Song"),
    ("唐", "Tang"),
    ("许", "Xu"),
    ("韩", "Han"),
    ("邓", "Deng"),
    ("冯", "Feng"),
    ("曹", "Cao"),
    ("彭", "Peng"),
    ("曾", "Zeng"),
    ("肖", "Xiao"),
    ("田", "Tian"),
    ("董", "Dong"),
    ("潘", "Pan"),
    ("袁", "Yuan"),
    ("蔡", "Cai"),
    ("蒋", "Jiang"),
    ("余", "Yu"),
    ("叶", "Ye"),
    ("程", "Cheng"),
    ("苏", "Su"),
    ("卢", "Lu"),
    ("沈", "Shen"),
    ("姚", "Yao"),
    ("方", "Fang"),
    ("石", "Shi"),
];

const FIRST: [Syllable; 20] = [
    ("思", "si"),
    ("明", "ming"),
    ("雨", "yu"),
    ("文", "wen"),
    ("志", "zhi"),
    ("晓", "xiao"),
    ("建", "jian"),
    ("子", "zi"),
    ("佳", "jia"),
    ("俊", "jun"),
    ("立", "li"),
    ("永", "yong"),
    ("春", "chun"),
    ("海", "hai"),
    ("玉", "yu"),
    ("国", "guo"),
    ("新", "xin"),
    ("书", "shu"),
    ("景", "jing"),
    ("若", "ruo"),
];

const SECOND: [Syllable; 24] = [
    ("远", "yuan"),
    ("涵", "han"),
    ("宁", "ning"),
    ("平", "ping"),
    ("辉", "hui"),
    ("峰", "feng"),
    ("敏", "min"),
    ("琳", "lin"),
    ("雯", "wen"),
    ("杰", "jie"),
    ("波", "bo"),
    ("洁", "jie"),
    ("军", "jun"),
    ("颖", "ying"),
    ("龙", "long"),
    ("斌", "bin"),
    ("珊", "shan"),
    ("萍", "ping"),
    ("毅", "yi"),
    ("成", "cheng"),
    ("强", "qiang"),
    ("霞", "xia"),
    ("蕾", "lei"),
    ("锋", "feng"),
];

/// A surname with which lists end.
const LAST: Syllable = ("龚", "Gong");

/// Gives names, each once.
#[derive(Debug)]
pub(super) struct Names {
    dice: Dice,
    given: HashSet<String>,
    taken: Vec<(String, String)>,
}

impl Names {
    /// Names that nobody of the story has.
    pub(super) fn new(tables: &Tables) -> Self {
        let taken = tables.people.iter().map(|person| (person.name.clone(), person.name_en.clone())).collect();
        Self { dice: Dice::new(20_161), given: HashSet::new(), taken }
    }

    /// A name in Chinese and in Latin letters.
    pub(super) fn next(&mut self) -> (String, String) {
        let surname = self.dice.pick(&SURNAMES);
        self.with(surname)
    }

    /// A name that stands at the end of lists.
    pub(super) fn last(&mut self) -> (String, String) {
        self.with(LAST)
    }

    fn with(&mut self, surname: Syllable) -> (String, String) {
        // There are far more names than people: the first tries nearly always do.
        let mut name = (String::new(), String::new());
        for _ in 0..200 {
            let (first, second) = (self.dice.pick(&FIRST), self.dice.pick(&SECOND));
            name = if self.dice.below(6) == 0 {
                (format!("{}{}", surname.0, second.0), format!("{} {}", surname.1, capital(second.1)))
            } else {
                let given = format!("{}{}", first.1, second.1);
                (format!("{}{}{}", surname.0, first.0, second.0), format!("{} {}", surname.1, capital(&given)))
            };
            // Who looks for someone of the story finds nobody else.
            let alike = |(known, latin): &(String, String)| name.0.contains(known.as_str()) || name.1.contains(latin);
            if !self.taken.iter().any(alike) && self.given.insert(name.0.clone()) {
                break;
            }
        }
        name
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}
