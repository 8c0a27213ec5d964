package io.juvloop.benchmarks.query;

/// What every client adds up of longer values: enough to notice a wrong one, and little beside the reading.
///
/// Any thread.
final class Sums {
    private static final int BYTE = 0xff;

    private Sums() {}

    static long ofBytes(byte[] bytes) {
        return ofBytes(bytes.length, bytes[0], bytes[bytes.length - 1]);
    }

    static long ofBytes(int length, byte first, byte last) {
        return (long) length + (first & BYTE) + (last & BYTE);
    }

    static long ofArray(int length, int first, int last) {
        return (long) length + first + last;
    }
}
