package io.juvloop.internal.net;

import io.juvloop.bindings.AddressLookup;
import io.juvloop.bindings.AddressZones;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.HostNames;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Resolves hosts to addresses: numeric ones at once, names by libuv's resolver, one after the other.
///
/// Loop thread only. Serves one lookup of one [Listener]; after [#cancel] the listener is not called.
public final class Addresses {
    /// Receives the result, once, unless cancelled. If an error comes out of the call, [#onFailure] follows with it.
    public interface Listener {
        /// All hosts were resolved.
        void onAddresses(List<InetSocketAddress> addresses);

        /// A host has no address, or the loop is being closed, or an error came in between.
        void onFailure(Throwable failure);
    }

    private final LoopCore core;
    private final int port;
    private final Listener listener;
    private final ArrayDeque<String> hosts;
    private final Map<AddressZones.Key, InetSocketAddress> found = new LinkedHashMap<>();
    private @Nullable AddressLookup underWay;
    private boolean cancelled;
    private boolean failed;

    private Addresses(LoopCore core, List<String> hosts, int port, Listener listener) {
        this.core = core;
        this.hosts = new ArrayDeque<>(hosts);
        this.port = port;
        this.listener = listener;
    }

    /// Starts a lookup.
    ///
    /// @param hosts names or numeric addresses; an empty one means every interface
    public static Addresses of(LoopCore core, List<String> hosts, int port, Listener listener) {
        Addresses addresses = new Addresses(core, hosts, port, listener);
        addresses.next();
        return addresses;
    }

    private void next() {
        while (!hosts.isEmpty()) {
            String host;
            try {
                host = HostNames.toAscii(hosts.removeFirst());
            } catch (IOException noName) {
                listener.onFailure(noName);
                return;
            }
            Optional<InetAddress> numeric = literal(host);
            if (numeric.isEmpty()) {
                lookUp(host);
                return;
            }
            add(new InetSocketAddress(numeric.get(), port));
        }
        listener.onAddresses(List.copyOf(found.values()));
    }

    private void add(InetSocketAddress address) {
        found.putIfAbsent(AddressZones.key(address), address);
    }

    /// Parses a numeric address without the resolver. An IPv4 address in an old form, such as an octal one, is
    /// left to the resolver, which interprets it differently from the JDK.
    public static Optional<InetAddress> literal(String host) {
        if (host.isEmpty() || (Character.digit(host.charAt(0), 16) < 0 && host.charAt(0) != ':')) {
            return Optional.empty();
        }
        try {
            InetAddress ip = InetAddress.ofLiteral(host);
            return ip instanceof Inet6Address || ip.getHostAddress().equals(host) ? Optional.of(ip) : Optional.empty();
        } catch (IllegalArgumentException notNumeric) {
            return Optional.empty();
        }
    }

    private void lookUp(String host) {
        try {
            AddressLookup.Query query = AddressLookup.Query.ofStream(host.isEmpty() ? null : host, port);
            underWay = AddressLookup.start(core.uv(), query, (status, answer) -> answered(host, status, answer));
        } catch (UvFailure failure) {
            listener.onFailure(UvErrorMapping.toException(failure, host));
        }
    }

    private void answered(String host, int status, List<AddressLookup.Found> answer) {
        underWay = null;
        if (cancelled || failed) {
            return;
        }
        try {
            take(host, status, answer);
        } catch (Throwable thrown) {
            failed = true;
            listener.onFailure(thrown);
            throw thrown;
        }
    }

    private void take(String host, int status, List<AddressLookup.Found> answer) {
        if (core.isClosed()) {
            listener.onFailure(LoopCore.closedException());
        } else if (status < 0) {
            listener.onFailure(UvErrorMapping.toException("getaddrinfo", status, host));
        } else if (answer.isEmpty()) {
            listener.onFailure(UvErrorMapping.toException("getaddrinfo", UvErrors.code("EAI_NODATA"), host));
        } else {
            answer.forEach(one -> add(one.address()));
            next();
        }
    }

    public void cancel() {
        cancelled = true;
        if (underWay != null) {
            underWay.cancel();
        }
    }
}
