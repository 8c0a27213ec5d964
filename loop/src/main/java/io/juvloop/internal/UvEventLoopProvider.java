package io.juvloop.internal;

import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.internal.jdk.JdkHandles;
import io.juvloop.internal.options.OptionClasses;
import io.juvloop.spi.EventLoopProvider;

/// Creates event loops on libuv.
///
/// Any thread. Stateless.
public final class UvEventLoopProvider implements EventLoopProvider {
    /// For [java.util.ServiceLoader].
    public UvEventLoopProvider() {}

    @Override
    public EventLoop newEventLoop() {
        if (!Juvloop.isAvailable()) {
            throw Juvloop.unavailabilityCause().orElseThrow();
        }
        JdkHandles.prepare();
        OptionClasses.prepare();
        return new UvEventLoop();
    }
}
