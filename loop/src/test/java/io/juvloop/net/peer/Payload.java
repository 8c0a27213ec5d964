package io.juvloop.net.peer;

import java.util.Random;
import java.util.zip.CRC32C;

/// Bytes that are the same for everybody who knows the seed.
public final class Payload {
    private Payload() {}

    public static byte[] of(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public static long checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }
}
