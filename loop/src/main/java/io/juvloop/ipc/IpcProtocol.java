package io.juvloop.ipc;

import io.juvloop.StreamProtocol;

/// A protocol that receives handles from another process, and is a [io.juvloop.Protocol] or a
/// [io.juvloop.BufferedProtocol] as well. Handles sent to any other protocol are closed.
///
/// Called on the loop's thread. See [io.juvloop.BaseProtocol] for what an exception does.
public interface IpcProtocol extends StreamProtocol {
    /// Called when a handle is received. Handles arrive in order, each before the bytes that it was sent with
    /// and those sent later; bytes sent earlier may arrive after it if one read delivers both. A protocol
    /// therefore best queues handles, and takes one when its messages say so.
    /// [io.juvloop.Transport#pauseReading] and [io.juvloop.Transport#setProtocol] in this method affect later
    /// data, not the bytes that this handle was sent with.
    ///
    /// @param handle the handle, to be claimed before the transport's [#connectionLost] returns, which closes
    ///   it
    void handleReceived(ReceivedHandle handle);
}
