package io.juvloop;

import io.juvloop.spi.EventLoopProvider;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The event loop: one thread that waits for everything and calls back when something happens.
///
/// Thread rule: a running loop belongs to the thread that runs it, a loop that is not running to the thread
/// that made it or ran it last; running or closing it on another thread takes it over. Every method is for that
/// thread alone, and a call from another is refused with an [IllegalStateException], always. For any thread are
/// [#callSoonThreadsafe], [#isRunning], [#isClosed], [#time], [#stats], [#createFuture], the switches of debug
/// mode and what only reads. A run must be on a platform thread.
///
/// Lifetime: until [#close]; then every method that would schedule something throws [IllegalStateException].
///
/// The futures it gives are completed on its thread. Waiting for one by blocking on that thread while the loop
/// runs could never end, so that throws.
///
/// See [asyncio's event loop](https://docs.python.org/3.13/library/asyncio-eventloop.html).
public interface EventLoop extends Executor, AutoCloseable {
    // --- Making and finding loops

    /// Makes a loop. asyncio's `new_event_loop()`.
    ///
    /// @return a loop that is not running, owned by this thread
    /// @throws UnavailableException if libuv cannot be used
    static EventLoop create() {
        return ServiceLoader.load(EventLoopProvider.class, EventLoop.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no EventLoopProvider is on the class or module path"))
                .newEventLoop();
    }

    /// The loop that runs on this thread. asyncio's `get_running_loop()`.
    ///
    /// @return the loop whose callback or task this is called from
    /// @throws IllegalStateException if there is none
    static EventLoop running() {
        EventLoop loop = RunningLoop.get();
        if (loop == null) {
            throw new IllegalStateException("no event loop is running on this thread");
        }
        return loop;
    }

    // --- Life

    /// Runs until [#stop]. If it was called already, one turn is run. asyncio's `run_forever()`.
    ///
    /// @throws IllegalStateException if it is running or closed, if another loop runs on this thread, or on a
    ///   virtual thread
    void runForever();

    /// Runs until something is done. asyncio's `run_until_complete(future)`.
    ///
    /// @param <T> the type of its result
    /// @param stage what to wait for
    /// @return its result
    /// @throws java.util.concurrent.CompletionException with the failure as its cause, if it failed with a
    ///   checked exception; an unchecked one is thrown as it is
    /// @throws IllegalStateException if the loop was stopped before
    /// @throws IllegalArgumentException if it is a future of another loop
    <T> T runUntilComplete(CompletionStage<T> stage);

    /// Makes the run end: the batch of callbacks that is running is finished, those added meanwhile wait for
    /// the next run. asyncio's `stop()`.
    void stop();

    /// Whether it runs. Any thread. asyncio's `is_running()`.
    ///
    /// @return true between begin and end of a run
    boolean isRunning();

    /// Whether it is closed. Any thread. asyncio's `is_closed()`.
    ///
    /// @return true for ever after [#close]
    boolean isClosed();

    /// Closes: callbacks and timers that wait are dropped, connections and servers that are still open are
    /// closed with a warning that names them, and all native memory is freed. Again, it does nothing. asyncio's
    /// `close()`.
    ///
    /// @throws IllegalStateException while it runs
    @Override
    void close();

    // --- Callbacks and timers

    /// Calls back in the next turn; first in, first out. asyncio's `call_soon(callback)`.
    ///
    /// @param callback what to run, once
    /// @return to cancel it
    Handle callSoon(Runnable callback);

    /// Calls back soon, waking the loop. Any thread. Callbacks of one thread keep their order. asyncio's
    /// `call_soon_threadsafe(callback)`.
    ///
    /// @param callback what to run on the loop's thread, once
    /// @return to cancel it
    /// @throws IllegalStateException if the loop is closed
    Handle callSoonThreadsafe(Runnable callback);

    /// Calls back after a delay, never earlier; equal deadlines in the order of their making. asyncio's
    /// `call_later(delay, callback)`.
    ///
    /// @param delay zero and less mean as soon as possible; any length is allowed
    /// @param callback what to run, once
    /// @return to cancel it
    TimerHandle callLater(Duration delay, Runnable callback);

    /// Calls back at a time, never earlier. asyncio's `call_at(when, callback)`.
    ///
    /// @param when on the scale of [#time], in nanoseconds
    /// @param callback what to run, once
    /// @return to cancel it
    TimerHandle callAt(long when, Runnable callback);

    /// The loop's clock: monotonic, not cached, from an arbitrary begin. Any thread. asyncio's `time()`.
    ///
    /// @return nanoseconds
    long time();

    /// Makes a future that belongs to this loop. asyncio's `create_future()`.
    ///
    /// @param <T> the type of its result
    /// @return a future that refuses to block the loop's own thread
    <T> LoopFuture<T> createFuture();

    // --- Tasks

    /// Makes a task, which begins in the next turn, with the scoped values that are bound here. asyncio's
    /// `create_task(coro)`.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @return the task
    default <T> Task<T> createTask(Callable<T> body) {
        return createTask(body, TaskOptions.DEFAULT);
    }

    /// Makes a task without a result, see [#createTask(Callable)].
    ///
    /// @param body what it runs
    /// @return the task
    default Task<Void> createTask(Action body) {
        return createTask(body.asCallable(), TaskOptions.DEFAULT);
    }

    /// Makes a task, by the task factory if there is one. asyncio's `create_task(coro, name=, eager_start=)`.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @param options how
    /// @return the task
    /// @throws IllegalStateException if the loop is closed
    <T> Task<T> createTask(Callable<T> body, TaskOptions options);

    /// Makes a task past the task factory, which may call this. asyncio's `Task(coro, loop=loop)`.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @param options how
    /// @return the task
    /// @throws IllegalStateException if the loop is closed
    <T> Task<T> newTask(Callable<T> body, TaskOptions options);

    /// Sets what makes the tasks. asyncio's `set_task_factory(factory)`.
    ///
    /// @param factory the factory, or null for the loop's own way
    void setTaskFactory(@Nullable TaskFactory factory);

    /// What makes the tasks. asyncio's `get_task_factory()`.
    ///
    /// @return the factory, or null for the loop's own way
    @Nullable
    TaskFactory getTaskFactory();

    /// The task that is running. asyncio's `current_task(loop)`.
    ///
    /// @return the task, or null in a callback
    @Nullable
    Task<?> currentTask();

    /// The tasks that are not done. asyncio's `all_tasks(loop)`.
    ///
    /// @return a copy, in the order of their making
    Set<Task<?>> allTasks();

    /// How tasks run in this process. Any thread.
    ///
    /// @return the mode
    /// @throws IllegalStateException if `-Djuvloop.tasks` asks for a mode that cannot be had
    TaskMode taskMode();

    /// Suspends the task that is running until something is done; what [Async#await] calls. asyncio's `await`.
    ///
    /// @param <T> the type of its result
    /// @param stage what to wait for, of this loop or of none; cancelled if the task is cancelled meanwhile
    /// @return its result
    /// @throws java.util.concurrent.CancellationException if the task or the stage is cancelled
    /// @throws java.util.concurrent.CompletionException with the failure as its cause, if it failed with a
    ///   checked exception; an unchecked one is thrown as it is
    /// @throws IllegalStateException outside a task, if a task waits for itself, or for a future of another loop
    <T> T await(CompletionStage<T> stage);

    /// Suspends the task that is running for some time; what [Async#sleep] calls. asyncio's `sleep(delay)`.
    ///
    /// @param delay zero and less give way for one turn
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IllegalStateException outside a task
    void sleep(Duration delay);

    // --- Executors

    /// Runs blocking work elsewhere. asyncio's `run_in_executor(executor, func)`.
    ///
    /// @param <T> the type of its result
    /// @param executor where, or null for the default: a virtual thread of its own, which is not the loop's
    /// @param work what to run
    /// @return its result, completed on the loop's thread; cancelling it before the work begins prevents it,
    ///   later the work ends unheard
    /// @throws IllegalStateException if the executor is null and [#shutdownDefaultExecutor] was called
    /// @throws java.util.concurrent.RejectedExecutionException if the executor refuses
    <T> CompletableFuture<T> runInExecutor(@Nullable Executor executor, Callable<T> work);

    /// Sets where blocking work runs by default. asyncio's `set_default_executor(executor)`.
    ///
    /// @param executor which the loop shuts down when it is closed
    void setDefaultExecutor(ExecutorService executor);

    /// Shuts the default executor down and waits for its work. asyncio's `shutdown_default_executor(timeout)`.
    ///
    /// @param timeout how long to wait at most, or null for ever; then a warning is logged and the work left
    /// @return when it is done
    CompletableFuture<Void> shutdownDefaultExecutor(@Nullable Duration timeout);

    /// The same as [#callSoonThreadsafe], for libraries that want an [Executor]. Any thread.
    ///
    /// @param command what to run on the loop's thread
    /// @throws java.util.concurrent.RejectedExecutionException if the loop is closed
    @Override
    void execute(Runnable command);

    /// The loop as other libraries want it. Work is run on the loop's thread, in callbacks. Any thread.
    ///
    /// @return a view, whose shutdown concerns the view alone
    ScheduledExecutorService asExecutorService();

    // --- Connections

    /// Connects by TCP with [ConnectOptions#DEFAULT].
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param host a name or a numeric address
    /// @param port 1 to 65535
    /// @return the transport and protocol
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createConnection(
            Supplier<P> factory, String host, int port) {
        return createConnection(factory, host, port, ConnectOptions.DEFAULT);
    }

    /// Connects by TCP: resolves the host and tries its addresses, staggered, until one answers. The result is
    /// delivered before the protocol's first data. Cancelling the future closes everything that was begun.
    /// asyncio's `create_connection(factory, host, port)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param host a name or a numeric address; null with [ConnectOptions#socket]
    /// @param port 1 to 65535; 0 with [ConnectOptions#socket]
    /// @param options how
    /// @return the transport and protocol; fails with [java.net.ConnectException] and others of the JDK's, each
    ///   with a [UvException] as its cause
    /// @throws IllegalArgumentException for a port out of range, or both or neither of host and socket
    <P extends BaseProtocol> CompletableFuture<Connection<P>> createConnection(
            Supplier<P> factory, @Nullable String host, int port, ConnectOptions options);

    /// Serves TCP with [ServerOptions#DEFAULT].
    ///
    /// @param factory makes a protocol for each connection
    /// @param host a name or a numeric address; null or empty for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @return the server, accepting
    default CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String host, int port) {
        return createServer(factory, host == null ? List.of() : List.of(host), port, ServerOptions.DEFAULT);
    }

    /// Serves TCP on one host, see [#createServer(Supplier, List, int, ServerOptions)].
    ///
    /// @param factory makes a protocol for each connection
    /// @param host a name or a numeric address; null or empty for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @param options how
    /// @return the server
    default CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String host, int port, ServerOptions options) {
        return createServer(factory, host == null ? List.of() : List.of(host), port, options);
    }

    /// Serves TCP: one listening socket for each address of each host, all or none. asyncio's
    /// `create_server(factory, host, port)`.
    ///
    /// @param factory makes a protocol for each connection
    /// @param hosts names or numeric addresses; none for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @param options how
    /// @return the server; fails with [java.net.BindException] and others of the JDK's
    /// @throws IllegalArgumentException for a port out of range, or both a host and a socket
    CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, List<String> hosts, int port, ServerOptions options);

    /// Connects to a unix domain socket with [ConnectOptions#DEFAULT].
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param path of the socket
    /// @return the transport and protocol
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, Path path) {
        return createUnixConnection(factory, path.toString(), ConnectOptions.DEFAULT);
    }

    /// Connects to a unix domain socket. asyncio's `create_unix_connection(factory, path)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param path of the socket; on Linux a name that begins with NUL is in the abstract namespace; on Windows
    ///   the name of a pipe; null with [ConnectOptions#socket]
    /// @param options of which the time-out and the socket apply
    /// @return the transport and protocol; fails with [java.nio.file.NoSuchFileException],
    ///     [java.net.ConnectException] and others of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, @Nullable String path, ConnectOptions options);

    /// Serves on a unix domain socket with [ServerOptions#DEFAULT].
    ///
    /// @param factory makes a protocol for each connection
    /// @param path of the socket
    /// @return the server, accepting
    default CompletableFuture<Server> createUnixServer(Supplier<? extends BaseProtocol> factory, Path path) {
        return createUnixServer(factory, path.toString(), ServerOptions.DEFAULT);
    }

    /// Serves on a unix domain socket. A socket file that is there is replaced, any other file is not; at close
    /// the file is removed if it is still this server's. asyncio's `create_unix_server(factory, path)`.
    ///
    /// @param factory makes a protocol for each connection
    /// @param path of the socket; on Linux a name that begins with NUL is in the abstract namespace; on Windows
    ///   the name of a pipe; null with [ServerOptions#socket]
    /// @param options of which the backlog, the start of serving and the socket apply
    /// @return the server; fails with [java.net.BindException] and others of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String path, ServerOptions options);

    /// Takes over a connection that something else accepted. Unless it is refused, the socket belongs to the
    /// loop from here on. asyncio's `connect_accepted_socket(factory, sock)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol
    /// @param socket the file descriptor of a connected TCP or unix stream socket
    /// @return the transport and protocol
    /// @throws IllegalArgumentException if it is not such a socket; then it stays the caller's
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connectAcceptedSocket(Supplier<P> factory, long socket);

    // --- Sockets

    /// Accepts a connection, in a task that is suspended until there is one. asyncio's `sock_accept(sock)`.
    ///
    /// A channel that a task has waited for stays registered with the loop until it is closed: it cannot be put
    /// in blocking mode. Closing it, on any thread, makes the waiting task go on at once with
    /// [java.nio.channels.AsynchronousCloseException].
    ///
    /// @param channel which listens, in non-blocking mode
    /// @return the connection, in non-blocking mode, which is the caller's to close
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if another task waits to accept from it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no connection is lost
    SocketChannel sockAccept(ServerSocketChannel channel) throws IOException;

    /// Receives what there is, in a task that is suspended until there is something. asyncio's
    /// `sock_recv(sock, nbytes)`. See [#sockAccept] for what the loop does with the channel.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param max how many bytes at the most, not 0
    /// @return the bytes; none at the end of the stream
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode, or a transport owns its socket
    /// @throws IllegalStateException outside a task, or if another task waits to receive from it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no byte is lost
    byte[] sockRecv(SocketChannel channel, int max) throws IOException;

    /// Receives what there is into a buffer, see [#sockRecv]. asyncio's `sock_recv_into(sock, buf)`.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param target filled from its position on; direct buffers without a copy
    /// @return how many bytes; 0 only if there is no room, -1 at the end of the stream
    /// @throws IOException if it fails, as the channel's own method
    int sockRecvInto(SocketChannel channel, ByteBuffer target) throws IOException;

    /// Sends all bytes, see [#sockSendall(SocketChannel, ByteBuffer)]. asyncio's `sock_sendall(sock, data)`.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param data the bytes
    /// @throws IOException if it fails, as the channel's own method
    default void sockSendall(SocketChannel channel, byte[] data) throws IOException {
        sockSendall(channel, ByteBuffer.wrap(data));
    }

    /// Sends all bytes, in a task that is suspended while the socket takes no more. asyncio's
    /// `sock_sendall(sock, data)`. See [#sockAccept] for what the loop does with the channel.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param data sent from its position on, which tells how many bytes left if it fails or the task is
    /// cancelled
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode, or a transport owns its socket
    /// @throws IllegalStateException outside a task, or if another task waits to send to it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    void sockSendall(SocketChannel channel, ByteBuffer data) throws IOException;

    /// Connects, in a task that is suspended meanwhile. asyncio's `sock_connect(sock, address)`. See
    /// [#sockAccept] for what the loop does with the channel, which the JDK closes if this fails.
    ///
    /// @param channel not connected, in non-blocking mode
    /// @param address where to; a host that is not resolved yet is looked up
    /// @throws IOException if it fails, as [java.net.ConnectException]
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if it is connected or connecting already
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; the channel goes on
    /// connecting
    void sockConnect(SocketChannel channel, SocketAddress address) throws IOException;

    // --- Errors and debugging

    /// Sets who is told of errors that nobody waits for. asyncio's `set_exception_handler(handler)`.
    ///
    /// @param handler who, or null for [#defaultExceptionHandler]
    void setExceptionHandler(@Nullable ExceptionHandler handler);

    /// Who is told of errors that nobody waits for. asyncio's `get_exception_handler()`.
    ///
    /// @return who, or null for [#defaultExceptionHandler]
    @Nullable
    ExceptionHandler getExceptionHandler();

    /// Reports an error to the handler. asyncio's `call_exception_handler(context)`.
    ///
    /// @param context what happened
    void callExceptionHandler(ExceptionContext context);

    /// Logs an error with its context. asyncio's `default_exception_handler(context)`.
    ///
    /// @param context what happened
    void defaultExceptionHandler(ExceptionContext context);

    /// Turns debug mode on or off: handles remember where they were made, callbacks that take longer than
    /// [#slowCallbackDuration] are logged by name, and data views that were kept throw. A callback, or a task
    /// between two waits, that blocks the loop for longer is logged with its stack while it still does. On from
    /// the start with `-Djuvloop.debug=true`. asyncio's `set_debug(enabled)`.
    ///
    /// @param on whether to debug
    void setDebug(boolean on);

    /// Whether debug mode is on. asyncio's `get_debug()`.
    ///
    /// @return true if it is
    boolean isDebug();

    /// From when on a callback counts as slow; 100 ms at first. asyncio's `slow_callback_duration`.
    ///
    /// @return the duration
    Duration slowCallbackDuration();

    /// Sets from when on a callback counts as slow.
    ///
    /// @param duration not negative
    void slowCallbackDuration(Duration duration);

    /// What the loop holds and has done. Any thread; from another than the loop's, numbers may be slightly old.
    ///
    /// @return the numbers
    LoopStats stats();
}
