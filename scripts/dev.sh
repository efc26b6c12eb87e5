#!/usr/bin/env bash
# Serves the demonstration community, rebuilds and reloads after every edit.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

scripts/tools.sh dev

export TWINPOST_DATABASE=sqlite:data/twinpost.sqlite
# A site of its own: the one that `make run` serves stays as it is.
export LEPTOS_SITE_ROOT=$target_dir/site-dev
export PATH=$tools_dir/bin:$root_dir/node_modules/.bin:$PATH

mkdir -p data
say "server"
cargo build
"$target_dir/debug/twinpost" migrate
"$target_dir/debug/twinpost" demo --if-empty
exec cargo leptos watch -- serve --listen 127.0.0.1:3000 --site "$LEPTOS_SITE_ROOT"
