package io.juvloop;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a method that may suspend the task which calls it: it waits in blocking style, and the loop goes on with
/// other tasks meanwhile. asyncio says `async def`.
///
/// Such a method is for tasks: outside one it throws [IllegalStateException] instead of waiting. Between two calls of
/// marked methods no other task of the loop runs, so what a task does there needs no lock. A method without the mark
/// returns at once; what takes time then is in its result, a future.
///
/// A cancelled task wakes in the marked method, which throws what the task was cancelled with, by default a
/// [java.util.concurrent.CancellationException].
///
/// Any thread. See [Coroutines and
/// Tasks](https://docs.python.org/3.13/library/asyncio-task.html#coroutine).
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Suspends {}
