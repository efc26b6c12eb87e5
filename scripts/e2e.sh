#!/usr/bin/env bash
# Browser tests. Every Playwright project has a server and a fresh demonstration database of its own, so that
# what one changes the others do not see. Arguments go to Playwright: scripts/e2e.sh --project=phone smoke
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

scripts/tools.sh browser
CHROMIUM=$(scripts/chromium.sh)
export CHROMIUM
scripts/site.sh
# The default members as a whole: one set of features with the tests, so that nothing is compiled twice.
cargo build
binary=$target_dir/debug/twinpost

results=$target_dir/e2e
rm -rf "$results"
mkdir -p "$results"
work=$(mktemp -d)
servers=()

# Called by the trap.
# shellcheck disable=SC2317
clean_up() {
    local pid
    for pid in ${servers[@]+"${servers[@]}"}; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "demonstration database"
mkdir "$work/template"
TWINPOST_DATABASE=sqlite:$work/template/twinpost.sqlite "$binary" migrate
TWINPOST_DATABASE=sqlite:$work/template/twinpost.sqlite "$binary" demo >"$results/accounts.txt"

for project in desktop phone noscript; do
    cp -R "$work/template" "$work/$project"
    port=$(free_port)
    TWINPOST_DATABASE=sqlite:$work/$project/twinpost.sqlite \
        "$binary" serve --listen "127.0.0.1:$port" --site "$site_dir" >"$results/server-$project.log" 2>&1 &
    servers+=($!)
    wait_until_live "http://127.0.0.1:$port/livez" "$!" "$results/server-$project.log"
    declare -x "E2E_PORT_${project^^}=$port"
done

say "Playwright with $CHROMIUM"
export E2E_RESULTS=$results
cd end2end
status=0
node_modules/.bin/playwright test "$@" || status=$?
if [[ $status -ne 0 ]]; then
    echo "server logs: $results/server-*.log; traces: end2end/test-results" >&2
fi
exit "$status"
