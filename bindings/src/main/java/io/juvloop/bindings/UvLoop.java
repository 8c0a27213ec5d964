package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A `uv_loop_t` and everything that lives in it: one arena, closed last; slabs; slots; counters.
///
/// Loop thread only, except [#byId] and methods that say otherwise. Closing has two phases: close every handle
/// and run until each close callback came, then call [#close]; only then is the memory freed. See
/// [uv_loop_t](https://docs.libuv.org/en/v1.x/loop.html).
public final class UvLoop {
    /// `UV_RUN_DEFAULT`: runs until stopped, or nothing is left to wait for.
    public static final int RUN_DEFAULT = 0;

    /// `UV_RUN_ONCE`: one iteration, which waits for an event.
    static final int RUN_ONCE = 1;

    /// `UV_RUN_NOWAIT`: one iteration, without blocking.
    public static final int RUN_NOWAIT = 2;

    private static final int MAX_LOOPS = 1 << 16;
    private static final int STDERR = 2;
    private static final int SCRATCH_SIZE = 1024;

    /// The loops by id; copied on each change, read by every callback. The references are weak, so that a loop
    /// that is dropped without being closed can be collected; a running loop is held by its thread.
    private static volatile Entry[] loops = {};

    private final Arena arena = Arena.ofShared();
    private final Slabs memory = new Slabs(arena);
    private final Counters counters = new Counters();
    private final Map<Long, UvHandle> adopted = new HashMap<>();
    private final Map<Long, Object> borrowed = new HashMap<>();
    private final SlotTable slots;
    private final int id;
    private final long address;
    private final long scratch;
    private final Consumer<Throwable> onEscape;
    private final Driver driver;
    private @Nullable Stubs stubs;
    private boolean running;
    private boolean stopped;
    private boolean closed;

    private UvLoop(Consumer<Throwable> onEscape, boolean polls) {
        this.onEscape = onEscape;
        this.id = register(this);
        try {
            this.slots = new SlotTable(id);
            this.address = arena.allocate(LoopDowncalls.uv_loop_size(), 16).address();
            this.scratch = arena.allocate(SCRATCH_SIZE, 16).address();
            this.driver = new Driver(this, polls);
        } catch (Throwable thrown) {
            free();
            throw thrown;
        }
    }

    /// Makes a loop.
    ///
    /// @param onEscape receives every Throwable that leaves a listener
    /// @return the loop, not running
    /// @throws LibraryUnavailable if there is no libuv
    /// @throws UvFailure if it cannot be made, for lack of file descriptors for instance
    public static UvLoop create(Consumer<Throwable> onEscape) {
        return create(onEscape, true);
    }

    /// Makes a loop that is never run and so polls nothing itself.
    static UvLoop createIdle() {
        return create(thrown -> {}, false);
    }

    private static UvLoop create(Consumer<Throwable> onEscape, boolean polls) {
        LibUv.require();
        UvLoop loop = new UvLoop(onEscape, polls);
        try {
            loop.begin();
            return loop;
        } catch (Throwable thrown) {
            loop.driver.close();
            loop.free();
            throw thrown;
        }
    }

    private void begin() {
        int status = LoopDowncalls.uv_loop_init(address);
        if (status < 0) {
            closeWhatWasLeft();
            throw new UvFailure("uv_loop_init", status);
        }
        try {
            driver.begin();
        } catch (Throwable thrown) {
            int _ = LoopDowncalls.uv_loop_close(address); // it has no handles yet
            throw thrown;
        }
    }

    /// Closes the backend descriptor, which libuv 1.44 leaves open if another descriptor cannot be opened. Newer
    /// versions close it themselves.
    private void closeWhatWasLeft() {
        int waitsBy = LoopDowncalls.uv_backend_fd(address);
        if (waitsBy > STDERR) {
            Descriptors.close(waitsBy);
        }
    }

    /// Returns a free place in the table; the place of a collected loop is free.
    private static final class Entry extends WeakReference<UvLoop> {
        Entry(UvLoop loop) {
            super(loop);
        }
    }

    private static synchronized int register(UvLoop loop) {
        Entry[] current = loops;
        int free = 0;
        while (free < current.length && current[free].get() != null) {
            free++;
        }
        if (free == MAX_LOOPS) {
            throw new IllegalStateException("a process holds at most " + MAX_LOOPS + " loops");
        }
        Entry[] next = Arrays.copyOf(current, Math.max(free + 1, current.length));
        next[free] = new Entry(loop);
        loops = next;
        return free;
    }

    private static synchronized void unregister(UvLoop loop) {
        loops[loop.id].clear();
    }

    /// Any thread.
    static @Nullable UvLoop byId(int id) {
        Entry[] current = loops;
        return id < current.length ? current[id].get() : null;
    }

    /// Returns the loops of this process that are not closed, without those that were collected. Any thread.
    ///
    /// @return a snapshot
    public static List<UvLoop> openLoops() {
        List<UvLoop> open = new ArrayList<>();
        for (Entry entry : loops) {
            UvLoop loop = entry.get();
            if (loop != null) {
                open.add(loop);
            }
        }
        return open;
    }

    /// Handles a Throwable that leaves a dispatch. Nothing may escape from here, not even an error in this
    /// method.
    void escaped(Throwable thrown) {
        try {
            onEscape.accept(thrown);
        } catch (Throwable worse) {
            driver.broken(worse);
            stopped = true;
        }
    }

    /// Returns what drives this loop.
    ///
    /// @return the driver
    public Driver driver() {
        return driver;
    }

    /// Runs the loop on the calling thread, which must be a platform thread: an upcall would pin a virtual
    /// thread's carrier. It suffices for a loop without callbacks and timers of its own. It returns at once if
    /// nothing is under way, closing, or active and referenced.
    ///
    /// @param mode [#RUN_DEFAULT] or [#RUN_NOWAIT]
    /// @throws StackOverflowError if the caller left too little of the stack to run callbacks on
    public void run(int mode) {
        refuseIfInside("run again");
        Driver.requireStack();
        open();
        running = true;
        stopped = false;
        try {
            if (mode == RUN_NOWAIT) {
                turn(0);
            }
            while (mode == RUN_DEFAULT && !stopped && driver.isAlive()) {
                turn(Driver.FOR_EVER);
            }
        } finally {
            running = false;
        }
        driver.throwBroken();
    }

    private void turn(long nanos) {
        driver.poll(nanos);
        driver.dispatch();
    }

    /// Makes [#run] return after the current iteration.
    public void stop() {
        open();
        stopped = true;
    }

    /// Updates the cached clock, so that timers count from now.
    public void updateTime() {
        Downcalls.uv_update_time(inUse());
    }

    /// Makes libuv measure how long the loop waits, from now on; this costs one extra poll before each wait.
    public void measureIdleTime() {
        UvFailure.check("uv_loop_configure", LoopOptions.configure(open(), LoopOptions.METRICS_IDLE_TIME));
        driver.measureIdleTime();
    }

    /// Returns how long the loop has waited since [#measureIdleTime].
    ///
    /// @return nanoseconds
    public long idleTime() {
        return uv_h.uv_metrics_idle_time(pointer()) + driver.idleNanos();
    }

    /// Returns libuv's counts.
    ///
    /// @return its figures
    /// @throws UnsupportedOperationException if this libuv counts nothing
    public LoopCounts counts() {
        return LoopCounts.of(this);
    }

    /// Whether anything is left that is active and referenced, or under way. `uv_loop_alive` also counts handles
    /// whose close callback has not come, which matters to no caller.
    ///
    /// @return true if there is
    public boolean isAlive() {
        for (UvObject object : slots.snapshot()) {
            if (object instanceof UvRequest || (object instanceof UvHandle handle && handle.isAlive())) {
                return true;
            }
        }
        return false;
    }

    /// Returns the address, for a call that may give libuv work.
    long open() {
        driver.touch();
        return inUse();
    }

    /// Returns the address, for a call that gives libuv no work.
    long inUse() {
        if (closed) {
            throw new IllegalStateException("the native loop is closed");
        }
        return address;
    }

    /// Returns the handles that are not closed yet, including those that are closing.
    ///
    /// @return a snapshot
    public List<UvHandle> handles() {
        List<UvHandle> handles = new ArrayList<>();
        for (UvObject object : slots.snapshot()) {
            if (object instanceof UvHandle handle && handle.isKnown()) {
                handles.add(handle);
            }
        }
        return handles;
    }

    /// The requests that libuv has not answered yet.
    ///
    /// @return a snapshot
    public List<UvRequest> requests() {
        List<UvRequest> requests = new ArrayList<>();
        for (UvObject object : slots.snapshot()) {
            if (object instanceof UvRequest request) {
                requests.add(request);
            }
        }
        return requests;
    }

    /// Closes the loop and frees its memory. Every handle must have been closed and its callback must have come.
    ///
    /// @throws UvFailure EBUSY if something still lives; then nothing is freed, because libuv still writes to it
    public void close() {
        if (closed) {
            return;
        }
        refuseIfInside("closed");
        if (!slots.isEmpty()) {
            throw new UvFailure("uv_loop_close", UvErrors.code("EBUSY"));
        }
        driver.closeTimer();
        UvFailure.check("uv_loop_close", LoopDowncalls.uv_loop_close(address));
        driver.close();
        free();
    }

    /// The run would continue on a closed loop, or inside another iteration.
    private void refuseIfInside(String action) {
        if (running || driver.isInside()) {
            throw new IllegalStateException("the native loop is running and cannot be " + action);
        }
    }

    private void free() {
        closed = true;
        unregister(this);
        arena.close();
    }

    /// Returns what was made and released. Racy when read from another thread.
    ///
    /// @return the counters
    public Counters counters() {
        return counters;
    }

    /// Bytes of handles, requests and chunks that are handed out.
    ///
    /// @return bytes
    public long bytesInUse() {
        return memory.bytesInUse();
    }

    /// Bytes that the slabs took from the system.
    ///
    /// @return bytes
    public long bytesReserved() {
        return memory.bytesReserved();
    }

    /// How many upcall stubs the open loops share.
    ///
    /// @return the number, bounded by the kinds of callback
    public static int upcallStubs() {
        return Stubs.count();
    }

    /// Returns the function that libuv calls back, valid for as long as this loop is open.
    long stub(Callback kind) {
        Stubs known = stubs;
        if (known == null) {
            known = Stubs.shared();
            stubs = known;
        }
        return known.of(kind);
    }

    /// Allocates a block for the loop's whole life.
    ///
    /// @param size in bytes
    /// @return the block, as a segment that throws once the loop is closed
    public MemorySegment allocate(long size) {
        return arena.allocate(size, 64);
    }

    /// Returns the memory that libuv reads and receives into; a datagram begins at a multiple of 64 KiB.
    ///
    /// @return a segment that throws once the loop is closed
    public MemorySegment receiveMemory() {
        return driver.memory().segment();
    }

    /// Finds the handle that has adopted a descriptor.
    ///
    /// @param descriptor made by other code
    /// @return the handle, or empty if there is none, or it is closed
    public Optional<UvHandle> adopter(long descriptor) {
        return Optional.ofNullable(adopted.get(descriptor));
    }

    /// Finds the handle that owns a descriptor, whatever its origin.
    ///
    /// @param descriptor its number
    /// @return the handle, or empty if none of this loop has it
    public Optional<UvHandle> ownerOf(long descriptor) {
        return slots.find(object -> object instanceof UvHandle handle && handle.owns(descriptor))
                .map(UvHandle.class::cast);
    }

    Map<Long, UvHandle> adopted() {
        return adopted;
    }

    /// The adopted descriptors that [BorrowedDescriptors] remembers.
    Map<Long, Object> borrowed() {
        return borrowed;
    }

    SlotTable slots() {
        return slots;
    }

    Slabs memory() {
        return memory;
    }

    /// A few bytes for the arguments of one call.
    long scratch() {
        return scratch;
    }

    MemorySegment pointer() {
        return MemorySegment.ofAddress(open());
    }
}
