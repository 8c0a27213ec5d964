package io.juvloop.internal.descriptor;

import io.juvloop.EventLoop;
import io.juvloop.Handle;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.jdk.ScopedContext;
import java.nio.channels.SelectableChannel;
import java.util.Objects;

/// Watching descriptors and channels on libuv.
///
/// Thread rule and lifetime: see [EventLoop].
public interface UvDescriptors extends EventLoop, Chapter {
    /// The descriptors and channels that the loop watches for users.
    ///
    /// @return the same each time
    Watches watches();

    @Override
    default Handle addReader(long descriptor, Runnable callback) {
        return add(descriptor, Direction.READ, callback);
    }

    @Override
    default Handle addWriter(long descriptor, Runnable callback) {
        return add(descriptor, Direction.WRITE, callback);
    }

    @Override
    default boolean removeReader(long descriptor) {
        core().checkThread();
        return watches().remove(descriptor, Direction.READ);
    }

    @Override
    default boolean removeWriter(long descriptor) {
        core().checkThread();
        return watches().remove(descriptor, Direction.WRITE);
    }

    @Override
    default Handle addReader(SelectableChannel channel, Runnable callback) {
        return add(channel, Direction.READ, callback);
    }

    @Override
    default Handle addWriter(SelectableChannel channel, Runnable callback) {
        return add(channel, Direction.WRITE, callback);
    }

    @Override
    default boolean removeReader(SelectableChannel channel) {
        Objects.requireNonNull(channel, "the channel is null");
        core().checkThread();
        return watches().remove(channel, Direction.READ);
    }

    @Override
    default boolean removeWriter(SelectableChannel channel) {
        Objects.requireNonNull(channel, "the channel is null");
        core().checkThread();
        return watches().remove(channel, Direction.WRITE);
    }

    private Handle add(long descriptor, Direction direction, Runnable callback) {
        core().checkUsable();
        return watches().add(descriptor, direction, checked(callback));
    }

    private Handle add(SelectableChannel channel, Direction direction, Runnable callback) {
        core().checkUsable();
        Objects.requireNonNull(channel, "the channel is null");
        return watches().add(channel, direction, checked(callback));
    }

    private static Runnable checked(Runnable callback) {
        return ScopedContext.bind(Objects.requireNonNull(callback, "the callback is null"));
    }
}
