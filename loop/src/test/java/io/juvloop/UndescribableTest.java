package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Throwing;
import io.juvloop.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Callbacks whose `toString` fails: their errors must still be reported.
@LoopTest
class UndescribableTest {
    private final IllegalArgumentException failure = new IllegalArgumentException("on purpose");
    private final List<String> ran = new ArrayList<>();

    /// A callback that fails twice.
    private record Undescribable(Runnable action, Runnable describe) implements Runnable {
        @Override
        public void run() {
            action.run();
        }

        @Override
        public String toString() {
            describe.run();
            return "described after all";
        }
    }

    static Stream<Runnable> failingDescriptions() {
        return Stream.of(
                Throwing.of(new IllegalStateException("no description")),
                Throwing.of(new AssertionError("no description")),
                Throwing.of(new Exception("no description")),
                Throwing.stackOverflow());
    }

    @ParameterizedTest
    @MethodSource("failingDescriptions")
    void itsFailureIsReported(Runnable describe, EventLoop loop, Reported reported) {
        loop.callSoon(new Undescribable(Throwing.of(failure), describe));
        loop.callSoon(() -> ran.add("after"));
        Turns.one(loop);
        assertThat(ran).containsExactly("after");
        assertThat(reported.only().exception()).isSameAs(failure);
    }

    @ParameterizedTest
    @MethodSource("failingDescriptions")
    void itsFailureIsLogged(Runnable describe, EventLoop loop, Logged logged) {
        loop.callSoon(new Undescribable(Throwing.of(failure), describe));
        Turns.one(loop);
        assertThat(logged.only().thrown()).isSameAs(failure);
    }

    @ParameterizedTest
    @MethodSource("failingDescriptions")
    void itsSlownessIsLogged(Runnable describe, EventLoop loop, Logged logged) {
        loop.setDebug(true);
        loop.setSlowCallbackDuration(Duration.ZERO);
        logged.allow(" has blocked the event loop "); // by the watch, at any moment
        loop.callSoon(new Undescribable(() -> ran.add("ran"), describe));
        loop.callSoon(() -> ran.add("after"));
        Turns.one(loop);
        assertThat(ran).containsExactly("ran", "after");
        assertThat(logged.all().stream().map(Logged.Entry::message).filter(text -> text.endsWith(" seconds")))
                .anyMatch(text -> text.startsWith("io.juvloop.UndescribableTest$Undescribable (its toString failed: "));
    }
}
