package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.process.ChildJvm;
import java.io.IOException;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The file of a library that was opened by its name alone.
class DynamicLoaderTest {
    @TempDir
    Path folder;

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void functionsAreOfTheFileThatHasThem() {
        LoadedLibrary library = LibUv.require();
        MemorySegment function = library.symbols().find("uv_run").orElseThrow();
        assertThat(DynamicLoader.fileOf(function)).isPresent();
        assertThat(Path.of(DynamicLoader.fileOf(function).orElseThrow()))
                .isAbsolute()
                .hasSameBinaryContentAs(Path.of(library.path()));
        MemorySegment other =
                Linker.nativeLinker().defaultLookup().find("malloc").orElseThrow();
        assertThat(DynamicLoader.fileOf(other)).isNotEqualTo(DynamicLoader.fileOf(function));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void addressOfNoLibraryHasNoFile() {
        assertThat(DynamicLoader.fileOf(MemorySegment.ofAddress(8))).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void systemsLibraryIsTheOneThatItsLoaderChose() throws IOException, InterruptedException {
        Path chosen = Files.createDirectory(folder.resolve("with a space")).resolve("libuv.so.1");
        Files.copy(Path.of(LibUv.require().path()), chosen);
        String found = ChildJvm.onClassPath()
                .with("--enable-native-access=ALL-UNNAMED")
                .withEnvironment("LD_LIBRARY_PATH", chosen.getParent().toString())
                .run(LibraryProbe.class)
                .withoutComplaint()
                .out();
        assertThat(found).contains("path=" + chosen, "source=system libuv.so.1", "linked=");
    }
}
