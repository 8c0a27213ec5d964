package io.juvloop.postgres.internal.wire;

import io.juvloop.postgres.ServerDetails;
import org.jspecify.annotations.Nullable;

/// Reads the fields of ErrorResponse and NoticeResponse.
///
/// Any thread. It keeps nothing. See
/// [error fields](https://www.postgresql.org/docs/current/protocol-error-fields.html).
public final class ServerFields {
    private static final int FIELDS = 128;

    private ServerFields() {}

    /// Reads the body of either message. Fields that are not known are left out; those that must be there are
    /// empty if they are not.
    ///
    /// @param frame at its front
    /// @return the fields
    public static ServerDetails parse(Frame frame) {
        @Nullable String[] fields = new @Nullable String[FIELDS];
        for (byte field = frame.getByte(); field != 0; field = frame.getByte()) {
            String value = frame.getCString();
            if (field > 0) {
                fields[field] = value;
            }
        }
        frame.requireEnd();
        String severity = fields['V'] == null ? fields['S'] : fields['V'];
        return new ServerDetails(
                severity == null ? "ERROR" : severity,
                orEmpty(fields['C']),
                orEmpty(fields['M']),
                fields['D'],
                fields['H'],
                number(fields['P']),
                number(fields['p']),
                fields['q'],
                fields['W'],
                fields['s'],
                fields['t'],
                fields['c'],
                fields['d'],
                fields['n'],
                fields['F'],
                number(fields['L']),
                fields['R']);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static int number(@Nullable String value) {
        if (value == null) {
            return 0;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
