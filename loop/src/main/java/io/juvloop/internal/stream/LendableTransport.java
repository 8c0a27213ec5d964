package io.juvloop.internal.stream;

import io.juvloop.Transport;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A transport whose write side something of the loop's can have to itself for a while. Meanwhile it delivers
/// nothing and refuses the user's writes; closing it works, and ends the loan.
///
/// Loop thread only.
public interface LendableTransport extends Transport {
    /// Who has it.
    interface Borrower {
        /// All that was written has gone out.
        void drained();

        /// The connection is lost; the protocol has been told.
        ///
        /// @param cause why, or null if it was closed
        void lost(@Nullable Throwable cause);
    }

    /// Hands it to a borrower.
    ///
    /// @throws IllegalStateException if it is closing, its write side has ended, or another has it
    void lend(Borrower borrower);

    /// Undoes [#lend].
    void giveBack(Borrower borrower);

    /// Whether all that was written has gone out.
    boolean isDrained();

    /// Writes for the borrower, behind what was written before.
    void writeLent(ByteBuffer data);

    /// The number of its descriptor, as long as it is not closed.
    long fileno();
}
