package io.juvloop.bindings;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The targets of upcalls have the shapes that jextract read from the header, with addresses as `long`.
class CallbackShapesTest {
    /// The callback types of libuv's that each target serves: one stub may serve several of one shape.
    private static final Map<String, List<String>> SERVES = Map.ofEntries(
            entry("alloc", List.of("uv_alloc_cb")),
            entry("read", List.of("uv_read_cb")),
            entry("event", List.of("uv_timer_cb", "uv_async_cb")),
            entry("close", List.of("uv_close_cb")),
            entry("connection", List.of("uv_connection_cb")),
            entry("poll", List.of("uv_poll_cb")),
            entry("done", List.of("uv_write_cb", "uv_connect_cb", "uv_shutdown_cb", "uv_udp_send_cb")),
            entry("resolved", List.of("uv_getaddrinfo_cb")),
            entry("named", List.of("uv_getnameinfo_cb")),
            entry("random", List.of("uv_random_cb")),
            entry("file", List.of("uv_fs_cb")),
            entry("received", List.of("uv_udp_recv_cb")),
            entry("exit", List.of("uv_exit_cb")),
            entry("signal", List.of("uv_signal_cb")),
            entry("changed", List.of("uv_fs_event_cb")),
            entry("polled", List.of("uv_fs_poll_cb")));

    @ParameterizedTest
    @MethodSource("served")
    void targetHasTheShapeOfTheCallbackType(String target, String type) throws ReflectiveOperationException {
        Class<?> generated = Class.forName(Callbacks.class.getPackageName() + ".gen." + type);
        FunctionDescriptor descriptor =
                (FunctionDescriptor) generated.getMethod("descriptor").invoke(null);
        assertThat(shapeOf(target)).isEqualTo(DowncallsTest.withPlainAddresses(descriptor));
    }

    @Test
    void everyKindOfStubIsCompared() {
        Set<String> kinds =
                Arrays.stream(Callback.values()).map(Callback::target).collect(toSet());
        assertThat(kinds).isEqualTo(SERVES.keySet());
    }

    @Test
    void allLoopsShareOneStubOfAKind() {
        try (TestLoop first = new TestLoop();
                TestLoop second = new TestLoop()) {
            new UvTimer(first.uv(), () -> {}).start(0);
            new UvTimer(second.uv(), () -> {}).start(0);
            assertThat(first.uv().stub(Callback.EVENT))
                    .isEqualTo(second.uv().stub(Callback.EVENT))
                    .isNotZero();
            assertThat(UvLoop.upcallStubs()).isBetween(1, SERVES.size());
        }
    }

    @Test
    void descriptorIsThatOfTheTarget() {
        for (Callback kind : Callback.values()) {
            assertThat(kind.descriptor().toMethodType()).isEqualTo(shapeOf(kind.target()));
        }
    }

    static Stream<String[]> served() {
        return SERVES.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(type -> new String[] {entry.getKey(), type}));
    }

    private static MethodType shapeOf(String target) {
        Method method = Arrays.stream(Callbacks.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(target))
                .findFirst()
                .orElseThrow();
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    }
}
