package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.Row;
import io.juvloop.postgres.internal.wire.OutBuffer;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/// `record`: a composite value without a declared type, as `row(1, 'a')`. Each value brings the types of its fields,
/// and the fields are named `f1`, `f2`, as the server names them.
///
/// Loop thread only.
final class RecordCodec extends TypeCodec<Row> {
    private static final int NULL = -1;

    private final TypeCatalog catalog;

    RecordCodec(TypeCatalog catalog) {
        super(Row.class);
        this.catalog = catalog;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void write(Object value, OutBuffer out) {
        throw new IllegalArgumentException("the server takes no values of type record: cast the parameter to a type");
    }

    @Override
    public Row decode(byte[] block, int offset, int length) {
        return row(block, offset, length);
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.raw(wanted);
        if (!raw.isRecord()) {
            return super.decoder(wanted);
        }
        return (block, offset, length) -> row(block, offset, length).as(raw);
    }

    private CompositeRow row(byte[] block, int offset, int length) {
        ValueReader in = new ValueReader(block, offset, length);
        int count = in.getCount(2 * Integer.BYTES);
        List<String> names = new ArrayList<>(count);
        List<PgTypeInfo> types = new ArrayList<>(count);
        int[] places = new int[2 * count];
        for (int i = 0; i < count; i++) {
            names.add("f" + (i + 1));
            types.add(catalog.require(in.getInt()));
            int size = in.getInt();
            places[2 * i + 1] = size;
            places[2 * i] = in.take(size == NULL ? 0 : size);
        }
        in.requireEnd();
        return new CompositeRow(CompositeFields.of(names, types, catalog.records()), block, places);
    }
}
