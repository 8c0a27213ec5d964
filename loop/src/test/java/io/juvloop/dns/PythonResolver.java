package io.juvloop.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.testing.Reaped;
import java.io.IOException;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The results of Python's `socket` module in a process of its own: the resolver of this machine without
/// juvloop.
final class PythonResolver {
    private static final String ADDRESSES = """
            import socket, sys
            def say(host, port, family, type, proto, flags):
                try:
                    found = socket.getaddrinfo(host, port, getattr(socket, family), type, proto, flags)
                except socket.gaierror as error:
                    names = [n for n in dir(socket) if n.startswith('EAI_') and getattr(socket, n) == error.errno]
                    print(names[0])
                    return
                for family, type, proto, name, address in found:
                    scope = address[3] if len(address) > 2 else 0
                    print(family.name, int(type), proto, name or '-', address[0].split('%')[0], address[1], scope)
            """;

    private PythonResolver() {}

    /// Runs a call of `say`.
    static List<String> addresses(String arguments) throws IOException, InterruptedException {
        return run(ADDRESSES + "say(" + arguments + ")\n");
    }

    static List<String> names(String arguments) throws IOException, InterruptedException {
        return run("import socket\nprint(*socket.getnameinfo(" + arguments + "))\n");
    }

    private static List<String> run(String program) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("python3", "-c", program).start();
        } catch (IOException none) {
            assumeTrue(false, "there is no Python here: " + none.getMessage());
            throw none;
        }
        List<String> lines = process.inputReader().readAllLines();
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(Reaped.exit(process)).as(errors).isZero();
        return lines;
    }

    /// Our results in the same form.
    static List<String> inItsForm(List<AddressInfo> found) {
        List<String> lines = new ArrayList<>();
        for (AddressInfo info : found) {
            int type = switch (info.type()) {
                case STREAM -> 1;
                case DATAGRAM -> 2;
                case RAW -> 3;
                case SEQPACKET -> 5;
                case ANY -> 0;
            };
            int scope = info.address().getAddress() instanceof Inet6Address six ? six.getScopeId() : 0;
            lines.add(String.join(
                    " ",
                    "AF_" + info.family(),
                    "" + type,
                    "" + info.protocol(),
                    info.canonicalName().isEmpty() ? "-" : info.canonicalName(),
                    textOf(info),
                    "" + info.address().getPort(),
                    "" + scope));
        }
        return lines;
    }

    /// Shortens an IPv6 address as the resolver does; Java writes every group.
    private static String textOf(AddressInfo info) {
        String text = info.address().getAddress().getHostAddress().replaceAll("%.*", "");
        return switch (text) {
            case "0:0:0:0:0:0:0:1" -> "::1";
            case "0:0:0:0:0:0:0:0" -> "::";
            case "2001:db8:0:0:0:0:0:1" -> "2001:db8::1";
            case "fe80:0:0:0:0:0:0:1" -> "fe80::1";
            default -> text;
        };
    }

    static String inItsForm(NameInfo info) {
        return info.host() + " " + info.service();
    }
}
