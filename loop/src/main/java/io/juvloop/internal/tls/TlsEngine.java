package io.juvloop.internal.tls;

import io.juvloop.tls.TlsSession;
import java.lang.foreign.MemorySegment;
import javax.net.ssl.SSLException;

/// One side of TLS on one connection: records in and out, whichever library computes them.
///
/// It is a seam of our own and not the JDK's `SSLEngine`: it takes addresses and lengths and no buffers, it names the
/// next step of the handshake, and it decrypts each record whole.
///
/// Loop thread only, but for the work that [#work] gives. While that runs, no method may be called. Lives as long
/// as its connection, and longer if its work does.
interface TlsEngine {
    /// The next step of the handshake, or of TLS itself.
    enum Next {
        /// A record of the peer's.
        RECEIVE,
        /// A record for the peer: [TlsEngine#encrypt].
        SEND,
        /// Work that takes long, on another thread: [TlsEngine#work].
        WORK,
        /// Nothing.
        NOTHING
    }

    /// Begins the handshake.
    void begin() throws SSLException;

    Next next();

    /// Whether data can be sent and received.
    boolean isEstablished();

    /// Whether the peer has ended its side of TLS.
    boolean isInboundDone();

    /// What takes long, to be run on another thread.
    Runnable work();

    /// The work has been done.
    void worked();

    /// Decrypts one record.
    ///
    /// @param record its address
    /// @param length of it, header included
    /// @param target where its data go
    /// @param room there, as much as the record is long at least
    /// @return how many bytes of data it had
    /// @throws SSLException if it is not the peer's; then [#encrypt] of nothing makes an alert for the peer
    int decrypt(long record, int length, long target, int room) throws SSLException;

    /// Makes one record: of data, unless TLS has a record of its own to send before.
    ///
    /// @param source of the data
    /// @param offset of the first byte in it
    /// @param length of the data; 0 for a record of TLS itself
    /// @param target where the record goes
    /// @param room there, [#recordSize] at least
    /// @return how many bytes the record has; [#consumed] of the data are in it
    /// @throws SSLException if the handshake has failed
    int encrypt(MemorySegment source, long offset, int length, long target, int room) throws SSLException;

    /// How many bytes of data the last record took.
    int consumed();

    /// How large a record may be.
    int recordSize();

    /// From now on nothing is sent but the end of this side.
    void closeOutbound();

    /// Whether the end of this side has been made into a record.
    boolean isOutboundDone();

    /// What was agreed on.
    TlsSession session();
}
