package io.juvloop.internal.process;

import io.juvloop.bindings.ChildFile;
import io.juvloop.bindings.ChildPipe;
import io.juvloop.bindings.FileNames;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where the descriptors of one child lead, from what was asked for to what libuv is told; and who closes what is
/// open here for it: the child's ends and files when it was started or could not be, our ends if it could not be.
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
    private final List<Integer> opened = new ArrayList<>();

    /// @param files that are open already, by the child's descriptors; closed with the others
    ChildStreams(LoopCore core, ProcessOptions child, Map<Integer, Integer> files) {
        this.core = core;
        this.child = child;
        this.files = files;
        opened.addAll(files.values());
    }

    /// What waits for another process when it is opened, by the child's descriptors.
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
            UvPipe pipe = new UvPipe(core.uv(), NOBODY_YET);
            pipes.put(fd, pipe);
            // also what only goes to the child is read, which tells when the child has closed it
            child.pipe(fd, pipe, fd != STDOUT && fd != STDERR, true);
        } else {
            lead(fd, source(fd, redirect));
        }
    }

    /// Output and errors on one way, which must be one descriptor for the child, lest they overwrite each other.
    private void routeBoth(Redirect redirect) throws IOException {
        int ours = redirect.equals(Redirect.PIPE) ? sharedPipe() : source(STDOUT, redirect);
        lead(STDOUT, ours);
        lead(STDERR, ours);
    }

    private int sharedPipe() {
        ChildPipe ends = ChildPipe.make();
        opened.add(ends.write());
        UvPipe pipe = new UvPipe(core.uv(), NOBODY_YET);
        pipes.put(STDOUT, pipe);
        try {
            pipe.open(ends.read());
        } catch (UvFailure failure) {
            opened.add(ends.read());
            throw failure;
        }
        return ends.write();
    }

    private void lead(int fd, int ours) {
        if (ours == NOWHERE) {
            child.ignore(fd);
        } else {
            child.inherit(fd, ours);
        }
    }

    /// The descriptor of this process that the child gets.
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

    /// What of ours never waits is opened anew for the child, because to have it wait would have the loop wait too.
    /// Where that cannot be, the child gets what we have.
    private int shared(int ours) {
        try {
            int anew = ChildFile.openAnew(ours);
            if (anew == ChildFile.NOT_OPEN) {
                return ours;
            }
            opened.add(anew);
            return anew;
        } catch (UvFailure notOpen) {
            return ours; // who starts the child says so
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
            int file = ChildFile.open(name, mode);
            opened.add(file);
            return file;
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, what);
        }
    }

    /// What the child has by now, or will not have, is closed here.
    void closeOpened() {
        opened.forEach(ChildFile::close);
        opened.clear();
    }

    /// There is no child.
    void closePipes() {
        pipes.values().forEach(UvPipe::close);
    }
}
