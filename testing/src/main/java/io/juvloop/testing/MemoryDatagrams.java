package io.juvloop.testing;

import io.juvloop.LoopFuture;
import io.juvloop.LoopStats;
import io.juvloop.datagram.DatagramEndpoint;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The datagram endpoints of one [TestLoop], which find each other by their ports, whatever the host, or by the names
/// of unix sockets.
///
/// Loop thread only, except [#count]. Lives as long as the loop.
final class MemoryDatagrams {
    private final TestLoop loop;
    private final MemoryNetwork network;
    private final Set<MemoryEndpoint> endpoints = new LinkedHashSet<>();
    private final Map<SocketAddress, MemoryEndpoint> byAddress = new HashMap<>();
    private long made;
    private volatile LoopStats.Count count = new LoopStats.Count(0, 0);

    MemoryDatagrams(TestLoop loop, MemoryNetwork network) {
        this.loop = loop;
        this.network = network;
    }

    /// Opens an endpoint. Its protocol receives nothing before the future's callbacks have run.
    ///
    /// @throws IllegalArgumentException for options that define no family
    <P extends DatagramProtocol> CompletableFuture<DatagramEndpoint<P>> open(
            Supplier<P> factory, DatagramOptions options) {
        boolean isUnix = isUnix(options);
        LoopFuture<DatagramEndpoint<P>> future =
                new MemoryOpening<>(loop, made -> made.transport().abort());
        var _ = loop.callSoon(() -> {
            if (!future.isDone()) {
                open(future, factory, options, isUnix);
            }
        });
        return future;
    }

    private static boolean isUnix(DatagramOptions options) {
        if (options.socket().isPresent()) {
            throw new UnsupportedOperationException("a TestLoop has no sockets to take over");
        }
        SocketAddress known = options.localAddress().or(options::remoteAddress).orElse(null);
        if (known == null && options.family().isEmpty()) {
            throw new IllegalArgumentException("an endpoint needs an address, a socket or at least a family");
        }
        return known instanceof UnixDomainSocketAddress || options.family().orElse(null) == StandardProtocolFamily.UNIX;
    }

    private <P extends DatagramProtocol> void open(
            LoopFuture<DatagramEndpoint<P>> future, Supplier<P> factory, DatagramOptions options, boolean isUnix) {
        MemoryEndpoint endpoint;
        P protocol;
        try {
            SocketAddress near = near(options, isUnix);
            SocketAddress far = far(options);
            protocol = Objects.requireNonNull(factory.get(), "the protocol is null");
            long seed = loop.link().seed() + ++made;
            endpoint = new MemoryEndpoint(
                    loop, this, protocol, near, far, loop.link().withSeed(seed));
        } catch (IOException | RuntimeException failure) {
            future.completeExceptionally(failure);
            return;
        }
        endpoints.add(endpoint);
        byAddress.put(endpoint.near(), endpoint);
        count = new LoopStats.Count(count.created() + 1, count.closed());
        endpoint.begin();
        future.complete(new DatagramEndpoint<>(endpoint, protocol));
    }

    private SocketAddress near(DatagramOptions options, boolean isUnix) throws IOException {
        SocketAddress wanted = options.localAddress().orElse(null);
        if (isUnix) {
            SocketAddress named = wanted == null ? MemoryNames.UNNAMED : wanted;
            return free(named, named.equals(MemoryNames.UNNAMED) || MemoryNames.isFile(named));
        }
        int port = wanted instanceof InetSocketAddress internet ? internet.getPort() : 0;
        return port == 0 ? freePort() : free(MemoryNetwork.address(port), options.isReusePort());
    }

    private SocketAddress free(SocketAddress address, boolean replaces) throws IOException {
        if (!replaces && byAddress.containsKey(address)) {
            throw MemoryNames.taken(address);
        }
        return address;
    }

    private InetSocketAddress freePort() {
        InetSocketAddress address = network.nextAddress();
        while (byAddress.containsKey(address)) {
            address = network.nextAddress();
        }
        return address;
    }

    /// The peer to connect to; a unix socket must be there.
    private @Nullable SocketAddress far(DatagramOptions options) throws IOException {
        SocketAddress wanted = options.remoteAddress().orElse(null);
        if (wanted instanceof InetSocketAddress internet) {
            return MemoryNetwork.address(internet.getPort());
        }
        if (wanted != null && find(wanted) == null) {
            throw MemoryNames.refused(wanted, true);
        }
        return wanted;
    }

    /// The place of a target: its port, whatever the host; or its name.
    static SocketAddress placeOf(SocketAddress target) {
        return target instanceof InetSocketAddress internet ? MemoryNetwork.address(internet.getPort()) : target;
    }

    @Nullable
    MemoryEndpoint find(SocketAddress place) {
        return place.equals(MemoryNames.UNNAMED) ? null : byAddress.get(place);
    }

    void closed(MemoryEndpoint endpoint) {
        boolean _ = byAddress.remove(endpoint.near(), endpoint);
        if (endpoints.remove(endpoint)) {
            count = new LoopStats.Count(count.created(), count.closed() + 1);
        }
    }

    /// Any thread.
    LoopStats.Count count() {
        return count;
    }

    /// Whether an endpoint is open that keeps a loop alive.
    boolean isAlive() {
        return endpoints.stream().anyMatch(MemoryEndpoint::keepsAlive);
    }

    /// The loop is being closed.
    void close() {
        List.copyOf(endpoints).forEach(MemoryEndpoint::abandon);
    }
}
