package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ServerOptions;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import io.juvloop.net.peer.InCallback;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.StackEnd;
import io.juvloop.tls.Contexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `writeLines` is one write: nothing comes between its buffers, and an error sends all of them or ends the
/// connection.
@LoopTest
@NeedsLibuv(NeedsLibuv.SYSTEM)
class WriteLinesTest {
    private static final int LINES = 40;
    private static final int LARGE = 500_000;
    private static final int PIECE = 50;
    private static final int DEEPEST = 250;

    /// Writes when it is paused, as a protocol may that has a last word for its peer.
    private static final class Interrupting extends RecordingProtocol {
        private boolean hasSpoken;

        @Override
        public void pauseWriting() {
            super.pauseWriting();
            if (!hasSpoken) {
                hasSpoken = true;
                transport().write(new byte[] {'!'});
            }
        }
    }

    private static List<ByteBuffer> lines(int size) {
        return IntStream.range(0, LINES)
                .mapToObj(i -> ByteBuffer.wrap(new byte[size]))
                .toList();
    }

    /// Lines of which the second cannot be read.
    private static Iterator<ByteBuffer> failing() {
        return Stream.concat(Stream.of(ByteBuffer.wrap(new byte[9])), Stream.generate(WriteLinesTest::unreadable))
                .iterator();
    }

    private static ByteBuffer unreadable() {
        throw new UncheckedIOException(new IOException("as if"));
    }

    private static Serving<RecordingProtocol> serve(EventLoop loop, boolean tls) {
        ServerOptions options = tls ? Contexts.serving("TLSv1.3") : ServerOptions.DEFAULT;
        return Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, options);
    }

    private static <P extends RecordingProtocol> P connect(EventLoop loop, boolean tls, int port, P protocol) {
        ConnectOptions options = tls ? Contexts.connecting("TLSv1.3") : ConnectOptions.DEFAULT;
        return loop.runUntilComplete(loop.createConnection(() -> protocol, "127.0.0.1", port, options))
                .protocol();
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void whatAProtocolWritesWhenItIsPausedComesBehindAllLines(boolean tls, EventLoop loop) {
        try (Serving<RecordingProtocol> serving = serve(loop, tls)) {
            Interrupting client = connect(loop, tls, serving.port(), new Interrupting());
            RecordingProtocol server = serving.protocol(0);
            Await.until(loop, server::isMade);
            server.transport().pauseReading();
            Transport transport = client.transport();
            transport.setWriteBufferLimits(new WriteBufferLimits(0, LARGE));
            int sent = LINES * LARGE;
            List<ByteBuffer> lines = lines(LARGE);
            InCallback.run(loop, () -> transport.writeLines(lines));
            assertThat(client.count("pause")).isEqualTo(1);
            server.transport().resumeReading();
            Await.until(loop, () -> server.receivedCount() == sent + 1);
            assertThat(server.received()[sent]).isEqualTo((byte) '!');
            transport.abort();
            Await.until(loop, () -> client.isLost() && server.isLost());
        }
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void linesThatCannotAllBeHadAreNotSent(boolean tls, EventLoop loop) {
        try (Serving<RecordingProtocol> serving = serve(loop, tls)) {
            RecordingProtocol client = connect(loop, tls, serving.port(), new RecordingProtocol());
            Transport transport = client.transport();
            InCallback.run(loop, () -> {
                assertThatThrownBy(() -> transport.writeLines(Arrays.asList(ByteBuffer.wrap(new byte[9]), null)))
                        .isInstanceOf(NullPointerException.class);
                assertThatThrownBy(() -> transport.writeLines(WriteLinesTest::failing))
                        .isInstanceOf(UncheckedIOException.class);
                transport.write(new byte[] {'.'});
            });
            RecordingProtocol server = serving.protocol(0);
            Await.until(loop, () -> server.receivedCount() > 0);
            assertThat(server.receivedText()).isEqualTo(".");
            transport.abort();
            Await.until(loop, () -> client.isLost() && server.isLost());
        }
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void anErrorAtAnyDepthSendsAllLinesOrNoneOrEndsTheConnection(boolean tls, EventLoop loop) {
        try (Serving<RecordingProtocol> serving = serve(loop, tls)) {
            for (int depth = 0, connection = 0; depth < DEEPEST; connection++) {
                RecordingProtocol client = connect(loop, tls, serving.port(), new RecordingProtocol());
                RecordingProtocol server = serving.protocol(connection);
                Await.until(loop, server::isMade);
                int next = depth;
                while (next < DEEPEST && !client.transport().isClosing()) {
                    int at = next++;
                    InCallback.run(loop, () -> writeAtStackEnd(at, client.transport()));
                }
                depth = next;
                boolean ended = client.transport().isClosing();
                client.transport().close();
                Await.until(loop, () -> client.isLost() && server.isLost());
                if (!ended) {
                    assertThat(server.received().length % (2 * PIECE)).isZero();
                }
                assertThat(client.count("made")).isEqualTo(1);
            }
        }
    }

    private static void writeAtStackEnd(int frames, Transport transport) {
        List<ByteBuffer> pair = List.of(ByteBuffer.wrap(new byte[PIECE]), ByteBuffer.allocateDirect(PIECE));
        boolean _ = StackEnd.overflows(frames, () -> transport.writeLines(pair));
    }
}
