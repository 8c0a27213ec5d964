package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.codec.WireReader;
import io.juvloop.postgres.internal.wire.Utf8;
import java.util.Arrays;

/// The bytes of one value of varying size, read from the front.
///
/// Every read is checked against the end of the value, so a length that lies reads nothing of a neighbour. One
/// thread; it lives for one decoding.
final class ValueReader implements WireReader {
    private final byte[] block;
    private final int end;
    private int at;

    ValueReader(byte[] block, int offset, int length) {
        this.block = block;
        this.at = offset;
        this.end = offset + length;
    }

    byte[] block() {
        return block;
    }

    /// Moves over bytes.
    ///
    /// @return where in the block they begin
    int take(int length) {
        int start = at;
        if (length < 0 || length > end - start) {
            throw new IndexOutOfBoundsException(length + " bytes wanted of " + (end - start));
        }
        at = start + length;
        return start;
    }

    @Override
    public int remaining() {
        return end - at;
    }

    @Override
    public byte getByte() {
        return block[take(Byte.BYTES)];
    }

    @Override
    public short getShort() {
        return Bytes.getShort(block, take(Short.BYTES));
    }

    int getUnsignedShort() {
        return Short.toUnsignedInt(getShort());
    }

    @Override
    public int getInt() {
        return Bytes.getInt(block, take(Integer.BYTES));
    }

    @Override
    public long getLong() {
        return Bytes.getLong(block, take(Long.BYTES));
    }

    @Override
    public float getFloat() {
        return Float.intBitsToFloat(getInt());
    }

    @Override
    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    @Override
    public byte[] getBytes(int length) {
        int start = take(length);
        return Arrays.copyOfRange(block, start, start + length);
    }

    @Override
    public String getUtf8(int length) {
        return Utf8.decode(block, take(length), length);
    }

    /// Reads text up to a NUL, and the NUL.
    String getCString() {
        int start = at;
        int nul = start;
        while (nul < end && block[nul] != 0) {
            nul++;
        }
        String text = getUtf8(nul - start);
        take(1);
        return text;
    }

    /// Reads a count of things that take a number of bytes each.
    ///
    /// @param size the least that one takes
    int getCount(int size) {
        return requireCount(getInt(), size);
    }

    int requireCount(int count, int size) {
        if (count < 0 || (long) count * size > remaining()) {
            throw Misfit.bytes("a count of " + count + " in " + remaining() + " bytes");
        }
        return count;
    }

    @Override
    public void skip(int length) {
        take(length);
    }

    /// Fills an array with numbers that have their lengths before them: one check for all of them.
    void getInts(int[] array) {
        int start = takeElements(array.length, Integer.BYTES);
        for (int i = 0; i < array.length; i++) {
            int element = start + i * 2 * Integer.BYTES;
            requireElement(element, Integer.BYTES);
            array[i] = Bytes.getInt(block, element + Integer.BYTES);
        }
    }

    /// Fills an array with numbers that have their lengths before them: one check for all of them.
    void getLongs(long[] array) {
        int start = takeElements(array.length, Long.BYTES);
        for (int i = 0; i < array.length; i++) {
            int element = start + i * (Integer.BYTES + Long.BYTES);
            requireElement(element, Long.BYTES);
            array[i] = Bytes.getLong(block, element + Integer.BYTES);
        }
    }

    /// A NULL makes the elements shorter, so what is too short for all of them may have one.
    private int takeElements(int count, int size) {
        int length = (int) Math.min((long) count * (Integer.BYTES + size), Integer.MAX_VALUE);
        if (length > remaining()) {
            for (int i = 0; i < count; i++) {
                requireElement(take(Integer.BYTES), size);
                take(size);
            }
        }
        return take(length);
    }

    private void requireElement(int at, int size) {
        int length = Bytes.getInt(block, at);
        if (length == ElementReader.NULL) {
            throw ElementReader.nullElement();
        }
        Bytes.requireLength(length, size);
    }

    /// Refuses bytes that were not read.
    void requireEnd() {
        if (at != end) {
            throw Misfit.bytes((end - at) + " left over");
        }
    }
}
