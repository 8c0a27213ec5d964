package io.juvloop.internal.options;

import io.juvloop.ConnectOptions;
import io.juvloop.RunnerOptions;
import io.juvloop.SendfileOptions;
import io.juvloop.ServerOptions;
import io.juvloop.TaskOptions;
import io.juvloop.bindings.LibUv;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.dns.AddressOptions;
import io.juvloop.files.OpenOptions;
import io.juvloop.files.WatchOptions;
import io.juvloop.streams.StreamOptions;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsOptions;
import java.util.List;

/// Initialises the classes of options before the first loop is made, while there is memory and stack.
///
/// A program meets their defaults anywhere, also deep in a recursion, and a class whose initializer once fails is lost
/// for good. An error comes from here instead, and the next loop tries again.
///
/// Any thread. Once it is done, it costs one read.
public final class OptionClasses {
    private static volatile boolean initialised;

    private OptionClasses() {}

    /// Initialises them, at the first call.
    ///
    /// @throws Error by memory or stack; the next call tries again
    public static void prepare() {
        if (!initialised) {
            LibUv.requireRoom();
            var _ = List.of(
                    AddressOptions.DEFAULT,
                    ConnectOptions.DEFAULT,
                    DatagramOptions.DEFAULT,
                    OpenOptions.READ,
                    RunnerOptions.DEFAULT,
                    SendfileOptions.DEFAULT,
                    ServerOptions.DEFAULT,
                    StartTlsOptions.DEFAULT,
                    StreamOptions.DEFAULT,
                    SubprocessOptions.PIPES,
                    TaskOptions.DEFAULT,
                    TlsOptions.DEFAULT,
                    WatchOptions.DEFAULT);
            initialised = true;
        }
    }
}
