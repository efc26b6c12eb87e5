#!/usr/bin/env bash
# Measures the numbers that the project promises, on the build that is shipped.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

scripts/site.sh
# The board is painted in a browser where there is one, with Playwright where it is installed.
if [[ -d end2end/node_modules ]] && CHROMIUM=$(scripts/chromium.sh); then
    export CHROMIUM
fi
TWINPOST_SITE=$site_dir cargo bench -p server --bench numbers -- "$@"
