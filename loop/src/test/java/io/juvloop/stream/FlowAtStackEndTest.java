package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.ServerOptions;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import io.juvloop.net.peer.Flood;
import io.juvloop.net.peer.InCallback;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.StackEnd;
import io.juvloop.tls.Contexts;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A write that crosses the high-water mark with an almost exhausted stack: if it throws, it wrote nothing or the
/// connection is lost; the protocol is resumed only after it was paused.
@LoopTest
@NeedsLibuv(NeedsLibuv.SYSTEM)
class FlowAtStackEndTest {
    private static final int SMALL = 50;
    private static final int RECEIVE_BUFFER = 16 * 1024;
    private static final WriteBufferLimits NONE = WriteBufferLimits.ofHigh(1 << 30);
    private static final int FIRST = 20;
    private static final int LAST = 140;

    private boolean threw;

    /// Lets bytes wait until the test ends.
    private static RecordingProtocol connect(EventLoop loop, Serving<RecordingProtocol> serving, boolean tls)
            throws IOException {
        ConnectOptions options = tls ? Contexts.connecting("TLSv1.3") : ConnectOptions.DEFAULT;
        int before = serving.protocols().size();
        RecordingProtocol client = loop.runUntilComplete(
                        loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), options))
                .protocol();
        RecordingProtocol server = serving.protocol(before);
        Await.until(loop, server::isMade);
        server.transport().pauseReading();
        Objects.requireNonNull(server.transport().extraInfo(ExtraInfo.SOCKET)).setReceiveBufferSize(RECEIVE_BUFFER);
        client.transport().setWriteBufferLimits(NONE);
        assertThat(Flood.untilQueueing(client.transport())).isPositive();
        return client;
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void aWriteThatThrowsHasNoEffectOrEndsTheConnection(boolean tls, EventLoop loop) throws IOException {
        ServerOptions options = tls ? Contexts.serving("TLSv1.3") : ServerOptions.DEFAULT;
        try (Serving<RecordingProtocol> serving =
                Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, options)) {
            RecordingProtocol client = connect(loop, serving, tls);
            for (int frames = FIRST; frames < LAST; frames++) {
                if (client.transport().isClosing()) {
                    end(loop, client);
                    client = connect(loop, serving, tls);
                }
                check(loop, client, frames);
            }
            end(loop, client);
        }
    }

    private void check(EventLoop loop, RecordingProtocol client, int frames) {
        Transport transport = client.transport();
        long before = transport.writeBufferSize();
        transport.setWriteBufferLimits(WriteBufferLimits.ofHigh(before));
        InCallback.run(loop, () -> threw = StackEnd.overflows(frames, () -> transport.write(new byte[SMALL])));
        boolean wrote = transport.writeBufferSize() > before;
        assertThat(threw && wrote && !transport.isClosing())
                .as("an effect with %s frames", frames)
                .isFalse();
        transport.setWriteBufferLimits(NONE);
        assertThat(client.count("resume")).isLessThanOrEqualTo(client.count("pause"));
        assertThat(threw || transport.isClosing() || client.count("resume") == client.count("pause"))
                .isTrue();
    }

    private static void end(EventLoop loop, RecordingProtocol client) {
        client.transport().abort();
        Await.until(loop, client::isLost);
    }
}
