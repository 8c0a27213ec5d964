package io.juvloop.internal.dns;

import io.juvloop.bindings.AddressLookup;
import io.juvloop.bindings.PoolRequest;
import io.juvloop.dns.AddressInfo;
import io.juvloop.dns.AddressOptions;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.PoolOperation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request to the resolver for the addresses of a host.
///
/// Loop thread only, except the future.
final class GetAddrInfo extends PoolOperation<List<AddressInfo>> {
    private final AddressLookup.Query query;

    GetAddrInfo(LoopCore core, @Nullable String host, @Nullable String service, AddressOptions options) {
        super(core);
        query = new AddressLookup.Query(
                host,
                service,
                ResolverNumbers.of(options.family()),
                ResolverNumbers.of(options.type()),
                options.protocol(),
                ResolverNumbers.ofAll(options.flags()));
    }

    @Override
    protected @Nullable Object subject() {
        return query.host() == null ? query.service() : query.host();
    }

    @Override
    protected boolean recorded() {
        return true;
    }

    @Override
    protected PoolRequest submit() {
        return AddressLookup.start(
                core().uv(),
                query,
                (status, found) -> end(
                        "getaddrinfo",
                        status,
                        () -> found.stream().map(GetAddrInfo::info).toList()));
    }

    private static AddressInfo info(AddressLookup.Found found) {
        return new AddressInfo(
                ResolverNumbers.family(found.family()),
                ResolverNumbers.type(found.type()),
                found.protocol(),
                found.canonicalName() == null ? "" : found.canonicalName(),
                found.address());
    }
}
