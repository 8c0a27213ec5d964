package io.juvloop.bindings;

import java.lang.foreign.SymbolLookup;

/// A libuv that was found, checked and loaded.
///
/// Any thread. Lives as long as the process.
///
/// @param version as the library itself reports it
/// @param path of its file, if the system reports it
/// @param source the place that had it
/// @param symbols its functions
public record LoadedLibrary(UvVersion version, String path, String source, SymbolLookup symbols) {
    @Override
    public String toString() {
        return "libuv " + version + ", " + path + " (" + source + ")";
    }
}
