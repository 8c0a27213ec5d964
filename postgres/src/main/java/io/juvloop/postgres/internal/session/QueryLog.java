package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.LoggedQuery;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.QueryLogger;
import io.juvloop.postgres.internal.jfr.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What is seen of a session's statements from outside: query loggers, and events of a flight recording.
///
/// As long as there is neither, no clock is read. Loggers are called in callbacks of their own, because one may
/// start statements or remove itself.
///
/// Loop thread only. Lifetime: that of the session.
final class QueryLog {
    private final Session session;
    private final List<Entry> loggers = new ArrayList<>(0);

    private record Entry(PgConnection connection, QueryLogger logger) {}

    QueryLog(Session session) {
        this.session = session;
    }

    // --- Loggers

    void add(PgConnection connection, QueryLogger logger) {
        if (loggers.stream().noneMatch(entry -> entry.logger.equals(logger))) {
            loggers.add(new Entry(connection, logger));
        }
    }

    void remove(QueryLogger logger) {
        loggers.removeIf(entry -> entry.logger.equals(logger));
    }

    /// Removes what was added by some views.
    ///
    /// @return whether there was something
    boolean removeOf(Predicate<PgConnection> views) {
        return loggers.removeIf(entry -> views.test(entry.connection));
    }

    // --- Statements

    /// A statement was started.
    void started(Operation<?> operation) {
        Object event = Recorder.get().beginQuery();
        if (event != null || !loggers.isEmpty()) {
            operation.measurement = new Measurement(event);
        }
    }

    /// Something of its answer has come.
    void answered(Operation<?> operation) {
        Measurement measurement = operation.measurement;
        if (measurement != null) {
            measurement.answered();
        }
    }

    /// It has ended.
    void finished(Operation<?> operation) {
        Measurement measurement = operation.measurement;
        String sql = operation.sql();
        if (measurement != null && sql != null) {
            operation.measurement = null;
            record(operation, measurement, sql);
            log(operation, measurement, sql);
        }
    }

    private void record(Operation<?> operation, Measurement measurement, String sql) {
        Object event = measurement.event();
        if (event != null) {
            Recorder.get()
                    .queried(
                            event,
                            sql,
                            measurement.untilAnswer(),
                            operation.rowCount,
                            operation.byteCount,
                            operation.flights,
                            session.state().pid(),
                            operation.failure);
        }
    }

    private void log(Operation<?> operation, Measurement measurement, String sql) {
        if (loggers.isEmpty() || session.loop().isClosed()) {
            return;
        }
        LoggedQuery query = new LoggedQuery(
                sql,
                Duration.ofNanos(measurement.untilNow()),
                operation.rowCount,
                operation.byteCount,
                operation.failure);
        for (Entry entry : List.copyOf(loggers)) {
            var _ = session.loop().callSoon(() -> entry.logger.onQuery(entry.connection, query));
        }
    }
}
