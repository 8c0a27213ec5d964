package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.Column;
import io.juvloop.postgres.PgType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a composite type, or of one value of type `record`: names, types, codecs.
///
/// Any thread that the codecs allow; immutable.
final class CompositeFields {
    private final List<Column> columns;
    private final List<String> names;
    private final List<TypeCodec<?>> codecs;
    private final RecordMapper records;
    private final Map<String, Integer> indexes = new HashMap<>();
    private @Nullable Plan last; // a race costs a plan, no more

    private record Plan(Class<?> type, RecordPlan<?> plan) {}

    private CompositeFields(List<Column> columns, List<TypeCodec<?>> codecs, RecordMapper records) {
        this.records = records;
        this.columns = List.copyOf(columns);
        this.names = columns.stream().map(Column::name).toList();
        this.codecs = List.copyOf(codecs);
        for (int i = 0; i < columns.size(); i++) {
            indexes.putIfAbsent(names.get(i), i);
        }
    }

    /// The fields of these names and types.
    static CompositeFields of(List<String> names, List<PgTypeInfo> types, RecordMapper records) {
        List<Column> columns = new ArrayList<>();
        List<TypeCodec<?>> codecs = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            PgType type = types.get(i).type();
            columns.add(new Column(names.get(i), type, -1, 0, 0));
            codecs.add(types.get(i).codec());
        }
        return new CompositeFields(columns, codecs, records);
    }

    int size() {
        return columns.size();
    }

    List<Column> columns() {
        return columns;
    }

    List<String> names() {
        return names;
    }

    List<TypeCodec<?>> codecs() {
        return codecs;
    }

    TypeCodec<?> codec(int field) {
        return codecs.get(field);
    }

    int oid(int field) {
        return columns.get(field).type().oid();
    }

    RecordMapper records() {
        return records;
    }

    /// How a record is made of a value; the last plan is kept.
    @SuppressWarnings("unchecked") // a plan is kept with its class
    <R> RecordPlan<R> plan(Class<R> type) {
        Plan known = last;
        if (known == null || known.type != type) {
            known = new Plan(type, records.planComposite(type, names, codecs));
            last = known;
        }
        return (RecordPlan<R>) known.plan;
    }

    int indexOf(String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new IllegalArgumentException("there is no field \"" + name + "\" among " + names);
        }
        return index;
    }
}
