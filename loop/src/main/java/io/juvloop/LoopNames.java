package io.juvloop;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Names and addresses: a chapter of [EventLoop], which has all of them.
///
/// The resolver of the operating system, asked without blocking: on libuv's thread pool, of 4 threads for the
/// whole process unless the environment variable `UV_THREADPOOL_SIZE` says otherwise. Cancelling a future
/// prevents a lookup that has not begun; one that has is left to end unheard.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException], and the futures of lookups under way are cancelled.
///
/// See [DNS](https://docs.python.org/3.13/library/asyncio-eventloop.html#dns).
public interface LoopNames {
    /// Looks up every address of a host with [AddressOptions#DEFAULT].
    ///
    /// @param host a name or a numeric address; null for this machine
    /// @param port 0 to 65535
    /// @return the addresses
    default CompletableFuture<List<AddressInfo>> getaddrinfo(@Nullable String host, int port) {
        return getaddrinfo(host, port, AddressOptions.DEFAULT);
    }

    /// Looks up the addresses of a host, see [#getaddrinfo(String, String, AddressOptions)].
    ///
    /// @param host a name or a numeric address; null for this machine
    /// @param port 0 to 65535
    /// @param options of which kind
    /// @return the addresses
    /// @throws IllegalArgumentException for a port out of range, and as the other does
    CompletableFuture<List<AddressInfo>> getaddrinfo(@Nullable String host, int port, AddressOptions options);

    /// Looks up the addresses of a host and a service: the list of the system's resolver, in its order. A
    /// numeric host with a numeric port and a type of socket is answered at once, without the resolver. A name
    /// with letters beyond ASCII is asked for in the form of IDNA. asyncio's `getaddrinfo(host, port, family=,
    /// type=, proto=, flags=)`.
    ///
    /// @param host a name or a numeric address; null for this machine: the loopback addresses, or with
    ///   [AddressFlag#PASSIVE] the wildcard addresses
    /// @param service the name of a service, or a port; null for port 0
    /// @param options of which kind
    /// @return at least one address; fails with [java.net.UnknownHostException], whose cause is a [UvException]
    ///   that names the resolver's error, such as `EAI_NONAME`, which is also that of a name that no host can
    ///   have, with a label of more than 63 or all in all more than 253 characters
    /// @throws IllegalArgumentException for a NUL in the host or service
    CompletableFuture<List<AddressInfo>> getaddrinfo(
            @Nullable String host, @Nullable String service, AddressOptions options);

    /// Looks up the names of an address and port, see [#getnameinfo(InetSocketAddress, Set)].
    ///
    /// @param address resolved
    /// @return the names; the numbers where there are none
    default CompletableFuture<NameInfo> getnameinfo(InetSocketAddress address) {
        return getnameinfo(address, Set.of());
    }

    /// Looks up the names of an address and port. asyncio's `getnameinfo(sockaddr, flags)`.
    ///
    /// @param address resolved
    /// @param flags how to look
    /// @return the names, or the numbers where there are none; with [NameFlag#NAMEREQD], fails with
    ///   [java.net.UnknownHostException] instead
    /// @throws IllegalArgumentException for an address that is not resolved
    CompletableFuture<NameInfo> getnameinfo(InetSocketAddress address, Set<NameFlag> flags);
}
