package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.Column;
import io.juvloop.postgres.Row;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A composite value as a row: a view of the block that it came in.
///
/// The places of all fields are worked out at once, as each field has its type before it, which must be checked
/// anyway. Two are equal if their fields' names and values are. Any thread that the codecs allow; immutable.
final class CompositeRow implements Row, Fields {
    private final CompositeFields fields;
    private final byte[] block;
    private final int[] places; // offset and length of each field

    CompositeRow(CompositeFields fields, byte[] block, int[] places) {
        this.fields = fields;
        this.block = block;
        this.places = places;
    }

    @Override
    public byte[] block() {
        return block;
    }

    @Override
    public int offset(int column) {
        return places[2 * Objects.checkIndex(column, size())];
    }

    @Override
    public int length(int column) {
        return places[2 * Objects.checkIndex(column, size()) + 1];
    }

    @Override
    public List<Column> columns() {
        return fields.columns();
    }

    @Override
    public int size() {
        return fields.size();
    }

    @Override
    public int indexOf(String column) {
        return fields.indexOf(Objects.requireNonNull(column, "the name of the field is null"));
    }

    @Override
    public boolean isNull(int column) {
        return length(column) < 0;
    }

    private int presentLength(int column) {
        int length = length(column);
        if (length < 0) {
            throw new NullPointerException(place(column) + " is NULL");
        }
        return length;
    }

    private String place(int column) {
        return "field \"" + fields.names().get(column) + "\"";
    }

    @Override
    public boolean getBoolean(int column) {
        int length = presentLength(column);
        try {
            return fields.codec(column).decodeBoolean(block, offset(column), length);
        } catch (RuntimeException undecodable) {
            throw Misfit.inside(place(column), undecodable);
        }
    }

    @Override
    public short getShort(int column) {
        int length = presentLength(column);
        try {
            return fields.codec(column).decodeShort(block, offset(column), length);
        } catch (RuntimeException undecodable) {
            throw Misfit.inside(place(column), undecodable);
        }
    }

    @Override
    public int getInt(int column) {
        int length = presentLength(column);
        try {
            return fields.codec(column).decodeInt(block, offset(column), length);
        } catch (RuntimeException undecodable) {
            throw Misfit.inside(place(column), undecodable);
        }
    }

    @Override
    public long getLong(int column) {
        int length = presentLength(column);
        try {
            return fields.codec(column).decodeLong(block, offset(column), length);
        } catch (RuntimeException undecodable) {
            throw Misfit.inside(place(column), undecodable);
        }
    }

    @Override
    public float getFloat(int column) {
        int length = presentLength(column);
        try {
            return fields.codec(column).decodeFloat(block, offset(column), length);
        } catch (RuntimeException undecodable) {
            throw Misfit.inside(place(column), undecodable);
        }
    }

    @Override
    public double getDouble(int column) {
        int length = presentLength(column);
        try {
            return fields.codec(column).decodeDouble(block, offset(column), length);
        } catch (RuntimeException undecodable) {
            throw Misfit.inside(place(column), undecodable);
        }
    }

    @Override
    public @Nullable String getString(int column) {
        return get(column, String.class);
    }

    @Override
    public byte @Nullable [] getBytes(int column) {
        int length = length(column);
        return length < 0 ? null : Arrays.copyOfRange(block, offset(column), offset(column) + length);
    }

    @Override
    public @Nullable ByteBuffer getBuffer(int column) {
        int length = length(column);
        return length < 0
                ? null
                : ByteBuffer.wrap(block, offset(column), length).slice().asReadOnlyBuffer();
    }

    @Override
    public @Nullable Object get(int column) {
        int length = length(column);
        if (length < 0) {
            return null;
        }
        try {
            return fields.codec(column).decode(block, offset(column), length);
        } catch (RuntimeException undecodable) {
            throw Misfit.inside(place(column), undecodable);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a codec gives the class that it is asked for, the box for a primitive one
    public <T> @Nullable T get(int column, Class<T> type) {
        Objects.requireNonNull(type, "the class is null");
        int length = length(column);
        if (length < 0) {
            return null;
        }
        try {
            return (T) fields.codec(column).decode(block, offset(column), length, type);
        } catch (RuntimeException undecodable) {
            throw Misfit.inside(place(column), undecodable);
        }
    }

    @Override
    public <R> R as(Class<R> record) {
        return fields.plan(Objects.requireNonNull(record, "the class is null")).make(this);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(size());
        for (int i = 0; i < size(); i++) {
            map.put(fields.names().get(i), get(i));
        }
        return map;
    }

    @Override
    public Row detach() {
        int start = places.length == 0 ? 0 : places[0];
        int end = start;
        for (int i = 0; i < places.length; i += 2) {
            end = Math.max(end, places[i] + Math.max(0, places[i + 1]));
        }
        int[] moved = places.clone();
        for (int i = 0; i < moved.length; i += 2) {
            moved[i] -= start;
        }
        return new CompositeRow(fields, Arrays.copyOfRange(block, start, end), moved);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompositeRow that
                && fields.names().equals(that.fields.names())
                && toMap().equals(that.toMap());
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
