package io.juvloop.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.juvloop.ConnectOptions;
import io.juvloop.ExtraInfo;
import io.juvloop.Juvloop;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.Streams;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsOptions;
import io.juvloop.tls.TlsSession;
import io.juvloop.tls.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/// Gets a page by HTTPS, on streams: the server's certificate is checked, and that it is for the host.
///
/// `make run ARGS="https-get --url https://example.org/"`
final class HttpsGet implements Example {
    private static final int HTTPS = 443;

    @Override
    public String usage() {
        return "--url https://HOST[:PORT]/PATH [--trust FILE]";
    }

    @Override
    public String summary() {
        return "gets a page by HTTPS and prints what TLS agreed on, the status and the length";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("url", "trust"));
        URI url = url(options.get("url", ""));
        TlsOptions tls = options.has("trust")
                ? TlsOptions.DEFAULT.withTrust(TlsTrust.ofPem(Path.of(options.get("trust", ""))))
                : TlsOptions.DEFAULT;
        TlsContext context = TlsContext.client(tls.withAlpn("http/1.1"));
        Juvloop.run(() -> {
            get(url, context);
            return null;
        });
    }

    private static URI url(String text) throws Options.Misuse {
        try {
            URI url = URI.create(text);
            if ("https".equals(url.getScheme()) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException broken) {
            throw new Options.Misuse("--url wants https://HOST/PATH, not " + text);
        }
        throw new Options.Misuse("--url wants https://HOST/PATH, not " + text);
    }

    private static void get(URI url, TlsContext context) throws IOException {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        int port = url.getPort() < 0 ? HTTPS : url.getPort();
        ConnectOptions options = ConnectOptions.DEFAULT.withTls(context);
        try (StreamConnection connection = Streams.openConnection(url.getHost(), port, options)) {
            TlsSession session = Objects.requireNonNull(connection.writer().extraInfo(ExtraInfo.SSL_OBJECT));
            System.out.println(session.protocol() + ", " + session.cipherSuite() + ", "
                    + session.peerCertificates().getFirst().getSubjectX500Principal());
            connection
                    .writer()
                    .write(
                            "GET " + path + " HTTP/1.1\r\nHost: " + url.getHost() + "\r\nConnection: close\r\n\r\n",
                            ISO_8859_1);
            System.out.println(new String(connection.reader().readLine(), ISO_8859_1).strip());
            byte[] rest = connection.reader().read(-1); // a page that was cut off throws
            System.out.println(rest.length + " bytes of header and page");
        }
    }
}
