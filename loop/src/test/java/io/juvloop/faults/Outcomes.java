package io.juvloop.faults;

import io.juvloop.BaseProtocol;
import io.juvloop.Connection;
import io.juvloop.Server;
import io.juvloop.datagram.DatagramEndpoint;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What a program does with the outcome of an opening that it asked for: it closes what it got, and has seen a failure.
final class Outcomes {
    private Outcomes() {}

    static void end(CompletableFuture<?> asked) {
        if (asked.state() == CompletableFuture.State.SUCCESS) {
            close(asked.resultNow());
        } else {
            var _ = asked.exceptionally(failure -> null);
        }
    }

    private static void close(@Nullable Object opened) {
        switch (opened) {
            case Connection<? extends BaseProtocol> connection ->
                connection.transport().abort();
            case DatagramEndpoint<?> endpoint -> endpoint.transport().abort();
            case Server server -> server.close();
            case null, default -> {}
        }
    }
}
