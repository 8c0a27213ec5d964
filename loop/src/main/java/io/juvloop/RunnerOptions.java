package io.juvloop;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a [Runner] runs; the keywords of asyncio's `run`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `RunnerOptions.DEFAULT.withDebug(true)`.
/// See [asyncio.Runner](https://docs.python.org/3.13/library/asyncio-runner.html#asyncio.Runner).
///
/// @param debug whether the loop is in debug mode, or null to leave it as the factory made it
/// @param loopFactory makes the loop, once
/// @param shutdownPatience how long a JVM that is asked to end waits for the runner, zero for not at all
public record RunnerOptions(
        @Nullable Boolean debug, Supplier<? extends EventLoop> loopFactory, Duration shutdownPatience) {
    /// A loop from [EventLoop#create], and ten seconds for its end when the JVM is asked to end.
    public static final RunnerOptions DEFAULT = new RunnerOptions(null, EventLoop::create, Duration.ofSeconds(10));

    /// Checks the options.
    ///
    /// @throws IllegalArgumentException if the patience is negative
    public RunnerOptions {
        Objects.requireNonNull(loopFactory, "the loop factory is null");
        if (shutdownPatience.isNegative()) {
            throw new IllegalArgumentException("the patience is negative: " + shutdownPatience);
        }
    }

    /// The same with debug mode on or off.
    ///
    /// @param on whether to debug
    /// @return new options
    public RunnerOptions withDebug(boolean on) {
        return new RunnerOptions(on, loopFactory, shutdownPatience);
    }

    /// The same with loops of another kind.
    ///
    /// @param factory makes the loop
    /// @return new options
    public RunnerOptions withLoopFactory(Supplier<? extends EventLoop> factory) {
        return new RunnerOptions(debug, factory, shutdownPatience);
    }

    /// The same with another patience. Whoever stops the process from outside has one of its own, often ten
    /// seconds, after which it kills.
    ///
    /// @param patience how long a JVM that is asked to end waits for the runner, zero for not at all
    /// @return new options
    public RunnerOptions withShutdownPatience(Duration patience) {
        return new RunnerOptions(debug, loopFactory, patience);
    }
}
