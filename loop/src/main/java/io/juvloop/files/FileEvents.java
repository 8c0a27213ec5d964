package io.juvloop.files;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// A [FileWatch] for tasks: events wait in a queue until a task takes them.
///
/// An event that waits already is not added again, so a file that is written a thousand times waits once. When as
/// many different events wait as the [queue holds][WatchOptions#capacity], what comes then is dropped, and one
/// [FileEvent.Kind#OVERFLOW] stands for it.
///
/// Several tasks may take events: who came first is served first, and a task that is cancelled takes none.
///
/// Loop thread only. Lifetime: see [FileWatch].
public interface FileEvents extends FileWatch {
    /// Takes the next event, in a task that is suspended until there is one.
    ///
    /// @return the event
    /// @throws IOException if the operating system stopped to tell, once everything before was taken
    /// @throws java.nio.file.ClosedWatchServiceException if it is closed, before or meanwhile, once everything
    ///   before was taken
    /// @throws IllegalStateException outside a task of the loop
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no event is lost
    FileEvent next() throws IOException;

    /// Takes the next event, see [#next()].
    ///
    /// @param timeout how long to wait at most
    /// @return the event
    /// @throws TimeoutException if there was none in time
    /// @throws IOException if the operating system stopped to tell, once everything before was taken
    FileEvent next(Duration timeout) throws IOException, TimeoutException;
}
