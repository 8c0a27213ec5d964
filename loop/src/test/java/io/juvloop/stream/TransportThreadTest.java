package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Server;
import io.juvloop.Transport;
import io.juvloop.TransportSocket;
import io.juvloop.WriteBufferLimits;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every method of a connection and a server is for the loop's thread, and throws on others.
@LoopTest
class TransportThreadTest {
    /// The methods that another thread needs to reach the loop's thread.
    private static final Set<String> FOR_ANY_THREAD = Set.of("loop");

    private static @Nullable Object argument(Class<?> type) {
        if (type == byte[].class) {
            return new byte[10];
        }
        if (type == int.class) {
            return 1000;
        }
        if (type == boolean.class) {
            return true;
        }
        return List.of(
                        ByteBuffer.allocate(10),
                        MemorySegment.ofArray(new byte[10]),
                        List.of(ByteBuffer.allocate(10)),
                        WriteBufferLimits.DEFAULT,
                        ExtraInfo.SOCKNAME,
                        Duration.ofSeconds(1),
                        new RecordingProtocol())
                .stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("an argument of type " + type + " is needed"));
    }

    /// Calls a method on another thread.
    ///
    /// @return the exception that it threw, or null
    private static @Nullable Throwable thrownElsewhere(Object target, Method method) {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(TransportThreadTest::argument)
                .toArray();
        return Blocking.call(() -> {
                    try {
                        method.invoke(target, arguments);
                        return new AssertionError("nothing was thrown");
                    } catch (InvocationTargetException thrown) {
                        return thrown.getCause();
                    }
                })
                .join();
    }

    private static void refusesOthers(Class<?> type, Object target) throws Exception {
        for (Method method : type.getMethods()) {
            if (!FOR_ANY_THREAD.contains(method.getName())) {
                assertThat(thrownElsewhere(target, method))
                        .as(method.toString())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("called on thread peer");
            }
        }
    }

    @Test
    @Tag("J4")
    void everyMethodRefusesAnotherThread(EventLoop loop) throws Exception {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Transport transport = loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port()))
                    .transport();
            TransportSocket socket = Objects.requireNonNull(transport.extraInfo(ExtraInfo.SOCKET));
            refusesOthers(Transport.class, transport);
            refusesOthers(Server.class, serving.server());
            refusesOthers(TransportSocket.class, socket);
            assertThat(transport.isClosing()).isFalse();
            assertThat(serving.server().isServing()).isTrue();
            assertThat(serving.protocol(0).receivedCount()).isZero();
            assertThat(Blocking.call(transport::loop).join()).isSameAs(loop);
            transport.close();
        }
    }

    @Test
    @Tag("J4")
    void anotherThreadMayPrintAConnectionAndAServer(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Transport transport = loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port()))
                    .transport();
            String port = Integer.toString(serving.port());
            assertThat(Blocking.call(transport::toString).join()).contains(port);
            assertThat(Blocking.call(serving.server()::toString).join()).contains(port);
            transport.close();
        }
    }
}
