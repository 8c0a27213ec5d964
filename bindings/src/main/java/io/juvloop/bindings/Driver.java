package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import org.jspecify.annotations.Nullable;

/// What drives a loop: waits for events and has libuv look after its own, and then hands out what came.
///
/// [#poll] waits. On Linux and macOS it waits by the loop's own [Poller], which holds the descriptors of streams and,
/// beside them, the one that libuv waits by; libuv is entered, without waiting, only when that is ready or something
/// of libuv's is due. Where nothing is polled by the loop itself, libuv waits. Either way libuv's callbacks only
/// record (see [RecordedEvents]), and the loop dispatches when it is out of libuv again.
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
    /// For [#poll]: until something happens.
    public static final long FOR_EVER = Long.MAX_VALUE;

    private static final String PROPERTY = "juvloop.poll";
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int STACK_FRAMES = 500;

    private final UvLoop loop;
    private final RecordedEvents events = new RecordedEvents();
    private final UvRun libuv;
    private final @Nullable StreamIo io;
    private final @Nullable PolledSet polled;
    private @Nullable ReceiveMemory memory;
    private @Nullable Throwable broken;
    private Runnable afterEach = () -> {};
    private boolean dispatching;
    private boolean measuring;
    private long idleNanos;
    private long polls;
    private long polledEvents;

    /// @param polls whether the loop is to poll its streams itself, if it can
    Driver(UvLoop loop, boolean polls) {
        this.loop = loop;
        libuv = new UvRun(loop);
        boolean own = polls
                && Poller.isSupported()
                && !System.getProperty(PROPERTY, "auto").equals("libuv");
        io = own ? new StreamIo(loop) : null;
        polled = own ? new PolledSet() : null; // last, as it takes a descriptor
    }

    /// Ends construction, once libuv's loop is there.
    ///
    /// @throws UvFailure if libuv's descriptor cannot be polled
    void begin() {
        if (polled != null) {
            polled.watchLibuv(uv_h.uv_backend_fd(loop.pointer()));
        }
    }

    /// Whether the loop polls its streams itself.
    ///
    /// @return false if libuv reads them
    public boolean pollsStreams() {
        return polled != null;
    }

    /// Sets what is done after each event that is dispatched.
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

    StreamIo io() {
        if (io == null) {
            throw new IllegalStateException("this loop does not read itself");
        }
        return io;
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

    /// Something was called that may have given libuv something to do.
    void touch() {
        libuv.touch();
    }

    /// A timer or an async of libuv's has fired.
    void recordedNow() {
        libuv.recorded();
    }

    /// An upcall could not record, or a failure could not be reported; thrown by [#poll]. The first one counts.
    void broken(Throwable thrown) {
        if (broken == null) {
            broken = thrown;
        }
    }

    // --- Waiting

    /// Makes sure that the stack has room for libuv and what it calls back. An upcall that finds the stack exhausted
    /// ends the JVM, before any of our code could catch that; here it is an ordinary error.
    ///
    /// @throws StackOverflowError if the caller left too little of the stack
    public static void requireStack() {
        requireFrames(STACK_FRAMES);
    }

    private static int requireFrames(int frames) {
        return frames == 0 ? 0 : requireFrames(frames - 1) + 1;
    }

    /// Waits until there is something to dispatch, somebody has woken the loop, or the time is over. It may return
    /// earlier.
    ///
    /// @param nanos the longest wait; 0 to look only, or [#FOR_EVER]
    /// @throws IllegalStateException if something could neither be recorded nor reported, or an event is being
    ///   dispatched
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

    /// Throws what could neither be recorded nor reported, once.
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

    /// What was read before is not needed any more once all of it was dispatched.
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
            return Poller.FOR_EVER;
        }
        long millis = nanos / NANOS_PER_MILLI + (nanos % NANOS_PER_MILLI == 0 ? 0 : 1);
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    // --- What came

    /// Whether [#dispatch] has something to do.
    ///
    /// @return true if it has
    public boolean hasEvents() {
        return !events.isEmpty() || (polled != null && polled.hasNext());
    }

    /// Hands out, on the thread that waits, those of the polled events that only wake somebody; see
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

    /// Hands out what came, one event after another; each is over before the next begins. What one throws goes to
    /// the loop's handler of escaped Throwables.
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

    /// Whether something is under way that a loop must not be closed or run in the middle of.
    boolean isInside() {
        return dispatching || libuv.isEntered();
    }

    // --- Whether there is anything to wait for

    /// Whether libuv or the loop's own poller has anything that is active and referenced, or under way.
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

    /// How long the own poller has waited, in nanoseconds.
    long idleNanos() {
        return idleNanos;
    }

    /// How often libuv was entered.
    long libuvRuns() {
        return libuv.runs();
    }

    /// How often the own poller was asked.
    long polls() {
        return polls;
    }

    /// How many events the own poller had.
    long polledEvents() {
        return polledEvents;
    }

    // --- The end

    /// Closes what libuv has of the loop's own. No handle of a user's is left.
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
