package io.juvloop.internal.descriptor;

import io.juvloop.ExceptionContext;
import io.juvloop.Handle;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.UvHandle;
import io.juvloop.internal.core.Attempts;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.jdk.JdkChannels;
import io.juvloop.internal.jdk.Log;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The channels that one loop watches for tasks and callbacks, including those that it has watched and may
/// watch again.
///
/// Readiness comes from a poll handle of the loop if the JDK exposes the descriptors, and otherwise from a
/// [SelectorThread], which is slower and works everywhere. `-Djuvloop.sockets=selector` selects the latter.
///
/// Loop thread only, except [#cancelled] and [#deregisterKey]. Lives as long as the loop.
public final class ChannelWatches extends UnusableSelector {
    private static final AtomicBoolean ANNOUNCED = new AtomicBoolean();

    private final LoopCore core;
    private final PolledDescriptors descriptors;
    private final IdentityHashMap<SelectableChannel, ChannelWatch> watches = new IdentityHashMap<>();
    private final @Nullable SelectorThread selectorThread;

    ChannelWatches(LoopCore core, PolledDescriptors descriptors) throws IOException {
        this.core = core;
        this.descriptors = descriptors;
        boolean polls = JdkChannels.areOpen()
                && !Platform.current().isWindows()
                && !System.getProperty("juvloop.sockets", "").equals("selector");
        selectorThread = polls ? null : new SelectorThread(this);
        if (!polls && !JdkChannels.areOpen() && !ANNOUNCED.getAndSet(true)) {
            Log.warn("channels are watched by a thread of their own, which is slower; add {0}", JdkChannels.FLAG);
        }
        core.atClose(this::releaseAll);
    }

    LoopCore core() {
        return core;
    }

    PolledDescriptors descriptors() {
        return descriptors;
    }

    // --- Callbacks

    /// Runs a callback when a channel is ready.
    ///
    /// @throws IllegalArgumentException if it is closed, in blocking mode, of a kind that has no such
    ///   readiness, or not the JDK's own
    /// @throws NotYetConnectedException if it is neither connected nor connecting
    Handle add(SelectableChannel channel, Direction direction, Runnable callback) throws IOException {
        AbstractSelectableChannel checked = checked(channel);
        if ((channel.validOps() & direction.operations()) == 0) {
            String use = direction == Direction.READ ? "read from" : "written to";
            throw new IllegalArgumentException("such a channel cannot be " + use + ": " + channel);
        }
        if (channel instanceof SocketChannel socket && !socket.isConnected() && !socket.isConnectionPending()) {
            throw new NotYetConnectedException();
        }
        return watch(checked).readiness().add(direction, callback);
    }

    private AbstractSelectableChannel checked(SelectableChannel channel) {
        if (!(channel instanceof AbstractSelectableChannel ours)) {
            throw foreign(channel);
        }
        if (!channel.isOpen()) {
            throw new IllegalArgumentException("the channel is closed: " + channel);
        }
        if (channel.isBlocking()) {
            throw new IllegalArgumentException("the channel is in blocking mode: " + channel);
        }
        if (!watches.containsKey(channel)) {
            requireOurs(ours);
        }
        return ours;
    }

    /// Removes a callback.
    boolean remove(SelectableChannel channel, Direction direction) {
        ChannelWatch watch = watches.get(channel);
        return watch != null && watch.readiness().remove(direction);
    }

    // --- Tasks

    /// Throws if a task could not wait for the channel.
    ///
    /// @throws IllegalArgumentException if it is in blocking mode, a transport's, or not the JDK's own
    /// @throws IllegalStateException if another task waits already
    public void check(AbstractSelectableChannel channel, Direction direction) {
        if (channel.isBlocking()) {
            throw new IllegalArgumentException("the channel is in blocking mode: " + channel);
        }
        ChannelWatch watch = watches.get(channel);
        if (watch == null) {
            requireOurs(channel);
        } else {
            watch.readiness().requireFree(direction);
        }
    }

    /// Suspends the running task until a channel is or may be ready.
    ///
    /// @throws IOException if it is closed, before or meanwhile, or cannot be watched
    public void await(AbstractSelectableChannel channel, Direction direction) throws IOException {
        watch(channel).await(direction);
    }

    /// Suspends the running task if the last read drained the channel, so that trying again would fail.
    ///
    /// @throws IOException if the channel is closed meanwhile
    public void awaitIfDrained(AbstractSelectableChannel channel) throws IOException {
        ChannelWatch watch = watches.get(channel);
        if (watch != null && channel.isOpen() && watch.isDrained()) {
            watch.await(Direction.READ);
        }
    }

    /// Records the result of a read, for [#awaitIfDrained].
    public void noteRead(SelectableChannel channel, int count, int asked) {
        ChannelWatch watch = watches.get(channel);
        if (watch != null) {
            watch.noteRead(count, asked);
        }
    }

    /// The descriptor of a channel, which no other file can have while the channel is open.
    ///
    /// @throws IOException if the channel is closed, cannot be watched, or the JDK does not expose it
    public long descriptor(AbstractSelectableChannel channel) throws IOException {
        if (!JdkChannels.areOpen()) {
            throw new IOException("the JDK does not say which descriptor " + channel + " has; add " + JdkChannels.FLAG);
        }
        var _ = watch(channel);
        return JdkChannels.descriptor(channel);
    }

    // --- The table

    /// The watch of a channel, which is registered with it from its first use until it is closed.
    ///
    /// @throws IOException if the channel is closed, or cannot be watched
    private ChannelWatch watch(AbstractSelectableChannel channel) throws IOException {
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

    /// Removes a key from its channel. Any thread.
    void deregisterKey(ChannelWatch watch) {
        deregister(watch);
    }

    private void requireOurs(AbstractSelectableChannel channel) {
        if (!channel.provider().equals(SelectorProvider.provider())) {
            throw foreign(channel);
        }
        if (JdkChannels.areOpen()) {
            UvHandle owner = core.uv().adopter(JdkChannels.descriptor(channel)).orElse(null);
            if (owner != null) {
                throw new IllegalArgumentException("the descriptor of " + channel + " belongs to " + owner.owner());
            }
        }
    }

    private static IllegalArgumentException foreign(SelectableChannel channel) {
        return new IllegalArgumentException("only channels of the JDK's can be watched, and not " + channel);
    }

    // --- Closing

    /// The channel is being closed. Any thread.
    void cancelled(ChannelWatch watch) {
        core.runOnLoop(() -> {
            if (watches.remove(watch.channel(), watch)) {
                watch.release();
            }
        });
    }

    /// Releases all channels without closing them, and wakes the tasks that wait for them.
    void releaseAll() {
        List<ChannelWatch> all = List.copyOf(watches.values());
        watches.clear();
        Attempts attempts = new Attempts();
        all.forEach(watch -> attempts.attempt(watch::release));
        if (selectorThread != null) {
            attempts.attempt(selectorThread::end);
        }
        attempts.throwFirst();
    }

    /// The selector has failed: waiting tasks are woken and meet the error themselves.
    void failed(Throwable thrown) {
        releaseAll();
        core.failed(thrown, () -> ExceptionContext.of("the thread that watches channels failed", thrown));
    }
}
