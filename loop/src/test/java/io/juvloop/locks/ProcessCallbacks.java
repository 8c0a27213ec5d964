package io.juvloop.locks;

import io.juvloop.Transport;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The methods of subprocess protocols.
@SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
enum ProcessCallbacks implements KindOfCallback {
    CONNECTION_MADE(_ -> {}),
    PIPE_DATA_RECEIVED(stdin -> stdin.write(new byte[1])),
    PIPE_CONNECTION_LOST(Transport::close),
    PROCESS_EXITED(Transport::close),
    CONNECTION_LOST(Transport::close);

    /// Copies its input to its output until the end.
    private static final String PROGRAM = "cat";

    private static final SubprocessOptions OPTIONS = SubprocessOptions.PIPES.withStderr(Redirect.INHERIT);

    private final Consumer<Transport> cause;

    /// @param cause the operation on the child's input
    ProcessCallbacks(Consumer<Transport> cause) {
        this.cause = cause;
    }

    @Override
    public Provocation prepare(LoopElsewhere there, Runnable callback) {
        return new OnFreshChild(there, callback);
    }

    private final class OnFreshChild implements Provocation {
        private final LoopElsewhere there;
        private final Runnable callback;
        private final List<CallbackSubprocessProtocol> children = new ArrayList<>();

        OnFreshChild(LoopElsewhere there, Runnable callback) {
            this.there = there;
            this.callback = callback;
        }

        private CallbackSubprocessProtocol start() {
            CallbackSubprocessProtocol protocol = new CallbackSubprocessProtocol(ProcessCallbacks.this, callback);
            children.add(protocol);
            there.post(() -> {
                var _ = there.loop().subprocessExec(() -> protocol, OPTIONS, PROGRAM);
            });
            return protocol;
        }

        @Override
        public void ready() {
            if (ProcessCallbacks.this != CONNECTION_MADE) {
                there.until("a child", start()::isMade);
            }
        }

        @Override
        public void provoke() {
            if (ProcessCallbacks.this == CONNECTION_MADE) {
                start();
            } else {
                CallbackSubprocessProtocol protocol = children.getLast();
                there.post(() -> cause.accept(protocol.stdin()));
            }
        }

        @Override
        public void close() {
            there.until("all children", () -> children.stream().allMatch(CallbackSubprocessProtocol::isMade));
            there.run(() -> children.forEach(protocol -> protocol.transport().close()));
            there.until(
                    "the end of all children", () -> children.stream().allMatch(CallbackSubprocessProtocol::isLost));
        }
    }
}
