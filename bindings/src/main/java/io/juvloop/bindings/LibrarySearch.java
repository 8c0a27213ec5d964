package io.juvloop.bindings;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tries the places where libuv may be and loads the first usable library.
///
/// A candidate is opened, asked for its version, and only then kept open. `System.load` is not used, because it
/// gives a library to one class loader only, and a server that reloads a program has several. A library that was
/// accepted is never closed, because threads of libuv's pool live on in it; opening it again costs nothing. A
/// library that was refused is closed at once, because a dynamic loader that has a `libuv.so.1` open answers the
/// next search for that name with it. Each failure is kept for the message.
///
/// One thread, once.
final class LibrarySearch {
    private final Platform host;
    private final List<LibrarySource> sources;
    private final List<Attempt> attempts = new ArrayList<>();

    private record Attempt(String where, Throwable why) {}

    LibrarySearch(Platform host, List<LibrarySource> sources) {
        this.host = host;
        this.sources = sources;
    }

    /// Loads libuv.
    ///
    /// @return the library
    /// @throws LibraryUnavailable that names everything that was tried
    LoadedLibrary load() {
        for (LibrarySource source : sources) {
            try {
                return open(source.locate(), source.description());
            } catch (IllegalCallerException denied) {
                throw new LibraryUnavailable(denialMessage(), denied);
            } catch (IOException | LinkageError | RuntimeException failure) {
                attempts.add(new Attempt(source.description(), failure));
            }
        }
        throw failure();
    }

    private static LoadedLibrary open(String name, String source) throws IOException {
        UvVersion version;
        String path;
        try (Arena trial = Arena.ofConfined()) {
            MemorySegment versionFunction = symbolsOf(name, trial)
                    .find("uv_version")
                    .orElseThrow(() -> new IOException("it is not libuv: it has no uv_version"));
            version = askVersion(versionFunction);
            if (!version.isSupported()) {
                throw new IOException("its version is " + version + ", needed is " + UvVersion.FLOOR + " or newer 1.x");
            }
            path = isPath(name) ? name : pathOf(versionFunction, name);
        }
        return new LoadedLibrary(version, path, source, symbolsOf(path, Arena.global()));
    }

    private static SymbolLookup symbolsOf(String name, Arena arena) throws IOException {
        try {
            return isPath(name)
                    ? SymbolLookup.libraryLookup(Path.of(name), arena)
                    : SymbolLookup.libraryLookup(name, arena);
        } catch (IllegalArgumentException unloadable) {
            if (isPath(name)) {
                throw new IOException(
                        "the file is not a library that this process can load" + loadersWords(name), unloadable);
            }
            throw new IOException("the system's loader does not find it", unloadable);
        }
    }

    /// Returns why a file cannot be loaded: the dynamic loader reports the reason through `System.load` only.
    private static String loadersWords(String path) {
        try {
            System.load(path);
            return "";
        } catch (UnsatisfiedLinkError refused) {
            return ": " + refused.getMessage();
        }
    }

    private static boolean isPath(String name) {
        return Path.of(name).isAbsolute();
    }

    private static UvVersion askVersion(MemorySegment function) {
        var handle = Linker.nativeLinker().downcallHandle(function, Downcalls.UNIFORM);
        try {
            return UvVersion.unpack((int) (long) handle.invokeExact(0L, 0L, 0L, 0L, 0L));
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    /// The path of a library that was opened by name alone is known only to the dynamic loader.
    private static String pathOf(MemorySegment function, String name) throws IOException {
        return DynamicLoader.fileOf(function)
                .orElseThrow(() -> new IOException("it was found, but the system does not report the path of " + name));
    }

    private LibraryUnavailable failure() {
        StringBuilder message = new StringBuilder("libuv could not be loaded on ")
                .append(host)
                .append(", Java ")
                .append(Runtime.version())
                .append("; needed is version ")
                .append(UvVersion.FLOOR)
                .append(" or newer 1.x. Tried:");
        for (Attempt attempt : attempts) {
            message.append("\n  ").append(attempt.where()).append(": ").append(reason(attempt.why()));
        }
        message.append("\nTo install it: ")
                .append(host.installHint())
                .append("; to name its file: -D")
                .append(LibUv.PATH_PROPERTY)
                .append("=PATH");
        LibraryUnavailable failure = new LibraryUnavailable(message.toString(), firstCause());
        attempts.stream().skip(1).map(Attempt::why).forEach(failure::addSuppressed);
        return failure;
    }

    private @Nullable Throwable firstCause() {
        return attempts.isEmpty() ? null : attempts.getFirst().why();
    }

    /// The message of a [FileSystemException] is only the name of the file.
    private static String reason(Throwable failure) {
        return failure.getMessage() == null || failure instanceof FileSystemException
                ? failure.toString()
                : failure.getMessage();
    }

    private String denialMessage() {
        Module module = LibrarySearch.class.getModule();
        String grant = module.isNamed() ? module.getName() : "ALL-UNNAMED";
        return "native access is denied to juvloop's bindings (" + host + ", Java " + Runtime.version()
                + "): start Java with --enable-native-access=" + grant;
    }
}
