#!/usr/bin/env bash
# Measures the numbers that the project promises, on an optimised build.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

scripts/site.sh
TWINPOST_SITE=$site_dir cargo bench -p server --bench numbers -- "$@"
