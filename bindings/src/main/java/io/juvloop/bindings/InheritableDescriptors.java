package io.juvloop.bindings;

import java.io.File;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/// Keeps the descriptors of this process from a child of libuv's, which should inherit only what it was given.
///
/// The JDK opens files, sockets and pipes without close-on-exec, since its own children close every descriptor
/// themselves; a child of libuv's does so only on macOS and Windows. Setting the flag here, on descriptors of
/// other code, would break a [ProcessBuilder] that starts a child at the same time. So on Linux each such
/// descriptor is covered, in the child alone, by the null device: the child neither holds a port nor keeps a peer
/// from seeing the end of a pipe. A descriptor that another thread opens between the listing and the fork is
/// missed.
///
/// Any thread. Lives for one start by libuv.
final class InheritableDescriptors implements AutoCloseable {
    private static final int STANDARD = 3;
    private static final File OURS = new File("/proc/self/fd");

    private final OpenedDescriptors opened = new OpenedDescriptors();
    private int[] covered = {};
    private int cover = -1;

    /// Lists the open descriptors.
    ///
    /// @param wanted the child's descriptors that have a meaning
    InheritableDescriptors(Set<Integer> wanted) {
        if (!Platform.current().isLinux()) {
            return;
        }
        try {
            inspect(wanted);
        } catch (Throwable thrown) {
            close();
            throw thrown;
        }
    }

    private void inspect(Set<Integer> wanted) {
        int[] open = open();
        int[] others = Arrays.stream(open)
                .filter(fd -> fd >= STANDARD && !wanted.contains(fd))
                .toArray();
        covered = PosixDescriptors.inheritable(others);
        int highest = Arrays.stream(covered).max().orElse(STANDARD);
        int nowhere = opened.open(() -> ChildFile.open(ChildFile.nowhere(), ChildFile.Mode.READ_WRITE));
        // above every covered number, or libuv would make a copy for each
        cover = opened.open(() -> PosixDescriptors.duplicateAtLeast(nowhere, highest + 1));
        wanted.stream()
                .filter(fd -> fd >= STANDARD && Arrays.stream(open).noneMatch(fd::equals))
                .forEach(this::plug);
    }

    /// Reserves a number that the child will cover, so that libuv's own pipe, by which the child reports a
    /// failure, does not get it. If it is taken meanwhile, a copy above it does no harm.
    private void plug(int fd) {
        int _ = opened.open(() -> PosixDescriptors.duplicateAtLeast(cover, fd));
    }

    private static int[] open() {
        String[] names = OURS.list();
        return names == null
                ? IntStream.empty().toArray()
                : Arrays.stream(names).mapToInt(Integer::parseInt).toArray();
    }

    /// Returns the descriptors that the child would inherit by accident.
    int[] covered() {
        return covered;
    }

    /// Opens the null device.
    int cover() {
        return cover;
    }

    /// After an error it can be called again.
    @Override
    public void close() {
        opened.close();
    }
}
