package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A `uv_getaddrinfo_t`: resolves a host name on libuv's thread pool.
///
/// Loop thread only. The callback always comes, after a cancel with EAI_CANCELED, and frees the native list. See
/// [DNS utility functions](https://docs.libuv.org/en/v1.x/dns.html).
public final class AddressLookup extends PoolRequest {
    /// The query, in the numbers of this platform, see [Abi].
    ///
    /// @param host a name or a numeric address; null for this machine
    /// @param service a port or the name of a service; null for port 0
    /// @param family the family of the answers, or 0 for any
    /// @param type the type of socket, or 0 for any
    /// @param protocol of the socket, or 0 for any
    /// @param flags `AI_...`
    public record Query(
            @Nullable String host, @Nullable String service, int family, int type, int protocol, int flags) {
        /// Returns the query for a TCP connect, or for a TCP listener if there is no host.
        ///
        /// @param host a name or a numeric address; null for the wildcard addresses
        /// @param port of the answers
        /// @return the query
        public static Query ofStream(@Nullable String host, int port) {
            int flags = host == null ? Abi.AI_PASSIVE : 0;
            String service = Integer.toString(port);
            return new Query(host, service, Abi.AF_UNSPEC, Abi.SOCK_STREAM, Abi.IPPROTO_TCP, flags);
        }
    }

    /// One answer of the resolver.
    ///
    /// @param family of the socket to make, as the resolver said
    /// @param type of the socket to make
    /// @param protocol of the socket to make
    /// @param canonicalName the canonical name of the host, in the first answer if it was requested; otherwise
    ///   null
    /// @param address to bind or connect it to
    public record Found(
            int family, int type, int protocol, @Nullable String canonicalName, InetSocketAddress address) {}

    /// Receives the outcome of a lookup.
    @FunctionalInterface
    public interface Answer {
        /// The lookup ended. It is called again if an error came out of the first call.
        ///
        /// @param status 0 or a negative error
        /// @param found in the resolver's order; empty after an error
        void onResolved(int status, List<Found> found);
    }

    /// The room that libuv before 1.48 has for a host name. It truncates a longer one and so would resolve
    /// another host.
    private static final int LONGEST_HOST = 255;

    /// The answers, the list, the block, the listener.
    private static final int STEPS = 4;

    private final Answer answer;
    private long list;
    private @Nullable List<Found> found;

    private AddressLookup(UvLoop loop, Answer answer) {
        super(loop, RequestType.GETADDRINFO);
        this.answer = answer;
    }

    /// Starts to resolve a host.
    ///
    /// @param loop the loop that it belongs to
    /// @param query to resolve
    /// @param answer receives the outcome
    /// @return the lookup under way
    /// @throws UvFailure if it cannot be started, or the host name is too long
    public static AddressLookup start(UvLoop loop, Query query, Answer answer) {
        if (query.host != null && query.host.getBytes(StandardCharsets.UTF_8).length > LONGEST_HOST) {
            throw new UvFailure("uv_getaddrinfo", UvErrors.code("EAI_NONAME"));
        }
        Linking.ensure("uv_freeaddrinfo");
        AddressLookup lookup = new AddressLookup(loop, answer);
        lookup.start(query);
        return lookup;
    }

    private void start(Query query) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment node = text(arena, query.host);
            MemorySegment service = text(arena, query.service);
            MemorySegment hints = hints(arena, query);
            MemorySegment callback = MemorySegment.ofAddress(loop.stub(Callback.RESOLVED));
            submit(
                    "uv_getaddrinfo",
                    () -> uv_h.uv_getaddrinfo(loop.pointer(), block(), callback, node, service, hints));
        }
    }

    private static MemorySegment text(Arena arena, @Nullable String text) {
        return text == null ? MemorySegment.NULL : arena.allocateFrom(text);
    }

    private static MemorySegment hints(Arena arena, Query query) {
        MemorySegment hints = arena.allocate(Abi.ADDRINFO_SIZE, 8);
        Memory.putInt(hints.address() + Abi.ADDRINFO_FLAGS, query.flags);
        Memory.putInt(hints.address() + Abi.ADDRINFO_FAMILY, query.family);
        Memory.putInt(hints.address() + Abi.ADDRINFO_SOCKTYPE, query.type);
        Memory.putInt(hints.address() + Abi.ADDRINFO_PROTOCOL, query.protocol);
        return hints;
    }

    void resolved(int status, long answers) {
        list = answers;
        endInSteps(STEPS, status);
    }

    @Override
    void end(int step, int status) {
        switch (step) {
            case 0 -> found = read(list);
            case 1 -> freeList();
            case 2 -> ended();
            default -> notify(status, found);
        }
    }

    private void freeList() {
        if (list != 0) {
            free(list);
            list = 0;
        }
    }

    private void notify(int status, @Nullable List<Found> answers) {
        if (answers == null) {
            answer.onResolved(UvErrors.code("EAI_MEMORY"), List.of());
        } else {
            answer.onResolved(status, answers);
        }
    }

    static void free(long list) {
        uv_h.uv_freeaddrinfo(MemorySegment.ofAddress(list));
    }

    private static List<Found> read(long list) {
        List<Found> answers = new ArrayList<>();
        for (long entry = list; entry != 0; entry = Memory.getLong(entry + Abi.ADDRINFO_NEXT)) {
            readEntry(entry).ifPresent(answers::add);
        }
        return answers;
    }

    private static Optional<Found> readEntry(long entry) {
        long name = Memory.getLong(entry + Abi.ADDRINFO_CANONNAME);
        return SocketAddresses.read(Memory.getLong(entry + Abi.ADDRINFO_ADDR))
                .map(address -> new Found(
                        Memory.getInt(entry + Abi.ADDRINFO_FAMILY),
                        Memory.getInt(entry + Abi.ADDRINFO_SOCKTYPE),
                        Memory.getInt(entry + Abi.ADDRINFO_PROTOCOL),
                        name == 0 ? null : Memory.string(name),
                        address));
    }
}
