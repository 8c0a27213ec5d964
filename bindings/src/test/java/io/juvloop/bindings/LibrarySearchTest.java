package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.juvloop.bindings.process.CCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The message of a failed load: one sentence for each possible fault of a place, and all that a user needs to
/// correct it.
class LibrarySearchTest {
    private static final Platform HOST = Platform.current();
    private static final int ELF_MACHINE = 18;
    private static final byte ELF_X86_64 = 0x3e;
    private static final byte ELF_AARCH64 = (byte) 0xb7;

    @TempDir
    Path folder;

    @Test
    void fileThatIsMissing() {
        assertThat(messageAbout(named("/no/such/libuv.so.1")))
                .contains("-Djuvloop.library.path=/no/such/libuv.so.1: no such file");
    }

    @Test
    void folderWithoutIt() {
        assertThat(messageAbout(named(folder.toString())))
                .contains("-Djuvloop.library.path=" + folder + ": the folder has none of " + HOST.fileNames());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void libraryOfAnotherProcessorGetsTheWordsOfTheDynamicLoader() throws IOException {
        byte[] elf = Files.readAllBytes(Path.of(LibUv.require().path()));
        elf[ELF_MACHINE] = elf[ELF_MACHINE] == ELF_X86_64 ? ELF_AARCH64 : ELF_X86_64;
        Path foreign = Files.write(folder.resolve("libuv.so.1"), elf);
        String said = catchThrowableOfType(UnsatisfiedLinkError.class, () -> System.load(foreign.toString()))
                .getMessage();
        assertThat(messageAbout(named(foreign.toString())))
                .contains(foreign + ": the file is not a library that this process can load: " + said);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void libraryThatIsNotLibuv() throws IOException, InterruptedException {
        Path other = CCompiler.library(folder.resolve("libother.so"), "int other(void) { return 1; }");
        assertThat(messageAbout(named(other.toString()))).contains(other + ": it is not libuv: it has no uv_version");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void systemLibraryThatIsNotLibuv() {
        assertThat(messageAbout(new LibrarySource.OfTheSystem("libm.so.6")))
                .contains("system libm.so.6: it is not libuv: it has no uv_version");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void libuvThatIsTooOld() throws IOException, InterruptedException {
        Path old = libraryOfVersion("1 << 16 | 43 << 8 | 255");
        assertThat(messageAbout(named(old.toString())))
                .contains(old + ": its version is 1.43.255, needed is 1.44.0 or newer 1.x");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void libuvOfAnotherMajorVersion() throws IOException, InterruptedException {
        Path next = libraryOfVersion("2 << 16");
        assertThat(messageAbout(named(next.toString())))
                .contains(next + ": its version is 2.0.0, needed is 1.44.0 or newer 1.x");
    }

    @Test
    void nameThatTheSystemDoesNotKnow() {
        assertThat(messageAbout(new LibrarySource.OfTheSystem("libno-such-thing.so.7")))
                .contains("system libno-such-thing.so.7: the system's loader does not find it");
    }

    @Test
    void absoluteNameThatIsMissing() {
        assertThat(messageAbout(new LibrarySource.OfTheSystem("/opt/no-such-folder/libuv.1.dylib")))
                .contains("system /opt/no-such-folder/libuv.1.dylib: no such file");
    }

    @Test
    void jarThatIsNotThere() {
        Platform elsewhere = new Platform("plan9", "pdp11", "libc");
        assertThat(messageAbout(new BundledLibrary(elsewhere)))
                .contains("jar resource META-INF/juvloop/plan9-pdp11/libuv.so.1: "
                        + "no jar on the class or module path has it");
    }

    @Test
    void pathThatNoFileCanHave() {
        String said = catchThrowableOfType(InvalidPathException.class, () -> Path.of("a\0b"))
                .getMessage();
        assertThat(messageAbout(named("a\0b"))).contains("=a\0b: " + said);
    }

    @Test
    void placesThatAnotherPropertyRulesOut() {
        List<LibrarySource> sources = LibrarySource.inOrder(new Platform("linux", "x86_64", "glibc"), null, "neither");
        assertThat(failureOf(sources))
                .hasMessageContaining("jar resource META-INF/juvloop/linux-x86_64/libuv.so.1: "
                        + "left out by -Djuvloop.library.source=neither, which can be bundled or system")
                .hasMessageContaining("system libuv.so.1: left out by -Djuvloop.library.source=neither");
    }

    @Test
    void nowhereToLook() {
        assertThat(failureOf(List.of()))
                .hasMessageContaining("libuv could not be loaded on")
                .hasNoCause();
    }

    @Test
    void hostAndJavaAndWhatIsNeededAreNamed() {
        assertThat(messageAbout(named("/no/such/file")))
                .startsWith("libuv could not be loaded on " + HOST.os() + " " + HOST.arch() + " (" + HOST.libc()
                        + "), Java " + Runtime.version() + "; needed is version 1.44.0 or newer 1.x. Tried:\n");
    }

    @Test
    void remediesAreNamed() {
        assertThat(messageAbout(named("/no/such/file")))
                .endsWith("\nTo install it: " + HOST.installHint() + "; to name its file: -Djuvloop.library.path=PATH");
    }

    @Test
    void everyPlaceHasALineInTheOrderOfTheSearch() {
        assertThat(messageAbout(named("/first"), named("/second"), new LibrarySource.OfTheSystem("libno-such.so")))
                .containsSubsequence(
                        "\n  -Djuvloop.library.path=/first: no such file",
                        "\n  -Djuvloop.library.path=/second: no such file",
                        "\n  system libno-such.so: the system's loader does not find it",
                        "\nTo install it");
    }

    @Test
    void firstFailureIsTheCauseAndTheOthersAreKept() {
        LibraryUnavailable failure = failureOf(
                List.of(named("/first"), new LibrarySource.OfTheSystem("libno-such.so"), named(folder.toString())));
        assertThat(failure).hasCauseInstanceOf(IOException.class);
        assertThat(failure.getCause()).hasMessage("no such file");
        assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("the system's loader does not find it", "the folder has none of " + HOST.fileNames());
    }

    @Test
    void searchGoesOnAfterAFailureAndStopsAtTheFirstSuccess() {
        String path = LibUv.require().path();
        LibrarySource afterwards = named("/never/looked/at");
        LoadedLibrary found = new LibrarySearch(HOST, List.of(named("/missing"), named(path), afterwards)).load();
        assertThat(found.path()).isEqualTo(path);
        assertThat(found.source()).isEqualTo("-Djuvloop.library.path=" + path);
        assertThat(found.version()).isEqualTo(LibUv.require().version());
    }

    private Path libraryOfVersion(String packed) throws IOException, InterruptedException {
        String source = "unsigned int uv_version(void) { return " + packed + "; }";
        return CCompiler.library(folder.resolve("libuv.so.1"), source);
    }

    private static LibrarySource named(String path) {
        return new LibrarySource.NamedByUser(path, HOST);
    }

    private static String messageAbout(LibrarySource... sources) {
        return failureOf(List.of(sources)).getMessage();
    }

    private static LibraryUnavailable failureOf(List<LibrarySource> sources) {
        return catchThrowableOfType(LibraryUnavailable.class, new LibrarySearch(HOST, sources)::load);
    }
}
