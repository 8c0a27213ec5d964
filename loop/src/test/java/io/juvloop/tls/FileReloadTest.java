package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Handle;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import io.juvloop.tls.PemFiles.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Contexts whose files change.
@LoopTest
class FileReloadTest {
    private static final Duration INTERVAL = Duration.ofMillis(10);

    @TempDir
    private Path folder;

    private final Identity first = Identity.ofServer("EC");
    private final Identity second = Identity.ofServer("EC");
    private PemFiles files;
    private TlsContext context;

    @BeforeEach
    void write() throws IOException {
        files = new PemFiles(folder).write(first);
        context =
                TlsContext.server(TlsOptions.DEFAULT.withCredentials(TlsCredentials.ofPem(files.chain(), files.key())));
    }

    private X509Certificate own() {
        return context.options().credentials().orElseThrow().chain().getFirst();
    }

    /// Runs the loop for several looks.
    private static void forSomeLooks(EventLoop loop) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        var _ = loop.callLater(INTERVAL.multipliedBy(20), () -> over.complete(true));
        loop.runUntilComplete(over);
    }

    @Test
    void aPairThatWasReplacedIsServedFromThenOn(EventLoop loop) throws Exception {
        try (var serving = Serving.tcp(
                loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, ServerOptions.DEFAULT.withTls(context))) {
            Handle watch = context.reloadOnChange(loop, INTERVAL);
            files.write(second);
            Await.until(loop, () -> own().equals(second.certificate()));
            var connection = loop.runUntilComplete(loop.createConnection(
                    RecordingProtocol::new, "127.0.0.1", serving.port(), Contexts.connecting("TLSv1.3")));
            assertThat(connection.transport().extraInfo(ExtraInfo.PEERCERT)).isEqualTo(second.certificate());
            connection.transport().abort();
            watch.cancel();
        }
    }

    @Test
    void filesThatDoNotChangeReloadNothing(EventLoop loop) {
        TlsOptions before = context.options();
        Handle watch = context.reloadOnChange(loop, INTERVAL);
        forSomeLooks(loop);
        assertThat(context.options()).isSameAs(before);
        watch.cancel();
        assertThat(watch.isCancelled()).isTrue();
    }

    @Test
    void aPairThatDoesNotFitIsReportedOnceAndTheOldOneKept(EventLoop loop, Reported reported) throws Exception {
        Handle watch = context.reloadOnChange(loop, INTERVAL);
        files.writeChain(second);
        Await.until(loop, () -> reported.count() > 0);
        forSomeLooks(loop);
        assertThat(reported.only())
                .satisfies(context -> assertThat(context.message()).contains("stays as it was"))
                .satisfies(context -> assertThat(context.exception())
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("is not the one of the first certificate"));
        assertThat(own()).isEqualTo(first.certificate());

        files.writeKey(second);
        Await.until(loop, () -> own().equals(second.certificate()));
        watch.cancel();
    }

    @Test
    void filesThatCannotBeReadAreReportedOnceForEachContent(EventLoop loop, Reported reported) throws Exception {
        TlsOptions before = context.options();
        Handle watch = context.reloadOnChange(loop, INTERVAL);
        String whole = Files.readString(files.key());
        files.write("key.pem", whole.substring(0, whole.length() / 2));
        Await.until(loop, () -> reported.count() > 0);
        assertThat(reported.only().exception()).hasMessageContaining("ends inside the block PRIVATE KEY");
        Files.delete(files.key());
        Await.until(loop, () -> reported.count() > 0);
        assertThat(reported.only().exception()).isInstanceOf(java.nio.file.NoSuchFileException.class);

        files.write("key.pem", whole);
        forSomeLooks(loop);
        assertThat(reported.count()).isZero();
        assertThat(context.options()).isSameAs(before);
        watch.cancel();
    }

    @SuppressWarnings("ReferenceEquality") // each reload makes other options
    @Test
    void trustAndRevocationListsAreFilesToo(EventLoop loop) throws Exception {
        Duration day = Duration.ofDays(1);
        Path list = files.write("list.pem", PemFiles.pem(Issuer.TRUSTED.revocationList(day)));
        Path authority = files.authority();
        TlsContext client = TlsContext.client(
                TlsOptions.DEFAULT.withTrust(TlsTrust.ofPem(authority)).withCrl(TlsCrl.ofPem(list)));
        Handle watch = client.reloadOnChange(loop, INTERVAL);
        ConnectOptions options = ConnectOptions.DEFAULT.withTls(client);
        try (var serving = Serving.tcp(
                loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, ServerOptions.DEFAULT.withTls(context))) {
            loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), options))
                    .transport()
                    .abort();
            TlsOptions before = client.options();
            files.write("list.pem", PemFiles.pem(Issuer.TRUSTED.revocationList(day, first.certificate())));
            Await.until(loop, () -> client.options() != before);
            assertThatThrownBy(() -> loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), options)))
                    .rootCause()
                    .hasMessageContaining("revoked");
            TlsOptions revoking = client.options();
            files.write("authority.pem", PemFiles.pem(Issuer.STRANGER.certificate()));
            Await.until(loop, () -> client.options() != revoking);
            assertThatThrownBy(() -> loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port(), options)))
                    .rootCause()
                    .hasMessageContaining("unable to find valid certification path");
        }
        watch.cancel();
    }

    @Test
    void cancelledItTakesNoChange(EventLoop loop) throws Exception {
        Handle watch = context.reloadOnChange(loop, INTERVAL);
        forSomeLooks(loop);
        watch.cancel();
        files.write(second);
        forSomeLooks(loop);
        assertThat(own()).isEqualTo(first.certificate());
    }

    @Test
    void theLoopsCloseEndsIt(EventLoop loop) throws Exception {
        var _ = context.reloadOnChange(loop, INTERVAL);
        forSomeLooks(loop);
        loop.close();
        files.write(second);
        Thread.sleep(INTERVAL.multipliedBy(10)); // that nothing happens in this time is under test
        assertThat(own()).isEqualTo(first.certificate());
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void whatCannotBeReloadedIsRefused(EventLoop loop) {
        assertThatThrownBy(() -> Contexts.server("TLSv1.3").reloadOnChange(loop, INTERVAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was read from a file");
        assertThatThrownBy(() -> context.reloadOnChange(loop, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be positive");
        assertThatThrownBy(() -> TlsContext.of(JdkPeer.context()).reloadOnChange(loop, INTERVAL))
                .isInstanceOf(IllegalStateException.class);
        loop.close();
        assertThatThrownBy(() -> context.reloadOnChange(loop, INTERVAL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
