package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.juvloop.EventLoop;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A FIFO for a child waits for its other end, and the loop continues meanwhile.
@LoopTest
@EnabledOnOs(OS.LINUX)
@Tag("children")
class FifoRedirectTest {
    @TempDir
    private Path directory;

    private Path fifo;

    @BeforeEach
    void make() throws IOException, InterruptedException {
        fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
    }

    private CompletableFuture<SubprocessConnection<SubprocessProtocol>> begin(EventLoop loop) {
        SubprocessOptions options =
                SubprocessOptions.INHERIT.withStdin(Redirect.from(fifo)).withStdout(Redirect.DEVNULL);
        return loop.subprocessExec(() -> new SubprocessProtocol() {}, options, "grep", "-q", "text");
    }

    @Test
    void theChildStartsWhenTheOtherSideIsThere(EventLoop loop) {
        var starting = begin(loop);
        Turns.many(loop, 20);
        assertThat(starting).isNotDone();
        loop.runUntilComplete(loop.files().writeString(fifo, "text\n"));
        var child = loop.runUntilComplete(starting).transport();
        Await.until(loop, () -> child.returnCode() != null);
        assertThat(child.returnCode()).isZero();
        child.close();
        Turns.many(loop, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aChildThatWritesToOneStartsWhenItIsRead(boolean appends, EventLoop loop) {
        var starting = beginWriting(loop, appends);
        Turns.many(loop, 20);
        assertThat(starting).isNotDone();
        assertThat(loop.runUntilComplete(loop.files().readString(fifo))).isEqualTo("text\n");
        var child = loop.runUntilComplete(starting).transport();
        Await.until(loop, () -> child.returnCode() != null);
        child.close();
        Turns.many(loop, 3);
    }

    private CompletableFuture<SubprocessConnection<SubprocessProtocol>> beginWriting(EventLoop loop, boolean appends) {
        Redirect redirect = appends ? Redirect.append(fifo) : Redirect.to(fifo);
        SubprocessOptions options =
                SubprocessOptions.INHERIT.withStdin(Redirect.DEVNULL).withStdout(redirect);
        return loop.subprocessExec(() -> new SubprocessProtocol() {}, options, "echo", "text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reads", "writes", "appends"})
    void theStartCanBeCancelled(String how, EventLoop loop) {
        var starting = how.equals("reads") ? begin(loop) : beginWriting(loop, how.equals("appends"));
        Turns.many(loop, 20);
        assertThat(starting.cancel(true)).isTrue();
        awaitNobodyWaits();
        Turns.many(loop, 3);
    }

    @Test
    void aLoopThatIsClosedDoesNotWait(EventLoop loop, Logged logged) {
        var starting = begin(loop);
        Turns.many(loop, 20);
        loop.close();
        assertThat(starting).isCompletedExceptionally();
        assertThat(logged.all()).hasSize(1).allMatch(entry -> entry.message().contains("start of a child"));
        awaitNobodyWaits();
    }

    /// Waits until the thread that opens it has continued.
    private static void awaitNobodyWaits() {
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("juvloop-open")));
    }
}
