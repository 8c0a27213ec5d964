package io.juvloop.examples;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.subprocess.SubprocessTransport;
import io.juvloop.terminal.WindowSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Copies the output of the inner terminal of [Shell] to the outer one, and keeps its size equal.
///
/// Loop thread only.
final class ShellScreen implements SubprocessProtocol {
    /// The child reports here which terminal it is on, so that its size can be changed.
    static final int NAME_OF_TERMINAL = 3;

    private final EventLoop loop;
    private final Transport outer;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final StringBuilder name = new StringBuilder();
    private @Nullable SubprocessTransport child;
    private @Nullable WindowSize missed;

    ShellScreen(EventLoop loop, Transport outer) {
        this.loop = loop;
        this.outer = outer;
    }

    @Override
    public void connectionMade(SubprocessTransport transport) {
        child = transport;
    }

    @Override
    public void pipeDataReceived(int fd, ByteBuffer data) {
        if (fd != NAME_OF_TERMINAL) {
            outer.write(data);
            return;
        }
        name.append(StandardCharsets.UTF_8.decode(data));
        if (missed != null) {
            resize(missed);
        }
    }

    /// The size of the window has changed; the system notifies the programs on the inner terminal.
    void resize(WindowSize size) {
        String terminal = name.toString().strip();
        missed = terminal.isEmpty() ? size : null;
        if (!terminal.isEmpty()) {
            String[] arguments = Shell.resizing(terminal, size).toArray(String[]::new);
            var _ = loop.subprocessExec(Shell.Silent::new, SubprocessOptions.INHERIT, "stty", arguments);
        }
    }

    /// Called after all of its output.
    @Override
    public void connectionLost(@Nullable Throwable cause) {
        Integer code = child == null ? null : child.returnCode();
        ended.complete(code == null ? 1 : code);
    }

    CompletableFuture<Integer> ended() {
        return ended;
    }
}
