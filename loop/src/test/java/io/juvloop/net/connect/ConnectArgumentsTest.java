package io.juvloop.net.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Invalid arguments are rejected at the call, before any descriptor is opened.
@LoopTest
class ConnectArgumentsTest {
    private static final Supplier<RecordingProtocol> FACTORY = RecordingProtocol::new;
    private static final Supplier<BaseProtocol> NO_FACTORY = null;
    private static final ConnectOptions PLAIN = ConnectOptions.DEFAULT;
    private static final ConnectOptions WITH_SOCKET = PLAIN.withSocket(0);

    static Stream<Arguments> badCalls() {
        return Stream.of(
                bad("port -1", loop -> loop.createConnection(FACTORY, "127.0.0.1", -1), "not -1"),
                bad("port 65536", loop -> loop.createConnection(FACTORY, "127.0.0.1", 65536), "not 65536"),
                bad("port 0", loop -> loop.createConnection(FACTORY, "127.0.0.1", 0), "port 0"),
                bad("no factory", loop -> loop.createConnection(NO_FACTORY, "127.0.0.1", 80), "factory is null"),
                bad("neither", loop -> loop.createConnection(FACTORY, null, 80), "host is null"),
                bad("empty host", loop -> loop.createConnection(FACTORY, "", 80), "neither a host nor a socket"),
                bad("both", loop -> loop.createConnection(FACTORY, "::1", 80, WITH_SOCKET), "host and a socket"),
                bad("NUL in the host", loop -> loop.createConnection(FACTORY, "a\0b", 80), "NUL"),
                bad("unix, no factory", loop -> loop.createUnixConnection(NO_FACTORY, "/x", PLAIN), "factory is null"),
                bad(
                        "unix, neither",
                        loop -> loop.createUnixConnection(FACTORY, (String) null, PLAIN),
                        "neither a path"),
                bad("unix, both", loop -> loop.createUnixConnection(FACTORY, "/x", WITH_SOCKET), "path and a socket"),
                bad("unix, empty path", loop -> loop.createUnixConnection(FACTORY, "", PLAIN), "empty"),
                bad("unix, NUL in the path", loop -> loop.createUnixConnection(FACTORY, "/a\0b", PLAIN), "NUL"),
                bad("accepted, no factory", loop -> loop.connectAcceptedSocket(NO_FACTORY, 0), "factory is null"),
                bad("accepted, negative", loop -> loop.connectAcceptedSocket(FACTORY, -1), "-1"));
    }

    private static Arguments bad(String name, Function<EventLoop, CompletableFuture<?>> call, String complaint) {
        return Arguments.of(name, call, complaint);
    }

    @Tag("T3")
    @ParameterizedTest(name = "{0}")
    @MethodSource("badCalls")
    void anArgumentThatCannotBeRightIsRefusedBeforeAnythingIsMade(
            String name, Function<EventLoop, CompletableFuture<?>> call, String complaint, EventLoop loop) {
        var handlesBefore = loop.stats().handles();
        var requestsBefore = loop.stats().requests();
        assertThatThrownBy(() -> call.apply(loop))
                .isInstanceOf(
                        complaint.endsWith("is null") ? NullPointerException.class : IllegalArgumentException.class)
                .hasMessageContaining(complaint);
        assertThat(loop.stats().handles()).isEqualTo(handlesBefore);
        assertThat(loop.stats().requests()).isEqualTo(requestsBefore);
    }

    @Test
    @Tag("T3")
    void optionsThatContradictThemselvesAreRefused() {
        for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofMillis(-1)}) {
            assertThatThrownBy(() -> PLAIN.withTimeout(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("timeout must be positive");
            assertThatThrownBy(() -> PLAIN.withHappyEyeballsDelay(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("happyEyeballsDelay must be positive");
        }
        assertThatThrownBy(() -> PLAIN.withLocalAddress(InetSocketAddress.createUnresolved("somewhere", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("somewhere");
        assertThatThrownBy(() -> PLAIN.withSocket(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedLoopConnectsNobody(EventLoop loop) {
        loop.close();
        assertThatThrownBy(() -> loop.createConnection(FACTORY, "127.0.0.1", 80))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> loop.createUnixConnection(FACTORY, "/x", PLAIN))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> loop.connectAcceptedSocket(FACTORY, 0)).isInstanceOf(IllegalStateException.class);
    }
}
