package io.juvloop.internal.core;

import io.juvloop.bindings.UvAsync;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/// Callbacks that come from other threads: a queue that many fill and the loop empties into the ready ones, and one
/// wake-up per drain.
///
/// The flag is what makes a wake-up rare and never lost: a poster sets it after adding and wakes the loop only
/// if it was clear; the loop clears it before it looks into the queue. Whatever is added after the look finds
/// the flag clear. While the loop's thread sleeps in [#sleepUntil], it does not wait for events, and is woken as a
/// thread.
///
/// [#post], [#postOrDrop] and [#wakeSleeper] any thread; the rest loop thread only.
public final class Posts {
    private static final VarHandle AWAKE;
    private static final int CHUNK = 1024;

    static {
        try {
            AWAKE = MethodHandles.lookup().findVarHandle(Posts.class, "awake", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("no field awake", impossible);
        }
    }

    private final MessagePassingQueue<ScheduledCall> queue = new MpscUnboundedVarHandleArrayQueue<>(CHUNK);
    private final LoopCore core;
    private final UvAsync wakeUp;
    private volatile boolean awake;
    private volatile @Nullable Thread sleeper;

    Posts(LoopCore core) {
        this.core = core;
        this.wakeUp = new UvAsync(core.uv(), this::moveToReady);
    }

    public void post(PostedCall call) {
        add(call);
        // a close that began meanwhile may have emptied the queue before this call was in it, but the loop may
        // also have run the call before it was closed
        if (core.isClosed() && call.takeBack()) {
            throw LoopCore.closedException();
        }
    }

    /// For those who must not fail: a call that comes too late is dropped.
    public void postOrDrop(ScheduledCall call) {
        if (!core.isClosed()) {
            add(call);
        }
    }

    private void add(ScheduledCall call) {
        queue.offer(call);
        if (!awake && (boolean) AWAKE.compareAndSet(this, false, true)) {
            wakeUp.send();
        }
        wakeSleeper();
    }

    /// Makes what was posted ready, in its order.
    public void moveToReady() {
        awake = false;
        for (int left = queue.size(); left > 0; left--) {
            ScheduledCall call = queue.poll();
            if (call == null) {
                return;
            }
            core.ready().add(call);
        }
    }

    // --- Sleeping while a callback waits for something else

    /// Has the thread that runs the loop sleep until something is posted, a condition holds or it is interrupted.
    /// Whoever makes the condition true calls [#wakeSleeper] afterwards.
    public void sleepUntil(BooleanSupplier condition) {
        sleeper = Thread.currentThread();
        try {
            awake = false;
            while (queue.isEmpty()
                    && !condition.getAsBoolean()
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.park(this);
            }
        } finally {
            sleeper = null;
        }
    }

    /// Ends [#sleepUntil], if the thread is in it.
    public void wakeSleeper() {
        Thread sleeping = sleeper;
        if (sleeping != null) {
            LockSupport.unpark(sleeping);
        }
    }

    // --- Keeping the loop alive

    /// Whether this keeps the loop alive, as it does but for runs that end by themselves.
    public void keepAlive(boolean wanted) {
        if (wanted) {
            wakeUp.ref();
        } else {
            wakeUp.unref();
        }
    }

    public int waiting() {
        return queue.size();
    }

    /// Lets no more in, and drops what waits without running it. Polls, because draining ends at a post that is
    /// only half in the queue and would leave those behind it.
    public void close() {
        wakeUp.end();
        for (ScheduledCall call = queue.poll(); call != null; call = queue.poll()) {
            call.drop();
        }
    }
}
