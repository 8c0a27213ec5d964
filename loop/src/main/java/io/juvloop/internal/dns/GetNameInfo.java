package io.juvloop.internal.dns;

import io.juvloop.bindings.NameLookup;
import io.juvloop.bindings.PoolRequest;
import io.juvloop.dns.NameFlag;
import io.juvloop.dns.NameInfo;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.PoolOperation;
import java.net.InetSocketAddress;
import java.util.Set;

/// A request to the resolver for the names of an address.
///
/// Loop thread only, except the future.
final class GetNameInfo extends PoolOperation<NameInfo> {
    private final InetSocketAddress address;
    private final int flags;

    GetNameInfo(LoopCore core, InetSocketAddress address, Set<NameFlag> flags) {
        super(core);
        this.address = address;
        this.flags = ResolverNumbers.ofNames(flags);
    }

    @Override
    protected Object subject() {
        return address;
    }

    @Override
    protected boolean recorded() {
        return true;
    }

    @Override
    protected PoolRequest submit() {
        return NameLookup.start(
                core().uv(),
                address,
                flags,
                (status, host, service) -> end("getnameinfo", status, () -> new NameInfo(host, service)));
    }
}
