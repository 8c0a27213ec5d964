package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.lang.reflect.Type;
import java.util.List;

/// `anyarray`, which a few system views have: each value brings the type of its elements.
///
/// Loop thread only.
@SuppressWarnings("rawtypes") // a class literal has no parameters
final class AnyArrayCodec extends TypeCodec<List> {
    private final TypeCatalog catalog;

    AnyArrayCodec(TypeCatalog catalog) {
        super(List.class);
        this.catalog = catalog;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void write(Object value, OutBuffer out) {
        throw new IllegalArgumentException("the server takes no values of type anyarray: cast the parameter to a type");
    }

    @Override
    public List<?> decode(byte[] block, int offset, int length) {
        return (List<?>) Classes.present(array(block, offset, length).decode(block, offset, length));
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        return (block, offset, length) ->
                array(block, offset, length).decoder(wanted).decode(block, offset, length);
    }

    private ArrayCodec array(byte[] block, int offset, int length) {
        int element = ArrayHeader.read(new ValueReader(block, offset, length)).elementOid();
        TypeCodec<?> codec = catalog.require(element).codec();
        if (codec instanceof AnyArrayCodec) {
            throw Misfit.bytes("an array of anyarray"); // which would nest without end
        }
        return new ArrayCodec(codec, element);
    }
}
