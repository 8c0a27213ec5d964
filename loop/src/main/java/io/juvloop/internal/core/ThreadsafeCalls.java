package io.juvloop.internal.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/// Callbacks posted by other threads: a queue that many threads fill and the loop drains into the ready
/// callbacks, with one wake-up per drain.
///
/// The flag makes wake-ups rare but never loses one: a poster sets it after adding a call and wakes the loop
/// only if the flag was clear; the loop clears it before it drains the queue. A call added after the drain
/// finds the flag clear. While the loop's thread sleeps in [#sleepUntil], it does not wait for events, and is
/// unparked instead.
///
/// [#call], [#post], [#postOrDrop] and [#wakeSleeper] any thread; the rest loop thread only.
public final class ThreadsafeCalls {
    private static final VarHandle AWAKE;
    private static final int CHUNK = 1024;

    static {
        try {
            AWAKE = MethodHandles.lookup().findVarHandle(ThreadsafeCalls.class, "awake", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("no field awake", impossible);
        }
    }

    private final MessagePassingQueue<CallbackHandle> queue = new MpscUnboundedVarHandleArrayQueue<>(CHUNK);
    private final LoopKernel core;
    private final LoopEvents events;
    private volatile boolean awake;
    private volatile @Nullable Thread sleeper;

    ThreadsafeCalls(LoopKernel core) {
        this.core = core;
        this.events = core.events();
    }

    /// Has a callback called by the loop, from whatever thread.
    ///
    /// @param callback not null
    /// @return what cancels the call
    public ThreadsafeHandle call(Runnable callback) {
        core.checkOpen();
        ThreadsafeHandle call = new ThreadsafeHandle(core, callback, core.creation());
        if (core.isCurrentThread()) {
            core.ready().add(call);
        } else {
            post(call);
        }
        return call;
    }

    public void post(ThreadsafeHandle call) {
        add(call);
        // a close that began meanwhile may have emptied the queue before this call was in it, but the loop may
        // also have run the call before it was closed
        if (core.isClosed() && call.takeBack()) {
            throw LoopKernel.closedException();
        }
    }

    /// Posts a call for callers that must not fail: a call that comes too late is dropped.
    public void postOrDrop(CallbackHandle call) {
        if (!core.isClosed()) {
            add(call);
        }
    }

    private void add(CallbackHandle call) {
        queue.offer(call);
        if (!awake && (boolean) AWAKE.compareAndSet(this, false, true)) {
            events.wakeUp();
        }
        wakeSleeper();
    }

    /// Moves the posted calls to the ready callbacks, in order.
    public void moveToReady() {
        awake = false;
        for (int left = queue.size(); left > 0; left--) {
            CallbackHandle call = queue.poll();
            if (call == null) {
                return;
            }
            core.ready().add(call);
        }
    }

    // --- Sleeping while a callback waits

    /// Lets the thread that runs the loop sleep until a call is posted, a condition holds or the thread is
    /// interrupted. Code that makes the condition true must call [#wakeSleeper] afterwards.
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

    /// Wakes the thread if it sleeps in [#sleepUntil].
    public void wakeSleeper() {
        Thread sleeping = sleeper;
        if (sleeping != null) {
            LockSupport.unpark(sleeping);
        }
    }

    public int waiting() {
        return queue.size();
    }

    /// Accepts no further calls and drops the queued ones without running them. It polls, because draining ends
    /// at a call that is only half linked into the queue and would leave the calls behind it.
    public void close() {
        events.endWakeUps();
        for (CallbackHandle call = queue.poll(); call != null; call = queue.poll()) {
            call.drop();
        }
    }
}
