#!/usr/bin/env bash
# Downloads the jextract build that native/jextract.pin names for this platform, checks its sha256, unpacks it into a
# folder and prints the path of its launcher: JEXTRACT=$(build/fetch-jextract.sh FOLDER)
set -euo pipefail

folder=${1:?usage: build/fetch-jextract.sh FOLDER}
pin=$(dirname "$0")/../native/jextract.pin

platform() {
    local os arch
    case $(uname -s) in
        Linux) os=linux ;;
        Darwin) os=macos ;;
        *) os=$(uname -s) ;;
    esac
    case $(uname -m) in
        x86_64 | amd64) arch=x64 ;;
        aarch64 | arm64) arch=aarch64 ;;
        *) arch=$(uname -m) ;;
    esac
    echo "$os-$arch"
}

pinned() {
    sed -n "s/^$(platform)\.$1=//p" "$pin"
}

check_sha256() {
    if command -v sha256sum >/dev/null; then sha256sum -c -; else shasum -a 256 -c -; fi
}

url=$(pinned url)
if [ -z "$url" ]; then
    echo "native/jextract.pin names no jextract for $(platform)" >&2
    exit 1
fi
mkdir -p "$folder"
archive=$folder/jextract.tar.gz
curl -fsSL --retry 3 -o "$archive" "$url"
echo "$(pinned sha256)  $archive" | check_sha256 >&2
tar -xzf "$archive" -C "$folder"
echo "$folder"/jextract-*/bin/jextract
