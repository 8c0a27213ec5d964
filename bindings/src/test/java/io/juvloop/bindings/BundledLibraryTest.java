package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A libuv in a jar: preferred to the system's, unpacked once, never visible in part.
@EnabledOnOs(OS.LINUX)
class BundledLibraryTest {
    private static final String RESOURCE =
            "META-INF/juvloop/" + Platform.current().classifier() + "/libuv.so.1";

    @TempDir
    Path folder;

    private Path cache;
    private Path jar;

    @BeforeEach
    void packLibuv() throws IOException {
        cache = folder.resolve("cache");
        jar = folder.resolve("libuv.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(RESOURCE));
            Files.copy(Path.of(LibUv.require().path()), out);
        }
    }

    @Test
    void isFoundBeforeTheSystemsAndUnpackedIntoTheCache() throws IOException, InterruptedException {
        String found = probe(ChildJvm.onClassPath());
        Path file = onlyFileInCache();
        assertThat(found)
                .contains(
                        "source=jar resource " + RESOURCE,
                        "path=" + file,
                        "linked=" + LibUv.require().version());
        assertThat(file).hasSameBinaryContentAs(Path.of(LibUv.require().path()));
        assertThat(file.getFileName().toString()).matches("[0-9a-f]{64}-libuv\\.so\\.1");
    }

    @Test
    void isFoundByTheModuleToo() throws IOException, InterruptedException {
        assertThat(probe(ChildJvm.onModulePath())).contains("source=jar resource " + RESOURCE);
    }

    @Test
    void isReusedTheSecondTime() throws IOException, InterruptedException {
        probe(ChildJvm.onClassPath());
        Object first = Files.readAttributes(onlyFileInCache(), "unix:ino,ctime");
        probe(ChildJvm.onClassPath());
        assertThat((Object) Files.readAttributes(onlyFileInCache(), "unix:ino,ctime"))
                .isEqualTo(first);
    }

    @Test
    void truncatedFileInTheCacheIsReplaced() throws IOException, InterruptedException {
        probe(ChildJvm.onClassPath());
        Files.write(onlyFileInCache(), new byte[100]);
        assertThat(probe(ChildJvm.onClassPath())).contains("source=jar resource " + RESOURCE);
        assertThat(onlyFileInCache())
                .hasSameBinaryContentAs(Path.of(LibUv.require().path()));
    }

    @Test
    void damagedFileInTheCacheIsReplaced() throws IOException, InterruptedException {
        probe(ChildJvm.onClassPath());
        byte[] damaged = Files.readAllBytes(onlyFileInCache());
        damaged[damaged.length / 2]++;
        Files.write(onlyFileInCache(), damaged);
        assertThat(probe(ChildJvm.onClassPath())).contains("source=jar resource " + RESOURCE);
        assertThat(onlyFileInCache())
                .hasSameBinaryContentAs(Path.of(LibUv.require().path()));
    }

    @Test
    void withoutAHomeItIsUnpackedForTheProcessAlone() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        String found = ChildJvm.onClassPath()
                .with("--enable-native-access=ALL-UNNAMED", "-Duser.home=?", "-Djava.io.tmpdir=" + temporary)
                .withClassPath(jar)
                .withEnvironment("XDG_CACHE_HOME", "")
                .run(LibraryProbe.class)
                .out();
        assertThat(found).contains("source=jar resource " + RESOURCE, "path=" + temporary);
        assertThat(Path.of("?")).doesNotExist();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void processesThatStartTogetherAllGetAWholeFile() throws InterruptedException, ExecutionException, IOException {
        try (ExecutorService together = Executors.newFixedThreadPool(3)) {
            List<Future<String>> found = IntStream.range(0, 3)
                    .mapToObj(i -> together.submit(() -> probe(ChildJvm.onClassPath())))
                    .toList();
            for (Future<String> one : found) {
                assertThat(one.get()).contains("path=" + onlyFileInCache());
            }
        }
    }

    @Test
    void cacheThatCannotBeMadeIsToldWithItsReason() throws IOException, InterruptedException {
        Files.writeString(cache, "a file where the folder should be");
        assertThat(probe(ChildJvm.onClassPath().with("-Djuvloop.library.source=bundled")))
                .contains("jar resource " + RESOURCE + ": java.nio.file.", cache.toString());
    }

    @Test
    void contentThatIsNoLibraryIsToldWithTheUnpackedFile() throws IOException, InterruptedException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(RESOURCE));
            out.write(new byte[1000]);
        }
        assertThat(probe(ChildJvm.onClassPath().with("-Djuvloop.library.source=bundled")))
                .contains("jar resource " + RESOURCE + ": the file is not a library that this process can load: "
                        + onlyFileInCache());
    }

    private String probe(ChildJvm jvm) throws IOException, InterruptedException {
        return jvm.with("--enable-native-access=ALL-UNNAMED,io.juvloop.bindings")
                .withClassPath(jar)
                .withEnvironment("XDG_CACHE_HOME", cache.toString())
                .run(LibraryProbe.class)
                .out();
    }

    /// No half-written file may be left either.
    private Path onlyFileInCache() {
        try (Stream<Path> files = Files.list(cache.resolve("juvloop"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
