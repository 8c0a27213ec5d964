package io.juvloop.internal.core;

import io.juvloop.bindings.UvAsync;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/// Callbacks that come from other threads: a queue that many fill and the loop empties, and one wake-up per
/// drain.
///
/// The flag is what makes a wake-up rare and never lost: a poster sets it after adding and wakes the loop only
/// if it was clear; the loop clears it before it looks into the queue. Whatever is added after the look finds
/// the flag clear.
///
/// [#post] any thread; the rest loop thread only.
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

    private final MessagePassingQueue<PostedCall> queue = new MpscUnboundedVarHandleArrayQueue<>(CHUNK);
    private final LoopCore core;
    private final UvAsync wakeUp;
    private volatile boolean awake;

    Posts(LoopCore core) {
        this.core = core;
        this.wakeUp = new UvAsync(core.uv(), this::drain);
    }

    public void post(PostedCall call) {
        queue.offer(call);
        if (!awake && (boolean) AWAKE.compareAndSet(this, false, true)) {
            wakeUp.send();
        }
        // a close that began meanwhile may have emptied the queue before this call was in it, but the loop may
        // also have run the call before it was closed
        if (core.isClosed() && call.takeBack()) {
            throw LoopCore.closedException();
        }
    }

    /// For those who must not fail: a call that comes too late is dropped.
    public void postOrDrop(PostedCall call) {
        if (!core.isClosed()) {
            try {
                post(call);
            } catch (IllegalStateException closedMeanwhile) {
                call.cancel();
            }
        }
    }

    private void drain() {
        awake = false;
        if (core.isStopping()) {
            return;
        }
        for (int left = queue.size(); left > 0 && !core.hasFailed(); left--) {
            PostedCall call = queue.poll();
            if (call == null) {
                return;
            }
            core.invoke(call);
        }
    }

    /// Puts what came before a run in front of what its own thread will post in it, which keeps their order.
    void takeLeftovers() {
        for (int left = queue.size(); left > 0; left--) {
            core.turns().add(queue.poll());
        }
    }

    /// Whether this keeps the loop alive, as it does but for runs that end by themselves.
    public void keepAlive(boolean wanted) {
        if (wanted) {
            wakeUp.ref();
        } else {
            wakeUp.unref();
        }
    }

    public boolean isKeepingAlive() {
        return wakeUp.hasRef();
    }

    public int waiting() {
        return queue.size();
    }

    /// Lets no more in, and drops what waits without running it. Polls, because draining ends at a post that is
    /// only half in the queue and would leave those behind it.
    public void close() {
        wakeUp.end();
        for (PostedCall call = queue.poll(); call != null; call = queue.poll()) {
            call.cancel();
        }
    }
}
