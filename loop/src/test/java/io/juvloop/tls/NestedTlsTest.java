package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.SendfileOptions;
import io.juvloop.Transport;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Case 18: TLS over transports of all kinds, TLS among them; and files over it.
@LoopTest
class NestedTlsTest {
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    private Path folder;

    private record Ends(Transport server, Transport client) {}

    /// Begins TLS on both ends of a connection.
    private static Ends upgrade(EventLoop loop, Ends below, Recording server, Recording client, String version) {
        var one = loop.startTls(
                below.server, server, Contexts.server(version), StartTlsOptions.DEFAULT.withServerSide(true));
        var other = loop.startTls(
                below.client, client, Contexts.client(version), StartTlsOptions.DEFAULT.withServerName("localhost"));
        return new Ends(loop.runUntilComplete(one), loop.runUntilComplete(other));
    }

    private <S extends Recording> Pair<S, RecordingProtocol> pair(
            EventLoop loop, String kind, java.util.function.Supplier<S> server) {
        return kind.equals("unix")
                ? Pair.connectUnix(loop, server, RecordingProtocol::new, folder.resolve("s"))
                : Pair.connect(loop, server, RecordingProtocol::new);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, TLSv1.3, TLSv1.3, plain",
        "tcp, TLSv1.2, TLSv1.3, buffered",
        "unix, TLSv1.3, TLSv1.2, plain",
        "unix, TLSv1.2, TLSv1.2, buffered"
    })
    void aMebibyteGoesEachWayThroughBoth(
            String kind, String outerVersion, String innerVersion, String protocol, EventLoop loop) {
        byte[] there = Payload.of(MEBIBYTE, 1);
        byte[] back = Payload.of(MEBIBYTE, 2);
        try (Pair<Recording, RecordingProtocol> pair = pair(
                loop,
                kind,
                () -> protocol.equals("plain") ? new RecordingProtocol() : new RecordingBufferedProtocol(50_000))) {
            Ends plain = new Ends(pair.serverTransport(), pair.clientTransport());
            Ends outer = upgrade(loop, plain, pair.server(), pair.client(), outerVersion);
            Ends inner = upgrade(loop, outer, pair.server(), pair.client(), innerVersion);
            assertThat(Objects.requireNonNull(outer.client.extraInfo(ExtraInfo.SSL_OBJECT))
                            .protocol())
                    .isEqualTo(outerVersion);
            assertThat(Objects.requireNonNull(inner.client.extraInfo(ExtraInfo.SSL_OBJECT))
                            .protocol())
                    .isEqualTo(innerVersion);
            assertThat(inner.client.extraInfo(ExtraInfo.SOCKET)).isSameAs(plain.client.extraInfo(ExtraInfo.SOCKET));
            inner.client.write(there);
            inner.server.write(back);
            Await.until(
                    loop,
                    () -> pair.server().receivedCount() == MEBIBYTE
                            && pair.client().receivedCount() == MEBIBYTE);
            assertThat(pair.server().received()).isEqualTo(there);
            assertThat(pair.client().received()).isEqualTo(back);
            inner.client.close();
            pair.awaitLost();
            assertThat(pair.server().events()).startsWith("made").endsWith("eof", "lost");
            assertThat(pair.client().events()).startsWith("made").endsWith("lost");
            assertThat(pair.server().count("pause")).isEqualTo(pair.server().count("resume"));
        }
    }

    /// A protocol of the outer TLS that is asked which of them ended first.
    @Test
    void theInnerOneIsLostBeforeTheOuterOne(EventLoop loop) {
        List<String> order = new ArrayList<>();
        try (var pair = Pair.connect(loop)) {
            Ends outer = upgrade(
                    loop,
                    new Ends(pair.serverTransport(), pair.clientTransport()),
                    pair.server(),
                    pair.client(),
                    "TLSv1.3");
            Ends inner = upgrade(loop, outer, pair.server(), pair.client(), "TLSv1.3");
            inner.server.setProtocol(new RecordingProtocol() {
                @Override
                public void connectionLost(Throwable cause) {
                    order.add("inner");
                    assertThat(inner.server.isClosing()).isTrue();
                    pair.server().connectionLost(cause);
                }
            });
            inner.client.close();
            pair.awaitLost();
            order.add("both");
            assertThat(order).containsExactly("inner", "both");
            assertThat(outer.server.isClosing()).isTrue();
            assertThat(loop.stats().tls().engines().live()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aFileGoesThroughAndIsEqual(String version, EventLoop loop) throws Exception {
        byte[] content = Payload.of(5_000_000, 18);
        Path file = Files.write(folder.resolve("file"), content);
        try (var pair = new TlsPair<>(
                loop,
                RecordingProtocol::new,
                RecordingProtocol::new,
                Contexts.serving(version),
                Contexts.connecting(version))) {
            Transport transport = pair.client().transport();
            assertThatThrownBy(() -> loop.runUntilComplete(
                            loop.sendfile(transport, file, SendfileOptions.DEFAULT.withFallback(false))))
                    .isInstanceOf(UnsupportedOperationException.class);
            transport.write(new byte[] {1});
            Await.until(loop, () -> pair.server().receivedCount() > 0);
            assertThat(pair.server().received()).containsExactly(1);

            assertThat(loop.runUntilComplete(loop.sendfile(transport, file))).isEqualTo(content.length);
            transport.write(new byte[] {2});
            Await.until(loop, () -> pair.server().receivedCount() == content.length + 2);
            byte[] all = pair.server().received();
            assertThat(java.util.Arrays.copyOfRange(all, 1, all.length - 1)).isEqualTo(content);
            assertThat(all[all.length - 1]).isEqualTo((byte) 2);
        }
    }

    @Test
    void aFileGoesThroughBoth(EventLoop loop) throws Exception {
        byte[] content = Payload.of(2_000_000, 19);
        Path file = Files.write(folder.resolve("file"), content);
        try (var pair = Pair.connect(loop)) {
            Ends outer = upgrade(
                    loop,
                    new Ends(pair.serverTransport(), pair.clientTransport()),
                    pair.server(),
                    pair.client(),
                    "TLSv1.3");
            Ends inner = upgrade(loop, outer, pair.server(), pair.client(), "TLSv1.3");
            assertThat(loop.runUntilComplete(loop.sendfile(inner.client, file))).isEqualTo(content.length);
            Await.until(loop, () -> pair.server().receivedCount() == content.length);
            assertThat(pair.server().received()).isEqualTo(content);
            inner.client.abort();
            pair.awaitLost();
        }
    }

    /// Bytes that go one way cannot carry a handshake.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeOfOneDirectionIsRefused(EventLoop loop) {
        int[] ends = new int[2];
        Libc.INSTANCE.pipe(ends);
        RecordingProtocol end = new RecordingProtocol();
        var reading = loop.runUntilComplete(loop.connectReadPipe(() -> end, ends[0]));
        assertThatThrownBy(() -> loop.startTls(
                        reading.transport(),
                        end,
                        Contexts.client("TLSv1.3"),
                        StartTlsOptions.DEFAULT.withServerName("localhost")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(reading.transport().protocol()).isSameAs(end);
        Libc.INSTANCE.close(ends[1]);
        Await.until(loop, end::isLost);
    }
}
