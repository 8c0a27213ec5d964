package io.juvloop.internal.stream;

import io.juvloop.Transport;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A transport whose write side another part of the loop can hold exclusively for a while. Meanwhile it
/// delivers no data and refuses the user's writes; closing it is possible, and ends the loan.
///
/// Loop thread only.
public interface ExclusiveWriter extends Transport {
    /// The part that holds the write side.
    interface Borrower {
        /// All earlier writes have been sent.
        void drained();

        /// The connection is lost; the protocol has been notified.
        ///
        /// @param cause why, or null if it was closed
        void lost(@Nullable Throwable cause);
    }

    /// Lends the write side.
    ///
    /// @throws IllegalStateException if it is closing, its write side has ended, or it is lent already
    void lend(Borrower borrower);

    /// Returns the write side.
    void giveBack(Borrower borrower);

    /// Whether all earlier writes have been sent.
    boolean isDrained();

    /// Writes for the borrower, behind all earlier writes.
    void writeLent(ByteBuffer data);

    /// Whether [io.juvloop.BaseProtocol#pauseWriting] was the last call of flow control.
    boolean isWritingPaused();

    /// Refuses a transport on which a layer cannot be put.
    ///
    /// @throws IllegalArgumentException if bytes go one way only
    /// @throws IllegalStateException if it is closing, its write side has ended, or it is lent
    void requireDuplex();

    /// Whether bytes go to the descriptor as they are written, so that others may write to it.
    default boolean isPlain() {
        return true;
    }

    /// The descriptor, which is valid until the transport is closed.
    long fileno();
}
