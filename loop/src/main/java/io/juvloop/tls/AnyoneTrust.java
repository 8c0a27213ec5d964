package io.juvloop.tls;

import java.lang.System.Logger.Level;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts every certificate.
///
/// Any thread. Stateless.
final class AnyoneTrust extends X509ExtendedTrustManager {
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private AnyoneTrust() {}

    /// A manager; the first one in a process is logged.
    static AnyoneTrust said() {
        if (!SAID.getAndSet(true)) {
            System.getLogger("io.juvloop").log(Level.INFO, "TlsTrust.anyone() checks no certificates");
        }
        return new AnyoneTrust();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
