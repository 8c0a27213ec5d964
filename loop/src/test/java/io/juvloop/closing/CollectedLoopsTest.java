package io.juvloop.closing;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.net.peer.ChildJvm;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.ConsoleHandler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A loop without references is collected, and one that was not closed logs it.
@LoopTest
class CollectedLoopsTest {
    private static final int LOOPS = 200;
    private static final int TRIES = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void closedLoopsWhoseHandlersReachAnUnseenFailureAreCollected(EventLoop unused, Logged logged) {
        List<WeakReference<EventLoop>> loops = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            loops.add(closedWithAnUnseenFailure());
        }
        for (int i = 0; i < TRIES && loops.stream().anyMatch(loop -> loop.get() != null); i++) {
            System.gc();
        }
        assertThat(loops).allMatch(loop -> loop.get() == null);
        for (int i = 0; i < TRIES && logged.count() < LOOPS; i++) {
            System.gc(); // the cleaner may still be running
        }
        assertThat(logged.all())
                .hasSize(LOOPS)
                .allMatch(entry -> entry.message().startsWith("a future failed, and nobody looked"));
    }

    private static WeakReference<EventLoop> closedWithAnUnseenFailure() {
        EventLoop loop = EventLoop.create();
        LoopFuture<String> future = loop.createFuture();
        loop.setExceptionHandler((where, context) -> assertThat(future).isDone());
        future.completeExceptionally(new IllegalArgumentException("on purpose"));
        loop.close();
        return new WeakReference<>(loop);
    }

    @ParameterizedTest
    @CsvSource({"fresh, auto", "run, auto", "tasks, fast", "tasks, portable"})
    void aLoopThatIsDroppedSaysSoOnce(String how, String mode, EventLoop unused) throws Exception {
        List<String> tasks =
                List.of("env", "JDK_JAVA_OPTIONS=--add-opens=java.base/java.lang=ALL-UNNAMED -Djuvloop.tasks=" + mode);
        List<String> lines = ChildJvm.run(tasks, Dropping.class, how);
        assertThat(lines)
                .filteredOn(line -> line.contains("dropped without close"))
                .hasSize(1);
        assertThat(lines).noneMatch(line -> line.contains("made here"));
    }

    @Test
    void inDebugModeItSaysWhereItWasMade(EventLoop unused) throws Exception {
        List<String> lines = ChildJvm.run(List.of(), Dropping.class, "debug");
        assertThat(lines)
                .filteredOn(line -> line.contains("dropped without close"))
                .hasSize(1);
        assertThat(lines).anyMatch(line -> line.contains("made here"));
        assertThat(lines).anyMatch(line -> line.contains("Dropping.drop"));
    }

    /// Run in a JVM of its own, because the descriptors of a dropped loop stay open: drops one of two loops.
    static final class Dropping {
        public static void main(String... arguments) throws InterruptedException {
            String how = arguments[0];
            if (how.equals("debug")) {
                System.setProperty("juvloop.debug", "true");
            }
            Logger logger = Logger.getLogger("io.juvloop");
            Printed printed = new Printed();
            logger.setUseParentHandlers(false);
            logger.addHandler(printed);
            try (EventLoop closed = EventLoop.create()) {
                WeakReference<EventLoop> dropped = drop(how);
                collectUntil(() -> dropped.get() == null);
                closed.runUntilComplete(CompletableFuture.completedFuture("ran"));
                if (dropped.get() != null) {
                    throw new AssertionError("something holds the loop");
                }
            }
            collectUntil(() -> printed.count > 0);
            for (int i = 0; i < TRIES; i++) {
                System.gc(); // whatever would say it again
            }
        }

        private static void collectUntil(BooleanSupplier over) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!over.getAsBoolean() && System.nanoTime() < end) {
                System.gc();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }

        private static WeakReference<EventLoop> drop(String how) {
            EventLoop loop = EventLoop.create();
            if (!how.equals("fresh")) {
                loop.runUntilComplete(CompletableFuture.completedFuture("ran"));
            }
            if (how.equals("tasks")) {
                loop.runUntilComplete(loop.createTask(() -> "ran"));
            }
            return new WeakReference<>(loop);
        }
    }
    /// Prints the records of the log, and counts those that it has printed.
    private static final class Printed extends ConsoleHandler {
        private volatile int count;

        @Override
        public synchronized void publish(LogRecord logged) {
            super.publish(logged);
            count = count + 1;
        }
    }
}
