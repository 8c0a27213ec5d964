package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.codec.JsonMapper;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.Utf8;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// `json` and `jsonb`: text, or any class through the mapper of the options.
///
/// In binary `jsonb` has a version before its text. Any thread that the mapper allows.
final class JsonCodec extends TypeCodec<String> {
    private final boolean versioned;
    private final @Nullable JsonMapper mapper;

    JsonCodec(boolean versioned, @Nullable JsonMapper mapper) {
        super(String.class, versioned ? OTHER : TEXT);
        this.versioned = versioned;
        this.mapper = mapper;
    }

    /// Never: the binary form is known, and one format for all parameters makes a shorter message.
    @Override
    protected boolean isLiteral(Object value) {
        return false;
    }

    /// A mapper takes collections and arrays as documents, so an array of documents has one dimension.
    @Override
    protected boolean isValue(Object value) {
        return mapper != null;
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (versioned) {
            out.putByte(VersionedTextCodec.VERSION);
        }
        out.putUtf8(value instanceof CharSequence text ? text : mapped(value));
    }

    private String mapped(Object value) {
        if (mapper == null) {
            throw new IllegalArgumentException("without a JsonMapper in the options it takes CharSequence, and not "
                    + value.getClass().getTypeName());
        }
        try {
            return mapper.write(value);
        } catch (RuntimeException unwritable) {
            throw unwritable;
        } catch (Exception unwritable) {
            throw new IllegalArgumentException("the JsonMapper cannot write it", unwritable);
        }
    }

    @Override
    public String decode(byte[] block, int offset, int length) {
        return versioned ? VersionedTextCodec.text(block, offset, length) : Utf8.decode(block, offset, length);
    }

    @Override
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.raw(wanted);
        if (raw.isAssignableFrom(String.class)) {
            return this;
        }
        JsonMapper present = mapper;
        if (present == null) {
            throw Misfit.wanted(wanted, "without a JsonMapper in the options it is read as String");
        }
        return (block, offset, length) -> read(present, decode(block, offset, length), raw);
    }

    private static @Nullable Object read(JsonMapper mapper, String json, Class<?> type) {
        try {
            return mapper.read(json, type);
        } catch (RuntimeException unreadable) {
            throw unreadable;
        } catch (Exception unreadable) {
            throw new IllegalArgumentException("the JsonMapper cannot read it as " + type.getTypeName(), unreadable);
        }
    }
}
