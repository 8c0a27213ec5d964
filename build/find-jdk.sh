#!/bin/sh
# Prints the home of a JDK that can build juvloop, or says in one sentence how to get one and exits 1.
# JAVA_HOME wins if it is new enough; then the oldest that is new enough, because that is what CI tests.
set -eu

needed=25

# The major version of the JDK in folder $1, or nothing if that is no JDK.
major_of() {
    [ -x "$1/bin/javac" ] || [ -x "$1/bin/javac.exe" ] || return 0
    [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

is_new_enough() {
    major=$(major_of "$1")
    [ -n "$major" ] && [ "$major" -ge "$needed" ]
}

# The home behind the `java` of PATH, which may be a link or a shim.
home_on_path() {
    command -v java >/dev/null 2>&1 || return 0
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p' | tr -d '\r'
}

candidates() {
    for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/lib/jvm/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        "/c/Program Files/Eclipse Adoptium"/* "/c/Program Files/Java"/* "/c/Program Files/Microsoft"/jdk*; do
        printf '%s\n' "$home"
    done
    if [ -x /usr/libexec/java_home ]; then
        /usr/libexec/java_home -v "$needed+" 2>/dev/null || true
    fi
    home_on_path
}

# One line "major home" per JDK that is new enough, the oldest first.
suitable() {
    candidates | while IFS= read -r home; do
        if is_new_enough "$home"; then
            printf '%s %s\n' "$(major_of "$home")" "$home"
        fi
    done | sort -s -n -k 1,1
}

how_to_get_one() {
    case $(uname -s) in
        Darwin) echo "brew install --cask temurin@$needed" ;;
        MINGW* | MSYS* | CYGWIN*) echo "winget install EclipseAdoptium.Temurin.$needed.JDK" ;;
        *) echo "unpack one of https://adoptium.net/temurin/releases/?version=$needed into /usr/lib/jvm" ;;
    esac
}

if [ -n "${JAVA_HOME-}" ] && is_new_enough "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    exit 0
fi

home=$(suitable | head -n 1 | cut -d ' ' -f 2-)
if [ -z "$home" ]; then
    echo "juvloop needs JDK $needed or newer, and none was found in JAVA_HOME, PATH or the usual folders:" \
        "$(how_to_get_one), or set JAVA_HOME to yours." >&2
    exit 1
fi
printf '%s\n' "$home"
