package io.juvloop.postgres.internal.wire;

import java.util.Arrays;

/// What the server says of the columns of a result, in arrays by column.
///
/// Any thread. Immutable; the arrays are not copied and never to be changed.
///
/// @param names as the statement gives them
/// @param tableOids the tables they come from, or 0
/// @param attributes their numbers there, or 0
/// @param typeOids of their values
/// @param modifiers of their types, or -1
public record RowDescription(String[] names, int[] tableOids, short[] attributes, int[] typeOids, int[] modifiers) {
    /// Of what has no columns.
    public static final RowDescription NONE =
            new RowDescription(new String[0], new int[0], new short[0], new int[0], new int[0]);

    private static final int SMALLEST_FIELD = 19; // an empty name

    /// Reads the body of RowDescription.
    ///
    /// @param frame at its front
    /// @return the columns
    public static RowDescription parse(Frame frame) {
        int count = frame.getCount(SMALLEST_FIELD);
        RowDescription columns = new RowDescription(
                new String[count], new int[count], new short[count], new int[count], new int[count]);
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
