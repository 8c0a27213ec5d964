package io.juvloop.benchmarks.peer;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The locations of a run's programs. All paths are relative to the root, in which every server is started, so
/// that the commands in a report can be repeated on another machine.
///
/// @param name of another build of juvloop on the command line, whose paths are absolute; empty for this one
public record Repository(Path root, String name) {
    private static final Path LANDMARK = Path.of("native", "Makefile");

    /// Finds the repository that this program was built in.
    public static Repository locate() {
        for (Path folder = ownCode(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(LANDMARK))) {
                return new Repository(folder, "");
            }
        }
        Path here = Path.of("").toAbsolutePath();
        if (Files.exists(here.resolve(LANDMARK))) {
            return new Repository(here, "");
        }
        throw new IllegalStateException("run the benchmarks inside juvloop's repository: no " + LANDMARK + " found");
    }

    /// The checkout of another build, whose jars are there already.
    static Repository ofBuild(String name, Path root) {
        return new Repository(root.toAbsolutePath().normalize(), name);
    }

    /// Whether this program was built here.
    public boolean isOwn() {
        return name.isEmpty();
    }

    /// The jar, or in an IDE the folder of classes, that holds this program.
    static Path ownCode() {
        try {
            return Path.of(Repository.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A program written in C, built by `make native`; the path is absolute.
    public Path nativeProgram(String name) {
        return root.resolve("native", "build", name);
    }

    /// Returns the path, or throws if the file does not exist.
    String existing(String path, String advice) throws Peer.UnavailableException {
        if (!Files.exists(root.resolve(path))) {
            throw new Peer.UnavailableException(root.resolve(path) + " is missing: " + advice);
        }
        return isOwn() ? path : root.resolve(path).toString();
    }
}
