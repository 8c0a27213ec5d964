package io.juvloop.testing;

import io.juvloop.EventLoop;
import io.juvloop.Handle;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Runs a loop until a condition holds, which is checked on the loop's thread about every millisecond.
///
/// On the thread that may run the loop, while it does not run.
public final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    private final EventLoop loop;
    private final BooleanSupplier condition;
    private final long begin = System.nanoTime();
    private final Duration patience;
    private Handle nextLook;
    private boolean met;
    private boolean over;
    private @Nullable RuntimeException failure;

    private Await(EventLoop loop, Duration patience, BooleanSupplier condition) {
        this.loop = loop;
        this.patience = patience;
        this.condition = condition;
        this.nextLook = loop.callSoonThreadsafe(this::look);
    }

    /// Fails if the condition does not hold within ten seconds.
    public static void until(EventLoop loop, BooleanSupplier condition) {
        until(loop, "what the test awaits", condition);
    }

    /// Fails with a name for the condition if it does not hold within ten seconds.
    public static void until(EventLoop loop, String what, BooleanSupplier condition) {
        if (!within(PATIENCE, loop, condition)) {
            throw new AssertionError("waited " + PATIENCE.toSeconds() + " s for " + what + "; " + loop.stats());
        }
    }

    /// Whether the condition holds within a time.
    static boolean within(Duration patience, EventLoop loop, BooleanSupplier condition) {
        Await await = new Await(loop, patience, condition);
        await.run();
        return await.met;
    }

    private void run() {
        try {
            while (!over) {
                loop.runForever();
            }
        } finally {
            nextLook.cancel();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void look() {
        try {
            met = condition.getAsBoolean();
        } catch (RuntimeException thrown) {
            failure = thrown;
        }
        over = met || failure != null || System.nanoTime() - begin > patience.toNanos();
        if (over) {
            loop.stop();
        } else {
            nextLook = loop.callLater(BETWEEN_LOOKS, this::look);
        }
    }
}
