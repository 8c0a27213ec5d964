package io.juvloop.postgres.internal.type;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers in network byte order, in a heap block.
///
/// Any thread; it keeps nothing.
final class Bytes {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    static short getShort(byte[] block, int offset) {
        return (short) SHORT.get(block, offset);
    }

    static int getInt(byte[] block, int offset) {
        return (int) INT.get(block, offset);
    }

    static long getLong(byte[] block, int offset) {
        return (long) LONG.get(block, offset);
    }

    static float getFloat(byte[] block, int offset) {
        return Float.intBitsToFloat(getInt(block, offset));
    }

    static double getDouble(byte[] block, int offset) {
        return Double.longBitsToDouble(getLong(block, offset));
    }

    /// Refuses a value of a fixed size that has another one.
    static void requireLength(int length, int wanted) {
        if (length != wanted) {
            throw Misfit.bytes(length + " instead of " + wanted);
        }
    }
}
