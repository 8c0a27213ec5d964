package io.juvloop.bindings;

/// How many handles and requests of each type were made and released; always on, because the cost is one
/// addition.
///
/// The loop's thread writes; any thread may read, and may see a slightly old number.
public final class Counters {
    /// More than libuv's count of handle or request types.
    private static final int TYPES = 32;

    private final long[] created = new long[TYPES];
    private final long[] closed = new long[TYPES];
    private final long[] started = new long[TYPES];
    private final long[] ended = new long[TYPES];

    private long received;
    private long sent;

    Counters() {}

    void countReceived(long bytes) {
        received += bytes;
    }

    void countSent(long bytes) {
        sent += bytes;
    }

    /// Bytes that streams have received so far.
    ///
    /// @return the number
    public long received() {
        return received;
    }

    /// Bytes of streams that the kernel has taken so far, but for files that it sends itself.
    ///
    /// @return the number
    public long sent() {
        return sent;
    }

    void countCreated(HandleType type) {
        created[type.code()]++;
    }

    void countClosed(HandleType type) {
        closed[type.code()]++;
    }

    void countStarted(RequestType type) {
        started[type.code()]++;
    }

    void countEnded(RequestType type) {
        ended[type.code()]++;
    }

    /// Handles made so far.
    ///
    /// @param type of which type
    /// @return the number
    public long created(HandleType type) {
        return created[type.code()];
    }

    /// Handles whose close callback came.
    ///
    /// @param type of which type
    /// @return the number
    public long closed(HandleType type) {
        return closed[type.code()];
    }

    /// Requests given to libuv so far.
    ///
    /// @param type of which type
    /// @return the number
    public long started(RequestType type) {
        return started[type.code()];
    }

    /// Requests that libuv answered.
    ///
    /// @param type of which type
    /// @return the number
    public long ended(RequestType type) {
        return ended[type.code()];
    }
}
