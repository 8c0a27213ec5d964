package io.juvloop.internal.dns;

import io.juvloop.EventLoop;
import io.juvloop.bindings.UvErrors;
import io.juvloop.dns.AddressInfo;
import io.juvloop.dns.AddressOptions;
import io.juvloop.dns.NameFlag;
import io.juvloop.dns.NameInfo;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.core.HostNames;
import io.juvloop.internal.core.OperationFuture;
import io.juvloop.internal.core.UvErrorMapping;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Name resolution of the loop on libuv: checks the arguments, answers lookups that need no resolver, and
/// submits the others to it.
///
/// Thread rule and lifetime: see [EventLoop].
public interface UvNames extends EventLoop, Chapter {
    @Override
    default CompletableFuture<List<AddressInfo>> getaddrinfo(@Nullable String host, int port, AddressOptions options) {
        core().checkUsable();
        return getaddrinfo(host, Integer.toString(Arguments.requirePort(port)), options);
    }

    @Override
    default CompletableFuture<List<AddressInfo>> getaddrinfo(
            @Nullable String host, @Nullable String service, AddressOptions options) {
        core().checkUsable();
        Objects.requireNonNull(options, "the options are null");
        if (service != null) {
            Arguments.requireNoNul("service", service);
        }
        String name;
        OperationFuture<List<AddressInfo>> answer = new OperationFuture<>(core());
        try {
            name = host == null ? null : HostNames.toAscii(Arguments.requireHost(host));
        } catch (IOException noName) {
            answer.completeExceptionally(noName);
            return answer;
        }
        if (asksNothing(name, service)) {
            int status = UvErrors.code("EAI_NONAME");
            answer.completeExceptionally(UvErrorMapping.toException("getaddrinfo", status, name));
            return answer;
        }
        Optional<AddressInfo> numeric = name == null ? Optional.empty() : NumericAddress.of(name, service, options);
        if (numeric.isPresent()) {
            answer.complete(List.of(numeric.get()));
            return answer;
        }
        return new GetAddrInfo(core(), name, service, options).start();
    }

    /// Whether a lookup has no host and no service, or the empty host name, which no host has. The systems
    /// differ in whether they check this, and libuv since 1.48 reports both as invalid arguments.
    private static boolean asksNothing(@Nullable String host, @Nullable String service) {
        return host == null ? service == null : host.isEmpty();
    }

    @Override
    default CompletableFuture<NameInfo> getnameinfo(InetSocketAddress address, Set<NameFlag> flags) {
        core().checkUsable();
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the address is not resolved: " + address);
        }
        return new GetNameInfo(core(), address, flags).start();
    }
}
