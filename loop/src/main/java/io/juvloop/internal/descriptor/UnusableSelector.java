package io.juvloop.internal.descriptor;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/// A selector that never selects, for keys that only have to be registered with a channel.
///
/// Any thread.
class UnusableSelector extends AbstractSelector {
    UnusableSelector() {
        super(SelectorProvider.provider());
    }

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("the event loop selects");
    }

    @Override
    protected void implCloseSelector() {}

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int operations, Object key) {
        throw refused();
    }

    @Override
    public final Set<SelectionKey> keys() {
        throw refused();
    }

    @Override
    public final Set<SelectionKey> selectedKeys() {
        throw refused();
    }

    @Override
    public final int selectNow() {
        throw refused();
    }

    @Override
    public final int select(long timeout) {
        throw refused();
    }

    @Override
    public final int select() {
        throw refused();
    }

    @Override
    public final Selector wakeup() {
        throw refused();
    }
}
