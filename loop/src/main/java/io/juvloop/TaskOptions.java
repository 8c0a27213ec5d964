package io.juvloop;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a task is made; the keywords of asyncio's `create_task`.
///
/// Any thread. Immutable.
///
/// @param name what it is called, or null for `Task-` and a number
/// @param eagerStart whether its first step runs at once instead of in the next turn
public record TaskOptions(@Nullable String name, boolean eagerStart) {
    /// A numbered name, and a start in the next turn.
    public static final TaskOptions DEFAULT = new TaskOptions(null, false);

    /// A task with a name.
    ///
    /// @param name what it is called
    /// @return the options
    public static TaskOptions named(String name) {
        return DEFAULT.withName(Objects.requireNonNull(name, "the name is null"));
    }

    /// The same with a name.
    ///
    /// @param newName what it is called
    /// @return new options
    public TaskOptions withName(@Nullable String newName) {
        return new TaskOptions(newName, eagerStart);
    }

    /// The same with or without an eager start: the body runs inside the call that makes the task, until it first
    /// waits.
    ///
    /// @param eager whether to start at once; a loop that is not running starts it in its first turn
    /// @return new options
    public TaskOptions withEagerStart(boolean eager) {
        return new TaskOptions(name, eager);
    }
}
