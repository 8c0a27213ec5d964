package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A `uv_getnameinfo_t`: looks up the name of an address on libuv's thread pool.
///
/// Loop thread only. The callback always comes, after a cancel with EAI_CANCELED.
/// See [DNS utility functions](https://docs.libuv.org/en/v1.x/dns.html).
public final class NameLookup extends PoolRequest {
    /// Receives the outcome of a lookup.
    @FunctionalInterface
    public interface Answer {
        /// The lookup ended. It is called again if an error came out of the first call.
        ///
        /// @param status 0 or a negative error
        /// @param host the name of the host, or its number; empty after an error
        /// @param service the name of the service, or the port; empty after an error
        void onNamed(int status, String host, String service);
    }

    /// The texts, the block, the listener.
    private static final int STEPS = 3;

    private final Answer answer;
    private long host;
    private long service;
    private @Nullable String hostText;
    private @Nullable String serviceText;

    private NameLookup(UvLoop loop, Answer answer) {
        super(loop, RequestType.GETNAMEINFO);
        this.answer = answer;
    }

    /// Starts to look a name up.
    ///
    /// @param loop the loop that it belongs to
    /// @param address resolved
    /// @param flags `NI_...` of this platform, see [Abi]
    /// @param answer receives the outcome
    /// @return the lookup under way
    /// @throws UvFailure if it cannot be started
    public static NameLookup start(UvLoop loop, InetSocketAddress address, int flags, Answer answer) {
        NameLookup lookup = new NameLookup(loop, answer);
        lookup.start(address, flags);
        return lookup;
    }

    private void start(InetSocketAddress address, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment sockaddr = arena.allocate(Abi.SOCKADDR_STORAGE_SIZE, 8);
            SocketAddresses.write(address, sockaddr.address());
            MemorySegment callback = MemorySegment.ofAddress(loop.stub(Callback.NAMED));
            submit("uv_getnameinfo", () -> uv_h.uv_getnameinfo(loop.pointer(), block(), callback, sockaddr, flags));
        }
    }

    void textsAt(long hostAddress, long serviceAddress) {
        host = hostAddress;
        service = serviceAddress;
    }

    void named(int status) {
        endInSteps(STEPS, status);
    }

    /// The texts lie in the request's own block, so they are read before the block is given back.
    @Override
    void end(int step, int status) {
        switch (step) {
            case 0 -> {
                hostText = host == 0 || status < 0 ? "" : Memory.string(host);
                serviceText = service == 0 || status < 0 ? "" : Memory.string(service);
            }
            case 1 -> ended();
            default -> notify(status, hostText, serviceText);
        }
    }

    private void notify(int status, @Nullable String hostName, @Nullable String serviceName) {
        if (hostName == null || serviceName == null) {
            answer.onNamed(UvErrors.code("EAI_MEMORY"), "", "");
        } else {
            answer.onNamed(status, hostName, serviceName);
        }
    }
}
