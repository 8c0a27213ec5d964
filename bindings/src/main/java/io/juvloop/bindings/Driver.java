package io.juvloop.bindings;

import org.jspecify.annotations.Nullable;

/// Drives a loop: waits for events, enters libuv, and dispatches the events.
///
/// [#poll] waits. On Linux and macOS it waits by the loop's own [SystemPoller], which holds the descriptors of streams
/// and, beside them, libuv's backend descriptor. libuv is entered, without waiting, only when that descriptor is
/// ready or libuv has something due. Where the loop polls nothing itself, libuv waits. Either way libuv's
/// callbacks only record (see [RecordedEvents]), and the loop dispatches after libuv has returned.
///
/// ```
///            +-- own poller: streams, polls, libuv's descriptor --+
/// poll ----> |                                                    | ----> dispatch: one event after another
///            +-- uv_run: records ---------------------------------+
/// ```
///
/// [#poll] is called on the thread that runs the loop, a platform thread; [#dispatch] on that one or another that
/// stands for it, never both at once. Lives as long as its loop. See
/// [uv_backend_fd](https://docs.libuv.org/en/v1.x/loop.html#c.uv_backend_fd).
public final class Driver {
    /// For [#poll]: no limit.
    public static final long FOR_EVER = Long.MAX_VALUE;

    private static final String PROPERTY = "juvloop.poll";
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int STACK_FRAMES = 500;

    private final UvLoop loop;
    private final RecordedEvents events = new RecordedEvents();
    private final UvRun libuv;
    private final @Nullable PolledSet polled;
    private @Nullable StreamIo io;
    private @Nullable ReceiveMemory memory;
    private @Nullable Throwable broken;
    private Runnable afterEach = () -> {};
    private boolean dispatching;
    private boolean measuring;
    private long idleNanos;
    private long polls;
    private long polledEvents;

    /// @param polls whether the loop should poll its streams itself, if the platform allows it
    Driver(UvLoop loop, boolean polls) {
        this.loop = loop;
        libuv = new UvRun(loop);
        boolean own = polls
                && SystemPoller.isSupported()
                && !System.getProperty(PROPERTY, "auto").equals("libuv");
        io = own ? new StreamIo(loop) : null;
        polled = own ? new PolledSet() : null; // last, as it takes a descriptor
    }

    /// Completes construction, once libuv's loop exists.
    ///
    /// @throws UvFailure if libuv's descriptor cannot be polled
    void begin() {
        if (polled != null) {
            polled.watchLibuv(LoopDowncalls.uv_backend_fd(loop.inUse()));
        }
    }

    /// Whether the loop polls its streams itself.
    ///
    /// @return false if libuv reads them
    public boolean pollsStreams() {
        return polled != null;
    }

    /// Sets the action that follows each dispatched event.
    ///
    /// @param action never throws
    public void afterEach(Runnable action) {
        afterEach = action;
    }

    PolledSet polledSet() {
        if (polled == null) {
            throw new IllegalStateException("this loop does not poll itself");
        }
        return polled;
    }

    /// The calls on streams; where libuv reads, for what it cannot do.
    StreamIo io() {
        StreamIo current = io;
        if (current == null) {
            current = new StreamIo(loop);
            io = current;
        }
        return current;
    }

    RecordedEvents events() {
        return events;
    }

    ReceiveMemory memory() {
        ReceiveMemory current = memory;
        if (current == null) {
            current = new ReceiveMemory(loop);
            memory = current;
        }
        return current;
    }

    /// Called after a call that may have given libuv work.
    void touch() {
        libuv.touch();
    }

    /// Called when a timer or an async handle of libuv's has fired.
    void recordedNow() {
        libuv.recorded();
    }

    /// Keeps a failure that an upcall could not record or the loop could not report, for [#poll] to throw. The
    /// first one counts.
    void broken(Throwable thrown) {
        if (broken == null) {
            broken = thrown;
        }
    }

    // --- Waiting

    /// Ensures that the stack has room for libuv and its callbacks. An upcall that exhausts the stack ends the
    /// JVM before any of our code can catch the error; here it is an ordinary error.
    ///
    /// @throws StackOverflowError if the caller left too little of the stack
    public static void requireStack() {
        requireFrames(STACK_FRAMES);
    }

    private static int requireFrames(int frames) {
        return frames == 0 ? 0 : requireFrames(frames - 1) + 1;
    }

    /// Waits until there is something to dispatch, another thread wakes the loop, or the time is over. It may
    /// return earlier.
    ///
    /// @param nanos the longest wait; 0 to look only, or [#FOR_EVER]
    /// @throws IllegalStateException if an earlier failure could be neither recorded nor reported, or an event is
    ///   being dispatched
    public void poll(long nanos) {
        requireNotDispatching("poll");
        long wait = hasEvents() ? 0 : nanos;
        if (polled == null || polled.isEmpty()) {
            waitInLibuv(wait);
        } else {
            waitByPoller(polled, wait);
        }
        throwBroken();
    }

    private void requireNotDispatching(String action) {
        if (dispatching) {
            throw new IllegalStateException("the loop dispatches an event and cannot " + action);
        }
    }

    /// Throws, once, the failure that could be neither recorded nor reported.
    void throwBroken() {
        Throwable failure = broken;
        if (failure != null) {
            broken = null;
            throw new IllegalStateException("a callback failed and could not be reported", failure);
        }
    }

    private void waitInLibuv(long nanos) {
        beginRecording();
        if (nanos == 0) {
            libuv.enter();
        } else {
            libuv.enterAndWait(millis(nanos));
        }
    }

    /// Received data is no longer needed once every event was dispatched.
    private void beginRecording() {
        if (memory != null && events.isEmpty()) {
            memory.begin();
        }
    }

    private void waitByPoller(PolledSet set, long nanos) {
        set.applyChanges(events);
        if (libuv.isNeeded()) {
            enterLibuv();
        }
        long wait = events.isEmpty() ? Math.min(nanos, libuv.untilDue()) : 0;
        long begin = measuring && wait != 0 ? System.nanoTime() : 0;
        set.await(millis(wait));
        if (begin != 0) {
            idleNanos += System.nanoTime() - begin;
        }
        boolean isLibuvReady = set.isLibuvReady();
        polls++;
        polledEvents += set.ready() - (isLibuvReady ? 1 : 0);
        if (isLibuvReady || libuv.isDue()) {
            enterLibuv();
        }
    }

    private void enterLibuv() {
        beginRecording();
        libuv.enter();
    }

    private static int millis(long nanos) {
        if (nanos == FOR_EVER) {
            return SystemPoller.FOR_EVER;
        }
        long millis = nanos / NANOS_PER_MILLI + (nanos % NANOS_PER_MILLI == 0 ? 0 : 1);
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    // --- Dispatching

    /// Whether [#dispatch] has something to do.
    ///
    /// @return true if it has
    public boolean hasEvents() {
        return !events.isEmpty() || (polled != null && polled.hasNext());
    }

    /// Dispatches, on the waiting thread, those polled events that only wake a waiter; see
    /// [StreamEvents#readInPlace] and [UvPoll.Events#pollInPlace]. The others are left to [#dispatch].
    ///
    /// @throws IllegalStateException if an event is being dispatched
    public void dispatchInPlace() {
        requireNotDispatching("dispatch another");
        if (polled != null && polled.hasNext()) {
            dispatching = true;
            try {
                polled.dispatchInPlace(loop.slots());
            } finally {
                dispatching = false;
            }
        }
    }

    /// Dispatches the events one after the other; each ends before the next begins. What a listener throws goes
    /// to the loop's handler of escaped Throwables.
    ///
    /// @throws IllegalStateException if an event is being dispatched
    public void dispatch() {
        requireNotDispatching("dispatch another");
        dispatching = true;
        try {
            while (polled != null && polled.hasNext()) {
                dispatchReady(polled);
            }
            while (events.advance()) {
                dispatchRecord();
            }
        } finally {
            dispatching = false;
        }
    }

    /// Dispatches the next event alone.
    ///
    /// @return false if there was none
    /// @throws IllegalStateException if an event is being dispatched
    public boolean dispatchNext() {
        requireNotDispatching("dispatch another");
        dispatching = true;
        try {
            if (polled != null && polled.hasNext()) {
                dispatchReady(polled);
                return true;
            }
            boolean isThere = events.advance();
            if (isThere) {
                dispatchRecord();
            }
            return isThere;
        } finally {
            dispatching = false;
        }
    }

    /// Returns the owner of the next event, see [UvHandle#owner]; a request is its own.
    ///
    /// @return the owner; null if it is the loop itself, or gone, or there is no event
    public @Nullable Object nextOwner() {
        long word = polled != null && polled.hasNext() ? polled.nextWord() : events.nextWord();
        UvObject target = loop.slots().find(word);
        return target instanceof UvHandle handle ? handle.owner() : target;
    }

    private void dispatchReady(PolledSet set) {
        try {
            if (!set.dispatchNext(loop.slots())) {
                return;
            }
        } catch (Throwable thrown) {
            loop.escaped(thrown);
        }
        finish();
    }

    private void dispatchRecord() {
        try {
            Dispatch.dispatch(loop, events);
        } catch (Throwable thrown) {
            loop.escaped(thrown);
        }
        finish();
    }

    private void finish() {
        try {
            afterEach.run();
        } catch (Throwable thrown) {
            loop.escaped(thrown);
        }
    }

    /// Whether the loop is in the middle of something that forbids closing or running it.
    boolean isInside() {
        return dispatching || libuv.isEntered();
    }

    // --- Liveness

    /// Whether libuv or the loop's own poller has anything active and referenced, or under way.
    ///
    /// @return true if there is
    public boolean isAlive() {
        return (polled != null && polled.isAlive()) || libuv.isAlive();
    }

    // --- Measuring

    /// Measures from now on how long the loop waits.
    void measureIdleTime() {
        measuring = true;
    }

    /// Returns how long the own poller has waited, in nanoseconds.
    long idleNanos() {
        return idleNanos;
    }

    /// Returns how often libuv was entered.
    long libuvRuns() {
        return libuv.runs();
    }

    /// Returns how often the own poller was called.
    long polls() {
        return polls;
    }

    /// Returns how many events the own poller had.
    long polledEvents() {
        return polledEvents;
    }

    // --- Closing

    /// Closes libuv's handles that belong to the loop itself. The user's handles are closed already.
    void closeTimer() {
        libuv.close();
    }

    void close() {
        if (polled != null) {
            polled.close();
        }
        if (io != null) {
            io.close();
        }
    }
}
