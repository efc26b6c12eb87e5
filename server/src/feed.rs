//! Calendar feeds: `/cal/<secret>.ics`, for calendar programmes. No session and no page: the secret is all.

use std::{net::SocketAddr, time::Instant};

use app::{
    visit::Settings,
    words::{Lang, Words},
};
use axum::{
    Router,
    extract::{ConnectInfo, Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::from_fn,
    response::{IntoResponse, Response},
    routing::get,
};
use chrono::{DateTime, Days, Utc};
use domain::{
    Error,
    feed::{EventState, EventTime, FeedEvent, FeedKind, FeedSubject, Occasion},
};
use service::{
    Ctx, Db, Failure,
    feed::{self, Opened},
    ical::Writer,
    session,
};
use tower_http::compression::CompressionLayer;

use crate::{
    http::{RequestId, request_id},
    rest::{Limits, Rates},
};

/// The path of a feed.
pub(crate) const PATH: &str = "/cal/{file}";

#[derive(Clone, Debug)]
struct Door {
    db: Db,
    settings: Settings,
    limits: Limits,
}

/// The door over a database, with the rates of the REST door: a secret is a token in an address.
pub(crate) fn router(db: Db, settings: Settings, rates: Rates) -> Router {
    let door = Door { db, settings, limits: Limits::new(rates) };
    Router::new()
        .route(PATH, get(answer))
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest))
        .layer(from_fn(request_id))
        .with_state(door)
}

async fn answer(State(door): State<Door>, Path(file): Path<String>, request: Request) -> Response {
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let now = Instant::now();
    let secret = file.strip_suffix(".ics").unwrap_or_default();
    let known = match door.limits.admit(secret, address, now) {
        Ok(known) => known,
        Err(seconds) => return wait(seconds),
    };
    let id = request.extensions().get::<RequestId>().map_or_else(String::new, |id| id.0.clone());
    let origin = address.map_or_else(|| "-".to_owned(), |address| address.to_string());
    let ctx = Ctx::nobody(session::clock(), id, origin);
    let request_id = ctx.request().to_owned();
    match feed::open(&door.db, ctx, secret).await {
        Ok(opened) => {
            if !known {
                door.limits.known(secret, now);
            }
            let site = Site::of(request.headers(), door.settings);
            serve(&door.db, &opened, request.headers(), &site)
                .await
                .unwrap_or_else(|failure| failed(failure, &request_id))
        }
        Err(failure) => {
            if *failure.error() == Error::NotFound {
                door.limits.forget(secret);
                door.limits.unknown(address, now);
            }
            failed(failure, &request_id)
        }
    }
}

/// One answer for every address that opens nothing.
fn failed(failure: Failure, request: &str) -> Response {
    let error = failure.report(request);
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}

fn wait(seconds: u32) -> Response {
    (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())]).into_response()
}

async fn serve(db: &Db, opened: &Opened, asked: &HeaderMap, site: &Site) -> Result<Response, Failure> {
    let tag = format!("W/\"{}\"", feed::tag(db, opened).await?);
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut response = if known.split(',').any(|one| one.trim() == tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let events = feed::events(db, opened).await?;
        let text = written(&events, opened, site);
        ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}

/// The site as its client names it.
struct Site {
    host: String,
    base: String,
}

impl Site {
    fn of(headers: &HeaderMap, settings: Settings) -> Self {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
        let host: String = host.chars().filter(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(*c)).collect();
        let base = format!("{}://{host}", if settings.secure { "https" } else { "http" });
        Self { host: host.rsplit_once(':').map_or(host.clone(), |(name, _)| name.to_owned()), base }
    }
}

/// The feed as a file. Nothing in it is of the moment of asking, so that the same events are the same bytes.
fn written(events: &[FeedEvent], opened: &Opened, site: &Site) -> String {
    let w = Words::new(Lang::read(opened.language()).unwrap_or_default());
    let mut out = Writer::default();
    out.begin("VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//Twinpost//Feed//EN");
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    let title = title(w, opened.kind(), events);
    out.text("NAME", &title);
    out.text("X-WR-CALNAME", &title);
    out.line("REFRESH-INTERVAL;VALUE=DURATION", "PT4H");
    out.line("X-PUBLISHED-TTL", "PT4H");
    for event in events {
        write_event(&mut out, w, event, opened.kind(), site);
    }
    out.end("VCALENDAR");
    out.finish()
}

fn title(w: Words, kind: FeedKind, events: &[FeedEvent]) -> String {
    match events.first().map(|event| &event.subject) {
        Some(FeedSubject::Placement { hosting, .. }) if kind == FeedKind::Placement => {
            w.feed_title_of(w.named(&hosting.name))
        }
        _ => w.feed_title(kind).to_owned(),
    }
}

fn write_event(out: &mut Writer, w: Words, event: &FeedEvent, kind: FeedKind, site: &Site) {
    let (summary, place, path) = match &event.subject {
        FeedSubject::Placement { id, occasion, direction, participant, hosting } => {
            let host = w.named(&hosting.name);
            let what = match occasion {
                Occasion::First => w.feed_first(host),
                Occasion::Session => w.feed_session(host, *direction),
                Occasion::Last => w.feed_last(host),
            };
            // In a calendar of many the name comes first; one's own needs none.
            let many = kind == FeedKind::Organisation;
            let summary = if many { w.feed_of(w.named(&participant.label), &what) } else { what };
            (summary, host, format!("placements/{id}"))
        }
        FeedSubject::Lesson { course, college, .. } => {
            (w.feed_lesson(w.named(course)), w.named(college), "timetable".to_owned())
        }
    };
    out.begin("VEVENT");
    out.line("UID", &format!("{}@{}", event.uid(), site.host));
    out.line("SEQUENCE", &event.version.to_string());
    let changed: DateTime<Utc> = event.changed_at;
    out.instant("DTSTAMP", changed);
    out.instant("LAST-MODIFIED", changed);
    match event.time {
        EventTime::Day(day) => {
            out.day("DTSTART", day);
            out.day("DTEND", day.checked_add_days(Days::new(1)).unwrap_or(day));
        }
        EventTime::Span(from, to) => {
            out.instant("DTSTART", from);
            out.instant("DTEND", to);
        }
    }
    out.text("SUMMARY", &summary);
    out.text("LOCATION", event.place.as_deref().unwrap_or(place));
    out.line(
        "STATUS",
        match event.state {
            EventState::Confirmed => "CONFIRMED",
            EventState::Tentative => "TENTATIVE",
            EventState::Cancelled => "CANCELLED",
        },
    );
    out.line("TRANSP", if event.takes_time() { "OPAQUE" } else { "TRANSPARENT" });
    out.line("URL", &format!("{}/{path}", site.base));
    out.end("VEVENT");
}
