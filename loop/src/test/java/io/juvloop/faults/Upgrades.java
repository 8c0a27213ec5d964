package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.testing.Await;
import io.juvloop.tls.Contexts;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// TLS that begins on one connection beside others, as by STARTTLS: the connection goes on in plain text or encrypted,
/// at
/// both ends, or it ends at both. Those who wait for TLS get an outcome.
public final class Upgrades implements Runnable {
    private static final List<String> CALLERS = List.of(
            "io/juvloop/internal/stream/",
            "io/juvloop/internal/tls/",
            "io/juvloop/internal/core/Opening",
            "io/juvloop/internal/core/ProtocolErrors");
    private static final StartTlsOptions SERVER = StartTlsOptions.DEFAULT.withServerSide(true);
    private static final StartTlsOptions CLIENT = StartTlsOptions.DEFAULT.withServerName("localhost");
    private static final int SOME = 1000;

    /// For the loader.
    public Upgrades() {}

    @Override
    public void run() {
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            try (EventLoop loop = EventLoop.create();
                    TestedConnections lines = new TestedConnections(loop, RecordingEnd::new)) {
                loop.setExceptionHandler((of, context) -> {}); // the error is reported
                loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
                TlsContext server = Contexts.serving(version).tls().orElseThrow();
                TlsContext client = Contexts.connecting(version).tls().orElseThrow();
                new Kinds(lines, server, client).run();
            }
        }
    }

    /// One end that begins TLS, and the outcome.
    private static final class Side {
        private final RecordingEnd end;
        private final TlsContext context;
        private final StartTlsOptions options;
        private @Nullable CompletableFuture<Transport> begun;

        Side(RecordingEnd end, TlsContext context, StartTlsOptions options) {
            this.end = end;
            this.context = context;
            this.options = options;
        }

        void begin() {
            try {
                begun = end.transport().loop().startTls(end.transport(), end, context, options);
            } catch (StackOverflowError | IllegalStateException refused) {
                // the program continues
            }
        }

        boolean hasBegun() {
            return begun != null;
        }

        boolean isDone() {
            return begun != null && begun.isDone();
        }

        /// Goes on with the encrypted transport, if there is one.
        boolean isEncrypted() {
            boolean isThere = begun != null && begun.state() == CompletableFuture.State.SUCCESS;
            if (isThere) {
                end.goOnBy(begun.resultNow());
            } else if (begun != null) {
                var _ = begun.exceptionally(failure -> null);
            }
            return isThere;
        }
    }

    private record Kinds(TestedConnections lines, TlsContext server, TlsContext client) implements Runnable {
        @Override
        public void run() {
            EachStep.run("the begin of a client", step -> begin(step, client, CLIENT));
            EachStep.run("the begin of a server", step -> begin(step, server, SERVER));
            EachStep.run("a begin at both ends", this::both);
            EachStep.runAll("a begin behind a write", this::behindWrite);
            EachStep.run("a begin when the peer is gone", this::withoutPeer);
        }

        private void writeToOthers() {
            for (int id : List.of(1, 3)) {
                lines.line(id).write(2000 + id, (transport, block) -> transport.write(block));
            }
        }

        private int begin(int step, TlsContext context, StartTlsOptions options) {
            TestedConnection line = lines.line(2);
            Side side = new Side(line.near(), context, options);
            int[] steps = new int[1];
            lines.inCallback(() -> {
                writeToOthers();
                Faults.armCallsOf(step, CALLERS);
                side.begin();
                steps[0] = Faults.disarm();
            });
            goOnOrEnd(line, side, 0);
            return steps[0];
        }

        private int behindWrite(int step) {
            TestedConnection line = lines.line(2);
            Side side = new Side(line.near(), client, CLIENT);
            int[] steps = new int[1];
            lines.inCallback(() -> {
                writeToOthers();
                Faults.armCallsOf(step, CALLERS);
                line.write(SOME, (transport, block) -> transport.write(block));
                steps[0] = Faults.disarm();
                side.begin();
            });
            goOnOrEnd(line, side, Block.of(2, 1, SOME).length);
            return steps[0];
        }

        private int withoutPeer(int step) {
            TestedConnection line = lines.line(2);
            Side side = new Side(line.near(), client, CLIENT);
            lines.inCallback(() -> {
                writeToOthers();
                line.ending(() -> line.far().transport().abort());
                Faults.armCallsOf(step, CALLERS);
                side.begin();
            });
            Await.until(lines.loop(), "the end", () -> Faults.hasThrown() || line.isLost());
            lines.turns();
            int steps = Faults.disarm();
            end(line, side);
            return steps;
        }

        /// A connection on which TLS has not begun is as it was, or is lost. Of another its peer gets the first message
        /// of
        /// TLS, behind what was written before.
        private void goOnOrEnd(TestedConnection line, Side side, int before) {
            if (!side.hasBegun() && !line.isClosing()) {
                checkBothWays(line);
            } else {
                abort(line);
                line.far().keepFirst(line.id(), before);
            }
            end(line, side);
        }

        private void checkBothWays(TestedConnection line) {
            byte[] back = Block.of(9, 1, SOME);
            lines.inCallback(() -> {
                line.write(TestedConnection.LAST, (transport, block) -> transport.write(block));
                line.far().transport().write(back);
            });
            Await.until(
                    lines.loop(),
                    "both ways",
                    () -> line.hasArrived() && line.near().endsWith(back));
        }

        private int both(int step) {
            TestedConnection line = lines.line(2);
            Side near = new Side(line.near(), server, SERVER);
            Side far = new Side(line.far(), client, CLIENT);
            line.far().atNextData(far::begin);
            lines.inCallback(() -> {
                writeToOthers();
                Faults.armCallsOf(step, CALLERS);
                line.write(TestedConnection.LAST, (transport, block) -> transport.write(block));
                near.begin();
            });
            Await.until(lines.loop(), "both ends", () -> Faults.hasThrown() || (near.isDone() && far.isDone()));
            lines.turns();
            int steps = Faults.disarm();
            if (near.hasBegun() && far.hasBegun()) {
                Await.until(lines.loop(), "the outcomes", () -> near.isDone() && far.isDone());
                boolean isEncrypted = near.isEncrypted();
                if (far.isEncrypted() && isEncrypted && !line.isClosing()) {
                    checkBothWays(line);
                } else {
                    Await.until(lines.loop(), "the end at both ends", line::isLost);
                }
            }
            end(line, near, far);
            return steps;
        }

        private void abort(TestedConnection line) {
            lines.inCallback(() -> line.ending(() -> {
                line.near().transport().abort();
                line.far().transport().abort();
            }));
            Await.until(lines.loop(), "the ends", line::isLost);
        }

        private void end(TestedConnection line, Side... sides) {
            abort(line);
            for (Side side : sides) {
                if (side.hasBegun()) {
                    Await.until(lines.loop(), "the outcome", side::isDone);
                    var _ = side.isEncrypted();
                }
            }
            lines.check();
            lines.checkNothingLeft();
            Await.until(
                    lines.loop(),
                    "free engines",
                    () -> lines.loop().stats().tls().engines().live() == 0);
        }
    }
}
