package io.juvloop.benchmarks.query;

import java.util.List;
import java.util.stream.IntStream;

/// The records that the lines about writing write: seven values each, the same on every run.
///
/// Any thread. Immutable.
public final class Records {
    /// The names of the columns.
    public static final List<String> COLUMNS = List.of("id", "code", "size", "ratio", "active", "name", "note");

    /// What a table of these columns adds up for each row, as [#sum] does.
    public static final String SUM =
            "id + code + size + (ratio * 2)::int8 + active::int4 + length(name) + length(note)";

    private static final int CODES = 1000;
    private static final int SIZES = 100;

    private Records() {}

    /// One record.
    ///
    /// @param id a number of its own
    /// @param code a number
    /// @param size a small number
    /// @param ratio half the id
    /// @param active whether the id is even
    /// @param name a short text
    /// @param note a longer text
    public record Entry(long id, int code, short size, double ratio, boolean active, String name, String note) {
        static Entry of(int number) {
            return new Entry(
                    number,
                    number % CODES,
                    (short) (number % SIZES),
                    number / 2.0,
                    number % 2 == 0,
                    "name_" + number,
                    "a note about the record of number " + number);
        }

        Object[] values() {
            return new Object[] {id, code, size, ratio, active, name, note};
        }

        long sum() {
            return id + code + size + (long) (ratio * 2) + (active ? 1 : 0) + name.length() + note.length();
        }
    }

    /// Returns the first records.
    public static List<Entry> entries(int count) {
        return IntStream.range(0, count).mapToObj(Entry::of).toList();
    }

    /// Returns the values of the first records.
    static List<Object[]> values(int count) {
        return entries(count).stream().map(Entry::values).toList();
    }

    /// Returns the sum over the first records.
    public static long sum(int count) {
        return entries(count).stream().mapToLong(Entry::sum).sum();
    }
}
