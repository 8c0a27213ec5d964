package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// All of native memory as one segment, accessed by absolute address.
///
/// It exists because a pointer in a libuv callback has no Java owner, and making a segment for each is garbage.
/// Every access here is unchecked: the caller owns the block, or is inside the callback that lends it.
///
/// Any thread, as far as the owner of the block allows. Lives as long as the process.
public final class Memory {
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /// Network byte order, whatever the processor's order.
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final ValueLayout.OfInt NETWORK_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Memory() {}

    static long getLong(long address) {
        return ALL.get(JAVA_LONG_UNALIGNED, address);
    }

    static void putLong(long address, long value) {
        ALL.set(JAVA_LONG_UNALIGNED, address, value);
    }

    static int getInt(long address) {
        return ALL.get(JAVA_INT_UNALIGNED, address);
    }

    static void putInt(long address, int value) {
        ALL.set(JAVA_INT_UNALIGNED, address, value);
    }

    static short getShort(long address) {
        return ALL.get(JAVA_SHORT_UNALIGNED, address);
    }

    static void putShort(long address, short value) {
        ALL.set(JAVA_SHORT_UNALIGNED, address, value);
    }

    static short getNetworkShort(long address) {
        return ALL.get(NETWORK_SHORT, address);
    }

    static void putNetworkShort(long address, short value) {
        ALL.set(NETWORK_SHORT, address, value);
    }

    static int getNetworkInt(long address) {
        return ALL.get(NETWORK_INT, address);
    }

    static byte getByte(long address) {
        return ALL.get(JAVA_BYTE, address);
    }

    static void putByte(long address, byte value) {
        ALL.set(JAVA_BYTE, address, value);
    }

    static void zero(long address, long size) {
        ALL.asSlice(address, size).fill((byte) 0);
    }

    static void copyIn(byte[] source, int offset, int length, long target) {
        MemorySegment.copy(source, offset, ALL, JAVA_BYTE, target, length);
    }

    /// Copies bytes from an address into an array.
    ///
    /// @param source the address to read from
    /// @param target the array
    /// @param offset of the first byte in it
    /// @param length how many bytes
    public static void copyOut(long source, byte[] target, int offset, int length) {
        MemorySegment.copy(ALL, JAVA_BYTE, source, target, offset, length);
    }

    /// Copies from any segment, whose own liveness and thread rule are checked, to an address the caller owns.
    ///
    /// @param source what to read
    /// @param offset where in it, in bytes
    /// @param target the address to write to
    /// @param size how many bytes
    public static void copyIn(MemorySegment source, long offset, long target, long size) {
        MemorySegment.copy(source, offset, ALL, target, size);
    }

    /// Copies bytes from one address to another.
    ///
    /// @param source the address to read from
    /// @param target the address to write to
    /// @param size how many bytes
    public static void copy(long source, long target, long size) {
        MemorySegment.copy(ALL, source, ALL, target, size);
    }

    static boolean isSame(long one, long other, long size) {
        return MemorySegment.mismatch(ALL, one, one + size, ALL, other, other + size) < 0;
    }

    /// Reads a C string that is owned elsewhere.
    ///
    /// @param address of its first byte
    /// @return the text, decoded as UTF-8
    static String string(long address) {
        return ALL.getString(address, StandardCharsets.UTF_8);
    }

    /// Copies a C string that is owned elsewhere, in any encoding.
    ///
    /// @param address of its first byte
    /// @return the bytes before its NUL
    static byte[] stringBytes(long address) {
        int length = 0;
        while (getByte(address + length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        copyOut(address, bytes, 0, length);
        return bytes;
    }

    /// Makes a C string from bytes in any encoding.
    ///
    /// @param arena that the string belongs to
    /// @param bytes without NUL
    /// @return the bytes and a NUL
    static MemorySegment text(Arena arena, byte[] bytes) {
        MemorySegment text = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, text, JAVA_BYTE, 0, bytes.length);
        return text;
    }

    static void putString(long address, String text) {
        ALL.setString(address, text, StandardCharsets.UTF_8);
    }

    /// Makes a bounded view of memory that the caller owns, tied to an arena.
    ///
    /// @param address of the first byte
    /// @param size in bytes
    /// @param arena whose closing ends the view
    /// @return the view
    public static MemorySegment view(long address, long size, Arena arena) {
        return MemorySegment.ofAddress(address).reinterpret(size, arena, null);
    }
}
