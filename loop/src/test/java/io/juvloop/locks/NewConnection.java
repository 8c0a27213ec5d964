package io.juvloop.locks;

import io.juvloop.locks.KindOfCallback.Provocation;

/// Provokes the callbacks of a new connection, by connecting.
record NewConnection(Connections connections) implements Provocation {
    @Override
    public void provoke() {
        connections.connectSoon();
    }

    @Override
    public void close() {
        connections.close();
    }
}
