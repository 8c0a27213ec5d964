package io.juvloop.internal;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/// The executor services that were made of a loop, to be told when it is closed, because what waits in one would
/// wait for ever. One that nobody uses is let go of: work that waits holds its own.
///
/// Any thread.
final class ExecutorViews {
    private final UvEventLoop loop;
    private final Set<LoopExecutorService> views = Collections.newSetFromMap(new WeakHashMap<>());

    ExecutorViews(UvEventLoop loop) {
        this.loop = loop;
    }

    LoopExecutorService make() {
        LoopExecutorService view = new LoopExecutorService(loop);
        synchronized (views) {
            views.add(view);
        }
        if (loop.isClosed()) {
            view.loopClosed();
        }
        return view;
    }

    void loopClosed() {
        List<LoopExecutorService> told;
        synchronized (views) {
            told = List.copyOf(views);
        }
        told.forEach(LoopExecutorService::loopClosed);
    }
}
