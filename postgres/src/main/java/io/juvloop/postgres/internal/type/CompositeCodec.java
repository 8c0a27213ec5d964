package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.PgType;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.internal.wire.OutBuffer;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// A composite type: a count, and each field with its type and its length.
///
/// A value whose fields are not those that are known shows that the type was altered: the catalog forgets what it
/// knows. Loop thread only.
final class CompositeCodec extends TypeCodec<Row> {
    private static final int NULL = -1;

    private final TypeCatalog catalog;
    private final PgType type;
    private final CompositeFields fields;

    CompositeCodec(TypeCatalog catalog, PgType type, CompositeFields fields) {
        super(Row.class);
        this.catalog = catalog;
        this.type = type;
        this.fields = fields;
    }

    @Override
    public boolean isOpen() {
        return fields.codecs().stream().anyMatch(TypeCodec::isOpen);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        switch (value) {
            case Record record -> write(record, out);
            case Row row -> write(row, out);
            default -> throw Misfit.argument(value, "Row, or a Java record");
        }
    }

    private void write(Record record, OutBuffer out) {
        RecordShape shape = fields.records().shape(record.getClass());
        int[] components = fields.records().components(shape, fields.names());
        out.putInt(fields.size());
        for (int i = 0; i < components.length; i++) {
            field(i, shape.get(record, components[i]), out);
        }
    }

    private void write(Row row, OutBuffer out) {
        if (row.size() != fields.size()) {
            throw new IllegalArgumentException("it has " + fields.size() + " fields, not " + row.size());
        }
        out.putInt(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            field(i, row.get(i), out);
        }
    }

    private void field(int index, @Nullable Object value, OutBuffer out) {
        out.putInt(fields.oid(index));
        int mark = out.position();
        out.putInt(NULL);
        if (value == null) {
            return;
        }
        try {
            fields.codec(index).write(value, out);
        } catch (RuntimeException unwritable) {
            throw Misfit.at("field " + fields.names().get(index), unwritable);
        }
        out.setLength(mark);
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
        RecordPlan<?> plan = fields.plan(raw);
        return (block, offset, length) -> plan.make(row(block, offset, length));
    }

    private CompositeRow row(byte[] block, int offset, int length) {
        ValueReader in = new ValueReader(block, offset, length);
        int count = in.getCount(2 * Integer.BYTES);
        if (count != fields.size()) {
            throw catalog.outdated(type, count + " fields instead of " + fields.size());
        }
        int[] places = new int[2 * count];
        for (int i = 0; i < count; i++) {
            if (in.getInt() != fields.oid(i)) {
                throw catalog.outdated(
                        type, "another type of the field " + fields.names().get(i));
            }
            int size = in.getInt();
            places[2 * i + 1] = size;
            places[2 * i] = in.take(size == NULL ? 0 : size);
        }
        in.requireEnd();
        return new CompositeRow(fields, block, places);
    }
}
