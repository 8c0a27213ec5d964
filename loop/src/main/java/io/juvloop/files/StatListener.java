package io.juvloop.files;

import io.juvloop.ExceptionContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A listener for changes found by polling a file's status.
///
/// Called on the loop's thread, with the scoped values that were bound when the watch began. An exception is
/// passed to the loop's exception handler, and the watch continues.
@FunctionalInterface
public interface StatListener {
    /// Called when the status has changed. For a file that was created or deleted, one of the two is null.
    ///
    /// @param watch the watch; it may be closed here
    /// @param previous the status before, or null if there was no such file
    /// @param current the status now, or null if there is no such file
    void changed(FileWatch watch, @Nullable FileStat previous, @Nullable FileStat current);

    /// Called when the status could not be read, for another reason than that there is no such file; once,
    /// until it can be read again. By default the loop's exception handler is called.
    ///
    /// @param watch the watch, which continues
    /// @param failure the reason
    default void errorReceived(FileWatch watch, IOException failure) {
        watch.loop().callExceptionHandler(ExceptionContext.of(watch + " failed", failure));
    }
}
