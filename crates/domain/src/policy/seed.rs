//! The packs that come with the product.

/// The files by name; their order has no meaning.
pub(super) const FILES: [(&str, &str); 17] = [
    ("au.toml", include_str!("../../packs/au.toml")),
    ("ch.toml", include_str!("../../packs/ch.toml")),
    ("cn-college.toml", include_str!("../../packs/cn-college.toml")),
    ("cn-engineers.toml", include_str!("../../packs/cn-engineers.toml")),
    ("cn-nb.toml", include_str!("../../packs/cn-nb.toml")),
    ("cn-qd.toml", include_str!("../../packs/cn-qd.toml")),
    ("cn-sh.toml", include_str!("../../packs/cn-sh.toml")),
    ("cn.toml", include_str!("../../packs/cn.toml")),
    ("de-bw.toml", include_str!("../../packs/de-bw.toml")),
    ("de-by.toml", include_str!("../../packs/de-by.toml")),
    ("eu.toml", include_str!("../../packs/eu.toml")),
    ("ph.toml", include_str!("../../packs/ph.toml")),
    ("sg.toml", include_str!("../../packs/sg.toml")),
    ("tw.toml", include_str!("../../packs/tw.toml")),
    ("us-co.toml", include_str!("../../packs/us-co.toml")),
    ("us-mn.toml", include_str!("../../packs/us-mn.toml")),
    ("us-oh.toml", include_str!("../../packs/us-oh.toml")),
];
