#!/usr/bin/env bash
# Builds the site into target/site: wasm, JavaScript, style sheet and public files, each with its .br beside it.
# Does nothing when no input changed.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

scripts/tools.sh site

stamp_file=$target_dir/site.stamp
stamp=$(node scripts/site.mjs stamp "$(rustc -V)")
if [[ -f $site_dir/pkg/twinpost.wasm && $(cat "$stamp_file" 2>/dev/null) == "$stamp" ]]; then
    say "site is up to date: $site_dir"
    exit 0
fi

started=$SECONDS
front_dir=$target_dir/front
raw=$front_dir/$wasm_target/wasm/frontend.wasm

# bundle NAME FEATURE: builds the islands of a feature, and binds and shrinks them under a name.
bundle() {
    local name=$1 bound=$front_dir/bound-$1
    say "site: cargo build of the wasm of $name"
    cargo build -p frontend --lib --no-default-features --features "$2" \
        --target "$wasm_target" --profile wasm --target-dir "$front_dir"
    # Most edits change pages, which are compiled out of the wasm: the same wasm is not bound and shrunk again.
    if cmp -s "$raw" "$bound/raw.wasm"; then
        return
    fi
    say "site: wasm-bindgen and wasm-opt"
    rm -rf "$bound"
    "$tools_dir/bin/wasm-bindgen" "$raw" --target web --no-typescript --out-name "$name" --out-dir "$bound/pkg"
    node_modules/.bin/wasm-opt "$bound/pkg/${name}_bg.wasm" -o "$bound/pkg/$name.wasm" -Oz \
        --enable-bulk-memory --enable-bulk-memory-opt --enable-multivalue --enable-mutable-globals \
        --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext \
        --strip-debug --strip-producers
    rm "$bound/pkg/${name}_bg.wasm"
    cp "$raw" "$bound/raw.wasm"
}

# The names by which pages ask for them stand in app/src/islands/mod.rs.
bundle twinpost daily
bundle board board

say "site: style sheet, public files, compression"
rm -f "$stamp_file"
rm -rf "$site_dir.new"
mkdir -p "$site_dir.new/pkg"
cp -R "$front_dir/bound-twinpost/pkg/." "$front_dir/bound-board/pkg/." "$site_dir.new/pkg/"
node scripts/site.mjs finish "$site_dir.new"
rm -rf "$site_dir"
mv "$site_dir.new" "$site_dir"
printf '%s\n' "$stamp" >"$stamp_file"
say "site is built in $((SECONDS - started)) s: $site_dir"
