#!/usr/bin/env bash
# Takes the pictures of README and docs from a fresh demonstration community into docs/images, and fails when they
# are larger than 1 MiB together or when a page names a picture that is not there.
# Arguments go to Playwright: scripts/screenshots.sh --grep week
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

limit=$((1024 * 1024))
images=$root_dir/docs/images

scripts/tools.sh browser
CHROMIUM=$(scripts/chromium.sh)
export CHROMIUM
scripts/site.sh
cargo build
binary=$target_dir/debug/twinpost

work=$(mktemp -d)
server=

# Called by the trap.
# shellcheck disable=SC2317
clean_up() {
    if [[ -n $server ]]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "demonstration database"
export TWINPOST_DATABASE=sqlite:$work/twinpost.sqlite
"$binary" demo >/dev/null
port=$(free_port)
"$binary" serve --listen "127.0.0.1:$port" --site "$site_dir" >"$work/server.log" 2>&1 &
server=$!
wait_until_live "http://127.0.0.1:$port/livez" "$server" "$work/server.log"

say "pictures with $CHROMIUM"
mkdir -p "$work/images" "$images"
export E2E_PORT=$port E2E_RESULTS=$work SCREENSHOTS=$work/images
(cd end2end && node_modules/.bin/playwright test --config screenshots/playwright.config.ts "$@")

# Without arguments all of them were taken: what is no longer in the list goes.
if [[ $# -eq 0 ]]; then
    rm -f "$images"/*
fi
cp "$work/images"/* "$images/"

named=$(grep -rhoE 'images/[A-Za-z0-9_-]+\.webp' README.md docs --include='*.md' | sort -u)
while IFS= read -r picture; do
    [[ -f docs/$picture ]] || die "docs/$picture is named in README or docs and was not taken"
done <<<"$named"

bytes=$(cat "$images"/* | wc -c)
say "$(find "$images" -type f | wc -l) pictures, $((bytes / 1024)) KiB of at most $((limit / 1024)) KiB"
[[ $bytes -le $limit ]] || die "the pictures are larger than $limit bytes together"
