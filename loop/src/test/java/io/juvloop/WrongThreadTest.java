package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.juvloop.datagram.DatagramOptions;
import io.juvloop.dns.AddressOptions;
import io.juvloop.files.StatListener;
import io.juvloop.files.WatchListener;
import io.juvloop.files.WatchOptions;
import io.juvloop.host.Feature;
import io.juvloop.host.LoopHost;
import io.juvloop.phases.LoopPhase;
import io.juvloop.phases.Phases;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.terminal.Terminals;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsOptions;
import io.juvloop.tls.TlsTrust;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every method of the loop, called on a thread that is not the loop's.
@LoopTest
@NeedsLibuv("it calls every method, also those that other loops need not have")
class WrongThreadTest {
    private static final Set<String> ANY_THREAD = Set.of(
            "callSoonThreadsafe",
            "isRunning",
            "isClosed",
            "time",
            "stats",
            "createFuture",
            "currentTask",
            "taskMode",
            "pollMode",
            "execute",
            "asExecutorService",
            "defaultExceptionHandler",
            "exceptionHandler",
            "setDebug",
            "isDebug",
            "slowCallbackDuration",
            "setSlowCallbackDuration",
            "terminals",
            "phases",
            "host",
            "supports",
            "libuvVersion");

    /// Calling these makes the caller the owner of the loop, unless it runs.
    private static final Set<String> TAKING_OVER = Set.of("runForever", "runUntilComplete", "runWhileAlive", "close");

    private static final SocketChannel NO_CHANNEL = closed(SocketChannel::open);

    private static final ServerSocketChannel NO_SERVER = closed(ServerSocketChannel::open);

    private static final DatagramChannel NO_DATAGRAMS = closed(DatagramChannel::open);

    private static final FileChannel NO_FILE = closed(() -> FileChannel.open(Path.of(System.getProperty("java.home"))));

    /// Only compared with other arguments.
    private static final Transport NO_TRANSPORT = (Transport) Proxy.newProxyInstance(
            Transport.class.getClassLoader(), new Class<?>[] {Transport.class}, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("equals");
                return false;
            });

    private static final Map<Class<?>, Object> ARGUMENTS = arguments();

    private static <C extends Channel> C closed(Callable<C> maker) {
        try (C channel = maker.call()) {
            return channel;
        } catch (Exception unavailable) {
            throw new AssertionError(unavailable);
        }
    }

    private static Map<Class<?>, Object> arguments() {
        Map<Class<?>, Object> values = new HashMap<>();
        values.put(Runnable.class, (Runnable) () -> {});
        values.put(Duration.class, Duration.ZERO);
        values.put(long.class, 0L);
        values.put(int.class, 80);
        values.put(boolean.class, false);
        values.put(String.class, Loopback.HOST);
        values.put(List.class, List.of(Loopback.HOST));
        values.put(Path.class, Path.of("/nowhere/socket"));
        values.put(byte[].class, new byte[1]);
        values.put(ByteBuffer.class, ByteBuffer.allocate(1));
        values.put(SocketAddress.class, InetSocketAddress.createUnresolved(Loopback.HOST, 80));
        values.put(SocketChannel.class, NO_CHANNEL);
        values.put(ServerSocketChannel.class, NO_SERVER);
        values.put(SelectableChannel.class, NO_CHANNEL);
        values.put(DatagramChannel.class, NO_DATAGRAMS);
        values.put(FileChannel.class, NO_FILE);
        values.put(BaseProtocol.class, new RecordingProtocol());
        values.put(TlsContext.class, TlsContext.client(TlsOptions.DEFAULT.withTrust(TlsTrust.anyone())));
        values.put(StartTlsOptions.class, StartTlsOptions.DEFAULT);
        values.put(SendfileOptions.class, SendfileOptions.DEFAULT);
        values.put(Transport.class, NO_TRANSPORT);
        values.put(Supplier.class, (Supplier<RecordingProtocol>) RecordingProtocol::new);
        values.put(CompletionStage.class, CompletableFuture.completedFuture("done"));
        values.put(ConnectOptions.class, ConnectOptions.DEFAULT);
        values.put(ServerOptions.class, ServerOptions.DEFAULT);
        values.put(DatagramOptions.class, DatagramOptions.DEFAULT);
        values.put(ExceptionHandler.class, (ExceptionHandler) (loop, context) -> {});
        values.put(Callable.class, (Callable<String>) () -> "done");
        values.put(Action.class, (Action) () -> {});
        values.put(TaskOptions.class, TaskOptions.DEFAULT);
        values.put(TaskFactory.class, TaskFactory.EAGER);
        values.put(Signal.class, Signal.HUP);
        values.put(SubprocessOptions.class, SubprocessOptions.PIPES);
        values.put(String[].class, new String[0]);
        values.put(AddressOptions.class, AddressOptions.DEFAULT);
        values.put(InetSocketAddress.class, new InetSocketAddress(InetAddress.getLoopbackAddress(), 80));
        values.put(Set.class, Set.of());
        values.put(LoopPhase.class, LoopPhase.CHECK);
        values.put(Feature.class, Feature.EVENT_COUNTS);
        values.put(MemorySegment.class, MemorySegment.ofArray(new byte[1]));
        values.put(Executor.class, (Executor) Runnable::run);
        values.put(ExecutorService.class, ForkJoinPool.commonPool());
        values.put(ExceptionContext.class, ExceptionContext.of("from a wrong thread", null));
        values.put(WatchListener.class, (WatchListener) (watch, event) -> {});
        values.put(WatchOptions.class, WatchOptions.DEFAULT);
        values.put(StatListener.class, (StatListener) (watch, before, now) -> {});
        return values;
    }

    /// Those of the loop and of its nouns; [EventLoop#files] is refused itself.
    static Stream<Method> methods() {
        return Stream.of(EventLoop.class, Terminals.class, Phases.class, LoopHost.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    private static Object targetOf(Method method, EventLoop loop) {
        Class<?> type = method.getDeclaringClass();
        if (type == Terminals.class) {
            return loop.terminals();
        }
        if (type == Phases.class) {
            return loop.phases();
        }
        return type == LoopHost.class ? loop.host() : loop;
    }

    static Stream<Method> methodsOfTheLoopsThread() {
        return methods().filter(method -> !ANY_THREAD.contains(method.getName()));
    }

    static Stream<Method> methodsThatTakeNothingOver() {
        return methodsOfTheLoopsThread().filter(method -> !TAKING_OVER.contains(method.getName()));
    }

    private static Throwable thrownBy(Method method, EventLoop loop) {
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(ARGUMENTS::get).toArray();
        assertThat(arguments).doesNotContainNull();
        try {
            method.invoke(targetOf(method, loop), arguments);
            return null;
        } catch (InvocationTargetException failed) {
            return failed.getCause();
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("methodsOfTheLoopsThread")
    @Tag("R1")
    void anotherThreadIsRefusedWhileItRuns(Method method, EventLoop loop) {
        loop.callSoon(() -> OtherThread.run(() -> assertThat(thrownBy(method, loop))
                .isInstanceOf(IllegalStateException.class)
                .message()
                .containsAnyOf("use callSoonThreadsafe", "running event loop", "is already running")));
        Turns.one(loop);
        assertThat(loop.isClosed()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("methodsThatTakeNothingOver")
    void anotherThreadIsRefusedWhileItDoesNotRun(Method method, EventLoop loop) {
        OtherThread.run(() -> assertThat(thrownBy(method, loop))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("called on thread other-thread, but the loop belongs to thread")
                .hasMessageEndingWith("use callSoonThreadsafe"));
        assertThat(loop.stats().readyCallbacks() + loop.stats().pendingTimers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void debugModeMakesNoDifference(boolean debug, EventLoop loop) {
        loop.setDebug(debug);
        OtherThread.run(() -> assertThat(methodsThatTakeNothingOver().map(method -> thrownBy(method, loop)))
                .hasSizeGreaterThan(15)
                .allMatch(IllegalStateException.class::isInstance));
    }

    @Test
    void methodsForAnyThreadAreForAnyThread(EventLoop loop, Logged logged) {
        OtherThread.run(() -> assertThat(methods()
                        .filter(method -> ANY_THREAD.contains(method.getName()))
                        .map(method -> thrownBy(method, loop)))
                .hasSize(ANY_THREAD.size())
                .containsOnlyNulls());
        assertThat(logged.only().message()).isEqualTo("from a wrong thread");
        Turns.one(loop);
    }

    @Test
    void aHandleIsCancelledOnTheLoopsThreadOnlyUnlessItWasPosted(EventLoop loop) {
        Handle soon = loop.callSoon(() -> {});
        TimerHandle timer = loop.callLater(Duration.ZERO, () -> {});
        Handle posted = loop.callSoonThreadsafe(() -> {});
        OtherThread.run(() -> {
            for (Handle handle : List.of(soon, timer)) {
                assertThat(catchThrowable(handle::cancel)).isInstanceOf(IllegalStateException.class);
            }
            posted.cancel();
        });
        assertThat(List.of(soon.isCancelled(), timer.isCancelled(), posted.isCancelled()))
                .containsExactly(false, false, true);
        Turns.one(loop);
    }
}
