package io.juvloop.locks;

import io.juvloop.locks.KindOfCallback.Provocation;

/// Provokes what happens when a connection is made, by making one.
record Arrival(Connections connections) implements Provocation {
    @Override
    public void provoke() {
        connections.connectSoon();
    }

    @Override
    public void close() {
        connections.close();
    }
}
