package io.juvloop.internal.datagram;

import io.juvloop.datagram.DatagramOptions;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.net.Addresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Resolves the internet addresses of an endpoint, first the local, then the remote one.
///
/// Loop thread only.
final class EndpointAddresses {
    /// Addresses of one family to bind and connect to.
    ///
    /// @param local the address to receive at
    /// @param remote the address of the peer, or null for any peer
    record Pair(InetSocketAddress local, @Nullable InetSocketAddress remote) {}

    private final LoopCore core;
    private final DatagramOptions options;
    private @Nullable Addresses underWay;

    EndpointAddresses(LoopCore core, DatagramOptions options) {
        this.core = core;
        this.options = options;
        if (options.localAddress().isEmpty()
                && options.remoteAddress().isEmpty()
                && options.family().isEmpty()) {
            throw new IllegalArgumentException("an endpoint needs an address, a socket or at least a family");
        }
        requireHost(options.localAddress().orElse(null));
        requireHost(options.remoteAddress().orElse(null));
    }

    private static void requireHost(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress internet) {
            var _ = Arguments.requireHost(internet.getHostString());
        }
    }

    /// Calls one of the two callbacks, now or later, unless cancelled.
    void find(Consumer<List<Pair>> onPairs, Consumer<Throwable> onFailure) {
        resolve(
                options.localAddress().orElse(null),
                locals -> resolve(
                        options.remoteAddress().orElse(null),
                        remotes -> pair(locals, remotes, onPairs, onFailure),
                        onFailure),
                onFailure);
    }

    void cancel() {
        if (underWay != null) {
            underWay.cancel();
        }
    }

    private void resolve(
            @Nullable SocketAddress address, Consumer<List<InetSocketAddress>> onFound, Consumer<Throwable> onFailure) {
        if (!(address instanceof InetSocketAddress internet)) {
            onFound.accept(List.of());
        } else if (!internet.isUnresolved()) {
            onFound.accept(List.of(internet));
        } else {
            lookUp(internet, onFound, onFailure);
        }
    }

    private void lookUp(
            InetSocketAddress name, Consumer<List<InetSocketAddress>> onFound, Consumer<Throwable> onFailure) {
        underWay = Addresses.of(core, List.of(name.getHostString()), name.getPort(), new Addresses.Listener() {
            @Override
            public void onAddresses(List<InetSocketAddress> addresses) {
                onFound.accept(addresses);
            }

            @Override
            public void onFailure(Throwable failure) {
                onFailure.accept(failure);
            }
        });
    }

    private void pair(
            List<InetSocketAddress> locals,
            List<InetSocketAddress> remotes,
            Consumer<List<Pair>> onPairs,
            Consumer<Throwable> onFailure) {
        List<Pair> pairs = new ArrayList<>();
        for (StandardProtocolFamily family : families(remotes.isEmpty() ? locals : remotes)) {
            List<InetSocketAddress> near = options.localAddress().isEmpty() ? List.of(anyOf(family)) : locals;
            for (InetSocketAddress local : of(family, near)) {
                if (options.remoteAddress().isEmpty()) {
                    pairs.add(new Pair(local, null));
                }
                of(family, remotes).forEach(remote -> pairs.add(new Pair(local, remote)));
            }
        }
        if (pairs.isEmpty()) {
            onFailure.accept(new SocketException("no addresses of one family for " + options));
        } else {
            onPairs.accept(pairs);
        }
    }

    /// The families to try, in the order of the addresses.
    private List<StandardProtocolFamily> families(List<InetSocketAddress> addresses) {
        return options.family()
                .map(List::of)
                .orElseGet(() -> addresses.stream()
                        .map(EndpointAddresses::familyOf)
                        .distinct()
                        .toList());
    }

    private static List<InetSocketAddress> of(StandardProtocolFamily family, List<InetSocketAddress> addresses) {
        return addresses.stream().filter(address -> familyOf(address) == family).toList();
    }

    private static StandardProtocolFamily familyOf(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
    }

    private static InetSocketAddress anyOf(StandardProtocolFamily family) {
        String any = family == StandardProtocolFamily.INET ? "0.0.0.0" : "::";
        return new InetSocketAddress(InetAddress.ofLiteral(any), 0);
    }
}
