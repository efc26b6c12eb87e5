#!/usr/bin/env bash
# Builds what changed and serves the demonstration community on http://127.0.0.1:3000.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

listen=127.0.0.1:3000
binary=$target_dir/release/twinpost
# Always this file: demonstration accounts belong in no other database.
export TWINPOST_DATABASE=sqlite:data/twinpost.sqlite

if [[ ! -x $binary ]]; then
    say "The first time takes 10 to 30 minutes on two cores; after that seconds."
fi
say "[1/4] build tools"
scripts/tools.sh site
say "[2/4] site"
scripts/site.sh
say "[3/4] server"
cargo build --release -p server --bin twinpost
say "[4/4] database data/twinpost.sqlite"
mkdir -p data
"$binary" migrate
"$binary" demo --if-empty
say "serving on http://$listen (Ctrl-C ends it)"
exec "$binary" serve --listen "$listen" --site "$site_dir"
