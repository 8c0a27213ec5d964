package io.juvloop.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.BaseTransport;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Server;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.ipc.PipePair;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.subprocess.SubprocessTransport;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import io.juvloop.tty.Pty;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Every method of every object, with every wrong argument: while it is open, as it closes, once it is closed,
/// and once the loop is closed.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class ClosedObjectsTest {
    /// The methods that would end it, or wait, or log each call.
    private static final String[] NOT_WHILE_OPEN = {
        "close",
        "abort",
        "kill",
        "terminate",
        "sendSignal",
        "cancel",
        "closeClients",
        "abortClients",
        "writeEof",
        "sendfile",
        "write",
        "writeLines",
        "sendTo",
        "setProtocol",
        "next",
        "serveForever",
        "shutdown",
        "detach",
        "loop"
    };

    private static final String[] NOT_WHEN_CLOSED = {
        "write", "writeLines", "sendTo", "sendSignal", "next", "serveForever", "loop"
    };

    private static final class Deaf implements DatagramProtocol {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {}
    }

    private final List<Object> targets = new ArrayList<>();
    private @Nullable SubprocessTransport child;

    private void transport(BaseTransport made) {
        targets.add(made);
        Object socket = made.extraInfo(ExtraInfo.SOCKET);
        if (socket != null) {
            targets.add(socket);
        }
    }

    private void openAll(EventLoop loop, Path directory, Pty pty) throws IOException {
        Server server = Loopback.serve(loop, RecordingProtocol::new);
        targets.add(server);
        targets.add(server.sockets().getFirst());
        transport(Loopback.connect(loop, RecordingProtocol::new, server).transport());
        DatagramOptions local = DatagramOptions.DEFAULT.withLocalAddress(Loopback.HOST, 0);
        transport(loop.runUntilComplete(loop.createDatagramEndpoint(Deaf::new, local))
                .transport());
        try (PipePair pair = loop.pipePair()) {
            transport(loop.runUntilComplete(loop.connectReadPipe(RecordingProtocol::new, pair.takeReadEnd()))
                    .transport());
            transport(loop.runUntilComplete(loop.connectWritePipe(RecordingProtocol::new, pair.takeWriteEnd()))
                    .transport());
        }
        transport(loop.runUntilComplete(loop.terminals().connect(RecordingProtocol::new, pty.slave()))
                .transport());
        child = loop.runUntilComplete(
                        loop.subprocessExec(() -> new SubprocessProtocol() {}, SubprocessOptions.PIPES, "cat"))
                .transport();
        targets.add(child);
        targets.add(loop.files().watch(directory, (watch, event) -> {}));
        targets.add(loop.files().watch(directory));
        targets.add(loop.files().watchStat(directory, Duration.ofHours(1), (watch, before, now) -> {}));
        targets.add(loop.phases().onPrepare(() -> {}));
        targets.add(loop.phases().callEvery(Duration.ofHours(1), () -> {}));
        targets.add(loop.callLater(Duration.ofHours(1), () -> {}));
    }

    private List<String> abuse(String... left) {
        EveryMethod every = new EveryMethod(left);
        targets.forEach(every::of);
        assertThat(every.calls()).isGreaterThan(100);
        return every.wrong();
    }

    @Test
    void nothingEndsTheProcessOrShowsTheBindings(EventLoop loop, @TempDir Path directory) throws IOException {
        List<String> wrong = new ArrayList<>();
        try (Pty pty = new Pty()) {
            openAll(loop, directory, pty);
            wrong.addAll(abuse(NOT_WHILE_OPEN));
            Turns.many(loop, 2);
            loop.callSoon(() -> {
                wrong.addAll(abuse(NOT_WHEN_CLOSED));
                wrong.addAll(abuse(NOT_WHEN_CLOSED));
            });
            Turns.many(loop, 5);
            // killed, but the system may need time to end it
            Await.until(loop, () -> Objects.requireNonNull(child).returnCode() != null);
            wrong.addAll(abuse(NOT_WHEN_CLOSED));
            Turns.many(loop, 5);
        }
        loop.close();
        wrong.addAll(abuse(NOT_WHEN_CLOSED));
        assertThat(wrong).isEmpty();
    }
}
