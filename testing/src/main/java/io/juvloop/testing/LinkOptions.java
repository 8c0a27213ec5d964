package io.juvloop.testing;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The properties of a link in memory: its delay, the chunks that data arrives in, and how it fails. A seed decides
/// where data is cut and when the link fails, so the same seed gives the same run.
///
/// Any thread. Immutable; made by changing [#DEFAULT]: `LinkOptions.DEFAULT.withChunks(1, 10).withSeed(42)`.
public final class LinkOptions {
    private static final int LARGEST_CHUNK = 64 * 1024;
    private static final int WINDOW = 256 * 1024;

    /// A perfect link: it has no delay, brings chunks of 64 KiB, loses nothing, and 256 KiB fit into it.
    public static final LinkOptions DEFAULT = new LinkOptions();

    private long seed;
    private Duration leastDelay = Duration.ZERO;
    private Duration greatestDelay = Duration.ZERO;
    private int smallestChunk = LARGEST_CHUNK;
    private int largestChunk = LARGEST_CHUNK;
    private int window = WINDOW;
    private double resets;
    private double cuts;
    private double losses;

    private LinkOptions() {}

    private LinkOptions(LinkOptions other) {
        seed = other.seed;
        leastDelay = other.leastDelay;
        greatestDelay = other.greatestDelay;
        smallestChunk = other.smallestChunk;
        largestChunk = other.largestChunk;
        window = other.window;
        resets = other.resets;
        cuts = other.cuts;
        losses = other.losses;
    }

    /// Returns these options with another seed.
    ///
    /// @param newSeed any number
    /// @return new options
    public LinkOptions withSeed(long newSeed) {
        LinkOptions changed = new LinkOptions(this);
        changed.seed = newSeed;
        return changed;
    }

    /// Returns these options with another fixed delay.
    ///
    /// @param delay the delay of all data, one way
    /// @return new options
    /// @throws IllegalArgumentException if it is negative
    public LinkOptions withDelay(Duration delay) {
        return withDelay(delay, delay);
    }

    /// Returns these options with another delay, which the seed chooses for each send; data of a connection keeps
    /// its order.
    ///
    /// @param least the shortest delay, one way
    /// @param greatest the longest delay, one way
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

    /// Returns these options with other chunks. Arrived data is merged and cut anew: each call of `dataReceived`
    /// brings a random number of bytes between these two, or fewer if fewer have arrived.
    ///
    /// @param smallest the smallest chunk in bytes, at least 1
    /// @param largest the largest chunk in bytes
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

    /// Returns these options with another window: the number of bytes that may be sent and not received, each way.
    /// Data that is written beyond it waits in the transport, as with the buffers of a kernel.
    ///
    /// @param bytes the number of bytes, at least 1
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

    /// Returns these options with another chance, at each send, that the connection is reset.
    ///
    /// @param chance the chance, from 0 to 1
    /// @return new options
    /// @throws IllegalArgumentException if it is not between 0 and 1
    public LinkOptions withResets(double chance) {
        LinkOptions changed = new LinkOptions(this);
        changed.resets = checked(chance);
        return changed;
    }

    /// Returns these options with another chance, at each send, that the link is cut: no more data arrives, and
    /// neither end is notified.
    ///
    /// @param chance the chance, from 0 to 1
    /// @return new options
    /// @throws IllegalArgumentException if it is not between 0 and 1
    public LinkOptions withCuts(double chance) {
        LinkOptions changed = new LinkOptions(this);
        changed.cuts = checked(chance);
        return changed;
    }

    /// Returns these options with another chance that a datagram is lost. Connections, and datagrams of unix
    /// sockets, lose nothing.
    ///
    /// @param chance the chance for each datagram of UDP, from 0 to 1
    /// @return new options
    /// @throws IllegalArgumentException if it is not between 0 and 1
    public LinkOptions withLosses(double chance) {
        LinkOptions changed = new LinkOptions(this);
        changed.losses = checked(chance);
        return changed;
    }

    private static double checked(double chance) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("a chance is between 0 and 1, not " + chance);
        }
        return chance;
    }

    /// Returns the seed of what chance decides.
    ///
    /// @return the seed, 0 by default
    public long seed() {
        return seed;
    }

    /// Returns the shortest delay.
    ///
    /// @return the delay one way, 0 by default
    public Duration leastDelay() {
        return leastDelay;
    }

    /// Returns the longest delay.
    ///
    /// @return the delay one way, 0 by default
    public Duration greatestDelay() {
        return greatestDelay;
    }

    /// Returns the smallest chunk that `dataReceived` brings while more has arrived.
    ///
    /// @return the size in bytes, 65536 by default
    public int smallestChunk() {
        return smallestChunk;
    }

    /// Returns the largest chunk that `dataReceived` brings.
    ///
    /// @return the size in bytes, 65536 by default
    public int largestChunk() {
        return largestChunk;
    }

    /// Returns the number of bytes that fit into the link, each way.
    ///
    /// @return the number, 262144 by default
    public int window() {
        return window;
    }

    /// Returns the chance, at each send, that the connection is reset.
    ///
    /// @return from 0 to 1, 0 by default
    public double resets() {
        return resets;
    }

    /// Returns the chance, at each send, that the link is cut.
    ///
    /// @return from 0 to 1, 0 by default
    public double cuts() {
        return cuts;
    }

    /// Returns the chance, for each datagram of UDP, that it is lost.
    ///
    /// @return from 0 to 1, 0 by default
    public double losses() {
        return losses;
    }

    private List<Object> values() {
        return List.of(seed, leastDelay, greatestDelay, smallestChunk, largestChunk, window, resets, cuts, losses);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LinkOptions options && options.values().equals(values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "LinkOptions[seed=" + seed + ", delay=" + leastDelay + " to " + greatestDelay + ", chunks="
                + smallestChunk + " to " + largestChunk + " bytes, window=" + window + " bytes, resets=" + resets
                + ", cuts=" + cuts + ", losses=" + losses + "]";
    }
}
