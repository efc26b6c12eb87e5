#!/usr/bin/env bash
# Gets the build tools that are missing, never twice.
#   scripts/tools.sh site     what the site's build needs
#   scripts/tools.sh dev      the same and cargo-leptos
#   scripts/tools.sh check    rustfmt, clippy and the wasm target
#   scripts/tools.sh browser  Chromium, a Chinese font and Playwright
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

cargo_leptos_version=0.3.10

# A tool is built once and runs for seconds: optimise its build time, not its code.
cargo_tool() {
    local started=$SECONDS
    # Progress in one place: cargo names each crate; the build folder is of no use afterwards.
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        cargo install --root "$tools_dir" --target-dir "$tools_dir/build" --force "$@"
    rm -rf "$tools_dir/build"
    say "built in $((SECONDS - started)) s"
}

need_rust() {
    need cargo "install Rust 1.95 or newer with rustup, https://rustup.rs"
    need cc "install a C compiler (Debian: apt-get install gcc libc6-dev)"
}

need_node() {
    need node "install Node 20 or newer with npm"
    need npm "install npm, it comes with Node"
}

add_wasm_target() {
    if ! compgen -G "$(rustc --print target-libdir --target "$wasm_target")/libcore-*.rlib" >/dev/null; then
        need rustup "it adds the target $wasm_target, https://rustup.rs"
        say "rustup target add $wasm_target: the standard library for the browser"
        rustup target add "$wasm_target"
    fi
}

site_tools() {
    need_rust
    need_node
    add_wasm_target

    local version
    version=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
    if [[ $("$tools_dir/bin/wasm-bindgen" --version 2>/dev/null) != "wasm-bindgen $version" ]]; then
        say "wasm-bindgen-cli $version: writes the JavaScript around the wasm (about 2 minutes on two cores)"
        # Not --locked: the lock file inside that package names versions that cannot be had any more.
        cargo_tool wasm-bindgen-cli --version "=$version"
    fi

    npm_install . "wasm-opt shrinks the wasm, lightningcss bundles the style sheets"
}

dev_tools() {
    site_tools
    if [[ $("$tools_dir/bin/cargo-leptos" --version 2>/dev/null) != *" $cargo_leptos_version" ]]; then
        say "cargo-leptos $cargo_leptos_version: rebuilds and reloads while you edit (about 7 minutes on two cores)"
        cargo_tool --locked cargo-leptos --version "=$cargo_leptos_version" --features no_downloads
    fi
}

check_tools() {
    need_rust
    local tool
    for tool in rustfmt clippy; do
        if ! cargo "${tool/rustfmt/fmt}" --version >/dev/null 2>&1; then
            need rustup "it adds $tool, https://rustup.rs"
            say "rustup component add $tool"
            rustup component add "$tool"
        fi
    done
    add_wasm_target
}

browser_tools() {
    need_node
    if ! scripts/chromium.sh >/dev/null; then
        # Older distributions have no package of the one without windows.
        (apt_install "Chromium" chromium-headless-shell) || apt_install "Chromium" chromium
        scripts/chromium.sh >/dev/null || die "Chromium is missing: set CHROMIUM to its path"
    fi
    # Without a Chinese font every character is a box of another width, and layout tests mean nothing.
    if [[ -z $(fc-list :lang=zh-cn family 2>/dev/null) ]]; then
        apt_install "a Chinese font" fontconfig fonts-noto-cjk
    fi
    npm_install end2end "Playwright drives the browser, axe checks accessibility"
}

case ${1:-} in
    site) site_tools ;;
    dev) dev_tools ;;
    check) check_tools ;;
    browser) browser_tools ;;
    *) die "usage: scripts/tools.sh site|dev|check|browser" ;;
esac
