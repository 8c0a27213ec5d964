package io.juvloop.postgres.internal.row;

import io.juvloop.postgres.Column;
import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.internal.type.PgTypeInfo;
import io.juvloop.postgres.internal.type.RecordMapper;
import io.juvloop.postgres.internal.type.RecordPlan;
import io.juvloop.postgres.internal.type.TypeCatalog;
import io.juvloop.postgres.internal.type.TypeCodec;
import io.juvloop.postgres.internal.wire.RowDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns of a result with what decodes them: one for all rows of a statement.
///
/// Any thread. Immutable, but for what is worked out when it is first asked for; a race there costs the work twice.
public final class Columns {
    /// Of what has none.
    public static final Columns NONE =
            new Columns(RowDescription.NONE, new PgTypeInfo[0], new TypeCodec<?>[0], null, false);

    private static final int FEW = 8;

    private final RowDescription description;
    private final PgTypeInfo[] types;
    private final TypeCodec<?>[] codecs;
    private final byte[] shapes;
    private final byte @Nullable [] formats;
    private final @Nullable RecordMapper records;
    private final boolean isInText;
    private volatile @Nullable Plan last;
    private volatile @Nullable List<Column> list;
    private volatile @Nullable Map<String, Integer> indexes;

    private record Plan(Class<?> type, RecordPlan<?> plan) {}

    private Columns(
            RowDescription description,
            PgTypeInfo[] types,
            TypeCodec<?>[] codecs,
            @Nullable RecordMapper records,
            boolean isInText) {
        this.description = description;
        this.types = types;
        this.codecs = codecs;
        this.records = records;
        this.isInText = isInText;
        int count = types.length;
        shapes = new byte[count];
        byte[] each = new byte[count];
        boolean allBinary = true;
        for (int i = 0; i < count; i++) {
            boolean binary = codecs[i].format() == Format.BINARY;
            allBinary &= binary;
            each[i] = (byte) (binary ? 1 : 0);
            shapes[i] = (byte) (binary ? codecs[i].shape() : TypeCodec.OTHER);
        }
        formats = allBinary ? null : each;
    }

    /// Makes columns.
    ///
    /// @param description what the server said
    /// @param catalog which knows all their types
    /// @return the columns
    /// @throws IllegalStateException if it does not know one
    public static Columns of(RowDescription description, TypeCatalog catalog) {
        if (description.size() == 0) {
            return NONE;
        }
        PgTypeInfo[] types = types(description.typeOids(), catalog);
        TypeCodec<?>[] codecs = Arrays.stream(types).map(PgTypeInfo::codec).toArray(TypeCodec<?>[]::new);
        return new Columns(description, types, codecs, catalog.records(), false);
    }

    /// The same columns, where those of open types are asked for in text, see [TypeCodec#isOpen].
    ///
    /// @return with other formats; these if no type is open
    public Columns inText() {
        if (Arrays.stream(codecs).noneMatch(TypeCodec::isOpen)) {
            return this;
        }
        TypeCodec<?>[] texts = Arrays.stream(codecs).map(TypeCodec::inText).toArray(TypeCodec<?>[]::new);
        return new Columns(description, types, texts, records, true);
    }

    /// The same columns, as they come where others were expected and their formats were asked for.
    ///
    /// @param asked one for each column, or null for binary ones
    /// @return these if it makes no difference
    public Columns asAsked(byte @Nullable [] asked) {
        if (Arrays.equals(asked, formats)) {
            return this;
        }
        TypeCodec<?>[] each = codecs.clone();
        for (int i = 0; i < each.length; i++) {
            boolean binary = asked == null || i >= asked.length || asked[i] != 0;
            each[i] = each[i].in(binary ? Format.BINARY : Format.TEXT);
        }
        return new Columns(description, types, each, records, isInText);
    }

    /// Whether columns of open types are asked for in text.
    ///
    /// @return whether this was made by [#inText]
    public boolean isInText() {
        return isInText;
    }

    /// Looks up types.
    ///
    /// @param oids their numbers
    /// @param catalog which knows all of them
    /// @return in the same order
    /// @throws IllegalStateException if it does not know one
    public static PgTypeInfo[] types(int[] oids, TypeCatalog catalog) {
        PgTypeInfo[] types = new PgTypeInfo[oids.length];
        for (int i = 0; i < oids.length; i++) {
            PgTypeInfo type = catalog.byOid(oids[i]);
            if (type == null) {
                throw new IllegalStateException("the catalog does not know the type " + oids[i]);
            }
            types[i] = type;
        }
        return types;
    }

    /// How many columns.
    ///
    /// @return the number
    public int size() {
        return types.length;
    }

    /// What the server said.
    ///
    /// @return the description
    public RowDescription description() {
        return description;
    }

    /// The formats to ask for.
    ///
    /// @return one for each column, or null if all are binary
    public byte @Nullable [] formats() {
        return formats;
    }

    /// The name of a column.
    ///
    /// @param column its index
    /// @return the name
    public String name(int column) {
        return description.names()[column];
    }

    /// The type of a column.
    ///
    /// @param column its index
    /// @return the type
    public PgTypeInfo type(int column) {
        return types[column];
    }

    TypeCodec<?> codec(int column) {
        return codecs[column];
    }

    int shape(int column) {
        return shapes[column];
    }

    List<TypeCodec<?>> codecs() {
        return List.of(codecs);
    }

    List<String> names() {
        return List.of(description.names());
    }

    /// How a record is made of a row.
    ///
    /// @param <R> the type of the record
    /// @param type its class
    /// @return the plan
    /// @throws IllegalArgumentException if it is no record, or a component has no column
    @SuppressWarnings("unchecked") // a plan is kept with its class
    public <R> RecordPlan<R> plan(Class<R> type) {
        Plan known = last;
        if (known == null || known.type != type) {
            RecordMapper mapper = records;
            if (mapper == null) {
                throw new IllegalArgumentException("a result without columns cannot be read as " + type.getName());
            }
            known = new Plan(type, mapper.plan(type, names(), codecs()));
            last = known;
        }
        return (RecordPlan<R>) known.plan;
    }

    /// The columns for the user.
    ///
    /// @return in their order
    public List<Column> list() {
        List<Column> known = list;
        if (known == null) {
            List<Column> made = new ArrayList<>(types.length);
            for (int i = 0; i < types.length; i++) {
                made.add(new Column(
                        name(i),
                        types[i].type(),
                        description.modifiers()[i],
                        description.tableOids()[i],
                        description.attributes()[i]));
            }
            known = List.copyOf(made);
            list = known;
        }
        return known;
    }

    /// Finds a column: among few by comparing, which ends at once for the same object; among many by their hashes.
    ///
    /// @param name of the column
    /// @return its index
    /// @throws IllegalArgumentException if there is none
    int indexOf(String name) {
        String[] names = description.names();
        Map<String, Integer> known = indexes;
        if (known == null && names.length > FEW) {
            known = index(names);
            indexes = known;
        }
        if (known != null) {
            Integer index = known.get(name);
            return index == null ? refuse(name) : index;
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return refuse(name);
    }

    private static Map<String, Integer> index(String[] names) {
        Map<String, Integer> indexes = HashMap.newHashMap(names.length);
        for (int i = 0; i < names.length; i++) {
            indexes.putIfAbsent(names[i], i);
        }
        return indexes;
    }

    private int refuse(String name) {
        throw new IllegalArgumentException("there is no column \"" + name + "\" among " + names());
    }
}
