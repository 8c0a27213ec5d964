package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.process.CCompiler;
import io.juvloop.bindings.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The user's setting, `-Djuvloop.library.path`, in a process that has not loaded libuv yet.
class LibraryPathPropertyTest {
    @TempDir
    Path folder;

    @Test
    void namesTheFile() throws IOException, InterruptedException {
        Path mine = Files.copy(Path.of(LibUv.require().path()), folder.resolve("anything.so"));
        assertThat(foundWith(mine)).contains("path=" + mine, "source=-Djuvloop.library.path=" + mine, linked());
    }

    @Test
    void namesTheFolder() throws IOException, InterruptedException {
        Path mine = Files.copy(
                Path.of(LibUv.require().path()),
                folder.resolve(Platform.current().fileNames().getFirst()));
        assertThat(foundWith(folder)).contains("path=" + mine, "source=-Djuvloop.library.path=" + folder, linked());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusedFileDoesNotStandInForTheSystemsOfTheSameSoname() throws IOException, InterruptedException {
        String source = "unsigned int uv_version(void) { return 1 << 16 | 30 << 8; }";
        Path old = CCompiler.library(folder.resolve("libuv.so.1"), source, "-Wl,-soname,libuv.so.1");
        assertThat(foundWith(old)).contains("source=system libuv.so.1", linkedOfTheSystem());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusedFileAloneIsToldInFull() throws IOException, InterruptedException {
        String source = "unsigned int uv_version(void) { return 1 << 16 | 30 << 8; }";
        Path old = CCompiler.library(folder.resolve("libuv.so.1"), source);
        assertThat(foundWith(old, "-Djuvloop.library.source=bundled"))
                .contains("its version is 1.30.0, needed is 1.44.0 or newer 1.x", "left out by");
    }

    private static String linked() {
        return "linked=" + LibUv.require().version();
    }

    /// It differs from the libuv of the tests if they were started with one.
    private static String linkedOfTheSystem() throws IOException, InterruptedException {
        return found(ChildJvm.onModulePath())
                .lines()
                .filter(line -> line.startsWith("linked="))
                .findFirst()
                .orElseThrow();
    }

    private static String foundWith(Path path, String... options) throws IOException, InterruptedException {
        return found(
                ChildJvm.onModulePath().with("-Djuvloop.library.path=" + path).with(options));
    }

    private static String found(ChildJvm jvm) throws IOException, InterruptedException {
        return jvm.with("--enable-native-access=io.juvloop.bindings")
                .run(LibraryProbe.class)
                .withoutComplaint()
                .out();
    }
}
