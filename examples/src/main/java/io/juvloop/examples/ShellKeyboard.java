package io.juvloop.examples;

import io.juvloop.Protocol;
import io.juvloop.Transport;
import io.juvloop.subprocess.SubprocessTransport;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Copies keyboard input from the outer terminal of [Shell] to the inner one. Keys wait until the child has
/// started, and a terminal that closes ends the child.
///
/// Loop thread only.
final class ShellKeyboard implements Protocol {
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable Transport terminal;
    private @Nullable SubprocessTransport child;
    private @Nullable Transport keys;

    @Override
    public void connectionMade(Transport transport) {
        terminal = transport;
        transport.pauseReading();
    }

    void typeInto(SubprocessTransport started) {
        child = started;
        keys = started.pipeTransport(0);
        if (terminal != null) {
            terminal.resumeReading();
        }
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        if (keys != null) {
            keys.write(data);
        }
    }

    /// The outer terminal accepts no more for now, so the child is not read.
    @Override
    public void pauseWriting() {
        output().pauseReading();
    }

    @Override
    public void resumeWriting() {
        output().resumeReading();
    }

    private Transport output() {
        if (child == null) {
            throw new IllegalStateException("nothing is written before there is a child");
        }
        return child.pipeTransport(1);
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        if (child != null) {
            child.close();
        }
        closed.complete(null);
    }

    CompletableFuture<Void> closed() {
        return closed;
    }
}
