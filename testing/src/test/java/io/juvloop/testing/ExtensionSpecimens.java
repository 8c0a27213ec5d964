package io.juvloop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ipc.PipePair;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Tests for [EventLoopExtensionTest] to run; their class has no name of a test, so that no other runner finds them.
@EventLoopTest
class ExtensionSpecimens {
    private static PipePair forgotten;

    @Test
    void clean(TestLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> Async.sleep(Duration.ofHours(1))));
    }

    @Test
    void cleanOnLibuv(EventLoop loop) {
        assertThat(loop).isNotInstanceOf(TestLoop.class);
        loop.runUntilComplete(loop.createTask(() -> Async.sleep(Duration.ofMillis(1))));
    }

    @Test
    @MayLeaveCallbacks
    void leavesATimerAndSaysSo(TestLoop loop) {
        loop.callLater(Duration.ofHours(1), () -> {});
    }

    @Test
    void looksAtItsReport(TestLoop loop, ExceptionReports reports) {
        report(loop);
        assertThat(reports.look()).hasSize(1);
    }

    @Test
    void hasNoLoop() {
        assertThat(Thread.currentThread().isVirtual()).isFalse();
    }

    private static void report(TestLoop loop) {
        loop.callSoon(() -> {
            throw new IllegalArgumentException("on purpose");
        });
        loop.runReady();
    }

    @Test
    void leavesATimer(TestLoop loop) {
        loop.callLater(Duration.ofHours(1), () -> {});
    }

    @Test
    void leavesACallback(TestLoop loop) {
        queueItself(loop);
    }

    private static void queueItself(TestLoop loop) {
        loop.callSoon(() -> queueItself(loop));
    }

    @Test
    void leavesATask(TestLoop loop, LogLines log) {
        var _ = loop.createTask(() -> Async.await(loop.createFuture()));
        loop.runReady();
        log.look();
    }

    @Test
    void leavesAConnection(TestLoop loop) {
        loop.connect(new Recorded(), new Recorded());
    }

    @Test
    void leavesAServer(TestLoop loop) {
        loop.runUntilComplete(loop.createServer(Recorded::new, null, 0));
    }

    @Test
    void leavesATransport(EventLoop loop) {
        loop.runUntilComplete(loop.createServer(Recorded::new, "127.0.0.1", 0));
    }

    /// Its handshake is never answered.
    @Test
    void leavesAnEngine(EventLoop loop) {
        var server = loop.runUntilComplete(loop.createServer(Recorded::new, "127.0.0.1", 0));
        var client = loop.runUntilComplete(loop.createConnection(Recorded::new, "127.0.0.1", server.port()));
        StartTlsOptions options = StartTlsOptions.DEFAULT.withServerName("localhost");
        var _ = loop.startTls(client.transport(), new Recorded(), TlsContext.client(), options);
        loop.callSoon(loop::stop);
        loop.runForever();
    }

    @Test
    void leavesADescriptor(EventLoop loop) throws IOException {
        forgotten = loop.pipePair();
    }

    static void closeTheDescriptor() {
        forgotten.close();
    }

    @Test
    void leavesARun(EventLoop loop) {
        Thread.ofPlatform().daemon().start(loop::runForever);
        while (!loop.isRunning()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void leavesAThread() {
        CountDownLatch ended = new CountDownLatch(1);
        Thread.ofPlatform().name("specimen").start(() -> {
            try {
                boolean _ = ended.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException enough) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void overlooksAReport(TestLoop loop) {
        report(loop);
    }

    @Test
    void overlooksAWarning() {
        System.getLogger("io.juvloop.testing").log(System.Logger.Level.WARNING, "a warning");
    }

    @Test
    void failsByItself(TestLoop loop) {
        loop.callLater(Duration.ofHours(1), () -> {});
        throw new AssertionError("the test's own failure");
    }
}
