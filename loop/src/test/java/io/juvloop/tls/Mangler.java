package io.juvloop.tls;

import io.juvloop.net.peer.Blocking;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// An attacker between a client and a server: passes records on, and cuts, merges, swaps, repeats, corrupts or leaves
/// out some, or puts bytes of its own in between.
///
/// Blocking, on threads of its own.
final class Mangler {
    private static final int HEADER = 5;

    private final Random random;
    private final int back;

    Mangler(long seed, int back) {
        this.random = new Random(seed);
        this.back = back;
    }

    /// Passes one connection on, to its end.
    CompletableFuture<Boolean> pass(ServerSocket front) {
        return Blocking.run(() -> {
            try (Socket client = front.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), back)) {
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Random other = new Random(random.nextLong());
                boolean mangles = random.nextInt(3) > 0;
                CompletableFuture<Boolean> answers =
                        Blocking.run(() -> pass(server, client, other, !mangles || other.nextBoolean()));
                pass(client, server, random, mangles);
                answers.join();
            }
        });
    }

    private static void pass(Socket from, Socket to, Random random, boolean mangles) {
        try {
            DataInputStream input = new DataInputStream(from.getInputStream());
            OutputStream output = to.getOutputStream();
            if (mangles && random.nextInt(20) == 0) {
                output.write(bytes(random, 1 + random.nextInt(40)));
            }
            while (true) {
                byte[] record = record(input);
                boolean harm = mangles && random.nextInt(4) == 0;
                if (harm && random.nextInt(4) == 0) {
                    byte[] next = record(input); // the two in one, or each in the other's place
                    write(output, random.nextBoolean() ? join(record, next) : join(next, record), random);
                } else {
                    write(output, harm ? harmed(record, random) : record, random);
                }
            }
        } catch (EOFException end) {
            end(to);
        } catch (IOException gone) {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException gone) {
            return;
        }
    }

    private static byte[] record(DataInputStream input) throws IOException {
        byte[] header = input.readNBytes(HEADER);
        if (header.length < HEADER) {
            throw new EOFException();
        }
        int size = ((header[3] & 0xff) << 8) + (header[4] & 0xff);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header);
        all.writeBytes(((InputStream) input).readNBytes(size));
        return all.toByteArray();
    }

    private static byte[] harmed(byte[] record, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (random.nextInt(6)) {
            case 0 -> record[random.nextInt(record.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> record[random.nextInt(HEADER)] = (byte) random.nextInt(256);
            case 2 -> out.writeBytes(record);
            case 3 -> out.writeBytes(bytes(random, random.nextInt(30)));
            case 4 -> {
                out.write(record, 0, random.nextInt(record.length));
                return out.toByteArray();
            }
            default -> {
                byte[] empty = {record[0], 3, 3, 0, 1, 0};
                for (int i = random.nextInt(50); i > 0; i--) {
                    out.writeBytes(empty);
                }
            }
        }
        out.writeBytes(record);
        return out.toByteArray();
    }

    private static byte[] join(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /// In pieces.
    private static void write(OutputStream output, byte[] bytes, Random random) throws IOException {
        int at = 0;
        boolean singly = random.nextInt(10) == 0;
        while (at < bytes.length) {
            int count = singly ? 1 : Math.min(bytes.length - at, 1 + random.nextInt(3000));
            output.write(bytes, at, count);
            at += count;
        }
    }
}
