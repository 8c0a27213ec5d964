package io.juvloop.net.peer;

import java.util.Random;

/// Bytes that are reproducible from a seed.
public final class Payload {
    private Payload() {}

    public static byte[] of(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
