package io.juvloop.internal;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.ExceptionHandler;
import io.juvloop.Handle;
import io.juvloop.LoopLocal;
import io.juvloop.files.FileOperations;
import io.juvloop.host.LoopHost;
import io.juvloop.internal.core.Attempts;
import io.juvloop.internal.core.CloseActions;
import io.juvloop.internal.core.ExceptionReporter;
import io.juvloop.internal.core.LocalValues;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.datagram.Datagrams;
import io.juvloop.internal.datagram.UvDatagrams;
import io.juvloop.internal.descriptor.UvDescriptors;
import io.juvloop.internal.descriptor.Watches;
import io.juvloop.internal.dns.UvNames;
import io.juvloop.internal.executor.DefaultExecutor;
import io.juvloop.internal.executor.ExecutorViews;
import io.juvloop.internal.executor.UvExecutors;
import io.juvloop.internal.host.UvHost;
import io.juvloop.internal.jdk.ScopedContext;
import io.juvloop.internal.net.AdoptSocket;
import io.juvloop.internal.net.UvConnections;
import io.juvloop.internal.phase.LoopPhases;
import io.juvloop.internal.phase.PhaseHooks;
import io.juvloop.internal.pipe.StreamTransports;
import io.juvloop.internal.pipe.UvPipes;
import io.juvloop.internal.process.UvSubprocesses;
import io.juvloop.internal.sendfile.FileSender;
import io.juvloop.internal.signal.SignalHandlers;
import io.juvloop.internal.signal.UvSignals;
import io.juvloop.internal.sock.Sockets;
import io.juvloop.internal.task.Tasks;
import io.juvloop.internal.task.UvTasks;
import io.juvloop.internal.tls.TlsLoop;
import io.juvloop.internal.tls.UvTls;
import io.juvloop.internal.tty.UvTerminals;
import io.juvloop.internal.tty.WindowWatch;
import io.juvloop.internal.watch.UvFiles;
import io.juvloop.phases.Phases;
import io.juvloop.spi.LoopLocals;
import io.juvloop.terminal.Terminals;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The event loop on libuv: builds its parts on one [LoopCore] and delegates each method to a part. A chapter,
/// such as [UvTasks], holds the methods of one area and names the parts that it needs.
///
/// Thread rule and lifetime: see [EventLoop].
public final class UvEventLoop
        implements EventLoop,
                LoopLocals,
                UvCallbacks,
                UvTasks,
                UvDebugging,
                UvExecutors,
                UvConnections,
                UvDatagrams,
                UvPipes,
                UvSockets,
                UvSignals,
                UvNames,
                UvSubprocesses,
                UvTls,
                UvDescriptors {
    private final LoopCore core = new LoopCore(this);
    private final CloseActions closeActions = new CloseActions(core);
    private final LocalValues locals = new LocalValues(core, closeActions);
    private final Tasks tasks = new Tasks(core);
    private final DefaultExecutor executor = new DefaultExecutor(core);
    private final ExecutorViews executorViews = new ExecutorViews(core);
    private final Watches watches = new Watches(core);
    private final Sockets sockets = new Sockets(core, tasks, executor, watches);
    private final FileSender fileSender = new FileSender(core, tasks, executor, watches, sockets);
    private final TlsLoop tls = new TlsLoop(core, executor);
    private final AdoptSocket adoption = new AdoptSocket(core, watches.descriptors());
    private final StreamTransports transports = new StreamTransports(core);
    private final SignalHandlers signals = new SignalHandlers(core);
    private final UvTerminals terminals = new UvTerminals(core, new WindowWatch(core));
    private final LoopPhases phases = new LoopPhases(core, new PhaseHooks(core, tasks, executor));
    private final UvHost host = new UvHost(core, tasks);
    private @Nullable UvFiles files;
    private @Nullable Datagrams datagrams;

    @Override
    public LoopCore core() {
        return core;
    }

    @Override
    public Tasks tasks() {
        return tasks;
    }

    @Override
    public DefaultExecutor defaultExecutor() {
        return executor;
    }

    @Override
    public ExecutorViews executorViews() {
        return executorViews;
    }

    @Override
    public Watches watches() {
        return watches;
    }

    @Override
    public Sockets sockets() {
        return sockets;
    }

    @Override
    public FileSender fileSender() {
        return fileSender;
    }

    @Override
    public TlsLoop tls() {
        return tls;
    }

    @Override
    public AdoptSocket adoption() {
        return adoption;
    }

    @Override
    public StreamTransports transports() {
        return transports;
    }

    @Override
    public SignalHandlers signals() {
        return signals;
    }

    @Override
    public FileOperations files() {
        core.checkUsable();
        if (files == null) {
            files = new UvFiles(core, tasks);
        }
        return files;
    }

    @Override
    public Terminals terminals() {
        return terminals;
    }

    @Override
    public Phases phases() {
        return phases;
    }

    @Override
    public LoopHost host() {
        return host;
    }

    @Override
    public Datagrams datagrams() {
        if (datagrams == null) {
            datagrams = new Datagrams(core);
        }
        return datagrams;
    }

    // --- Life

    @Override
    public void runForever() {
        core.run().forever();
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(CompletionStage<T> stage) {
        return core.run().untilComplete(Objects.requireNonNull(stage, "the stage is null"));
    }

    @Override
    public void stop() {
        core.checkUsable();
        core.run().stop();
    }

    @Override
    public boolean isRunning() {
        return core.thread().isRunning();
    }

    @Override
    public boolean isClosed() {
        return core.isClosed();
    }

    @Override
    public void close() {
        if (core.isClosed()) {
            return;
        }
        Attempts attempts = new Attempts();
        core.close(() -> new LoopClose(core, tasks, closeActions, attempts).close());
        attempts.attempt(executor::close);
        attempts.attempt(executorViews::loopClosed);
        attempts.attempt(core.run()::throwFailure);
        attempts.throwFirst();
    }

    @Override
    public Handle addCloseAction(Runnable action) {
        core.checkUsable();
        Objects.requireNonNull(action, "the action is null");
        return closeActions.add(ScopedContext.bind(action), core.creation());
    }

    @Override
    public <T extends @Nullable Object> T get(
            LoopLocal<T> local, Function<? super EventLoop, ? extends T> initial, @Nullable Consumer<? super T> end) {
        return locals.get(local, initial, end);
    }

    @Override
    public boolean remove(LoopLocal<?> local) {
        return locals.remove(local);
    }

    // --- Errors

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
        core.checkThread();
        core.reporter().handler(handler);
    }

    @Override
    public @Nullable ExceptionHandler exceptionHandler() {
        return core.reporter().handler();
    }

    @Override
    public void callExceptionHandler(ExceptionContext context) {
        core.checkThread();
        core.reporter().report(Objects.requireNonNull(context, "the context is null"));
    }

    @Override
    public void defaultExceptionHandler(ExceptionContext context) {
        ExceptionReporter.log(Objects.requireNonNull(context, "the context is null"));
    }

    @Override
    public String toString() {
        return "event loop on libuv (" + (isClosed() ? "closed" : isRunning() ? "running" : "not running") + ")";
    }
}
