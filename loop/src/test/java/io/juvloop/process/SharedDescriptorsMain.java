package io.juvloop.process;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Libc;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;

/// Uses standard descriptors, which other processes share, in one of several ways, and prints whether they are
/// blocking; the first argument is the way.
final class SharedDescriptorsMain {
    private static final int F_GETFL = 3;
    private static final int O_NONBLOCK = 0x800;

    /// Says how the child has its own input and output.
    private static final String LOOK = "import os, sys; sys.stderr.write('child' + ''.join("
            + "[' blocks', ' returns'][not os.get_blocking(fd)] for fd in (0, 1)) + '\\n')";

    private SharedDescriptorsMain() {}

    private static void say(String when) {
        StringBuilder text = new StringBuilder(when);
        for (int fd = 0; fd < 2; fd++) {
            int flags = Libc.INSTANCE.fcntl(fd, F_GETFL);
            text.append((flags & O_NONBLOCK) == 0 ? " blocks" : " returns");
        }
        System.err.println(text);
    }

    private static Transport read(EventLoop loop) {
        return loop.runUntilComplete(loop.connectReadPipe(RecordingProtocol::new, 0))
                .transport();
    }

    private static Transport write(EventLoop loop) {
        return loop.runUntilComplete(loop.connectWritePipe(RecordingProtocol::new, 1))
                .transport();
    }

    private static void child(EventLoop loop, SubprocessOptions options) {
        Transport in = read(loop);
        Transport out = write(loop);
        SubprocessConnection<SubprocessProtocol> child = loop.runUntilComplete(
                loop.subprocessExec(() -> new SubprocessProtocol() {}, options, "python3", "-c", LOOK));
        while (child.transport().returnCode() == null) {
            Turns.many(loop, 1);
        }
        say("beside");
        in.close();
        out.close();
        Turns.many(loop, 3);
    }

    public static void main(String... arguments) {
        EventLoop loop = EventLoop.create();
        switch (arguments[0]) {
            case "watched" -> {
                loop.addReader(0, () -> {});
                loop.addWriter(1, () -> {});
                Turns.many(loop, 3);
                say("beside");
                loop.removeReader(0);
                loop.removeWriter(1);
            }
            case "closed" -> {
                Transport in = read(loop);
                Transport out = write(loop);
                say("beside");
                in.close();
                out.close();
                Turns.many(loop, 3);
            }
            case "loopClosed" -> {
                read(loop);
                write(loop);
                say("beside");
                loop.close();
            }
            case "inherits" -> child(loop, SubprocessOptions.INHERIT);
            case "isGiven" ->
                child(
                        loop,
                        SubprocessOptions.PIPES
                                .withStdin(Redirect.fd(0))
                                .withStdout(Redirect.fd(1))
                                .withStderr(Redirect.INHERIT));
            default -> {
                read(loop);
                write(loop);
                say("beside");
                System.exit(0);
            }
        }
        say("after");
        loop.close();
        System.exit(0);
    }
}
