//! Asking the server from the browser: a form is posted, a text comes back.

/// What the server answered: whether it did it, and a text.
pub(super) type Answer = Option<(bool, String)>;

/// Posts a form to a server function; none when the server cannot be reached.
#[cfg(feature = "hydrate")]
pub(super) async fn post(path: &str, body: String) -> Answer {
    use leptos::{
        prelude::window,
        wasm_bindgen::{JsCast, JsValue},
        web_sys::{Headers, RequestInit, Response},
    };
    use wasm_bindgen_futures::JsFuture;

    let headers = Headers::new().ok()?;
    headers.set("content-type", "application/x-www-form-urlencoded").ok()?;
    headers.set("accept", "application/json").ok()?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&JsValue::from_str(&body));
    let response = JsFuture::from(window().fetch_with_str_and_init(path, &request)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let text = JsFuture::from(response.json().ok()?).await.ok()?;
    Some((response.ok(), text.as_string()?))
}

/// Only a browser asks.
#[cfg(not(feature = "hydrate"))]
pub(super) async fn post(_: &str, _: String) -> Answer {
    None
}
