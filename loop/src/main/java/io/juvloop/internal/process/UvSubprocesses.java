package io.juvloop.internal.process;

import io.juvloop.EventLoop;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.Chapter;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Subprocesses of the loop on libuv: checks the arguments and delegates.
///
/// Thread rule and lifetime: see [EventLoop].
public interface UvSubprocesses extends EventLoop, Chapter {
    @Override
    default <P extends SubprocessProtocol> CompletableFuture<SubprocessConnection<P>> subprocessExec(
            Supplier<P> factory, SubprocessOptions options, String program, String... arguments) {
        core().checkUsable();
        Arguments.requireFactory(factory);
        Command command = Command.of(program, List.of(arguments), options);
        return new Spawn<>(core(), factory, options, command).start();
    }

    @Override
    default <P extends SubprocessProtocol> CompletableFuture<SubprocessConnection<P>> subprocessShell(
            Supplier<P> factory, SubprocessOptions options, String command) {
        core().checkUsable();
        Arguments.requireFactory(factory);
        Objects.requireNonNull(options, "the options are null");
        return new Spawn<>(core(), factory, options, Command.ofShell(command, options)).start();
    }
}
