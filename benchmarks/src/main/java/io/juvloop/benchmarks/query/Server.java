package io.juvloop.benchmarks.query;

import java.net.URI;

/// The server of a run, as each driver wants to hear of it.
///
/// Any thread.
///
/// @param password empty for none
public record Server(String host, int port, String user, String password, String database) {
    private static final int STANDARD_PORT = 5432;

    /// Reads `postgresql://USER[:PASSWORD]@HOST[:PORT]/DATABASE`; an `IllegalArgumentException` says what is wrong.
    public static Server of(String dsn) {
        URI uri = URI.create(dsn);
        if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() == null) {
            throw new IllegalArgumentException(
                    "--dsn wants postgresql://USER[:PASSWORD]@HOST[:PORT]/DATABASE, as every driver reads it");
        }
        String[] user = uri.getUserInfo().split(":", 2);
        return new Server(
                uri.getHost(),
                uri.getPort() < 0 ? STANDARD_PORT : uri.getPort(),
                user[0],
                user.length > 1 ? user[1] : "",
                uri.getPath().replaceFirst("^/", ""));
    }

    /// Returns it as the text that [#of] reads.
    public String dsn() {
        String secret = password.isEmpty() ? "" : ":" + password;
        return "postgresql://" + user + secret + "@" + host + ":" + port + "/" + database;
    }

    /// Returns it as seen through a program on this machine.
    public Server onPort(int other) {
        return new Server("127.0.0.1", other, user, password, database);
    }

    /// Returns it as JDBC names it, without user and password.
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }
}
