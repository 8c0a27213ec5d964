package io.juvloop.postgres.internal.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A growing, big-endian buffer on the heap into which messages are encoded, many in a row.
///
/// Positions count from the first byte. A caller that must undo an encoding keeps [#position] and gives it to
/// [#truncate]; a length in front of a value is written as 0 and set by [#setInt] afterwards. Arrays of 64 KiB and
/// more are not copied: the buffer refers to them, positions count them, and [#drainTo] hands them over between what
/// was copied. So such an array must not be changed before the buffer was drained.
///
/// Loop thread only. Lifetime: from [OutBuffers#take] to [OutBuffers#give]; drained, it is as new.
public final class OutBuffer {
    /// From this size on an array is referred to and not copied.
    public static final int LARGE = 1 << 16;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int SMALLEST = 512;
    private static final int MAX_SIZE = Integer.MAX_VALUE - (1 << 20);

    /// The longest message that a server reads, with its length and without its type. It hangs up at a longer one.
    private static final int LONGEST_MESSAGE = (1 << 30) - 2;

    private byte[] bytes;
    private ByteBuffer view; // of the bytes, so that draining makes none
    private int size; // of what is copied
    private int large; // bytes of the pieces
    private @Nullable List<Piece> pieces;

    /// @param position in the whole, where it begins
    /// @param at as many copied bytes are before it
    private record Piece(int position, int at, ByteBuffer data) {}

    /// Makes an empty buffer.
    ///
    /// @param capacity bytes to begin with
    public OutBuffer(int capacity) {
        bytes = new byte[Math.max(capacity, SMALLEST)];
        view = ByteBuffer.wrap(bytes);
    }

    // --- Positions

    /// The number of bytes so far, large arrays included.
    ///
    /// @return where the next byte goes
    public int position() {
        return size + large;
    }

    /// Forgets what was put from a position on.
    ///
    /// @param mark an earlier [#position]
    public void truncate(int mark) {
        while (pieces != null && !pieces.isEmpty() && pieces.getLast().position >= mark) {
            large -= pieces.removeLast().data.remaining();
        }
        size = mark - large;
    }

    /// Sets a length that was put earlier.
    ///
    /// @param at the position of its first byte
    /// @param value the length
    public void setInt(int at, int value) {
        INT.set(bytes, physical(at), value);
    }

    /// Sets a count that was put earlier.
    ///
    /// @param at the position of its first byte
    /// @param value the count
    public void setShort(int at, int value) {
        SHORT.set(bytes, physical(at), (short) value);
    }

    /// Writes a length in front of what follows it: the bytes from behind `at` to the end.
    ///
    /// @param at where four bytes were put for it
    public void setLength(int at) {
        setInt(at, position() - at - Integer.BYTES);
    }

    /// Writes the length of a message, which counts its own four bytes, in front of what follows it.
    ///
    /// @param at where four bytes were put for it
    /// @throws IllegalArgumentException if it is longer than servers read
    public void setMessageLength(int at) {
        int length = position() - at;
        if (length > LONGEST_MESSAGE) {
            throw tooLarge();
        }
        setInt(at, length);
    }

    private int physical(int at) {
        if (large == 0) {
            return at;
        }
        int before = 0;
        for (Piece piece : pieces()) {
            if (piece.position >= at) {
                break;
            }
            before += piece.data.remaining();
        }
        return at - before;
    }

    private List<Piece> pieces() {
        List<Piece> present = pieces;
        if (present == null) {
            present = new ArrayList<>();
            pieces = present;
        }
        return present;
    }

    // --- Putting

    /// Puts the low byte.
    ///
    /// @param value its low 8 bits count
    public void putByte(int value) {
        int at = extend(1);
        bytes[at] = (byte) value;
    }

    /// Puts two bytes.
    ///
    /// @param value its low 16 bits count
    public void putShort(int value) {
        int at = extend(Short.BYTES);
        SHORT.set(bytes, at, (short) value);
    }

    /// Puts four bytes.
    ///
    /// @param value the value
    public void putInt(int value) {
        int at = extend(Integer.BYTES);
        INT.set(bytes, at, value);
    }

    /// Puts eight bytes.
    ///
    /// @param value the value
    public void putLong(long value) {
        int at = extend(Long.BYTES);
        LONG.set(bytes, at, value);
    }

    /// Puts the bits of a float.
    ///
    /// @param value the value
    public void putFloat(float value) {
        putInt(Float.floatToRawIntBits(value));
    }

    /// Puts the bits of a double.
    ///
    /// @param value the value
    public void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    /// Puts an array; a large one is referred to.
    ///
    /// @param data the bytes
    public void putBytes(byte[] data) {
        putBytes(data, 0, data.length);
    }

    /// Puts a part of an array; a large one is referred to.
    ///
    /// @param data the array
    /// @param offset where the part begins
    /// @param length bytes
    public void putBytes(byte[] data, int offset, int length) {
        if (length >= LARGE) {
            refer(ByteBuffer.wrap(data, offset, length).slice());
            return;
        }
        int at = extend(length);
        System.arraycopy(data, offset, bytes, at, length);
    }

    /// Puts what remains of a buffer, whose position stays; a large one is referred to.
    ///
    /// @param data heap or direct
    public void putBuffer(ByteBuffer data) {
        int length = data.remaining();
        if (length >= LARGE) {
            refer(data.duplicate());
            return;
        }
        int at = extend(length);
        data.get(data.position(), bytes, at, length);
    }

    /// Puts text as UTF-8.
    ///
    /// @param text without NUL and without unpaired surrogates
    /// @throws IllegalArgumentException for either; some bytes may have been put
    public void putUtf8(CharSequence text) {
        Utf8.encode(text, this);
    }

    /// Puts text as UTF-8 and the NUL that ends it.
    ///
    /// @param text without NUL and without unpaired surrogates
    /// @throws IllegalArgumentException for either; some bytes may have been put
    public void putCString(CharSequence text) {
        Utf8.encode(text, this);
        putByte(0);
    }

    // --- Values with their lengths in front

    /// Puts a value of one byte, behind its length.
    ///
    /// @param value its low 8 bits count
    public void putSizedByte(int value) {
        int at = extend(Integer.BYTES + 1);
        INT.set(bytes, at, 1);
        bytes[at + Integer.BYTES] = (byte) value;
    }

    /// Puts a value of two bytes, behind its length.
    ///
    /// @param value its low 16 bits count
    public void putSizedShort(int value) {
        int at = extend(Integer.BYTES + Short.BYTES);
        INT.set(bytes, at, Short.BYTES);
        SHORT.set(bytes, at + Integer.BYTES, (short) value);
    }

    /// Puts a value of four bytes, behind its length.
    ///
    /// @param value the value
    public void putSizedInt(int value) {
        int at = extend(Long.BYTES);
        LONG.set(bytes, at, (long) Integer.BYTES << Integer.SIZE | Integer.toUnsignedLong(value));
    }

    /// Puts a value of eight bytes, behind its length.
    ///
    /// @param value the value
    public void putSizedLong(long value) {
        int at = extend(Integer.BYTES + Long.BYTES);
        INT.set(bytes, at, Long.BYTES);
        LONG.set(bytes, at + Integer.BYTES, value);
    }

    /// Puts text as UTF-8, behind its length in bytes.
    ///
    /// @param text without NUL and without unpaired surrogates
    /// @throws IllegalArgumentException for either; some bytes may have been put
    public void putSizedUtf8(String text) {
        int length = position();
        putInt(text.length());
        if (Utf8.encode(text, this) != text.length()) {
            setLength(length);
        }
    }

    private void refer(ByteBuffer data) {
        if (position() > MAX_SIZE - data.remaining()) {
            throw tooLarge();
        }
        pieces().add(new Piece(position(), size, data));
        large += data.remaining();
    }

    // --- The array, for what encodes into it directly

    /// Makes room and counts it as put.
    ///
    /// @param length bytes
    /// @return where in [#array] the room begins
    int extend(int length) {
        int at = size;
        if (length > bytes.length - at) {
            grow(length);
        }
        size = at + length;
        return at;
    }

    /// Gives back the end of the room that [#extend] made.
    ///
    /// @param unused bytes
    void shrink(int unused) {
        size -= unused;
    }

    /// The array, until the next [#extend].
    ///
    /// @return what is copied
    byte[] array() {
        return bytes;
    }

    private void grow(int length) {
        if (length > MAX_SIZE - position()) {
            throw tooLarge();
        }
        long wanted = Math.max((long) size + length, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, MAX_SIZE));
        view = ByteBuffer.wrap(bytes);
    }

    private static IllegalArgumentException tooLarge() {
        return new IllegalArgumentException(
                "what is to be sent is too large: a server reads messages of at most " + LONGEST_MESSAGE + " bytes");
    }

    // --- Draining

    /// The bytes of memory that the buffer holds.
    ///
    /// @return its capacity, large arrays not included
    public int capacity() {
        return bytes.length;
    }

    /// Hands over all bytes in their order and empties the buffer.
    ///
    /// @param sink called once or, with large arrays, several times; must be done with a buffer when it returns
    public void drainTo(Consumer<ByteBuffer> sink) {
        int from = 0;
        if (large > 0) {
            for (Piece piece : pieces()) {
                if (piece.at > from) {
                    sink.accept(view(from, piece.at));
                    from = piece.at;
                }
                sink.accept(piece.data);
            }
        }
        if (size > from) {
            sink.accept(view(from, size));
        }
        clear();
    }

    private ByteBuffer view(int from, int to) {
        return view.limit(to).position(from);
    }

    /// Forgets everything.
    public void clear() {
        size = 0;
        large = 0;
        pieces = null;
    }

    /// A copy of all bytes, for messages that are made once and for tests.
    ///
    /// @return as long as [#position]
    public byte[] toByteArray() {
        byte[] all = new byte[position()];
        int put = 0;
        int from = 0;
        for (Piece piece : pieces == null ? List.<Piece>of() : pieces) {
            System.arraycopy(bytes, from, all, put, piece.at - from);
            put += piece.at - from;
            from = piece.at;
            piece.data.get(piece.data.position(), all, put, piece.data.remaining());
            put += piece.data.remaining();
        }
        System.arraycopy(bytes, from, all, put, size - from);
        return all;
    }

    @Override
    public String toString() {
        return "OutBuffer[" + position() + " bytes]";
    }
}
