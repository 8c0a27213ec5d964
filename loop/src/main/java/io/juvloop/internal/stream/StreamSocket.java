package io.juvloop.internal.stream;

import io.juvloop.bindings.Platform;
import io.juvloop.bindings.PosixSockets;
import io.juvloop.bindings.UnixAddresses;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvHandle;
import io.juvloop.bindings.UvPipe;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTcp;
import io.juvloop.host.Feature;
import io.juvloop.internal.core.Features;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The socket of a stream transport or listener.
///
/// The addresses are read at once, because they must be available after the peer has left and the socket is
/// closed; an IPv4 address is stored in six bytes and becomes an object at its first use.
///
/// Loop thread only.
public final class StreamSocket extends HandleSocket {
    private static final int PORT_BITS = 16;
    private static final Duration LONGEST_USER_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

    private final UvStream stream;
    private final int localIp;
    private final int peerIp;
    private final char localPort;
    private final char peerPort;
    private @Nullable SocketAddress local;
    private @Nullable SocketAddress peer;

    public StreamSocket(LoopCore core, UvStream stream, boolean connected) {
        super(core);
        this.stream = stream;
        long localWord = stream instanceof UvTcp tcp ? tcp.packedLocalName() : 0;
        long peerWord = connected && stream instanceof UvTcp tcp ? tcp.packedPeerName() : 0;
        localIp = ip(localWord);
        localPort = (char) localWord;
        peerIp = ip(peerWord);
        peerPort = (char) peerWord;
        if (stream instanceof UvTcp tcp) {
            local = isIpv4(localIp, localPort) ? null : tcp.localName().orElse(null);
            peer = isIpv4(peerIp, peerPort) || !connected
                    ? null
                    : tcp.peerName().orElse(null);
        } else if (stream instanceof UvPipe pipe) {
            local = UnixAddresses.of(pipe.localName());
            peer = connected ? UnixAddresses.of(pipe.peerName()) : null;
        }
    }

    UvStream stream() {
        return stream;
    }

    @Override
    protected UvHandle handle() {
        return stream;
    }

    private static int ip(long word) {
        return (int) (word >>> PORT_BITS);
    }

    private static boolean isIpv4(int ip, char port) {
        return ip != 0 || port != 0;
    }

    private static SocketAddress unpack(int ip, char port) {
        return UvTcp.unpack(Integer.toUnsignedLong(ip) << PORT_BITS | port);
    }

    @Override
    protected @Nullable SocketAddress nearEnd() {
        if (local == null && isIpv4(localIp, localPort)) {
            local = unpack(localIp, localPort);
        }
        return local;
    }

    @Override
    protected @Nullable SocketAddress farEnd() {
        if (peer == null && isIpv4(peerIp, peerPort)) {
            peer = unpack(peerIp, peerPort);
        }
        return peer;
    }

    @Override
    public void setNoDelay(boolean on) throws IOException {
        UvTcp tcp = tcp();
        option("uv_tcp_nodelay", () -> tcp.noDelay(on));
    }

    @Override
    public void setKeepAlive(@Nullable Duration idle) throws IOException {
        UvTcp tcp = tcp();
        int seconds = idle == null ? 0 : wholeSeconds("before the first probe", idle);
        option("uv_tcp_keepalive", () -> tcp.keepAlive(idle != null, seconds));
    }

    @Override
    public void setKeepAlive(Duration idle, Duration interval, int count) throws IOException {
        Objects.requireNonNull(idle, "the time before the first probe is null");
        Objects.requireNonNull(interval, "the time between two probes is null");
        UvTcp tcp = tcp();
        Features.require(Feature.KEEPALIVE_INTERVALS);
        int before = wholeSeconds("before the first probe", idle);
        int between = wholeSeconds("between two probes", interval);
        if (count < 1) {
            throw new IllegalArgumentException("the count of probes must be one at least, not " + count);
        }
        option("uv_tcp_keepalive_ex", () -> tcp.keepAlive(before, between, count));
    }

    @Override
    public void setUserTimeout(Duration limit) throws IOException {
        Objects.requireNonNull(limit, "the limit is null");
        UvTcp tcp = tcp();
        if (!Platform.current().isLinux()) {
            throw new UnsupportedOperationException("only Linux has a time limit for what was sent");
        }
        if (limit.isNegative() || limit.compareTo(LONGEST_USER_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "the user time-out must be 0 to " + Integer.MAX_VALUE + " milliseconds, not " + limit);
        }
        try {
            PosixSockets.userTimeout((int) tcp.fileno(), (int) limit.toMillis());
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, this);
        }
    }

    private static int wholeSeconds(String which, Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 1 || seconds > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the time " + which + " must be a second at least, and "
                    + Integer.MAX_VALUE + " at the most, not " + time);
        }
        return (int) seconds;
    }

    private UvTcp tcp() throws IOException {
        requireOpen();
        if (stream instanceof UvTcp tcp) {
            return tcp;
        }
        throw notTcp();
    }

    @Override
    protected String arrow() {
        return " <- ";
    }
}
