package io.juvloop.benchmarks.serve;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;
import java.security.SecureRandom;

/// Netty's contexts, by its two engines.
final class NettyTls {
    private NettyTls() {}

    /// The JDK's engine.
    static SslContext jdk() throws IOException {
        return context(SslProvider.JDK);
    }

    /// BoringSSL, as `netty-tcnative-boringssl-static` brings it. Netty has tickets off unless it gets a key for
    /// them, and without them nothing resumes in TLS 1.3.
    static SslContext boringSsl() throws IOException {
        OpenSsl.ensureAvailability();
        SslContext context = context(SslProvider.OPENSSL);
        ((OpenSslServerSessionContext) context.sessionContext())
                .setTicketKeys(new OpenSslSessionTicketKey(random(), random(), random()));
        return context;
    }

    private static SslContext context(SslProvider provider) throws IOException {
        return SslContextBuilder.forServer(new File(ServerKey.CERTIFICATE), new File(ServerKey.KEY))
                .sslProvider(provider)
                .build();
    }

    private static byte[] random() {
        byte[] bytes = new byte[OpenSslSessionTicketKey.NAME_SIZE];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
