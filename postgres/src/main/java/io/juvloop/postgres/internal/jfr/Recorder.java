package io.juvloop.postgres.internal.jfr;

import org.jspecify.annotations.Nullable;

/// The events of the driver for flight recordings. This one records nothing: it is for a runtime without the module
/// `jdk.jfr`, whose classes only [JfrRecorder] names.
///
/// A measurement is begun if a recording wants it, and is null otherwise; so nothing is allocated for an event
/// that is off. Any thread.
public class Recorder {
    private static final Recorder INSTANCE = choose();

    Recorder() {}

    private static Recorder choose() {
        try {
            return new JfrRecorder();
        } catch (LinkageError withoutJfr) {
            return new Recorder();
        }
    }

    /// The recorder of this process.
    ///
    /// @return the same each time
    public static Recorder get() {
        return INSTANCE;
    }

    /// A connection begins to be opened.
    ///
    /// @return the measurement, or null if no recording wants it
    public @Nullable Object beginConnect() {
        return null;
    }

    /// A connection was opened, or could not be.
    ///
    /// @param measurement what was begun
    /// @param pid of the server's process, or 0
    /// @param failure why it could not be
    public void connected(
            Object measurement, String host, String database, String user, int pid, @Nullable Throwable failure) {}

    /// A statement begins.
    ///
    /// @return the measurement, or null if no recording wants it
    public @Nullable Object beginQuery() {
        return null;
    }

    /// A statement has ended.
    ///
    /// @param measurement what was begun
    /// @param firstByte nanoseconds until the first byte of its answer came, 0 if none did
    /// @param flights how often its call has waited for an answer
    public void queried(
            Object measurement,
            String sql,
            long firstByte,
            long rows,
            long bytes,
            int flights,
            int pid,
            @Nullable Throwable failure) {}

    /// A user asks a pool for a connection.
    ///
    /// @return the measurement, or null if no recording wants it
    public @Nullable Object beginAcquire() {
        return null;
    }

    /// A user got a connection of a pool, or none.
    ///
    /// @param measurement what was begun
    /// @param size how many connections the pool has
    /// @param waiting how many users still wait
    public void acquired(Object measurement, int size, int waiting, @Nullable Throwable failure) {}

    /// A statement begins to be cancelled.
    ///
    /// @return the measurement, or null if no recording wants it
    public @Nullable Object beginCancel() {
        return null;
    }

    /// A statement was cancelled, or the connection aborted.
    ///
    /// @param measurement what was begun
    /// @param reason such as `timeout`
    public void cancelled(Object measurement, int pid, String reason, @Nullable Throwable failure) {}
}
