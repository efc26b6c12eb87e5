//! The third door: `/api/v1`, for programs with a bearer token. One noun a file over the same use cases as
//! the pages; what can go wrong is a problem document (RFC 9457), whatever refused it.

mod access;
mod body;
mod calendar;
mod deed;
mod document;
mod etag;
mod forecast;
mod hours;
mod idempotency;
mod limit;
mod organisation;
mod page;
mod period;
mod person;
mod placement;
mod problem;
mod progress;
mod query;
mod rule;
mod session;
mod window;
mod wire;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::header,
    middleware::{from_fn, from_fn_with_state},
    response::IntoResponse,
    routing::get,
};
use service::Db;
use tower::ServiceBuilder;
use utoipa_axum::{router::OpenApiRouter, routes};

pub use document::document;
pub(crate) use limit::Limits;
pub use limit::Rates;
use problem::Problem;
pub(crate) use progress::Progress;

/// Where the door stands.
pub const BASE: &str = "/api/v1";

/// The largest body that is read, in bytes.
const LARGEST_BODY: usize = 256 * 1024;

/// What a handler answers.
type Outcome<T> = Result<T, Problem>;

/// What every request shares.
#[derive(Clone, Debug)]
struct Api {
    db: Db,
    limits: limit::Limits,
}

/// The door over a database, to be nested at [`BASE`].
pub fn router(db: Db, rates: Rates) -> Router {
    let api = Api { db, limits: limit::Limits::new(rates) };
    let (nouns, _) = nouns().split_for_parts();
    let text = document().to_string();
    let public = get(async || ([(header::CONTENT_TYPE, "application/json")], text).into_response());
    nouns
        .layer(from_fn(idempotency::once))
        .route_layer(from_fn_with_state(api.clone(), access::known_token))
        .route("/openapi.json", public)
        .fallback(async || Problem::not_found())
        .layer(
            ServiceBuilder::new()
                .layer(from_fn(problem::told))
                .layer(from_fn(etag::unless_known))
                .layer(DefaultBodyLimit::max(LARGEST_BODY)),
        )
        .with_state(api)
}

/// The nouns with their routes and what the document says of them.
fn nouns() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(organisation::list, organisation::add))
        .routes(routes!(organisation::read, organisation::edit))
        .routes(routes!(organisation::deactivate))
        .routes(routes!(organisation::reactivate))
        .routes(routes!(person::list, person::add))
        .routes(routes!(person::read, person::edit))
        .routes(routes!(progress::read))
        .routes(routes!(forecast::read))
        .routes(routes!(window::find))
        .routes(routes!(rule::list))
        .routes(routes!(rule::read))
        .routes(routes!(placement::list, placement::draft))
        .routes(routes!(placement::read, placement::edit))
        .routes(routes!(session::list))
        .routes(routes!(session::conflicts))
        .routes(routes!(deed::submit))
        .routes(routes!(deed::approve))
        .routes(routes!(deed::send_back))
        .routes(routes!(deed::refuse))
        .routes(routes!(deed::withdraw))
        .routes(routes!(deed::start))
        .routes(routes!(deed::complete))
        .routes(routes!(deed::terminate))
        .routes(routes!(deed::propose_dates))
        .routes(routes!(deed::accept_dates))
        .routes(routes!(deed::reject_dates))
        .routes(routes!(deed::name_mentor))
        .routes(routes!(calendar::list))
        .routes(routes!(calendar::days))
        .routes(routes!(calendar::entries, calendar::add))
        .routes(routes!(calendar::read, calendar::edit, calendar::remove))
        .routes(routes!(hours::list, hours::log))
        .routes(routes!(hours::read, hours::edit, hours::remove))
        .routes(routes!(hours::confirm))
        .routes(routes!(hours::send_back))
        .routes(routes!(hours::unlock))
        .routes(routes!(period::submit))
        .routes(routes!(period::withdraw))
        .routes(routes!(period::confirm))
        .routes(routes!(period::send_back))
        .routes(routes!(period::unlock))
}
