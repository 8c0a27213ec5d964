package io.juvloop.terminal;

import io.juvloop.BaseProtocol;
import io.juvloop.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Opens terminals, with input modes and window sizes. Beyond asyncio, which reads terminals as pipes.
///
/// Obtained from [io.juvloop.EventLoop#terminals]. Loop thread only. Lifetime: that of the loop; once it is closed,
/// every method throws [IllegalStateException].
///
/// See [TTY](https://docs.libuv.org/en/v1.x/tty.html).
public interface Terminals {
    /// Opens a transport on a terminal, in both directions if the descriptor is open for both.
    /// `transport.extraInfo(` [io.juvloop.ExtraInfo#TERMINAL]`)` sets its mode and reads its size. Its write
    /// side cannot be closed separately, so [io.juvloop.Transport#writeEof] throws
    /// [UnsupportedOperationException].
    ///
    /// The descriptor stays the caller's, and its state is not changed: the terminal is reopened. Input that
    /// [System#in] has already read is lost, so read one terminal in one way only.
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol; called once, on the loop's thread
    /// @param descriptor a descriptor of the terminal: 0 for the standard input, if [#isTerminal] returns true
    ///   for it
    /// @return the transport and protocol
    /// @throws IllegalArgumentException if it is no terminal
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connect(Supplier<P> factory, int descriptor);

    /// Determines the kind of handle that suits a descriptor.
    ///
    /// @param descriptor any number
    /// @return the kind
    HandleKind guessHandle(int descriptor);

    /// Whether a descriptor is a terminal.
    ///
    /// @param descriptor any number
    /// @return true if the descriptor refers to a terminal
    default boolean isTerminal(int descriptor) {
        return guessHandle(descriptor) == HandleKind.TERMINAL;
    }
}
