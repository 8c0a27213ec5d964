package io.juvloop;

import io.juvloop.bindings.LibUv;
import java.util.Optional;

/// Whether juvloop works here, and on what.
///
/// Any thread. The answers are found once, at the first question, and never change.
public final class Juvloop {
    private Juvloop() {}

    /// Whether libuv was found and can be used. Never throws.
    ///
    /// @return true if event loops can be made
    public static boolean isAvailable() {
        return LibUv.library().isPresent();
    }

    /// Why libuv cannot be used: what was tried, the operating system, architecture and C library, the version
    /// found and the one needed, or the flag that grants native access.
    ///
    /// @return the cause, or empty if [#isAvailable]
    public static Optional<UnavailableException> unavailabilityCause() {
        return LibUv.unavailabilityCause().map(cause -> new UnavailableException(cause.getMessage(), cause));
    }

    /// What the loops run on.
    ///
    /// @return the version, path and source of libuv
    /// @throws UnavailableException if there is none
    public static Backend backend() {
        return LibUv.library()
                .map(found -> new Backend("libuv", found.version().toString(), found.path(), found.source()))
                .orElseThrow(() -> unavailabilityCause().orElseThrow());
    }

    /// The native library under the loops.
    ///
    /// @param name `libuv`
    /// @param version as the library says
    /// @param path of its file
    /// @param source which of the places that are tried had it
    public record Backend(String name, String version, String path, String source) {}
}
