#!/bin/sh
# Makes sure that the programs in native/ can be built: a C compiler and the header of libuv.
set -eu
. "$(dirname "$0")/packages.sh"

has_header() {
    if have pkg-config && pkg-config --exists libuv; then
        return 0
    fi
    echo '#include <uv.h>' | ${CC:-cc} -E - >/dev/null 2>&1
}

if ! have "${CC:-cc}"; then
    provide 'a C compiler' 'gcc libc6-dev' gcc 'gcc musl-dev' gcc -
fi
if ! has_header; then
    provide "libuv's header" libuv1-dev libuv-devel libuv-dev libuv libuv
fi
