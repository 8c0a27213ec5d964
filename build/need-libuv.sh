#!/bin/sh
# Makes sure that libuv is there for the dynamic loader, by installing it where that is allowed.
set -eu
# shellcheck source=build/packages.sh
. "$(dirname "$0")/packages.sh"

# in_folders NAME FOLDER...: whether one of the folders has the file.
in_folders() {
    name=$1
    shift
    for folder; do
        if [ -e "$folder/$name" ]; then
            return 0
        fi
    done
    return 1
}

# The words of a path list, for `for`.
split_path() {
    printf '%s' "${1-}" | tr ':' ' '
}

known_to_ldconfig() {
    for ldconfig in ldconfig /sbin/ldconfig /usr/sbin/ldconfig; do
        if have "$ldconfig" && "$ldconfig" -p 2>/dev/null | grep -q 'libuv\.so\.1 '; then
            return 0
        fi
    done
    return 1
}

is_present() {
    case $(uname -s) in
        Darwin)
            # shellcheck disable=SC2046 # a list of folders
            in_folders libuv.1.dylib /opt/homebrew/lib /usr/local/lib /opt/local/lib $(split_path "${DYLD_LIBRARY_PATH-}")
            ;;
        MINGW* | MSYS* | CYGWIN*)
            have uv.dll || have libuv.dll || have libuv-1.dll
            ;;
        *)
            # shellcheck disable=SC2046
            known_to_ldconfig ||
                in_folders libuv.so.1 /lib /usr/lib /usr/local/lib /lib64 /usr/lib64 /usr/lib/*-linux-* \
                    $(split_path "${LD_LIBRARY_PATH-}")
            ;;
    esac
}

if ! is_present; then
    provide libuv libuv1 libuv libuv libuv libuv
fi
