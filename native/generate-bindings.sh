#!/usr/bin/env bash
# Generates bindings/.../gen from uv.h. See docs/bindings.md.
#   JEXTRACT=<launcher> UV_INCLUDE=<folder of uv.h> native/generate-bindings.sh [--check]
# Without an option it replaces the committed package; with --check it only compares, and exits 1 with the difference.
set -euo pipefail
export LC_ALL=C

native=$(cd "$(dirname "$0")" && pwd)
module=$(dirname "$native")/bindings
package=io.juvloop.bindings.gen
gen=$module/src/main/java/${package//.//}

die() {
    echo "generate-bindings: $*" >&2
    exit 2
}

check=false
case ${1-} in
    '') ;;
    --check) check=true ;;
    *) die "the only option is --check, not '$1'." ;;
esac

[ -n "${JEXTRACT-}" ] || die "set JEXTRACT to the launcher of the jextract build named in native/jextract.pin."
command -v "$JEXTRACT" >/dev/null || die "JEXTRACT is '$JEXTRACT', which cannot be executed."
[ -n "${UV_INCLUDE-}" ] || die "set UV_INCLUDE to the folder that holds the uv.h of the newest libuv release."
[ -f "$UV_INCLUDE/uv.h" ] || die "UV_INCLUDE is '$UV_INCLUDE', which holds no uv.h."

pinned=$(sed -n 's/^version=//p' "$native/jextract.pin")
tool=$("$JEXTRACT" --version 2>&1 | tr -d '\r') || die "'$JEXTRACT --version' failed: $tool"
version=$(sed -n 's/^jextract //p' <<<"$tool")
[[ $version =~ ^$pinned([^0-9]|$) ]] || die "native/jextract.pin wants jextract $pinned, '$JEXTRACT' is '$version'."

sha256() {
    if command -v sha256sum >/dev/null; then sha256sum <"$1"; else shasum -a 256 <"$1"; fi | cut -d ' ' -f 1
}

# Beside the sources and not in /tmp, so that the last step is a rename.
mkdir -p "$module/target"
stage=$(mktemp -d "$module/target/gen.XXXXXX")
restore() {
    # Only if we were stopped between the two renames of replace().
    if [ -d "$stage/old" ] && [ ! -d "$gen" ]; then mv "$stage/old" "$gen"; fi
    rm -rf "$stage"
}
trap restore EXIT

generate() {
    "$JEXTRACT" --output "$stage/raw" --target-package "$package" --header-class-name uv_h \
        -I "$UV_INCLUDE" "@$native/uv.includes" "$UV_INCLUDE/uv.h"
    mkdir "$stage/gen"
    local source name
    for source in "$stage/raw/${package//.//}"/*.java; do
        name=$(basename "$source")
        case $name in
            uv_h.java | uv_h\$shared.java | uv_*_cb.java)
                awk -f "$native/portable-bindings.awk" "$source" >"$stage/gen/$name" ;;
            uv_buf_t.java) ;; # A struct's layout is one platform's: see the end of uv.includes.
            *) die "uv.includes lets $name through, which is neither the header class nor a callback type." ;;
        esac
    done
}

header_version() {
    awk '$1 == "#define" && $2 ~ /^UV_VERSION_(MAJOR|MINOR|PATCH)$/ { v[$2] = $3 }
         $1 == "#define" && $2 == "UV_VERSION_SUFFIX" { gsub(/"/, "", $3); suffix = $3 ? "-" $3 : "" }
         END { print v["UV_VERSION_MAJOR"] "." v["UV_VERSION_MINOR"] "." v["UV_VERSION_PATCH"] suffix }' \
        "$UV_INCLUDE/uv/version.h"
}

manifest() {
    local file
    echo "# Written by native/generate-bindings.sh: what this package was generated from, and what came out."
    {
        for file in "$stage"/gen/*.java; do
            echo "generated.$(basename "$file")=$(sha256 "$file")"
        done
        for file in "$UV_INCLUDE"/uv.h "$UV_INCLUDE"/uv/*.h; do
            echo "header.${file#"$UV_INCLUDE/"}=$(sha256 "$file")"
        done
        for file in "$native"/jextract.pin "$native"/portable-bindings.awk "$native"/uv.includes; do
            echo "input.$(basename "$file")=$(sha256 "$file")"
        done
        echo "libuv.version=$(header_version)"
        echo "tool.libclang=$(sed -n 's/^LibClang version //p' <<<"$tool")"
        echo "tool.version=$version"
    } | sort
}

replace() {
    mkdir -p "$gen"
    mv "$gen" "$stage/old"
    mv "$stage/gen" "$gen"
}

# Two builds of the pinned jextract may hold different libclangs, which must not change the code: only the code counts.
without_tool() {
    sed '/^tool\./d' "$1"
}

compare() {
    local same=true
    [ -f "$gen/GENERATED.properties" ] || die "there are no committed bindings to compare with."
    without_tool "$gen/GENERATED.properties" >"$stage/committed.properties"
    without_tool "$stage/gen/GENERATED.properties" >"$stage/fresh.properties"
    diff -u "$stage/committed.properties" "$stage/fresh.properties" || same=false
    diff -ru -x GENERATED.properties "$gen" "$stage/gen" || same=false
    $same
}

generate
manifest >"$stage/gen/GENERATED.properties"
if $check; then
    compare || {
        echo "generate-bindings: the committed bindings are stale; run 'make bindings' and commit." >&2
        exit 1
    }
    echo "bindings: fresh (libuv $(header_version), jextract $version)"
else
    replace
    echo "bindings: $(find "$gen" -name '*.java' | wc -l | tr -d ' ') files (libuv $(header_version), jextract $version)"
fi
