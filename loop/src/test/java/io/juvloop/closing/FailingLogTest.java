package io.juvloop.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.Logged;
import io.juvloop.testing.TaskTest;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log handler that throws at each record keeps nothing from being closed.
@TaskTest
class FailingLogTest {
    private final Logger logger = Logger.getLogger("io.juvloop");
    private final Handler failing = new Failing();

    @TempDir
    Path directory;

    private static final class Failing extends Handler {
        private int records;

        @Override
        public void publish(LogRecord logged) {
            records++;
            throw new IllegalStateException("record " + records + " on purpose");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void begin() {
        logger.addHandler(failing);
    }

    @AfterEach
    void end() {
        logger.removeHandler(failing);
    }

    @Test
    void theCloseGoesOnAndThrowsAtItsEnd(EventLoop loop, Logged logged) throws Exception {
        long fresh = loop.stats().nativeBytesInUse();
        OpenResources all = new OpenResources(loop, directory);
        all.open();
        Throwable thrown = catchThrowable(loop::close);
        assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("record 1 on purpose");
        assertThat(thrown.getSuppressed()).hasSizeGreaterThan(10);
        assertThat(loop.isClosed()).isTrue();
        all.giveBack();
        assertThat(loop.stats().handles())
                .allSatisfy((type, count) -> assertThat(count.live()).as(type).isZero());
        assertThat(loop.stats().requests())
                .allSatisfy((type, count) -> assertThat(count.live()).as(type).isZero());
        assertThat(loop.stats().nativeBytesInUse()).isLessThanOrEqualTo(fresh);
        assertThat(all.inFlight()).allMatch(CompletableFuture::isDone);
        assertThat(all.waiting()).allMatch(Task::isDone).allMatch(Task::isCancelled);
        assertThat(logged.all()).isNotEmpty();
    }
}
