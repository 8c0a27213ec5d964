package io.juvloop;

import io.juvloop.internal.jdk.Cleaning;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;

/// Iterates over stages in the order in which they complete. [#next] suspends the task until a stage is done,
/// and keeps a timer only meanwhile. An iteration that is abandoned leaves nothing behind: once this object has
/// been garbage-collected, it is detached from the stages.
///
/// For one task. Iterated once.
final class AsCompleted<S extends CompletionStage<?>> implements Iterator<S> {
    private final Arrivals<S> arrivals;

    AsCompleted(EventLoop loop, Collection<? extends S> stages, long deadline) {
        arrivals = new Arrivals<>(loop, stages, deadline);
        var _ = Cleaning.whenCollected(this, arrivals::abandon);
    }

    @Override
    public boolean hasNext() {
        return arrivals.left() > 0;
    }

    @Override
    public S next() {
        return arrivals.next();
    }
}
