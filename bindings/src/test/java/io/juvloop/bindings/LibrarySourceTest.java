package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The places where libuv is searched for, and their order, on each of the three systems.
class LibrarySourceTest {
    private static final Platform LINUX = new Platform("linux", "x86_64", "glibc");
    private static final Platform MUSL = new Platform("linux", "aarch_64", "musl");
    private static final Platform MAC = new Platform("osx", "aarch_64", "libSystem");
    private static final Platform WINDOWS = new Platform("windows", "x86_64", "ucrt");

    @TempDir
    Path folder;

    @Test
    void linuxLooksInJarsAndThenForTheSoname() {
        assertThat(places(LINUX, null, null))
                .containsExactly("jar resource META-INF/juvloop/linux-x86_64/libuv.so.1", "system libuv.so.1");
    }

    @Test
    void muslHasJarsOfItsOwn() {
        assertThat(places(MUSL, null, null))
                .containsExactly("jar resource META-INF/juvloop/linux-musl-aarch_64/libuv.so.1", "system libuv.so.1");
    }

    @Test
    void macAlsoLooksWherePackageManagersInstall() {
        assertThat(places(MAC, null, null))
                .containsExactly(
                        "jar resource META-INF/juvloop/osx-aarch_64/libuv.1.dylib",
                        "system libuv.1.dylib",
                        "system /opt/homebrew/lib/libuv.1.dylib",
                        "system /usr/local/lib/libuv.1.dylib",
                        "system /opt/local/lib/libuv.1.dylib");
    }

    @Test
    void windowsKnowsThreeNames() {
        assertThat(places(WINDOWS, null, null))
                .containsExactly(
                        "jar resource META-INF/juvloop/windows-x86_64/uv.dll",
                        "system uv.dll",
                        "system libuv.dll",
                        "system libuv-1.dll");
    }

    @Test
    void usersWordComesFirst() {
        assertThat(places(LINUX, "/opt/uv", null).getFirst()).isEqualTo("-Djuvloop.library.path=/opt/uv");
    }

    @Test
    void usersWordIsNotLeftOutByTheChoiceOfSource() throws IOException {
        Path file = Files.createFile(folder.resolve("mine.so"));
        List<LibrarySource> sources = LibrarySource.inOrder(LINUX, file.toString(), "system");
        assertThat(sources.getFirst().locate()).isEqualTo(file.toString());
        assertThat(sources.getLast().locate()).isEqualTo("libuv.so.1");
    }

    @Test
    void systemCanBeLeftOut() {
        LibrarySource system = LibrarySource.inOrder(LINUX, null, "bundled").getLast();
        assertThat(system.description()).isEqualTo("system libuv.so.1");
        assertThatThrownBy(system::locate)
                .hasMessage("left out by -Djuvloop.library.source=bundled, which can be bundled or system");
    }

    @Test
    void jarsCanBeLeftOut() {
        LibrarySource jars = LibrarySource.inOrder(LINUX, null, "system").getFirst();
        assertThat(jars.description()).startsWith("jar resource");
        assertThatThrownBy(jars::locate)
                .hasMessage("left out by -Djuvloop.library.source=system, which can be bundled or system");
    }

    @Test
    void folderIsSearchedForTheBestNameThatItHas() throws IOException {
        Files.createFile(folder.resolve("libuv-1.dll"));
        Path better = Files.createFile(folder.resolve("libuv.dll"));
        assertThat(new LibrarySource.NamedByUser(folder.toString(), WINDOWS).locate())
                .isEqualTo(better.toString());
    }

    @Test
    void folderOnMacIsSearchedForNothingOutsideIt() {
        assertThatThrownBy(new LibrarySource.NamedByUser(folder.toString(), MAC)::locate)
                .hasMessage("the folder has none of [libuv.1.dylib]");
    }

    @Test
    void folderOfThatNameIsNotTheFile() throws IOException {
        Files.createDirectory(folder.resolve("libuv.so.1"));
        assertThatThrownBy(new LibrarySource.NamedByUser(folder.toString(), LINUX)::locate)
                .hasMessage("the folder has none of [libuv.so.1]");
    }

    @Test
    void relativePathCountsFromTheWorkingFolder() throws IOException {
        assertThat(new LibrarySource.NamedByUser("pom.xml", LINUX).locate())
                .isEqualTo(Path.of("pom.xml").toAbsolutePath().toString());
    }

    private static List<String> places(Platform host, @Nullable String path, @Nullable String only) {
        return LibrarySource.inOrder(host, path, only).stream()
                .map(LibrarySource::description)
                .toList();
    }
}
