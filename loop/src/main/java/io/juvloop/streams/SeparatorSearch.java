package io.juvloop.streams;

import io.juvloop.internal.stream.ReceiveQueue;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Reads up to the first of several separators. Bytes that were searched are not searched again when more
/// arrive.
///
/// Inside a task of the loop, [#of] any thread. Immutable.
final class SeparatorSearch {
    private static final boolean[] NOT_NEEDED = {};

    static final SeparatorSearch LINE_FEED = of(new byte[] {'\n'});

    private static final long NONE = -1;

    private final byte[][] separators;

    /// For each byte value, whether a separator begins with it.
    private final boolean[] firstBytes;

    private final int shortest;
    private final int longest;

    private SeparatorSearch(byte[][] separators) {
        this.separators = separators;
        this.firstBytes = separators.length == 1 ? NOT_NEEDED : firstBytes(separators);
        this.shortest = separators[0].length;
        this.longest = separators[separators.length - 1].length;
    }

    private static boolean[] firstBytes(byte[][] separators) {
        boolean[] first = new boolean[256];
        for (byte[] separator : separators) {
            first[separator[0] & 0xFF] = true;
        }
        return first;
    }

    static SeparatorSearch of(byte[] separator) {
        if (separator.length == 0) {
            throw new IllegalArgumentException("a separator must have at least one byte");
        }
        return new SeparatorSearch(new byte[][] {separator.clone()});
    }

    static SeparatorSearch of(List<byte[]> separators) {
        byte[][] sorted = separators.stream()
                .map(byte[]::clone)
                .sorted(Comparator.comparingInt(separator -> separator.length))
                .toArray(byte[][]::new);
        if (sorted.length == 0) {
            throw new IllegalArgumentException("there must be at least one separator");
        }
        if (sorted[0].length == 0) {
            throw new IllegalArgumentException("a separator must have at least one byte");
        }
        return new SeparatorSearch(sorted);
    }

    /// Reads up to and including the separator that ends first.
    ///
    /// @throws IncompleteReadException at the end
    /// @throws LimitOverrunException if the separator is too far away; then no byte is taken
    byte[] read(ReadBuffering buffering, String call, long deadline) throws IOException {
        try {
            buffering.begin(call);
            ReceiveQueue queue = buffering.queue;
            long from = 0;
            while (true) {
                if (queue.size() - from >= shortest) {
                    long end = endOfMatch(queue, from, buffering.limit);
                    if (end != NONE) {
                        byte[] taken = queue.take(end);
                        buffering.resumeIfRead();
                        return taken;
                    }
                    from = Math.max(0, queue.size() + 1 - longest);
                    if (from > buffering.limit) {
                        throw new LimitOverrunException("no separator within the limit of " + buffering.limit, from);
                    }
                }
                buffering.throwFailure();
                if (buffering.isEnded()) {
                    throw new IncompleteReadException(queue.take(queue.size()));
                }
                buffering.await(call, deadline);
            }
        } catch (VirtualMachineError thrown) {
            buffering.interruption = thrown;
            throw thrown;
        }
    }

    private long endOfMatch(ReceiveQueue queue, long from, int limit) throws LimitOverrunException {
        long begin = NONE;
        long end = NONE;
        for (long at = candidate(queue, from); at >= 0; at = candidate(queue, at + 1)) {
            if (end != NONE && at + shortest > end) {
                break;
            }
            int length = lengthOfMatch(queue, at);
            if (length > 0 && (end == NONE || at + length <= end)) {
                begin = at;
                end = at + length;
            }
        }
        if (begin > limit) {
            throw new LimitOverrunException("the separator is beyond the limit of " + limit, begin);
        }
        return end;
    }

    private long candidate(ReceiveQueue queue, long from) {
        return separators.length == 1 ? queue.indexOf(separators[0][0], from) : queue.indexOfAny(firstBytes, from);
    }

    /// The length of the shortest separator at an index, or 0.
    private int lengthOfMatch(ReceiveQueue queue, long at) {
        for (byte[] separator : separators) {
            if (queue.isAt(at, separator)) {
                return separator.length;
            }
        }
        return 0;
    }

    /// Reads a line as asyncio does: the last line may be partial. A line that is too long is dropped
    /// completely, including its rest that has not arrived yet.
    static byte[] readLine(ReadBuffering buffering, String call, long deadline) throws IOException {
        try {
            try {
                return LINE_FEED.read(buffering, call, deadline);
            } catch (IncompleteReadException end) {
                return end.partialItself();
            } catch (LimitOverrunException tooLong) {
                ReceiveQueue queue = buffering.queue;
                boolean whole = queue.isAt(tooLong.consumed(), LINE_FEED.separators[0]);
                queue.skip(whole ? tooLong.consumed() + 1 : queue.size());
                if (!whole) {
                    buffering.dropRestOfLine();
                }
                buffering.resumeIfRead();
                throw tooLong;
            }
        } catch (VirtualMachineError thrown) {
            buffering.interruption = thrown;
            throw thrown;
        }
    }

    @Override
    public String toString() {
        return "search for " + Arrays.deepToString(separators);
    }
}
