package io.juvloop.locks;

import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/// A logger whose handler writes to a sink under a lock, as the JDK's console handler does.
///
/// Any thread.
final class SharedLogger implements ContendedLock {
    private final SlowSink sink;
    private final System.Logger logger;

    /// Referenced, because loggers may be collected.
    private final Logger target;

    private SharedLogger(SlowSink sink, Logger target) {
        this.sink = sink;
        this.target = target;
        this.logger = System.getLogger(target.getName());
    }

    static SharedLogger create() {
        SlowSink sink = new SlowSink();
        Logger target = Logger.getLogger("io.juvloop.locks.SharedLogger");
        target.setUseParentHandlers(false);
        for (var former : target.getHandlers()) {
            target.removeHandler(former);
        }
        target.addHandler(new Flushing(sink));
        return new SharedLogger(sink, target);
    }

    private static final class Flushing extends StreamHandler {
        Flushing(OutputStream sink) {
            super(sink, new SimpleFormatter());
        }

        @Override
        public void publish(LogRecord logged) {
            super.publish(logged);
            flush();
        }
    }

    @Override
    public void hold(Runnable inside) {
        sink.next(inside);
        use();
    }

    @Override
    public void use() {
        logger.log(Level.INFO, "something happened, says {0}", target.getName());
    }
}
