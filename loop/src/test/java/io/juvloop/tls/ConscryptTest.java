package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Payload;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.tls.PemFiles.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An engine of another provider, which computes in BoringSSL, with the JDK's at the far end and with itself.
///
/// The loops are none of the extension's: each engine of this provider has a pipe, which the collector closes.
class ConscryptTest {
    private static final Provider PROVIDER = provider();

    private static long pipesBefore;

    private static Provider provider() {
        try {
            return Class.forName("org.conscrypt.OpenSSLProvider")
                    .asSubclass(Provider.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError missing) {
            return null;
        }
    }

    /// The first loop of a process leaves a pipe open, by which libuv learns of signals.
    @BeforeAll
    static void countPipes() {
        EventLoop.create().close();
        pipesBefore = openPipes();
    }

    /// A later test must not see a pipe of this one's engines being closed.
    @AfterAll
    static void awaitTheCollector() {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> {
                    System.gc();
                    assertThat(openPipes()).isLessThanOrEqualTo(pipesBefore);
                });
    }

    private static long openPipes() {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.filter(ConscryptTest::isPipe).count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isPipe(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static SSLContext context(Identity identity) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "own", identity.keys().getPrivate(), new char[0], new X509Certificate[] {identity.certificate()});
        keys.setCertificateEntry("authority", Issuer.TRUSTED.certificate());
        KeyManagerFactory own = KeyManagerFactory.getInstance("SunX509");
        own.init(keys, new char[0]);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance("PKIX", PROVIDER); // the JDK's knows no key exchange "GENERIC"
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS", PROVIDER);
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static TlsContext foreign(Identity identity, String version) throws Exception {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {version});
        return TlsContext.of(context(identity), parameters);
    }

    @ParameterizedTest
    @CsvSource({
        "client, TLSv1.3, plain",
        "client, TLSv1.2, plain",
        "server, TLSv1.3, buffered",
        "server, TLSv1.2, plain",
        "both, TLSv1.3, plain",
        "both, TLSv1.2, buffered"
    })
    void aMebibyteGoesThereAndBackAndEndsCleanly(String side, String version, String kind) throws Exception {
        assumeTrue(PROVIDER != null, "Conscrypt is not among the libraries of the tests");
        Identity identity = Identity.ofServer("EC");
        TlsContext client = side.equals("server") ? Contexts.client(version) : foreign(identity, version);
        TlsContext server = side.equals("client") ? Contexts.server(version) : foreign(identity, version);
        byte[] sent = Payload.of(1024 * 1024, 31);
        try (EventLoop loop = EventLoop.create();
                var pair = new TlsPair<>(
                        loop,
                        () -> kind.equals("plain") ? new TlsEchoTest.Echo() : new TlsEchoTest.BufferedEcho(100_000),
                        RecordingProtocol::new,
                        ServerOptions.DEFAULT.withTls(server),
                        ConnectOptions.DEFAULT.withTls(client))) {
            TlsSession session =
                    Objects.requireNonNull(pair.client().transport().extraInfo(ExtraInfo.SSL_OBJECT));
            assertThat(session.protocol()).isEqualTo(version);
            assertThat(session.peerCertificates()).isNotEmpty();
            pair.client().transport().write(sent);
            Await.until(loop, () -> pair.client().receivedCount() == sent.length);
            assertThat(pair.client().received()).isEqualTo(sent);

            pair.client().transport().close();
            pair.awaitLost();
            assertThat(pair.client().lossCause()).isNull();
            assertThat(pair.server().lossCause()).isNull();
            assertThat(loop.stats().tls().handshakes()).isEqualTo(2);
            assertThat(loop.stats().tls().engines().live()).isZero();
        }
    }

    /// Credentials, trust and the check of the name are the options', and the engine is the provider's.
    @ParameterizedTest
    @CsvSource({"TLSv1.3, localhost", "TLSv1.2, localhost", "TLSv1.3, 127.0.0.1"})
    void theOptionsMayNameTheProvider(String version, String name) throws Exception {
        assumeTrue(PROVIDER != null, "Conscrypt is not among the libraries of the tests");
        TlsContext server = TlsContext.server(
                Contexts.serverOptions(version).withAlpn("juvloop").withProvider(PROVIDER));
        TlsContext client = TlsContext.client(
                Contexts.clientOptions(version).withAlpn("juvloop").withProvider(PROVIDER));
        ConnectOptions options = ConnectOptions.DEFAULT.withTls(client).withServerName(name);
        try (EventLoop loop = EventLoop.create();
                var pair = new TlsPair<>(
                        loop,
                        TlsEchoTest.Echo::new,
                        RecordingProtocol::new,
                        ServerOptions.DEFAULT.withTls(server),
                        options)) {
            TlsSession session =
                    Objects.requireNonNull(pair.client().transport().extraInfo(ExtraInfo.SSL_OBJECT));
            assertThat(session.alpn()).contains("juvloop");
            assertThat(client.newClientEngine(name, 1).getClass().getName()).startsWith("org.conscrypt.");
            pair.client().transport().write(new byte[100_000]);
            Await.until(loop, () -> pair.client().receivedCount() == 100_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3", "TLSv1.2"})
    void aCertificateOfAnotherNameIsRefusedWithItsEngineToo(String version) {
        assumeTrue(PROVIDER != null, "Conscrypt is not among the libraries of the tests");
        TlsContext client = TlsContext.client(Contexts.clientOptions(version).withProvider(PROVIDER));
        try (EventLoop loop = EventLoop.create();
                var serving =
                        Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, Contexts.serving(version))) {
            var connecting = loop.createConnection(
                    RecordingProtocol::new,
                    "127.0.0.1",
                    serving.port(),
                    ConnectOptions.DEFAULT.withTls(client).withServerName("example.org"));
            assertThatThrownBy(() -> loop.runUntilComplete(connecting))
                    .hasCauseInstanceOf(SSLException.class)
                    .hasStackTraceContaining("localhost, 127.0.0.1");
        }
    }

    /// A manager that checks no names does not take the check away, whichever engine asks it.
    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, localhost, true",
        "TLSv1.3, 127.0.0.1, true",
        "TLSv1.3, example.org, false",
        "TLSv1.2, example.org, false",
        "TLSv1.3, '', true"
    })
    void namesAreCheckedForPinsToo(String version, String name, boolean trusted) throws Exception {
        assumeTrue(PROVIDER != null, "Conscrypt is not among the libraries of the tests");
        X509Certificate own = Contexts.SERVER.chain().getFirst();
        String pin =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(own.getEncoded()));
        TlsContext client = TlsContext.client(TlsOptions.DEFAULT
                .withTrust(TlsTrust.pinned(pin))
                .withProtocols(version)
                .withProvider(PROVIDER));
        try (EventLoop loop = EventLoop.create();
                var serving =
                        Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, Contexts.serving(version))) {
            var connecting = loop.createConnection(
                    RecordingProtocol::new,
                    "127.0.0.1",
                    serving.port(),
                    ConnectOptions.DEFAULT.withTls(client).withServerName(name));
            if (trusted) {
                loop.runUntilComplete(connecting).transport().abort();
            } else {
                assertThatThrownBy(() -> loop.runUntilComplete(connecting))
                        .hasCauseInstanceOf(SSLException.class)
                        .hasStackTraceContaining("localhost, 127.0.0.1");
            }
        }
    }

    @org.junit.jupiter.api.Test
    void itsSessionMayHaveNoSecretsToExport() throws Exception {
        assumeTrue(PROVIDER != null, "Conscrypt is not among the libraries of the tests");
        Identity identity = Identity.ofServer("EC");
        try (EventLoop loop = EventLoop.create();
                var pair = new TlsPair<>(
                        loop,
                        RecordingProtocol::new,
                        RecordingProtocol::new,
                        Contexts.serving("TLSv1.3"),
                        ConnectOptions.DEFAULT.withTls(foreign(identity, "TLSv1.3")))) {
            TlsSession session =
                    Objects.requireNonNull(pair.client().transport().extraInfo(ExtraInfo.SSL_OBJECT));
            assertThatThrownBy(() -> session.exportKey("EXPERIMENTAL juvloop", null, 32))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
