package io.juvloop.bindings;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The events that libuv's callbacks recorded and the loop has not dispatched yet, in libuv's order.
///
/// An upcall adds one record and returns; [Driver] takes the records after `uv_run` has returned. So no user code
/// runs above native frames, and nothing re-enters libuv.
///
/// ```
/// record:  word of the handle or request | first argument | second argument     beside its kind, and perhaps an object
/// ```
///
/// Loop thread only; one thread adds, and when it has ended another takes. Lives as long as its loop. Recording
/// allocates nothing once the arrays have the size that the loop needs.
final class RecordedEvents {
    private static final int WORDS = 3;

    private long[] records = new long[WORDS * 64];
    private @Nullable EventKind[] kinds = new EventKind[64];
    private @Nullable Object[] attached = new Object[64];
    private int next;
    private int end;
    private int current;

    void add(EventKind kind, long word, long first, long second) {
        add(kind, word, first, second, null);
    }

    void add(EventKind kind, long word, long first, long second, @Nullable Object attachment) {
        if (end == attached.length) {
            grow();
        }
        int at = end * WORDS;
        records[at] = word;
        records[at + 1] = first;
        records[at + 2] = second;
        kinds[end] = kind;
        attached[end] = attachment;
        end++;
    }

    /// All arrays are made before any is stored, so that an OutOfMemoryError leaves them of one size.
    private void grow() {
        long[] moreRecords = Arrays.copyOf(records, records.length * 2);
        @Nullable EventKind[] moreKinds = Arrays.copyOf(kinds, kinds.length * 2);
        attached = Arrays.copyOf(attached, attached.length * 2);
        kinds = moreKinds;
        records = moreRecords;
    }

    boolean isEmpty() {
        return next == end;
    }

    /// Takes the next record; its parts are available until the next call.
    ///
    /// @return false if there is none
    boolean advance() {
        if (next > 0) {
            attached[next - 1] = null;
        }
        if (next == end) {
            next = 0;
            end = 0;
            return false;
        }
        current = next++;
        return true;
    }

    /// Returns the word of the record that [#advance] would take next; 0, which no object has, if there is none.
    long nextWord() {
        return isEmpty() ? 0 : records[next * WORDS];
    }

    EventKind kind() {
        return Objects.requireNonNull(kinds[current], "there is no record");
    }

    long word() {
        return records[current * WORDS];
    }

    long first() {
        return records[current * WORDS + 1];
    }

    long second() {
        return records[current * WORDS + 2];
    }

    /// Returns the object of the record.
    @Nullable
    Object attachment() {
        return attached[current];
    }
}
