package io.juvloop;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The options of a [Runner]: the keyword arguments of asyncio's `run`.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `RunnerOptions.DEFAULT.withDebug(true)`.
/// See [asyncio.Runner](https://docs.python.org/3.13/library/asyncio-runner.html#asyncio.Runner).
public final class RunnerOptions {
    private static final Option<@Nullable Boolean> DEBUG = new Option<>("debug", null);
    private static final Option<Supplier<? extends EventLoop>> LOOP_FACTORY =
            new Option<>("loopFactory", EventLoop::create);
    private static final Option<Duration> SHUTDOWN_PATIENCE = new Option<>("shutdownPatience", Duration.ofSeconds(10));

    /// A loop from [EventLoop#create], and a patience of ten seconds when the JVM is asked to exit.
    public static final RunnerOptions DEFAULT = new RunnerOptions(Settings.INITIAL);

    private final Settings settings;

    private RunnerOptions(Settings settings) {
        this.settings = settings;
    }

    /// Whether the loop is in debug mode.
    ///
    /// @return empty if the loop stays as the factory made it
    public Optional<Boolean> debug() {
        return Optional.ofNullable(settings.get(DEBUG));
    }

    /// Returns these options with debug mode on or off.
    ///
    /// @param on whether debug mode is on
    /// @return new options
    public RunnerOptions withDebug(boolean on) {
        return new RunnerOptions(settings.with(DEBUG, on));
    }

    /// Returns the factory of the loop.
    ///
    /// @return the factory, which a runner calls once
    public Supplier<? extends EventLoop> loopFactory() {
        return settings.get(LOOP_FACTORY);
    }

    /// Returns these options with another factory of loops.
    ///
    /// @param factory creates the loop
    /// @return new options
    public RunnerOptions withLoopFactory(Supplier<? extends EventLoop> factory) {
        Objects.requireNonNull(factory, "the loop factory is null");
        return new RunnerOptions(settings.with(LOOP_FACTORY, factory));
    }

    /// Returns the time for which a JVM that is asked to exit waits for the runner.
    ///
    /// @return the time; zero if it does not wait
    public Duration shutdownPatience() {
        return settings.get(SHUTDOWN_PATIENCE);
    }

    /// Returns these options with another patience. A supervisor that stops the process has one of its own, often ten
    /// seconds, after which it kills.
    ///
    /// @param patience the time for which a JVM that is asked to exit waits; zero to not wait
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

    /// Returns the options that differ from [#DEFAULT].
    @Override
    public String toString() {
        return "RunnerOptions" + settings;
    }
}
