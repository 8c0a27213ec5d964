package io.juvloop.net.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.BaseProtocol;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.util.Arrays;
import java.util.List;
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
class ServerArgumentsTest {
    private static final Supplier<RecordingProtocol> FACTORY = RecordingProtocol::new;
    private static final Supplier<BaseProtocol> NO_FACTORY = null;
    private static final ServerOptions PLAIN = ServerOptions.DEFAULT;
    private static final ServerOptions WITH_SOCKET = PLAIN.withSocket(0);

    static Stream<Arguments> badCalls() {
        return Stream.of(
                bad("port -1", loop -> loop.createServer(FACTORY, "127.0.0.1", -1), "not -1"),
                bad("port 65536", loop -> loop.createServer(FACTORY, "127.0.0.1", 65536), "not 65536"),
                bad("no factory", loop -> loop.createServer(NO_FACTORY, "127.0.0.1", 0), "factory is null"),
                bad("both", loop -> loop.createServer(FACTORY, "127.0.0.1", 0, WITH_SOCKET), "host and a socket"),
                bad("NUL in the host", loop -> loop.createServer(FACTORY, "a\0b", 0), "NUL"),
                bad("a null host", loop -> loop.createServer(FACTORY, Arrays.asList("::1", null), 0, PLAIN), "null"),
                bad("unix, no factory", loop -> loop.createUnixServer(NO_FACTORY, "/x", PLAIN), "factory is null"),
                bad("unix, neither", loop -> loop.createUnixServer(FACTORY, (String) null, PLAIN), "neither a path"),
                bad("unix, both", loop -> loop.createUnixServer(FACTORY, "/x", WITH_SOCKET), "path and a socket"),
                bad("unix, empty path", loop -> loop.createUnixServer(FACTORY, "", PLAIN), "empty"),
                bad("unix, NUL in the path", loop -> loop.createUnixServer(FACTORY, "/a\0b", PLAIN), "NUL"));
    }

    private static Arguments bad(String name, Function<EventLoop, CompletableFuture<Server>> call, String complaint) {
        return Arguments.of(name, call, complaint);
    }

    @Tag("S1")
    @ParameterizedTest(name = "{0}")
    @MethodSource("badCalls")
    void anArgumentThatCannotBeRightIsRefusedBeforeAnythingIsMade(
            String name, Function<EventLoop, CompletableFuture<Server>> call, String complaint, EventLoop loop) {
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
    @Tag("S1")
    void aNegativeBacklogOrSocketIsRefused() {
        assertThatThrownBy(() -> PLAIN.withBacklog(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> PLAIN.withSocket(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void aClosedLoopServesNobody(EventLoop loop) {
        loop.close();
        List<String> hosts = List.of("127.0.0.1");
        assertThatThrownBy(() -> loop.createServer(FACTORY, hosts, 0, PLAIN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> loop.createUnixServer(FACTORY, "/x", PLAIN)).isInstanceOf(IllegalStateException.class);
    }
}
