package io.juvloop;

import io.juvloop.datagram.DatagramEndpoint;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.datagram.ReceivedDatagram;
import io.juvloop.dns.AddressInfo;
import io.juvloop.dns.AddressOptions;
import io.juvloop.dns.NameFlag;
import io.juvloop.dns.NameInfo;
import io.juvloop.files.FileOperations;
import io.juvloop.host.LoopHost;
import io.juvloop.ipc.PipePair;
import io.juvloop.phases.Phases;
import io.juvloop.spi.EventLoopProvider;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.terminal.Terminals;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
/// The methods stand in the order of asyncio's manual. What libuv adds to asyncio is behind four nouns: [#files],
/// [#terminals], [#phases] and [#host].
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

    // --- Running and stopping

    /// Runs until something is done. asyncio's `run_until_complete(future)`.
    ///
    /// @param <T> the type of its result
    /// @param stage what to wait for
    /// @return its result
    /// @throws java.util.concurrent.CompletionException with the failure as its cause, if it failed with a
    ///   checked exception; an unchecked one is thrown as it is
    /// @throws IllegalStateException if the loop was stopped before
    /// @throws IllegalArgumentException if it is a future of another loop
    <T extends @Nullable Object> T runUntilComplete(CompletionStage<T> stage);

    /// Runs until [#stop]. If it was called already, one turn is run. asyncio's `run_forever()`.
    ///
    /// @throws IllegalStateException if it is running or closed, if another loop runs on this thread, or on a
    ///   virtual thread
    void runForever();

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

    /// Adds something to be done by [#close]: a library that was built on the loop ends there what it has open,
    /// and fails the futures that would never be done. Beyond asyncio.
    ///
    /// Actions run once on the thread that closes the loop, after its tasks have ended and before its
    /// connections are closed; the last one added runs first, with the scoped values that are bound here. The
    /// loop is the running one meanwhile, but it is closed: what schedules something is refused, also another
    /// close action. Transports still take what is written, as far as it can be sent at once; one that is closed
    /// or aborted gets its `connectionLost` before `close` goes on. What an action throws goes to the
    /// [ExceptionHandler], and the others run. A loop that is never closed runs none.
    ///
    /// @param action what to run, once
    /// @return to take it back, in constant time
    /// @throws IllegalStateException if the loop is closed
    Handle addCloseAction(Runnable action);

    // --- Callbacks

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

    // --- Delayed callbacks

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

    // --- Futures and tasks

    /// Makes a future that belongs to this loop. asyncio's `create_future()`.
    ///
    /// @param <T> the type of its result
    /// @return a future that refuses to block the loop's own thread
    <T extends @Nullable Object> LoopFuture<T> createFuture();

    /// Makes a task, which begins in the next turn, with the scoped values that are bound here. asyncio's
    /// `create_task(coro)`.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @return the task
    default <T extends @Nullable Object> Task<T> createTask(Callable<T> body) {
        return createTask(body, TaskOptions.DEFAULT);
    }

    /// Makes a task without a result, see [#createTask(Callable)].
    ///
    /// @param body what it runs
    /// @return the task
    default Task<@Nullable Void> createTask(Action body) {
        return createTask(body.asCallable(), TaskOptions.DEFAULT);
    }

    /// The same as [#createTask(Callable)] by a name that has no other form, for languages whose lambdas fit both.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @return the task
    default <T extends @Nullable Object> Task<T> createTaskOf(Callable<T> body) {
        return createTask(body, TaskOptions.DEFAULT);
    }

    /// Makes a task, by the task factory if there is one. asyncio's `create_task(coro, name=, eager_start=)`.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @param options how
    /// @return the task
    /// @throws IllegalStateException if the loop is closed
    <T extends @Nullable Object> Task<T> createTask(Callable<T> body, TaskOptions options);

    /// Makes a task past the task factory, which may call this. asyncio's `Task(coro, loop=loop)`.
    ///
    /// @param <T> the type of its result
    /// @param body what it runs
    /// @param options how
    /// @return the task
    /// @throws IllegalStateException if the loop is closed
    <T extends @Nullable Object> Task<T> newTask(Callable<T> body, TaskOptions options);

    /// Sets what makes the tasks. asyncio's `set_task_factory(factory)`.
    ///
    /// @param factory the factory, or null for the loop's own way
    void setTaskFactory(@Nullable TaskFactory factory);

    /// What makes the tasks. asyncio's `get_task_factory()`.
    ///
    /// @return the factory, or null for the loop's own way
    @Nullable
    TaskFactory taskFactory();

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

    /// How the loop waits for its streams. Any thread.
    ///
    /// @return the mode
    PollMode pollMode();

    /// Suspends the task that is running until something is done; what [Async#await] calls. asyncio's `await`.
    ///
    /// @param <T> the type of its result
    /// @param stage what to wait for, of this loop or of none; cancelled if the task is cancelled meanwhile
    /// @return its result
    /// @throws java.util.concurrent.CancellationException if the task or the stage is cancelled
    /// @throws java.util.concurrent.CompletionException with the failure as its cause, if it failed with a
    ///   checked exception; an unchecked one is thrown as it is
    /// @throws IllegalStateException outside a task, if a task waits for itself, or for a future of another loop
    <T extends @Nullable Object> T await(CompletionStage<T> stage);

    /// Suspends the task that is running for some time; what [Async#sleep] calls. asyncio's `sleep(delay)`.
    ///
    /// @param delay zero and less give way for one turn
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IllegalStateException outside a task
    void sleep(Duration delay);

    // --- Opening network connections

    /// Connects by TCP with [ConnectOptions#DEFAULT].
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param host a name or a numeric address
    /// @param port 1 to 65535
    /// @return the transport and protocol
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createConnection(
            Supplier<P> factory, String host, int port) {
        Objects.requireNonNull(host, "the host is null");
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

    /// Makes an endpoint for datagrams: resolves the addresses, binds to the local and connects to the remote
    /// one, the first of them that can be used. The result is delivered before the protocol's first datagram.
    /// Cancelling the future closes what was begun. asyncio's `create_datagram_endpoint(factory, local_addr,
    /// remote_addr)`.
    ///
    /// A file of a unix socket that is in the way of the local address is replaced, any other file is not.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the socket is there
    /// @param options the addresses and how; with neither an address nor a socket they must name a family
    /// @return the transport and protocol; fails with [java.net.BindException] and others of the JDK's, each
    ///   with a [UvException] as its cause
    /// @throws IllegalArgumentException for options that say nothing of the family, or a socket that is not one
    ///   for datagrams or belongs to another transport
    /// @throws UnsupportedOperationException for what the platform does not have
    <P extends DatagramProtocol> CompletableFuture<DatagramEndpoint<P>> createDatagramEndpoint(
            Supplier<P> factory, DatagramOptions options);

    /// Connects to a unix domain socket with [ConnectOptions#DEFAULT].
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param path of the socket
    /// @return the transport and protocol
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, Path path) {
        return createUnixConnection(factory, path, ConnectOptions.DEFAULT);
    }

    /// Connects to a unix domain socket by a path, whose bytes need not be text. asyncio's
    /// `create_unix_connection(factory, path)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param path of the socket
    /// @param options of which the time-out and ipc apply
    /// @return the transport and protocol; fails with [java.nio.file.NoSuchFileException],
    ///     [java.net.ConnectException] and others of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, Path path, ConnectOptions options);

    /// Connects to a unix domain socket by a name that need not be a path.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, once the connection is there
    /// @param path of the socket; on Linux a name that begins with NUL is in the abstract namespace; on Windows
    ///   the name of a pipe; null with [ConnectOptions#socket]
    /// @param options of which the time-out, the socket and ipc apply
    /// @return the transport and protocol; fails with [java.nio.file.NoSuchFileException],
    ///     [java.net.ConnectException] and others of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, @Nullable String path, ConnectOptions options);

    // --- Creating network servers

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

    /// Serves on a unix domain socket with [ServerOptions#DEFAULT].
    ///
    /// @param factory makes a protocol for each connection
    /// @param path of the socket
    /// @return the server, accepting
    default CompletableFuture<Server> createUnixServer(Supplier<? extends BaseProtocol> factory, Path path) {
        return createUnixServer(factory, path, ServerOptions.DEFAULT);
    }

    /// Serves on a unix domain socket by a path, whose bytes need not be text; otherwise as
    /// [#createUnixServer(Supplier, String, ServerOptions)]. asyncio's `create_unix_server(factory, path)`.
    ///
    /// @param factory makes a protocol for each connection
    /// @param path of the socket
    /// @param options of which the backlog, the start of serving and ipc apply
    /// @return the server; fails with [java.net.BindException] and others of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, Path path, ServerOptions options);

    /// Serves on a unix domain socket by a name that need not be a path. A socket file that is there is replaced, any
    /// other file is not; at close the file is removed if it is still this server's.
    ///
    /// @param factory makes a protocol for each connection
    /// @param path of the socket; on Linux a name that begins with NUL is in the abstract namespace; on Windows
    ///   the name of a pipe; null with [ServerOptions#socket]
    /// @param options of which the backlog, the start of serving, the socket and ipc apply
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

    // --- Transferring files

    /// Sends a whole file with [SendfileOptions#DEFAULT], see [#sendfile(Transport, FileChannel,
    /// SendfileOptions)].
    ///
    /// @param transport whose peer gets it
    /// @param file opened for reading, and closed again
    /// @return how many bytes were sent
    default CompletableFuture<Long> sendfile(Transport transport, Path file) {
        return sendfile(transport, file, SendfileOptions.DEFAULT);
    }

    /// Sends a file, see [#sendfile(Transport, FileChannel, SendfileOptions)].
    ///
    /// @param transport whose peer gets it
    /// @param file opened for reading, and closed again
    /// @param options which part of it, and how
    /// @return how many bytes were sent; fails also with [java.nio.file.NoSuchFileException] and others of the
    /// JDK's
    /// @throws IllegalArgumentException if the transport is not one of this loop's that can send files
    /// @throws IllegalStateException if it is closing, its write side has ended, or it sends a file already
    CompletableFuture<Long> sendfile(Transport transport, Path file, SendfileOptions options);

    /// Sends a file behind what was written before; inside the kernel where the system can, and the disk is
    /// read on the default executor. asyncio's `sendfile(transport, file)`.
    ///
    /// Until it is done the transport delivers nothing, and writing to it throws [IllegalStateException].
    /// Closing it, or its loss, fails the future. Cancelling the future ends the sending somewhere in the file;
    /// the transport can be used again once the future is done.
    ///
    /// @param transport whose peer gets it
    /// @param file open for reading; its position is behind what was sent afterwards, also after a failure
    /// @param options which part of it, and how
    /// @return how many bytes were sent, fewer than were asked for if the file ends before; fails with the
    ///   connection's loss, or [UnsupportedOperationException] if the system does not send the file by itself
    ///   and the fallback is off
    /// @throws IllegalArgumentException if the transport is not one of this loop's that can send files
    /// @throws IllegalStateException if it is closing, its write side has ended, or it sends a file already
    CompletableFuture<Long> sendfile(Transport transport, FileChannel file, SendfileOptions options);

    // --- Watching file descriptors

    /// Has a callback told when a descriptor can be read, accepted from, or has come to its end. asyncio's
    /// `add_reader(fd, callback)`.
    ///
    /// @param descriptor of a socket, a pipe or a device, which is left as it is; on Windows of a socket
    /// @param callback told as long as it is so
    /// @return cancelling it removes the callback
    /// @throws IllegalArgumentException if it is not open, is a file, which is always ready, or belongs to
    ///   something of the loop's
    /// @throws IllegalStateException if a task waits to read from it
    Handle addReader(long descriptor, Runnable callback);

    /// Has no callback told any more that a descriptor can be read: not even if it is ready now. asyncio's
    /// `remove_reader(fd)`.
    ///
    /// @param descriptor its number
    /// @return whether there was a callback
    boolean removeReader(long descriptor);

    /// Has a callback told when a descriptor can be written, or a connection was made or failed. asyncio's
    /// `add_writer(fd, callback)`.
    ///
    /// @param descriptor of a socket, a pipe or a device, which is left as it is; on Windows of a socket
    /// @param callback told as long as it is so
    /// @return cancelling it removes the callback
    /// @throws IllegalArgumentException if it is not open, is a file, which is always ready, or belongs to
    ///   something of the loop's
    /// @throws IllegalStateException if a task waits to write to it
    Handle addWriter(long descriptor, Runnable callback);

    /// Has no callback told any more that a descriptor can be written: not even if it is ready now. asyncio's
    /// `remove_writer(fd)`.
    ///
    /// @param descriptor its number
    /// @return whether there was a callback
    boolean removeWriter(long descriptor);

    /// Has a callback told when a channel can be read or accepted from. asyncio's `add_reader(fd, callback)`.
    ///
    /// @param channel of the JDK's, in non-blocking mode
    /// @param callback told as long as it is so
    /// @return cancelling it removes the callback
    /// @throws IllegalArgumentException if it is closed, in blocking mode, never to be read, or a transport's
    /// @throws IllegalStateException if a task waits to read from it
    /// @throws java.nio.channels.NotYetConnectedException if it is neither connected nor connecting
    Handle addReader(SelectableChannel channel, Runnable callback);

    /// Has no callback told any more that a channel can be read: not even if it is ready now. asyncio's
    /// `remove_reader(fd)`.
    ///
    /// @param channel the channel
    /// @return whether there was a callback
    boolean removeReader(SelectableChannel channel);

    /// Has a callback told when a channel can be written, or a connection was made or failed. asyncio's
    /// `add_writer(fd, callback)`.
    ///
    /// @param channel of the JDK's, in non-blocking mode
    /// @param callback told as long as it is so
    /// @return cancelling it removes the callback
    /// @throws IllegalArgumentException if it is closed, in blocking mode, never to be written, or a transport's
    /// @throws IllegalStateException if a task waits to write to it
    /// @throws java.nio.channels.NotYetConnectedException if it is neither connected nor connecting
    Handle addWriter(SelectableChannel channel, Runnable callback);

    /// Has no callback told any more that a channel can be written: not even if it is ready now. asyncio's
    /// `remove_writer(fd)`.
    ///
    /// @param channel the channel
    /// @return whether there was a callback
    boolean removeWriter(SelectableChannel channel);

    // --- Working with socket objects directly

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
    /// `sock_recv(sock, nbytes)`. See [#sockAccept(ServerSocketChannel)] for what the loop does with the channel.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param max how many bytes at the most, not 0
    /// @return the bytes; none at the end of the stream
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode, or a transport owns its socket
    /// @throws IllegalStateException outside a task, or if another task waits to receive from it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no byte is lost
    byte[] sockReceive(SocketChannel channel, int max) throws IOException;

    /// Receives what there is into a buffer, see [#sockReceive(SocketChannel, int)]. asyncio's
    /// `sock_recv_into(sock, buf)`.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param target filled from its position on; direct buffers without a copy
    /// @return how many bytes; 0 only if there is no room, -1 at the end of the stream
    /// @throws IOException if it fails, as the channel's own method
    int sockReceiveInto(SocketChannel channel, ByteBuffer target) throws IOException;

    /// Sends all bytes, see [#sockSendAll(SocketChannel, ByteBuffer)]. asyncio's `sock_sendall(sock, data)`.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param data the bytes
    /// @throws IOException if it fails, as the channel's own method
    default void sockSendAll(SocketChannel channel, byte[] data) throws IOException {
        sockSendAll(channel, ByteBuffer.wrap(data));
    }

    /// Sends all bytes, in a task that is suspended while the socket takes no more. asyncio's
    /// `sock_sendall(sock, data)`. See [#sockAccept(ServerSocketChannel)] for what the loop does with the
    /// channel.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param data sent from its position on, which tells how many bytes left if it fails or the task is
    /// cancelled
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode, or a transport owns its socket
    /// @throws IllegalStateException outside a task, or if another task waits to send to it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    void sockSendAll(SocketChannel channel, ByteBuffer data) throws IOException;

    /// Connects, in a task that is suspended meanwhile. asyncio's `sock_connect(sock, address)`. See
    /// [#sockAccept(ServerSocketChannel)] for what the loop does with the channel, which the JDK closes if this
    /// fails.
    ///
    /// @param channel not connected, in non-blocking mode
    /// @param address where to; a host that is not resolved yet is looked up
    /// @throws IOException if it fails, as [java.net.ConnectException]
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if it is connected or connecting already
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; the channel goes on
    /// connecting
    void sockConnect(SocketChannel channel, SocketAddress address) throws IOException;

    /// Receives one datagram, in a task that is suspended until there is one. asyncio's `sock_recvfrom(sock,
    /// bufsize)`. See [#sockAccept(ServerSocketChannel)] for what the loop does with the channel.
    ///
    /// @param channel in non-blocking mode
    /// @param max how many bytes at the most, not 0; what else the datagram has is lost
    /// @return the datagram, perhaps an empty one
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if another task waits to receive from it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no datagram is lost
    ReceivedDatagram sockReceiveFrom(DatagramChannel channel, int max) throws IOException;

    /// Receives one datagram into a buffer, see [#sockReceiveFrom(DatagramChannel, int)]. asyncio's
    /// `sock_recvfrom_into(sock, buf)`.
    ///
    /// @param channel in non-blocking mode
    /// @param target filled from its position on, which says how many bytes came
    /// @return who sent it
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the buffer has no room
    SocketAddress sockReceiveFromInto(DatagramChannel channel, ByteBuffer target) throws IOException;

    /// Sends one datagram, see [#sockSendTo(DatagramChannel, ByteBuffer, SocketAddress)].
    ///
    /// @param channel in non-blocking mode
    /// @param data the datagram, perhaps empty
    /// @param address where to
    /// @throws IOException if it fails, as the channel's own method
    default void sockSendTo(DatagramChannel channel, byte[] data, SocketAddress address) throws IOException {
        sockSendTo(channel, ByteBuffer.wrap(data), address);
    }

    /// Sends one datagram, in a task that is suspended while the system takes none. asyncio's `sock_sendto(sock,
    /// data, address)`.
    ///
    /// @param channel in non-blocking mode
    /// @param data the datagram, from its position on, which moves to the limit
    /// @param address where to; a host that is not resolved yet is looked up
    /// @throws IOException if it fails, as the channel's own method
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if another task waits to send to it
    void sockSendTo(DatagramChannel channel, ByteBuffer data, SocketAddress address) throws IOException;

    /// Sends a file, see [#sockSendfile(SocketChannel, FileChannel, SendfileOptions)].
    ///
    /// @param channel connected, in non-blocking mode
    /// @param file opened for reading, and closed again
    /// @param options which part of it
    /// @return how many bytes
    /// @throws IOException if it fails, as [java.nio.file.NoSuchFileException]
    long sockSendfile(SocketChannel channel, Path file, SendfileOptions options) throws IOException;

    /// Sends a file, in a task that is suspended meanwhile; inside the kernel where the system can, and the
    /// disk is read on the default executor. asyncio's `sock_sendfile(sock, file)`.
    ///
    /// @param channel connected, in non-blocking mode
    /// @param file open for reading; its position is behind what was sent afterwards, also after a failure
    /// @param options which part of it
    /// @return how many bytes; fewer than were asked for if the file ends before
    /// @throws IOException if it fails
    /// @throws IllegalArgumentException if the channel is in blocking mode, or a transport owns its socket
    /// @throws IllegalStateException outside a task, or if another task waits to send to it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; the file's position says how
    ///     far it came
    long sockSendfile(SocketChannel channel, FileChannel file, SendfileOptions options) throws IOException;

    /// Accepts a connection, see [#sockAccept(ServerSocketChannel)].
    ///
    /// A descriptor must be non-blocking, and must not be closed while a task waits for it; when this returns,
    /// the loop has forgotten it.
    ///
    /// @param socket the number of a descriptor that listens
    /// @return the number of the connection's, non-blocking, which is the caller's to close; as
    ///     [LoopConnections#connectAcceptedSocket] takes it
    /// @throws IOException if it fails, with a [UvException] as its cause
    /// @throws IllegalArgumentException if it is blocking, or something of the loop's owns it
    /// @throws IllegalStateException outside a task, or if another task or callback waits for the same
    /// @throws UnsupportedOperationException on Windows, where only channels can be used
    long sockAccept(long socket) throws IOException;

    /// Receives what there is, see [#sockReceive(SocketChannel, int)] and [#sockAccept(long)].
    ///
    /// @param socket the number of a socket's, a pipe's or a device's descriptor
    /// @param max how many bytes at the most, not 0
    /// @return the bytes; none at the end of the stream
    /// @throws IOException if it fails
    byte[] sockReceive(long socket, int max) throws IOException;

    /// Receives what there is into a buffer, see [#sockReceiveInto(SocketChannel, ByteBuffer)] and
    /// [#sockAccept(long)].
    ///
    /// @param socket the number of a socket's, a pipe's or a device's descriptor
    /// @param target filled from its position on; direct buffers without a copy
    /// @return how many bytes; 0 only if there is no room, -1 at the end of the stream
    /// @throws IOException if it fails
    int sockReceiveInto(long socket, ByteBuffer target) throws IOException;

    /// Sends all bytes, see [#sockSendAll(long, ByteBuffer)].
    ///
    /// @param socket the number of a socket's, a pipe's or a device's descriptor
    /// @param data the bytes
    /// @throws IOException if it fails
    default void sockSendAll(long socket, byte[] data) throws IOException {
        sockSendAll(socket, ByteBuffer.wrap(data));
    }

    /// Sends all bytes, see [#sockSendAll(SocketChannel, ByteBuffer)] and [#sockAccept(long)].
    ///
    /// @param socket the number of a socket's, a pipe's or a device's descriptor
    /// @param data sent from its position on, which tells how many bytes left if it fails or the task is
    /// cancelled
    /// @throws IOException if it fails
    void sockSendAll(long socket, ByteBuffer data) throws IOException;

    /// Connects, see [#sockConnect(SocketChannel, SocketAddress)] and [#sockAccept(long)]. If it fails, the
    /// descriptor stays open.
    ///
    /// @param socket the number of a socket's descriptor
    /// @param address where to; a host that is not resolved yet is looked up; on Linux a unix path with an `@` at
    ///   the front is a name in the abstract namespace
    /// @throws IOException if it fails, as [java.net.ConnectException]
    void sockConnect(long socket, SocketAddress address) throws IOException;

    /// Receives one datagram, see [#sockReceiveFrom(DatagramChannel, int)] and [#sockAccept(long)].
    ///
    /// @param socket the number of a socket's descriptor
    /// @param max how many bytes at the most, not 0; what else the datagram has is lost
    /// @return the datagram, perhaps an empty one
    /// @throws IOException if it fails
    ReceivedDatagram sockReceiveFrom(long socket, int max) throws IOException;

    /// Receives one datagram into a buffer, see [#sockReceiveFromInto(DatagramChannel, ByteBuffer)] and
    /// [#sockAccept(long)].
    ///
    /// @param socket the number of a socket's descriptor
    /// @param target filled from its position on, which says how many bytes came
    /// @return who sent it; null if it has no name
    /// @throws IOException if it fails
    @Nullable
    SocketAddress sockReceiveFromInto(long socket, ByteBuffer target) throws IOException;

    /// Sends one datagram, see [#sockSendTo(long, ByteBuffer, SocketAddress)].
    ///
    /// @param socket the number of a socket's descriptor
    /// @param data the datagram, perhaps empty
    /// @param address where to
    /// @throws IOException if it fails
    default void sockSendTo(long socket, byte[] data, SocketAddress address) throws IOException {
        sockSendTo(socket, ByteBuffer.wrap(data), address);
    }

    /// Sends one datagram, see [#sockSendTo(DatagramChannel, ByteBuffer, SocketAddress)] and [#sockAccept(long)].
    ///
    /// @param socket the number of a socket's descriptor
    /// @param data the datagram, from its position on, which moves to the limit
    /// @param address where to; a host that is not resolved yet is looked up; on Linux a unix path with an `@` at
    ///   the front is a name in the abstract namespace
    /// @throws IOException if it fails
    void sockSendTo(long socket, ByteBuffer data, SocketAddress address) throws IOException;

    /// Sends a file, see [#sockSendfile(SocketChannel, Path, SendfileOptions)] and [#sockAccept(long)].
    ///
    /// @param socket the number of a stream socket's descriptor
    /// @param file opened for reading, and closed again
    /// @param options which part of it
    /// @return how many bytes
    /// @throws IOException if it fails, as [java.nio.file.NoSuchFileException]
    long sockSendfile(long socket, Path file, SendfileOptions options) throws IOException;

    /// Sends a file, see [#sockSendfile(SocketChannel, FileChannel, SendfileOptions)] and [#sockAccept(long)].
    ///
    /// @param socket the number of a stream socket's descriptor
    /// @param file open for reading; its position is behind what was sent afterwards, also after a failure
    /// @param options which part of it
    /// @return how many bytes; fewer than were asked for if the file ends before
    /// @throws IOException if it fails
    /// @throws UnsupportedOperationException if the system does not send it by itself, and the fallback is off
    long sockSendfile(long socket, FileChannel file, SendfileOptions options) throws IOException;

    // --- DNS

    /// Looks up every address of a host with [AddressOptions#DEFAULT].
    ///
    /// @param host a name or a numeric address; null for this machine
    /// @param port 0 to 65535
    /// @return the addresses
    default CompletableFuture<List<AddressInfo>> getaddrinfo(@Nullable String host, int port) {
        return getaddrinfo(host, port, AddressOptions.DEFAULT);
    }

    /// Looks up the addresses of a host, see [#getaddrinfo(String, String, AddressOptions)].
    ///
    /// @param host a name or a numeric address; null for this machine
    /// @param port 0 to 65535
    /// @param options of which kind
    /// @return the addresses
    /// @throws IllegalArgumentException for a port out of range, and as the other does
    CompletableFuture<List<AddressInfo>> getaddrinfo(@Nullable String host, int port, AddressOptions options);

    /// Looks up the addresses of a host and a service: the list of the system's resolver, in its order. A
    /// numeric host with a numeric port and a type of socket is answered at once, without the resolver. A name
    /// with letters beyond ASCII is asked for in the form of IDNA. asyncio's `getaddrinfo(host, port, family=,
    /// type=, proto=, flags=)`.
    ///
    /// @param host a name or a numeric address; null for this machine: the loopback addresses, or with
    ///   [io.juvloop.dns.AddressFlag#PASSIVE] the wildcard addresses
    /// @param service the name of a service, or a port; null for port 0
    /// @param options of which kind
    /// @return at least one address; fails with [java.net.UnknownHostException], whose cause is a [UvException]
    ///   that names the resolver's error, such as `EAI_NONAME`, which is also that of a name that no host can
    ///   have, with a label of more than 63 or all in all more than 253 characters
    /// @throws IllegalArgumentException for a NUL in the host or service
    CompletableFuture<List<AddressInfo>> getaddrinfo(
            @Nullable String host, @Nullable String service, AddressOptions options);

    /// Looks up the names of an address and port, see [#getnameinfo(InetSocketAddress, Set)].
    ///
    /// @param address resolved
    /// @return the names; the numbers where there are none
    default CompletableFuture<NameInfo> getnameinfo(InetSocketAddress address) {
        return getnameinfo(address, Set.of());
    }

    /// Looks up the names of an address and port. asyncio's `getnameinfo(sockaddr, flags)`.
    ///
    /// @param address resolved
    /// @param flags how to look
    /// @return the names, or the numbers where there are none; with [NameFlag#NAMEREQD], fails with
    ///   [java.net.UnknownHostException] instead
    /// @throws IllegalArgumentException for an address that is not resolved
    CompletableFuture<NameInfo> getnameinfo(InetSocketAddress address, Set<NameFlag> flags);

    // --- Working with pipes

    /// Reads from the end of a pipe, a FIFO, a stream socket or a character device such as a terminal. Unless
    /// it is refused, the descriptor belongs to the loop from here on, is made non-blocking, and is closed with
    /// the transport; the standard ones, 0 to 2, stay open. asyncio's `connect_read_pipe(factory, pipe)`.
    ///
    /// The transport does not write: [Transport#write] and [Transport#writeEof] throw
    /// [UnsupportedOperationException]. At the end of the stream it closes itself, whatever
    /// [StreamProtocol#eofReceived] answers; that a terminal's other side has left counts as the end.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol
    /// @param pipe the file descriptor
    /// @return the transport and protocol
    /// @throws IllegalArgumentException if the descriptor is not open for reading, is a file or another thing
    ///   that is always ready, or belongs to a transport; then it stays the caller's
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connectReadPipe(Supplier<P> factory, long pipe);

    /// Writes to the end of a pipe, a FIFO, a stream socket or a character device such as a terminal; see
    /// [#connectReadPipe] for whose the descriptor is. asyncio's `connect_write_pipe(factory, pipe)`.
    ///
    /// The protocol gets no data, and need only be a [StreamProtocol]; [Transport#pauseReading] and
    /// [Transport#resumeReading] throw [UnsupportedOperationException], and [Transport#writeEof] closes. That the
    /// reader of a pipe or socket has left is noticed without writing: then
    /// [BaseProtocol#connectionLost] is called, with null unless something that was written is lost.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol
    /// @param pipe the file descriptor
    /// @return the transport and protocol
    /// @throws IllegalArgumentException if the descriptor is not open for writing, is a file or another thing
    ///   that is always ready, or belongs to a transport; then it stays the caller's
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connectWritePipe(Supplier<P> factory, long pipe);

    /// Makes a pipe of the operating system, for [#connectReadPipe], [#connectWritePipe] and other processes.
    /// Python's `os.pipe()`.
    ///
    /// @return both ends, which the caller closes or hands on
    /// @throws IOException if the system refuses, for want of descriptors for instance
    PipePair pipePair() throws IOException;

    // --- Unix signals

    /// Calls back at each signal, in the loop's next turn, which it begins if the loop waits; signals that come
    /// faster than they are told are told once. Takes the place of the handler that this loop had. asyncio's
    /// `add_signal_handler(signum, callback)`.
    ///
    /// @param signal which
    /// @param handler what to run each time
    /// @throws IllegalArgumentException for a signal that cannot be caught, or that the JVM or libuv need
    ///   themselves
    /// @throws UnsupportedOperationException if this system does not have it
    /// @throws java.io.UncheckedIOException if the process has no descriptor left for it
    default void addSignalHandler(Signal signal, Runnable handler) {
        addSignalHandler(signal.number(), handler);
    }

    /// Calls back at each signal of a number, see [#addSignalHandler(Signal, Runnable)].
    ///
    /// @param number of the signal, which may be one without a name
    /// @param handler what to run each time
    /// @throws IllegalArgumentException for a number that is no signal's, and for a signal that cannot be caught,
    ///   or that the JVM or libuv need themselves
    /// @throws java.io.UncheckedIOException if the process has no descriptor left for it
    void addSignalHandler(int number, Runnable handler);

    /// Ends what [#addSignalHandler(Signal, Runnable)] began; a signal that was not told yet is not told.
    /// Allowed in the handler itself. asyncio's `remove_signal_handler(sig)`.
    ///
    /// @param signal which
    /// @return whether there was a handler
    default boolean removeSignalHandler(Signal signal) {
        return removeSignalHandler(signal.number());
    }

    /// Ends what [#addSignalHandler(int, Runnable)] began.
    ///
    /// @param number of the signal
    /// @return whether there was a handler
    boolean removeSignalHandler(int number);

    // --- Executing code in thread or process pools

    /// Runs blocking work elsewhere. asyncio's `run_in_executor(executor, func)`.
    ///
    /// @param <T> the type of its result
    /// @param executor where, or null for the default: a virtual thread of its own, which is not the loop's
    /// @param work what to run
    /// @return its result, completed on the loop's thread; cancelling it before the work begins prevents it,
    ///   later the work ends unheard
    /// @throws IllegalStateException if the executor is null and [#shutdownDefaultExecutor] was called
    /// @throws java.util.concurrent.RejectedExecutionException if the executor refuses
    <T extends @Nullable Object> CompletableFuture<T> runInExecutor(@Nullable Executor executor, Callable<T> work);

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

    // --- Error handling

    /// Sets who is told of errors that nobody waits for. asyncio's `set_exception_handler(handler)`.
    ///
    /// @param handler who, or null for [#defaultExceptionHandler]
    void setExceptionHandler(@Nullable ExceptionHandler handler);

    /// Who is told of errors that nobody waits for. asyncio's `get_exception_handler()`.
    ///
    /// @return who, or null for [#defaultExceptionHandler]
    @Nullable
    ExceptionHandler exceptionHandler();

    /// Reports an error to the handler. asyncio's `call_exception_handler(context)`.
    ///
    /// @param context what happened
    void callExceptionHandler(ExceptionContext context);

    /// Logs an error with its context. asyncio's `default_exception_handler(context)`.
    ///
    /// @param context what happened
    void defaultExceptionHandler(ExceptionContext context);

    // --- Debug mode

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
    void setSlowCallbackDuration(Duration duration);

    /// What the loop holds and has done. Any thread; from another than the loop's, numbers may be slightly old.
    ///
    /// @return the numbers
    LoopStats stats();

    // --- Running subprocesses

    /// Starts a program. asyncio's `subprocess_exec(protocol_factory, *args, **kwargs)`.
    ///
    /// The loop waits while the child is made, until its program runs or could not be run.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, before the child is started
    /// @param options how
    /// @param program a path, or a name to look for in the child's `PATH`; its `argv[0]`
    /// @param arguments the rest of its `argv`
    /// @return the transport and protocol, when [SubprocessProtocol#connectionMade] was called; cancelling it
    ///   before kills the child. It fails with [java.nio.file.NoSuchFileException] if the program or the
    ///   directory is not there, with [java.nio.file.AccessDeniedException] if it cannot be executed, or with
    ///   another [java.io.IOException]
    /// @throws IllegalArgumentException if an argument has NUL in it
    <P extends SubprocessProtocol> CompletableFuture<SubprocessConnection<P>> subprocessExec(
            Supplier<P> factory, SubprocessOptions options, String program, String... arguments);

    /// Runs a command by the platform's shell: `/bin/sh -c`, or `cmd.exe /d /s /c` on Windows. Whatever is put
    /// into the command from outside must be quoted for that shell. asyncio's
    /// `subprocess_shell(protocol_factory, cmd, **kwargs)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory makes the protocol, before the child is started
    /// @param options how
    /// @param command what the shell is to run
    /// @return as of [#subprocessExec]
    /// @throws IllegalArgumentException if the command has NUL in it
    <P extends SubprocessProtocol> CompletableFuture<SubprocessConnection<P>> subprocessShell(
            Supplier<P> factory, SubprocessOptions options, String command);

    // --- What libuv adds

    /// Operations on files that do not block the loop, and the watching of files. Beyond asyncio.
    ///
    /// @return always the same object
    FileOperations files();

    /// Terminals: keys as they are struck, and the window's size. Beyond asyncio.
    ///
    /// @return always the same object
    Terminals terminals();

    /// The phases of an iteration: hooks before and after the wait for I/O, repeating timers, and what keeps the
    /// loop alive. Beyond asyncio.
    ///
    /// @return always the same object
    Phases phases();

    /// The loop's thread and figures, random bytes, and what the running libuv can do. Beyond asyncio.
    ///
    /// @return always the same object
    LoopHost host();
}
