package io.juvloop.benchmarks.query;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.Postgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// juvloop's driver, whose connections share one loop. How its methods are called is a [JuvloopWay].
///
/// One thread, which runs the loop while a line is measured.
final class JuvloopClient implements Client {
    private final EventLoop loop;
    private final PgOptions options;
    private final JuvloopWay way;
    private final List<PgConnection> connections;
    private final List<PgConnection> held = new ArrayList<>();
    private final Map<QueryLine, JuvloopLine> lines = new EnumMap<>(QueryLine.class);

    private JuvloopClient(EventLoop loop, PgOptions options, JuvloopWay way, List<PgConnection> connections) {
        this.loop = loop;
        this.options = options;
        this.way = way;
        this.connections = connections;
    }

    static JuvloopClient open(Server server, JuvloopWay way) {
        EventLoop loop = EventLoop.create();
        PgOptions options = PgOptions.of(server.dsn());
        List<PgConnection> connections = loop.runUntilComplete(loop.createTask(() -> {
            List<PgConnection> opened = new ArrayList<>();
            for (int i = 0; i < QueryLine.CONNECTIONS; i++) {
                opened.add(Postgres.connect(options));
            }
            return opened;
        }));
        return new JuvloopClient(loop, options, way, connections);
    }

    @Override
    public boolean does(QueryLine line) {
        return way.does(line);
    }

    @Override
    public String run(QueryLine line, Expected expected, Duration duration) {
        return loop.runUntilComplete(loop.createTask(() -> {
            JuvloopLine work = lines.get(line);
            if (work == null) {
                work = JuvloopLine.prepare(line, connections);
                lines.put(line, work);
            }
            LoadSpan span = LoadSpan.begin(expected, duration);
            way.run(loop, work, span);
            return span.end();
        }));
    }

    @Override
    public void hold(int count) {
        loop.runUntilComplete(loop.createTask(() -> {
            while (held.size() < count) {
                held.add(Postgres.connect(options));
            }
            Async.sleep(Duration.ZERO);
        }));
    }

    @Override
    public void connectOnce() {
        loop.runUntilComplete(loop.createTask(() -> {
            try (PgConnection connection = Postgres.connect(options)) {
                var _ = connection.fetchValue(QueryLine.SELECT.sql());
            }
        }));
    }

    @Override
    public void close() {
        loop.runUntilComplete(loop.createTask(() -> {
            connections.forEach(PgConnection::close);
            held.forEach(PgConnection::close);
        }));
        loop.close();
    }
}
