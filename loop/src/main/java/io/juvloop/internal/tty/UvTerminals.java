package io.juvloop.internal.tty;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTty;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.net.AttachProtocol;
import io.juvloop.internal.stream.TransportMaker;
import io.juvloop.terminal.HandleKind;
import io.juvloop.terminal.Terminals;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The terminals of the loop on libuv.
///
/// Thread rule and lifetime: see [Terminals].
public final class UvTerminals implements Terminals {
    private final LoopCore core;
    private final WindowWatch windows;

    /// @param windows the watch for resized windows
    public UvTerminals(LoopCore core, WindowWatch windows) {
        this.core = core;
        this.windows = windows;
    }

    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> connect(Supplier<P> factory, int descriptor) {
        core.checkUsable();
        Arguments.requireFactory(factory);
        HandleKind kind = guessHandle(descriptor);
        if (kind != HandleKind.TERMINAL) {
            throw new IllegalArgumentException("descriptor " + descriptor + " is not a terminal but " + kind);
        }
        UvTty[] opened = new UvTty[1];
        TransportMaker transports = (stream, protocol, siblings) ->
                new TerminalTransport(core, windows, opened[0], stream, protocol, descriptor);
        return new AttachProtocol<>(core, transports, factory, ConnectOptions.DEFAULT, () -> {
                    opened[0] = open(descriptor);
                    return bytes(opened[0], descriptor);
                })
                .start();
    }

    private UvTty open(int descriptor) {
        try {
            return new UvTty(core.uv(), descriptor, new StreamEvents() {});
        } catch (UvFailure failure) {
            throw unusable(descriptor, failure);
        }
    }

    private static UvStream bytes(UvTty opened, int descriptor) {
        try {
            return opened.bytes();
        } catch (UvFailure failure) {
            opened.close();
            throw unusable(descriptor, failure);
        } catch (Throwable thrown) {
            opened.close();
            throw thrown;
        }
    }

    private static IllegalArgumentException unusable(int descriptor, UvFailure failure) {
        return new IllegalArgumentException(
                "terminal " + descriptor + " cannot be used", UvErrorMapping.toException(failure, null));
    }

    @Override
    public HandleKind guessHandle(int descriptor) {
        core.checkUsable();
        return switch (UvTty.guess(descriptor)) {
            case UvTty.GUESS_PIPE -> HandleKind.PIPE;
            case UvTty.GUESS_TCP -> HandleKind.TCP;
            case UvTty.GUESS_TTY -> HandleKind.TERMINAL;
            case UvTty.GUESS_UDP -> HandleKind.UDP;
            case UvTty.GUESS_FILE -> HandleKind.FILE;
            default -> HandleKind.UNKNOWN;
        };
    }
}
