package io.juvloop;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One wait of a task until enough of several are done, or the time is up. It touches none of them.
///
/// Loop thread only. Used once.
final class WaitForSome {
    private final EventLoop loop;
    private final ReturnWhen when;
    private final LoopFuture<Void> gate;
    private int unfinished;

    WaitForSome(EventLoop loop, ReturnWhen when) {
        this.loop = loop;
        this.when = when;
        this.gate = loop.createFuture();
    }

    void await(Collection<? extends CompletionStage<?>> stages, long deadline) {
        Completions completions = new Completions(loop, this::ended);
        unfinished = stages.size();
        @Nullable TimerHandle timer = null;
        try {
            for (CompletionStage<?> stage : stages) {
                completions.watch(Futures.ofLoop(loop, stage));
            }
            timer = deadline == Timeout.NEVER ? null : loop.callAt(deadline, () -> gate.complete(null));
            loop.await(gate);
        } finally {
            completions.forget();
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    private void ended(CompletableFuture<?> future) {
        unfinished--;
        boolean enough = switch (when) {
            case FIRST_COMPLETED -> true;
            case FIRST_EXCEPTION -> future.state() == CompletableFuture.State.FAILED;
            case ALL_COMPLETED -> false;
        };
        if (enough || unfinished == 0) {
            gate.complete(null);
        }
    }
}
