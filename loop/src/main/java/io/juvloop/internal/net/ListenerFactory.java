package io.juvloop.internal.net;

import io.juvloop.ServerOptions;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPipe;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTcp;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.stream.HandleSocket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Creates bound sockets, ready to listen.
///
/// Loop thread only. If it fails, it closes the sockets that it created.
final class ListenerFactory {
    private final LoopCore core;
    private final ServerOptions options;
    private final StreamEvents events;

    ListenerFactory(LoopCore core, ServerOptions options, StreamEvents events) {
        this.core = core;
        this.options = options;
        this.events = events;
    }

    /// Binds a TCP socket to an address. An IPv6 socket serves IPv6 only, so that IPv4 may have the same port.
    UvTcp tcp(InetSocketAddress address) throws IOException {
        boolean v6 = address.getAddress() instanceof Inet6Address;
        UvTcp tcp = null;
        try {
            tcp = new UvTcp(core.uv(), events, v6);
            bind(tcp, address, v6);
            return tcp;
        } catch (UvFailure failure) {
            close(tcp);
            throw UvErrorMapping.toException("bind", failure.code(), address);
        } catch (Throwable thrown) {
            close(tcp);
            throw thrown;
        }
    }

    private static void close(@Nullable UvStream stream) {
        if (stream != null) {
            stream.close();
        }
    }

    private void bind(UvTcp tcp, InetSocketAddress address, boolean v6) {
        int flags = v6 ? UvTcp.IPV6_ONLY : 0;
        if (options.isReusePort()) {
            HandleSocket.reusePort(tcp);
        }
        if (options.isReuseAddress() || Platform.current().isWindows()) {
            UvFailure.check("bind", tcp.bind(address, flags));
            return;
        }
        // libuv always sets SO_REUSEADDR on Unix; a socket without it must be bound without libuv
        int fd = (int) tcp.fileno();
        if (v6) {
            PosixSockets.ipv6Only(fd);
        }
        PosixSockets.bind(fd, address);
    }

    /// Binds a Unix domain socket without libuv, which would remove the path at close even if another process
    /// owns it by then.
    UvPipe unix(UnixPath path) throws IOException {
        UvPipe pipe = new UvPipe(core.uv(), events);
        try {
            if (Platform.current().isWindows()) {
                UvFailure.check("bind", pipe.bind(path.name()));
            } else {
                bindUnix(pipe, path);
            }
            return pipe;
        } catch (UvFailure failure) {
            pipe.close();
            throw UvErrorMapping.toException("bind", failure.code(), path);
        } catch (Throwable thrown) {
            pipe.close();
            throw thrown;
        }
    }

    private static void bindUnix(UvPipe pipe, UnixPath path) throws IOException {
        path.removeStaleSocket();
        int fd = PosixSockets.unixStream();
        try {
            PosixSockets.bindUnix(fd, path.name());
            pipe.open(fd);
        } catch (Throwable thrown) {
            if (!pipe.owns(fd)) {
                PosixSockets.close(fd);
            }
            throw thrown;
        }
    }
}
