package io.juvloop.internal.jdk;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.net.SocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The only class that reaches into the JDK's channels: it reads a channel's descriptor, and lets the JDK close
/// that descriptor once it is no longer watched. The JDK's own selectors do both, but no public API offers
/// them; `--add-opens` gives access. Without it, a selector makes the JDK wait instead.
///
/// Any thread. Looked up once, at the first query; the other methods may be called only if [#areOpen].
public final class JdkChannels {
    /// The option that gives access, for the log.
    public static final String FLAG = "--add-opens java.base/sun.nio.ch="
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

    /// Whether the JDK is a known version and gives access.
    public static boolean areOpen() {
        return HANDLES != null;
    }

    /// Access to files, separate because a JDK may have changed it alone.
    private static final class Files {
        static final @Nullable Class<?> TYPE = type();
        static final @Nullable MethodHandle DESCRIPTOR = find();

        private static @Nullable Class<?> type() {
            try {
                return Class.forName("sun.nio.ch.FileChannelImpl");
            } catch (ClassNotFoundException notThere) {
                return null;
            }
        }

        private static @Nullable MethodHandle find() {
            try {
                if (TYPE == null) {
                    return null;
                }
                Lookup lookup = MethodHandles.privateLookupIn(TYPE, MethodHandles.lookup());
                MethodHandle field = lookup.findGetter(TYPE, "fd", FileDescriptor.class);
                Class<?> io = Class.forName("sun.nio.ch.IOUtil");
                MethodHandle number = MethodHandles.privateLookupIn(io, MethodHandles.lookup())
                        .findStatic(io, "fdVal", MethodType.methodType(int.class, FileDescriptor.class));
                return MethodHandles.filterReturnValue(field, number)
                        .asType(MethodType.methodType(int.class, FileChannel.class));
            } catch (ReflectiveOperationException | RuntimeException notOpenOrNotThere) {
                return null;
            }
        }
    }

    /// The two steps around the JDK's own connecting, separate because a JDK may have changed them alone.
    private static final class Connecting {
        static final @Nullable MethodHandle BEGIN =
                find("beginConnect", MethodType.methodType(void.class, boolean.class, SocketAddress.class));
        static final @Nullable MethodHandle END =
                find("endConnect", MethodType.methodType(void.class, boolean.class, boolean.class));

        private static @Nullable MethodHandle find(String name, MethodType type) {
            try {
                Class<?> channel = Class.forName("sun.nio.ch.SocketChannelImpl");
                return MethodHandles.privateLookupIn(channel, MethodHandles.lookup())
                        .findVirtual(channel, name, type)
                        .asType(type.insertParameterTypes(0, SocketChannel.class));
            } catch (ReflectiveOperationException | RuntimeException notOpenOrNotThere) {
                return null;
            }
        }
    }

    /// Whether a channel of the JDK's can be connected by other code, see [#beginConnect].
    public static boolean canConnect() {
        return areOpen() && Connecting.BEGIN != null && Connecting.END != null;
    }

    /// Marks a channel as connecting, so that no other code connects it.
    ///
    /// @throws IOException if it is closed
    /// @throws IllegalStateException if it is connected, or connecting
    public static void beginConnect(SocketChannel channel, SocketAddress target) throws IOException {
        try {
            Objects.requireNonNull(Connecting.BEGIN).invokeExact(channel, false, target);
        } catch (Throwable thrown) {
            throw Failures.<IOException>asIs(thrown);
        }
    }

    /// Marks a channel as connected, after its descriptor was connected.
    ///
    /// @throws IOException if it is closed
    public static void endConnect(SocketChannel channel) throws IOException {
        try {
            Objects.requireNonNull(Connecting.END).invokeExact(channel, false, true);
        } catch (Throwable thrown) {
            throw Failures.<IOException>asIs(thrown);
        }
    }

    /// The descriptor of a file, which no other file can have while the channel is open.
    ///
    /// @param file a channel; only the JDK's own have a descriptor
    /// @return the descriptor, or empty if the JDK does not expose it
    public static OptionalInt fileDescriptor(FileChannel file) {
        MethodHandle descriptor = Files.DESCRIPTOR;
        if (descriptor == null || Files.TYPE == null || !Files.TYPE.isInstance(file)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of((int) descriptor.invokeExact(file));
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown);
        }
    }

    private static Handles handles() {
        if (HANDLES == null) {
            throw new IllegalStateException("the JDK's channels are not open: " + FLAG);
        }
        return HANDLES;
    }

    /// The descriptor of a channel.
    ///
    /// @param channel one of the JDK's own, and registered, so that the descriptor stays its own
    public static long descriptor(SelectableChannel channel) {
        try {
            return (int) handles().descriptor.invokeExact(channel);
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown);
        }
    }

    /// Closes the descriptor of a channel that was closed while it was registered, unless it is still
    /// registered.
    public static void finishClose(SelectableChannel channel) {
        try {
            handles().kill.invokeExact(channel);
        } catch (Throwable thrown) {
            throw Failures.<RuntimeException>asIs(thrown);
        }
    }
}
