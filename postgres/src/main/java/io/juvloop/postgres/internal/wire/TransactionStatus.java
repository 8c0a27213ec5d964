package io.juvloop.postgres.internal.wire;

import io.juvloop.postgres.ProtocolViolation;

/// What ReadyForQuery says: whether a transaction is open, and whether it has failed.
///
/// Any thread. It keeps nothing.
public final class TransactionStatus {
    /// No transaction is open.
    public static final byte IDLE = 'I';

    private static final byte OPEN = 'T';
    private static final byte FAILED = 'E';

    private TransactionStatus() {}

    /// Reads the body of ReadyForQuery.
    ///
    /// @param frame at its front
    /// @return `I` outside a transaction, `T` inside of one, `E` inside of one that has failed
    /// @throws ProtocolViolation for anything else
    public static byte parse(Frame frame) {
        byte status = frame.getByte();
        frame.requireEnd();
        if (status != IDLE && status != OPEN && status != FAILED) {
            throw new ProtocolViolation(
                    "the server is ready with the unknown status of a transaction " + MessageTypes.name(status));
        }
        return status;
    }
}
