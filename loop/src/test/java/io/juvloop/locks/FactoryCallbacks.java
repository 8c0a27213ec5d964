package io.juvloop.locks;

/// The factories of protocols.
enum FactoryCallbacks implements KindOfCallback {
    OF_A_SERVER {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return new NewConnection(new TcpConnections(there, () -> make(callback), CallbackProtocol::silent));
        }
    },
    OF_A_CLIENT {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return new NewConnection(new TcpConnections(there, CallbackProtocol::silent, () -> make(callback)));
        }
    };

    private static CallbackProtocol make(Runnable callback) {
        callback.run();
        return CallbackProtocol.silent();
    }
}
