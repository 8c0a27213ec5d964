package io.juvloop.internal.dns;

import io.juvloop.bindings.Abi;
import io.juvloop.dns.AddressFamily;
import io.juvloop.dns.AddressFlag;
import io.juvloop.dns.NameFlag;
import io.juvloop.dns.SocketType;
import java.util.Set;

/// Converts between the public constants and this platform's numbers.
///
/// Any thread. Stateless.
final class ResolverNumbers {
    private ResolverNumbers() {}

    static int of(AddressFamily family) {
        return switch (family) {
            case ANY -> Abi.AF_UNSPEC;
            case INET -> Abi.AF_INET;
            case INET6 -> Abi.AF_INET6;
        };
    }

    static AddressFamily family(int number) {
        return number == Abi.AF_INET6 ? AddressFamily.INET6 : AddressFamily.INET;
    }

    static int of(SocketType type) {
        return switch (type) {
            case ANY -> 0;
            case STREAM -> Abi.SOCK_STREAM;
            case DATAGRAM -> Abi.SOCK_DGRAM;
            case RAW -> Abi.SOCK_RAW;
            case SEQPACKET -> Abi.SOCK_SEQPACKET;
        };
    }

    static SocketType type(int number) {
        for (SocketType type : SocketType.values()) {
            if (of(type) == number) {
                return type;
            }
        }
        return SocketType.ANY;
    }

    static int of(AddressFlag flag) {
        return switch (flag) {
            case PASSIVE -> Abi.AI_PASSIVE;
            case CANONNAME -> Abi.AI_CANONNAME;
            case NUMERICHOST -> Abi.AI_NUMERICHOST;
            case NUMERICSERV -> Abi.AI_NUMERICSERV;
            case ALL -> Abi.AI_ALL;
            case V4MAPPED -> Abi.AI_V4MAPPED;
            case ADDRCONFIG -> Abi.AI_ADDRCONFIG;
        };
    }

    static int of(NameFlag flag) {
        return switch (flag) {
            case NOFQDN -> Abi.NI_NOFQDN;
            case NUMERICHOST -> Abi.NI_NUMERICHOST;
            case NUMERICSERV -> Abi.NI_NUMERICSERV;
            case NAMEREQD -> Abi.NI_NAMEREQD;
            case DGRAM -> Abi.NI_DGRAM;
        };
    }

    static int ofAll(Set<AddressFlag> flags) {
        return flags.stream().mapToInt(ResolverNumbers::of).reduce(0, (a, b) -> a | b);
    }

    static int ofNames(Set<NameFlag> flags) {
        return flags.stream().mapToInt(ResolverNumbers::of).reduce(0, (a, b) -> a | b);
    }
}
