package io.juvloop.postgres.internal.wire;

import io.juvloop.postgres.PgException;

/// The encoding of a session's text, which the driver asks for and the server reports.
///
/// It must stay UTF-8: in another one the driver would read other text than the server has, and the server would store
/// other text than the program gave. Any thread. Stateless.
public final class ClientEncoding {
    /// The name of the setting.
    public static final String SETTING = "client_encoding";

    /// The server's name of UTF-8, by whatever name it was set.
    public static final String UTF8 = "UTF8";

    private ClientEncoding() {}

    /// Refuses a report of another encoding.
    ///
    /// @param name of a setting that the server has reported
    /// @param value of it
    /// @throws PgException if it is this setting, and not UTF-8
    public static void check(String name, String value) {
        if (name.equals(SETTING) && !value.equalsIgnoreCase(UTF8)) {
            throw new PgException("client_encoding was changed to " + value
                    + ", and the driver reads and writes UTF8 only, so the connection cannot be used any more");
        }
    }
}
