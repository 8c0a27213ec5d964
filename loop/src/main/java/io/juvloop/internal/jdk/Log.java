package io.juvloop.internal.jdk;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// The log of juvloop, `io.juvloop`; looked up when the first line is written, because the lookup costs some
/// milliseconds at start-up that most programs never need.
///
/// It is a [Logger] itself, because the JDK skips loggers when it determines the calling class and method. If
/// the lookup failed, for want of memory, it is repeated at the next line.
///
/// Any thread.
public final class Log implements Logger {
    private static final Log LOG = new Log();

    private volatile @Nullable Logger found;

    private Log() {}

    /// For debugging; the default configuration of the log does not show it.
    public static void debug(String format, @Nullable Object... arguments) {
        LOG.log(Level.DEBUG, (ResourceBundle) null, format, arguments);
    }

    public static void warn(String format, @Nullable Object... arguments) {
        LOG.log(Level.WARNING, (ResourceBundle) null, format, arguments);
    }

    public static void warn(String message, @Nullable Throwable thrown) {
        LOG.log(Level.WARNING, (ResourceBundle) null, message, thrown);
    }

    public static void error(String message, @Nullable Throwable thrown) {
        LOG.log(Level.ERROR, (ResourceBundle) null, message, thrown);
    }

    private Logger logger() {
        Logger known = found;
        if (known == null) {
            known = System.getLogger("io.juvloop");
            found = known;
        }
        return known;
    }

    @Override
    public String getName() {
        return logger().getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return logger().isLoggable(level);
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        logger().log(level, bundle, message, thrown);
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... arguments) {
        logger().log(level, bundle, format, arguments);
    }
}
