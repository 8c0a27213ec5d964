package io.juvloop.benchmarks.process;

import io.juvloop.benchmarks.query.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Counts the flights of connections, the round trips that a client waits for: it stands between client and server, and
/// lets one side speak at a time, until that has been silent for a while.
///
/// Any thread. Lifetime: until it is closed.
public final class Flights implements AutoCloseable {
    private static final int SILENCE_MILLIS = 40;
    private static final int PIECE = 1 << 14;
    private static final int OF_TCP = 1;

    private final ServerSocket listener;
    private final Server server;
    private final AtomicReference<Passage> last = new AtomicReference<>();

    private Flights(ServerSocket listener, Server server) {
        this.listener = listener;
        this.server = server;
    }

    /// Listens for clients of a server.
    public static Flights to(Server server) throws IOException {
        Flights flights = new Flights(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), server);
        start(flights::listen);
        return flights;
    }

    /// No virtual thread: this program has one core, and a carrier of it may be blocked by the output of a child.
    private static void start(Runnable body) {
        var _ = Thread.ofPlatform().daemon().start(body);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Returns the flights of the youngest connection so far, with that of TCP itself.
    public int ofLast() {
        return OF_TCP + last.get().flights;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Passage passage = new Passage(listener.accept());
                last.set(passage);
                start(passage::run);
            } catch (IOException closed) {
                return;
            }
        }
    }

    /// One connection.
    private final class Passage {
        private final Socket client;
        private volatile int flights;

        Passage(Socket client) {
            this.client = client;
        }

        void run() {
            try (client;
                    Socket toServer = new Socket(server.host(), server.port())) {
                client.setSoTimeout(SILENCE_MILLIS);
                client.setTcpNoDelay(true);
                toServer.setSoTimeout(SILENCE_MILLIS);
                toServer.setTcpNoDelay(true);
                int answers = 0;
                while (true) {
                    byte[] question = untilSilent(client.getInputStream());
                    toServer.getOutputStream().write(question);
                    byte[] answer = untilSilent(toServer.getInputStream());
                    answers += answer.length > 0 ? 1 : 0;
                    flights = answers; // before the client can ask for it
                    client.getOutputStream().write(answer);
                }
            } catch (IOException ended) {
                // by one of the sides, which the other one sees now
            }
        }

        private static byte[] untilSilent(InputStream in) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            try {
                for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                    all.write(piece, 0, length);
                }
                if (all.size() == 0) {
                    throw new IOException("the end");
                }
            } catch (SocketTimeoutException silent) {
                // the other side's turn
            }
            return all.toByteArray();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
