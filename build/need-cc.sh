#!/bin/sh
# Makes sure that the programs in native/ can be built: a C compiler and the header of libuv.
set -eu
# shellcheck source=build/packages.sh
. "$(dirname "$0")/packages.sh"

if ! have "${CC:-cc}" || ! has_headers libuv stdlib.h uv.h; then
    provide "a C compiler and libuv's header" 'gcc libc6-dev libuv1-dev' 'gcc libuv-devel' 'gcc musl-dev libuv-dev' \
        'libuv pkgconf' -
fi
