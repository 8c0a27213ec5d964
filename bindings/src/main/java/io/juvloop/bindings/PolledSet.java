package io.juvloop.bindings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The streams and polls that a loop waits for itself, by its [Poller], and beside them libuv's own descriptor.
///
/// What handles want is noted and the kernel is called once before the loop waits, see [PolledHandle]. The set knows
/// whose each descriptor is: two handles of a loop cannot wait for the same one, and a handle whose descriptor was
/// closed behind its back cannot take away what the kernel watches for another that has the number by then.
///
/// Loop thread only. Lives until [#close].
final class PolledSet {
    /// No word of a handle is 0, so this one stands for libuv's own descriptor.
    private static final long LIBUV = 0;

    private final Poller poller = Poller.open();
    private final List<PolledHandle> changed = new ArrayList<>();
    private @Nullable PolledHandle[] byDescriptor = new PolledHandle[64];
    private int registered;
    private int alive;
    private int ready;
    private int next;

    /// Has libuv's descriptor be waited for, too.
    ///
    /// @throws UvFailure if the kernel refuses
    void watchLibuv(int descriptor) {
        UvFailure.check("uv_backend_fd", poller.set(descriptor, 0, Poller.READABLE, LIBUV));
    }

    // --- What is watched

    /// Whether no handle wants anything.
    boolean isEmpty() {
        return registered == 0 && changed.isEmpty();
    }

    /// Notes that a handle wants something else; to be called once until [#applyChanges].
    void add(PolledHandle handle) {
        changed.add(handle);
    }

    /// Has the kernel know what is wanted. A handle that it refuses hears of it as of an event.
    void applyChanges(RecordedEvents events) {
        while (!changed.isEmpty()) {
            PolledHandle handle = changed.getLast();
            int status = handle.applyNoted();
            if (status < 0) {
                events.add(EventKind.POLL, handle.word, status, 0);
            }
            changed.removeLast();
        }
    }

    /// Changes what is watched for a handle.
    ///
    /// @param before what is watched until now, 0 for nothing
    /// @param after what is to be watched, 0 for nothing
    /// @return 0 or a negative error, after which nothing is watched for it
    int set(PolledHandle handle, int descriptor, int before, int after) {
        int status = before == 0 ? take(handle, descriptor) : 0;
        return status < 0 ? status : watch(handle, descriptor, before, after);
    }

    private int watch(PolledHandle handle, int descriptor, int before, int after) {
        int status = poller.set(descriptor, before, after, handle.word);
        if (status < 0 && before != 0 && after != 0) {
            var _ = poller.set(descriptor, before | after, 0, handle.word); // what is left of it
        }
        boolean isWatched = status == 0 && after != 0;
        put(descriptor, isWatched ? handle : null);
        registered += (isWatched ? 1 : 0) - (before == 0 ? 0 : 1);
        return status;
    }

    /// Whether a descriptor could be watched, which it is not afterwards.
    ///
    /// @return 0 or a negative error: EBADF, EPERM for a file, EEXIST if another handle watches it
    int probe(PolledHandle handle, int descriptor) {
        int status = set(handle, descriptor, 0, Poller.READABLE);
        return status < 0 ? status : set(handle, descriptor, Poller.READABLE, 0);
    }

    /// Whether a descriptor is watched for a handle that is still its own.
    boolean isTaken(long descriptor) {
        if (descriptor < 0 || descriptor >= byDescriptor.length) {
            return false;
        }
        PolledHandle handle = byDescriptor[(int) descriptor];
        return handle != null && isWatched(handle, (int) descriptor);
    }

    /// Makes sure that nobody else has the descriptor.
    private int take(PolledHandle handle, int descriptor) {
        PolledHandle other = find(descriptor);
        if (other == null || other == handle) {
            return 0;
        }
        if (isWatched(other, descriptor)) {
            return UvErrors.EEXIST;
        }
        other.lost();
        return 0;
    }

    /// Whether the kernel still watches a descriptor for the handle that has put it in: not if somebody else has
    /// closed it, whatever has its number now. Only taking it out tells.
    boolean isWatched(PolledHandle handle, int descriptor) {
        int mask = handle.registered();
        if (poller.set(descriptor, mask, 0, handle.word) == 0 && poller.set(descriptor, 0, mask, handle.word) == 0) {
            return true;
        }
        put(descriptor, null);
        registered--;
        return false;
    }

    /// The handle for which a descriptor is watched.
    @Nullable
    PolledHandle find(int descriptor) {
        return descriptor < byDescriptor.length ? byDescriptor[descriptor] : null;
    }

    private void put(int descriptor, @Nullable PolledHandle handle) {
        if (descriptor >= byDescriptor.length) {
            if (handle == null) {
                return;
            }
            byDescriptor = Arrays.copyOf(byDescriptor, Math.max(descriptor + 1, byDescriptor.length * 2));
        }
        byDescriptor[descriptor] = handle;
    }

    // --- What keeps the loop alive

    void countAlive(int difference) {
        alive += difference;
    }

    boolean isAlive() {
        return alive > 0;
    }

    // --- What is ready

    /// Waits, and has the events of this wait instead of those before.
    void await(int millis) {
        ready = 0;
        next = 0;
        ready = poller.await(millis);
    }

    /// How many events the wait brought.
    int ready() {
        return ready;
    }

    /// Whether libuv's descriptor is among those that are ready.
    boolean isLibuvReady() {
        for (int i = 0; i < ready; i++) {
            if (poller.word(i) == LIBUV) {
                return true;
            }
        }
        return false;
    }

    boolean hasNext() {
        return next < ready;
    }

    /// Brings events to the handles that take them in place; what is left is for [#dispatchNext]. What a handle throws
    /// ends it, and its event comes again.
    void dispatchInPlace(SlotTable slots) {
        boolean isEmpty = true;
        for (int event = next; event < ready; event++) {
            long word = poller.word(event);
            if (word == LIBUV) {
                continue;
            }
            boolean taken = slots.find(word) instanceof PolledHandle handle && handle.takeInPlace(poller.ready(event));
            if (taken) {
                poller.word(event, LIBUV);
            } else {
                isEmpty = false;
            }
        }
        if (isEmpty) {
            next = ready;
        }
    }

    /// Brings the next event to its handle, if that still wants it.
    ///
    /// @return whether it was one of a handle
    boolean dispatchNext(SlotTable slots) {
        int event = next++;
        long word = poller.word(event);
        if (word == LIBUV) {
            return false;
        }
        if (slots.find(word) instanceof PolledHandle handle) {
            handle.ready(poller.ready(event));
        }
        return true;
    }

    void close() {
        poller.close();
    }
}
