package io.juvloop.postgres.internal.wire;

import io.juvloop.postgres.ProtocolViolation;

/// What CopyInResponse and CopyOutResponse say: the format of the data, and once more for each column.
///
/// Any thread. It keeps nothing.
public final class CopyResponse {
    private static final int TEXT = 0;
    private static final int BINARY = 1;

    private CopyResponse() {}

    /// Reads the body of either message.
    ///
    /// @param frame at its front
    /// @return whether the format is binary
    /// @throws ProtocolViolation for a format that is not known, a binary column in text, or a wrong count
    public static boolean isBinary(Frame frame) {
        int format = frame.getByte();
        requireFormat(format);
        for (int left = frame.getCount(Short.BYTES); left > 0; left--) {
            int ofColumn = frame.getShort();
            requireFormat(ofColumn);
            if (ofColumn > format) {
                throw new ProtocolViolation("the server has announced a COPY in text with a binary column");
            }
        }
        frame.requireEnd();
        return format == BINARY;
    }

    private static void requireFormat(int format) {
        if (format != TEXT && format != BINARY) {
            throw new ProtocolViolation("the server has announced a COPY of the unknown format " + format);
        }
    }
}
