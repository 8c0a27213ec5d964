package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `uv_getaddrinfo_t`: a host name being resolved on libuv's thread pool.
///
/// Loop thread only. The callback always comes, after a cancel with EAI_CANCELED, and the native list is freed in
/// it. See [DNS utility functions](https://docs.libuv.org/en/v1.x/dns.html).
public final class AddressLookup extends PoolRequest {
    /// Told how a lookup ended.
    @FunctionalInterface
    public interface Answer {
        /// The lookup ended.
        ///
        /// @param status 0 or a negative error
        /// @param addresses without repetition, in the resolver's order; empty after an error
        void onResolved(int status, List<InetSocketAddress> addresses);
    }

    private final Answer answer;

    private AddressLookup(UvLoop loop, Answer answer) {
        super(loop, RequestType.GETADDRINFO);
        this.answer = answer;
    }

    /// Starts to resolve a host to stream addresses.
    ///
    /// @param loop to live in
    /// @param host a name or a numeric address; null for the wildcard addresses
    /// @param port of the answers
    /// @param answer told the outcome
    /// @return the lookup under way
    /// @throws UvFailure if it cannot be started
    public static AddressLookup start(UvLoop loop, @Nullable String host, int port, Answer answer) {
        AddressLookup lookup = new AddressLookup(loop, answer);
        lookup.start(host, port);
        return lookup;
    }

    private void start(@Nullable String host, int port) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment node = host == null ? MemorySegment.NULL : arena.allocateFrom(host);
            MemorySegment service = arena.allocateFrom(Integer.toString(port));
            MemorySegment hints = hints(arena, host == null);
            MemorySegment callback = MemorySegment.ofAddress(Callbacks.Resolved.STUB);
            submit(
                    "uv_getaddrinfo",
                    () -> uv_h.uv_getaddrinfo(loop.pointer(), block(), callback, node, service, hints));
        }
    }

    private static MemorySegment hints(Arena arena, boolean passive) {
        MemorySegment hints = arena.allocate(Abi.ADDRINFO_SIZE, 8);
        Memory.putInt(hints.address() + Abi.ADDRINFO_FLAGS, passive ? Abi.AI_PASSIVE : 0);
        Memory.putInt(hints.address() + Abi.ADDRINFO_FAMILY, Abi.AF_UNSPEC);
        Memory.putInt(hints.address() + Abi.ADDRINFO_SOCKTYPE, Abi.SOCK_STREAM);
        Memory.putInt(hints.address() + Abi.ADDRINFO_PROTOCOL, Abi.IPPROTO_TCP);
        return hints;
    }

    void resolved(int status, long list) {
        ended();
        List<InetSocketAddress> addresses;
        try {
            addresses = read(list);
        } finally {
            uv_h.uv_freeaddrinfo(MemorySegment.ofAddress(list));
        }
        answer.onResolved(status, addresses);
    }

    private static List<InetSocketAddress> read(long list) {
        LinkedHashSet<InetSocketAddress> addresses = new LinkedHashSet<>();
        for (long entry = list; entry != 0; entry = Memory.getLong(entry + Abi.ADDRINFO_NEXT)) {
            SocketAddresses.read(Memory.getLong(entry + Abi.ADDRINFO_ADDR)).ifPresent(addresses::add);
        }
        return new ArrayList<>(addresses);
    }
}
