package io.juvloop.internal.descriptor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/// A thread that waits for channels on behalf of the loop, where the JDK does not expose their descriptors, and
/// posts their readiness to the loop.
///
/// A key is armed for one event and then has to be armed again, so that a channel whose task is late does not
/// keep the thread busy.
///
/// Any thread. Lives until [#end], which the loop's close calls.
final class SelectorThread {
    private final ChannelWatches owner;
    private final Selector selector;

    SelectorThread(ChannelWatches owner) throws IOException {
        this.owner = owner;
        this.selector = Selector.open();
        Thread.ofPlatform()
                .daemon()
                .name("juvloop-selector")
                .inheritInheritableThreadLocals(false)
                .start(this::run);
    }

    SelectionKey register(SelectedChannel watch) throws ClosedChannelException {
        return watch.channel().register(selector, 0, watch);
    }

    void wakeUp() {
        selector.wakeup();
    }

    void end() {
        try {
            selector.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void run() {
        try {
            while (true) {
                selector.select(SelectorThread::selected);
            }
        } catch (ClosedSelectorException ended) {
            // expected
        } catch (IOException | RuntimeException thrown) {
            owner.core().runOnLoop(() -> owner.failed(thrown));
        }
    }

    private static void selected(SelectionKey key) {
        try {
            int ready = key.readyOps();
            key.interestOpsAnd(~ready);
            ((SelectedChannel) key.attachment()).selected(ready);
        } catch (CancelledKeyException closing) {
            // the thread that closed the channel has notified the loop
        }
    }
}
