package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `hstore`: a count, and keys and values with their lengths; a value may be null.
///
/// Any thread.
@SuppressWarnings("rawtypes") // a class literal has no parameters
final class HstoreCodec extends TypeCodec<Map> {
    private static final int NULL = -1;
    private static final int SMALLEST_PAIR = 2 * Integer.BYTES;

    HstoreCodec() {
        super(Map.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof Map<?, ?> map)) {
            throw Misfit.argument(value, "Map");
        }
        out.putInt(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() == null) {
                throw new IllegalArgumentException("a key of it is null");
            }
            put(entry.getKey(), out);
            put(entry.getValue(), out);
        }
    }

    private static void put(@Nullable Object text, OutBuffer out) {
        int mark = out.position();
        out.putInt(NULL);
        if (text != null) {
            if (!(text instanceof CharSequence characters)) {
                throw new IllegalArgumentException("its keys and values are CharSequence, and not "
                        + text.getClass().getTypeName());
            }
            out.putUtf8(characters);
            out.setLength(mark);
        }
    }

    @Override
    public Map<String, @Nullable String> decode(byte[] block, int offset, int length) {
        ValueReader in = new ValueReader(block, offset, length);
        int count = in.getCount(SMALLEST_PAIR);
        Map<String, @Nullable String> map = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            String key = in.getUtf8(in.getInt());
            int size = in.getInt();
            map.put(key, size == NULL ? null : in.getUtf8(size));
        }
        in.requireEnd();
        return Collections.unmodifiableMap(map);
    }
}
