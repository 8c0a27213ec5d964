package io.juvloop.bindings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What leads where in a child of `posix_spawn`: pipes are made here, and what is handed on is copied to
/// numbers that the child does not use, lest one be overwritten before it was handed on.
///
/// Loop thread only. Lives for one [PosixSpawn#spawn]; closes what is open for the child, and our ends of its
/// pipes unless [#openOurs] gave them away.
final class ChildDescriptors implements AutoCloseable {
    private static final int STDERR = 2;

    private final Map<Integer, Integer> sources = new TreeMap<>();
    private final Map<UvPipe, Integer> ours = new TreeMap<>((one, other) -> Long.compare(one.address, other.address));
    private final List<Integer> theirs = new ArrayList<>();
    private final UvLoop loop;
    private final int highest;

    /// @param loop which goes on using its own descriptors
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
        ChildPipe ends = ChildPipe.makeSocket();
        ours.put(pipe, ends.read());
        theirs.add(ends.write());
        sources.put(descriptor, outOfTheWay(descriptor, ends.write()));
    }

    /// As libuv has it, standard streams wait, whatever they were to us; but not those of a loop, which would wait
    /// too.
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
        int copy = PosixDescriptors.duplicateAtLeast(source, highest + 1);
        theirs.add(copy);
        return copy;
    }

    /// What the child does before its program: everything not mentioned here is closed.
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

    /// There is a child, and it has them.
    void closeTheirs() {
        theirs.forEach(ChildFile::close);
        theirs.clear();
    }

    /// Gives our ends to their pipes.
    void openOurs() {
        for (UvPipe pipe : List.copyOf(ours.keySet())) {
            pipe.open(ours.get(pipe));
            ours.remove(pipe);
        }
    }

    @Override
    public void close() {
        closeTheirs();
        ours.values().forEach(ChildFile::close);
        ours.clear();
    }
}
