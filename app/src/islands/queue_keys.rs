//! The confirmer's queue by keys: one key confirms a row, one opens the reason with which it is returned.
//!
//! The rows are rendered on the server and pass through as children. What the island finds there:
//! `.queue-row` that can take the focus, in it a checkbox, `.queue-details`, a button in `.queue-confirm` and
//! `.fold` with a text area. After a row was confirmed the address ends in `#row-n`, the place to go on from.

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement},
};

/// The queue among the children, moved through and acted on by keys.
#[island]
pub fn QueueKeys(
    /// Which keys there are; shown where scripts run.
    hint: String,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let root = NodeRef::<leptos::html::Div>::new();
    let ready = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(root) = root.get() else { return };
        ready.set(true);
        let place = window().location().hash().unwrap_or_default();
        if let Some(place) = place.strip_prefix("#row-").and_then(|place| place.parse::<usize>().ok()) {
            let rows = all(&root, "queue-row");
            focus(rows.get(place).or(rows.last()));
        }
        let handle = window_event_listener(ev::keydown, move |event| {
            if press(&root, &event) {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    });
    view! {
        <div class="queue-keys" node_ref=root>
            <p class="field-hint queue-hint" hidden=move || !ready.get()>{hint}</p>
            {children()}
        </div>
    }
}

/// Does what a key stands for; answers whether it stood for anything.
fn press(root: &Element, event: &ev::KeyboardEvent) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() || event.default_prevented() {
        return false;
    }
    let Some(at) = document().active_element() else { return false };
    let rows = all(root, "queue-row");
    let current = rows.iter().position(|row| row.contains(Some(&at)));
    if is_typed_into(&at) {
        // Leaving the reason leads back to its row.
        let left = event.key() == "Escape" && current.is_some();
        if let Some(row) = current.and_then(|current| rows.get(current)).filter(|_| left) {
            for fold in all(row, "fold") {
                drop(fold.remove_attribute("open"));
            }
            focus(Some(row));
        }
        return left;
    }
    let row = current.and_then(|current| rows.get(current));
    let on_row = row.is_some_and(|row| at.is_same_node(Some(row)));
    match event.key().as_str() {
        "j" | "ArrowDown" => focus(current.map_or(rows.first(), |current| rows.get(current + 1))),
        "k" | "ArrowUp" => focus(current.and_then(|current| rows.get(current.checked_sub(1)?))),
        "c" => row.is_some_and(confirm),
        // On a link or a button Enter and the space bar do what they always do.
        "Enter" if on_row => row.is_some_and(confirm),
        "r" => row.is_some_and(open_reason),
        "x" => row.is_some_and(|row| click(row.get_elements_by_tag_name("input").item(0))),
        "o" => row.is_some_and(toggle),
        " " if on_row => row.is_some_and(toggle),
        _ => false,
    }
}

/// Whether keys are text there.
fn is_typed_into(element: &Element) -> bool {
    let kind = element.get_attribute("type").unwrap_or_default();
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(kind.as_str(), "checkbox" | "radio"),
        _ => false,
    }
}

fn confirm(row: &HtmlElement) -> bool {
    let button = all(row, "queue-confirm").first().and_then(|part| part.get_elements_by_tag_name("button").item(0));
    click(button)
}

fn open_reason(row: &HtmlElement) -> bool {
    let Some(fold) = all(row, "fold").into_iter().next() else { return false };
    drop(fold.set_attribute("open", ""));
    let reason = fold.get_elements_by_tag_name("textarea").item(0).and_then(|reason| reason.dyn_into().ok());
    focus(reason.as_ref())
}

fn toggle(row: &HtmlElement) -> bool {
    let Some(details) = all(row, "queue-details").into_iter().next() else { return false };
    drop(if details.has_attribute("open") {
        details.remove_attribute("open")
    } else {
        details.set_attribute("open", "")
    });
    true
}

fn click(element: Option<Element>) -> bool {
    let element: Option<HtmlElement> = element.and_then(|element| element.dyn_into().ok());
    element.inspect(HtmlElement::click).is_some()
}

fn focus(element: Option<&HtmlElement>) -> bool {
    element.is_some_and(|element| element.focus().is_ok())
}

fn all(root: &Element, class: &str) -> Vec<HtmlElement> {
    let found = root.get_elements_by_class_name(class);
    (0..found.length()).filter_map(|n| found.item(n)?.dyn_into().ok()).collect()
}
