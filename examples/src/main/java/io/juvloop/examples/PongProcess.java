package io.juvloop.examples;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.Protocol;
import io.juvloop.Transport;
import io.juvloop.ipc.IpcProtocol;
import io.juvloop.ipc.ReceivedHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The second process of [PingPong]: answers over each connection that it receives, until the first process ends.
final class PongProcess {
    private PongProcess() {}

    static void run(String path) {
        try (EventLoop loop = EventLoop.create()) {
            var _ = loop.runUntilComplete(
                    loop.createUnixConnection(() -> new Receiving(loop), path, ConnectOptions.DEFAULT.withIpc(true)));
            loop.runForever();
        }
    }

    /// Receives the connections.
    private static final class Receiving implements Protocol, IpcProtocol {
        private final EventLoop loop;

        Receiving(EventLoop loop) {
            this.loop = loop;
        }

        @Override
        public void handleReceived(ReceivedHandle handle) {
            var _ = handle.connectAccepted(Answering::new);
        }

        /// The byte that each handle travels with.
        @Override
        public void dataReceived(ByteBuffer data) {}

        @Override
        public void connectionLost(@Nullable Throwable cause) {
            loop.stop();
        }
    }

    /// Answers lines; a line arrives whole or in parts.
    private static final class Answering implements Protocol {
        private final StringBuilder line = new StringBuilder();
        private @Nullable Transport transport;

        @Override
        public void connectionMade(Transport made) {
            transport = made;
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            line.append(StandardCharsets.US_ASCII.decode(data));
            for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
                answer(line.substring(0, end));
                line.delete(0, end + 1);
            }
        }

        private void answer(String ping) {
            Transport made = transport;
            if (made != null) {
                String pong = ping.replace("ping", "pong");
                String whole = pong + " from process " + ProcessHandle.current().pid() + "\n";
                made.write(whole.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
