package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.net.peer.Serving;
import io.juvloop.spi.RunningLoop;
import io.juvloop.testing.Await;
import io.juvloop.testing.Collected;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is added to the end of a loop.
@TaskTest
class CloseActionTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void theLastAddedRunsFirstAndEachOnce(EventLoop loop) {
        loop.addCloseAction(() -> events.add("a"));
        loop.addCloseAction(() -> events.add("b"));
        loop.addCloseAction(() -> events.add("c"));
        loop.close();
        loop.close();
        assertThat(events).containsExactly("c", "b", "a");
    }

    @Test
    void oneThatIsTakenBackDoesNotRunAndIsLetGo(EventLoop loop) {
        Collected action = new Collected();
        Handle handle = loop.addCloseAction(action.target());
        assertThat(handle.isCancelled()).isFalse();
        handle.cancel();
        handle = loop.addCloseAction(() -> events.add("other"));
        action.assertCollected();
        loop.close();
        assertThat(events).containsExactly("other");
        handle.cancel();
        assertThat(handle.isCancelled()).as("cancelled before it ran").isFalse();
    }

    @Test
    void oneMayTakeBackAnother(EventLoop loop) {
        Handle other = loop.addCloseAction(() -> events.add("never"));
        loop.addCloseAction(other::cancel);
        loop.close();
        assertThat(other.isCancelled()).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void whatOneThrowsIsReportedAndTheOthersRun(EventLoop loop, Reported reported) {
        RuntimeException thrown = new IllegalArgumentException("on purpose");
        loop.addCloseAction(() -> events.add("a"));
        loop.addCloseAction(() -> {
            throw thrown;
        });
        loop.addCloseAction(() -> events.add("c"));
        loop.close();
        assertThat(events).containsExactly("c", "a");
        ExceptionContext context = reported.only();
        assertThat(context.exception()).isSameAs(thrown);
        assertThat(context.message()).startsWith("the close action");
    }

    @Test
    void anErrorThatIsNotAboutOneActionIsThrownByCloseWhenAllHaveRun(EventLoop loop) {
        Error thrown = new OutOfMemoryError("on purpose");
        loop.addCloseAction(() -> events.add("a"));
        loop.addCloseAction(() -> {
            throw thrown;
        });
        assertThatThrownBy(loop::close).isSameAs(thrown);
        assertThat(events).containsExactly("a");
        assertThat(loop.isClosed()).isTrue();
    }

    @Test
    void theLoopIsTheRunningOneButTakesNothingNew(EventLoop loop) {
        loop.addCloseAction(() -> {
            assertThat(EventLoop.running()).isSameAs(loop);
            assertThat(loop.isClosed()).isTrue();
            for (Runnable refused : List.<Runnable>of(
                    () -> loop.callSoon(() -> {}),
                    () -> loop.callLater(Duration.ZERO, () -> {}),
                    () -> {
                        var _ = loop.createTask(() -> {});
                    },
                    () -> loop.addCloseAction(() -> {}))) {
                assertThatIllegalStateException().isThrownBy(refused::run).withMessage("the event loop is closed");
            }
            events.add("ran");
        });
        loop.close();
        assertThat(events).containsExactly("ran");
        assertThat(RunningLoop.get()).isNull();
    }

    @Test
    void itRunsAfterTheTasksHaveEnded(EventLoop loop, Logged logged) {
        LoopFuture<String> answer = loop.createFuture();
        loop.addCloseAction(() -> {
            events.add("closed");
            answer.completeExceptionally(new IllegalStateException("the driver is closed"));
        });
        var _ = loop.createTask(() -> {
            try {
                Async.await(answer);
            } finally {
                events.add("task");
            }
        });
        InTask.run(loop, () -> Async.sleep(Duration.ZERO));
        loop.close();
        assertThat(events).containsExactly("task", "closed");
        assertThat(answer).isCompletedExceptionally();
        assertThat(logged.only().message()).contains("a task that is not done");
    }

    @Test
    void connectionsThatItEndsAreLostInOrderAndWithoutAWarning(EventLoop loop) {
        Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new);
        RecordingProtocol client = loop.runUntilComplete(
                        loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port()))
                .protocol();
        RecordingProtocol server = serving.protocol(0);
        Await.until(loop, "connectionMade of the server's end", server::isMade);
        loop.addCloseAction(() -> {
            client.transport().write("bye".getBytes(StandardCharsets.US_ASCII));
            client.transport().close();
            server.transport().abort();
            serving.server().close();
        });
        loop.close();
        assertThat(client.events()).containsExactly("made", "lost");
        assertThat(server.events()).containsExactly("made", "lost");
    }

    @Test
    void aClosedLoopAndAnotherThreadAndNullAreRefused(EventLoop loop) {
        OtherThread.run(() -> assertThatIllegalStateException().isThrownBy(() -> loop.addCloseAction(() -> {})));
        assertThatNullPointerException().isThrownBy(() -> loop.addCloseAction(null));
        loop.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.addCloseAction(() -> {}))
                .withMessage("the event loop is closed");
    }
}
