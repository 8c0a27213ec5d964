package io.juvloop.descriptor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.juvloop.net.peer.Libc;

/// Two connected Unix sockets as descriptors. The far end is blocking.
///
/// Not for Windows.
final class DescriptorPair implements AutoCloseable {
    private final int[] ends = new int[2];

    DescriptorPair() {
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM, 0, ends);
    }

    int near() {
        return ends[0];
    }

    int far() {
        return ends[1];
    }

    /// Makes the near end readable.
    void send(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        Libc.INSTANCE.write(far(), bytes, bytes.length);
    }

    /// Takes the bytes that were sent, so that the near end is no longer readable.
    String receive() {
        byte[] bytes = new byte[100];
        int count = (int) Libc.INSTANCE.read(near(), bytes, bytes.length);
        return new String(bytes, 0, count, UTF_8);
    }

    void closeNear() {
        closeEnd(0);
    }

    void closeFar() {
        closeEnd(1);
    }

    private void closeEnd(int end) {
        if (ends[end] >= 0) {
            Libc.INSTANCE.close(ends[end]);
            ends[end] = -1;
        }
    }

    @Override
    public void close() {
        closeNear();
        closeFar();
    }
}
