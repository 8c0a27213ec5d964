package io.juvloop.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// The log records of juvloop above INFO, for a test to check, kept off the console.
public final class Logged extends Watched<Logged.Entry> {
    /// One record of the log.
    ///
    /// @param level WARNING or SEVERE, where an ERROR becomes SEVERE
    /// @param message the message with its parameters filled in
    /// @param thrown the exception that was logged with it
    public record Entry(
            Level level, String message, @Nullable Throwable thrown) {}

    /// The logger of the implementation; referenced, because loggers may be collected.
    private final Logger logger = Logger.getLogger("io.juvloop");

    private final Handler handler = new Collector();
    private final List<String> allowed = new CopyOnWriteArrayList<>();

    /// Lets records whose message contains this come at any moment, also after the test has looked.
    public void allow(String part) {
        allowed.add(part);
    }

    /// What the test should have looked at, and did not.
    List<Entry> leftovers() {
        return unseen().stream()
                .filter(entry -> allowed.stream().noneMatch(entry.message()::contains))
                .toList();
    }

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
            if (logged.getLevel().intValue() > Level.INFO.intValue()) {
                happened(new Entry(logged.getLevel(), formatter.formatMessage(logged), logged.getThrown()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
