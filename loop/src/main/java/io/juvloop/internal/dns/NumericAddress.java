package io.juvloop.internal.dns;

import io.juvloop.dns.AddressFamily;
import io.juvloop.dns.AddressFlag;
import io.juvloop.dns.AddressInfo;
import io.juvloop.dns.AddressOptions;
import io.juvloop.dns.SocketType;
import io.juvloop.internal.net.Addresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Converts a numeric host and port for one type of socket without the resolver, because they have only one
/// result. A scoped address is left to the resolver, which interprets the scope differently from the JDK.
///
/// Any thread. Stateless. asyncio's
/// [_ipaddr_info](https://github.com/python/cpython/blob/3.13/Lib/asyncio/base_events.py).
final class NumericAddress {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int HIGHEST_PORT = 65535;
    private static final int PORT_DIGITS = 5;

    private NumericAddress() {}

    static Optional<AddressInfo> of(String host, @Nullable String service, AddressOptions options) {
        int protocol = protocol(options);
        int port = port(service);
        if (protocol == 0
                || port < 0
                || host.indexOf('%') >= 0
                || options.flags().stream().anyMatch(NumericAddress::hasEffect)) {
            return Optional.empty();
        }
        return Addresses.literal(host)
                .filter(ip -> options.family() == AddressFamily.ANY || options.family() == family(ip))
                .map(ip -> new AddressInfo(family(ip), options.type(), protocol, "", new InetSocketAddress(ip, port)));
    }

    private static boolean hasEffect(AddressFlag flag) {
        return flag != AddressFlag.PASSIVE && flag != AddressFlag.NUMERICHOST && flag != AddressFlag.NUMERICSERV;
    }

    private static int protocol(AddressOptions options) {
        int usual = options.type() == SocketType.STREAM ? TCP : options.type() == SocketType.DATAGRAM ? UDP : 0;
        return options.protocol() == 0 || options.protocol() == usual ? usual : 0;
    }

    private static int port(@Nullable String service) {
        if (service == null) {
            return 0;
        }
        boolean isNumber = !service.isEmpty()
                && service.length() <= PORT_DIGITS
                && service.chars().allMatch(each -> each >= '0' && each <= '9');
        int port = isNumber ? Integer.parseInt(service) : -1;
        return port <= HIGHEST_PORT ? port : -1;
    }

    private static AddressFamily family(InetAddress ip) {
        return ip instanceof Inet6Address ? AddressFamily.INET6 : AddressFamily.INET;
    }
}
