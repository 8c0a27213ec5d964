package io.juvloop.net.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.UvException;
import io.juvloop.net.peer.ClosedPort;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The error of a failed connection attempt, which leaves nothing open.
@LoopTest
class ConnectErrorsTest {
    @Test
    @Tag("T2")
    void aRefusedConnectNamesTheAddressAndAsksForNoProtocol(EventLoop loop) throws IOException {
        AtomicInteger made = new AtomicInteger();
        Supplier<RecordingProtocol> factory = () -> {
            made.incrementAndGet();
            return new RecordingProtocol();
        };
        try (ClosedPort port = new ClosedPort()) {
            String address = "127.0.0.1:" + port.number();
            assertThatThrownBy(() -> loop.runUntilComplete(loop.createConnection(factory, "127.0.0.1", port.number())))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(ConnectException.class)
                    .hasMessage("connect " + address + ": connection refused (ECONNREFUSED)")
                    .cause()
                    .isInstanceOfSatisfying(UvException.class, cause -> {
                        assertThat(cause.operation()).isEqualTo("connect");
                        assertThat(cause.errorName()).isEqualTo("ECONNREFUSED");
                        assertThat(cause.address()).isEqualTo(address);
                    });
        }
        assertThat(made).hasValue(0);
    }

    @Test
    void anUnknownHostSaysSo(EventLoop loop) {
        assertThatThrownBy(() ->
                        loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "nobody.invalid", 80)))
                .cause()
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("nobody.invalid")
                .cause()
                .isInstanceOfSatisfying(
                        UvException.class,
                        cause -> assertThat(cause.errorName()).startsWith("EAI_"));
    }

    @Test
    void aNameResolvesOffTheLoopsThread(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            CompletableFuture<Connection<RecordingProtocol>> future =
                    loop.createConnection(RecordingProtocol::new, "localhost", serving.port());
            assertThat(future.isDone()).isFalse();
            assertThat(loop.stats().requests().get("GETADDRINFO").live()).isEqualTo(1);
            Connection<RecordingProtocol> connection = loop.runUntilComplete(future);
            assertThat(connection.protocol().events()).containsExactly("made");
            connection.transport().close();
        }
    }

    @Test
    void aFactoryThatThrowsFailsTheFutureWithWhatItThrew(EventLoop loop) {
        IllegalStateException thrown = new IllegalStateException("no protocol today");
        Supplier<RecordingProtocol> factory = () -> {
            throw thrown;
        };
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            assertThatThrownBy(() -> loop.runUntilComplete(loop.createConnection(factory, "127.0.0.1", serving.port())))
                    .isSameAs(thrown);
            Await.until(loop, () -> serving.protocol(0).isLost());
        }
    }

    @Test
    void aFactoryThatGivesNullFailsTheFuture(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Supplier<RecordingProtocol> factory = () -> null;
            assertThatThrownBy(() -> loop.runUntilComplete(loop.createConnection(factory, "127.0.0.1", serving.port())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the protocol factory gave null");
            Await.until(loop, () -> serving.protocol(0).isLost());
        }
    }

    @Test
    void aFactoryThatThrowsAnErrorOfTheProgramEndsTheRunAndFailsTheFuture(EventLoop loop) {
        InternalError thrown = new InternalError("as if");
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            CompletableFuture<Connection<RecordingProtocol>> future = loop.createConnection(
                    () -> {
                        throw thrown;
                    },
                    "127.0.0.1",
                    serving.port());
            assertThatThrownBy(() -> loop.runUntilComplete(future)).isSameAs(thrown);
            assertThat(future.exceptionNow()).isSameAs(thrown);
            Await.until(loop, () -> serving.protocol(0).isLost());
        }
    }

    @Test
    void aClientWhoseConnectionMadeThrowsIsGivenTheConnectionAndLosesIt(EventLoop loop, Reported reported) {
        class Unwilling extends RecordingProtocol {
            @Override
            public void connectionMade(io.juvloop.Transport connection) {
                super.connectionMade(connection);
                throw new IllegalStateException("not me");
            }
        }
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Unwilling client = loop.runUntilComplete(loop.createConnection(Unwilling::new, "127.0.0.1", serving.port()))
                    .protocol();
            Await.until(loop, client::isLost);
            assertThat(client.events()).containsExactly("made", "lost(IllegalStateException)");
            assertThat(reported.only().exception()).isSameAs(client.lossCause());
            Await.until(loop, () -> serving.protocol(0).isLost());
        }
    }
}
