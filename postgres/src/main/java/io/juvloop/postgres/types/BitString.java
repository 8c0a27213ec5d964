package io.juvloop.postgres.types;

import java.util.Arrays;
import java.util.BitSet;

/// A `bit` or `varbit`: a string of bits whose length counts, so that `01` is not `1`.
///
/// Bits are numbered from the left, from 0. Any thread.
public final class BitString {
    private static final int HIGH_BIT = 0x80;

    private final byte[] bytes; // the first bit is the highest of the first byte; the bits behind the last are zero
    private final int length;

    private BitString(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /// Reads zeros and ones.
    ///
    /// @param digits only `0` and `1`, possibly none
    /// @return as many bits
    /// @throws IllegalArgumentException for another character
    public static BitString parse(String digits) {
        BitSet set = new BitSet(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit != '0' && digit != '1') {
                throw new IllegalArgumentException("a string of bits has no character " + digit);
            }
            set.set(i, digit == '1');
        }
        return of(set, digits.length());
    }

    /// The first bits of a set.
    ///
    /// @param bits which are ones, numbered from the left
    /// @param length how many bits there are
    /// @return as many bits
    /// @throws IllegalArgumentException if the length is negative or a bit beyond it is set
    public static BitString of(BitSet bits, int length) {
        if (length < bits.length()) {
            throw new IllegalArgumentException("bit " + (bits.length() - 1) + " is set, beyond the length " + length);
        }
        byte[] bytes = new byte[bytesFor(length)];
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            bytes[i / Byte.SIZE] |= (byte) mask(i);
        }
        return new BitString(bytes, length);
    }

    /// The first bits of bytes.
    ///
    /// @param bytes the first bit is the highest of the first byte; they are copied
    /// @param length how many bits there are
    /// @return as many bits
    /// @throws IllegalArgumentException if the bytes have fewer bits, or the length is negative
    public static BitString of(byte[] bytes, int length) {
        if (length < 0 || length > (long) bytes.length * Byte.SIZE) {
            throw new IllegalArgumentException(bytes.length + " bytes have no " + length + " bits");
        }
        byte[] copy = Arrays.copyOf(bytes, bytesFor(length));
        int used = length % Byte.SIZE;
        if (used != 0) {
            copy[copy.length - 1] &= (byte) (-1 << (Byte.SIZE - used));
        }
        return new BitString(copy, length);
    }

    private static int mask(int index) {
        return HIGH_BIT >> (index % Byte.SIZE);
    }

    private static int bytesFor(int length) {
        return length / Byte.SIZE + (length % Byte.SIZE == 0 ? 0 : 1);
    }

    /// How many bits there are.
    ///
    /// @return their number
    public int length() {
        return length;
    }

    /// Whether a bit is one.
    ///
    /// @param index from the left, from 0
    /// @return whether it is
    /// @throws IndexOutOfBoundsException for an index that is not below the length
    public boolean get(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("bit " + index + " of " + length);
        }
        return (bytes[index / Byte.SIZE] & mask(index)) != 0;
    }

    /// Which bits are ones.
    ///
    /// @return a new set, numbered from the left
    public BitSet toBitSet() {
        BitSet set = new BitSet(length);
        for (int i = 0; i < length; i++) {
            set.set(i, get(i));
        }
        return set;
    }

    /// The bits, eight a byte.
    ///
    /// @return a new array; the first bit is the highest of the first byte, and what is left of the last one is
    ///   zero
    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BitString that && length == that.length && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Integer.hashCode(length) * 31 + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(get(i) ? '1' : '0');
        }
        return text.toString();
    }
}
