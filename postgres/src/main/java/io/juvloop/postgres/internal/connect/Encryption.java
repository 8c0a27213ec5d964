package io.juvloop.postgres.internal.connect;

import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.SslNegotiation;
import io.juvloop.tls.TlsContext;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How connections are encrypted: in which order encrypted and plain ones are tried, and with which context.
///
/// Made by a thread that may block. Any thread. Immutable.
///
/// @param mode libpq's
/// @param isDirect whether TLS begins without a question
/// @param context what encrypts; null if nothing is encrypted
/// @param isNamed whether the handshake names the host
/// @param needsCertificate whether the server must have asked for a certificate
record Encryption(
        SslMode mode, boolean isDirect, @Nullable TlsContext context, boolean isNamed, boolean needsCertificate) {
    /// The application protocol that servers demand where TLS begins without a question.
    static final String ALPN = "postgresql";

    /// One try.
    enum Way {
        PLAIN,

        /// Encrypted if the server can, which it says before.
        PREFERRED,

        ENCRYPTED
    }

    /// @throws IllegalArgumentException if values contradict each other, or a file cannot be used
    static Encryption of(Targets targets) {
        PgOptions options = targets.options();
        SslMode mode = options.sslMode();
        boolean isDirect = options.sslNegotiation() == SslNegotiation.DIRECT;
        if (isDirect && mode.compareTo(SslMode.REQUIRE) < 0) {
            throw new IllegalArgumentException(
                    "sslnegotiation=direct needs sslmode=require or more, not " + Keywords.word(mode));
        }
        boolean isNamed = !options.parameter("sslsni").orElse("1").equals("0");
        if (!isNamed && mode == SslMode.VERIFY_FULL) {
            throw new IllegalArgumentException("sslmode=verify-full needs the name of the host, and sslsni=0 hides it");
        }
        boolean needsCertificate = options.parameter("sslcertmode").orElse("").equals("require");
        TlsContext context = mode == SslMode.DISABLE ? null : context(targets, isDirect);
        return new Encryption(mode, isDirect, context, isNamed, needsCertificate);
    }

    private static TlsContext context(Targets targets, boolean isDirect) {
        TlsContext given = targets.options().tls().orElse(null);
        if (given == null) {
            return TlsFiles.of(targets).context();
        }
        if (isDirect && !given.options().alpn().contains(ALPN)) {
            throw new IllegalArgumentException(
                    "sslnegotiation=direct needs a context with the application protocol: withAlpn(\"postgresql\")");
        }
        return given;
    }

    /// The ways to connect to a host, in their order. Sockets of the file system are never encrypted.
    List<Way> ways(Host host) {
        if (host.isSocket()) {
            return List.of(Way.PLAIN);
        }
        return switch (mode) {
            case DISABLE -> List.of(Way.PLAIN);
            case ALLOW -> List.of(Way.PLAIN, Way.ENCRYPTED);
            case PREFER -> List.of(Way.PREFERRED, Way.PLAIN);
            case REQUIRE, VERIFY_CA, VERIFY_FULL -> List.of(Way.ENCRYPTED);
        };
    }

    /// The name that the server is asked for, and that its certificate must have if that is checked.
    String serverName(Host host) {
        if (!isNamed) {
            return "";
        }
        return host.name().isEmpty() ? host.target() : host.name();
    }

    /// A file of libpq's parameters.
    static @Nullable Path file(PgOptions options, String keyword) {
        return options.parameter(keyword)
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .orElse(null);
    }
}
