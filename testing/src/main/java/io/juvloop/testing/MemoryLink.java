package io.juvloop.testing;

import java.net.SocketAddress;
import java.net.SocketException;
import java.util.SplittableRandom;

/// The link between the two ends of a connection in memory, in both directions; a test can break it at any moment.
///
/// Loop thread only. Lives as long as one of its ends.
public final class MemoryLink {
    private final TestLoop loop;
    private final LinkOptions options;
    private final SplittableRandom random;
    private final MemoryTransport first;
    private final MemoryTransport second;
    private final OneWay there;
    private final OneWay back;
    private int gone;
    private boolean cut;

    MemoryLink(TestLoop loop, MemoryNetwork network, LinkOptions options, SocketAddress left, SocketAddress right) {
        this.loop = loop;
        this.options = options;
        random = new SplittableRandom(options.seed());
        there = new OneWay(loop, this, random.split());
        back = new OneWay(loop, this, random.split());
        first = new MemoryTransport(loop, network, there, back, left, right);
        second = new MemoryTransport(loop, network, back, there, right, left);
        there.between(first, second);
        back.between(second, first);
    }

    MemoryTransport first() {
        return first;
    }

    MemoryTransport second() {
        return second;
    }

    LinkOptions options() {
        return options;
    }

    /// An end has closed; after both, the data that is under way is dropped.
    void endGone() {
        gone++;
        if (gone == 2) {
            there.drop();
            back.drop();
        }
    }

    /// Resets the connection at both ends at once: each `connectionLost` gets a [SocketException] "Connection reset".
    public void reset() {
        loop.requireThread();
        first.lose(new SocketException("Connection reset"));
        second.lose(new SocketException("Connection reset"));
    }

    /// Cuts the link: no more data arrives, including data that is under way. Neither end is notified; only its own
    /// time limits end its waits.
    public void cut() {
        loop.requireThread();
        cut = true;
    }

    /// Whether the link is cut.
    ///
    /// @return true after [#cut], or after a cut by [LinkOptions#withCuts]
    public boolean isCut() {
        loop.requireThread();
        return cut;
    }

    /// Decides by the seed whether the next send breaks the connection.
    ///
    /// @return false if it does
    boolean holds() {
        if (options.resets() > 0 && random.nextDouble() < options.resets()) {
            reset();
            return false;
        }
        if (options.cuts() > 0 && random.nextDouble() < options.cuts()) {
            cut = true;
        }
        return true;
    }

    @Override
    public String toString() {
        return "link (" + options + (cut ? ", cut)" : ")");
    }
}
