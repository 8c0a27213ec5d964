package io.juvloop.files;

import io.juvloop.ExceptionContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Told of changes that are found by asking for a file's state again and again.
///
/// Called on the loop's thread, with the scoped values that were bound where it began to watch. What it throws
/// goes to the loop's exception handler, and the watch goes on.
@FunctionalInterface
public interface StatListener {
    /// The state is another than before. A file that is made or deleted has a null on one side.
    ///
    /// @param watch who tells; it may be closed here
    /// @param previous the state before, or null if there was no such file
    /// @param current the state now, or null if there is no such file
    void changed(FileWatch watch, @Nullable FileStat previous, @Nullable FileStat current);

    /// The state could not be had, for another reason than that there is no such file; told once, until it can be
    /// had again. Unless a listener does something else, the loop's exception handler is told.
    ///
    /// @param watch who tells, and goes on asking
    /// @param failure why
    default void errorReceived(FileWatch watch, IOException failure) {
        watch.loop().callExceptionHandler(ExceptionContext.of(watch + " failed", failure));
    }
}
