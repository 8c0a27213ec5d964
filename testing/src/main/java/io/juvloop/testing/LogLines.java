package io.juvloop.testing;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// The lines that juvloop logs above INFO during a test, which examines them by [#look] instead of printing them.
/// They are collected if `System.Logger` leads to `java.util.logging`, as it does without another
/// `System.LoggerFinder`.
///
/// Any thread. Lives as long as the test.
public final class LogLines extends SeenList<LogLines.Line> {
    /// One record of the log.
    ///
    /// @param level WARNING, or SEVERE for an ERROR
    /// @param message the message, with its parameters filled in
    /// @param thrown the exception that was logged with it
    public record Line(
            Level level, String message, @Nullable Throwable thrown) {}

    /// Logged once in a process without the flag of the fast mode, whichever test has the first task.
    private static final String PORTABLE_MODE = "tasks run in portable mode";

    /// Held, because loggers may be collected.
    private final Logger logger = Logger.getLogger("io.juvloop");

    private final Handler handler = new Collector();

    LogLines() {}

    void begin() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    void end() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private final class Collector extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord logged) {
            String message = formatter.formatMessage(logged);
            if (logged.getLevel().intValue() > Level.INFO.intValue() && !message.startsWith(PORTABLE_MODE)) {
                happened(new Line(logged.getLevel(), message, logged.getThrown()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
