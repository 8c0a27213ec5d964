package io.juvloop;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Terminals: a chapter of [EventLoop], which has all of them.
///
/// Reading keys as they are struck, and knowing how large the window is. Beyond asyncio, which reads terminals as
/// pipes.
///
/// Loop thread only, except where a method says otherwise. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [TTY](https://docs.libuv.org/en/v1.x/tty.html).
public interface LoopTerminals {
    /// Makes a transport of a terminal: in both directions if it is open for both. `transport.extraInfo(`
    /// [ExtraInfo#TERMINAL]`)` sets its mode and knows its size. It has no end of writing of its own, so that
    /// [Transport#writeEof] throws [UnsupportedOperationException].
    ///
    /// The descriptor stays the caller's, and its state is not touched: the terminal is opened anew. What
    /// [System#in] has read already is gone, so read one terminal in one way only.
    ///
    /// @param <P> the type of the protocol
    /// @param factory called once, on the loop's thread
    /// @param descriptor of the terminal: 0 for the standard input, if [#isTerminal] says so
    /// @return the transport and the protocol
    /// @throws IllegalArgumentException if it is no terminal
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connectTerminal(Supplier<P> factory, int descriptor);

    /// What kind of handle suits a descriptor.
    ///
    /// @param descriptor its number; any
    /// @return the kind
    HandleKind guessHandle(int descriptor);

    /// Whether a descriptor is a terminal.
    ///
    /// @param descriptor its number; any
    /// @return true if people are behind it
    default boolean isTerminal(int descriptor) {
        return guessHandle(descriptor) == HandleKind.TERMINAL;
    }

    /// Whether the console of Windows acts on escape sequences itself.
    ///
    /// @return true if it does; false if libuv acts on them in its place
    /// @throws UnsupportedOperationException on other systems, where terminals always do
    boolean isVtermSupported();

    /// Says whether the console of Windows acts on escape sequences itself, before the first terminal is written
    /// to. On other systems it changes nothing.
    ///
    /// @param supported whether it does
    void setVtermSupported(boolean supported);
}
