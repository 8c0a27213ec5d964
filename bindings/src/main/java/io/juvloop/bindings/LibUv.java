package io.juvloop.bindings;

import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The libuv of this process: loaded once, at first use, and never unloaded.
///
/// Loading never throws: a failure is kept, with everything that was tried, and [#require] throws it for callers
/// that need the library.
///
/// Any thread. Lives as long as the process.
public final class LibUv {
    /// The system property with the path of libuv's file, or of its folder.
    public static final String PATH_PROPERTY = "juvloop.library.path";

    /// The system property that limits the search to one kind of place, besides [#PATH_PROPERTY]: `bundled` for
    /// the jars, `system` for the system's dynamic loader.
    public static final String SOURCE_PROPERTY = "juvloop.library.source";

    private static volatile @Nullable Outcome outcome;

    private record Outcome(
            @Nullable LoadedLibrary library, @Nullable LibraryUnavailable cause) {}

    private LibUv() {}

    private static Outcome outcome() {
        Outcome known = outcome;
        return known == null ? load() : known;
    }

    /// Not in a class initialiser, because an error there, such as OutOfMemoryError, would make the class
    /// unusable for good.
    private static synchronized Outcome load() {
        Outcome known = outcome;
        if (known == null) {
            Linking.requireRoom();
            known = search();
            outcome = known;
        }
        return known;
    }

    private static Outcome search() {
        try {
            List<LibrarySource> sources = LibrarySource.inOrder(
                    Platform.current(), System.getProperty(PATH_PROPERTY), System.getProperty(SOURCE_PROPERTY));
            return new Outcome(new LibrarySearch(Platform.current(), sources).load(), null);
        } catch (LibraryUnavailable unavailable) {
            return new Outcome(null, unavailable);
        }
    }

    /// Returns the loaded library, if there is one.
    ///
    /// @return the library, or empty if there is none; then [#unavailabilityCause] says why
    public static Optional<LoadedLibrary> library() {
        return Optional.ofNullable(outcome().library());
    }

    /// Returns why libuv could not be loaded.
    ///
    /// @return the cause, or empty if it was loaded
    public static Optional<LibraryUnavailable> unavailabilityCause() {
        return Optional.ofNullable(outcome().cause());
    }

    /// Returns the loaded library, or throws. Then a loop can be made: its functions are linked.
    ///
    /// @return the library
    /// @throws LibraryUnavailable if there is none
    public static LoadedLibrary require() {
        LoadedLibrary library = loaded();
        Linking.ensureLoop();
        return library;
    }

    /// Returns the loaded library, for the initialisers that link its functions.
    static LoadedLibrary loaded() {
        Outcome found = outcome();
        LibraryUnavailable cause = found.cause();
        if (cause != null) {
            throw new LibraryUnavailable(cause.getMessage(), cause);
        }
        return Objects.requireNonNull(found.library());
    }

    /// Returns the functions of libuv for the generated bindings, which link each at its first use.
    ///
    /// @return the lookup
    public static SymbolLookup symbols() {
        return name -> loaded().symbols().find(name);
    }

    /// Makes sure that there is memory and stack for some initialisers, before they are run.
    ///
    /// @throws OutOfMemoryError if there is not enough memory
    /// @throws StackOverflowError if there is not enough stack
    public static void requireRoom() {
        Linking.requireRoom();
    }

    /// Makes sure that there is room to link a function, for the generated bindings, which ask before each call.
    ///
    /// @param function its name
    /// @throws OutOfMemoryError if there is not enough memory; the next call tries again
    /// @throws StackOverflowError if there is not enough stack; the next call tries again
    public static void prepare(String function) {
        Linking.prepare(function);
    }

    /// Whether the running libuv is at least of a version.
    ///
    /// @param minor the minor version, of major 1
    /// @return true if it is
    public static boolean isAtLeast(int minor) {
        return loaded().version().minor() >= minor;
    }
}
