package io.juvloop.debug;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// A log record names the class that logs, not the shared logger class.
@LoopTest
class LogCallerTest {
    private static final class Callers extends Handler {
        private final List<String> callers = new ArrayList<>();

        @Override
        public void publish(LogRecord logged) {
            callers.add(logged.getSourceClassName() + "." + logged.getSourceMethodName());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void recordsCarryTheirCaller(EventLoop loop, Logged logged) {
        Callers handler = new Callers();
        Logger logger = Logger.getLogger("io.juvloop");
        logger.addHandler(handler);
        try {
            loop.callSoon(() -> {
                throw new IllegalStateException("on purpose");
            });
            Turns.one(loop);
            var _ = loop.createTask(() -> "never");
            loop.close();
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(handler.callers)
                .hasSize(2)
                .allMatch(caller -> caller.startsWith("io.juvloop.internal."))
                .noneMatch(caller -> caller.contains(".Log."));
        assertThat(handler.callers.getFirst()).isEqualTo("io.juvloop.internal.core.ExceptionReporter.log");
        assertThat(handler.callers.getLast()).isEqualTo("io.juvloop.internal.task.Tasks.warn");
        assertThat(logged.all()).hasSize(2);
    }
}
