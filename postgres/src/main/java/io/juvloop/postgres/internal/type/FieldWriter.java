package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;

/// Writes values with their lengths in front, as arguments, tuples of COPY and elements of arrays have them.
///
/// The values that are commonest, in the class of the type's own size, are written here by the shape of their type:
/// one after the other they are of many types, so a call of their codecs would be a jump that the compiler can neither
/// see through nor inline. All others are written by their codec, behind a length that is set afterwards.
///
/// Any thread that owns the buffer. It keeps nothing.
public final class FieldWriter {
    private FieldWriter() {}

    /// Writes a value in the format of its type, and its length.
    ///
    /// @param codec of the type
    /// @param value not null
    /// @param out takes the bytes
    /// @throws IllegalArgumentException if the type does not take the value; some bytes may have been put
    public static void write(TypeCodec<?> codec, Object value, OutBuffer out) {
        if (!writeCommon(codec.shape(), value, out)) {
            int length = out.position();
            out.putInt(0);
            codec.write(value, out);
            out.setLength(length);
        }
    }

    /// Whether [#writeCommon] writes a value. Then its format is binary.
    ///
    /// @param shape of the codec
    /// @param value not null
    /// @return false for what its codec writes
    public static boolean isCommon(int shape, Object value) {
        return switch (shape) {
            case TypeCodec.BOOL -> value instanceof Boolean;
            case TypeCodec.INT2 -> value instanceof Short;
            case TypeCodec.INT4 -> value instanceof Integer;
            case TypeCodec.INT8 -> value instanceof Long;
            case TypeCodec.FLOAT4 -> value instanceof Float;
            case TypeCodec.FLOAT8 -> value instanceof Double;
            case TypeCodec.TEXT -> value instanceof String;
            default -> false;
        };
    }

    /// Writes a value and its length if it is one of the commonest.
    ///
    /// @param shape of the codec
    /// @param value not null
    /// @param out takes the bytes; nothing is put for another value
    /// @return false for what its codec writes
    /// @throws IllegalArgumentException for text that cannot be sent; some bytes may have been put
    public static boolean writeCommon(int shape, Object value, OutBuffer out) {
        switch (shape) {
            case TypeCodec.BOOL -> {
                if (value instanceof Boolean truth) {
                    out.putSizedByte(truth ? 1 : 0);
                    return true;
                }
            }
            case TypeCodec.INT2 -> {
                if (value instanceof Short number) {
                    out.putSizedShort(number);
                    return true;
                }
            }
            case TypeCodec.INT4 -> {
                if (value instanceof Integer number) {
                    out.putSizedInt(number);
                    return true;
                }
            }
            case TypeCodec.INT8 -> {
                if (value instanceof Long number) {
                    out.putSizedLong(number);
                    return true;
                }
            }
            case TypeCodec.FLOAT4 -> {
                if (value instanceof Float number) {
                    out.putSizedInt(Float.floatToRawIntBits(number));
                    return true;
                }
            }
            case TypeCodec.FLOAT8 -> {
                if (value instanceof Double number) {
                    out.putSizedLong(Double.doubleToRawLongBits(number));
                    return true;
                }
            }
            case TypeCodec.TEXT -> {
                if (value instanceof String text) {
                    out.putSizedUtf8(text);
                    return true;
                }
            }
            default -> {} // by its codec
        }
        return false;
    }
}
