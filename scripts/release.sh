#!/usr/bin/env bash
# Makes the shipped artefact: target/dist/twinpost-VERSION-HOST/ with the binary and the site, and the same as .tar.gz.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

scripts/site.sh
say "server"
cargo build --release -p server --bin twinpost

version=$(awk -F '"' '/^version = /{ print $2; exit }' Cargo.toml)
host=$(rustc -vV | awk '/^host: /{ print $2 }')
name=twinpost-$version-$host
folder=$target_dir/dist/$name
rm -rf "$folder" "$folder.tar.gz"
mkdir -p "$folder"
cp "$target_dir/release/twinpost" "$folder/"
cp -R "$site_dir" "$folder/site"
for file in README.md LICENSE; do
    if [[ -f $file ]]; then
        cp "$file" "$folder/"
    fi
done
# Sorted and without the builder's name and clock: the same source gives the same archive.
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C "$target_dir/dist" -cf - "$name" |
    gzip -n -9 >"$folder.tar.gz"
say "$folder.tar.gz ($(du -h "$folder.tar.gz" | cut -f 1))"
