package io.juvloop.ipc;

import io.juvloop.StreamProtocol;

/// A protocol that takes what another process passes to it, besides being a [io.juvloop.Protocol] or a
/// [io.juvloop.BufferedProtocol]. To one that is not, what comes is closed.
///
/// Called on the loop's thread. See [io.juvloop.BaseProtocol] for what an exception does.
public interface IpcProtocol extends StreamProtocol {
    /// A handle came. Handles come in their order, each before the bytes that it was sent with and those sent
    /// later; bytes sent earlier may come after it if they came in one read. So a protocol best keeps handles
    /// in a queue, and takes one when its messages say so. [io.juvloop.Transport#pauseReading] and
    /// [io.juvloop.Transport#setProtocol] in here concern what comes later, not the bytes that this handle came
    /// with.
    ///
    /// @param handle to be claimed before the transport's [#connectionLost] returns, which closes it
    void handleReceived(ReceivedHandle handle);
}
