package io.juvloop.faults;

import io.juvloop.Transport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One connection: blocks are written at the near end, and the bytes received at the far end are compared with
/// them.
final class TestedConnection {
    /// An operation of the program's on a line, in which an error may be thrown.
    interface Operation {
        void run(Transport transport, byte[] block);
    }

    /// The length of the last block before [#check].
    static final int LAST = 10;

    private final int id;
    private final RecordingEnd near;
    private final RecordingEnd far;
    private final List<Integer> written = new ArrayList<>();
    private final Set<Integer> doubtful = new HashSet<>();
    private int next = 1;
    private int bytes;
    private boolean isEnded;

    TestedConnection(int id, RecordingEnd near, RecordingEnd far) {
        this.id = id;
        this.near = near;
        this.far = far;
    }

    RecordingEnd near() {
        return near;
    }

    RecordingEnd far() {
        return far;
    }

    int id() {
        return id;
    }

    /// The number of the next block.
    int next() {
        return next;
    }

    /// A block that will be written by [#writing].
    byte[] block(int length) {
        byte[] block = Block.of(id, next++, length);
        bytes += block.length;
        return block;
    }

    /// Runs an operation that writes the next block; the program catches an error, far up the stack.
    void write(int length, Operation operation) {
        int number = next;
        byte[] block = block(length);
        writing(number, () -> operation.run(near.transport(), block));
    }

    /// Runs an operation that writes a block.
    void writing(int number, Runnable operation) {
        try {
            operation.run();
            written.add(number);
        } catch (StackOverflowError thrown) {
            doubtful.add(number);
        }
    }

    /// Runs an operation that ends the connection, or may.
    void ending(Runnable operation) {
        isEnded = true;
        tolerating(operation);
    }

    static void tolerating(Runnable operation) {
        try {
            operation.run();
        } catch (StackOverflowError thrown) {
            // the program continues
        }
    }

    /// Whether an error has ended the connection.
    boolean isBroken() {
        return near.cause() != null || far.cause() != null;
    }

    /// Whether the program has ended it.
    boolean isEnded() {
        return isEnded;
    }

    boolean isLost() {
        return near.isLost() && far.isLost();
    }

    boolean isClosing() {
        return near.isLost() || near.transport().isClosing() || far.isLost();
    }

    /// Whether all data written since [#check] has arrived.
    boolean isQuiet() {
        return isClosing() || hasAll();
    }

    boolean hasAll() {
        return far.count() == bytes;
    }

    /// Whether the last block has arrived.
    boolean hasArrived() {
        return far.endsWith(Block.of(id, next - 1, LAST));
    }

    /// Compares the bytes received since the last call.
    void check() {
        boolean mayBeCut = isBroken() || isEnded;
        List<Integer> came = Block.numbers(id, far.take(), mayBeCut);
        List<Integer> expected = new ArrayList<>(written);
        came.stream().filter(doubtful::contains).forEach(expected::add);
        expected.sort(null);
        int atLeast = mayBeCut ? Math.min(came.size(), expected.size()) : expected.size();
        if (!came.equals(expected.subList(0, atLeast))) {
            throw new AssertionError(
                    "line " + id + " wrote " + expected + ", and there came " + came + "; lost with " + near.cause());
        }
        written.clear();
        bytes = 0;
        doubtful.clear();
    }
}
