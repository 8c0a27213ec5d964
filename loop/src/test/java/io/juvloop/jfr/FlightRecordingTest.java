package io.juvloop.jfr;

import static io.juvloop.jfr.Recorded.isAtLeast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.WriteBufferLimits;
import io.juvloop.ipc.PipePair;
import io.juvloop.net.peer.Pair;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Spin;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What a flight recording gets to see.
@TaskTest
class FlightRecordingTest {
    private static final Duration SLOW = Duration.ofMillis(30);
    private static final Map<String, String> SHORT_OF_SLOW = Map.of("threshold", "20 ms");

    @Test
    void aSlowCallbackIsRecordedWithItsName(EventLoop loop) {
        Recorded recorded = Recorded.during(List.of("SlowCallback"), SHORT_OF_SLOW, () -> {
            loop.callSoon(() -> {});
            loop.callSoon(new Slow());
            Turns.one(loop);
        });
        assertThat(recorded.all("SlowCallback"))
                .anyMatch(event -> event.getString("what").equals("a slow callback")
                        && !event.getBoolean("step")
                        && isAtLeast(event, SLOW));
    }

    private static final class Slow implements Runnable {
        @Override
        public void run() {
            Spin.during(SLOW);
        }

        @Override
        public String toString() {
            return "a slow callback";
        }
    }

    @Test
    void aSlowStepOfATaskIsRecorded(EventLoop loop) {
        Recorded recorded = Recorded.during(List.of("SlowCallback"), SHORT_OF_SLOW, () -> {
            Task<?> task = loop.createTask(
                    () -> {
                        Async.sleep(Duration.ZERO);
                        new Slow().run();
                        Async.sleep(Duration.ZERO);
                        return "done";
                    },
                    TaskOptions.DEFAULT.withName("the slow one"));
            loop.runUntilComplete(task);
            Turns.one(loop);
        });
        assertThat(recorded.all("SlowCallback"))
                .anyMatch(event -> event.getString("what").contains("the slow one")
                        && event.getBoolean("step")
                        && isAtLeast(event, SLOW));
    }

    @Test
    void aSlowProtocolIsRecorded(EventLoop loop) {
        class SlowProtocol extends RecordingProtocol {
            @Override
            public void dataReceived(ByteBuffer data) {
                super.dataReceived(data);
                new Slow().run();
            }

            @Override
            public String toString() {
                return "a slow protocol";
            }
        }
        Recorded recorded = Recorded.during(List.of("SlowCallback"), SHORT_OF_SLOW, () -> {
            try (var pair = Pair.connect(loop, SlowProtocol::new, RecordingProtocol::new)) {
                pair.clientTransport().write(new byte[1]);
                Await.until(loop, "the byte", () -> pair.server().receivedCount() == 1);
            }
        });
        assertThat(recorded.all("SlowCallback"))
                .anyMatch(event -> event.getString("what").equals("a slow protocol") && isAtLeast(event, SLOW));
    }

    @Test
    void aSlowIterationIsRecordedWithWhatItRan(EventLoop loop) {
        Recorded recorded = Recorded.during(List.of("SlowIteration"), SHORT_OF_SLOW, () -> {
            loop.callLater(Duration.ofMillis(100), () -> {
                loop.callSoon(() -> Spin.during(SLOW));
                loop.callSoon(() -> Spin.during(SLOW));
                loop.callSoon(() -> loop.callSoon(loop::stop));
            });
            loop.runForever();
        });
        assertThat(recorded.all("SlowIteration"))
                .anyMatch(event -> isAtLeast(event, SLOW.multipliedBy(2)) && event.getLong("callbacks") >= 3);
    }

    @Test
    void bothEndsOfAConnectionAreRecordedWithTheirBytes(EventLoop loop) {
        Recorded recorded = Recorded.during(List.of("ConnectionOpened", "ConnectionLost"), () -> {
            try (var pair = Pair.connect(loop)) {
                pair.clientTransport().write(new byte[10]);
                pair.clientTransport().write(ByteBuffer.allocateDirect(100_000));
                Await.until(loop, "all bytes", () -> pair.server().receivedCount() == 100_010);
                pair.serverTransport().write(new byte[3]);
                Await.until(loop, "the answer", () -> pair.client().receivedCount() == 3);
                pair.clientTransport().close();
                pair.awaitLost();
            }
        });
        assertThat(recorded.all("ConnectionOpened"))
                .extracting(event -> event.getBoolean("accepted"))
                .containsExactlyInAnyOrder(true, false);
        assertThat(recorded.all("ConnectionLost"))
                .extracting(event -> event.getLong("bytesReceived") + " in, " + event.getLong("bytesSent") + " out, '"
                        + event.getString("cause") + "'")
                .containsExactlyInAnyOrder("3 in, 100010 out, ''", "100010 in, 3 out, ''");
        assertThat(recorded.all("ConnectionLost"))
                .allMatch(event -> event.getString("transport").contains("127.0.0.1"))
                .noneMatch(event -> event.getBoolean("aborted"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its pipes are not opened by descriptor")
    void aPipeIsAConnectionOfEachOfItsEnds(EventLoop loop) {
        Recorded recorded = Recorded.during(List.of("ConnectionOpened", "ConnectionLost"), () -> {
            RecordingProtocol reader = new RecordingProtocol();
            RecordingProtocol writer = new RecordingProtocol();
            try (PipePair pipe = loop.pipePair()) {
                loop.runUntilComplete(loop.connectReadPipe(() -> reader, pipe.takeReadEnd()));
                loop.runUntilComplete(loop.connectWritePipe(() -> writer, pipe.takeWriteEnd()));
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
            writer.transport().write(new byte[7]);
            writer.transport().close();
            Await.until(loop, "the loss of both ends", () -> reader.isLost() && writer.isLost());
        });
        assertThat(recorded.all("ConnectionOpened")).hasSize(2).noneMatch(event -> event.getBoolean("accepted"));
        assertThat(recorded.all("ConnectionLost"))
                .extracting(event -> event.getLong("bytesReceived") + " in, " + event.getLong("bytesSent") + " out")
                .containsExactlyInAnyOrder("7 in, 0 out", "0 in, 7 out");
    }

    @Test
    void whyAConnectionWasLostIsRecorded(EventLoop loop) {
        Recorded recorded = Recorded.during(List.of("ConnectionLost"), () -> {
            try (var pair = Pair.connect(loop)) {
                pair.serverTransport().abort();
                pair.awaitLost();
            }
        });
        assertThat(recorded.all("ConnectionLost"))
                .anyMatch(event -> event.getBoolean("aborted"))
                .anyMatch(event -> event.getString("cause").contains("SocketException"));
    }

    @Test
    void writingThatIsPausedAndResumedIsRecorded(EventLoop loop) {
        Recorded recorded = Recorded.during(List.of("WritingPaused", "WritingResumed"), () -> {
            try (var pair = Pair.connect(loop)) {
                pair.serverTransport().pauseReading();
                pair.clientTransport().setWriteBufferLimits(new WriteBufferLimits(1000, 2000));
                while (pair.client().count("pause") == 0) {
                    pair.clientTransport().write(new byte[100_000]);
                }
                pair.serverTransport().resumeReading();
                Await.until(loop, "resume", () -> pair.client().count("resume") == 1);
            }
        });
        RecordedEvent paused = recorded.only("WritingPaused");
        assertThat(paused.getLong("bytes")).isGreaterThan(2000);
        RecordedEvent resumed = recorded.only("WritingResumed");
        assertThat(resumed.getLong("bytes")).isLessThanOrEqualTo(1000);
        assertThat(resumed.getString("transport")).isEqualTo(paused.getString("transport"));
    }

    @Test
    void howTasksEndIsRecorded(EventLoop loop) {
        Recorded recorded = Recorded.during(
                List.of("TaskEnded"),
                () -> InTask.run(loop, () -> {
                    Task<?> returning = loop.createTask(() -> "value", TaskOptions.named("returning"));
                    Task<?> failing = loop.createTask(
                            () -> {
                                throw new IllegalArgumentException("on purpose");
                            },
                            TaskOptions.named("failing"));
                    Task<?> cancelled =
                            loop.createTask(() -> Async.await(loop.createFuture()), TaskOptions.named("cancelled"));
                    Async.sleep(Duration.ZERO);
                    cancelled.cancel();
                    Async.await(returning);
                    assertThatThrownBy(() -> Async.await(failing)).hasMessage("on purpose");
                    assertThatThrownBy(() -> Async.await(cancelled)).isInstanceOf(CancellationException.class);
                }));
        assertThat(recorded.all("TaskEnded"))
                .extracting(event -> event.getString("task") + " " + event.getString("outcome") + " "
                        + event.getString("failure").contains("on purpose"))
                .contains("returning SUCCESS false", "failing FAILED true", "cancelled CANCELLED false");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no sh")
    void aChildIsRecordedFromItsStartToItsEnd(EventLoop loop) {
        class Child implements SubprocessProtocol {
            private boolean lost;

            @Override
            public void connectionLost(@Nullable Throwable cause) {
                lost = true;
            }
        }
        Recorded recorded = Recorded.during(List.of("ChildStarted", "ChildEnded"), () -> {
            Child child = loop.runUntilComplete(
                            loop.subprocessExec(Child::new, SubprocessOptions.PIPES, "sh", "-c", "exit 7"))
                    .protocol();
            Await.until(loop, "the end of the child", () -> child.lost);
        });
        RecordedEvent started = recorded.only("ChildStarted");
        RecordedEvent ended = recorded.only("ChildEnded");
        assertThat(started.getString("program")).isEqualTo("sh");
        assertThat(started.getLong("pid")).isPositive().isEqualTo(ended.getLong("pid"));
        assertThat(ended.getInt("returnCode")).isEqualTo(7);
    }

    @Test
    void aLookupIsRecordedWithItsAnswer(EventLoop loop) {
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
        Recorded recorded = Recorded.during(List.of("Lookup"), () -> {
            loop.runUntilComplete(loop.getaddrinfo("localhost", 80));
            assertThatThrownBy(() -> loop.runUntilComplete(loop.getaddrinfo("name.invalid", 80)))
                    .hasCauseInstanceOf(UnknownHostException.class);
            loop.runUntilComplete(loop.getnameinfo(here));
        });
        assertThat(recorded.all("Lookup"))
                .extracting(event -> event.getString("operation") + " " + event.getString("subject") + " "
                        + event.getString("error").isEmpty())
                .containsExactlyInAnyOrder(
                        "getaddrinfo localhost true",
                        "getaddrinfo name.invalid false",
                        "getnameinfo " + here + " true");
        assertThat(recorded.all("Lookup")).allMatch(event -> event.getDuration().isPositive());
    }

    @Test
    void eventsOfARecordingThatIsOverAreOff(EventLoop loop) {
        Recorded.during(List.of("ConnectionOpened"), () -> {});
        Recorded later = Recorded.during(List.of("ChildStarted"), () -> {
            try (var pair = Pair.connect(loop)) {
                assertThat(pair.client().isMade()).isTrue();
            }
        });
        assertThat(later.all()).isEmpty();
    }

    @Test
    void everyEventHasALabelADescriptionAndACategory(EventLoop unused) {
        assertThat(FlightRecorder.getFlightRecorder().getEventTypes().stream()
                        .filter(type -> type.getName().startsWith("io.juvloop.")))
                .hasSize(10)
                .allMatch(type -> type.getLabel() != null && type.getDescription() != null)
                .allMatch(type -> type.getCategoryNames().getFirst().equals("juvloop"))
                .allMatch(type -> type.getFields().stream().allMatch(field -> field.getLabel() != null));
    }
}
