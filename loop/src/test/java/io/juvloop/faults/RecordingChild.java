package io.juvloop.faults;

import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.subprocess.SubprocessTransport;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A child whose protocol fails if it hears something twice, or in a wrong order.
final class RecordingChild implements SubprocessProtocol {
    /// The status that a child ends with unless it is killed, also because of an error.
    static final int EXIT = 3;

    private static final int SIGKILL = 9;

    private final Set<Integer> lostPipes = new TreeSet<>();
    private @Nullable SubprocessTransport transport;
    private @Nullable String wrong;
    private int received;
    private boolean exited;
    private boolean lost;

    SubprocessTransport transport() {
        return Objects.requireNonNull(transport, "no connectionMade yet");
    }

    boolean isMade() {
        return transport != null;
    }

    boolean isLost() {
        return lost;
    }

    /// Whether it has ended, or never begun.
    boolean isOver() {
        return transport == null || lost;
    }

    /// How many bytes it has written.
    int received() {
        return received;
    }

    /// Fails if something came twice or at a wrong time, or, once it has ended, too little came.
    ///
    /// @param pipes how many it has
    /// @param missing how many calls an error may have kept from coming
    void check(int pipes, int missing) {
        if (wrong != null) {
            throw new AssertionError(wrong);
        }
        if (lost && (exited ? 0 : 1) + pipes - lostPipes.size() > missing) {
            throw new AssertionError((exited ? "exited" : "no exit") + ", and lost pipes " + lostPipes);
        }
        Integer code = transport == null ? EXIT : transport.returnCode();
        if (code == null || (code != EXIT && code != -SIGKILL)) {
            throw new AssertionError("the return code is " + code);
        }
    }

    private void require(boolean condition, String what) {
        if (!condition && wrong == null) {
            wrong = what;
        }
    }

    @Override
    public void connectionMade(SubprocessTransport child) {
        require(transport == null, "made twice");
        transport = child;
    }

    @Override
    public void pipeDataReceived(int fd, ByteBuffer data) {
        require(!lostPipes.contains(fd), "data of a lost pipe");
        received += data.remaining();
    }

    @Override
    public void pipeConnectionLost(int fd, @Nullable Throwable cause) {
        require(lostPipes.add(fd), "pipe " + fd + " lost twice");
    }

    @Override
    public void processExited() {
        require(!exited && !lost, "a second exit, or at a wrong time");
        exited = true;
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        require(!lost, "lost twice");
        lost = true;
    }
}
