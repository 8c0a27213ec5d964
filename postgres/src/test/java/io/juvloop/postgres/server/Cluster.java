package io.juvloop.postgres.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The data folder of a server: made by initdb, with the users, the settings and the rules of authentication that
/// tests want.
///
/// Used by the thread that makes the server.
final class Cluster {
    private static final List<String> SETTINGS = List.of(
            "listen_addresses = '127.0.0.1'",
            "max_connections = 200",
            "shared_buffers = 16MB",
            "fsync = off",
            "synchronous_commit = off",
            "full_page_writes = off",
            "wal_level = logical",
            "max_wal_senders = 4",
            "max_replication_slots = 4",
            "autovacuum = off",
            "jit = off",
            "lc_messages = 'C'",
            "timezone = 'UTC'",
            "logging_collector = off");

    /// One user for each method, and some who come encrypted only, or plain only.
    private static final List<String> RULES = List.of(
            "local all all trust",
            "host all postgres,tester,replicator 127.0.0.1/32 trust",
            "host all clear_user 127.0.0.1/32 password",
            "host all md5_user 127.0.0.1/32 md5",
            "host all scram_user 127.0.0.1/32 scram-sha-256",
            "hostssl all ssl_user 127.0.0.1/32 scram-sha-256",
            "hostnossl all plain_user 127.0.0.1/32 scram-sha-256",
            "hostssl all cert_user 127.0.0.1/32 cert",
            "host replication replicator 127.0.0.1/32 trust");

    /// A line each, as single-user mode wants it.
    private static final List<String> USERS = List.of(
            "set password_encryption = 'md5'",
            "create role md5_user login password 'secret'",
            "set password_encryption = 'scram-sha-256'",
            "create role scram_user login password 'secret'",
            "create role clear_user login password 'secret'",
            "create role ssl_user login password 'secret'",
            "create role plain_user login password 'secret'",
            "create role cert_user login",
            "create role replicator login replication",
            "create role tester login superuser");

    private final Binaries binaries;
    private final Path folder;
    private final Path data;

    /// Elsewhere, because the path of a socket must be short.
    private final Path sockets;

    Cluster(Binaries binaries, Path folder) throws IOException {
        this.binaries = binaries;
        this.folder = folder;
        this.data = folder.resolve("data");
        this.sockets = Os.isWindows() ? folder : Files.createTempDirectory(Path.of("/tmp"), "juvloop-");
    }

    Path data() {
        return data;
    }

    Path sockets() {
        return sockets;
    }

    void init(ServerSetup setup) throws IOException {
        Files.createDirectory(data);
        Os.setMode(data, "rwx------");
        Os.give(data);
        if (!Os.isWindows()) {
            Os.setMode(sockets, "rwxr-xr-x");
            Os.give(sockets);
        }
        String initdb = binaries.program("initdb").toString();
        Os.run(
                folder,
                null,
                Os.asOrdinaryUser(
                        initdb,
                        "-D",
                        data.toString(),
                        "-U",
                        "postgres",
                        "-A",
                        "trust",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--no-sync"));
        Files.write(data.resolve("postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
        Files.write(data.resolve("postgresql.conf"), setup.settings(), StandardOpenOption.APPEND);
        Files.write(data.resolve("pg_hba.conf"), RULES);
        createUsers();
        if (setup.isEncrypted()) {
            encrypt();
        }
        if (setup.isStandby()) {
            Files.write(data.resolve("standby.signal"), List.of());
            Os.give(data.resolve("standby.signal"));
        }
    }

    private void createUsers() throws IOException {
        Path script = folder.resolve("users.sql");
        Files.write(script, USERS);
        String postgres = binaries.program("postgres").toString();
        Os.run(folder, script, Os.asOrdinaryUser(postgres, "--single", "-D", data.toString(), "postgres"));
    }

    private void encrypt() throws IOException {
        Certificates certificates = Certificates.shared();
        put("server.crt", certificates.server().chainPem());
        put("server.key", certificates.server().keyPem());
        put("root.crt", certificates.authorityPem());
        Files.write(
                data.resolve("postgresql.conf"),
                List.of("ssl = on", "ssl_ca_file = 'root.crt'"),
                StandardOpenOption.APPEND);
    }

    private void put(String name, String content) throws IOException {
        Path file = data.resolve(name);
        Files.writeString(file, content);
        Os.setMode(file, "rw-------");
        Os.give(file);
    }

    /// Deletes everything.
    void delete() throws IOException {
        Os.delete(folder);
        if (!Os.isWindows()) {
            Os.delete(sockets);
        }
    }
}
