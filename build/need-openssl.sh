#!/bin/sh
# Makes sure that the programs in native/ that speak TLS can be built: the headers of OpenSSL.
set -eu
# shellcheck source=build/packages.sh
. "$(dirname "$0")/packages.sh"

has_header() {
    if have pkg-config && pkg-config --exists libssl; then
        return 0
    fi
    printf '#include <openssl/ssl.h>\n' | ${CC:-cc} -E - >/dev/null 2>&1
}

if ! has_header; then
    provide "OpenSSL's headers" libssl-dev openssl-devel openssl-dev openssl@3 openssl
fi
