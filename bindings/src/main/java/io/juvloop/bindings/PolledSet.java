package io.juvloop.bindings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The streams and polls that a loop polls itself, by its [SystemPoller], and beside them libuv's backend descriptor.
///
/// Wanted events are noted, and the kernel is called once before the loop waits, see [PolledHandle]. The set
/// knows the handle of each descriptor: two handles of a loop cannot poll the same one, and a handle whose
/// descriptor was closed by other code cannot remove the registration of a later owner of its number.
///
/// Loop thread only. Lives until [#close].
final class PolledSet {
    /// No handle has the word 0, so it stands for libuv's backend descriptor.
    private static final long LIBUV = 0;

    private final SystemPoller poller = SystemPoller.open();
    private final List<PolledHandle> changed = new ArrayList<>();
    private @Nullable PolledHandle[] byDescriptor = new PolledHandle[64];
    private int registered;
    private int alive;
    private int ready;
    private int next;

    /// Adds libuv's backend descriptor.
    ///
    /// @throws UvFailure if the kernel refuses
    void watchLibuv(int descriptor) {
        UvFailure.check("uv_backend_fd", poller.set(descriptor, 0, SystemPoller.READABLE, LIBUV));
    }

    // --- Registration

    /// Whether no handle wants any event.
    boolean isEmpty() {
        return registered == 0 && changed.isEmpty();
    }

    /// Notes that a handle wants other events; called once between two [#applyChanges].
    void add(PolledHandle handle) {
        changed.add(handle);
    }

    /// Applies the noted changes to the kernel. A refused handle is notified as by an event.
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

    /// Changes the watched events of a handle.
    ///
    /// @param before the events watched until now, 0 for none
    /// @param after the events to watch, 0 for none
    /// @return 0 or a negative error, after which nothing is watched for the handle
    int set(PolledHandle handle, int descriptor, int before, int after) {
        int status = before == 0 ? take(handle, descriptor) : 0;
        return status < 0 ? status : watch(handle, descriptor, before, after);
    }

    private int watch(PolledHandle handle, int descriptor, int before, int after) {
        int status = poller.set(descriptor, before, after, handle.word);
        if (status < 0 && before != 0 && after != 0) {
            var _ = poller.set(descriptor, before | after, 0, handle.word); // the remaining registration
        }
        boolean isWatched = status == 0 && after != 0;
        put(descriptor, isWatched ? handle : null);
        registered += (isWatched ? 1 : 0) - (before == 0 ? 0 : 1);
        return status;
    }

    /// Tries whether a descriptor can be watched, and removes it again.
    ///
    /// @return 0 or a negative error: EBADF, EPERM for a file, EEXIST if another handle watches it
    int probe(PolledHandle handle, int descriptor) {
        int status = take(handle, descriptor);
        return status < 0 ? status : addAndRemove(handle, descriptor);
    }

    /// Never leaves it added, also after an error: the kernel would report it, and no handle would remove it.
    private int addAndRemove(PolledHandle handle, int descriptor) {
        boolean isAdded = false;
        try {
            int status = poller.set(descriptor, 0, SystemPoller.READABLE, handle.word);
            isAdded = status == 0;
            if (isAdded) {
                status = poller.set(descriptor, SystemPoller.READABLE, 0, handle.word);
                isAdded = false;
            }
            return status;
        } finally {
            if (isAdded) {
                var _ = poller.set(descriptor, SystemPoller.READABLE, 0, handle.word);
            }
        }
    }

    /// Whether a descriptor is watched for a handle that still owns it.
    boolean isTaken(long descriptor) {
        if (descriptor < 0 || descriptor >= byDescriptor.length) {
            return false;
        }
        PolledHandle handle = byDescriptor[(int) descriptor];
        return handle != null && isWatched(handle, (int) descriptor);
    }

    /// Ensures that no other handle has the descriptor.
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

    /// Whether the kernel still watches a descriptor for the handle that added it. It does not if other code has
    /// closed it, whatever has its number now. Only removing it shows that.
    boolean isWatched(PolledHandle handle, int descriptor) {
        int mask = handle.registered();
        if (poller.set(descriptor, mask, 0, handle.word) == 0 && poller.set(descriptor, 0, mask, handle.word) == 0) {
            return true;
        }
        put(descriptor, null);
        registered--;
        return false;
    }

    /// Returns the handle for which a descriptor is watched.
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

    // --- Liveness

    void countAlive(int difference) {
        alive += difference;
    }

    boolean isAlive() {
        return alive > 0;
    }

    // --- Waiting

    /// Waits, and replaces the events of the previous wait.
    void await(int millis) {
        ready = 0;
        next = 0;
        ready = poller.await(millis);
    }

    /// Returns how many events the wait returned.
    int ready() {
        return ready;
    }

    /// Whether libuv's backend descriptor is ready.
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

    /// Returns the word of the next event's handle.
    long nextWord() {
        return poller.word(next);
    }

    /// Delivers events to the handles that take them in place; the others are left for [#dispatchNext]. If a
    /// handle throws, this ends and its event is delivered again.
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

    /// Delivers the next event to its handle, if the handle still wants it.
    ///
    /// @return whether there was an event of a handle
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
