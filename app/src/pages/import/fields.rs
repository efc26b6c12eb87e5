//! The lines of the matching: one for each of our fields.

use domain::Code;
use leptos::prelude::*;
use service::{
    import_file::{BLANK, COLUMN, CONSTANT, Choosing, FieldView},
    mapping::Kind,
};

use crate::{
    form::Filled,
    ui::{
        form::{CheckField, Choice, HiddenField, SelectField, TextField},
        text::Text,
    },
    words::Words,
};

/// The name of an input of one of our fields.
fn input(field: &str, name: &str) -> String {
    format!("fields[{field}][{name}]")
}

/// What is wrong with the forms of the page, each sentence with the name of its field.
pub(super) fn problems(w: Words, kind: Kind, forms: [&Filled; 3]) -> Vec<(Text, Text)> {
    let named = |(field, sentence): (String, String)| {
        let inner = field.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(name, _)| name);
        let target = inner.and_then(|name| kind.targets().iter().find(|target| target.name == name));
        let text = match target {
            Some(target) if field.ends_with("[source]") && sentence.ends_with(w.code(Code::Required)) => {
                w.of_field(w.import_field(kind, target.name), w.import_choose_source())
            }
            Some(target) => w.of_field(w.import_field(kind, target.name), &sentence),
            None => sentence,
        };
        (Text::from(field), Text::from(text))
    };
    forms.into_iter().flat_map(|filled| filled.problems()).map(named).collect()
}

/// All lines: what is needed first, then the rest, then what may be created.
pub(super) fn all(w: Words, kind: Kind, table: &Choosing, filled: &Filled) -> AnyView {
    let needed = |field: &&FieldView| field.required || table.one_of.contains(&field.name);
    let lines =
        |of: Vec<&FieldView>| of.into_iter().map(|field| line(w, kind, table, field, filled)).collect::<Vec<_>>();
    let (first, rest): (Vec<_>, Vec<_>) = table.fields.iter().partition(needed);
    let one_of = (table.one_of.len() > 1).then(|| {
        let names = table.one_of.iter().filter_map(|name| {
            let target = kind.targets().iter().find(|target| target.name == *name)?;
            Some(w.import_field(kind, target.name))
        });
        let names = names.collect::<Vec<_>>().join(w.pick("、", ", "));
        view! { <p class="field-hint">{w.import_one_of(&names)}</p> }
    });
    let is_wrong =
        |field: &FieldView| ["source", "constant"].iter().any(|name| filled.error(&input(field.name, name)).is_some());
    let chosen = |field: &&FieldView| !filled.value(&input(field.name, "source")).is_empty() || is_wrong(field);
    let (matched, left): (Vec<_>, Vec<_>) = rest.into_iter().partition(chosen);
    let matched = (!matched.is_empty()).then(|| {
        view! {
            <fieldset class="fieldset import-map">
                <legend>{w.import_matched()}</legend>
                {lines(matched)}
            </fieldset>
        }
    });
    let left = (!left.is_empty()).then(|| {
        view! {
            <details class="import-left">
                <summary>{w.import_left(left.len())}</summary>
                <div class="import-map">{lines(left)}</div>
            </details>
        }
    });
    view! {
        <fieldset class="fieldset import-map">
            <legend>{w.import_needed()}</legend>
            {one_of}
            {lines(first)}
        </fieldset>
        {matched}
        {left}
        {creating(w, kind, table, filled)}
    }
    .into_any()
}

fn line(w: Words, kind: Kind, table: &Choosing, field: &FieldView, filled: &Filled) -> AnyView {
    let label = w.import_field(kind, field.name);
    let source = input(field.name, "source");
    let chosen = filled.value(&source);
    let mut options = vec![Choice::new(CONSTANT, w.import_constant())];
    options.extend(table.columns.iter().map(|column| Choice::new(format!("{COLUMN}{column}"), column.clone())));
    // A kept mapping may name a column that this file lacks; the choice stays to be seen.
    if let Some(column) =
        chosen.strip_prefix(COLUMN).filter(|column| !table.columns.iter().any(|known| known == column))
    {
        options.push(Choice::new(chosen.clone(), column.to_owned()));
    }
    let note = if field.required { w.import_required() } else { "" };
    let examples = (!field.examples.is_empty()).then(|| {
        let values = field.examples.join(w.pick("、", ", "));
        view! { <p class="import-examples">{w.import_examples(&values)}</p> }
    });
    let more = (chosen.starts_with(COLUMN)).then(|| match (field.is_day, field.values.is_empty()) {
        (true, _) => month(w, label, field, filled),
        (_, false) => translations(w, kind, field, filled),
        _ => ().into_any(),
    });
    let of = chosen.strip_prefix(COLUMN).map(|_| {
        let value = filled.value(&input(field.name, "of"));
        view! { <HiddenField name=input(field.name, "of") value=value /> }
    });
    let error = filled.error(&source).map(|sentence| {
        if sentence == w.code(Code::Required) { w.import_choose_source().to_owned() } else { sentence }
    });
    view! {
        <div class="import-line">
            <SelectField name=source.clone() label=label options=options value=chosen empty=w.import_skip() note=note error=error />
            <div class="import-line-more">
                {constant(w, kind, label, field, filled)}
                {examples}
                {more}
                {of}
            </div>
        </div>
    }
    .into_any()
}

/// The one value for all rows: shown when it is what is chosen.
fn constant(w: Words, kind: Kind, label: &str, field: &FieldView, filled: &Filled) -> AnyView {
    let name = input(field.name, "constant");
    let (value, error) = (filled.value(&name), filled.error(&name));
    let label = w.import_constant_of(label);
    let control = if field.values.is_empty() {
        view! { <TextField name=name label=label value=value error=error /> }.into_any()
    } else {
        let options = values(w, kind, field);
        view! { <SelectField name=name label=label options=options value=value empty=w.import_kept_choose() error=error /> }
            .into_any()
    };
    view! { <div class="import-constant">{control}</div> }.into_any()
}

fn values(w: Words, kind: Kind, field: &FieldView) -> Vec<Choice> {
    field.values.iter().map(|value| Choice::new(*value, w.import_value_of(kind, field.name, value))).collect()
}

/// How a column writes its days.
fn month(w: Words, label: &str, field: &FieldView, filled: &Filled) -> AnyView {
    let name = input(field.name, "month");
    let options =
        vec![Choice::new("first_day", w.import_month_first()), Choice::new("last_day", w.import_month_last())];
    let value = filled.value(&name);
    view! {
        <SelectField name=name label=w.import_month_of(label) options=options value=value empty=w.import_month_day() />
    }
    .into_any()
}

/// Each value of the column with a choice of ours.
fn translations(w: Words, kind: Kind, field: &FieldView, filled: &Filled) -> AnyView {
    let name = |at: usize, part: &str| input(field.name, &format!("values][{at}][{part}"));
    let theirs: Vec<String> =
        (0..).map(|at| filled.value(&name(at, "theirs"))).take_while(|theirs| !theirs.is_empty()).collect();
    let mut ours = values(w, kind, field);
    if !field.required {
        ours.push(Choice::new(BLANK, w.import_value_blank()));
    }
    let open = (0..theirs.len()).filter(|at| filled.value(&name(*at, "ours")).is_empty()).count();
    let all = theirs.len() + field.more_values;
    let summary = if open > 0 { w.import_values_open(all, open) } else { w.import_values(all) };
    let lines = theirs.into_iter().enumerate().map(|(at, theirs)| {
        let value = filled.value(&name(at, "ours"));
        view! {
            <HiddenField name=name(at, "theirs") value=theirs.clone() />
            <SelectField name=name(at, "ours") label=theirs options=ours.clone() value=value empty=w.import_value_none() />
        }
    });
    let lines = lines.collect::<Vec<_>>();
    let default = input(field.name, "default");
    let default_value = filled.value(&default);
    let more =
        (field.more_values > 0).then(|| view! { <p class="field-hint">{w.import_values_more(field.more_values)}</p> });
    let rest = values(w, kind, field);
    view! {
        <details class="import-values" open={open > 0}>
            <summary>{summary}</summary>
            <div class="import-values-list">
                {lines}
                {more}
                <SelectField
                    name=default
                    label=w.import_value_default()
                    options=rest
                    value=default_value
                    empty=w.import_value_refuse()
                />
            </div>
        </details>
    }
    .into_any()
}

/// Which organisations and people may be created on the way.
fn creating(w: Words, kind: Kind, table: &Choosing, filled: &Filled) -> Option<AnyView> {
    if table.creates.is_empty() && !table.creates_people {
        return None;
    }
    let organisations = table.creates.iter().map(|field| {
        let name = format!("create[{field}]");
        let (value, error) = (filled.value(&name), filled.error(&name));
        let mut options: Vec<Choice> = domain::organisation::OrganisationKind::ALL
            .iter()
            .map(|kind| Choice::new(kind.as_str(), w.import_create_as(w.organisation_kind(*kind))))
            .collect();
        if value == CONSTANT {
            options.push(Choice::new(CONSTANT, w.import_create_column()));
        }
        let label = w.import_create_of(w.import_field(kind, field));
        view! { <SelectField name=name label=label options=options value=value empty=w.import_create_no() error=error /> }
    });
    let organisations = organisations.collect::<Vec<_>>();
    let people = table.creates_people.then(|| {
        let checked = !filled.value("people").is_empty();
        view! { <CheckField name="people" label=w.import_create_people() value="by_reference" checked=checked /> }
    });
    let section = view! {
        <fieldset class="fieldset">
            <legend>{w.import_create()}</legend>
            <p class="field-hint">{w.import_create_lead()}</p>
            <div class="fieldset-fields">{organisations}</div>
            {people}
        </fieldset>
    };
    Some(section.into_any())
}
