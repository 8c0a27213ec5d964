package io.juvloop.internal.process;

import io.juvloop.LoopSubprocesses;
import io.juvloop.SubprocessConnection;
import io.juvloop.SubprocessOptions;
import io.juvloop.SubprocessProtocol;
import io.juvloop.internal.core.Arguments;
import io.juvloop.internal.core.Chapter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The chapter of subprocesses on libuv: checks what was asked, and hands it to who can do it.
///
/// Thread rule and lifetime: see [LoopSubprocesses].
public interface UvSubprocesses extends LoopSubprocesses, Chapter {
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
