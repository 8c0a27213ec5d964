package io.juvloop;

import io.juvloop.internal.jdk.Cleaning;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;

/// Gives stages in the order in which they are done. [#next] suspends the task until there is one; it keeps a
/// timer only meanwhile. Whoever stops halfway leaves nothing behind: once this has been collected, nothing of it
/// stays on the stages.
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
