# shellcheck shell=sh
# Sourced by the other scripts: how this machine installs a package.

have() {
    command -v "$1" >/dev/null 2>&1
}

is_root() {
    [ "$(id -u)" = 0 ]
}

is_windows() {
    case $(uname -s) in
        MINGW* | MSYS* | CYGWIN*) return 0 ;;
        *) return 1 ;;
    esac
}

# has_headers PACKAGE HEADER...: whether the C compiler finds a library's headers, which pkg-config may know of.
has_headers() {
    if have pkg-config && pkg-config --exists "$1"; then
        return 0
    fi
    shift
    printf '#include <%s>\n' "$@" | ${CC:-cc} -E - >/dev/null 2>&1
}

# provide WHAT APT DNF APK BREW VCPKG: installs APT's packages where apt-get may do so (as root); elsewhere prints the
# one command that fits the machine and returns 1. A dash means that this packager has no such package.
provide() {
    if have apt-get && is_root; then
        install_by_apt "$1" "$2"
        return
    fi
    sudo=
    is_root || sudo='sudo '
    if have apt-get; then
        command="${sudo}apt-get install $2"
    elif have dnf; then
        command="${sudo}dnf install $3"
    elif have apk; then
        command="${sudo}apk add $4"
    elif have brew || [ "$(uname -s)" = Darwin ]; then
        command="brew install $5"
    elif is_windows && [ "$6" != - ]; then
        command="vcpkg install $6"
    else
        command="your system's package manager"
    fi
    echo "juvloop needs $1, which this machine lacks; get it by: $command" >&2
    return 1
}

# install_by_apt WHAT PACKAGES: the package lists of a fresh container are empty, hence the second try.
install_by_apt() {
    echo "juvloop needs $1: apt-get install $2" >&2
    log=$(mktemp)
    # shellcheck disable=SC2086 # a list of packages
    if apt_get install $2 >"$log" 2>&1 || { apt_get update && apt_get install $2; } >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    cat "$log" >&2
    rm -f "$log"
    return 1
}

apt_get() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends "$@"
}
