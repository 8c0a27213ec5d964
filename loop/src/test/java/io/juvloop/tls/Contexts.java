package io.juvloop.tls;

import io.juvloop.ConnectOptions;
import io.juvloop.ServerOptions;
import java.security.cert.X509CRL;
import java.time.Duration;

/// Contexts of the test's own authority, for a server on 127.0.0.1 that is `localhost` as well.
///
/// Any thread.
public final class Contexts {
    /// Has the key of that server.
    public static final TlsCredentials SERVER = Issuer.TRUSTED.server("localhost", "127.0.0.1");

    /// The empty revocation list of the test's authority.
    public static final X509CRL CRL = Issuer.TRUSTED.revocationList(Duration.ofDays(1));

    private Contexts() {}

    static TlsOptions serverOptions(String... protocols) {
        return TlsOptions.DEFAULT.withCredentials(SERVER).withProtocols(protocols);
    }

    static TlsOptions clientOptions(String... protocols) {
        return TlsOptions.DEFAULT
                .withTrust(TlsTrust.of(Issuer.TRUSTED.certificate()))
                .withProtocols(protocols);
    }

    static TlsContext server(String... protocols) {
        return TlsContext.server(serverOptions(protocols));
    }

    static TlsContext client(String... protocols) {
        return TlsContext.client(clientOptions(protocols));
    }

    public static ServerOptions serving(String... protocols) {
        return ServerOptions.DEFAULT.withTls(server(protocols));
    }

    public static ConnectOptions connecting(String... protocols) {
        return ConnectOptions.DEFAULT.withTls(client(protocols));
    }
}
