package io.juvloop.internal.process;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.bindings.ChildProcess;
import io.juvloop.bindings.ProcessOptions;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvPipe;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.ProtocolErrors;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.jfr.Recorder;
import io.juvloop.internal.stream.StreamTransport;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.subprocess.SubprocessTransport;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A child process: turns its exit and the events of its pipes into calls of a protocol.
///
/// The exit is reported in a callback of its own, and only after the caller has the child. `connectionLost` is
/// called once, after the exit and the loss of every pipe.
///
/// Loop thread only. Lives from its start to the protocol's `connectionLost`; its methods remain callable
/// afterwards.
final class ChildTransport implements SubprocessTransport, ChildProcess.Exit {
    private final LoopCore core;
    private final SubprocessProtocol protocol;
    private final String program;
    private final Map<Integer, ChildPipeTransport> pipes = new TreeMap<>();
    private @Nullable ChildProcess process;
    private @Nullable Integer returnCode;
    private @Nullable Runnable whenLoopCloses;
    private @Nullable Throwable cause;
    private int openPipes;
    private boolean begun;
    private boolean eventsBegun;
    private boolean exitReported;
    private boolean closing;
    private boolean closed;
    private boolean lossScheduled;
    private boolean lossReported;

    ChildTransport(LoopCore core, SubprocessProtocol protocol, String program) {
        this.core = core;
        this.protocol = protocol;
        this.program = program;
    }

    SubprocessProtocol protocol() {
        return protocol;
    }

    // --- Starting

    /// Starts the child. After an error [#abandonStart] must follow.
    void start(ProcessOptions child, Map<Integer, UvPipe> ends) {
        process = ChildProcess.spawn(core.uv(), child, this);
        Recorder.get().childStarted(process().pid(), program);
        ends.forEach((fd, pipe) -> pipes.put(fd, new ChildPipeTransport(core, pipe, this, fd)));
        openPipes = pipes.size();
        pipes.values().forEach(StreamTransport::begin);
    }

    /// Kills a child whose start an error has ended; its exit closes its handle.
    void abandonStart() {
        ChildProcess started = process;
        if (started != null) {
            int _ = started.kill(ChildProcess.SIGKILL);
        }
    }

    private ChildProcess process() {
        return Objects.requireNonNull(process, "not started yet");
    }

    /// Sets an action to run if the loop is closed before `connectionMade` is called.
    void whenLoopCloses(Runnable action) {
        whenLoopCloses = action;
    }

    void begin() {
        begun = true;
        whenLoopCloses = null;
        try {
            protocol.connectionMade(this);
        } catch (Throwable thrown) {
            failed("connectionMade", thrown);
            cause = thrown;
            close();
        }
    }

    /// Starts the delivery of events. After an error it can be called again.
    void beginEvents() {
        eventsBegun = true;
        pipes.values().forEach(StreamTransport::beginReading);
        notifyExit();
    }

    /// Closes a child that no caller wants; a protocol that has not been called yet never will be.
    void abandon() {
        close();
    }

    /// Closes a child whose caller an error has kept from having it; the protocol is notified of its end. After an
    /// error it can be called again.
    void drop() {
        close();
        beginEvents();
    }

    // --- Events

    @Override
    public void onExit(long status, int signal) {
        returnCode = signal != 0 ? -signal : (int) status;
        Recorder.get().childEnded(process().pid(), program, returnCode);
        process().close();
        if (core.isClosed()) {
            if (whenLoopCloses != null) {
                whenLoopCloses.run();
            }
        } else {
            core.callInternally(this::notifyExit);
        }
    }

    /// An error, of whichever call, keeps neither the exit back nor what follows it.
    private void notifyExit() {
        boolean isDone = false;
        try {
            exitIfBegun();
            isDone = true;
        } finally {
            if (!isDone) {
                exitIfBegun();
            }
        }
    }

    private void exitIfBegun() {
        if (!begun || !eventsBegun || returnCode == null) {
            return;
        }
        if (!exitReported) {
            exitReported = true;
            try {
                protocol.processExited();
            } catch (Throwable thrown) {
                failed("processExited", thrown);
            }
        }
        loseIfOver();
    }

    void pipeDataReceived(int fd, ByteBuffer data) {
        protocol.pipeDataReceived(fd, data);
    }

    /// Called again if an error came out of it.
    void pipeLost(ChildPipeTransport pipe, int fd, @Nullable Throwable why) {
        if (!pipe.isLossReported) {
            pipe.isLossReported = true;
            openPipes--;
            try {
                if (begun) {
                    protocol.pipeConnectionLost(fd, why);
                }
            } catch (Throwable thrown) {
                failed("pipeConnectionLost", thrown);
            }
        }
        loseIfOver();
    }

    private void loseIfOver() {
        if (exitReported && openPipes == 0 && !lossScheduled) {
            closing = true;
            core.callInternally(this::notifyLoss);
            lossScheduled = true;
        }
    }

    private void notifyLoss() {
        if (lossReported) {
            return;
        }
        lossReported = true;
        try {
            protocol.connectionLost(cause);
        } catch (Throwable thrown) {
            failed("connectionLost", thrown);
        }
    }

    private void failed(String method, Throwable thrown) {
        new ProtocolErrors(core, this, () -> protocol).report(method, thrown);
    }

    // --- Calls of the user

    @Override
    public int pid() {
        core.checkThread();
        return process().pid();
    }

    @Override
    public @Nullable Integer returnCode() {
        core.checkThread();
        return returnCode;
    }

    @Override
    public @Nullable Transport pipeTransport(int fd) {
        core.checkThread();
        return pipes.get(fd);
    }

    @Override
    public void sendSignal(int signal) {
        core.checkThread();
        int status = process().kill(signal);
        if (status == UvErrors.ESRCH) {
            throw new IllegalStateException("no such process any more: " + this);
        }
        if (status == UvErrors.EINVAL) {
            throw new IllegalArgumentException("no such signal: " + signal);
        }
        if (status < 0) {
            throw new UncheckedIOException(UvErrorMapping.toException("uv_process_kill", status, this));
        }
    }

    @Override
    public void terminate() {
        sendSignal(ChildProcess.SIGTERM);
    }

    @Override
    public void kill() {
        sendSignal(ChildProcess.SIGKILL);
    }

    /// Drops data written to a child that is killed, because a grandchild might never read it. After an error it can
    /// be called again.
    @Override
    public void close() {
        core.checkThread();
        if (closed) {
            return;
        }
        closing = true;
        boolean killed = process().kill(ChildProcess.SIGKILL) == 0;
        pipes.values().forEach(killed ? StreamTransport::abort : StreamTransport::close);
        closed = true;
    }

    @Override
    public boolean isClosing() {
        core.checkThread();
        return closing;
    }

    @Override
    public <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        core.checkThread();
        return null;
    }

    @Override
    public EventLoop loop() {
        return core.loop();
    }

    /// Any thread, because log messages contain it.
    @Override
    public String toString() {
        ChildProcess child = process;
        String number = child == null ? "" : child.pid() + " ";
        String state = returnCode == null ? "" : " (returned " + returnCode + ")";
        return "process " + number + "of " + program + state;
    }
}
