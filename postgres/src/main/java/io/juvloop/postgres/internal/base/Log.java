package io.juvloop.postgres.internal.base;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// The log of the driver, `io.juvloop.postgres`; looked up when the first line is written.
///
/// Any thread.
public final class Log {
    private Log() {}

    /// Holds the logger, which the JDK looks up once.
    private static final class Found {
        static final Logger LOGGER = System.getLogger("io.juvloop.postgres");

        private Found() {}
    }

    /// Writes a warning.
    ///
    /// @param message one line
    public static void warn(String message) {
        Found.LOGGER.log(Level.WARNING, message);
    }

    /// Writes a warning with what was thrown.
    ///
    /// @param message one line
    /// @param thrown why
    public static void warn(String message, @Nullable Throwable thrown) {
        Found.LOGGER.log(Level.WARNING, message, thrown);
    }
}
