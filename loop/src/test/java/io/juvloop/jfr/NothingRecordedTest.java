package io.juvloop.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.internal.jfr.Recorder;
import io.juvloop.net.peer.ChildJvm;
import io.juvloop.testing.Allocated;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reaped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Without a recording, events cost nothing; and a runtime without the flight recorder lacks only that.
@LoopTest
class NothingRecordedTest {
    @Test
    void eventsThatAreOffAllocateNothing(EventLoop unused) {
        Recorded.during(List.of("Lookup"), () -> {}); // from now on the JDK asks what is on
        Recorder recorder = Recorder.get();
        assertThat(recorder).isNotExactlyInstanceOf(Recorder.class);
        Exception cause = new Exception();
        double bytes = Allocated.perRun(() -> {
            recorder.connectionOpened(cause, true);
            recorder.connectionLost(cause, 1, 2, cause, false);
            recorder.writingPaused(cause, 1);
            recorder.writingResumed(cause, 1);
            recorder.taskEnded("task", Thread.State.NEW, cause);
            recorder.childStarted(1, "program");
            recorder.childEnded(1, "program", 0);
            if (recorder.measuresCallbacks() || recorder.beginIteration() != null || recorder.beginLookup() != null) {
                throw new AssertionError("something is on");
            }
        });
        assertThat(bytes).isZero();
    }

    /// The classes of events take longer to initialise than a loop.
    @Test
    void aProgramThatRecordsNothingLoadsNoEvents(EventLoop unused) throws Exception {
        assertThat(run("-Xlog:class+load"))
                .contains("done")
                .anyMatch(line -> line.contains(" io.juvloop.internal.jfr.JfrListener "))
                .noneMatch(line -> line.contains(" io.juvloop.internal.jfr.JfrRecorder "))
                .noneMatch(line -> line.contains(" jdk.jfr.Event "));
    }

    @Test
    void aRecordingFromTheStartIsNoticed(EventLoop unused) throws Exception {
        assertThat(run("-XX:StartFlightRecording:settings=none", "-Xlog:class+load"))
                .contains("done")
                .anyMatch(line -> line.contains(" io.juvloop.internal.jfr.JfrRecorder "));
    }

    @Test
    void aRuntimeWithoutTheFlightRecorderRunsALoop(EventLoop unused) throws Exception {
        assertThat(run("--limit-modules=java.base,java.logging,jdk.unsupported"))
                .contains("jdk.jfr: false", "done");
    }

    private static List<String> run(String... options) throws Exception {
        List<String> command = new ArrayList<>(ChildJvm.command(List.of(), WithoutJfrMain.class));
        command.addAll(1, List.of(options));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = child.inputReader().readAllLines();
        assertThat(Reaped.exit(child)).as(String.join("\n", lines)).isZero();
        return lines;
    }

    /// Does what would be recorded.
    static final class WithoutJfrMain {
        private WithoutJfrMain() {}

        static void main() {
            System.out.println(
                    "jdk.jfr: " + ModuleLayer.boot().findModule("jdk.jfr").isPresent());
            try (EventLoop loop = EventLoop.create()) {
                loop.runUntilComplete(loop.createTask(() -> {
                    Async.await(loop.getaddrinfo("localhost", 80));
                    Async.sleep(Duration.ofMillis(1));
                    return "value";
                }));
            }
            System.out.println("done");
        }
    }
}
