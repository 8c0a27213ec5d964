package io.juvloop.files;

import io.juvloop.Suspends;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// A [FileWatch] for tasks: events are queued until a task takes them.
///
/// An event that is already queued is not added again, so a file that is written a thousand times is queued
/// once. When as many different events are queued as the [queue holds][WatchOptions#capacity], further events
/// are dropped and represented by one [FileEvent.Kind#OVERFLOW].
///
/// Several tasks may take events: they are served in order of arrival, and a task that is cancelled takes none.
///
/// Loop thread only. Lifetime: see [FileWatch].
public interface FileEvents extends FileWatch {
    /// Takes the next event, and suspends the task until there is one.
    ///
    /// @return the event
    /// @throws IOException if the operating system has stopped reporting, after all earlier events were taken
    /// @throws java.nio.file.ClosedWatchServiceException if the watch is closed, before or meanwhile, after all
    ///   earlier events were taken
    /// @throws IllegalStateException outside a task of the loop
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no event is lost
    @Suspends
    FileEvent next() throws IOException;

    /// Takes the next event, see [#next()].
    ///
    /// @param timeout the longest time to wait
    /// @return the event
    /// @throws TimeoutException if there was no event in time
    /// @throws IOException if the operating system has stopped reporting, after all earlier events were taken
    @Suspends
    FileEvent next(Duration timeout) throws IOException, TimeoutException;
}
