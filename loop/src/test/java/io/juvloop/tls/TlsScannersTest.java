package io.juvloop.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.Transport;
import io.juvloop.net.peer.Program;
import io.juvloop.testing.RecordingProtocol;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Programs that look for weaknesses of a server, on one with the default options: they find none.
///
/// The loop is none of the extension's, because they take their time.
class TlsScannersTest {
    @TempDir
    private Path folder;

    /// A page of HTTP, as the scanners ask for one.
    private static final class Page extends RecordingProtocol {
        @Override
        public void dataReceived(ByteBuffer data) {
            Transport transport = transport();
            transport.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n".getBytes(US_ASCII));
            transport.close();
        }
    }

    private interface Scan {
        void of(EventLoop loop, int port) throws Exception;
    }

    private static void scan(Scan scan) throws Exception {
        TlsContext context = TlsContext.server(TlsOptions.DEFAULT.withCredentials(Contexts.SERVER));
        try (EventLoop loop = EventLoop.create()) {
            Server server = loop.runUntilComplete(
                    loop.createServer(Page::new, "127.0.0.1", 0, io.juvloop.ServerOptions.DEFAULT.withTls(context)));
            scan.of(loop, server.port());
            server.close();
            server.abortClients();
            loop.runUntilComplete(server.waitClosed());
            assertThat(loop.stats().tls().engines().live()).isZero();
        }
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group())
                .toList();
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void sslscanFindsNothing() throws Exception {
        scan((loop, port) -> {
            try (Program scanner = Program.start(
                    List.of("sslscan", "--no-colour", "--xml=-", "--sni-name=localhost", "127.0.0.1:" + port))) {
                String report = loop.runUntilComplete(scanner.rest());

                assertThat(found(report, "<protocol [^>]*enabled=\"1\"[^>]*>"))
                        .hasSize(2)
                        .allMatch(line -> line.contains("\"1.2\"") || line.contains("\"1.3\""));
                assertThat(found(report, "<cipher [^>]*>"))
                        .isNotEmpty()
                        .allMatch(line -> line.contains("strength=\"strong\"") // as it calls those of TLS 1.2
                                || line.contains("strength=\"acceptable\"")) // and those of TLS 1.3
                        .allMatch(line -> line.matches(".*(_GCM_|-GCM-|CHACHA20).*"));
                assertThat(found(report, "<heartbleed [^>]*vulnerable=\"1\"[^>]*>"))
                        .isEmpty();
                assertThat(found(report, "<compression [^>]*>")).allMatch(line -> line.contains("supported=\"0\""));
                assertThat(found(report, "<renegotiation [^>]*>")).allMatch(line -> line.contains("supported=\"0\""));
            }
        });
    }

    /// Versions, ciphers and their order, forward secrecy and all known vulnerabilities; the certificates are the
    /// test's own.
    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void testsslFindsNothing() throws Exception {
        Path findings = folder.resolve("findings.json");
        scan((loop, port) -> {
            try (Program scanner = Program.start(List.of(
                    "testssl",
                    "--quiet",
                    "--color",
                    "0",
                    "--warnings",
                    "off",
                    "--severity",
                    "LOW",
                    "--jsonfile",
                    findings.toString(),
                    "--protocols",
                    "--std",
                    "--fs",
                    "--server-preference",
                    "--vulnerable",
                    "127.0.0.1:" + port))) {
                String report = loop.runUntilComplete(scanner.output());
                assertThat(report).contains("Testing protocols", "Testing vulnerabilities");
                String json = Files.readString(findings);
                assertThat(found(json, "\"severity\"\\s*:\\s*\"(LOW|MEDIUM|HIGH|CRITICAL|FATAL)\""))
                        .as(json)
                        .isEmpty();
            }
        });
    }
}
