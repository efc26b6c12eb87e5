//! The router: pages, server functions, files, and the layers around them.

use std::{convert::Infallible, net::SocketAddr, path::Path, sync::Arc};

use app::{
    form::WireError,
    shell::{App, shell},
    visit::{DRAFT_COOKIE, LANGUAGE_COOKIE, SESSION_COOKIE, Settings, Visit, cookie_name, is_local},
    words::{Lang, Words},
};
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, FromRef, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{MethodRouter, any, get},
};
use leptos::{config::LeptosOptions, server_fn::error::SERVER_FN_ERROR_HEADER};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};
use service::{Ctx, Db, session};
use tower::ServiceBuilder;
use tower_http::{CompressionLevel, compression::CompressionLayer, csrf::CsrfLayer, services::ServeDir};

use crate::{feed, files, rest};

/// What every request shares.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The database.
    pub db: Db,
    /// How the server is reached.
    pub settings: Settings,
    options: LeptosOptions,
}

impl FromRef<Shared> for LeptosOptions {
    fn from_ref(shared: &Shared) -> Self {
        shared.options.clone()
    }
}

/// The pages with their paths, as the router knows them.
#[must_use]
pub fn pages() -> Vec<AxumRouteListing> {
    generate_route_list(App)
}

/// The paths that are neither a page nor a server function nor a file.
#[must_use]
pub fn plain_paths() -> Vec<&'static str> {
    plain_routes().into_iter().map(|(path, _)| path).chain([feed::PATH]).collect()
}

/// The paths of files in and out, each with its method.
#[must_use]
pub fn file_paths() -> Vec<(Method, &'static str)> {
    files::routes().into_iter().map(|(method, path, _)| (method, path)).collect()
}

/// What asks only whether the server lives; no visit and no layer is around it.
fn plain_routes() -> [(&'static str, MethodRouter<Shared>); 2] {
    [("/livez", get(|| async { "ok" })), ("/readyz", get(ready))]
}

/// The whole site over a database.
pub fn router(db: Db, settings: Settings, site: &Path, rates: rest::Rates) -> Router {
    let options = LeptosOptions::builder().output_name("twinpost").site_root(site.display().to_string()).build();
    let shared = Shared { db: db.clone(), settings, options };
    // Layers come in stacks, the outermost first: each of its own would be a box that every request clones.
    let secured = middleware::from_fn_with_state(shared.clone(), secure_headers);
    let api = rest::router(db.clone(), rates)
        .layer(ServiceBuilder::new().layer(secured.clone()).layer(middleware::from_fn(request_id)));
    let feeds = feed::router(db, settings, rates).layer(secured.clone());
    let served = ServeDir::new(site).precompressed_br().call_fallback_on_method_not_allowed(true);
    let doors = files::routes().into_iter();
    let site = doors
        .fold(Router::new(), |site, (_, path, answer)| site.route(path, answer))
        .route("/rpc/{*unknown}", any(|| async { StatusCode::NOT_FOUND }))
        .leptos_routes(&shared, pages(), {
            let options = shared.options.clone();
            move || shell(options.clone())
        })
        .layer(
            ServiceBuilder::new()
                .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
                .layer(middleware::from_fn(without_scripts))
                .layer(middleware::from_fn(in_words)),
        )
        .fallback_service(served.fallback(get(unknown_page).with_state(shared.clone())))
        .layer(
            ServiceBuilder::new()
                .layer(secured)
                .layer(CsrfLayer::new())
                .layer(middleware::from_fn(known_sender))
                .layer(middleware::from_fn(request_id))
                .layer(middleware::from_fn_with_state(shared.clone(), visit)),
        );
    let site = plain_routes().into_iter().fold(site, |site, (path, answer)| site.route(path, answer));
    // Programs have a door of their own: no cookie, no visit, no page.
    site.with_state(shared).nest(rest::BASE, api).merge(feeds)
}

/// The error of a server function as a sentence: a form that could not be read at all has no page to go
/// back to, and people do not read JSON.
async fn in_words(request: Request<Body>, next: Next) -> Response {
    let reader = request.extensions().get::<Arc<Visit>>().filter(|visit| visit.wants_page).cloned();
    let response = next.run(request).await;
    let Some(reader) = reader.filter(|_| response.headers().contains_key(SERVER_FN_ERROR_HEADER)) else {
        return response;
    };
    if response.status().is_redirection() {
        return response;
    }
    let body = axum::body::to_bytes(response.into_body(), 64 * 1024).await.unwrap_or_default();
    let unreadable = || domain::Error::Internal(reader.ctx.request().to_owned());
    let error = serde_json::from_slice::<WireError>(&body).map_or_else(|_| unreadable(), |error| error.0);
    sentence(reader.lang, &error)
}

/// An error as a sentence with its status.
pub(crate) fn sentence(lang: Lang, error: &domain::Error) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Words::new(lang).error(error)).into_response()
}

/// Renders the application for an address without a page, which answers *not found* in the frame.
async fn unknown_page(State(shared): State<Shared>, request: Request<Body>) -> Result<Response, Infallible> {
    let options = shared.options.clone();
    let render = leptos_axum::render_app_async(move || shell(options.clone()));
    let response = render(request).await.into_response();
    Ok(cut_scripts(response).await)
}

/// Takes the scripts of islands off a page without islands.
async fn without_scripts(request: Request<Body>, next: Next) -> Response {
    let visit = request.extensions().get::<Arc<Visit>>();
    let has_islands = visit.is_some_and(|visit| app::islands::bundle(visit.path()).is_some());
    let response = next.run(request).await;
    if has_islands { response } else { cut_scripts(response).await }
}

/// Leptos ends every page with scripts that hand data to islands. Without an island they hand over nothing.
async fn cut_scripts(response: Response) -> Response {
    const END: &[u8] = b"</html>";
    let kind = response.headers().get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(page) = axum::body::to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let end = page.windows(END.len()).rposition(|part| part == END).map_or(page.len(), |at| at + END.len());
    Response::from_parts(parts, Body::from(page.slice(..end)))
}

async fn ready(State(shared): State<Shared>) -> Response {
    match shared.db.ping().await {
        Ok(()) => "ok".into_response(),
        Err(failure) => {
            let error = failure.report("readyz");
            (StatusCode::SERVICE_UNAVAILABLE, error.code()).into_response()
        }
    }
}

/// A request's identifier, under which failures are logged and answered.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub(crate) String);

pub(crate) async fn request_id(mut request: Request<Body>, next: Next) -> Response {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let id = format!("{:x}-{count:x}", session::clock().timestamp());
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    response
}

/// Refuses a POST, the one method that changes something, that does not say from which site it comes: every browser that
/// can sign in here says so, and [`CsrfLayer`] judges what it says but lets pass who says nothing. A program
/// with a token of its own carries no cookie that another site could use.
async fn known_sender(request: Request<Body>, next: Next) -> Response {
    let headers = request.headers();
    let says = |name: HeaderName| headers.contains_key(name);
    let has_token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).is_some_and(|value| {
        value.split_once(' ').is_some_and(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer") && !token.is_empty())
    });
    let known = request.method() != Method::POST
        || says(HeaderName::from_static("sec-fetch-site"))
        || says(header::ORIGIN)
        || (has_token && !says(header::COOKIE));
    if known { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

/// Finds who asks and in which language, before a page or a server function runs.
async fn visit(State(shared): State<Shared>, mut request: Request<Body>, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map_or_else(String::new, |id| id.0.clone());
    let origin = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or_else(|| "-".to_owned(), |ConnectInfo(address)| address.ip().to_string());
    let headers = request.headers();
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let find = |name: &str| cookie(headers, &cookie_name(name, shared.settings.secure)).map(str::to_owned);
    let secret = find(SESSION_COOKIE);
    let ctx = Ctx::nobody(session::clock(), id, origin);
    let resolved = match &secret {
        Some(secret) => session::resolve(&shared.db, ctx.clone(), secret).await,
        None => Ok((ctx.clone(), None)),
    };
    let lang =
        find(LANGUAGE_COOKIE).and_then(|tag| Lang::read(&tag)).or_else(|| Lang::read(text(header::ACCEPT_LANGUAGE)));
    let lang = lang.unwrap_or_default();
    let (ctx, viewer) = match resolved {
        Ok(resolved) => resolved,
        Err(failure) => return sentence(lang, &failure.report(ctx.request())),
    };
    let visit = Visit {
        db: shared.db.clone(),
        ctx,
        viewer,
        session: secret,
        draft: find(DRAFT_COOKIE),
        lang,
        address: request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
        wants_page: text(header::ACCEPT).contains("text/html"),
        site: format!("{}://{}", if shared.settings.secure { "https" } else { "http" }, text(header::HOST)),
        referer: referer(text(header::REFERER), text(header::HOST)),
        settings: shared.settings,
    };
    request.extensions_mut().insert(Arc::new(visit));
    next.run(request).await
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value)
}

/// Path and query of the page a form stood on, if that page is of this site.
fn referer(referer: &str, host: &str) -> Option<String> {
    let uri: axum::http::Uri = referer.parse().ok()?;
    let same = uri.authority().is_some_and(|authority| authority.as_str() == host);
    let path = uri.path_and_query()?.as_str();
    (same && is_local(path)).then(|| path.to_owned())
}

async fn secure_headers(State(shared): State<Shared>, request: Request<Body>, next: Next) -> Response {
    let is_file = request.uri().path().starts_with("/pkg/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &'static str| {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    };
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "same-origin");
    set("x-frame-options", "DENY");
    set("cross-origin-opener-policy", "same-origin");
    set("permissions-policy", "camera=(), geolocation=(), microphone=()");
    set("content-security-policy", "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'");
    set("cache-control", if is_file { "no-cache" } else { "no-store" });
    if shared.settings.secure {
        set("strict-transport-security", "max-age=31536000");
    }
    response
}
