package io.juvloop.testing;

import java.net.SocketAddress;
import java.net.SocketException;
import java.util.SplittableRandom;

/// What is between the two ends of a connection in memory: a way in each direction, which a test may also break by
/// hand.
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

    /// One end is gone. After both, nothing is underway.
    void endGone() {
        gone++;
        if (gone == 2) {
            there.drop();
            back.drop();
        }
    }

    /// Breaks the connection at both ends, at once: each `connectionLost` gets a [SocketException] "Connection reset".
    public void reset() {
        loop.requireThread();
        first.lose(new SocketException("Connection reset"));
        second.lose(new SocketException("Connection reset"));
    }

    /// Lets nothing through any more, what is on its way included. Neither end is informed: only a time limit of its
    /// own
    /// helps it.
    public void cut() {
        loop.requireThread();
        cut = true;
    }

    /// Whether nothing gets through any more.
    ///
    /// @return true after [#cut], or where [LinkOptions#withCuts] struck
    public boolean isCut() {
        loop.requireThread();
        return cut;
    }

    /// Something is about to be sent, which the seed may have break the connection.
    ///
    /// @return false if it does
    boolean holds() {
        if (options.resetChance() > 0 && random.nextDouble() < options.resetChance()) {
            reset();
            return false;
        }
        if (options.cutChance() > 0 && random.nextDouble() < options.cutChance()) {
            cut = true;
        }
        return true;
    }

    @Override
    public String toString() {
        return "link (" + options + (cut ? ", cut)" : ")");
    }
}
