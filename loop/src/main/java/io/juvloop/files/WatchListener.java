package io.juvloop.files;

import io.juvloop.ExceptionContext;
import java.io.IOException;

/// Told of what happens to what is watched.
///
/// Called on the loop's thread, with the scoped values that were bound where it began to watch. What it throws
/// goes to the loop's exception handler, and the watch goes on.
@FunctionalInterface
public interface WatchListener {
    /// Something happened.
    ///
    /// @param watch who tells; it may be closed here
    /// @param event what
    void changed(FileWatch watch, FileEvent event);

    /// The operating system stopped to tell: the watch is closed already. Unless a listener does something else,
    /// the loop's exception handler is told.
    ///
    /// @param watch who would have told
    /// @param failure why
    default void errorReceived(FileWatch watch, IOException failure) {
        watch.loop().callExceptionHandler(ExceptionContext.of(watch + " failed", failure));
    }
}
