package io.juvloop.postgres.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/// Where the servers' files are: in `target`, unless the user that the server runs as could not get there.
///
/// Any thread.
final class Place {
    private Place() {}

    /// A folder for what stays between runs.
    static Path reachable() {
        try {
            Path target = Path.of("target").toAbsolutePath();
            Files.createDirectories(target);
            if (!Os.isRoot() || isOpen(target)) {
                Path folder = Files.createDirectories(target.resolve("postgres"));
                Os.setMode(folder, "rwxr-xr-x");
                return folder;
            }
            Path elsewhere = Path.of("/var/tmp/juvloop-postgres");
            Files.createDirectories(elsewhere);
            Os.setMode(elsewhere, "rwxr-xr-x"); // fails if it is somebody else's
            return elsewhere;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Whether everybody may pass through a folder and those above it.
    private static boolean isOpen(Path folder) throws IOException {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    /// A new folder for one server.
    static Path newFolder() throws IOException {
        Path folder = Files.createTempDirectory(reachable(), "cluster-");
        Os.setMode(folder, "rwx--x--x");
        return folder;
    }
}
