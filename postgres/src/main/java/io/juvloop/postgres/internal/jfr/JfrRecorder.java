package io.juvloop.postgres.internal.jfr;

import org.jspecify.annotations.Nullable;

/// The recorder of a runtime with the module `jdk.jfr`.
///
/// One event of each class is kept to ask whether it is on: until a recording has begun, the JDK answers that with a
/// constant.
///
/// Any thread. See [Flight Recorder API](https://docs.oracle.com/en/java/javase/25/jfapi/).
final class JfrRecorder extends Recorder {
    private static final ConnectEvent CONNECTS = new ConnectEvent();
    private static final QueryEvent QUERIES = new QueryEvent();
    private static final AcquireEvent ACQUIRES = new AcquireEvent();
    private static final CancelEvent CANCELS = new CancelEvent();

    @Override
    public @Nullable Object beginConnect() {
        return CONNECTS.isEnabled() ? begun(new ConnectEvent()) : null;
    }

    @Override
    public void connected(
            Object measurement, String host, String database, String user, int pid, @Nullable Throwable failure) {
        ConnectEvent event = (ConnectEvent) measurement;
        event.host = host;
        event.database = database;
        event.user = user;
        event.pid = pid;
        event.error = text(failure);
        event.commit();
    }

    @Override
    public @Nullable Object beginQuery() {
        return QUERIES.isEnabled() ? begun(new QueryEvent()) : null;
    }

    @Override
    public void queried(
            Object measurement,
            String sql,
            long firstByte,
            long rows,
            long bytes,
            int flights,
            int pid,
            @Nullable Throwable failure) {
        QueryEvent event = (QueryEvent) measurement;
        event.sql = sql;
        event.firstByte = firstByte;
        event.rows = rows;
        event.bytes = bytes;
        event.flights = flights;
        event.pid = pid;
        event.error = text(failure);
        event.commit();
    }

    @Override
    public @Nullable Object beginAcquire() {
        return ACQUIRES.isEnabled() ? begun(new AcquireEvent()) : null;
    }

    @Override
    public void acquired(Object measurement, int size, int waiting, @Nullable Throwable failure) {
        AcquireEvent event = (AcquireEvent) measurement;
        event.size = size;
        event.waiting = waiting;
        event.error = text(failure);
        event.commit();
    }

    @Override
    public @Nullable Object beginCancel() {
        return CANCELS.isEnabled() ? begun(new CancelEvent()) : null;
    }

    @Override
    public void cancelled(Object measurement, int pid, String reason, @Nullable Throwable failure) {
        CancelEvent event = (CancelEvent) measurement;
        event.pid = pid;
        event.reason = reason;
        event.error = text(failure);
        event.commit();
    }

    private static jdk.jfr.Event begun(jdk.jfr.Event event) {
        event.begin();
        return event;
    }

    private static String text(@Nullable Throwable failure) {
        return failure == null ? "" : failure.toString();
    }
}
