package io.juvloop.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.juvloop.Async;
import io.juvloop.ExtraInfo;
import io.juvloop.Juvloop;
import io.juvloop.Server;
import io.juvloop.streams.StreamConnection;
import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamWriter;
import io.juvloop.streams.Streams;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsCredentials;
import io.juvloop.tls.TlsOptions;
import io.juvloop.tls.TlsTrust;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Set;

/// A server and a client of a small language like SMTP's, in one loop, that begin in plain text and go on encrypted.
///
/// `make run ARGS=starttls`
final class StartTls implements Example {
    private static final String HOST = "127.0.0.1";

    @Override
    public String usage() {
        return "[--port N]";
    }

    @Override
    public String summary() {
        return "a conversation that begins in plain text and goes on by TLS";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("port"));
        int port = options.port("port", 0);
        TlsCredentials own = SelfSigned.credentials();
        TlsContext serving = TlsContext.server(TlsOptions.DEFAULT.withCredentials(own));
        TlsTrust trust = TlsTrust.of(own.chain().toArray(X509Certificate[]::new));
        TlsContext asking = TlsContext.client(TlsOptions.DEFAULT.withTrust(trust));
        Juvloop.run(() -> {
            Server server = Streams.startServer((reader, writer) -> serve(reader, writer, serving), HOST, port);
            converse(server.port(), asking);
            server.close();
            return Async.await(server.waitClosed());
        });
    }

    /// Answers line by line, until the client leaves.
    private static void serve(StreamReader reader, StreamWriter writer, TlsContext context) throws IOException {
        writer.write("220 hello\r\n", US_ASCII);
        for (String line = line(reader); !line.isEmpty(); line = line(reader)) {
            switch (line.toUpperCase(Locale.ROOT)) {
                case "STARTTLS" -> {
                    writer.write("220 go ahead\r\n", US_ASCII);
                    writer.startTls(context);
                }
                case "QUIT" -> {
                    writer.write("221 bye\r\n", US_ASCII);
                    writer.close();
                    return;
                }
                default -> {
                    boolean encrypted = writer.extraInfo(ExtraInfo.SSL_OBJECT) != null;
                    writer.write("250 " + (encrypted ? "encrypted" : "in plain text") + "\r\n", US_ASCII);
                }
            }
        }
        writer.close();
    }

    private static String line(StreamReader reader) throws IOException {
        return new String(reader.readLine(), US_ASCII).strip();
    }

    private static void converse(int port, TlsContext context) throws IOException {
        try (StreamConnection connection = Streams.openConnection(HOST, port)) {
            System.out.println(line(connection.reader()));
            say(connection, "NOOP");
            say(connection, "STARTTLS");
            connection.writer().startTls(context, StartTlsOptions.DEFAULT.withServerName("localhost"));
            say(connection, "NOOP");
            say(connection, "QUIT");
        }
    }

    private static void say(StreamConnection connection, String word) throws IOException {
        connection.writer().write(word + "\r\n", US_ASCII);
        System.out.println(word + " -> " + line(connection.reader()));
    }
}
