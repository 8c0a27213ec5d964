package io.juvloop.postgres.internal.wire;

import java.util.Arrays;

/// What the server says of the columns of a result, in arrays by column.
///
/// Any thread. Immutable; the arrays are not copied and never to be changed.
public final class RowDescription {
    /// Of what has no columns.
    public static final RowDescription NONE = new RowDescription(0);

    private static final int SMALLEST_FIELD = 19; // an empty name

    private final String[] names;
    private final int[] tableOids;
    private final short[] attributes;
    private final int[] typeOids;
    private final int[] modifiers;

    private RowDescription(int count) {
        names = new String[count];
        tableOids = new int[count];
        attributes = new short[count];
        typeOids = new int[count];
        modifiers = new int[count];
    }

    /// Reads the body of RowDescription.
    ///
    /// @param frame at its front
    /// @return the columns
    public static RowDescription parse(Frame frame) {
        int count = frame.getCount(SMALLEST_FIELD);
        RowDescription columns = new RowDescription(count);
        for (int i = 0; i < count; i++) {
            columns.names[i] = frame.getCString();
            columns.tableOids[i] = frame.getInt();
            columns.attributes[i] = frame.getShort();
            columns.typeOids[i] = frame.getInt();
            frame.getShort(); // the size of the type
            columns.modifiers[i] = frame.getInt();
            frame.getShort(); // the format, which is not known yet
        }
        frame.requireEnd();
        return columns;
    }

    /// Reads the body of ParameterDescription.
    ///
    /// @param frame at its front
    /// @return the types
    public static int[] parseParameters(Frame frame) {
        int[] types = new int[frame.getCount(Integer.BYTES)];
        for (int i = 0; i < types.length; i++) {
            types[i] = frame.getInt();
        }
        frame.requireEnd();
        return types;
    }

    /// The names, as the statement gives them.
    ///
    /// @return not a copy
    public String[] names() {
        return names;
    }

    /// The tables they come from.
    ///
    /// @return their numbers or 0, not a copy
    public int[] tableOids() {
        return tableOids;
    }

    /// Their numbers in those tables.
    ///
    /// @return from 1, or 0; not a copy
    public short[] attributes() {
        return attributes;
    }

    /// The types of their values.
    ///
    /// @return their numbers, not a copy
    public int[] typeOids() {
        return typeOids;
    }

    /// What the types were declared with.
    ///
    /// @return modifiers or -1, not a copy
    public int[] modifiers() {
        return modifiers;
    }

    /// How many columns.
    ///
    /// @return the number
    public int size() {
        return names.length;
    }

    /// Whether results of both are read in the same way.
    ///
    /// @param other of the same statement, from another time
    /// @return whether names and types are equal
    public boolean isSameAs(RowDescription other) {
        return Arrays.equals(typeOids, other.typeOids)
                && Arrays.equals(names, other.names)
                && Arrays.equals(modifiers, other.modifiers);
    }
}
