package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.testing.LoopTest;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The redirects of a child's descriptors.
@LoopTest
@EnabledOnOs(OS.LINUX)
@Tag("children")
class RedirectTest {
    private static final SubprocessOptions NOTHING = SubprocessOptions.INHERIT
            .withStdin(Redirect.DEVNULL)
            .withStdout(Redirect.DEVNULL)
            .withStderr(Redirect.DEVNULL);

    private static void run(EventLoop loop, SubprocessOptions options, String command) {
        ChildRecording child = Children.shell(loop, options, command);
        Children.awaitLoss(loop, child);
        assertThat(child.transport().returnCode()).isZero();
    }

    @Test
    @Tag("P2")
    void filesAreReadAndWritten(EventLoop loop, @TempDir Path directory) throws IOException {
        Path from = Files.writeString(directory.resolve("from"), "a line\n");
        Path to = Files.writeString(directory.resolve("to"), "what was here before, and longer");
        run(loop, NOTHING.withStdin(Redirect.from(from)).withStdout(Redirect.to(to)), "cat");
        assertThat(to).hasContent("a line");
        run(loop, NOTHING.withStdout(Redirect.append(to)), "echo more");
        assertThat(to).hasContent("a line\nmore");
    }

    @Test
    @Tag("P2")
    @DisplayName("nowhere is at its end when read, and takes all that is written")
    void nowhereIsEmpty(EventLoop loop) {
        ChildRecording child = Children.shell(loop, Children.OUTPUT.withStderr(Redirect.DEVNULL), "cat; echo x >&2");
        Children.awaitLoss(loop, child);
        assertThat(child.events).containsExactlyInAnyOrder("made", "pipe lost 1", "exited 0", "lost");
        assertThat(child.transport().pipeTransport(0)).isNull();
        assertThat(child.transport().pipeTransport(2)).isNull();
    }

    @Test
    @Tag("P2")
    @DisplayName("errors go to where output goes, in their order")
    void errorsGoWithOutput(EventLoop loop) {
        ChildRecording child = Children.shell(
                loop, Children.OUTPUT.withStderr(Redirect.STDOUT), "echo 1; echo 2 >&2; echo 3; echo 4 >&2");
        Children.awaitLoss(loop, child);
        assertThat(child.text(1)).isEqualTo("1\n2\n3\n4\n");
        assertThat(child.transport().pipeTransport(2)).isNull();
    }

    @Test
    @Tag("P2")
    @DisplayName("errors and output share one file without overwriting each other")
    void errorsGoWithOutputIntoAFile(EventLoop loop, @TempDir Path directory) {
        Path log = directory.resolve("log");
        run(loop, NOTHING.withStdout(Redirect.to(log)).withStderr(Redirect.STDOUT), "echo 1; echo 2 >&2; echo 3");
        assertThat(log).hasContent("1\n2\n3");
    }

    @Test
    @Tag("P2")
    void errorsGoNowhereWithOutput(EventLoop loop) {
        run(loop, NOTHING.withStderr(Redirect.STDOUT), "echo 1; echo 2 >&2");
    }

    @Test
    @Tag("P2")
    void furtherPipesGoBothWays(EventLoop loop) {
        ChildRecording child =
                Children.shell(loop, NOTHING.withDescriptor(5, Redirect.PIPE), "read line <&5; echo got $line >&5");
        Transport pipe = child.transport().pipeTransport(5);
        assertThat(pipe).isNotNull();
        pipe.write("hello\n".getBytes(StandardCharsets.UTF_8));
        Children.awaitLoss(loop, child);
        assertThat(child.text(5)).isEqualTo("got hello\n");
    }

    @Test
    @Tag("P2")
    @DisplayName("a child has a further file, and nothing leads to one that was not mentioned")
    void furtherFilesCanBeOfAnyNumber(EventLoop loop, @TempDir Path directory) throws IOException {
        Path from = Files.writeString(directory.resolve("from"), "a line\n");
        SubprocessOptions options = Children.OUTPUT
                .withDescriptor(9, Redirect.from(from))
                .withDescriptor(7, Redirect.DEVNULL)
                .withStderr(Redirect.DEVNULL);
        ChildRecording child = Children.shell(loop, options, "cat <&9; cat <&7; cat <&8 || echo closed or nowhere");
        Children.awaitLoss(loop, child);
        assertThat(child.text(1)).startsWith("a line\n");
    }

    @Test
    @Tag("P2")
    @DisplayName("of what this process has open, a child has nothing that it was not given")
    void nothingElseIsInherited(EventLoop loop) throws IOException {
        Pipe pipe = Pipe.open();
        try (ServerSocketChannel server = ServerSocketChannel.open();
                Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel source = pipe.source()) {
            server.bind(null);
            assertThat(sink.isOpen() && source.isOpen()).isTrue();
            String listed = Children.output(loop, Children.OUTPUT, "ls", "-l", "/proc/self/fd");
            assertThat(listed.lines()
                            .filter(line -> line.contains("->"))
                            .map(line -> line.replaceAll(".* (\\d+) -> ", "$1 "))
                            .filter(line -> !line.endsWith("/dev/null")))
                    .as("all but its pipes, and the directory it reads")
                    .allMatch(line -> line.matches("[12] socket:.*|\\d+ /proc/\\d+/fd"))
                    .hasSize(3);
        }
    }
}
