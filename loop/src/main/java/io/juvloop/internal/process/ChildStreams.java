package io.juvloop.internal.process;

import io.juvloop.bindings.ChildFile;
import io.juvloop.bindings.ChildPipe;
import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.OpenedDescriptors;
import io.juvloop.bindings.ProcessOptions;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPipe;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/// Prepares the descriptors of one child: converts the user's options to libuv's, and closes what it opened for
/// the child: the child's ends and files after the start or its failure, our ends only after a failure.
///
/// Loop thread only. Lives for one start.
final class ChildStreams {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;
    private static final int NOWHERE = -1;
    private static final StreamEvents NOBODY_YET = new StreamEvents() {};

    private final LoopCore core;
    private final ProcessOptions child;
    private final Map<Integer, UvPipe> pipes = new TreeMap<>();
    private final Map<Integer, Integer> files;
    private final OpenedDescriptors opened;

    /// @param files files that are open already, by the child's descriptors
    /// @param opened has these files, and gets what is opened here
    ChildStreams(LoopCore core, ProcessOptions child, Map<Integer, Integer> files, OpenedDescriptors opened) {
        this.core = core;
        this.child = child;
        this.files = files;
        this.opened = opened;
    }

    /// The files whose opening waits for another process, by the child's descriptors.
    static Map<Integer, Redirect.File> slow(SubprocessOptions options) {
        Map<Integer, Redirect.File> slow = new TreeMap<>();
        noteSlow(slow, STDIN, options.stdin());
        noteSlow(slow, STDOUT, options.stdout());
        noteSlow(slow, STDERR, options.stderr());
        options.descriptors().forEach((fd, redirect) -> noteSlow(slow, fd, redirect));
        return slow;
    }

    private static void noteSlow(Map<Integer, Redirect.File> slow, int fd, Redirect redirect) {
        if (redirect instanceof Redirect.File file && isSlow(file.path())) {
            slow.put(fd, file);
        }
    }

    private static boolean isSlow(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).isOther();
        } catch (IOException notThere) {
            return false;
        }
    }

    /// Our ends, by the child's descriptor.
    Map<Integer, UvPipe> pipes() {
        return pipes;
    }

    void route(SubprocessOptions options) throws IOException {
        route(STDIN, options.stdin());
        if (options.stderr().equals(Redirect.STDOUT)) {
            routeBoth(options.stdout());
        } else {
            route(STDOUT, options.stdout());
            route(STDERR, options.stderr());
        }
        for (Map.Entry<Integer, Redirect> further : options.descriptors().entrySet()) {
            route(further.getKey(), further.getValue());
        }
    }

    private void route(int fd, Redirect redirect) throws IOException {
        if (redirect.equals(Redirect.PIPE)) {
            UvPipe pipe = newPipe(fd);
            // a pipe that only the child reads is read too, which shows when the child has closed it
            child.pipe(fd, pipe, fd != STDOUT && fd != STDERR, true);
        } else {
            redirect(fd, source(fd, redirect));
        }
    }

    private UvPipe newPipe(int fd) {
        UvPipe pipe = new UvPipe(core.uv(), NOBODY_YET);
        try {
            pipes.put(fd, pipe);
            return pipe;
        } catch (Throwable thrown) {
            pipe.close();
            throw thrown;
        }
    }

    /// Redirects output and errors to one target, as one descriptor in the child, because two would overwrite
    /// each other's data.
    private void routeBoth(Redirect redirect) throws IOException {
        int ours = redirect.equals(Redirect.PIPE) ? sharedPipe() : source(STDOUT, redirect);
        redirect(STDOUT, ours);
        redirect(STDERR, ours);
    }

    private int sharedPipe() {
        ChildPipe ends = ChildPipe.make(opened);
        opened.giveTo(newPipe(STDOUT), ends.read());
        return ends.write();
    }

    private void redirect(int fd, int ours) {
        if (ours == NOWHERE) {
            child.ignore(fd);
        } else {
            child.inherit(fd, ours);
        }
    }

    /// The descriptor of this process that the child inherits.
    private int source(int fd, Redirect redirect) throws IOException {
        return switch (redirect) {
            case Redirect.Descriptor descriptor -> shared(descriptor.number());
            case Redirect.File file -> {
                Integer open = files.get(fd);
                yield open != null ? open : open(FileNames.toBytes(file.path()), mode(file.use()), file.path());
            }
            case Redirect.Standard standard ->
                switch (standard) {
                    case INHERIT -> shared(fd);
                    case DEVNULL -> fd <= STDERR ? NOWHERE : openNowhere();
                    case PIPE, STDOUT -> throw new AssertionError("routed elsewhere: " + standard);
                };
        };
    }

    /// Reopens a non-blocking descriptor of ours for the child, because making it blocking would make the loop
    /// block too. If it cannot be reopened, the child inherits the descriptor itself.
    private int shared(int ours) {
        try {
            int anew = opened.open(() -> ChildFile.openAnew(ours));
            return anew == ChildFile.NOT_OPEN ? ours : anew;
        } catch (UvFailure notOpen) {
            return ours; // starting the child reports the error
        }
    }

    static ChildFile.Mode mode(Redirect.FileUse use) {
        return switch (use) {
            case READ -> ChildFile.Mode.READ;
            case WRITE -> ChildFile.Mode.WRITE;
            case APPEND -> ChildFile.Mode.APPEND;
        };
    }

    private int openNowhere() throws IOException {
        return open(ChildFile.nowhere(), ChildFile.Mode.READ_WRITE, "the device that leads nowhere");
    }

    private int open(byte[] name, ChildFile.Mode mode, Object what) throws IOException {
        try {
            return opened.open(() -> ChildFile.open(name, mode));
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, what);
        }
    }

    /// Closes our ends, because there is no child.
    void closePipes() {
        pipes.values().forEach(UvPipe::close);
    }
}
