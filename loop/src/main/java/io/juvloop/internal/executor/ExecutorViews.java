package io.juvloop.internal.executor;

import io.juvloop.internal.core.LoopKernel;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ScheduledExecutorService;

/// The executor services created for a loop, which are notified when the loop is closed, because their pending
/// jobs would otherwise never complete. A service that is no longer used can be garbage-collected: a pending
/// job references its service.
///
/// Any thread.
public final class ExecutorViews {
    private final LoopKernel core;
    private final Set<LoopExecutorService> views = Collections.newSetFromMap(new WeakHashMap<>());

    public ExecutorViews(LoopKernel core) {
        this.core = core;
    }

    public ScheduledExecutorService make() {
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
        List<LoopExecutorService> open;
        synchronized (views) {
            open = List.copyOf(views);
        }
        open.forEach(LoopExecutorService::loopClosed);
    }
}
