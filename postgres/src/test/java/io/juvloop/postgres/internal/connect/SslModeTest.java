package io.juvloop.postgres.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.juvloop.EventLoop;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.SslNegotiation;
import io.juvloop.postgres.server.Certificates;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.ServerSetup;
import io.juvloop.postgres.server.TestServer;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsCrl;
import io.juvloop.tls.TlsOptions;
import io.juvloop.tls.TlsTrust;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@PostgresTest
class SslModeTest {
    private static TestServer plain;

    private final TestServer both;

    SslModeTest(TestServer both) {
        this.both = both;
    }

    @BeforeAll
    static void startPlain() {
        plain = TestServer.start(ServerSetup.DEFAULT.plain());
    }

    @AfterAll
    static void stopPlain() {
        plain.close();
    }

    private static PgOptions options(TestServer server, SslMode mode) {
        return server.options()
                .withHosts("localhost")
                .withParameter("hostaddr", "127.0.0.1")
                .withParameter(
                        "sslrootcert", Certificates.shared().file("root.crt").toString())
                .withSslMode(mode);
    }

    private static PgOptions wrongName(PgOptions options) {
        return options.withHosts("wrong.example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "DISABLE, P, P",
        "ALLOW, P, P",
        "PREFER, T, P",
        "REQUIRE, T, fails",
        "VERIFY_CA, T, fails",
        "VERIFY_FULL, T, fails"
    })
    @Tag("case-4")
    void eachModeEncryptsAsLibpqDoes(SslMode mode, String withTls, String withoutTls, EventLoop loop) {
        assertThat(Connects.isEncrypted(loop, both, options(both, mode))).isEqualTo(withTls.equals("T"));
        if (withoutTls.equals("fails")) {
            assertThatExceptionOfType(PgException.class)
                    .isThrownBy(() -> Connects.start(loop, options(plain, mode)))
                    .withMessageContaining("does not encrypt");
        } else {
            assertThat(Connects.isEncrypted(loop, plain, options(plain, mode))).isFalse();
        }
    }

    @Test
    @Tag("case-4")
    void aWrongNameIsRefusedByVerifyFullAlone(EventLoop loop) {
        assertThat(Connects.isEncrypted(loop, both, wrongName(options(both, SslMode.VERIFY_CA))))
                .isTrue();
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> Connects.start(loop, wrongName(options(both, SslMode.VERIFY_FULL))))
                .withMessageContaining("localhost")
                .withMessageContaining("wrong.example.org");
    }

    @ParameterizedTest
    @EnumSource(
            value = SslMode.class,
            names = {"REQUIRE", "VERIFY_CA", "VERIFY_FULL"})
    void aStrangeAuthorityIsRefused(SslMode mode, EventLoop loop) {
        PgOptions options = options(both, mode)
                .withParameter(
                        "sslrootcert",
                        Certificates.shared().file("stranger.crt").toString());
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> Connects.start(loop, options))
                .withMessageContaining("TLS could not begin");
    }

    @Test
    void preferGoesOnPlainWhereTlsFails(EventLoop loop) {
        PgOptions options = options(both, SslMode.PREFER)
                .withParameter(
                        "sslrootcert",
                        Certificates.shared().file("stranger.crt").toString());
        assertThat(Connects.isEncrypted(loop, both, options)).isFalse();
    }

    @Test
    void allowAndPreferComeBackTheOtherWayIfTheRulesWantIt(EventLoop loop) {
        PgOptions allow = options(both, SslMode.ALLOW).withPassword("secret");
        PgOptions prefer = options(both, SslMode.PREFER).withPassword("secret");
        assertThat(Connects.isEncrypted(loop, both, allow.withUser("ssl_user"))).isTrue();
        assertThat(Connects.isEncrypted(loop, both, allow.withUser("plain_user")))
                .isFalse();
        assertThat(Connects.isEncrypted(loop, both, prefer.withUser("ssl_user")))
                .isTrue();
        assertThat(Connects.isEncrypted(loop, both, prefer.withUser("plain_user")))
                .isFalse();
    }

    @Test
    void aRevokedCertificateIsRefused(EventLoop loop) {
        PgOptions options = options(both, SslMode.VERIFY_CA);
        Certificates certificates = Certificates.shared();

        assertThat(Connects.isEncrypted(
                        loop,
                        both,
                        options.withParameter(
                                "sslcrl", certificates.file("empty.crl").toString())))
                .isTrue();
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> Connects.start(
                        loop,
                        options.withParameter(
                                "sslcrl", certificates.file("revoked.crl").toString())))
                .withMessageContaining("revoked");
    }

    /// libpq reads them in PEM only.
    @Test
    void revocationListsMayBeInDerAndInAFolder(EventLoop loop, @TempDir Path folder) throws Exception {
        PgOptions options = options(both, SslMode.VERIFY_CA);
        Path lists = Files.createDirectory(folder.resolve("lists"));
        Path empty = Files.write(folder.resolve("empty.der"), der("empty.crl"));
        Path revoked = Files.write(folder.resolve("revoked.der"), der("revoked.crl"));
        PgOptions ofFolder = options.withParameter("sslcrldir", lists.toString());

        assertThat(Connects.isEncrypted(loop, both, options.withParameter("sslcrl", empty.toString())))
                .isTrue();
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> Connects.start(loop, options.withParameter("sslcrl", revoked.toString())))
                .withMessageContaining("revoked");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Connects.start(loop, ofFolder))
                .withMessageContaining("sslcrldir has no file");
        Files.copy(empty, lists.resolve("a.crl"));
        assertThat(Connects.isEncrypted(loop, both, ofFolder)).isTrue();
        Files.move(lists.resolve("a.crl"), folder.resolve("a.crl"));
        Files.copy(Certificates.shared().file("revoked.crl"), lists.resolve("b.crl"));
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> Connects.start(loop, ofFolder))
                .withMessageContaining("revoked");
        Files.writeString(lists.resolve("c.crl"), "no list");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Connects.start(loop, ofFolder))
                .withMessageContaining("revocation lists")
                .havingCause()
                .withMessageContaining("c.crl");
    }

    /// libpq passes them over there.
    @Test
    void aRevokedCertificateIsRefusedWithTheRootsOfTheSystemToo(EventLoop loop, @TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.shared();
        PgOptions options = options(both, SslMode.VERIFY_FULL).withParameter("sslrootcert", "system");
        System.setProperty("javax.net.ssl.trustStore", systemRoots(folder).toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        try {
            Function<String, PgOptions> with = name ->
                    options.withParameter("sslcrl", certificates.file(name).toString());
            assertThat(Connects.isEncrypted(loop, both, with.apply("empty.crl")))
                    .isTrue();
            assertThatExceptionOfType(PgException.class)
                    .isThrownBy(() -> Connects.start(loop, with.apply("revoked.crl")))
                    .withMessageContaining("revoked");
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    /// A file for the JDK that trusts the authority of the tests.
    private static Path systemRoots(Path folder) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream root = Files.newInputStream(Certificates.shared().file("root.crt"))) {
            store.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(root));
        }
        Path file = folder.resolve("roots.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        return file;
    }

    @Test
    void revocationListsThatCannotBeReadAreSaidWithTheRootsOfTheSystemToo(EventLoop loop, @TempDir Path folder)
            throws Exception {
        PgOptions options = options(both, SslMode.VERIFY_FULL).withParameter("sslrootcert", "system");
        Path none = Files.writeString(folder.resolve("none.crl"), "no list");

        for (String keyword : List.of("sslcrl", "sslcrldir")) {
            Path place = keyword.equals("sslcrl") ? none : folder;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Connects.start(loop, options.withParameter(keyword, place.toString())))
                    .withMessageContaining("revocation lists");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Connects.start(
                        loop,
                        options.withParameter(
                                "sslcrl", folder.resolve("missing.crl").toString())))
                .withMessageContaining("sslcrl does not exist");
    }

    private static byte[] der(String list) throws Exception {
        return TlsCrl.ofPem(Certificates.shared().file(list)).lists().getFirst().getEncoded();
    }

    @Test
    void verifyingNeedsARootCertificate(EventLoop loop) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Connects.start(loop, options(both, SslMode.VERIFY_CA).withParameter("sslrootcert", null)))
                .withMessageContaining("sslrootcert");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Connects.start(loop, options(both, SslMode.REQUIRE).withParameter("sslrootcert", "system")))
                .withMessageContaining("verify-full");
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() ->
                        Connects.start(loop, options(both, SslMode.VERIFY_FULL).withParameter("sslrootcert", "system")))
                .withMessageContaining("TLS could not begin");
    }

    @Test
    void aContextOfTheProgramsDecidesByItself(EventLoop loop) throws Exception {
        TlsContext own = TlsContext.client(TlsOptions.DEFAULT.withTrust(
                TlsTrust.ofPem(Certificates.shared().file("root.crt"))));
        PgOptions options = both.options()
                .withHosts("localhost")
                .withParameter("hostaddr", "127.0.0.1")
                .withTls(own);

        assertThat(options.sslMode()).isEqualTo(SslMode.REQUIRE);
        assertThat(Connects.isEncrypted(loop, both, options)).isTrue();
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> Connects.start(loop, wrongName(options)))
                .withMessageContaining("TLS could not begin");
    }

    // --- Direct

    @Test
    @Tag("case-6")
    void tlsBeginsWithoutAQuestionWhereTheServerKnowsIt(EventLoop loop) {
        assumeThat(both.version()).isGreaterThanOrEqualTo(17);
        PgOptions options = options(both, SslMode.VERIFY_FULL).withSslNegotiation(SslNegotiation.DIRECT);

        assertThat(Connects.isEncrypted(loop, both, options)).isTrue();
    }

    @Test
    @Tag("case-6")
    void tlsWithoutAQuestionFailsInTimeOnAnOlderServer(EventLoop loop) {
        assumeThat(both.version()).isLessThan(17);
        Duration limit = Duration.ofSeconds(5);
        long begin = System.nanoTime();

        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> Connects.start(
                        loop,
                        options(both, SslMode.REQUIRE)
                                .withSslNegotiation(SslNegotiation.DIRECT)
                                .withConnectTimeout(limit)));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(limit.plusSeconds(1));
    }

    @Test
    void tlsWithoutAQuestionIsForEncryptedConnectionsOnly(EventLoop loop) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Connects.start(loop, options(both, SslMode.PREFER).withSslNegotiation(SslNegotiation.DIRECT)))
                .withMessageContaining("sslmode=require");
    }
}
