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
say "site: cargo build of the wasm"
cargo build -p frontend --lib --target "$wasm_target" --profile wasm --target-dir "$front_dir"

# Most edits change pages, which are compiled out of the wasm: the same wasm is not bound and shrunk again.
raw=$front_dir/$wasm_target/wasm/frontend.wasm
bound=$front_dir/bound
if ! cmp -s "$raw" "$bound/raw.wasm"; then
    say "site: wasm-bindgen and wasm-opt"
    rm -rf "$bound"
    "$tools_dir/bin/wasm-bindgen" "$raw" --target web --no-typescript --out-name twinpost --out-dir "$bound/pkg"
    node_modules/.bin/wasm-opt "$bound/pkg/twinpost_bg.wasm" -o "$bound/pkg/twinpost.wasm" -Oz \
        --enable-bulk-memory --enable-bulk-memory-opt --enable-multivalue --enable-mutable-globals \
        --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext \
        --strip-debug --strip-producers
    rm "$bound/pkg/twinpost_bg.wasm"
    cp "$raw" "$bound/raw.wasm"
fi

say "site: style sheet, public files, compression"
rm -f "$stamp_file"
rm -rf "$site_dir.new"
mkdir -p "$site_dir.new"
cp -R "$bound/pkg" "$site_dir.new/pkg"
node scripts/site.mjs finish "$site_dir.new"
rm -rf "$site_dir"
mv "$site_dir.new" "$site_dir"
printf '%s\n' "$stamp" >"$stamp_file"
say "site is built in $((SECONDS - started)) s: $site_dir"
