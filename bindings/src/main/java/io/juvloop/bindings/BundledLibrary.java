package io.juvloop.bindings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A libuv that a jar brings as a resource, unpacked once per content into the user's cache folder.
///
/// A dynamic loader needs a file. The file is named by the checksum of its bytes and appears by an atomic rename,
/// so any number of processes and versions may share the folder, and none of them sees half a library.
///
/// Any thread. Stateless.
///
/// @param host for which platform
record BundledLibrary(Platform host) implements LibrarySource {
    private String resource() {
        return "META-INF/juvloop/" + host.classifier() + "/" + host.fileNames().getFirst();
    }

    @Override
    public String description() {
        return "jar resource " + resource();
    }

    @Override
    public String locate() throws IOException {
        byte[] content = read();
        if (content == null) {
            throw new IOException("no jar on the class or module path has it");
        }
        String name = sha256(content) + "-" + host.fileNames().getFirst();
        Path file = cacheFolder().resolve(name);
        if (!isUnpacked(content, file)) {
            unpack(content, file);
        }
        if (cacheOfUser() == null) {
            file.toFile().deleteOnExit();
        }
        return file.toString();
    }

    /// A damaged file no longer matches the checksum in its name; comparing the bytes shows the same.
    private static boolean isUnpacked(byte[] content, Path file) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }

    private byte @Nullable [] read() throws IOException {
        ClassLoader loader = BundledLibrary.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream(resource())) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private Path cacheFolder() throws IOException {
        Path base = cacheOfUser();
        return base == null ? folderOfProcess() : Files.createDirectories(base.resolve("juvloop"));
    }

    /// Returns the user's cache folder, or null if it is unknown.
    private @Nullable Path cacheOfUser() {
        Path named = absolute(System.getenv(host.os().equals("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME"));
        Path home = absolute(System.getProperty("user.home"));
        return switch (host.os()) {
            case "osx" -> home == null ? null : home.resolve("Library/Caches");
            case "windows" -> named == null ? home : named;
            default -> named == null && home != null ? home.resolve(".cache") : named;
        };
    }

    /// The JDK reports `?` as the home of a user that the system does not know, as in a container.
    private static @Nullable Path absolute(@Nullable String folder) {
        return folder != null && Path.of(folder).isAbsolute() ? Path.of(folder) : null;
    }

    /// A private folder, which is removed when the process ends.
    private static Path folderOfProcess() throws IOException {
        Path folder = Files.createTempDirectory("juvloop");
        folder.toFile().deleteOnExit();
        return folder;
    }

    private static void unpack(byte[] content, Path file) throws IOException {
        Path staged = Files.createTempFile(file.getParent(), "unpacking", null);
        try {
            Files.write(staged, content);
            moveAtomically(staged, file);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private static void moveAtomically(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }
}
