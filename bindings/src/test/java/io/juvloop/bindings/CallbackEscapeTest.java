package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A Throwable that a listener throws reaches the loop's handler of escapes once, and the loop continues: for
/// every kind of event and every kind of Throwable. A listener is called again for some kinds; then one of both is
/// enough.
@Tag("polling")
class CallbackEscapeTest {
    private final TestLoop loop = new TestLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    static List<Object[]> everyKindAndEveryThrowable() {
        List<Object[]> cases = new ArrayList<>();
        for (CallbackKind kind : CallbackKind.values()) {
            for (Outburst outburst : Outburst.values()) {
                cases.add(new Object[] {kind, outburst});
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("everyKindAndEveryThrowable")
    void escapeReachesItsHandlerAndTheLoopGoesOn(CallbackKind kind, Outburst outburst) {
        assumeTrue(kind.isPossible(loop.uv()));
        List<Throwable> thrown = new ArrayList<>();
        kind.provoke(loop.uv(), () -> {
            try {
                outburst.burst();
            } catch (Throwable one) {
                thrown.add(one);
                throw one;
            }
        });
        loop.runUntil(loop::hasEscapes);
        assertThat(loop.takeEscapes()).hasSize(1).isSubsetOf(thrown);
        assertThat(thrown).hasSizeBetween(1, 2);
        boolean[] wentOn = new boolean[1];
        new UvTimer(loop.uv(), () -> wentOn[0] = true).start(0);
        loop.runUntil(() -> wentOn[0]);
        loop.uv().handles().forEach(UvHandle::close);
        loop.runUntil(() -> loop.uv().requests().isEmpty());
        loop.takeEscapes();
    }

    @Test
    void everyStubIsProvoked() {
        Set<String> provoked = new TreeSet<>();
        for (CallbackKind kind : CallbackKind.values()) {
            for (String stub : kind.stubs()) {
                provoked.add(stub.toLowerCase(Locale.ROOT));
            }
        }
        Set<String> stubs = new TreeSet<>();
        for (Callback callback : Callback.values()) {
            stubs.add(callback.target());
        }
        assertThat(provoked).isEqualTo(stubs);
    }
}
