package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.testing.LoopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The properties of a start that should not depend on the way in which a child is started.
@LoopTest
@EnabledOnOs(OS.LINUX)
@Tag("children")
class StartTest {
    private static final SubprocessOptions OUTPUT = Children.OUTPUT;

    private static Path script(Path file, String text) throws IOException {
        return Scripts.executable(Files.createDirectories(file.getParent()).resolve(file.getFileName()), text);
    }

    @Test
    void aProgramThatMayNotBeRunIsPassedOverInThePath(EventLoop loop, @TempDir Path bin) throws IOException {
        Files.writeString(Files.createDirectories(bin.resolve("a")).resolve("juvloop-program"), "not to be run");
        Files.createDirectories(bin.resolve("b").resolve("juvloop-program"));
        script(bin.resolve("c").resolve("juvloop-program"), "#!/bin/sh\necho found\n");
        String path = bin.resolve("a") + ":" + bin.resolve("nowhere") + ":" + bin.resolve("b") + ":" + bin.resolve("c");
        assertThat(Children.output(loop, OUTPUT.withEnvironment(Map.of("PATH", path)), "juvloop-program"))
                .isEqualTo("found\n");
    }

    @Test
    void aFolderOfThePathMayBeRelativeToTheChildsDirectory(EventLoop loop, @TempDir Path directory) throws IOException {
        script(directory.resolve("bin").resolve("juvloop-program"), "#!/bin/sh\necho found\n");
        SubprocessOptions options =
                OUTPUT.withDirectory(directory).withEnvironment(Map.of("PATH", "/nowhere:bin:/usr/bin"));
        assertThat(Children.output(loop, options, "juvloop-program")).isEqualTo("found\n");
        assertThat(Children.output(loop, options, "./bin/juvloop-program")).isEqualTo("found\n");
    }

    @Test
    void withoutAPathTheSystemsFoldersAreSearched(EventLoop loop) {
        assertThat(Children.output(loop, OUTPUT.withEnvironment(Map.of()), "echo", "found"))
                .isEqualTo("found\n");
    }

    @Test
    void aScriptThatDoesNotSayOfWhatKindIsTheShells(EventLoop loop, @TempDir Path bin) throws IOException {
        Path script = script(bin.resolve("juvloop-program"), "echo found $1\n");
        assertThat(Children.output(loop, OUTPUT, script.toString(), "it")).isEqualTo("found it\n");
    }

    @Test
    void descriptorsMayChangePlaces(EventLoop loop, @TempDir Path directory) throws IOException {
        SubprocessOptions options = OUTPUT;
        for (int fd = 3; fd < 40; fd++) {
            Path file = Files.writeString(directory.resolve("" + fd), fd + "\n");
            options = options.withDescriptor(fd, Redirect.from(file));
        }
        String shown = Children.output(loop, options, "bash", "-c", "for i in {3..39}; do cat <&$i; done");
        assertThat(shown.lines().collect(Collectors.joining(",")))
                .startsWith("3,4,5,6,7")
                .endsWith("37,38,39")
                .hasSize("3,4,5,6,7,8,9,".length() + 30 * 3 - 1);
    }

    @Test
    void aDescriptorMayHaveAHighNumber(EventLoop loop, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "a line\n");
        SubprocessOptions options = OUTPUT.withDescriptor(1024, Redirect.from(file));
        assertThat(Children.output(loop, options, "bash", "-c", "cat <&1024")).isEqualTo("a line\n");
    }
}
