package io.juvloop.internal.descriptor;

import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.jdk.Log;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// A descriptor that the loop polls, shared by all its listeners.
///
/// The owner may close a descriptor as soon as it has no listener, and another file may get the number at once;
/// so the poll ends with its last listener. A channel holds it longer, see [ChannelWatch].
///
/// Loop thread only. Lives until [PolledDescriptors] has forgotten it.
public final class PolledDescriptor extends Readiness {
    private static final int CLOSED = UvErrors.code("EBADF");

    private final PolledDescriptors owner;
    private final long number;
    private final FdWatch watch;
    private final FdWatch.Listener onReadable = new Reading();
    private final FdWatch.Listener onWritable = () -> ready(Direction.WRITE);
    private @Nullable Object holder;
    private boolean ended;

    PolledDescriptor(PolledDescriptors owner, long number) {
        super(owner.core());
        this.owner = owner;
        this.number = number;
        this.watch = new FdWatch(owner.core(), number, owner.fresh(), this::removed);
    }

    private final class Reading implements FdWatch.Listener {
        @Override
        public void ready() {
            PolledDescriptor.this.ready(Direction.READ);
        }

        /// Unless a channel holds the descriptor, the kernel has to remove it first.
        @Override
        public boolean readyInPlace() {
            return holder != null && wake(Direction.READ);
        }
    }

    long number() {
        return number;
    }

    /// Keeps the poll without listeners, for a holder that is notified when the descriptor is closed.
    void hold(Object newHolder) {
        holder = newHolder;
    }

    /// Undoes [#hold].
    void letGo() {
        holder = null;
        boolean _ = endIfIdle();
    }

    /// The descriptor was closed without notice: waiting tasks are woken and meet the error.
    private void removed() {
        if (!ended) {
            Log.warn("{0} was closed while it was watched", this);
            end();
        }
    }

    /// Ends if the descriptor was closed without notice, even if another file has its number.
    void endIfGone() {
        if (holder == null && !ended) {
            watch.endIfGone();
        }
    }

    boolean isArmed(Direction direction) {
        return (watch.armed() & direction.event()) != 0;
    }

    @Override
    void arm(Direction direction) {
        try {
            watch.listen(direction.event(), direction == Direction.READ ? onReadable : onWritable);
        } catch (UvFailure failure) {
            watch.forget(direction.event());
            if (failure.code() == CLOSED) {
                removed();
            }
            boolean _ = endIfIdle();
            throw new UncheckedIOException(UvErrorMapping.toException(failure, this));
        }
    }

    @Override
    void disarm(Direction direction) {
        if (!ended) {
            watch.forget(direction.event());
            if (!endIfIdle() && holder == null) {
                boolean _ = watch.stop(direction.event());
            }
        }
    }

    @Override
    void stop(Direction direction) {
        if (!ended && !endIfIdle()) {
            boolean _ = watch.stop(direction.event());
        }
    }

    private boolean endIfIdle() {
        if (holder == null && !ended && isIdle()) {
            end();
        }
        return ended;
    }

    /// Stops polling and removes all listeners; the descriptor may be closed at once.
    void end() {
        if (!ended) {
            ended = true;
            owner.forget(this);
            watch.close();
            dismiss();
        }
    }

    @Override
    public String toString() {
        return holder == null ? "descriptor " + number : holder.toString();
    }
}
