package io.juvloop.testing;

import io.juvloop.LoopFuture;
import io.juvloop.spi.Abandonable;
import io.juvloop.spi.DirectlyCompleted;
import java.util.function.Consumer;

/// The future of something that is opened in memory. A task that is cancelled when it is open already does not take
/// it, and so it is closed.
///
/// Any thread; [#abandon] on the loop's.
final class MemoryOpening<T> extends LoopFuture<T> implements Abandonable, DirectlyCompleted {
    private final Consumer<? super T> close;

    MemoryOpening(TestLoop loop, Consumer<? super T> close) {
        super(loop);
        this.close = close;
    }

    @Override
    public void abandon() {
        if (!isSeen() && state() == State.SUCCESS) {
            close.accept(resultNow());
        }
    }
}
