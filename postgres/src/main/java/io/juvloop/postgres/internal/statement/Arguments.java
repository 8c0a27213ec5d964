package io.juvloop.postgres.internal.statement;

import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.internal.type.FieldWriter;
import io.juvloop.postgres.internal.type.PgTypeInfo;
import io.juvloop.postgres.internal.type.TypeCodec;
import io.juvloop.postgres.internal.wire.OutBuffer;
import org.jspecify.annotations.Nullable;

/// Puts arguments into a Bind, each in the format that its value needs.
///
/// Loop thread only. It keeps nothing.
public final class Arguments {
    /// As many as the protocol can count.
    public static final int MOST = 65_535;

    private Arguments() {}

    /// Refuses more arguments than the protocol can count.
    ///
    /// @param args of one statement
    /// @throws IllegalArgumentException if they are too many
    public static void requireCountable(@Nullable Object[] args) {
        if (args.length > MOST) {
            throw new IllegalArgumentException(
                    "a statement has " + MOST + " arguments at the most, not " + args.length);
        }
    }

    /// Puts the formats and values of a Bind. If it throws, the buffer is to be taken back to where it was.
    ///
    /// @param out where to
    /// @param types of the parameters
    /// @param args their values
    /// @throws ArgumentException if one does not fit its type
    /// @throws IllegalArgumentException if they are too few or too many
    public static void encode(OutBuffer out, PgTypeInfo[] types, @Nullable Object[] args) {
        if (args.length != types.length) {
            throw new IllegalArgumentException("the statement has " + types.length + " parameters, and " + args.length
                    + (args.length == 1 ? " argument was given" : " arguments were given"));
        }
        encodeFormats(out, types, args);
        out.putShort(args.length);
        for (int i = 0; i < args.length; i++) {
            encodeValue(out, types[i], args[i], i);
        }
    }

    private static void encodeFormats(OutBuffer out, PgTypeInfo[] types, @Nullable Object[] args) {
        if (args.length == 0) {
            out.putShort(0);
            return;
        }
        int first = format(types[0], args[0]);
        for (int i = 1; i < args.length; i++) {
            if (format(types[i], args[i]) != first) {
                out.putShort(args.length);
                for (int j = 0; j < args.length; j++) {
                    out.putShort(format(types[j], args[j]));
                }
                return;
            }
        }
        out.putShort(1);
        out.putShort(first);
    }

    private static int format(PgTypeInfo type, @Nullable Object value) {
        TypeCodec<?> codec = type.codec();
        boolean isBinary =
                value == null || FieldWriter.isCommon(codec.shape(), value) || codec.format(value) == Format.BINARY;
        return isBinary ? 1 : 0;
    }

    private static void encodeValue(OutBuffer out, PgTypeInfo type, @Nullable Object value, int index) {
        if (value == null) {
            out.putInt(-1);
            return;
        }
        TypeCodec<?> codec = type.codec();
        try {
            if (!FieldWriter.writeCommon(codec.shape(), value, out)) {
                int mark = out.position();
                out.putInt(0);
                codec.encode(value, out);
                out.setLength(mark);
            }
        } catch (PgException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ArgumentException("$" + (index + 1), value, type.name(), e);
        }
    }
}
