package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A native loop for one test. It collects the Throwables that escape from callbacks. Closing it closes every
/// handle and fails the test if a handle, a request, a byte or an unread escape is left.
final class TestLoop implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final List<Throwable> escaped = new ArrayList<>();
    private final UvLoop uv = UvLoop.create(escaped::add);

    UvLoop uv() {
        return uv;
    }

    /// Runs until a condition holds, checking it about every millisecond.
    void runUntil(BooleanSupplier condition) {
        long begin = System.nanoTime();
        Repeated look = new Repeated(uv, () -> condition.getAsBoolean() || System.nanoTime() - begin > PATIENCE_NANOS);
        look.start();
        uv.run(UvLoop.RUN_DEFAULT);
        assertThat(condition.getAsBoolean()).as("it was so within ten seconds").isTrue();
    }

    /// Runs until no handle is active and none is closing.
    void runToTheEnd() {
        uv.run(UvLoop.RUN_DEFAULT);
    }

    boolean hasEscapes() {
        return !escaped.isEmpty();
    }

    /// Returns the Throwables that escaped since the last call.
    List<Throwable> takeEscapes() {
        List<Throwable> taken = List.copyOf(escaped);
        escaped.clear();
        return taken;
    }

    @Override
    public void close() {
        uv.handles().forEach(UvHandle::close);
        uv.run(UvLoop.RUN_DEFAULT);
        uv.close();
        assertThat(uv.handles()).isEmpty();
        assertThat(uv.requests()).isEmpty();
        assertThat(uv.bytesInUse()).isZero();
        for (HandleType type : HandleType.values()) {
            assertThat(uv.counters().closed(type)).isEqualTo(uv.counters().created(type));
        }
        for (RequestType type : RequestType.values()) {
            assertThat(uv.counters().ended(type)).isEqualTo(uv.counters().started(type));
        }
        assertThat(escaped).isEmpty();
    }

    /// A check once a millisecond that stops the loop when the condition holds.
    private static final class Repeated {
        private final UvLoop uv;
        private final BooleanSupplier look;
        private final UvTimer timer;

        Repeated(UvLoop uv, BooleanSupplier look) {
            this.uv = uv;
            this.look = look;
            this.timer = new UvTimer(uv, this::look);
        }

        void start() {
            timer.start(0);
        }

        private void look() {
            if (look.getAsBoolean()) {
                timer.close();
                uv.stop();
            } else {
                timer.start(1);
            }
        }
    }
}
