package io.juvloop.files;

import io.juvloop.ExceptionContext;
import java.io.IOException;

/// A listener for changes of a watched file or directory.
///
/// Called on the loop's thread, with the scoped values that were bound when the watch began. An exception is
/// passed to the loop's exception handler, and the watch continues.
@FunctionalInterface
public interface WatchListener {
    /// Called for each event.
    ///
    /// @param watch the watch; it may be closed here
    /// @param event the event
    void changed(FileWatch watch, FileEvent event);

    /// Called when the operating system has stopped reporting; the watch is closed already. By default the
    /// loop's exception handler is called.
    ///
    /// @param watch the watch that failed
    /// @param failure the reason
    default void errorReceived(FileWatch watch, IOException failure) {
        watch.loop().callExceptionHandler(ExceptionContext.of(watch + " failed", failure));
    }
}
