#!/usr/bin/env bash
# Downloads the libuv release whose header the committed bindings were generated from and prints its include folder:
# UV_INCLUDE=$(build/fetch-uv-headers.sh FOLDER). generate-bindings.sh --check compares the headers' own hashes.
set -euo pipefail

folder=${1:?usage: build/fetch-uv-headers.sh FOLDER}
manifest=$(dirname "$0")/../bindings/src/main/java/io/juvloop/bindings/gen/GENERATED.properties
version=$(sed -n 's/^libuv\.version=//p' "$manifest")
site=${UV_DIST:-https://dist.libuv.org/dist}

mkdir -p "$folder"
curl -fsSL --retry 3 -o "$folder/libuv.tar.gz" "$site/v$version/libuv-v$version.tar.gz"
tar -xzf "$folder/libuv.tar.gz" -C "$folder"
echo "$folder/libuv-v$version/include"
