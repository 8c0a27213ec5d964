package io.juvloop.postgres.soak;

import java.util.Random;

/// A worker with a connection, of its own or one that others use too.
///
/// Loop thread only, in a task.
final class PlainWorker extends Worker {
    private final Soak.Plain connection;
    private final boolean owns;

    PlainWorker(Soak soak, Random random, Soak.Plain connection, boolean owns) {
        super(soak, random);
        this.connection = connection;
        this.owns = owns;
    }

    @Override
    void step() {
        soak().expecting(() -> {
            if (owns) {
                own(connection.get());
            } else {
                shared(connection.get());
            }
        });
    }

    @Override
    void close() {
        connection.close();
    }
}
