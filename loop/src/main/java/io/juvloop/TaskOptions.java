package io.juvloop;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The options of a new task: the keyword arguments of asyncio's `create_task`.
///
/// Any thread. Immutable; made by [#named] or by changing [#DEFAULT]: `TaskOptions.DEFAULT.withEagerStart(true)`. See
/// [create_task](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_task).
public final class TaskOptions {
    private static final Option<@Nullable String> NAME = new Option<>("name", null);
    private static final Option<Boolean> EAGER_START = new Option<>("eagerStart", false);

    /// A numbered name, and a start in the next iteration.
    public static final TaskOptions DEFAULT = new TaskOptions(Settings.INITIAL);

    private final Settings settings;

    private TaskOptions(Settings settings) {
        this.settings = settings;
    }

    /// Returns the options of a task with a name.
    ///
    /// @param name the name of the task
    /// @return the options
    public static TaskOptions named(String name) {
        return DEFAULT.withName(Objects.requireNonNull(name, "the name is null"));
    }

    /// Returns the name of the task.
    ///
    /// @return the name; empty for `Task-` and a number
    public Optional<String> name() {
        return Optional.ofNullable(settings.get(NAME));
    }

    /// Returns these options with a name.
    ///
    /// @param newName the name; null for `Task-` and a number
    /// @return new options
    public TaskOptions withName(@Nullable String newName) {
        return new TaskOptions(settings.with(NAME, newName));
    }

    /// Whether the first step runs at once instead of in the next iteration.
    ///
    /// @return whether it does
    public boolean isEagerStart() {
        return settings.get(EAGER_START);
    }

    /// Returns these options with or without an eager start: the body runs inside the call that creates the task,
    /// until it first waits.
    ///
    /// @param eager whether to start at once; a loop that is not running starts it in its first turn
    /// @return new options
    public TaskOptions withEagerStart(boolean eager) {
        return new TaskOptions(settings.with(EAGER_START, eager));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// Returns the options that differ from [#DEFAULT].
    @Override
    public String toString() {
        return "TaskOptions" + settings;
    }
}
