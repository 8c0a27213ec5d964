package io.juvloop.testing;

import java.time.Duration;
import java.util.Objects;

/// What a connection in memory is like. What is not fixed, such as where data is cut, a seed decides: the same seed
/// gives the same run.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `LinkOptions.DEFAULT.withChunks(1, 10).withSeed(42)`.
public final class LinkOptions {
    private static final int LARGEST_CHUNK = 64 * 1024;
    private static final int WINDOW = 256 * 1024;

    /// A perfect link: no delay, chunks of 64 KiB, nothing is lost, and 256 KiB fit into it.
    public static final LinkOptions DEFAULT = new LinkOptions();

    private long seed;
    private Duration leastDelay = Duration.ZERO;
    private Duration greatestDelay = Duration.ZERO;
    private int smallestChunk = LARGEST_CHUNK;
    private int largestChunk = LARGEST_CHUNK;
    private int window = WINDOW;
    private double resetChance;
    private double cutChance;
    private double lossChance;

    private LinkOptions() {}

    private LinkOptions(LinkOptions other) {
        seed = other.seed;
        leastDelay = other.leastDelay;
        greatestDelay = other.greatestDelay;
        smallestChunk = other.smallestChunk;
        largestChunk = other.largestChunk;
        window = other.window;
        resetChance = other.resetChance;
        cutChance = other.cutChance;
        lossChance = other.lossChance;
    }

    /// The same with another seed.
    ///
    /// @param newSeed any number
    /// @return new options
    public LinkOptions withSeed(long newSeed) {
        LinkOptions changed = new LinkOptions(this);
        changed.seed = newSeed;
        return changed;
    }

    /// The same with another fixed delay.
    ///
    /// @param delay of everything, one way
    /// @return new options
    /// @throws IllegalArgumentException if it is negative
    public LinkOptions withDelay(Duration delay) {
        return withDelay(delay, delay);
    }

    /// The same with another delay; nothing overtakes.
    ///
    /// @param least one way
    /// @param greatest one way
    /// @return new options
    /// @throws IllegalArgumentException if the least is negative, or greater than the greatest
    public LinkOptions withDelay(Duration least, Duration greatest) {
        if (least.isNegative() || least.compareTo(greatest) > 0) {
            throw new IllegalArgumentException("no delay is between " + least + " and " + greatest);
        }
        LinkOptions changed = new LinkOptions(this);
        changed.leastDelay = least;
        changed.greatestDelay = Objects.requireNonNull(greatest);
        return changed;
    }

    /// The same with other chunks. What has arrived is merged and cut anew: each call of `dataReceived` brings a
    /// random number of bytes between these two, or what is there, if that is less.
    ///
    /// @param smallest in bytes, one at least
    /// @param largest in bytes
    /// @return new options
    /// @throws IllegalArgumentException if the smallest is less than one, or greater than the largest
    public LinkOptions withChunks(int smallest, int largest) {
        if (smallest < 1 || smallest > largest) {
            throw new IllegalArgumentException("no chunk is between " + smallest + " and " + largest + " bytes");
        }
        LinkOptions changed = new LinkOptions(this);
        changed.smallestChunk = smallest;
        changed.largestChunk = largest;
        return changed;
    }

    /// The same with room for another number of bytes each way, which were sent and not received. What is written
    /// beyond waits in the transport, as with the buffers of a kernel.
    ///
    /// @param bytes one at least
    /// @return new options
    /// @throws IllegalArgumentException if it is less than one
    public LinkOptions withWindow(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("nothing fits into " + bytes + " bytes");
        }
        LinkOptions changed = new LinkOptions(this);
        changed.window = bytes;
        return changed;
    }

    /// The same with another chance, at each send, that the connection is reset.
    ///
    /// @param chance from 0 to 1
    /// @return new options
    /// @throws IllegalArgumentException if it is not
    public LinkOptions withResets(double chance) {
        LinkOptions changed = new LinkOptions(this);
        changed.resetChance = checked(chance);
        return changed;
    }

    /// The same with another chance, at each send, that the link is cut: nothing arrives any more, and neither end
    /// is notified.
    ///
    /// @param chance from 0 to 1
    /// @return new options
    /// @throws IllegalArgumentException if it is not
    public LinkOptions withCuts(double chance) {
        LinkOptions changed = new LinkOptions(this);
        changed.cutChance = checked(chance);
        return changed;
    }

    /// The same with another chance that a datagram is lost. Connections, and datagrams of unix sockets, lose nothing.
    ///
    /// @param chance from 0 to 1, for each datagram of UDP
    /// @return new options
    /// @throws IllegalArgumentException if it is no chance
    public LinkOptions withLosses(double chance) {
        LinkOptions changed = new LinkOptions(this);
        changed.lossChance = checked(chance);
        return changed;
    }

    private static double checked(double chance) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("a chance is from 0 to 1, not " + chance);
        }
        return chance;
    }

    /// The seed.
    ///
    /// @return 0 at first
    public long seed() {
        return seed;
    }

    Duration leastDelay() {
        return leastDelay;
    }

    Duration greatestDelay() {
        return greatestDelay;
    }

    int smallestChunk() {
        return smallestChunk;
    }

    int largestChunk() {
        return largestChunk;
    }

    int window() {
        return window;
    }

    double resetChance() {
        return resetChance;
    }

    double cutChance() {
        return cutChance;
    }

    double lossChance() {
        return lossChance;
    }

    @Override
    public String toString() {
        return "seed " + seed + ", delay " + leastDelay + " to " + greatestDelay + ", chunks of " + smallestChunk
                + " to " + largestChunk + " bytes, window " + window + " bytes, resets " + resetChance + ", cuts "
                + cutChance + ", losses " + lossChance;
    }
}
