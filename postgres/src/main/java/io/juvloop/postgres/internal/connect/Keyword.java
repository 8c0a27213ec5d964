package io.juvloop.postgres.internal.connect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A parameter of libpq's, with the environment variable that gives it.
///
/// What is not here is a setting of the server. A few are known so that a DSN made for libpq works, but have no
/// effect here; those that would weaken the connection if they were passed over are refused, see [Keywords].
///
/// Any thread.
enum Keyword {
    SERVICE("PGSERVICE"),
    SERVICEFILE("PGSERVICEFILE"),
    USER("PGUSER"),
    PASSWORD("PGPASSWORD"),
    PASSFILE("PGPASSFILE"),
    CHANNEL_BINDING("PGCHANNELBINDING"),
    CONNECT_TIMEOUT("PGCONNECT_TIMEOUT"),
    DBNAME("PGDATABASE"),
    HOST("PGHOST"),
    HOSTADDR("PGHOSTADDR"),
    PORT("PGPORT"),
    /// Always UTF-8, whatever the environment wants for other programs.
    CLIENT_ENCODING(null),
    FALLBACK_APPLICATION_NAME(null),
    KEEPALIVES(null),
    KEEPALIVES_IDLE(null),
    KEEPALIVES_INTERVAL(null),
    KEEPALIVES_COUNT(null),
    TCP_USER_TIMEOUT(null),
    SSLMODE("PGSSLMODE"),
    SSLNEGOTIATION("PGSSLNEGOTIATION"),
    SSLCOMPRESSION("PGSSLCOMPRESSION"),
    SSLCERT("PGSSLCERT"),
    SSLKEY("PGSSLKEY"),
    SSLCERTMODE("PGSSLCERTMODE"),
    SSLPASSWORD(null),
    SSLROOTCERT("PGSSLROOTCERT"),
    SSLCRL("PGSSLCRL"),
    SSLCRLDIR("PGSSLCRLDIR"),
    SSLSNI("PGSSLSNI"),
    REQUIREPEER("PGREQUIREPEER"),
    REQUIRE_AUTH("PGREQUIREAUTH"),
    MIN_PROTOCOL_VERSION("PGMINPROTOCOLVERSION"),
    MAX_PROTOCOL_VERSION("PGMAXPROTOCOLVERSION"),
    SSL_MIN_PROTOCOL_VERSION("PGSSLMINPROTOCOLVERSION"),
    SSL_MAX_PROTOCOL_VERSION("PGSSLMAXPROTOCOLVERSION"),
    GSSENCMODE("PGGSSENCMODE"),
    KRBSRVNAME("PGKRBSRVNAME"),
    GSSLIB("PGGSSLIB"),
    GSSDELEGATION("PGGSSDELEGATION"),
    TARGET_SESSION_ATTRS("PGTARGETSESSIONATTRS"),
    LOAD_BALANCE_HOSTS("PGLOADBALANCEHOSTS"),
    SCRAM_CLIENT_KEY(null),
    SCRAM_SERVER_KEY(null);

    private final @Nullable String variable;
    private final String text = name().toLowerCase(Locale.ROOT);

    Keyword(@Nullable String variable) {
        this.variable = variable;
    }

    /// As it stands in a DSN.
    String text() {
        return text;
    }

    /// The variable of the environment; null if there is none.
    @Nullable
    String variable() {
        return variable;
    }

    boolean isSecret() {
        return this == PASSWORD || this == SSLPASSWORD || this == SCRAM_CLIENT_KEY || this == SCRAM_SERVER_KEY;
    }
}
