//! Files in and out: what a browser uploads, and what it downloads. Behind the same layers and guards as
//! pages; a failed upload goes back to its form like any other.

use std::{collections::BTreeMap, sync::Arc};

use app::{
    form::DRAFT_SECONDS,
    pages::{board::rows_text, escape},
    visit::{DRAFT_COOKIE, Visit, cookie_line, on_the_wire},
    words::{Lang, import_notes},
};
use axum::{
    Extension,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Query, Request, multipart::Field},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use domain::{Code, Error, id::ImportFileId};
use serde::de::DeserializeOwned;
use service::{
    Failure,
    draft::Draft,
    export, flows,
    import::{self, Stopped},
    import_file::{self, MOST_BYTES, UploadForm},
    mapping::Kind,
    reporting,
    tabular::{
        Sheet,
        write::{self, Format},
    },
};

use crate::http::{Shared, sentence};

/// How much more than a file may hold is read and dropped, so that a browser that sends too much gets an
/// answer and not a broken connection.
const MOST_DROPPED: usize = 10 * MOST_BYTES;

/// Where the upload form stands.
const FORM: &str = "/imports";

/// The routes of files: method, path, and what answers.
pub(crate) fn routes() -> Vec<(Method, &'static str, MethodRouter<Shared>)> {
    vec![
        (Method::POST, "/rpc/import_file/upload", post(upload).layer(DefaultBodyLimit::disable())),
        (Method::GET, "/imports/template/{file}", get(template)),
        (Method::GET, "/imports/{id}/rejected/{format}", get(rejected)),
        (Method::GET, "/imports/{id}/mapping.toml", get(mapping)),
        (Method::GET, "/exports/{file}", get(list)),
        (Method::GET, "/board/rows", get(board_rows)),
        (Method::GET, "/rules/{pack}/pack.toml", get(rule_pack)),
        (Method::GET, "/rules/schema.json", get(rule_pack_schema)),
        (Method::GET, "/rules/format.md", get(rule_pack_format)),
    ]
}

type Asker = Extension<Arc<Visit>>;

/// Keeps an uploaded file and leads to its page.
async fn upload(Extension(visit): Asker, request: Request) -> Response {
    let form = match import_file::kinds(&visit.ctx) {
        Ok(_) => read_form(request).await,
        Err(failure) => return refused(&visit, failure),
    };
    let typed = typed(&form);
    match import_file::upload(&visit.db, &visit.ctx, form).await {
        Ok(id) => (StatusCode::SEE_OTHER, [(header::LOCATION, format!("{FORM}/{id}"))]).into_response(),
        Err(stopped) => back(&visit, typed, stopped).await,
    }
}

/// The parts of the form that can be shown again.
fn typed(form: &UploadForm) -> BTreeMap<String, String> {
    [("kind", &form.kind), ("sheet", &form.sheet), ("encoding", &form.encoding), ("file_name", &form.file_name)]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect()
}

/// Reads the form. What is no such form has no file, which is then asked for.
async fn read_form(request: Request) -> UploadForm {
    let mut form = UploadForm::default();
    let Ok(mut parts) = Multipart::from_request(request, &()).await else { return form };
    while let Ok(Some(part)) = parts.next_field().await {
        match part.name().unwrap_or_default() {
            "kind" => form.kind = text(part).await,
            "sheet" => form.sheet = text(part).await,
            "encoding" => form.encoding = text(part).await,
            "file" => {
                form.file_name = part.file_name().unwrap_or_default().to_owned();
                form.content = content(part, MOST_BYTES).await;
            }
            _ => {}
        }
    }
    form
}

async fn text(part: Field<'_>) -> String {
    String::from_utf8(content(part, 1_000).await).unwrap_or_default()
}

/// The bytes of a part: one more than `most` when there are more, so that they are known to be too many.
async fn content(mut part: Field<'_>, most: usize) -> Vec<u8> {
    let (mut content, mut all) = (Vec::new(), 0);
    while let Ok(Some(chunk)) = part.chunk().await {
        all += chunk.len();
        let room = (most + 1).saturating_sub(content.len());
        content.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
        if all > MOST_DROPPED {
            break;
        }
    }
    content
}

/// Back to the form with what was chosen and what is wrong with the file, where in it.
async fn back(visit: &Visit, mut typed: BTreeMap<String, String>, stopped: Stopped) -> Response {
    let error = match stopped {
        Stopped::File(error) => {
            typed.insert("line".to_owned(), error.line.map(|line| line.to_string()).unwrap_or_default());
            typed.insert("column".to_owned(), error.column.unwrap_or_default());
            let field = if error.code == Code::UnknownSheet { "sheet" } else { "file" };
            Error::field(field, error.code)
        }
        Stopped::Failed(failure) => failure.report(visit.ctx.request()),
    };
    if !visit.wants_page || !matches!(error, Error::Invalid(_)) {
        return refused(visit, error.into());
    }
    let draft = Draft { form: "import_file".to_owned(), values: typed, error };
    match service::draft::keep(&visit.db, &visit.ctx, &draft).await {
        Err(failure) => refused(visit, failure),
        Ok(secret) => {
            let cookie = cookie_line(visit, DRAFT_COOKIE, &secret, Some(DRAFT_SECONDS));
            let headers = [(header::LOCATION, FORM.to_owned()), (header::SET_COOKIE, cookie)];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
    }
}

/// What a browser gets that may not have this: the way to sign in, or the reason as a sentence.
fn refused(visit: &Visit, failure: Failure) -> Response {
    let error = visit.told(failure.report(visit.ctx.request()));
    if error == Error::SignInNeeded && visit.wants_page {
        let next = if visit.address.starts_with("/rpc/") { FORM } else { &visit.address };
        let location = on_the_wire(&format!("/sign-in?next={}", escape(next)));
        return (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
    }
    sentence(visit.lang, &error)
}

/// An empty file of a kind, with our columns.
async fn template(Extension(visit): Asker, Path(file): Path<String>) -> Response {
    answer(&visit, async {
        let (kind, format) = kind_and_format(&file)?;
        let sheet = import_file::template(&visit.ctx, kind, visit.lang == Lang::Zh)?;
        let name = visit.words().import_template_file(visit.words().import_kind(kind));
        if format != Format::Xlsx {
            return download(&sheet, kind.as_str(), format, &name);
        }
        let notes = import_notes(kind);
        let bytes = import::template_file(kind, visit.lang == Lang::Zh, format, &notes).map_err(Failure::internal)?;
        Ok(attachment(format, kind.as_str(), &name, bytes))
    })
    .await
}

/// The rejected rows of a file.
async fn rejected(Extension(visit): Asker, Path((id, format)): Path<(String, String)>) -> Response {
    answer(&visit, async {
        let id = ImportFileId::parse(&id).ok_or(Error::NotFound)?;
        let format = self::format(&format).filter(|format| *format != Format::Json).ok_or(Error::NotFound)?;
        let (file, sheet) =
            import_file::rejected(&visit.db, &visit.ctx, id, |code| visit.words().code(code).to_owned()).await?;
        let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
        download(&sheet, "rejected", format, &visit.words().import_rejected_file(stem))
    })
    .await
}

/// The mapping of a file, for the command line.
async fn mapping(Extension(visit): Asker, Path(id): Path<String>) -> Response {
    answer(&visit, async {
        let id = ImportFileId::parse(&id).ok_or(Error::NotFound)?;
        let (name, text) = import_file::mapping_file(&visit.db, &visit.ctx, id).await?;
        Ok(named("application/toml", &name, &name, text.into_bytes()))
    })
    .await
}

/// A rule pack as it was saved; the latest version when none is asked for.
async fn rule_pack(Extension(visit): Asker, Path(pack): Path<String>, Query(asked): Query<Asked>) -> Response {
    answer(&visit, async {
        let version = asked.get("version").map(String::as_str);
        let view = service::rule_pack::show(&visit.db, &visit.ctx, &pack, version).await?;
        let name = format!("{}-{}.toml", view.pack.id, view.pack.version);
        Ok(named("application/toml", &name, &name, view.text.into_bytes()))
    })
    .await
}

/// The JSON Schema of rule packs, for editors.
async fn rule_pack_schema(Extension(visit): Asker) -> Response {
    answer(&visit, async {
        visit.viewer()?;
        let schema = serde_json::to_vec_pretty(&domain::policy::pack_schema()).map_err(Failure::internal)?;
        Ok(named("application/schema+json", "rule-pack.schema.json", "rule-pack.schema.json", schema))
    })
    .await
}

/// The guide to the format of rule packs.
async fn rule_pack_format(Extension(visit): Asker) -> Response {
    answer(&visit, async {
        visit.viewer()?;
        let guide = include_bytes!("../../docs/rules.md").to_vec();
        Ok(named("text/markdown; charset=utf-8", "rules.md", "rules.md", guide))
    })
    .await
}

/// A list that the actor may take out.
async fn list(Extension(visit): Asker, Path(file): Path<String>, Query(query): Query<Asked>) -> Response {
    answer(&visit, async {
        if let Some(made) = community_list(&visit, &file, query).await? {
            return Ok(made);
        }
        let (kind, format) = kind_and_format(&file)?;
        let mut bytes = Vec::new();
        export::write(&visit.db, &visit.ctx, kind, format, &mut bytes).await.map_err(|stopped| match stopped {
            Stopped::File(error) => Failure::internal(error),
            Stopped::Failed(failure) => failure,
        })?;
        let name = visit.words().export_file(visit.words().import_kind(kind), visit.ctx.now().date_naive());
        Ok(attachment(format, kind.as_str(), &name, bytes))
    })
    .await
}

/// The rows of the board behind a cursor, for the board while it scrolls.
async fn board_rows(Extension(visit): Asker, Query(asked): Query<Asked>) -> Response {
    answer(&visit, async {
        let page = service::board::rows(&visit.db, &visit.ctx, &filter(asked)).await?;
        Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], rows_text(visit.words(), &page)).into_response())
    })
    .await
}

/// What a list is narrowed to, as it stands in the address.
type Asked = BTreeMap<String, String>;

/// The lists in numbers and the term plan, which no import takes back; nothing for another name.
async fn community_list(visit: &Visit, file: &str, asked: Asked) -> Result<Option<Response>, Failure> {
    let (w, today) = (visit.words(), visit.ctx.now().date_naive());
    let Some((name, end)) = file.split_once('.') else { return Ok(None) };
    let Some(format) = format(end).filter(|format| *format != Format::Json) else { return Ok(None) };
    let (sheet, plain, title) = match name {
        "flows" => {
            let flows = flows::list(&visit.db, &visit.ctx, &filter(asked)).await?;
            (app::pages::flows::sheet(w, &flows), "flows", w.flows())
        }
        "reporting" => {
            let reporting = reporting::all(&visit.db, &visit.ctx, &filter(asked)).await?;
            (app::pages::reporting::sheet(w, &reporting), "reporting", w.reporting())
        }
        "plan" => {
            let plan = service::board::plan(&visit.db, &visit.ctx, &filter(asked)).await?;
            (app::pages::board::sheet(w, &plan), "plan", w.board_plan_title())
        }
        _ => return Ok(None),
    };
    download(&sheet, plain, format, &w.export_file(title, today)).map(Some)
}

/// The filter of an address; what it does not know is left out.
fn filter<T: DeserializeOwned + Default>(asked: Asked) -> T {
    let pairs = asked.into_iter().map(|(name, value)| (name, serde_json::Value::String(value))).collect();
    serde_json::from_value(serde_json::Value::Object(pairs)).unwrap_or_default()
}

async fn answer(visit: &Visit, file: impl Future<Output = Result<Response, Failure>>) -> Response {
    file.await.unwrap_or_else(|failure| refused(visit, failure))
}

/// The form of a file by the end of its name.
fn format(end: &str) -> Option<Format> {
    [Format::Csv, Format::Xlsx, Format::Json].into_iter().find(|format| self::end(*format) == end)
}

const fn end(format: Format) -> &'static str {
    match format {
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
        Format::Json => "json",
    }
}

const fn media_type(format: Format) -> &'static str {
    match format {
        Format::Csv => "text/csv; charset=utf-8",
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Json => "application/json",
    }
}

/// Reads `people.xlsx`.
fn kind_and_format(file: &str) -> Result<(Kind, Format), Failure> {
    let found = file.split_once('.').and_then(|(kind, end)| Some((Kind::parse(kind)?, format(end)?)));
    found.ok_or_else(|| Error::NotFound.into())
}

/// A table as a file under `name` without its end; `plain` is the name for who reads ASCII only.
fn download(sheet: &Sheet, plain: &str, format: Format, name: &str) -> Result<Response, Failure> {
    let bytes = match format {
        Format::Csv => write::csv(sheet),
        Format::Xlsx => write::xlsx(sheet, plain),
        Format::Json => write::json(sheet),
    };
    Ok(attachment(format, plain, name, bytes.map_err(Failure::internal)?))
}

fn attachment(format: Format, plain: &str, name: &str, bytes: Vec<u8>) -> Response {
    let end = end(format);
    named(media_type(format), &format!("{plain}.{end}"), &format!("{name}.{end}"), bytes)
}

fn named(media_type: &'static str, plain: &str, name: &str, bytes: Vec<u8>) -> Response {
    let name = escape(name).replace('/', "%2F");
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{name}");
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    (headers, bytes).into_response()
}
