package io.juvloop.postgres.internal.connect;

import io.juvloop.postgres.PgOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What the options say once everything is filled in that was left out, and the hosts in the order in which they are
/// tried.
///
/// Made by a thread that may block, because files are read. Any thread. Immutable.
///
/// @param options with the values of the service file, the environment and libpq's defaults
/// @param hosts one or more
/// @param environment that was asked
record Targets(PgOptions options, List<Host> hosts, Environment environment) {
    private static final List<String> FOLDERS = List.of("/var/run/postgresql", "/run/postgresql", "/tmp");
    private static final String THIS_MACHINE = "localhost";

    /// Fills in what was left out.
    ///
    /// @throws IllegalArgumentException if values contradict each other, or a service is not found
    static Targets of(PgOptions given, Environment environment) {
        Map<String, String> variables = environment.parameters();
        PgOptions all = given;
        String service = given.parameter("service").orElse(variables.getOrDefault("service", ""));
        if (!service.isEmpty()) {
            String file = given.parameter("servicefile").orElse(variables.get("servicefile"));
            all = filled(all, ServiceFile.of(file, environment).find(service));
        }
        all = filled(all, variables);
        String user = all.user().orElse(environment.systemUser());
        all = all.withUser(user).withDatabase(all.database().orElse(user));
        return new Targets(all, hosts(all, environment), environment);
    }

    private static PgOptions filled(PgOptions options, Map<String, String> values) {
        PgOptions filled = options;
        for (Map.Entry<String, String> each : values.entrySet()) {
            if (options.parameter(each.getKey()).isEmpty()) {
                filled = filled.withParameter(each.getKey(), each.getValue());
            }
        }
        return filled;
    }

    // --- Hosts

    private static List<Host> hosts(PgOptions options, Environment environment) {
        List<String> names = options.hosts();
        List<String> addresses = options.parameter("hostaddr")
                .filter(value -> !value.isEmpty())
                .map(Keywords::list)
                .orElse(List.of());
        if (!names.isEmpty() && !addresses.isEmpty() && names.size() != addresses.size()) {
            throw new IllegalArgumentException(
                    names.size() + " hosts do not match " + addresses.size() + " values of hostaddr");
        }
        int count = Math.max(1, Math.max(names.size(), addresses.size()));
        List<Integer> ports = options.ports();
        if (ports.size() > 1 && ports.size() != count) {
            throw new IllegalArgumentException(ports.size() + " ports do not match " + count + " hosts");
        }
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = i < names.size() ? names.get(i) : "";
            String address = i < addresses.size() && !addresses.get(i).isEmpty() ? addresses.get(i) : null;
            int port = ports.isEmpty() ? Keywords.DEFAULT_PORT : ports.get(Math.min(i, ports.size() - 1));
            if (name.isEmpty() && address == null) {
                hosts.addAll(usual(port, environment));
            } else {
                hosts.add(new Host(name, address, port));
            }
        }
        return List.copyOf(hosts);
    }

    /// The usual folders, where there is a socket, and then this machine.
    private static List<Host> usual(int port, Environment environment) {
        List<Host> hosts = new ArrayList<>();
        for (String folder : environment.isWindows() ? List.<String>of() : FOLDERS) {
            if (hosts.isEmpty() && Files.exists(Path.of(folder, ".s.PGSQL." + port))) {
                hosts.add(new Host(folder, null, port));
            }
        }
        hosts.add(new Host(THIS_MACHINE, null, port));
        return hosts;
    }

    /// The hosts in the order in which they are tried.
    ///
    /// @param chance which shuffles them, if that is wanted
    List<Host> inOrder(Random chance) {
        if (!options.isLoadBalanceHosts()) {
            return hosts;
        }
        List<Host> shuffled = new ArrayList<>(hosts);
        Collections.shuffle(shuffled, chance);
        return shuffled;
    }

    /// The file with passwords that counts.
    PassFile passFile() {
        Path file = options.parameter("passfile")
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .orElseGet(() -> environment.userFile(".pgpass", "pgpass.conf"));
        return new PassFile(file, !environment.isWindows());
    }

    /// As the password file names a host: the usual folders are `localhost` there.
    static String passFileHost(Host host) {
        if (host.name().isEmpty()) {
            return host.target();
        }
        return FOLDERS.contains(host.name()) ? THIS_MACHINE : host.name();
    }
}
