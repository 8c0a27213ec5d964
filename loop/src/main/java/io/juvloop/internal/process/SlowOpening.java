package io.juvloop.internal.process;

import io.juvloop.bindings.ChildFile;
import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPipe;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.subprocess.Redirect;
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
    /// @param onOpen receives our descriptors by the child's, which are closed when it returns
    /// @param onFailure called when none is open
    SlowOpening(
            LoopCore core,
            Map<Integer, Redirect.File> wanted,
            Consumer<Map<Integer, Integer>> onOpen,
            Consumer<Throwable> onFailure) {
        this.core = core;
        this.onOpen = onOpen;
        this.onFailure = onFailure;
        wanted.forEach((fd, file) -> openers.add(new Opener(fd, file)));
        this.untilLoopCloses = new UvPipe(core.uv(), this); // last, as no error may leave it open
    }

    /// One file, and the thread that opens it.
    private final class Opener implements Runnable {
        private final int fd;
        private final Redirect.File file;
        private int ours = NOT_OPEN;
        private int otherSide = NOT_OPEN;
        private boolean started;
        private boolean over;
        private boolean unwanted;

        Opener(int fd, Redirect.File file) {
            this.fd = fd;
            this.file = file;
        }

        @Override
        public void run() {
            try {
                ours = ChildFile.open(FileNames.toBytes(file.path()), ChildStreams.mode(file.use()));
                finish();
                core.runOnLoop(SlowOpening.this::check);
            } catch (Throwable thrown) {
                finish();
                Throwable failure = thrown instanceof UvFailure refused
                        ? UvErrorMapping.toException(refused, file.path().toString())
                        : thrown;
                core.runOnLoop(() -> fail(failure));
            }
        }

        void start() {
            Thread thread = new Thread(null, this, "juvloop-open", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
            started = true;
        }

        private synchronized void finish() {
            over = true;
            otherSide = closed(otherSide);
            if (unwanted) {
                ours = closed(ours);
            }
        }

        synchronized boolean isOpen() {
            return over && ours != NOT_OPEN;
        }

        /// Closes the file, now or as soon as it is open; the other end stays open until then. After an error it can be
        /// called again.
        synchronized void giveUp() {
            unwanted = true;
            if (over) {
                ours = closed(ours);
            } else if (started && otherSide == NOT_OPEN) {
                otherSide = ChildFile.openBothSides(FileNames.toBytes(file.path()));
            }
        }

        private static int closed(int descriptor) {
            if (descriptor != NOT_OPEN) {
                ChildFile.close(descriptor);
            }
            return NOT_OPEN;
        }
    }

    void start() {
        openers.forEach(Opener::start);
    }

    private void check() {
        if (!ended && openers.stream().allMatch(Opener::isOpen)) {
            try {
                ended = true;
                untilLoopCloses.close();
                Map<Integer, Integer> opened = new HashMap<>();
                openers.forEach(opener -> opened.put(opener.fd, opener.ours));
                onOpen.accept(opened);
            } catch (Throwable thrown) {
                onFailure.accept(thrown);
                throw thrown;
            } finally {
                cancel();
            }
        }
    }

    private void fail(Throwable failure) {
        if (!ended) {
            try {
                cancel();
            } finally {
                onFailure.accept(failure);
            }
        }
    }

    /// Gives up, and closes the files. After an error it can be called again.
    void cancel() {
        ended = true;
        untilLoopCloses.close();
        openers.forEach(Opener::giveUp);
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
