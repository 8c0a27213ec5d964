package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An abort, or the loop's close, whatever a connection is doing: nothing is left of it, as the extension sees.
@LoopTest
class TlsAbortTest {
    private static final int MUCH = 20_000_000;

    @TempDir
    private static Path folder;

    /// Takes a piece, and then no more.
    static final class Sated extends RecordingBufferedProtocol {
        Sated() {
            super(700);
        }

        @Override
        public void bufferUpdated(long count) {
            super.bufferUpdated(count);
            transport().pauseReading();
        }
    }

    /// What a connection is doing.
    enum Moment {
        NOTHING {
            @Override
            void begin(EventLoop loop, Sated server, Transport client) {}
        },
        /// One side has data that were decrypted, and records that were not.
        HOLDING {
            @Override
            void begin(EventLoop loop, Sated server, Transport client) {
                client.write(new byte[200_000]);
                Await.until(loop, () -> server.receivedCount() > 0);
            }
        },
        WRITING {
            @Override
            void begin(EventLoop loop, Sated server, Transport client) {
                server.transport().pauseReading();
                client.write(new byte[MUCH]);
                assertThat(client.writeBufferSize()).isPositive();
            }
        },
        SENDING_A_FILE {
            @Override
            void begin(EventLoop loop, Sated server, Transport client) {
                server.transport().pauseReading();
                CompletableFuture<Long> sending = loop.sendfile(client, file());
                var _ = sending.handle((count, failure) -> failure); // its failure is tested elsewhere
                Await.until(loop, () -> client.writeBufferSize() > 0);
                assertThat(sending).isNotDone();
            }
        },
        FLUSHING {
            @Override
            void begin(EventLoop loop, Sated server, Transport client) {
                WRITING.begin(loop, server, client);
                client.close();
                assertThat(client.writeBufferSize()).isPositive();
            }
        },
        AWAITING_THE_PEERS_END {
            @Override
            void begin(EventLoop loop, Sated server, Transport client) {
                server.transport().pauseReading();
                Turns.one(loop);
                client.close();
                assertThat(client.writeBufferSize()).isZero();
            }
        };

        abstract void begin(EventLoop loop, Sated server, Transport client);
    }

    private static Path file() {
        try {
            return Files.write(folder.resolve("much"), new byte[MUCH]);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static TlsPair<Sated, RecordingProtocol> pair(EventLoop loop, String version) {
        return new TlsPair<>(
                loop, Sated::new, RecordingProtocol::new, Contexts.serving(version), Contexts.connecting(version));
    }

    @ParameterizedTest
    @EnumSource
    void anAbortLeavesNothing(Moment moment, EventLoop loop) {
        for (String version : new String[] {"TLSv1.3", "TLSv1.2"}) {
            try (var pair = pair(loop, version)) {
                moment.begin(loop, pair.server(), pair.client().transport());
                pair.client().transport().abort();
                pair.server().transport().abort();
                pair.awaitLost();
                assertThat(pair.client().events()).startsWith("made").endsWith("lost");
                assertThat(pair.client().transport().writeBufferSize()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLoopsCloseLeavesNothing(Moment moment, EventLoop loop, Logged logged) {
        logged.allow("unclosed");
        logged.allow("was never closed");
        var pair = pair(loop, "TLSv1.3");
        logged.allow("task that is not done"); // which sends a file
        moment.begin(loop, pair.server(), pair.client().transport());
        loop.close();

        assertThat(loop.stats().tls().engines().live()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neitherDoTheyOfTlsInsideOfTls(boolean aborts, EventLoop loop, Logged logged) {
        logged.allow("unclosed");
        logged.allow("was never closed");
        StartTlsOptions serving = StartTlsOptions.DEFAULT.withServerSide(true);
        StartTlsOptions connecting = StartTlsOptions.DEFAULT.withServerName("localhost");
        var pair = Pair.connect(loop);
        Transport server = pair.serverTransport();
        Transport client = pair.clientTransport();
        for (int depth = 0; depth < 2; depth++) {
            var one = loop.startTls(server, pair.server(), Contexts.server("TLSv1.3"), serving);
            var other = loop.startTls(client, pair.client(), Contexts.client("TLSv1.3"), connecting);
            server = loop.runUntilComplete(one);
            client = loop.runUntilComplete(other);
        }
        server.pauseReading();
        client.write(new byte[MUCH]);
        if (aborts) {
            client.abort();
            server.abort();
            pair.close();
        } else {
            loop.close();
        }
        assertThat(loop.stats().tls().engines().live()).isZero();
    }

    /// While the handshake's work is done elsewhere, or nothing has come.
    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "2, true", "2, false", "3, true", "3, false"})
    void neitherDoTheyInTheMiddleOfAHandshake(int turns, boolean aborts, EventLoop loop, Logged logged) {
        logged.allow("unclosed");
        logged.allow("was never closed");
        var pair = Pair.connect(loop);
        var one = loop.startTls(
                pair.serverTransport(),
                pair.server(),
                Contexts.server("TLSv1.3"),
                StartTlsOptions.DEFAULT.withServerSide(true));
        var other = loop.startTls(
                pair.clientTransport(),
                pair.client(),
                Contexts.client("TLSv1.3"),
                StartTlsOptions.DEFAULT.withServerName("localhost"));
        Turns.many(loop, turns);
        if (aborts) {
            pair.clientTransport().abort();
            pair.serverTransport().abort();
            pair.close();
            Await.until(loop, () -> loop.stats().tls().engines().live() == 0);
        } else {
            loop.close();
        }
        assertThat(loop.stats().tls().engines().live()).isZero();
        assertThatThrownBy(one::join).isNotNull();
        assertThatThrownBy(other::join).isNotNull();
    }
}
