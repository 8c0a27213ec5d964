package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The JVM's names of systems and processors, and their interpretation.
class HostTest {
    @ParameterizedTest
    @CsvSource({
        "Mac OS X, aarch64, osx-aarch_64, libSystem",
        "Mac OS X, x86_64, osx-x86_64, libSystem",
        "Darwin, arm64, osx-aarch_64, libSystem",
        "Windows 11, amd64, windows-x86_64, ucrt",
        "Windows Server 2022, aarch64, windows-aarch_64, ucrt",
        "FreeBSD, amd64, FreeBSD-x86_64, libc",
        "AIX, ppc64, AIX-ppc64, libc"
    })
    void systemAndProcessorAreRecognised(String osName, String osArch, String classifier, String libc) {
        Platform host = Platform.detect(osName, osArch);
        assertThat(host.classifier()).isEqualTo(classifier);
        assertThat(host.libc()).isEqualTo(libc);
    }

    @ParameterizedTest
    @CsvSource({"amd64, x86_64", "x64, x86_64", "aarch64, aarch_64", "riscv64, riscv64", "s390x, s390x"})
    void processorsOfLinuxHaveTheirNames(String osArch, String arch) {
        Platform host = Platform.detect("Linux", osArch);
        assertThat(host.os()).isEqualTo("linux");
        assertThat(host.arch()).isEqualTo(arch);
    }

    @Test
    void eachSystemIsItselfAlone() {
        assertThat(Platform.detect("Linux", "amd64"))
                .matches(Platform::isLinux)
                .matches(host -> !host.isMac() && !host.isWindows());
        assertThat(Platform.detect("Mac OS X", "amd64"))
                .matches(Platform::isMac)
                .matches(host -> !host.isLinux() && !host.isWindows());
        assertThat(Platform.detect("Windows 11", "amd64"))
                .matches(Platform::isWindows)
                .matches(host -> !host.isLinux() && !host.isMac());
        assertThat(Platform.detect("SunOS", "sparc"))
                .matches(host -> !host.isLinux() && !host.isMac() && !host.isWindows());
    }

    @Test
    void darwinIsNotTakenForWindows() {
        assertThat(Platform.detect("Darwin", "x86_64").isWindows()).isFalse();
    }

    @Test
    void muslHasAClassifierOfItsOwn() {
        assertThat(new Platform("linux", "x86_64", "musl").classifier()).isEqualTo("linux-musl-x86_64");
        assertThat(new Platform("linux", "x86_64", "glibc").classifier()).isEqualTo("linux-x86_64");
    }

    @Test
    void muslIsWhatTheProcessRunsOnAndNotWhatIsInstalled() {
        String alpine = "7f5e1c000000-7f5e1c014000 r--p 00000000 08:01 131 /lib/ld-musl-x86_64.so.1\n";
        String debian = "7f5e1c000000-7f5e1c014000 r--p 00000000 08:01 131 /usr/lib/x86_64-linux-gnu/libc.so.6\n";
        assertThat(Platform.showMusl(debian + alpine)).isTrue();
        assertThat(Platform.showMusl(debian)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "linux, glibc, apt-get install libuv1",
        "linux, musl, apk add libuv",
        "osx, libSystem, brew install libuv",
        "windows, ucrt, vcpkg install libuv"
    })
    void installHintIsACommandOfThePlatform(String os, String libc, String command) {
        assertThat(new Platform(os, "x86_64", libc).installHint()).startsWith(command);
    }

    @Test
    void textNamesAllThree() {
        assertThat(new Platform("linux", "aarch_64", "musl")).hasToString("linux aarch_64 (musl)");
    }
}
