package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.internal.wire.OutBuffer;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// How the values of one PostgreSQL type are written and read.
///
/// Text is accepted for every type and sent in the text format, as a literal would be; all else goes in the type's
/// own format. Which format that is depends on the value, so [#format(Object)] is asked for each argument.
///
/// Any thread, but for codecs that a program gives: they are for the thread of the loop. A codec that is made for a
/// type of one database lives as long as the [TypeCatalog] that has it.
///
/// @param <T> the default class of the values
public abstract class TypeCodec<T> implements Decoder<@Nullable T> {
    /// The shape of all types that have no other.
    public static final int OTHER = 0;

    /// The shape of `bool`: one byte.
    public static final int BOOL = 1;

    /// The shape of `int2`.
    public static final int INT2 = 2;

    /// The shape of `int4`.
    public static final int INT4 = 3;

    /// The shape of `int8`.
    public static final int INT8 = 4;

    /// The shape of `float4`.
    public static final int FLOAT4 = 5;

    /// The shape of `float8`.
    public static final int FLOAT8 = 6;

    /// The shape of types whose bytes are their text.
    public static final int TEXT = 7;

    /// The shape of `bytea`.
    public static final int BYTES = 8;

    private final Class<T> javaType;
    private final int shape;
    private @Nullable Conversion last; // a race between loops costs a conversion, no more

    private record Conversion(Class<?> wanted, Decoder<?> decoder) {}

    /// Makes a codec.
    ///
    /// @param javaType the default class of the values
    protected TypeCodec(Class<T> javaType) {
        this(javaType, OTHER);
    }

    /// Makes a codec of one of the commonest types, which takes the class as what the type itself is.
    ///
    /// @param javaType the default class of the values
    /// @param shape what the bytes look like
    protected TypeCodec(Class<T> javaType, int shape) {
        this.javaType = javaType;
        this.shape = shape;
    }

    /// The class of what [#decode(byte\[\], int, int)] returns.
    ///
    /// @return the default class of the type
    public final Class<T> javaType() {
        return javaType;
    }

    /// What the bytes of the binary format look like, so that the commonest types can be read and written without a
    /// call of their codec.
    ///
    /// @return one of the constants
    public final int shape() {
        return shape;
    }

    /// The format in which the values come, and go unless they are text.
    ///
    /// @return binary, but for types that have no binary form
    public Format format() {
        return Format.BINARY;
    }

    /// Whether a value itself names the types of its parts, as a `record` does. Only the server sees whether all of
    /// these have a binary form.
    ///
    /// @return whether it is so for the type, or for something inside of it
    public boolean isOpen() {
        return false;
    }

    /// The codec of the same type for values that come as text, if the type is open.
    ///
    /// @return for text; this one for a type that is not open
    public TypeCodec<?> inText() {
        return isOpen() ? new OpaqueCodec() : this;
    }

    /// The codec of the same type for values that come in a given format.
    ///
    /// @param format of the values
    /// @return this one if it is its own format
    public final TypeCodec<?> in(Format format) {
        if (format == format()) {
            return this;
        }
        return format == Format.TEXT ? new OpaqueCodec() : new UnreadableCodec();
    }

    /// The format in which [#encode] writes a value.
    ///
    /// @param value an argument
    /// @return text for text
    public final Format format(Object value) {
        return isLiteral(value) ? Format.TEXT : format();
    }

    /// Writes an argument in its format, without its length.
    ///
    /// @param value not null
    /// @param out takes the bytes
    /// @throws IllegalArgumentException if the type does not take the value; some bytes may have been put
    public final void encode(Object value, OutBuffer out) {
        if (isLiteral(value)) {
            out.putUtf8((CharSequence) value);
        } else {
            write(value, out);
        }
    }

    /// Whether an argument is text that the server is to read as a literal.
    ///
    /// @param value an argument
    /// @return whether it is; if so it is a [CharSequence]
    protected boolean isLiteral(Object value) {
        return value instanceof CharSequence;
    }

    /// Writes a value in the type's format, without its length: as an argument, or inside of another value.
    ///
    /// @param value not null
    /// @param out takes the bytes
    /// @throws IllegalArgumentException if the type does not take the value; some bytes may have been put
    public abstract void write(Object value, OutBuffer out);

    /// Whether a collection or an array is one value of this type, and not a dimension of an array of such values.
    ///
    /// @param value a collection or an array
    /// @return whether it is
    protected boolean isValue(Object value) {
        return false;
    }

    /// Plans the conversion to a class.
    ///
    /// @param wanted a class, or the type of a record's component with its parameters
    /// @return decodes to instances of that class
    /// @throws IllegalArgumentException if values of this type cannot be read as that
    public Decoder<?> decoder(Type wanted) {
        Class<?> raw = Classes.raw(wanted);
        if (raw.isAssignableFrom(javaType)) {
            return this;
        }
        throw Misfit.wanted(wanted, "it is read as " + javaType.getTypeName());
    }

    /// Decodes a value to an instance of a class.
    ///
    /// @param block where its bytes are, among others
    /// @param offset the first one
    /// @param length how many
    /// @param wanted the class; for a primitive one, its box is returned
    /// @return the object
    /// @throws IllegalArgumentException if values of this type cannot be read as that
    public final @Nullable Object decode(byte[] block, int offset, int length, Class<?> wanted) {
        Conversion known = last;
        if (known == null || known.wanted != wanted) {
            known = new Conversion(wanted, decoder(wanted));
            last = known;
        }
        return known.decoder.decode(block, offset, length);
    }

    /// Decodes a truth value.
    ///
    /// @param block where its bytes are, among others
    /// @param offset the first one
    /// @param length how many
    /// @return the value
    public boolean decodeBoolean(byte[] block, int offset, int length) {
        return (Boolean) Classes.present(decode(block, offset, length, Boolean.class));
    }

    /// Decodes an integral number of 16 bits.
    ///
    /// @param block where its bytes are, among others
    /// @param offset the first one
    /// @param length how many
    /// @return the value
    public short decodeShort(byte[] block, int offset, int length) {
        return (Short) Classes.present(decode(block, offset, length, Short.class));
    }

    /// Decodes an integral number of 32 bits.
    ///
    /// @param block where its bytes are, among others
    /// @param offset the first one
    /// @param length how many
    /// @return the value
    public int decodeInt(byte[] block, int offset, int length) {
        return (Integer) Classes.present(decode(block, offset, length, Integer.class));
    }

    /// Decodes an integral number of 64 bits.
    ///
    /// @param block where its bytes are, among others
    /// @param offset the first one
    /// @param length how many
    /// @return the value
    public long decodeLong(byte[] block, int offset, int length) {
        return (Long) Classes.present(decode(block, offset, length, Long.class));
    }

    /// Decodes a floating-point number of 32 bits.
    ///
    /// @param block where its bytes are, among others
    /// @param offset the first one
    /// @param length how many
    /// @return the value
    public float decodeFloat(byte[] block, int offset, int length) {
        return (Float) Classes.present(decode(block, offset, length, Float.class));
    }

    /// Decodes a floating-point number of 64 bits.
    ///
    /// @param block where its bytes are, among others
    /// @param offset the first one
    /// @param length how many
    /// @return the value
    public double decodeDouble(byte[] block, int offset, int length) {
        return (Double) Classes.present(decode(block, offset, length, Double.class));
    }
}
