package io.juvloop.postgres.internal.row;

import io.juvloop.postgres.Column;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.internal.type.Fields;
import io.juvloop.postgres.internal.type.TypeCodec;
import io.juvloop.postgres.internal.wire.RowBlock;
import io.juvloop.postgres.internal.wire.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row as a view of the block that it came in.
///
/// Where a column begins is known only once the columns before it were passed, so the last one that was found is
/// remembered: reading from left to right looks at each length once. Lengths are checked against the row when a
/// column is read.
///
/// Any thread. Immutable, but for what it remembers, which is one word and so always whole.
public final class ResultRow implements Row, Fields {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle FOUND = found();

    private final Columns columns;
    private final byte[] block;
    private final int body;
    private long found; // the index of a column, and where in the block its length is

    ResultRow(Columns columns, byte[] block, int body) {
        this.columns = columns;
        this.block = block;
        this.body = body;
        int count = (short) SHORT.get(block, body) & 0xffff;
        if (count != columns.size()) {
            throw new ProtocolViolation(
                    "the server has sent a row of " + count + " columns in a result of " + columns.size());
        }
        found = (long) body + Short.BYTES;
    }

    private static VarHandle found() {
        try {
            return MethodHandles.lookup().findVarHandle(ResultRow.class, "found", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    // --- Finding

    /// Where the length of a column is, in the block.
    private int find(int column) {
        Objects.checkIndex(column, columns.size());
        long last = (long) FOUND.getOpaque(this);
        int index = (int) (last >>> Integer.SIZE);
        int at = (int) last;
        if (index == column) {
            return at;
        }
        if (index > column) {
            index = 0;
            at = body + Short.BYTES;
        }
        while (index < column) {
            at += Integer.BYTES + Math.max(0, lengthAt(index, at));
            index++;
        }
        FOUND.setOpaque(this, ((long) index << Integer.SIZE) | at);
        return at;
    }

    /// Reads and checks a length; that of the last column must reach to the end.
    private int lengthAt(int column, int at) {
        int room = end() - at - Integer.BYTES;
        if (room < 0) {
            throw lies();
        }
        int length = (int) INT.get(block, at);
        if (length < -1 || length > room || (column == columns.size() - 1 && Math.max(0, length) != room)) {
            throw lies();
        }
        return length;
    }

    private int end() {
        return body - Integer.BYTES + (int) INT.get(block, body - Integer.BYTES);
    }

    private static ProtocolViolation lies() {
        return new ProtocolViolation("the server has sent a row whose lengths do not fit its size");
    }

    /// The length of a column that must not be NULL.
    private int presentLength(int column, int at) {
        int length = lengthAt(column, at);
        if (length < 0) {
            throw new NullPointerException("the column \"" + columns.name(column) + "\" is NULL");
        }
        return length;
    }

    @Override
    public byte[] block() {
        return block;
    }

    @Override
    public int offset(int column) {
        return find(column) + Integer.BYTES;
    }

    @Override
    public int length(int column) {
        return lengthAt(column, find(column));
    }

    @Override
    public List<Column> columns() {
        return columns.list();
    }

    @Override
    public int size() {
        return columns.size();
    }

    @Override
    public int indexOf(String column) {
        return columns.indexOf(Objects.requireNonNull(column, "the name of the column is null"));
    }

    @Override
    public boolean isNull(int column) {
        return length(column) < 0;
    }

    // --- Primitive types

    @Override
    public boolean getBoolean(int column) {
        int at = find(column);
        int length = presentLength(column, at);
        if (columns.shape(column) == TypeCodec.BOOL && length == 1) {
            return block[at + Integer.BYTES] != 0;
        }
        try {
            return columns.codec(column).decodeBoolean(block, at + Integer.BYTES, length);
        } catch (RuntimeException e) {
            throw named(column, e);
        }
    }

    @Override
    public short getShort(int column) {
        int at = find(column);
        int length = presentLength(column, at);
        if (columns.shape(column) == TypeCodec.INT2 && length == Short.BYTES) {
            return (short) SHORT.get(block, at + Integer.BYTES);
        }
        try {
            return columns.codec(column).decodeShort(block, at + Integer.BYTES, length);
        } catch (RuntimeException e) {
            throw named(column, e);
        }
    }

    @Override
    public int getInt(int column) {
        int at = find(column);
        int length = presentLength(column, at);
        if (columns.shape(column) == TypeCodec.INT4 && length == Integer.BYTES) {
            return (int) INT.get(block, at + Integer.BYTES);
        }
        try {
            return columns.codec(column).decodeInt(block, at + Integer.BYTES, length);
        } catch (RuntimeException e) {
            throw named(column, e);
        }
    }

    @Override
    public long getLong(int column) {
        int at = find(column);
        int length = presentLength(column, at);
        int shape = columns.shape(column);
        if (shape == TypeCodec.INT8 && length == Long.BYTES) {
            return (long) LONG.get(block, at + Integer.BYTES);
        }
        if (shape == TypeCodec.INT4 && length == Integer.BYTES) {
            return (int) INT.get(block, at + Integer.BYTES);
        }
        try {
            return columns.codec(column).decodeLong(block, at + Integer.BYTES, length);
        } catch (RuntimeException e) {
            throw named(column, e);
        }
    }

    @Override
    public float getFloat(int column) {
        int at = find(column);
        int length = presentLength(column, at);
        if (columns.shape(column) == TypeCodec.FLOAT4 && length == Float.BYTES) {
            return Float.intBitsToFloat((int) INT.get(block, at + Integer.BYTES));
        }
        try {
            return columns.codec(column).decodeFloat(block, at + Integer.BYTES, length);
        } catch (RuntimeException e) {
            throw named(column, e);
        }
    }

    @Override
    public double getDouble(int column) {
        int at = find(column);
        int length = presentLength(column, at);
        if (columns.shape(column) == TypeCodec.FLOAT8 && length == Double.BYTES) {
            return Double.longBitsToDouble((long) LONG.get(block, at + Integer.BYTES));
        }
        try {
            return columns.codec(column).decodeDouble(block, at + Integer.BYTES, length);
        } catch (RuntimeException e) {
            throw named(column, e);
        }
    }

    // --- Objects

    @Override
    public @Nullable String getString(int column) {
        int at = find(column);
        int length = lengthAt(column, at);
        if (length >= 0 && columns.shape(column) == TypeCodec.TEXT) {
            return Utf8.decode(block, at + Integer.BYTES, length);
        }
        return get(column, String.class);
    }

    @Override
    public byte @Nullable [] getBytes(int column) {
        int at = find(column);
        int length = lengthAt(column, at);
        int from = at + Integer.BYTES;
        return length < 0 ? null : Arrays.copyOfRange(block, from, from + length);
    }

    @Override
    public @Nullable ByteBuffer getBuffer(int column) {
        int at = find(column);
        int length = lengthAt(column, at);
        return length < 0
                ? null
                : ByteBuffer.wrap(block, at + Integer.BYTES, length).slice().asReadOnlyBuffer();
    }

    @Override
    public @Nullable Object get(int column) {
        int at = find(column);
        int length = lengthAt(column, at);
        if (length < 0) {
            return null;
        }
        try {
            return columns.codec(column).decode(block, at + Integer.BYTES, length);
        } catch (RuntimeException e) {
            throw named(column, e);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // what the codec makes for the class; for a primitive one its box
    public <T> @Nullable T get(int column, Class<T> type) {
        Objects.requireNonNull(type, "the class is null");
        int at = find(column);
        int length = lengthAt(column, at);
        if (length < 0) {
            return null;
        }
        try {
            return (T) columns.codec(column).decode(block, at + Integer.BYTES, length, type);
        } catch (RuntimeException e) {
            throw named(column, e);
        }
    }

    /// Adds the column's name to what a codec throws.
    private RuntimeException named(int column, RuntimeException e) {
        String message = "the column \"" + columns.name(column) + "\" of type "
                + columns.type(column).name() + ": " + e.getMessage();
        return switch (e) {
            case ArithmeticException misfit -> withCause(new ArithmeticException(message), misfit);
            case IndexOutOfBoundsException cut -> new ProtocolViolation(message, cut);
            case IllegalArgumentException misfit -> new IllegalArgumentException(message, misfit);
            default -> e;
        };
    }

    private static ArithmeticException withCause(ArithmeticException made, ArithmeticException cause) {
        made.initCause(cause);
        return made;
    }

    // --- The whole row

    @Override
    public <R> R as(Class<R> record) {
        return columns.plan(Objects.requireNonNull(record, "the class is null")).make(this);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            map.put(columns.name(i), get(i));
        }
        return map;
    }

    @Override
    public Row detach() {
        return new ResultRow(columns, Arrays.copyOfRange(block, body - RowBlock.HEADER, end()), RowBlock.HEADER);
    }

    /// The values in their default classes; those that cannot be decoded are shown as `?`.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Row[");
        for (int i = 0; i < columns.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(columns.name(i)).append('=').append(shown(i));
        }
        return text.append(']').toString();
    }

    private @Nullable Object shown(int column) {
        try {
            Object value = get(column);
            return value instanceof byte[] bytes ? bytes.length + " bytes" : value;
        } catch (RuntimeException undecodable) {
            return "?";
        }
    }
}
