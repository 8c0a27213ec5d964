package io.juvloop.internal.executor;

import io.juvloop.internal.core.LoopCore;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/// The executor services that were made of a loop, to be told when it is closed, because what waits in one would
/// wait for ever. One that nobody uses is let go of: work that waits holds its own.
///
/// Any thread.
public final class ExecutorViews {
    private final LoopCore core;
    private final Set<LoopExecutorService> views = Collections.newSetFromMap(new WeakHashMap<>());

    public ExecutorViews(LoopCore core) {
        this.core = core;
    }

    LoopExecutorService make() {
        LoopExecutorService view = new LoopExecutorService(core);
        synchronized (views) {
            views.add(view);
        }
        if (core.isClosed()) {
            view.loopClosed();
        }
        return view;
    }

    public void loopClosed() {
        List<LoopExecutorService> told;
        synchronized (views) {
            told = List.copyOf(views);
        }
        told.forEach(LoopExecutorService::loopClosed);
    }
}
