package io.juvloop.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/// The only class that reaches into the JDK's channels: it asks one for its descriptor, and lets the JDK close
/// that descriptor for good once nothing watches it any more. Both are what the JDK's own selectors do, behind
/// no public door; `--add-opens` lets us in. Without it [SelectorThread] has the JDK wait instead.
///
/// Any thread. Found once, at the first question; nothing here may be called unless [#areOpen].
final class JdkChannels {
    /// How to let us in, for the log.
    static final String FLAG = "--add-opens java.base/sun.nio.ch="
            + (JdkChannels.class.getModule().isNamed() ? "io.juvloop" : "ALL-UNNAMED");

    private static final @Nullable Handles HANDLES = find();

    private JdkChannels() {}

    private record Handles(Class<?> type, MethodHandle descriptor, MethodHandle kill) {}

    private static @Nullable Handles find() {
        try {
            Class<?> type = Class.forName("sun.nio.ch.SelChImpl");
            Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            return new Handles(
                    type,
                    lookup.findVirtual(type, "getFDVal", MethodType.methodType(int.class))
                            .asType(MethodType.methodType(int.class, SelectableChannel.class)),
                    lookup.findVirtual(type, "kill", MethodType.methodType(void.class))
                            .asType(MethodType.methodType(void.class, SelectableChannel.class)));
        } catch (ReflectiveOperationException | RuntimeException notOpenOrNotThere) {
            return null;
        }
    }

    /// Whether the JDK is one that we know, and lets us in.
    static boolean areOpen() {
        return HANDLES != null;
    }

    private static Handles handles() {
        if (HANDLES == null) {
            throw new IllegalStateException("the JDK's channels are not open: " + FLAG);
        }
        return HANDLES;
    }

    /// The number of a channel's descriptor.
    ///
    /// @param channel of the JDK's own, and registered, so that the number stays its own
    static long descriptor(SelectableChannel channel) {
        try {
            return (int) handles().descriptor.invokeExact(channel);
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown);
        }
    }

    /// Closes the descriptor of a channel that was closed while it was registered, if it is registered no longer.
    static void finishClose(SelectableChannel channel) {
        try {
            handles().kill.invokeExact(channel);
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown);
        }
    }
}
