#!/usr/bin/env bash
# Writes what a compiler for another system says of layouts and numbers, for TargetsAgainstCTest:
# UV_INCLUDE=FOLDER native/cross-facts.sh windows-x86_64 x86_64-w64-mingw32-gcc
# UV_INCLUDE=FOLDER native/cross-facts.sh osx-aarch_64 zig cc -target aarch64-macos
# Nothing is run but the compiler: the facts stand in the assembly that it writes. COMPILER says more about it.
set -euo pipefail

target=${1:?usage: native/cross-facts.sh SYSTEM-PROCESSOR COMPILER...}
shift
here=$(dirname "$0")
file=$here/../bindings/src/test/resources/io/juvloop/bindings/facts/$target.properties
assembly=$(mktemp)
trap 'rm -f "$assembly"' EXIT

"$@" -I"${UV_INCLUDE:?the folder of the headers of libuv}" -std=gnu11 -O0 -DFACTS_IN_ASSEMBLY -S -o "$assembly" "$here/layout-check.c"
version=$(sed -n 's/^#define UV_VERSION_\(MAJOR\|MINOR\|PATCH\) *//p' "$UV_INCLUDE/uv/version.h" | paste -sd.)

mkdir -p "$(dirname "$file")"
{
    echo "# Printed by native/cross-facts.sh; not to be edited."
    echo "# Compiler: ${COMPILER:+$COMPILER: }$(basename "$1")${2:+ ${*:2}} ($("$@" --version 2>/dev/null | head -1))"
    echo "# Headers of libuv $version"
    sed -n 's/.*fact:\([^;]*\);.*/\1/p' "$assembly" | LC_ALL=C sort -u
} > "$file.new"
grep -q '^uv_buf_t.base.offset=' "$file.new" || { echo "no facts in the assembly" >&2; exit 1; }
mv "$file.new" "$file"
echo "$file: $(grep -c = "$file") facts"
