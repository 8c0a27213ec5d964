package io.juvloop.structured;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskFactory;
import io.juvloop.TaskOptions;
import java.util.concurrent.Callable;

/// A task factory that always throws.
final class Refusing implements TaskFactory {
    @Override
    public <T> Task<T> create(EventLoop loop, Callable<T> body, TaskOptions options) {
        throw new IllegalStateException("no more tasks");
    }
}
