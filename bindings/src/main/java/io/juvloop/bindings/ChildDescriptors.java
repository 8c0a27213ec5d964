package io.juvloop.bindings;

import java.util.Map;
import java.util.TreeMap;

/// The descriptors of a child of `posix_spawn`. Pipes are made here. A descriptor that the child inherits is
/// first copied to a number that the child does not use, so that no redirection overwrites one that is still
/// needed.
///
/// Loop thread only. Lives for one [PosixSpawn#spawn]. Closes the child's ends, and our ends of its pipes unless
/// [#openOurs] gave them away.
final class ChildDescriptors implements AutoCloseable {
    private static final int STDERR = 2;

    private final Map<Integer, Integer> sources = new TreeMap<>();
    private final Map<UvPipe, Integer> ours = new TreeMap<>((one, other) -> Long.compare(one.address, other.address));
    private final OpenedDescriptors ourEnds = new OpenedDescriptors();
    private final OpenedDescriptors theirs = new OpenedDescriptors();
    private final UvLoop loop;
    private final int highest;

    /// @param loop the loop, which keeps its own descriptors
    /// @throws UvFailure if there are too many, or one of ours is not open
    ChildDescriptors(UvLoop loop, ProcessOptions options) {
        this.loop = loop;
        highest = Math.max(STDERR, options.highestDescriptor());
        try {
            options.pipes().forEach(this::connect);
            options.inherited().forEach(this::handOn);
        } catch (Throwable thrown) {
            close();
            throw thrown;
        }
    }

    private void connect(int descriptor, UvPipe pipe) {
        ChildPipe ends = ChildPipe.makeSocket(ourEnds, theirs);
        ours.put(pipe, ends.read());
        sources.put(descriptor, outOfTheWay(descriptor, ends.write()));
    }

    /// As in libuv, the child's standard streams are blocking, whatever mode they had here. The exception is a
    /// descriptor that a loop uses, because the loop's calls would block too.
    private void handOn(int descriptor, int source) {
        if (descriptor <= STDERR && !isUsed(source)) {
            PosixDescriptors.block(source);
        }
        sources.put(descriptor, outOfTheWay(descriptor, source));
    }

    private boolean isUsed(int source) {
        return BorrowedDescriptors.isInUse(source) || loop.ownerOf(source).isPresent();
    }

    private int outOfTheWay(int descriptor, int source) {
        if (source > highest || source == descriptor) {
            return source;
        }
        return theirs.open(() -> PosixDescriptors.duplicateAtLeast(source, highest + 1));
    }

    /// The file actions before the child's program runs; every other descriptor is closed.
    void describe(SpawnActions actions) {
        for (int descriptor = 0; descriptor <= highest; descriptor++) {
            Integer source = sources.get(descriptor);
            if (source != null) {
                actions.duplicate(source, descriptor);
            } else if (descriptor <= STDERR) {
                actions.openNowhere(descriptor);
            } else {
                actions.close(descriptor);
            }
        }
        actions.closeFrom(highest + 1);
    }

    /// The child runs and has its descriptors.
    void closeTheirs() {
        theirs.close();
    }

    /// Hands our ends to their pipes.
    void openOurs() {
        ours.forEach((pipe, end) -> ourEnds.giveTo(pipe, end));
    }

    /// After an error it can be called again.
    @Override
    public void close() {
        theirs.close();
        ourEnds.close();
    }
}
