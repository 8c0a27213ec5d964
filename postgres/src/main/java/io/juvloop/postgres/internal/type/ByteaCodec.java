package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// `bytea`: a copy as an array, or the block itself as a read-only buffer or segment.
///
/// An array or buffer that is sent must not change until the call has ended; a native segment is copied, as its
/// arena may end earlier. Any thread.
final class ByteaCodec extends TypeCodec<byte[]> {
    ByteaCodec() {
        super(byte[].class, BYTES);
    }

    @Override
    protected boolean isValue(Object value) {
        return value instanceof byte[];
    }

    @Override
    public void write(Object value, OutBuffer out) {
        switch (value) {
            case byte[] array -> out.putBytes(array);
            case ByteBuffer buffer -> out.putBuffer(buffer);
            case MemorySegment segment -> out.putBytes(segment.toArray(ValueLayout.JAVA_BYTE));
            default -> throw Misfit.argument(value, "byte[], ByteBuffer, MemorySegment");
        }
    }

    @Override
    public byte[] decode(byte[] block, int offset, int length) {
        return Arrays.copyOfRange(block, offset, offset + length);
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.raw(wanted);
        if (raw == ByteBuffer.class) {
            return (block, offset, length) ->
                    ByteBuffer.wrap(block, offset, length).slice().asReadOnlyBuffer();
        } else if (raw == MemorySegment.class) {
            return (block, offset, length) ->
                    MemorySegment.ofArray(block).asSlice(offset, length).asReadOnly();
        }
        return super.decoder(wanted);
    }
}
