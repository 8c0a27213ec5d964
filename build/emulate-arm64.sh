#!/usr/bin/env bash
# Repeats on an emulated arm64 what the README says of it, the demo, with the JDK and the libuv of Debian 13:
# build/emulate-arm64.sh FOLDER. With --tests behind it, the tests of the bindings follow, for which hours may be needed.
#
# For root on Debian, with qemu-user-static, mmdebstrap and arch-test. The folder takes about 1.5 GB and keeps the system
# for the next time.
set -euo pipefail

folder=$(realpath -m "${1:?usage: build/emulate-arm64.sh FOLDER}")
root=$(cd "$(dirname "$0")/.." && pwd)
tree=$folder/arm64
work=$tree/juvloop
console=org.junit.platform:junit-platform-console-standalone
junit=$(sed -n 's/.*<junit.version>\(.*\)<\/junit.version>.*/\1/p' "$root/pom.xml")

section() {
    printf '\n=== %s\n' "$*"
}

need() {
    if [ ! -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ] || ! command -v mmdebstrap >/dev/null; then
        echo "programs of arm64 do not run here; to have them: apt-get install qemu-user-static mmdebstrap arch-test" >&2
        exit 1
    fi
}

system() {
    if [ ! -e "$tree/usr/bin/java" ]; then
        mkdir -p "$folder"
        mmdebstrap --arch=arm64 --variant=essential \
            --include=openjdk-25-jdk-headless,libuv1-dev,gcc,libc6-dev,procps,iproute2 trixie "$tree"
    fi
    echo "127.0.0.1 localhost" >"$tree/etc/hosts"
}

# On this machine's own processor, as class files are the same everywhere.
build() {
    cd "$root"
    build/package.sh examples examples/target/juvloop-examples.jar
    build/mvn.sh -q -pl bindings test-compile dependency:copy-dependencies -DoutputDirectory="$folder/lib"
    build/mvn.sh -q -pl bindings dependency:copy -Dartifact="$console:$junit" -DoutputDirectory="$folder/lib"
    rm -rf "$work"
    mkdir -p "$work/bindings/target"
    cp -r "$folder/lib" "$root/native" "$work/"
    cp -r "$root/bindings/target/classes" "$root/bindings/target/test-classes" "$work/bindings/target/"
    cp -r "$root/bindings/src" "$root/bindings/pom.xml" "$work/bindings/"
    cp "$root/examples/target/juvloop-examples.jar" "$work/"
}

inside() {
    chroot "$tree" env -i HOME=/root LANG=C.UTF-8 PATH=/usr/bin:/bin sh -c "cd /juvloop/bindings && $*"
}

need
section "a system of arm64"
system
section "the project"
build
mount -t proc proc "$tree/proc"
trap 'umount "$tree/proc"' EXIT

section "what runs"
inside 'uname -m && java -version'
section "the demo"
inside 'java -jar /juvloop/juvloop-examples.jar demo --once'
[ "${2-}" = --tests ] || exit 0
section "the tests of the bindings"
inside 'java --enable-native-access=ALL-UNNAMED --illegal-native-access=deny -cp "/juvloop/lib/*:target/classes:target/test-classes"' \
    'org.junit.platform.console.ConsoleLauncher execute --disable-banner --details=summary' \
    '--config junit.jupiter.execution.timeout.default=300s --scan-classpath=target/test-classes'
