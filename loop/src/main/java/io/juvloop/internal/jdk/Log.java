package io.juvloop.internal.jdk;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// The log of juvloop, `io.juvloop`; found when the first line is written, because finding it costs a start-up
/// some milliseconds that most programs never need.
///
/// Any thread.
public final class Log {
    private Log() {}

    private static final class Holder {
        static final Logger LOGGER = System.getLogger("io.juvloop");
    }

    public static void warn(String format, @Nullable Object... arguments) {
        Holder.LOGGER.log(Level.WARNING, format, arguments);
    }

    public static void warn(String message, @Nullable Throwable thrown) {
        Holder.LOGGER.log(Level.WARNING, message, thrown);
    }

    public static void error(String message, @Nullable Throwable thrown) {
        Holder.LOGGER.log(Level.ERROR, message, thrown);
    }
}
