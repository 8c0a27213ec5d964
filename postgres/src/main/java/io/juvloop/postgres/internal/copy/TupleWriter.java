package io.juvloop.postgres.internal.copy;

import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.internal.row.Columns;
import io.juvloop.postgres.internal.type.FieldWriter;
import io.juvloop.postgres.internal.type.TypeCodec;
import io.juvloop.postgres.internal.wire.OutBuffer;

/// Writes records in the binary format of COPY: a header, a tuple a record, a trailer.
///
/// A record that cannot be written leaves nothing behind, and the exception names the record and the column.
///
/// Loop thread only. One a COPY. See
/// [COPY](https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4).
public final class TupleWriter {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final int TRAILER = -1;
    private static final int NULL = -1;

    private final Columns columns;
    private final TypeCodec<?>[] codecs;

    /// Makes a writer.
    ///
    /// @param columns that are filled
    /// @throws IllegalArgumentException if a column is of a type that has no binary form here
    public TupleWriter(Columns columns) {
        this.columns = columns;
        codecs = new TypeCodec<?>[columns.size()];
        for (int i = 0; i < codecs.length; i++) {
            codecs[i] = columns.type(i).codec();
            if (codecs[i].format() != Format.BINARY) {
                throw new IllegalArgumentException("the column " + columns.name(i) + " cannot be copied, because its"
                        + " type " + columns.type(i).name() + " has no binary form here; use executeMany");
            }
        }
    }

    /// Puts the header.
    ///
    /// @param out where to
    public static void header(OutBuffer out) {
        out.putBytes(SIGNATURE);
        out.putInt(NO_FLAGS);
        out.putInt(NO_EXTENSION);
    }

    /// Puts the trailer.
    ///
    /// @param out where to
    public static void trailer(OutBuffer out) {
        out.putShort(TRAILER);
    }

    /// Puts a tuple.
    ///
    /// @param values of the record
    /// @param size how many values it has
    /// @param record its index, for the message
    /// @param out where to
    /// @throws ArgumentException if a value does not fit
    /// @throws IllegalArgumentException if it has another number of values
    public void tuple(RecordValues values, int size, long record, OutBuffer out) {
        if (size != codecs.length) {
            throw new IllegalArgumentException(
                    "record " + record + " has " + size + " values for " + codecs.length + " columns");
        }
        int mark = out.position();
        out.putShort(size);
        for (int column = 0; column < size; column++) {
            Object value = values.get(column);
            if (value == null) {
                out.putInt(NULL);
            } else {
                value(value, column, record, mark, out);
            }
        }
    }

    private void value(Object value, int column, long record, int mark, OutBuffer out) {
        try {
            FieldWriter.write(codecs[column], value, out);
        } catch (RuntimeException misfit) {
            out.truncate(mark);
            throw misfit(value, column, record, misfit);
        }
    }

    private ArgumentException misfit(Object value, int column, long record, RuntimeException why) {
        String place = "record " + record + ", column " + columns.name(column);
        return new ArgumentException(place, value, columns.type(column).name(), why);
    }
}
