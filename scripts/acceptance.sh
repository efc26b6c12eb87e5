#!/usr/bin/env bash
# Imports a real file with real defects into a new database, and counts what came of it. The file is not
# part of this repository: TWINPOST_REFERENCE_DATA names the folder that holds it.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need node "install Node.js 20 or later"

data=${TWINPOST_REFERENCE_DATA:-$root_dir/../shared/data}
file=$data/staff_placements_sample.csv
mapping=$root_dir/docs/examples/staff_placements.toml
[[ -r $file ]] || die "$file is not there: name the folder of the reference data with TWINPOST_REFERENCE_DATA"

# The optimised build when there is one, else the quick one; cargo brings either up to date.
if [[ -x $target_dir/release/twinpost ]]; then
    cargo build --release -p server --bin twinpost
    twinpost=$target_dir/release/twinpost
else
    cargo build -p server --bin twinpost
    twinpost=$target_dir/debug/twinpost
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export TWINPOST_DATABASE=sqlite:$place/acceptance.sqlite

# import WANTED_EXIT ARGUMENTS…: runs an import and stops when it ends otherwise than wanted.
import() {
    local wanted=$1 status=0
    shift
    "$twinpost" import placements "$@" || status=$?
    [[ $status -eq $wanted ]] || die "import ended with $status instead of $wanted"
}

# expect SENTENCE FILE EXPRESSION: a check of a report or an export; the expression knows it as `report`, beside
# `count(code)` and `rejected`, the number of rejected rows.
expect() {
    node -e '
        const [sentence, file, expression] = process.argv.slice(1);
        const report = JSON.parse(require("fs").readFileSync(file, "utf8"));
        // An export is an array and has no rejections.
        const rejections = report.rejected ?? [];
        const count = (code) => rejections.filter((rejection) => rejection.code === code).length;
        const rejected = new Set(rejections.map((rejection) => rejection.row)).size;
        if (new Function("report", "count", "rejected", `return ${expression}`)(report, count, rejected)) {
            console.log(`ok      ${sentence}`);
        } else {
            const { rejected: all, ...rest } = report;
            console.error(`FAILED  ${sentence}\n        ${JSON.stringify({ ...rest, rejected })}`);
            process.exit(1);
        }
    ' "$@"
}

"$twinpost" migrate

import 1 "$file" --mapping "$mapping" --dry-run --skip-rejected --report "$place/dry.json"
expect "a dry run says what would be" "$place/dry.json" "report.imported === 380"
import 1 "$file" --mapping "$mapping" --report "$place/whole.json" >/dev/null
"$twinpost" export placements --format json "$place/none.json"
expect "with bad rows and without --skip-rejected nothing is stored" "$place/none.json" "report.length === 0"

import 1 "$file" --mapping "$mapping" --skip-rejected --report "$place/first.json" --rejected "$place/rejected.csv"
expect "599 rows are read" "$place/first.json" "report.rows === 599"
expect "380 placements are imported" "$place/first.json" "report.imported === 380"
expect "108 rows are repeated" "$place/first.json" "report.repeated === 108"
expect "111 rows are rejected" "$place/first.json" "rejected === 111"
expect "95 of them lack a sender" "$place/first.json" "count('missing_sender') === 95"
expect "16 of them have the sender as host" "$place/first.json" "count('sender_is_host') === 16"
expect "one overlap is a warning" "$place/first.json" \
    "report.warnings.length === 1 && report.warnings[0].code === 'overlap_unknown_load'"

import 1 "$file" --mapping "$mapping" --skip-rejected --report "$place/second.json" >/dev/null
expect "a second run imports nothing" "$place/second.json" \
    "report.imported === 0 && report.updated === 0 && report.unchanged === 380 && report.repeated === 108"
import 1 "$place/rejected.csv" --mapping "$mapping" --report "$place/rejected.json" >/dev/null
expect "the rejected rows are a file of their own" "$place/rejected.json" "report.rows === 111 && rejected === 111"

"$twinpost" export placements "$place/export.csv"
"$twinpost" export placements "$place/export.xlsx"
"$twinpost" export placements "$place/export.json"
expect "the export has the 380 distinct placements" "$place/export.json" \
    "report.length === 380 && new Set(report.map(p => [p.person_reference, p.role, p.first_day, p.last_day, p.sending, p.hosting].join('|'))).size === 380"
for form in csv xlsx; do
    import 0 "$place/export.$form" --report "$place/again.json" >/dev/null
    expect "the export as $form changes nothing when it is imported" "$place/again.json" "report.unchanged === 380 && report.rows === 380"
done
"$twinpost" export placements - | cmp - "$place/export.csv" || die "the standard output has another export than a file"
import 1 "$file" --mapping "$mapping" --rejected "$place/rejected.xlsx" >/dev/null
import 1 "$place/rejected.xlsx" --mapping "$mapping" --report "$place/rejected.json" >/dev/null
expect "the rejected rows are a workbook, too" "$place/rejected.json" "report.rows === 111 && rejected === 111"

# A placement of the file takes hours; imported twice they are there once.
for kind in organisations people placements hours credentials catalogues; do
    "$twinpost" import "$kind" --template "$place/$kind.csv" >/dev/null
    "$twinpost" import "$kind" --template "$place/$kind.xlsx" >/dev/null
done
node -e '
    const [list, file] = process.argv.slice(1);
    const day = (p) => new Date(Date.parse(p.first_day) + 86400000).toISOString().slice(0, 10);
    const first = JSON.parse(require("fs").readFileSync(list, "utf8")).filter((p) => p.direction === "enterprise_practice");
    const rows = first.slice(0, 50).map((p) => [p.reference, day(p), "8:30", "confirmed", "A. Mentor"].join(","));
    require("fs").writeFileSync(file, ["placement,day,time,state,confirmed_by", ...rows].join("\n"));
' "$place/export.json" "$place/hours.csv"
"$twinpost" import hours "$place/hours.csv" --report "$place/hours.json" >/dev/null
expect "50 days of hours are imported" "$place/hours.json" "report.imported === 50"
"$twinpost" import hours "$place/hours.csv" --report "$place/hours.json" >/dev/null
expect "a second run imports no hours" "$place/hours.json" "report.unchanged === 50"
for form in csv xlsx; do
    "$twinpost" export hours "$place/hours_export.$form" >/dev/null
    "$twinpost" import hours "$place/hours_export.$form" --report "$place/again.json" >/dev/null
    expect "the hours as $form change nothing when they are imported" "$place/again.json" \
        "report.unchanged === 50 && report.rows === 50"
done
say "acceptance passed"
