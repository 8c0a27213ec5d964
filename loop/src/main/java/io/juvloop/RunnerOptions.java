package io.juvloop;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a [Runner] runs; the keywords of asyncio's `run`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `RunnerOptions.DEFAULT.withDebug(true)`.
/// See [asyncio.Runner](https://docs.python.org/3.13/library/asyncio-runner.html#asyncio.Runner).
public final class RunnerOptions {
    private static final Option<@Nullable Boolean> DEBUG = new Option<>("debug", null);
    private static final Option<Supplier<? extends EventLoop>> LOOP_FACTORY =
            new Option<>("loopFactory", EventLoop::create);
    private static final Option<Duration> SHUTDOWN_PATIENCE = new Option<>("shutdownPatience", Duration.ofSeconds(10));

    /// A loop from [EventLoop#create], and ten seconds for its end when the JVM is asked to end.
    public static final RunnerOptions DEFAULT = new RunnerOptions(Settings.INITIAL);

    private final Settings settings;

    private RunnerOptions(Settings settings) {
        this.settings = settings;
    }

    /// Whether the loop is in debug mode.
    ///
    /// @return empty to leave it as the factory made it
    public Optional<Boolean> debug() {
        return Optional.ofNullable(settings.get(DEBUG));
    }

    /// The same with debug mode on or off.
    ///
    /// @param on whether to debug
    /// @return new options
    public RunnerOptions withDebug(boolean on) {
        return new RunnerOptions(settings.with(DEBUG, on));
    }

    /// What makes the loop.
    ///
    /// @return the factory, which a runner calls once
    public Supplier<? extends EventLoop> loopFactory() {
        return settings.get(LOOP_FACTORY);
    }

    /// The same with loops of another kind.
    ///
    /// @param factory makes the loop
    /// @return new options
    public RunnerOptions withLoopFactory(Supplier<? extends EventLoop> factory) {
        Objects.requireNonNull(factory, "the loop factory is null");
        return new RunnerOptions(settings.with(LOOP_FACTORY, factory));
    }

    /// How long a JVM that is asked to end waits for the runner.
    ///
    /// @return zero for not at all
    public Duration shutdownPatience() {
        return settings.get(SHUTDOWN_PATIENCE);
    }

    /// The same with another patience. A supervisor that stops the process has one of its own, often ten
    /// seconds, after which it kills.
    ///
    /// @param patience how long a JVM that is asked to end waits for the runner, zero for not at all
    /// @return new options
    /// @throws IllegalArgumentException if the patience is negative
    public RunnerOptions withShutdownPatience(Duration patience) {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("the patience is negative: " + patience);
        }
        return new RunnerOptions(settings.with(SHUTDOWN_PATIENCE, patience));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RunnerOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// What differs from [#DEFAULT].
    @Override
    public String toString() {
        return "RunnerOptions" + settings;
    }
}
