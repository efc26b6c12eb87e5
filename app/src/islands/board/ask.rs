//! Asking the server from the browser.

/// What the server answered: whether it did it, and a text.
pub(super) type Answer = Option<(bool, String)>;

/// Posts a form to a server function, whose answer is a text in JSON; none when the server cannot be reached.
#[cfg(feature = "hydrate")]
pub(super) async fn post(path: &str, body: String) -> Answer {
    use leptos::wasm_bindgen::JsValue;
    use wasm_bindgen_futures::JsFuture;

    let response = send(path, Some(JsValue::from_str(&body))).await?;
    let text = JsFuture::from(response.json().ok()?).await.ok()?;
    Some((response.ok(), text.as_string()?))
}

/// Asks for a text; none when the server cannot be reached or has none.
#[cfg(feature = "hydrate")]
pub(super) async fn get(address: &str) -> Option<String> {
    use wasm_bindgen_futures::JsFuture;

    let response = send(address, None).await?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    text.as_string().filter(|_| response.ok())
}

#[cfg(feature = "hydrate")]
async fn send(address: &str, body: Option<leptos::wasm_bindgen::JsValue>) -> Option<leptos::web_sys::Response> {
    use leptos::{
        prelude::window,
        wasm_bindgen::JsCast,
        web_sys::{Headers, RequestInit},
    };
    use wasm_bindgen_futures::JsFuture;

    let headers = Headers::new().ok()?;
    headers.set("accept", "application/json").ok()?;
    let request = RequestInit::new();
    request.set_headers(&headers);
    if let Some(body) = body {
        headers.set("content-type", "application/x-www-form-urlencoded").ok()?;
        request.set_method("POST");
        request.set_body(&body);
    }
    JsFuture::from(window().fetch_with_str_and_init(address, &request)).await.ok()?.dyn_into().ok()
}

/// Only a browser asks.
#[cfg(not(feature = "hydrate"))]
pub(super) async fn post(_: &str, _: String) -> Answer {
    None
}

/// Only a browser asks.
#[cfg(not(feature = "hydrate"))]
pub(super) async fn get(_: &str) -> Option<String> {
    None
}

/// A text as a value of a form.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
            let digit = |half: u8| DIGITS.get(usize::from(half)).copied().unwrap_or('0');
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}
