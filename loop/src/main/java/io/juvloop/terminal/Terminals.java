package io.juvloop.terminal;

import io.juvloop.BaseProtocol;
import io.juvloop.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Terminals: keys as they are struck, and how large the window is. Beyond asyncio, which reads terminals as pipes.
///
/// Obtained from [io.juvloop.EventLoop#terminals]. Loop thread only. Lifetime: that of the loop; once it is closed,
/// every method throws [IllegalStateException].
///
/// See [TTY](https://docs.libuv.org/en/v1.x/tty.html).
public interface Terminals {
    /// Makes a transport of a terminal: in both directions if it is open for both. `transport.extraInfo(`
    /// [io.juvloop.ExtraInfo#TERMINAL]`)` sets its mode and knows its size. It has no end of writing of its own, so
    /// that [io.juvloop.Transport#writeEof] throws [UnsupportedOperationException].
    ///
    /// The descriptor stays the caller's, and its state is not touched: the terminal is opened anew. What
    /// [System#in] has read already is gone, so read one terminal in one way only.
    ///
    /// @param <P> the type of the protocol
    /// @param factory called once, on the loop's thread
    /// @param descriptor of the terminal: 0 for the standard input, if [#isTerminal] says so
    /// @return the transport and the protocol
    /// @throws IllegalArgumentException if it is no terminal
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connect(Supplier<P> factory, int descriptor);

    /// What kind of handle suits a descriptor.
    ///
    /// @param descriptor its number; any
    /// @return the kind
    HandleKind guessHandle(int descriptor);

    /// Whether a descriptor is a terminal.
    ///
    /// @param descriptor its number; any
    /// @return true if the descriptor refers to a terminal
    default boolean isTerminal(int descriptor) {
        return guessHandle(descriptor) == HandleKind.TERMINAL;
    }
}
