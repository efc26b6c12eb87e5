#!/usr/bin/env bash
# Everything that must hold, in stages; a failed stage does not keep the later ones from running.
# The last line is `N passed, N failed`, the sum over all stages.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

logs=$target_dir/test-logs
rm -rf "$logs"
mkdir -p "$logs"
cluster=$(mktemp -d)
# No test may meet a real database; only the stage on PostgreSQL knows a server, its own.
unset DATABASE_URL TWINPOST_DATABASE

# Called by the trap.
# shellcheck disable=SC2317
clean_up() { scripts/postgres.sh stop "$cluster"; }
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

number=0
total=8
total_passed=0
total_failed=0
summary=

# stage COUNTER TITLE COMMAND…: runs the command, keeps its output, and asks the counter what it says.
stage() {
    local counter=$1 title=$2 status=0 started=$SECONDS
    shift 2
    number=$((number + 1))
    local log=$logs/$number.log counts passed failed ignored note=
    printf '\n'
    say "[$number/$total] $title"
    "$@" 2>&1 | tee "$log" || status=$?
    counts=$("$counter" "$log" "$status")
    read -r passed failed ignored <<<"$counts"
    # A failure that no count shows: something did not compile, crashed, or was not there.
    if [[ $failed -eq 0 && ($status -ne 0 || $passed -eq 0) ]]; then
        failed=1
        note=" (did not run to its end)"
    fi
    if [[ $ignored -gt 0 ]]; then
        note="$note ($ignored ignored)"
    fi
    total_passed=$((total_passed + passed))
    total_failed=$((total_failed + failed))
    summary+=$(printf '%6s passed %4s failed %5s s  %s%s' "$passed" "$failed" "$((SECONDS - started))" "$title" "$note")$'\n'
}

# Counters get a stage's log and exit status, and print how many passed, failed and were ignored.

# The stage is one check.
count_one() { if [[ $2 -eq 0 ]]; then echo "1 0 0"; else echo "0 1 0"; fi; }

count_architecture() {
    awk '/^architecture: [0-9]+ passed, [0-9]+ failed$/ { passed = $2; failed = $4 }
        END { print passed + 0, failed + 0, 0 }' "$1"
}

count_cargo() {
    awk '/^test result: / {
            for (i = 2; i <= NF; i++) {
                if ($i == "passed;") passed += $(i - 1)
                if ($i == "failed;") failed += $(i - 1)
                if ($i == "ignored;") ignored += $(i - 1)
            }
        }
        END { print passed + 0, failed + 0, ignored + 0 }' "$1"
}

count_browser() {
    node -e '
        const file = process.argv[1];
        const fs = require("fs");
        const { stats } = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : { stats: {} };
        const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats;
        console.log(expected, unexpected + flaky, skipped);
    ' "$target_dir/e2e/results.json"
}

on_postgres() {
    local url
    url=$(scripts/postgres.sh start "$cluster") || return 1
    say "a throwaway PostgreSQL listens at $url"
    # The default members as a whole, as above: a choice of packages has other features and compiles everything again.
    DATABASE_URL=$url cargo test --no-fail-fast --test it --test schema
}

rm -rf "$target_dir/e2e"
stage count_one "formatting" scripts/check.sh format
stage count_architecture "architecture" scripts/check.sh architecture
stage count_one "clippy" scripts/check.sh clippy
stage count_one "clippy on wasm" scripts/check.sh clippy-wasm
stage count_cargo "rules, use cases, doors, migrations on SQLite" cargo test --no-fail-fast
stage count_cargo "use cases, doors, migrations on PostgreSQL" on_postgres
stage count_one "site: wasm, script, style sheet" scripts/site.sh
stage count_browser "browser tests" scripts/e2e.sh

printf '\n%s' "$summary"
say "logs: $logs, $((SECONDS / 60)) min $((SECONDS % 60)) s"
printf '%s passed, %s failed\n' "$total_passed" "$total_failed"
[[ $number -eq $total && $total_failed -eq 0 ]]
