package io.juvloop.internal;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/// To be written: the view of [EventLoop#asExecutorService].
final class LoopExecutorService extends ScheduledThreadPoolExecutor {
    LoopExecutorService() {
        super(1);
    }
}
