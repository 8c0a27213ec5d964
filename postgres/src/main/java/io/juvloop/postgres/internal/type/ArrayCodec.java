package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Arrays: by default a list, of lists if there are several dimensions, with null for NULL; or Java arrays.
///
/// Lower bounds are left out when an array is read, and are 1 when it is written. Any thread that the codec of the
/// elements allows.
@SuppressWarnings("rawtypes") // a class literal has no parameters
final class ArrayCodec extends TypeCodec<List> {
    private static final char COMMA = ','; // that of all types that are open

    private final TypeCodec<?> element;
    private final int elementOid;
    private final int lowerBound;

    /// Makes a codec.
    ///
    /// @param element the codec of the elements, in binary
    /// @param elementOid the type of the elements
    ArrayCodec(TypeCodec<?> element, int elementOid) {
        this(element, elementOid, 1);
    }

    /// Makes a codec for `int2vector` and `oidvector`, whose indices must begin at 0.
    ArrayCodec(TypeCodec<?> element, int elementOid, int lowerBound) {
        super(List.class);
        this.element = element;
        this.elementOid = elementOid;
        this.lowerBound = lowerBound;
    }

    @Override
    public boolean isOpen() {
        return element.isOpen();
    }

    @Override
    public TypeCodec<?> inText() {
        return isOpen() ? new TextArrayCodec(element.inText(), COMMA) : this;
    }

    @Override
    public void write(Object value, OutBuffer out) {
        ArrayWriter.write(value, element, elementOid, lowerBound, out);
    }

    @Override
    public List<@Nullable Object> decode(byte[] block, int offset, int length) {
        return list(block, offset, length, 0, ElementReader.of(Object.class, element, element));
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.erased(wanted);
        if (ArrayShape.isList(raw)) {
            ArrayShape shape = ArrayShape.ofList(wanted);
            ElementReader reader = ElementReader.of(Object.class, element, element.decoder(shape.leaf()));
            return (block, offset, length) -> list(block, offset, length, shape.depth(), reader);
        } else if (raw.isArray()) {
            ArrayShape shape = ArrayShape.ofArray(wanted, element.javaType());
            Class<?> leaf = Classes.erased(shape.leaf());
            ElementReader reader = ElementReader.of(leaf, element, element.decoder(shape.leaf()));
            return (block, offset, length) -> array(block, offset, length, shape.depth(), leaf, reader);
        }
        return super.decoder(wanted);
    }

    private List<@Nullable Object> list(byte[] block, int offset, int length, int depth, ElementReader reader) {
        ValueReader in = new ValueReader(block, offset, length);
        ArrayHeader header = ArrayHeader.read(in).requireElements(elementOid);
        if (depth != 0) {
            header.requireDepth(depth);
        }
        List<@Nullable Object> list = header.sizes().length == 0 ? List.of() : list(in, header.sizes(), 0, reader);
        in.requireEnd();
        return list;
    }

    private static List<@Nullable Object> list(ValueReader in, int[] sizes, int depth, ElementReader reader) {
        @Nullable Object[] elements;
        if (depth == sizes.length - 1) {
            elements = (Object[]) reader.read(in, sizes[depth]);
        } else {
            elements = new Object[sizes[depth]];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = list(in, sizes, depth + 1, reader);
            }
        }
        return Collections.unmodifiableList(Arrays.asList(elements));
    }

    private Object array(byte[] block, int offset, int length, int depth, Class<?> leaf, ElementReader reader) {
        ValueReader in = new ValueReader(block, offset, length);
        ArrayHeader header = ArrayHeader.read(in).requireElements(elementOid);
        header.requireDepth(depth);
        Object array = header.sizes().length == 0
                ? Array.newInstance(leaf, new int[depth])
                : array(in, header.sizes(), 0, leaf, reader);
        in.requireEnd();
        return array;
    }

    private static Object array(ValueReader in, int[] sizes, int depth, Class<?> leaf, ElementReader reader) {
        if (depth == sizes.length - 1) {
            return reader.read(in, sizes[depth]);
        }
        int[] firstOnly = new int[sizes.length - depth - 1];
        Object[] rows =
                (Object[]) Array.newInstance(Array.newInstance(leaf, firstOnly).getClass(), sizes[depth]);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = array(in, sizes, depth + 1, leaf, reader);
        }
        return rows;
    }
}
