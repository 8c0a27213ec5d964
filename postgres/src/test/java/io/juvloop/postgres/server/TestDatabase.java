package io.juvloop.postgres.server;

import io.juvloop.postgres.PgOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A database of one test class, on the shared server.
///
/// Any thread; [#sql] blocks, so not in a loop.
public final class TestDatabase implements AutoCloseable {
    private final TestServer server;
    private final String name;

    TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /// The server.
    public TestServer server() {
        return server;
    }

    /// Its name.
    public String name() {
        return name;
    }

    /// Options for a superuser who needs no password.
    public PgOptions options() {
        return options("tester");
    }

    /// Options for another user, see [TestServer#options(String)].
    public PgOptions options(String user) {
        return server.options(user).withDatabase(name);
    }

    /// The same as a URI.
    public String dsn() {
        return "postgresql://tester@127.0.0.1:" + server.port() + "/" + name;
    }

    /// Runs SQL past the driver.
    ///
    /// @return the rows of the last statement that has some, as text
    public List<List<@Nullable String>> sql(String sql) {
        return server.sql(name, sql);
    }

    /// Runs SQL past the driver.
    ///
    /// @return the first value of the first row
    public @Nullable String value(String sql) {
        return sql(sql).getFirst().getFirst();
    }

    /// Drops it, and ends the connections to it.
    @Override
    public void close() {
        var _ = server.sql("postgres", "drop database if exists " + name + " with (force)");
    }
}
