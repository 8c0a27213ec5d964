package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;

/// Runs in a JVM of its own: prints which libuv it found, or why none.
final class LibraryProbe {
    private LibraryProbe() {}

    public static void main(String... arguments) {
        LibUv.library().ifPresent(library -> {
            System.out.println("version=" + library.version());
            System.out.println("path=" + library.path());
            System.out.println("source=" + library.source());
            System.out.println("linked=" + UvVersion.unpack(uv_h.uv_version()));
        });
        LibUv.unavailabilityCause().ifPresent(cause -> System.out.println(cause.getMessage()));
    }
}
