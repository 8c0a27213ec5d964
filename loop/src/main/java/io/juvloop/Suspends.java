package io.juvloop;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a method that may suspend the calling task: it waits in blocking style, and the loop runs other tasks
/// meanwhile. asyncio marks such functions by `async def`.
///
/// Such a method is for tasks; outside a task it throws [IllegalStateException] instead of waiting. Between two
/// calls of marked methods no other task of the loop runs, so a task needs no lock there. A method without the mark
/// returns at once, with a future if the operation takes time.
///
/// If the task is cancelled, the marked method throws the reason of the cancellation, by default a
/// [java.util.concurrent.CancellationException].
///
/// Any thread. See [Coroutines and
/// Tasks](https://docs.python.org/3.13/library/asyncio-task.html#coroutine).
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Suspends {}
