#!/usr/bin/env bash
# What is checked without running the program.
#   scripts/check.sh format|clippy|clippy-wasm|architecture|all
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

format() { cargo fmt --all --check; }

clippy() { cargo clippy --all-targets -- -D warnings; }

# `app` as the browser gets it: the native run sees only the half with the feature `ssr`. In the profile of the site's
# build, so that both share the procedural macros, most of what there is to compile.
clippy_wasm() {
    cargo clippy -p frontend --target "$wasm_target" --profile wasm --target-dir "$target_dir/front" -- -D warnings
}

passed=0
failed=0

# check SENTENCE COMMAND…: one counted check.
check() {
    local sentence=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        printf 'ok      %s\n' "$sentence"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s\n' "$sentence"
    fi
}

# depends_not NAMES CRATE: the list NAMES, one crate a line, is not empty and has no CRATE.
depends_not() { [[ -n $1 ]] && ! grep -qx "$2" <<<"$1"; }

# Dependencies at run time, every one once: procedural macros and their own trees do not reach the program.
tree() { cargo tree --edges normal,no-proc-macro --prefix none --format '{p}' "$@" | cut -d ' ' -f 1 | sort -u; }

# lists_not PACKAGE CRATE: PACKAGE's own Cargo.toml does not name CRATE, optional or not, under no alias.
lists_not() {
    cargo metadata --no-deps --format-version 1 | node -e '
        const [name, crate] = process.argv.slice(1);
        const { packages } = JSON.parse(require("fs").readFileSync(0, "utf8"));
        const found = packages.find((candidate) => candidate.name === name);
        process.exit(found && !found.dependencies.some((entry) => entry.name === crate) ? 0 : 1);
    ' "$1" "$2"
}

lock_is_current() { cargo metadata --locked --format-version 1 >/dev/null; }

architecture() {
    local names crate file lines
    names=$(tree -p frontend --target "$wasm_target")
    for crate in sea-orm tokio axum service; do
        check "frontend on wasm does not depend on $crate" depends_not "$names" "$crate"
    done
    names=$(tree -p domain)
    for crate in sea-orm tokio axum leptos; do
        check "domain does not depend on $crate" depends_not "$names" "$crate"
    done
    check "app does not list sea-orm" lists_not app sea-orm
    check "Cargo.lock is current" lock_is_current

    while IFS= read -r file; do
        lines=$(wc -l <"$file")
        if [[ $lines -gt 400 ]]; then
            printf 'warning %s has %s lines, more than 400: has it one subject?\n' "$file" "$lines"
        fi
    done < <(find app crates end2end frontend migrations scripts server style \
        \( -name node_modules -o -name target \) -prune -o \
        -type f \( -name '*.rs' -o -name '*.ts' -o -name '*.mjs' -o -name '*.css' -o -name '*.sh' \) -print | sort)

    printf 'architecture: %s passed, %s failed\n' "$passed" "$failed"
    [[ $failed -eq 0 ]]
}

scripts/tools.sh check
case ${1:-} in
    format) format ;;
    clippy) clippy ;;
    clippy-wasm) clippy_wasm ;;
    architecture) architecture ;;
    all)
        format
        clippy
        clippy_wasm
        architecture
        ;;
    *) die "usage: scripts/check.sh format|clippy|clippy-wasm|architecture|all" ;;
esac
