package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates that their issuer has withdrawn.
@LoopTest
class CrlTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final X509Certificate SERVER = Contexts.SERVER.chain().getFirst();

    @TempDir
    private Path folder;

    private static Serving<RecordingProtocol> serving(EventLoop loop, String version) {
        return Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, Contexts.serving(version));
    }

    private static void connect(EventLoop loop, Serving<RecordingProtocol> serving, TlsOptions options) {
        ConnectOptions client = ConnectOptions.DEFAULT.withTls(TlsContext.client(options));
        loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), client))
                .transport()
                .abort();
    }

    private static void refused(EventLoop loop, Serving<RecordingProtocol> serving, TlsOptions options, String reason) {
        assertThatThrownBy(() -> connect(loop, serving, options))
                .hasCauseInstanceOf(SSLHandshakeException.class)
                .rootCause()
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aServerWhoseCertificateIsOnTheListIsRefused(String version, EventLoop loop) {
        TlsOptions options = Contexts.clientOptions(version);
        X509Certificate other = Issuer.TRUSTED.server("other").chain().getFirst();
        try (var serving = serving(loop, version)) {
            connect(loop, serving, options.withCrl(TlsCrl.of(Issuer.TRUSTED.revocationList(DAY, other))));
            X509CRL list = Issuer.TRUSTED.revocationList(DAY, other, SERVER);
            refused(loop, serving, options.withCrl(TlsCrl.of(list)), "revoked");
            connect(loop, serving, options);
        }
    }

    /// As for OpenSSL and libpq: what no valid list covers is not trusted.
    @Test
    void withoutAValidListOfTheIssuerNothingIsTrusted(EventLoop loop) {
        TlsOptions options = Contexts.clientOptions("TLSv1.3");
        TlsCrl foreign = TlsCrl.of(Issuer.STRANGER.revocationList(DAY));
        TlsCrl expired = TlsCrl.of(Issuer.TRUSTED.revocationList(Duration.ofHours(-1)));
        TlsCrl both = TlsCrl.of(Issuer.STRANGER.revocationList(DAY), Issuer.TRUSTED.revocationList(DAY));
        try (var serving = serving(loop, "TLSv1.3")) {
            refused(loop, serving, options.withCrl(foreign), "revocation status");
            refused(loop, serving, options.withCrl(expired), "revocation status");
            connect(loop, serving, options.withCrl(both));
        }
    }

    /// A folder of lists may have the one of last month, too.
    @Test
    void ofSeveralListsOfAnIssuerTheNewestCounts(EventLoop loop) {
        TlsOptions options = Contexts.clientOptions("TLSv1.3");
        Instant before = Instant.now().minus(Duration.ofDays(3));
        X509CRL revoking = Issuer.TRUSTED.revocationList(DAY, SERVER);
        X509CRL none = Issuer.TRUSTED.revocationList(DAY);
        X509CRL revokingBefore = Issuer.TRUSTED.revocationList(before, DAY, SERVER);
        X509CRL noneBefore = Issuer.TRUSTED.revocationList(before, DAY);
        try (var serving = serving(loop, "TLSv1.3")) {
            refused(loop, serving, options.withCrl(TlsCrl.of(revoking, noneBefore)), "revoked");
            refused(loop, serving, options.withCrl(TlsCrl.of(noneBefore, revoking)), "revoked");
            connect(loop, serving, options.withCrl(TlsCrl.of(revokingBefore, none)));
            connect(loop, serving, options.withCrl(TlsCrl.of(none, revokingBefore)));
            assertThat(TlsCrl.of(none, revokingBefore).lists()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, true", "TLSv1.3, false", "TLSv1.2, true", "TLSv1.2, false"})
    void aServerRefusesAClientWhoseCertificateIsOnTheList(String version, boolean revoked, EventLoop loop) {
        TlsCredentials me = Issuer.TRUSTED.client("me");
        X509CRL list = revoked
                ? Issuer.TRUSTED.revocationList(DAY, me.chain().getFirst())
                : Issuer.TRUSTED.revocationList(DAY);
        TlsOptions server = Contexts.serverOptions(version)
                .withTrust(TlsTrust.of(Issuer.TRUSTED.certificate()))
                .withClientAuth(ClientAuth.NEEDED)
                .withCrl(TlsCrl.of(list));
        TlsContext client = TlsContext.client(Contexts.clientOptions(version).withCredentials(me));
        try (var serving = Serving.tcp(
                loop,
                RecordingProtocol::new,
                List.of("127.0.0.1"),
                0,
                ServerOptions.DEFAULT.withTls(TlsContext.server(server)))) {
            var connecting = loop.createConnection(
                    RecordingProtocol::new, "127.0.0.1", serving.port(), ConnectOptions.DEFAULT.withTls(client));
            if (!revoked) {
                loop.runUntilComplete(connecting).transport().abort();
                assertThat(serving.protocol(0).isMade()).isTrue();
                return;
            }
            if (version.equals("TLSv1.2")) {
                assertThatThrownBy(() -> loop.runUntilComplete(connecting))
                        .hasCauseInstanceOf(SSLHandshakeException.class);
            } else {
                RecordingProtocol refused = loop.runUntilComplete(connecting).protocol();
                Await.until(loop, refused::isLost);
                assertThat(refused.lossCause()).isInstanceOf(SSLHandshakeException.class);
            }
            assertThat(serving.protocols()).isEmpty();
        }
    }

    @Test
    void listsAreReadFromPem() throws Exception {
        PemFiles files = new PemFiles(folder);
        String one = PemFiles.pem(Issuer.TRUSTED.revocationList(DAY, SERVER));
        String other = PemFiles.pem(Issuer.STRANGER.revocationList(DAY));
        Path both = files.write("both.pem", "text\n" + one + other);
        TlsCrl lists = TlsCrl.ofPem(both, files.write("one.pem", one));

        assertThat(lists.lists()).hasSize(3);
        assertThat(lists).hasToString("3 revocation lists");
        assertThat(lists.lists().getFirst().isRevoked(SERVER)).isTrue();
        assertThat(TlsOptions.DEFAULT.withCrl(lists).crl()).contains(lists);
        Path authority = files.authority();
        assertThatThrownBy(() -> TlsCrl.ofPem(authority))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(authority.toString(), "has CERTIFICATE", "X509 CRL is wanted");
        Path broken = files.write("broken.pem", PemFiles.pem("X509 CRL", new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> TlsCrl.ofPem(broken))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(broken.toString(), "is no revocation list");
        assertThatThrownBy(TlsCrl::ofPem).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(TlsCrl::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aListIsReadFromDerOrPemAsTheFileIs() throws Exception {
        PemFiles files = new PemFiles(folder);
        X509CRL one = Issuer.TRUSTED.revocationList(DAY, SERVER);
        X509CRL other = Issuer.STRANGER.revocationList(DAY);
        Path der = Files.write(folder.resolve("one.crl"), one.getEncoded());
        Path two = Files.write(folder.resolve("two.crl"), one.getEncoded());
        Files.write(two, other.getEncoded(), StandardOpenOption.APPEND);
        Path pem = files.write("other.pem", "0 is what text may begin with\n" + PemFiles.pem(other));

        assertThat(TlsCrl.ofFiles(der, pem).lists()).containsExactly(one, other);
        assertThat(TlsCrl.ofFiles(two).lists()).containsExactly(one, other);
        assertThatThrownBy(() -> TlsCrl.ofPem(der))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(der.toString(), "has no PEM block");
        assertThatThrownBy(TlsCrl::ofFiles).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileInDerThatIsNoListOrIsCutIsRefused() throws Exception {
        PemFiles files = new PemFiles(folder);
        byte[] list = Issuer.TRUSTED.revocationList(DAY, SERVER).getEncoded();
        Path cut = Files.write(folder.resolve("cut.crl"), Arrays.copyOf(list, list.length - 1));
        Path more = Files.write(folder.resolve("more.crl"), Arrays.copyOf(list, list.length + 3));
        Path certificate = Files.write(folder.resolve("certificate.crl"), SERVER.getEncoded());
        for (Path broken : List.of(cut, more, certificate)) {
            assertThatThrownBy(() -> TlsCrl.ofFiles(broken))
                    .isInstanceOf(IOException.class)
                    .hasMessage(broken + " is no revocation list in DER");
        }
        Path empty = files.write("empty.crl", "");
        Path authority = files.authority();
        for (Path without : List.of(empty, authority)) {
            assertThatThrownBy(() -> TlsCrl.ofFiles(without))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(without.toString(), "X509 CRL is wanted");
        }
    }

    @Test
    void aListInDerIsReadAgainWhenItChanges() throws Exception {
        Path file = Files.write(
                folder.resolve("list.crl"), Issuer.TRUSTED.revocationList(DAY).getEncoded());
        TlsOptions before = TlsOptions.DEFAULT.withCrl(TlsCrl.ofFiles(file));
        X509CRL revoking = Issuer.TRUSTED.revocationList(DAY, SERVER);
        Files.write(file, revoking.getEncoded());

        assertThat(before.digestNow()).isNotEqualTo(before.digestOfSources());
        assertThat(before.reread().crl())
                .hasValueSatisfying(lists -> assertThat(lists.lists()).containsExactly(revoking));
    }

    /// Lists say nothing of a trust that asks no issuer.
    @Test
    void listsNeedATrustInCertificates() {
        TlsCrl lists = TlsCrl.of(Issuer.TRUSTED.revocationList(DAY));
        for (TlsTrust trust : List.of(TlsTrust.anyone(), TlsTrust.pinned("00".repeat(32)))) {
            assertThatThrownBy(() -> TlsContext.client(
                            TlsOptions.DEFAULT.withTrust(trust).withCrl(lists)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("need a trust in certificates");
        }
        assertThat(TlsContext.client(TlsOptions.DEFAULT.withCrl(lists)).isForClients())
                .isTrue();
    }
}
