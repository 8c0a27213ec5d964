package io.juvloop.bindings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What this process runs on, as far as loading a library depends on it: operating system, processor and C
/// library.
///
/// Any thread. Immutable; the host never changes during the life of a process.
///
/// @param os `linux`, `osx` or `windows`, or the JVM's own name for anything else
/// @param arch `x86_64`, `aarch_64`, or the JVM's own name
/// @param libc `glibc` or `musl` on Linux, otherwise the system's only one
public record Platform(String os, String arch, String libc) {
    private static final Platform CURRENT = detect(System.getProperty("os.name"), System.getProperty("os.arch"));

    /// The host of this process.
    ///
    /// @return the host
    public static Platform current() {
        return CURRENT;
    }

    static Platform detect(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch_64";
            default -> osArch;
        };
        if (os.startsWith("linux")) {
            return new Platform("linux", arch, usesMusl() ? "musl" : "glibc");
        }
        if (os.startsWith("mac") || os.startsWith("darwin")) {
            return new Platform("osx", arch, "libSystem");
        }
        if (os.startsWith("windows")) {
            return new Platform("windows", arch, "ucrt");
        }
        return new Platform(osName, arch, "libc");
    }

    /// A library built for glibc crashes under musl, so the two are distinguished before anything is loaded, by
    /// the dynamic loader that started this process.
    private static boolean usesMusl() {
        try {
            return showMusl(Files.readString(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            return false;
        }
    }

    static boolean showMusl(String mappings) {
        return mappings.contains("/ld-musl-");
    }

    /// Whether this is Windows, where libuv's sockets, pipes and buffers have other shapes.
    ///
    /// @return true on Windows
    public boolean isWindows() {
        return os.equals("windows");
    }

    /// Whether this is macOS.
    ///
    /// @return true on macOS
    public boolean isMac() {
        return os.equals("osx");
    }

    /// Whether this is Linux.
    ///
    /// @return true on Linux
    public boolean isLinux() {
        return os.equals("linux");
    }

    /// Returns the names of the system's own libuv for its dynamic loader, best first.
    ///
    /// @return the names
    List<String> libraryNames() {
        return switch (os) {
            case "osx" ->
                List.of(
                        "libuv.1.dylib",
                        "/opt/homebrew/lib/libuv.1.dylib",
                        "/usr/local/lib/libuv.1.dylib",
                        "/opt/local/lib/libuv.1.dylib");
            case "windows" -> List.of("uv.dll", "libuv.dll", "libuv-1.dll");
            default -> List.of("libuv.so.1");
        };
    }

    /// Returns the names of libuv's file in a folder that the user chose, best first.
    ///
    /// @return the names
    List<String> fileNames() {
        return libraryNames().stream().filter(name -> !name.contains("/")).toList();
    }

    /// The folder name of this host among bundled libraries, such as `linux-x86_64` or `linux-musl-x86_64`.
    ///
    /// @return the classifier
    String classifier() {
        return os + (libc.equals("musl") ? "-musl-" : "-") + arch;
    }

    /// Returns a command that installs libuv here.
    ///
    /// @return the command, for the message of a failed load
    String installHint() {
        return switch (os) {
            case "osx" -> "brew install libuv";
            case "windows" -> "vcpkg install libuv, and put the folder of uv.dll on PATH";
            default ->
                libc.equals("musl")
                        ? "apk add libuv"
                        : "apt-get install libuv1 (Debian, Ubuntu) or dnf install libuv (Fedora, RHEL)";
        };
    }

    @Override
    public String toString() {
        return os + " " + arch + " (" + libc + ")";
    }
}
