package io.juvloop.locks;

/// The factories of protocols.
enum FactoryCallbacks implements KindOfCallback {
    OF_A_SERVER {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return new Arrival(new TcpConnections(there, () -> make(callback), Ears::deaf));
        }
    },
    OF_A_CLIENT {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return new Arrival(new TcpConnections(there, Ears::deaf, () -> make(callback)));
        }
    };

    private static Ears make(Runnable callback) {
        callback.run();
        return Ears.deaf();
    }
}
