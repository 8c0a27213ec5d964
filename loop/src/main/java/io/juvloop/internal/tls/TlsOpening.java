package io.juvloop.internal.tls;

import io.juvloop.BaseProtocol;
import io.juvloop.Connection;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.core.LoopTimerHandle;
import io.juvloop.internal.core.Opening;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An encrypted connection being made: first the one below, then the handshake, and the user's protocol only then.
///
/// Thread rule and lifetime: see [Opening], which a time-out ends too.
final class TlsOpening<P extends BaseProtocol> extends Opening<Connection<P>> implements Beginning {
    private final TlsConnection connection;
    private final Supplier<P> factory;
    private final @Nullable Duration timeout;
    private @Nullable CompletableFuture<Connection<TlsConnection>> below;
    private @Nullable LoopTimerHandle limit;
    private boolean settled;

    /// @param timeout of everything; null for none
    TlsOpening(TlsLoop tls, TlsRole role, Supplier<P> factory, @Nullable Duration timeout) {
        super(tls.core());
        this.factory = factory;
        this.timeout = timeout;
        this.connection = new TlsConnection(tls, role, this);
    }

    CompletableFuture<Connection<P>> start(
            Function<Supplier<TlsConnection>, CompletableFuture<Connection<TlsConnection>>> connect) {
        return begin(() -> {
            CompletableFuture<Connection<TlsConnection>> connecting = connect.apply(() -> connection);
            below = connecting;
            if (timeout != null) {
                limit = core.timers().add(event(this::timedOut), Deadline.after(timeout), null);
            }
            var _ = connecting.whenComplete((made, failure) -> {
                if (failure != null) {
                    core.runOnLoop(event(() -> fail(failure)));
                }
            });
        });
    }

    private void timedOut() {
        fail(new SocketTimeoutException(
                "connecting by TLS timed out after " + (timeout == null ? 0 : timeout.toMillis()) + " ms"));
    }

    @Override
    public void established(TlsConnection made) {
        settled = true;
        succeed(made::abort, () -> {
            P protocol = Arguments.requireProtocol(factory.get());
            TlsTransport transport = made.attach(protocol);
            return new Opened<>(
                    new Connection<>(transport, protocol), made::callConnectionMade, made::begin, made::abort);
        });
    }

    @Override
    public void failed(Throwable cause) {
        settled = true; // the alert for the peer is still on its way
        fail(cause);
    }

    @Override
    protected void release() {
        if (limit != null) {
            limit.cancel();
        }
        if (!settled) {
            if (below != null) {
                below.cancel(false);
            }
            connection.abort();
        }
    }
}
