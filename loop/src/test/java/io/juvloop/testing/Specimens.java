package io.juvloop.testing;

import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.Transport;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests that pass and leave a resource behind, and some that do not; run by [LoopExtensionTest] alone.
@LoopTest
class Specimens {
    static final List<Pipe> LEAKED = new ArrayList<>();
    static final List<Pipe> BORROWED = new ArrayList<>();
    static final List<EventLoop> LEFT = new ArrayList<>();
    static final List<EventLoop> HUNG = new ArrayList<>();
    static final Semaphore END_OF_HANGING = new Semaphore(0);

    private final System.Logger logger = System.getLogger("io.juvloop");

    @BeforeEach
    void usesTheLoop(EventLoop loop) {
        Turns.one(loop);
    }

    @Test
    void clean(EventLoop loop) {
        Server server = Loopback.serve(loop, RecordingProtocol::new);
        server.close();
        loop.callSoon(() -> loop.callLater(Duration.ofMillis(1), () -> {}));
    }

    @Test
    void closesTheLoopItself(EventLoop loop) {
        loop.close();
    }

    @Test
    @LeavesCallbacks
    void leavesCallbacksAndSaysSo(EventLoop loop) {
        loop.callSoon(() -> {
            throw new AssertionError("must not run");
        });
        loop.callLater(Duration.ofHours(1), () -> {});
    }

    @Test
    void looksAtWhatItCauses(EventLoop loop, Logged logged, Reported reported) {
        loop.callSoon(() -> {
            throw new IllegalArgumentException("on purpose");
        });
        Turns.one(loop);
        logger.log(Level.WARNING, "on purpose");
        reported.only();
        logged.only();
    }

    @Test
    void failsByItself(EventLoop loop) {
        loop.callLater(Duration.ofHours(1), () -> {});
        throw new AssertionError("the test's own failure");
    }

    @Test
    void leavesATimer(EventLoop loop) {
        loop.callLater(Duration.ofHours(1), () -> {});
    }

    @Test
    void leavesACallback(EventLoop loop) {
        requeue(loop);
    }

    private static void requeue(EventLoop loop) {
        loop.callSoon(() -> requeue(loop));
    }

    @Test
    void leavesAServer(EventLoop loop) {
        Loopback.serve(loop, RecordingProtocol::new);
    }

    @Test
    void leavesAWrite(EventLoop loop) {
        Server server = Loopback.serve(loop, SilentProtocol::new);
        Loopback.connect(loop, RecordingProtocol::new, server).transport().write(new byte[20_000_000]);
    }

    private static final class SilentProtocol extends RecordingProtocol {
        @Override
        public void connectionMade(Transport connection) {
            connection.pauseReading();
        }
    }

    @Test
    void leavesADescriptor() throws IOException {
        LEAKED.add(Pipe.open());
    }

    @Test
    void closesADescriptorOfOthers() throws IOException {
        for (Pipe pipe : BORROWED) {
            pipe.source().close();
            pipe.sink().close();
        }
    }

    @Test
    void leavesALoop() {
        LEFT.add(EventLoop.create());
    }

    @Test
    void overlooksAWarning() {
        logger.log(Level.WARNING, "a {0} warning", "formatted");
    }

    @Test
    void overlooksAFailure(EventLoop loop) {
        loop.callSoon(Specimens::fail);
    }

    @Test
    void overlooksAReport(EventLoop loop, Reported reported) {
        loop.callSoon(Specimens::fail);
        assert reported.count() == 0;
    }

    private static void fail() {
        throw new IllegalArgumentException("unseen");
    }

    @Test
    void leavesTheLoopHanging(EventLoop loop) {
        HUNG.add(loop);
        loop.callSoon(END_OF_HANGING::acquireUninterruptibly);
        Thread.ofPlatform().daemon().start(() -> {
            try (loop) {
                loop.runForever();
            }
        });
        while (!END_OF_HANGING.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void leavesTheLoopRunning(EventLoop loop) {
        Thread.ofPlatform().daemon().start(loop::runForever);
        while (!loop.isRunning()) {
            Thread.onSpinWait();
        }
    }
}
