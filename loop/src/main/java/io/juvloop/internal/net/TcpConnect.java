package io.juvloop.internal.net;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvTcp;
import io.juvloop.internal.core.Deadline;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.LoopTimerHandle;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.stream.TransportMaker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Connects by TCP to the first of a host's addresses that answers. The attempts are staggered: the next begins
/// when the last one failed or took too long, and the address families alternate.
///
/// Loop thread only. See [RFC 8305](https://www.rfc-editor.org/rfc/rfc8305) and
/// [create_connection](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_connection).
final class TcpConnect<P extends BaseProtocol> extends ConnectOperation<P> {
    private final String host;
    private final int port;
    private final ArrayDeque<InetSocketAddress> untried = new ArrayDeque<>();
    private final List<Attempt> underWay = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();
    private @Nullable Addresses lookup;
    private @Nullable LoopTimerHandle stagger;

    TcpConnect(
            LoopCore core,
            TransportMaker transports,
            Supplier<P> factory,
            String host,
            int port,
            ConnectOptions options) {
        super(core, transports, factory, options, host + ":" + port);
        this.host = host;
        this.port = port;
    }

    @Override
    protected void connect() {
        lookup = Addresses.of(core, List.of(host), port, new Addresses.Listener() {
            @Override
            public void onAddresses(List<InetSocketAddress> addresses) {
                tryAll(addresses);
            }

            @Override
            public void onFailure(Throwable failure) {
                fail(failure);
            }
        });
    }

    private void tryAll(List<InetSocketAddress> addresses) {
        InetSocketAddress local = options.localAddress().orElse(null);
        List<InetSocketAddress> usable = addresses.stream()
                .filter(address -> local == null || isV6(address) == isV6(local))
                .toList();
        if (usable.isEmpty()) {
            fail(new ConnectException("no address of " + host + " is of the family of " + local));
            return;
        }
        untried.addAll(options.happyEyeballsDelay().isEmpty() ? usable : interleaved(usable));
        tryNext();
    }

    /// Orders as in RFC 8305, section 4: the first address's family first, then alternating.
    private static List<InetSocketAddress> interleaved(List<InetSocketAddress> addresses) {
        boolean v6First = isV6(addresses.getFirst());
        ArrayDeque<InetSocketAddress> first = new ArrayDeque<>();
        ArrayDeque<InetSocketAddress> second = new ArrayDeque<>();
        addresses.forEach(address -> (isV6(address) == v6First ? first : second).add(address));
        List<InetSocketAddress> mixed = new ArrayList<>();
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                mixed.add(first.removeFirst());
            }
            if (!second.isEmpty()) {
                mixed.add(second.removeFirst());
            }
        }
        return mixed;
    }

    private static boolean isV6(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address;
    }

    private void tryNext() {
        cancelStagger();
        while (!hasEnded() && !untried.isEmpty()) {
            Attempt attempt = new Attempt(untried.removeFirst());
            underWay.add(attempt);
            if (attempt.begin()) {
                scheduleStagger();
                return;
            }
            underWay.remove(attempt);
        }
        if (!hasEnded() && underWay.isEmpty()) {
            fail(allFailed());
        }
    }

    private void scheduleStagger() {
        Duration delay = options.happyEyeballsDelay().orElse(null);
        if (delay != null && !untried.isEmpty()) {
            stagger = core.timers().add(event(this::tryNext), Deadline.after(delay), null);
        }
    }

    private void cancelStagger() {
        if (stagger != null) {
            stagger.cancel();
            stagger = null;
        }
    }

    private IOException allFailed() {
        IOException first = failures.getFirst();
        if (failures.size() == 1) {
            return first;
        }
        List<String> messages =
                failures.stream().map(IOException::getMessage).distinct().toList();
        ConnectException all =
                new ConnectException("connecting to " + host + ":" + port + " failed: " + String.join("; ", messages));
        all.initCause(first.getCause());
        failures.forEach(all::addSuppressed);
        return all;
    }

    @Override
    protected void releaseAll() {
        cancelStagger();
        untried.clear();
        if (lookup != null) {
            lookup.cancel();
        }
        underWay.forEach(Attempt::release);
        underWay.clear();
    }

    /// One attempt to connect to one address.
    private final class Attempt implements StreamEvents {
        private final InetSocketAddress address;
        private @Nullable UvTcp tcp;

        Attempt(InetSocketAddress address) {
            this.address = address;
        }

        /// Starts the attempt, and returns whether it is pending; otherwise its failure is recorded.
        boolean begin() {
            try {
                UvTcp stream = new UvTcp(core.uv(), this);
                tcp = stream;
                InetSocketAddress local = options.localAddress().orElse(null);
                if (local != null && failed("bind", stream.bind(local, 0), local)) {
                    return false;
                }
                return !failed("connect", stream.connect(address), address);
            } catch (UvFailure failure) {
                failures.add(UvErrorMapping.toException(failure, address));
                release();
                return false;
            }
        }

        private boolean failed(String operation, int status, InetSocketAddress where) {
            if (status >= 0) {
                return false;
            }
            failures.add(UvErrorMapping.toException(operation, status, where));
            release();
            return true;
        }

        void release() {
            if (tcp != null) {
                tcp.close();
                tcp = null;
            }
        }

        @Override
        public void onConnected(int status) {
            UvTcp stream = tcp;
            if (stream != null) {
                TcpConnect.this.connected(stream, () -> take(stream, status));
            }
        }

        private void take(UvTcp stream, int status) {
            if (hasEnded()) {
                return;
            }
            underWay.remove(this);
            if (failed("connect", status, address)) {
                tryNext();
            } else {
                tcp = null;
                succeed(stream);
            }
        }

        @Override
        public String toString() {
            return "attempt to connect to " + address;
        }

        @Override
        public void onClosed() {
            if (tcp != null) {
                loopClosed();
            }
        }
    }
}
