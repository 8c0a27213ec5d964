package io.juvloop.sock;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.SelectableChannel;

/// The descriptors of channels, which the JDK does not expose.
///
/// Not for Windows.
final class ChannelDescriptors {
    private static final MethodHandle NUMBER = find();

    private ChannelDescriptors() {}

    private static MethodHandle find() {
        try {
            Class<?> type = Class.forName("sun.nio.ch.SelChImpl");
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findVirtual(type, "getFDVal", MethodType.methodType(int.class));
        } catch (ReflectiveOperationException closed) {
            throw new LinkageError("the tests need --add-opens java.base/sun.nio.ch", closed);
        }
    }

    static int of(SelectableChannel channel) {
        try {
            return (int) NUMBER.invoke(channel);
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }
}
