#!/bin/sh
# Makes sure that the programs in native/ that speak TLS can be built: the headers of OpenSSL.
set -eu
# shellcheck source=build/packages.sh
. "$(dirname "$0")/packages.sh"

if ! has_headers libssl openssl/ssl.h; then
    provide "OpenSSL's headers" libssl-dev openssl-devel openssl-dev openssl@3 openssl
fi
