package io.juvloop.postgres.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.ProtocolViolation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What CommandComplete says: the command and how many rows.
///
/// The usual commands are recognized by their bytes, so that reading a status makes no text, and the status of one
/// row, which most statements have, no object.
///
/// Any thread. It keeps nothing.
public final class Tags {
    /// The status of an empty statement.
    public static final CommandStatus EMPTY = new CommandStatus("", 0);

    private static final String[] COUNTING = {"SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "FETCH", "COPY", "MOVE"};
    private static final int SELECT = 0;
    private static final byte[][] COUNTING_BYTES = new byte[COUNTING.length][];
    private static final CommandStatus[] OF_ONE_ROW = new CommandStatus[COUNTING.length];
    private static final String INSERT = "INSERT";
    private static final int TEN = 10;
    private static final long LARGEST_TENTH = Long.MAX_VALUE / TEN - 1; // with one more digit it still fits
    private static final Set<String> PLAIN =
            Set.of("SELECT", INSERT, "UPDATE", "DELETE", "MERGE", "FETCH", "MOVE", "COPY", "");

    static {
        for (int i = 0; i < COUNTING.length; i++) {
            COUNTING_BYTES[i] = (COUNTING[i] + " ").getBytes(US_ASCII);
            OF_ONE_ROW[i] = new CommandStatus(COUNTING[i], 1);
        }
    }

    private Tags() {}

    /// Reads the body of CommandComplete.
    ///
    /// @param frame at its front
    /// @return the status
    /// @throws ProtocolViolation if a usual command has no count that fits, or something follows the tag
    public static CommandStatus parse(Frame frame) {
        CommandStatus status = usual(frame);
        if (status == null) {
            status = parse(frame.getCString());
        }
        frame.requireEnd();
        return status;
    }

    /// The status of a query of which the server keeps the rest.
    ///
    /// @param rows how many have come
    /// @return the status
    public static CommandStatus selected(long rows) {
        return status(SELECT, rows);
    }

    private static CommandStatus status(int command, long rows) {
        return rows == 1 ? OF_ONE_ROW[command] : new CommandStatus(COUNTING[command], rows);
    }

    private static @Nullable CommandStatus usual(Frame frame) {
        for (int i = 0; i < COUNTING.length; i++) {
            if (frame.skipIfStartsWith(COUNTING_BYTES[i])) {
                if (COUNTING[i].equals(INSERT)) {
                    number(frame, ' '); // 0, where once was an OID
                }
                return status(i, number(frame, '\0'));
            }
        }
        return null;
    }

    /// Reads the digits up to a byte, and that byte.
    private static long number(Frame frame, char terminator) {
        long number = 0;
        int digits = 0;
        for (byte next = frame.getByte(); next != terminator; next = frame.getByte()) {
            int digit = next - '0';
            if (digit < 0 || digit >= TEN || number > LARGEST_TENTH) {
                throw noCount();
            }
            number = number * TEN + digit;
            digits++;
        }
        if (digits == 0) {
            throw noCount();
        }
        return number;
    }

    private static ProtocolViolation noCount() {
        return new ProtocolViolation("the server has sent the end of a command without a number of rows");
    }

    /// Reads a tag of a command that is not among the usual ones.
    ///
    /// @param tag such as `CREATE TABLE`
    /// @return the status
    private static CommandStatus parse(String tag) {
        int space = tag.lastIndexOf(' ');
        if (space < 0 || space + 1 == tag.length()) {
            return new CommandStatus(tag, 0);
        }
        for (int i = space + 1; i < tag.length(); i++) {
            if (tag.charAt(i) < '0' || tag.charAt(i) > '9') {
                return new CommandStatus(tag, 0);
            }
        }
        try {
            return new CommandStatus(tag.substring(0, space), Long.parseLong(tag.substring(space + 1)));
        } catch (NumberFormatException tooLarge) {
            return new CommandStatus(tag, 0);
        }
    }

    /// Whether a command leaves the session as it was: a query that reads or changes rows, and not one that may
    /// change settings, listen or take a lock.
    ///
    /// @param tag of its status
    /// @return whether it does
    public static boolean isPlain(String tag) {
        return PLAIN.contains(tag);
    }
}
