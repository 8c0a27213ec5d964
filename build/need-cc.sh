#!/bin/sh
# Makes sure that the programs in native/ can be built: a C compiler and the header of libuv.
set -eu
# shellcheck source=build/packages.sh
. "$(dirname "$0")/packages.sh"

has_header() {
    if have pkg-config && pkg-config --exists libuv; then
        return 0
    fi
    printf '#include <stdlib.h>\n#include <uv.h>\n' | ${CC:-cc} -E - >/dev/null 2>&1
}

if ! have "${CC:-cc}" || ! has_header; then
    provide "a C compiler and libuv's header" 'gcc libc6-dev libuv1-dev' 'gcc libuv-devel' 'gcc musl-dev libuv-dev' \
        'libuv pkgconf' -
fi
