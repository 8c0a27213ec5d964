package io.juvloop.internal.process;

import io.juvloop.bindings.ChildFile;
import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPipe;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.subprocess.Redirect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Opens FIFOs for a child that is about to start, each on a thread of its own, because opening waits for
/// another process at the other end. libuv's pool is unsuitable: its threads are few, and the JVM waits for
/// them when it exits.
///
/// Giving up releases the threads by opening the other end until they continue; what they open then is closed.
///
/// Loop thread only. Lives until all files are open, one failed, [#cancel] is called or the loop is closed,
/// which a handle notices.
final class SlowOpening implements StreamEvents {
    private static final int NOT_OPEN = ChildFile.NOT_OPEN;

    private final LoopCore core;
    private final Consumer<Map<Integer, Integer>> onOpen;
    private final Consumer<Throwable> onFailure;
    private final UvPipe untilLoopCloses;
    private final List<Opener> openers = new ArrayList<>();
    private boolean ended;

    /// @param wanted the files by the child's descriptors
    /// @param onOpen receives our descriptors by the child's, and must close them
    /// @param onFailure called when none is open
    SlowOpening(
            LoopCore core,
            Map<Integer, Redirect.File> wanted,
            Consumer<Map<Integer, Integer>> onOpen,
            Consumer<Throwable> onFailure) {
        this.core = core;
        this.onOpen = onOpen;
        this.onFailure = onFailure;
        this.untilLoopCloses = new UvPipe(core.uv(), this);
        wanted.forEach((fd, file) -> openers.add(new Opener(fd, file)));
    }

    /// One file, and the thread that opens it.
    private final class Opener implements Runnable {
        private final int fd;
        private final Redirect.File file;
        private int ours = NOT_OPEN;
        private int otherSide = NOT_OPEN;
        private boolean over;
        private boolean unwanted;

        Opener(int fd, Redirect.File file) {
            this.fd = fd;
            this.file = file;
        }

        @Override
        public void run() {
            try {
                opened(ChildFile.open(FileNames.toBytes(file.path()), ChildStreams.mode(file.use())));
                core.runOnLoop(SlowOpening.this::check);
            } catch (UvFailure failure) {
                opened(NOT_OPEN);
                IOException mapped =
                        UvErrorMapping.toException(failure, file.path().toString());
                core.runOnLoop(() -> fail(mapped));
            }
        }

        private synchronized void opened(int descriptor) {
            over = true;
            ours = descriptor;
            close(otherSide);
            if (unwanted) {
                close(ours);
            }
        }

        synchronized boolean isOpen() {
            return ours != NOT_OPEN;
        }

        /// Closes the file, now or as soon as it is open; the other end stays open until then.
        synchronized void giveUp() {
            unwanted = true;
            if (over) {
                close(ours);
            } else {
                otherSide = ChildFile.openBothSides(FileNames.toBytes(file.path()));
            }
        }

        private static void close(int descriptor) {
            if (descriptor != NOT_OPEN) {
                ChildFile.close(descriptor);
            }
        }
    }

    void start() {
        for (Opener opener : openers) {
            Thread thread = new Thread(null, opener, "juvloop-open", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
        }
    }

    private void check() {
        if (!ended && openers.stream().allMatch(Opener::isOpen)) {
            ended = true;
            untilLoopCloses.close();
            Map<Integer, Integer> opened = new HashMap<>();
            openers.forEach(opener -> opened.put(opener.fd, opener.ours));
            onOpen.accept(opened);
        }
    }

    private void fail(Throwable failure) {
        if (!ended) {
            cancel();
            onFailure.accept(failure);
        }
    }

    /// Gives up, and closes the files.
    void cancel() {
        if (!ended) {
            ended = true;
            untilLoopCloses.close();
            openers.forEach(Opener::giveUp);
        }
    }

    @Override
    public void onClosed() {
        fail(LoopCore.closedException());
    }

    @Override
    public String toString() {
        return "start of a child that waits for "
                + openers.stream().map(opener -> opener.file.path()).toList();
    }
}
