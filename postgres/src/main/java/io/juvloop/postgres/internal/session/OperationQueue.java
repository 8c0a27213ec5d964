package io.juvloop.postgres.internal.session;

import org.jspecify.annotations.Nullable;

/// A queue of operations that are linked among themselves, so that waiting costs no object. An operation is in one
/// queue
/// at a time.
///
/// Loop thread only.
final class OperationQueue {
    private @Nullable Operation<?> first;
    private @Nullable Operation<?> last;
    private int size;

    @Nullable
    Operation<?> first() {
        return first;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return first == null;
    }

    void addLast(Operation<?> operation) {
        operation.next = null;
        if (last == null) {
            first = operation;
        } else {
            last.next = operation;
        }
        last = operation;
        size++;
    }

    void addFirst(Operation<?> operation) {
        operation.next = first;
        first = operation;
        if (last == null) {
            last = operation;
        }
        size++;
    }

    /// Takes the first out.
    ///
    /// @return what was the first, or null
    @Nullable
    Operation<?> removeFirst() {
        Operation<?> removed = first;
        if (removed != null) {
            first = removed.next;
            removed.next = null;
            if (first == null) {
                last = null;
            }
            size--;
        }
        return removed;
    }

    /// Looks from the front.
    ///
    /// @return whether it was there
    boolean remove(Operation<?> operation) {
        Operation<?> before = null;
        for (Operation<?> current = first; current != null; current = current.next) {
            if (current.equals(operation)) {
                unlink(before, current);
                return true;
            }
            before = current;
        }
        return false;
    }

    /// Puts an operation in the place of another.
    ///
    /// @return whether that was there
    boolean replace(Operation<?> operation, Operation<?> by) {
        Operation<?> before = null;
        for (Operation<?> current = first; current != null; current = current.next) {
            if (current.equals(operation)) {
                by.next = current.next;
                if (before == null) {
                    first = by;
                } else {
                    before.next = by;
                }
                if (current.equals(last)) {
                    last = by;
                }
                current.next = null;
                return true;
            }
            before = current;
        }
        return false;
    }

    private void unlink(@Nullable Operation<?> before, Operation<?> current) {
        if (before == null) {
            first = current.next;
        } else {
            before.next = current.next;
        }
        if (current.equals(last)) {
            last = before;
        }
        current.next = null;
        size--;
    }
}
