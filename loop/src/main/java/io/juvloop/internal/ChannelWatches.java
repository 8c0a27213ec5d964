package io.juvloop.internal;

import io.juvloop.ExceptionContext;
import io.juvloop.bindings.Host;
import io.juvloop.bindings.UvHandle;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The channels that tasks of one loop wait for, or have waited for and may again.
///
/// Readiness comes from a poll of the loop's own if the JDK lets us have the descriptors, and otherwise from a
/// [SelectorThread], which is slower and works everywhere. `-Djuvloop.sockets=selector` asks for the latter.
///
/// Loop thread only, except [#cancelled] and [#deregisterKey]. Lives as long as the loop.
final class ChannelWatches extends UnusableSelector {
    private static final AtomicBoolean ANNOUNCED = new AtomicBoolean();

    private final UvEventLoop loop;
    private final IdentityHashMap<SelectableChannel, ChannelWatch> watches = new IdentityHashMap<>();
    private final @Nullable SelectorThread selectorThread;

    ChannelWatches(UvEventLoop loop) throws IOException {
        this.loop = loop;
        boolean polls = JdkChannels.areOpen()
                && !Host.current().isWindows()
                && !System.getProperty("juvloop.sockets", "").equals("selector");
        selectorThread = polls ? null : new SelectorThread(this);
        if (!polls && !JdkChannels.areOpen() && !ANNOUNCED.getAndSet(true)) {
            Log.warn("channels are watched by a thread of their own, which is slower; add {0}", JdkChannels.FLAG);
        }
    }

    UvEventLoop loop() {
        return loop;
    }

    /// The watch of a channel, if tasks have waited for it.
    @Nullable
    ChannelWatch find(SelectableChannel channel) {
        return watches.get(channel);
    }

    /// The watch of a channel, which is registered with it from the first time until it is closed.
    ///
    /// @throws IOException if the channel is closed, or cannot be watched
    ChannelWatch watch(AbstractSelectableChannel channel) throws IOException {
        ChannelWatch known = watches.get(channel);
        if (known != null) {
            return known;
        }
        ChannelWatch made = selectorThread == null
                ? new PolledChannel(this, channel)
                : new SelectedChannel(this, channel, selectorThread);
        channel.register(this, 0, made);
        try {
            made.begin();
        } catch (Throwable refused) {
            made.letGo();
            throw refused;
        }
        watches.put(channel, made);
        return made;
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int operations, Object key) {
        return (ChannelWatch) key;
    }

    /// Takes a key out of its channel. Any thread.
    void deregisterKey(ChannelWatch watch) {
        deregister(watch);
    }

    /// Refuses a channel whose descriptor one of the loop's transports has taken over.
    void requireUnadopted(SelectableChannel channel) {
        if (JdkChannels.areOpen()) {
            UvHandle owner = loop.uv().adopter(JdkChannels.descriptor(channel)).orElse(null);
            if (owner != null) {
                throw new IllegalArgumentException("the descriptor of " + channel + " belongs to " + owner.owner());
            }
        }
    }

    // --- Ending

    /// The channel is being closed. Any thread.
    void cancelled(ChannelWatch watch) {
        loop.runOnLoop(() -> {
            if (watches.remove(watch.channel(), watch)) {
                watch.release();
            }
        });
    }

    /// Gives all channels back, open as they are, and wakes who waits for them.
    void releaseAll() {
        List<ChannelWatch> all = List.copyOf(watches.values());
        watches.clear();
        all.forEach(ChannelWatch::release);
        if (selectorThread != null) {
            selectorThread.end();
        }
    }

    /// The selector does not select any more: who waits is woken, and finds out.
    void failed(Throwable thrown) {
        releaseAll();
        loop.failed(thrown, () -> ExceptionContext.of("the thread that watches channels failed", thrown));
    }
}
