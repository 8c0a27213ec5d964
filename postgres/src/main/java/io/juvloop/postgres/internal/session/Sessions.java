package io.juvloop.postgres.internal.session;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.connect.Connecting;
import io.juvloop.postgres.internal.connect.Started;
import io.juvloop.postgres.internal.connect.Target;
import io.juvloop.postgres.internal.jfr.Recorder;
import io.juvloop.postgres.internal.type.TypeCatalog;
import io.juvloop.postgres.internal.type.TypeCatalogs;
import io.juvloop.postgres.internal.type.TypeOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes connections: the start-up, and then a session on its transport.
///
/// Loop thread only. It keeps nothing.
public final class Sessions {
    private Sessions() {}

    /// Connects.
    ///
    /// @param loop the running one
    /// @param options where and how
    /// @return a connection; to be closed
    public static LoopFuture<PgConnection> connect(EventLoop loop, PgOptions options) {
        Objects.requireNonNull(options, "the options are null");
        Object measurement = Recorder.get().beginConnect();
        LoopFuture<PgConnection> connection = Connecting.connect(loop, options, started -> begin(loop, started));
        if (measurement != null) {
            var _ = connection.whenComplete((made, failure) -> record(measurement, options, made, failure));
        }
        return connection;
    }

    private static void record(
            Object measurement, PgOptions options, @Nullable PgConnection made, @Nullable Throwable failure) {
        Session session = made instanceof SessionConnection own ? own.session() : null;
        PgOptions used = session == null ? options : session.options();
        Recorder.get()
                .connected(
                        measurement,
                        session == null
                                ? String.join(",", options.hosts())
                                : session.target().toString(),
                        used.database().orElse(""),
                        used.user().orElse(""),
                        session == null ? 0 : session.state().pid(),
                        failure == null ? null : Outcomes.unwrapped(failure));
    }

    /// Begins a session in the step in which the server became ready, so that nothing of it is missed.
    private static SessionConnection begin(EventLoop loop, Started started) {
        Session session = new Session(loop, started, catalog(loop, started));
        started.transport().setProtocol(session);
        if (started.rest().hasRemaining()) {
            session.dataReceived(started.rest());
        }
        started.transport().resumeReading();
        return new SessionConnection(session, null);
    }

    private static TypeCatalog catalog(EventLoop loop, Started started) {
        PgOptions options = started.options();
        Target target = started.target();
        return TypeCatalogs.of(loop)
                .get(
                        target.address() + target.path() + ':' + target.port(),
                        options.database().orElse(""),
                        new TypeOptions(
                                options.codecs(),
                                options.json().orElse(null),
                                options.lookup().orElse(null)));
    }
}
