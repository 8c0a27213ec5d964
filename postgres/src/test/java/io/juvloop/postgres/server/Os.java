package io.juvloop.postgres.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What differs between operating systems and users: modes and owners of files, and starting as the user `nobody`,
/// because PostgreSQL refuses to run as root.
///
/// Any thread.
final class Os {
    private static final String NOBODY = "nobody";

    private Os() {}

    static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    static boolean isRoot() {
        return !isWindows() && System.getProperty("user.name").equals("root");
    }

    static void setMode(Path path, String modes) throws IOException {
        setMode(path, PosixFilePermissions.fromString(modes));
    }

    static void setMode(Path path, Set<PosixFilePermission> modes) throws IOException {
        if (!isWindows()) {
            Files.setPosixFilePermissions(path, modes);
        }
    }

    /// Gives a file to the user that the server runs as.
    static void give(Path path) throws IOException {
        if (isRoot()) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
        }
    }

    /// A command that runs as a user that PostgreSQL accepts.
    static ProcessBuilder asOrdinaryUser(String... command) {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            boolean isDebian = Files.exists(Path.of("/etc/debian_version"));
            words.addAll(List.of(
                    "setpriv", "--reuid=" + NOBODY, "--regid=" + (isDebian ? "nogroup" : NOBODY), "--clear-groups"));
        }
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder.redirectErrorStream(true);
    }

    /// Runs a command to its end.
    ///
    /// @throws IllegalStateException with its output if it fails
    static void run(Path directory, @Nullable Path input, ProcessBuilder command) {
        try {
            Path output = Files.createTempFile("juvloop-", ".out");
            command.directory(directory.toFile()).redirectOutput(output.toFile());
            if (input != null) {
                command.redirectInput(input.toFile());
            }
            int code = command.start().waitFor();
            String text = Files.readString(output);
            Files.delete(output);
            if (code != 0) {
                throw new IllegalStateException(command.command() + " ended with " + code + ":\n" + text);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.command() + " ran", interrupted);
        }
    }

    /// Deletes a folder with everything in it, also while something in it vanishes.
    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
