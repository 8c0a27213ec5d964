package io.juvloop.bindings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One place where libuv may be: a file or folder the user named, a jar that carries it, or the system.
///
/// Any thread. Stateless.
sealed interface LibrarySource
        permits LibrarySource.NamedByUser, BundledLibrary, LibrarySource.OfTheSystem, LibrarySource.LeftOut {
    /// Returns the places in order of precedence: the user's path, the jars, the system.
    ///
    /// @param host for which platform
    /// @param userPath the value of `juvloop.library.path`
    /// @param only the value of `juvloop.library.source`; null for both kinds
    /// @return the places, with those that `only` excludes
    static List<LibrarySource> inOrder(Platform host, @Nullable String userPath, @Nullable String only) {
        List<LibrarySource> sources = new ArrayList<>();
        if (userPath != null) {
            sources.add(new NamedByUser(userPath, host));
        }
        sources.add(unlessLeftOut(new BundledLibrary(host), "bundled", only));
        for (String name : host.libraryNames()) {
            sources.add(unlessLeftOut(new OfTheSystem(name), "system", only));
        }
        return sources;
    }

    private static LibrarySource unlessLeftOut(LibrarySource source, String kind, @Nullable String only) {
        return only == null || only.equals(kind) ? source : new LeftOut(source.description(), only);
    }

    /// How this place is named in messages.
    String description();

    /// Returns the dynamic loader's argument: a path, or a bare name to search for.
    ///
    /// @throws IOException with the reason, if this place has no library
    String locate() throws IOException;

    /// The file or folder of `-Djuvloop.library.path`.
    record NamedByUser(String path, Platform host) implements LibrarySource {
        @Override
        public String description() {
            return "-D" + LibUv.PATH_PROPERTY + "=" + path;
        }

        @Override
        public String locate() throws IOException {
            Path file = Path.of(path).toAbsolutePath();
            if (Files.isDirectory(file)) {
                List<String> names = host.fileNames();
                for (String name : names) {
                    Path inside = file.resolve(name);
                    if (Files.isRegularFile(inside)) {
                        return inside.toString();
                    }
                }
                throw new IOException("the folder has none of " + names);
            }
            if (!Files.exists(file)) {
                throw new IOException("no such file");
            }
            return file.toString();
        }
    }

    /// A library that the system's dynamic loader finds by name.
    record OfTheSystem(String name) implements LibrarySource {
        @Override
        public String description() {
            return "system " + name;
        }

        @Override
        public String locate() throws IOException {
            if (name.startsWith("/") && !Files.exists(Path.of(name))) {
                throw new IOException("no such file");
            }
            return name;
        }
    }

    /// A place that `-Djuvloop.library.source` excludes; it is listed so that the message can say so.
    record LeftOut(String description, String only) implements LibrarySource {
        @Override
        public String locate() throws IOException {
            throw new IOException(
                    "left out by -D" + LibUv.SOURCE_PROPERTY + "=" + only + ", which can be bundled or system");
        }
    }
}
