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
import io.juvloop.spi.RunningLoop;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.terminal.Terminals;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
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

/// The event loop: runs tasks and callbacks on one thread, waits for I/O and timers, and calls the protocols.
///
/// Thread rule: a running loop belongs to the thread that runs it, a loop that is not running to the thread
/// that created it or ran it last; running or closing it on another thread transfers it. Only that thread may
/// call its methods; a call from another thread always throws [IllegalStateException]. Any thread may call
/// [#callSoonThreadsafe], [#isRunning], [#isClosed], [#time], [#stats], [#createFuture], the setters of debug
/// mode and accessors without side effects. A run must be on a platform thread.
///
/// Lifetime: until [#close]; after it every method that would schedule a callback or start an operation throws
/// [IllegalStateException].
///
/// The methods are in the order of asyncio's manual. The features that libuv adds to asyncio are behind four
/// nouns: [#files], [#terminals], [#phases] and [#host].
///
/// The futures of a loop are completed on its thread. A blocking wait for one on that thread while the loop
/// runs would deadlock, so it throws.
///
/// See [asyncio's event loop](https://docs.python.org/3.13/library/asyncio-eventloop.html).
public interface EventLoop extends Executor, AutoCloseable {
    // --- Creating and finding loops

    /// Creates an event loop. asyncio's `new_event_loop()`.
    ///
    /// @return a loop that is not running, owned by the calling thread
    /// @throws UnavailableException if libuv cannot be used
    static EventLoop create() {
        return ServiceLoader.load(EventLoopProvider.class, EventLoop.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no EventLoopProvider is on the class or module path"))
                .newEventLoop();
    }

    /// Returns the loop that is running on the current thread. asyncio's `get_running_loop()`.
    ///
    /// @return the loop of the calling callback or task
    /// @throws IllegalStateException if no loop is running on this thread
    static EventLoop running() {
        EventLoop loop = RunningLoop.get();
        if (loop == null) {
            throw new IllegalStateException("no event loop is running on this thread");
        }
        return loop;
    }

    // --- Running and stopping

    /// Runs the loop until a stage is done, and returns its result. asyncio's `run_until_complete(future)`.
    ///
    /// @param <T> the type of the result
    /// @param stage the stage to wait for
    /// @return the result of the stage
    /// @throws java.util.concurrent.CompletionException with the failure as its cause, if the stage failed with
    ///   a checked exception; an unchecked one is thrown unchanged
    /// @throws IllegalStateException if the loop was stopped before the stage was done
    /// @throws IllegalArgumentException if the stage is a future of another loop
    <T extends @Nullable Object> T runUntilComplete(CompletionStage<T> stage);

    /// Runs the loop until [#stop] is called. If it was called already, one iteration is run. asyncio's
    /// `run_forever()`.
    ///
    /// @throws IllegalStateException if the loop is running or closed, if another loop runs on this thread, or
    ///   on a virtual thread
    void runForever();

    /// Stops the loop: the current batch of callbacks is finished, and callbacks added meanwhile wait for the
    /// next run. asyncio's `stop()`.
    void stop();

    /// Returns whether the loop is running. Any thread. asyncio's `is_running()`.
    ///
    /// @return true from the beginning to the end of a run
    boolean isRunning();

    /// Returns whether the loop is closed. Any thread. asyncio's `is_closed()`.
    ///
    /// @return true permanently after [#close]
    boolean isClosed();

    /// Closes the loop: pending callbacks and timers are dropped, open connections and servers are closed with
    /// a warning that names them, and all native memory is freed. Calling it again has no effect. asyncio's
    /// `close()`.
    ///
    /// @throws IllegalStateException while the loop is running
    @Override
    void close();

    /// Adds an action that [#close] runs: a library on the loop closes its resources there, and fails the futures
    /// that would never be completed. Beyond asyncio.
    ///
    /// Actions run once on the thread that closes the loop, after its tasks have ended and before its connections
    /// are closed; the last one added runs first, with the scoped values that are bound here. Meanwhile the loop is
    /// the running one, but it is closed: methods that schedule something throw, this one included. Transports send
    /// written data as far as the kernel accepts it at once; the protocol of one that is closed or aborted gets its
    /// `connectionLost` before `close` continues. The exception of an action is reported to the [ExceptionHandler],
    /// and the other actions run. A loop that is never closed runs none.
    ///
    /// @param action the action, run once
    /// @return the handle, to remove the action, in constant time
    /// @throws IllegalStateException if the loop is closed
    Handle addCloseAction(Runnable action);

    // --- Callbacks

    /// Schedules a callback for the next iteration; callbacks run in the order of scheduling. asyncio's
    /// `call_soon(callback)`.
    ///
    /// @param callback the callback, run once
    /// @return the handle, to cancel the callback
    Handle callSoon(Runnable callback);

    /// Schedules a callback from any thread, and wakes the loop. Callbacks of one thread keep their order.
    /// asyncio's `call_soon_threadsafe(callback)`.
    ///
    /// @param callback the callback, run once on the loop's thread
    /// @return the handle, to cancel the callback
    /// @throws IllegalStateException if the loop is closed
    Handle callSoonThreadsafe(Runnable callback);

    // --- Delayed callbacks

    /// Schedules a callback after a delay; it never runs early, and callbacks with equal deadlines run in order
    /// of creation. asyncio's `call_later(delay, callback)`.
    ///
    /// @param delay the delay, of any length; zero or less means as soon as possible
    /// @param callback the callback, run once
    /// @return the handle, to cancel the callback
    TimerHandle callLater(Duration delay, Runnable callback);

    /// Schedules a callback at a time of the loop's clock; it never runs early. asyncio's
    /// `call_at(when, callback)`.
    ///
    /// @param when the deadline on the scale of [#time], in nanoseconds
    /// @param callback the callback, run once
    /// @return the handle, to cancel the callback
    TimerHandle callAt(long when, Runnable callback);

    /// Returns the current time of the loop's clock, which is monotonic, not cached, and has an arbitrary
    /// origin. Any thread. asyncio's `time()`.
    ///
    /// @return the time in nanoseconds
    long time();

    // --- Futures and tasks

    /// Creates a future that belongs to this loop. asyncio's `create_future()`.
    ///
    /// @param <T> the type of the result
    /// @return a future that throws instead of blocking the loop's own thread
    <T extends @Nullable Object> LoopFuture<T> createFuture();

    /// Creates a task, which starts in the next iteration with the scoped values that are bound now. asyncio's
    /// `create_task(coro)`.
    ///
    /// @param <T> the type of the result
    /// @param body the code of the task
    /// @return the task
    default <T extends @Nullable Object> Task<T> createTask(Callable<T> body) {
        return createTask(body, TaskOptions.DEFAULT);
    }

    /// Creates a task without a result, see [#createTask(Callable)].
    ///
    /// @param body the code of the task
    /// @return the task
    default Task<@Nullable Void> createTask(Action body) {
        return createTask(body.asCallable(), TaskOptions.DEFAULT);
    }

    /// Creates a task, as [#createTask(Callable)] does; the name has no overloads, for languages whose lambdas
    /// fit both.
    ///
    /// @param <T> the type of the result
    /// @param body the code of the task
    /// @return the task
    default <T extends @Nullable Object> Task<T> createTaskOf(Callable<T> body) {
        return createTask(body, TaskOptions.DEFAULT);
    }

    /// Creates a task with options, by the task factory if one is set. asyncio's
    /// `create_task(coro, name=, eager_start=)`.
    ///
    /// @param <T> the type of the result
    /// @param body the code of the task
    /// @param options the options of the task
    /// @return the task
    /// @throws IllegalStateException if the loop is closed
    <T extends @Nullable Object> Task<T> createTask(Callable<T> body, TaskOptions options);

    /// Creates a task without the task factory, for task factories to call. asyncio's `Task(coro, loop=loop)`.
    ///
    /// @param <T> the type of the result
    /// @param body the code of the task
    /// @param options the options of the task
    /// @return the task
    /// @throws IllegalStateException if the loop is closed
    <T extends @Nullable Object> Task<T> newTask(Callable<T> body, TaskOptions options);

    /// Sets the task factory. asyncio's `set_task_factory(factory)`.
    ///
    /// @param factory the factory, or null for the default
    void setTaskFactory(@Nullable TaskFactory factory);

    /// Returns the task factory. asyncio's `get_task_factory()`.
    ///
    /// @return the factory, or null for the default
    @Nullable
    TaskFactory taskFactory();

    /// Returns the running task. asyncio's `current_task(loop)`.
    ///
    /// @return the task, or null in a callback
    @Nullable
    Task<?> currentTask();

    /// Returns the unfinished tasks of this loop. asyncio's `all_tasks(loop)`.
    ///
    /// @return a copy, in order of creation
    Set<Task<?>> allTasks();

    /// Returns the mode in which tasks run in this process. Any thread.
    ///
    /// @return the mode
    /// @throws IllegalStateException if `-Djuvloop.tasks` selects a mode that is not available
    TaskMode taskMode();

    /// Returns the mode in which the loop polls its streams. Any thread.
    ///
    /// @return the mode
    PollMode pollMode();

    // --- Opening network connections

    /// Opens a TCP connection with [ConnectOptions#DEFAULT].
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol, once the connection is established
    /// @param host a name or a numeric address
    /// @param port 1 to 65535
    /// @return the transport and protocol
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createConnection(
            Supplier<P> factory, String host, int port) {
        Objects.requireNonNull(host, "the host is null");
        return createConnection(factory, host, port, ConnectOptions.DEFAULT);
    }

    /// Opens a TCP connection: resolves the host and tries its addresses, staggered, until one answers. The
    /// future's callbacks run before the protocol receives its first data. Cancelling the future closes
    /// everything that was opened. asyncio's `create_connection(factory, host, port)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol, once the connection is established
    /// @param host a name or a numeric address; null with [ConnectOptions#socket]
    /// @param port 1 to 65535; 0 with [ConnectOptions#socket]
    /// @param options the options of the connection
    /// @return the transport and protocol; fails with [java.net.ConnectException] and other exceptions of the
    ///   JDK's, each with a [UvException] as its cause
    /// @throws IllegalArgumentException for a port out of range, or both or neither of host and socket
    <P extends BaseProtocol> CompletableFuture<Connection<P>> createConnection(
            Supplier<P> factory, @Nullable String host, int port, ConnectOptions options);

    /// Opens a datagram endpoint: resolves the addresses, binds to the local one and connects to the remote
    /// one, using the first pair that works. The future's callbacks run before the protocol receives its first
    /// datagram. Cancelling the future closes everything that was opened. asyncio's
    /// `create_datagram_endpoint(factory, local_addr, remote_addr)`.
    ///
    /// An existing Unix socket file at the local address is replaced; a file of any other kind is not.
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol, once the socket is open
    /// @param options the addresses and other options; with neither an address nor a socket they must name a
    ///   family
    /// @return the transport and protocol; fails with [java.net.BindException] and other exceptions of the
    ///   JDK's, each with a [UvException] as its cause
    /// @throws IllegalArgumentException for options that define no family, or a socket that is not a datagram
    ///   socket or belongs to another transport
    /// @throws UnsupportedOperationException for options that the platform does not support
    <P extends DatagramProtocol> CompletableFuture<DatagramEndpoint<P>> createDatagramEndpoint(
            Supplier<P> factory, DatagramOptions options);

    /// Opens a Unix domain connection with [ConnectOptions#DEFAULT].
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol, once the connection is established
    /// @param path the path of the socket
    /// @return the transport and protocol
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, Path path) {
        return createUnixConnection(factory, path, ConnectOptions.DEFAULT);
    }

    /// Opens a Unix domain connection by path, whose bytes need not be text. asyncio's
    /// `create_unix_connection(factory, path)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol, once the connection is established
    /// @param path the path of the socket
    /// @param options of which the time-out and ipc apply
    /// @return the transport and protocol; fails with [java.nio.file.NoSuchFileException],
    ///   [java.net.ConnectException] and other exceptions of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, Path path, ConnectOptions options);

    /// Opens a Unix domain connection by a name that need not be a path.
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol, once the connection is established
    /// @param path the name of the socket; on Linux a name that begins with NUL is in the abstract namespace;
    ///   on Windows the name of a pipe; null with [ConnectOptions#socket]
    /// @param options of which the time-out, the socket and ipc apply
    /// @return the transport and protocol; fails with [java.nio.file.NoSuchFileException],
    ///   [java.net.ConnectException] and other exceptions of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, @Nullable String path, ConnectOptions options);

    // --- Creating network servers

    /// Creates a TCP server with [ServerOptions#DEFAULT].
    ///
    /// @param factory creates a protocol for each connection
    /// @param host a name or a numeric address; null or empty for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @return the server, accepting
    default CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String host, int port) {
        return createServer(factory, host == null ? List.of() : List.of(host), port, ServerOptions.DEFAULT);
    }

    /// Creates a TCP server on one host, see [#createServer(Supplier, List, int, ServerOptions)].
    ///
    /// @param factory creates a protocol for each connection
    /// @param host a name or a numeric address; null or empty for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @param options the options of the server
    /// @return the server
    default CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String host, int port, ServerOptions options) {
        return createServer(factory, host == null ? List.of() : List.of(host), port, options);
    }

    /// Creates a TCP server with one listening socket for each address of each host; it binds all of them or
    /// fails. asyncio's `create_server(factory, host, port)`.
    ///
    /// @param factory creates a protocol for each connection
    /// @param hosts names or numeric addresses; none for every interface
    /// @param port 0 to 65535, 0 for a free one
    /// @param options the options of the server
    /// @return the server; fails with [java.net.BindException] and other exceptions of the JDK's
    /// @throws IllegalArgumentException for a port out of range, or both a host and a socket
    CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, List<String> hosts, int port, ServerOptions options);

    /// Creates a Unix domain server with [ServerOptions#DEFAULT].
    ///
    /// @param factory creates a protocol for each connection
    /// @param path the path of the socket
    /// @return the server, accepting
    default CompletableFuture<Server> createUnixServer(Supplier<? extends BaseProtocol> factory, Path path) {
        return createUnixServer(factory, path, ServerOptions.DEFAULT);
    }

    /// Creates a Unix domain server by path, whose bytes need not be text; otherwise as
    /// [#createUnixServer(Supplier, String, ServerOptions)]. asyncio's `create_unix_server(factory, path)`.
    ///
    /// @param factory creates a protocol for each connection
    /// @param path the path of the socket
    /// @param options of which the backlog, the start of serving and ipc apply
    /// @return the server; fails with [java.net.BindException] and other exceptions of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, Path path, ServerOptions options);

    /// Creates a Unix domain server by a name that need not be a path. An existing socket file is replaced, a
    /// file of any other kind is not; closing the server removes the file if it is still the server's.
    ///
    /// @param factory creates a protocol for each connection
    /// @param path the name of the socket; on Linux a name that begins with NUL is in the abstract namespace;
    ///   on Windows the name of a pipe; null with [ServerOptions#socket]
    /// @param options of which the backlog, the start of serving, the socket and ipc apply
    /// @return the server; fails with [java.net.BindException] and other exceptions of the JDK's
    /// @throws IllegalArgumentException for a path that does not fit a socket address
    CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String path, ServerOptions options);

    /// Adopts a connection that other code has accepted. Unless this throws, the loop owns the socket from here
    /// on. asyncio's `connect_accepted_socket(factory, sock)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol
    /// @param socket the file descriptor of a connected TCP or Unix stream socket
    /// @return the transport and protocol
    /// @throws IllegalArgumentException if it is not such a socket; it then stays the caller's
    default <P extends BaseProtocol> CompletableFuture<Connection<P>> connectAcceptedSocket(
            Supplier<P> factory, long socket) {
        return connectAcceptedSocket(factory, socket, ServerOptions.DEFAULT);
    }

    /// Adopts a connection that other code has accepted, encrypted or with passing of handles. Unless this throws,
    /// the loop owns the socket from here on. asyncio's `connect_accepted_socket(factory, sock, ssl=context)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol, of an encrypted connection when its handshake is done
    /// @param socket the file descriptor of a connected TCP or Unix stream socket
    /// @param options of which TLS with its time-outs and ipc apply
    /// @return the transport and protocol; fails with [javax.net.ssl.SSLException] and others if the handshake
    ///   fails
    /// @throws IllegalArgumentException if it is not such a socket, or for a context of clients; the socket then
    ///   stays the caller's
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connectAcceptedSocket(
            Supplier<P> factory, long socket, ServerOptions options);

    // --- Transferring files

    /// Sends a whole file over a transport with [SendfileOptions#DEFAULT], see
    /// [#sendfile(Transport, FileChannel, SendfileOptions)].
    ///
    /// @param transport the transport to send over
    /// @param file the path of a file, which is opened for reading and closed again
    /// @return the number of bytes sent
    default CompletableFuture<Long> sendfile(Transport transport, Path file) {
        return sendfile(transport, file, SendfileOptions.DEFAULT);
    }

    /// Sends a file given by its path over a transport, see
    /// [#sendfile(Transport, FileChannel, SendfileOptions)].
    ///
    /// @param transport the transport to send over
    /// @param file the path of a file, which is opened for reading and closed again
    /// @param options the part to send, and how
    /// @return the number of bytes sent; fails also with [java.nio.file.NoSuchFileException] and other
    ///   exceptions of the JDK's
    /// @throws IllegalArgumentException if the transport is of another loop or cannot send files
    /// @throws IllegalStateException if the transport is closing, its write side has ended, or it is already
    ///   sending a file
    CompletableFuture<Long> sendfile(Transport transport, Path file, SendfileOptions options);

    /// Sends a file over a transport, behind all earlier writes. The kernel sends it where the system supports
    /// that, and the default executor reads the disk. asyncio's `sendfile(transport, file)`.
    ///
    /// Until the future is done, the transport delivers no data, and writing to it throws
    /// [IllegalStateException]. Closing the transport, or losing its connection, fails the future. Cancelling
    /// the future ends the sending at some place in the file; the transport can be used again once the future
    /// is done.
    ///
    /// @param transport the transport to send over
    /// @param file a file open for reading; afterwards, also after a failure, its position is behind the last
    ///   byte sent
    /// @param options the part to send, and how
    /// @return the number of bytes sent, fewer than requested if the file ends before; fails with the
    ///   connection's loss, or [UnsupportedOperationException] if the system cannot send the file itself and
    ///   the fallback is off
    /// @throws IllegalArgumentException if the transport is of another loop or cannot send files
    /// @throws IllegalStateException if the transport is closing, its write side has ended, or it is already
    ///   sending a file
    CompletableFuture<Long> sendfile(Transport transport, FileChannel file, SendfileOptions options);

    // --- TLS upgrade

    /// Begins TLS on a connection, of TCP, a unix domain socket or of TLS itself. asyncio's
    /// `start_tls(transport, protocol, sslcontext)`. [ConnectOptions#withTls] and [ServerOptions#withTls] encrypt
    /// connections from the start.
    ///
    /// The transport then belongs to TLS, and the transport of the future's result replaces it. If TLS cannot
    /// begin, or the future is cancelled, the connection is closed and the protocol gets its `connectionLost`.
    ///
    /// @param transport a transport of this loop, open in both directions
    /// @param protocol the protocol of the encrypted connection, often the one of the transport;
    ///   [StreamProtocol#connectionMade] is not called again
    /// @param context the TLS context
    /// @param options the side, and the server's name, which a client must give
    /// @return the transport to write to; fails with [javax.net.ssl.SSLException] or
    ///   [java.net.SocketTimeoutException]
    /// @throws IllegalArgumentException if TLS cannot begin on such a transport, if the context is for the other
    ///     side, or if a client does not give the server's name
    /// @throws IllegalStateException if the transport is closing, its write side has ended, or it sends a file
    CompletableFuture<Transport> startTls(
            Transport transport, BaseProtocol protocol, TlsContext context, StartTlsOptions options);

    // --- Watching file descriptors

    /// Starts watching a descriptor for reading: the callback runs in every iteration in which the descriptor
    /// can be read or accepted from, or has reached its end. asyncio's `add_reader(fd, callback)`.
    ///
    /// @param descriptor a socket, a pipe or a device, whose mode is not changed; on Windows a socket
    /// @param callback the callback, which replaces an earlier one
    /// @return a handle; cancelling it removes the callback
    /// @throws IllegalArgumentException if the descriptor is not open, is a regular file, which is always
    ///   ready, or belongs to another part of the loop
    /// @throws IllegalStateException if a task waits to read from it
    Handle addReader(long descriptor, Runnable callback);

    /// Stops watching a descriptor for reading. A callback that is already due does not run. asyncio's
    /// `remove_reader(fd)`.
    ///
    /// @param descriptor the descriptor
    /// @return whether there was a callback
    boolean removeReader(long descriptor);

    /// Starts watching a descriptor for writing: the callback runs in every iteration in which the descriptor
    /// can be written, or its connection was established or failed. asyncio's `add_writer(fd, callback)`.
    ///
    /// @param descriptor a socket, a pipe or a device, whose mode is not changed; on Windows a socket
    /// @param callback the callback, which replaces an earlier one
    /// @return a handle; cancelling it removes the callback
    /// @throws IllegalArgumentException if the descriptor is not open, is a regular file, which is always
    ///   ready, or belongs to another part of the loop
    /// @throws IllegalStateException if a task waits to write to it
    Handle addWriter(long descriptor, Runnable callback);

    /// Stops watching a descriptor for writing. A callback that is already due does not run. asyncio's
    /// `remove_writer(fd)`.
    ///
    /// @param descriptor the descriptor
    /// @return whether there was a callback
    boolean removeWriter(long descriptor);

    /// Starts watching a channel for reading: the callback runs in every iteration in which the channel can be
    /// read or accepted from. asyncio's `add_reader(fd, callback)`.
    ///
    /// @param channel a channel of the JDK's, in non-blocking mode
    /// @param callback the callback, which replaces an earlier one
    /// @return a handle; cancelling it removes the callback
    /// @throws IllegalArgumentException if the channel is closed, in blocking mode, not readable, or a
    ///   transport's
    /// @throws IllegalStateException if a task waits to read from it
    /// @throws java.nio.channels.NotYetConnectedException if it is neither connected nor connecting
    Handle addReader(SelectableChannel channel, Runnable callback);

    /// Stops watching a channel for reading. A callback that is already due does not run. asyncio's
    /// `remove_reader(fd)`.
    ///
    /// @param channel the channel
    /// @return whether there was a callback
    boolean removeReader(SelectableChannel channel);

    /// Starts watching a channel for writing: the callback runs in every iteration in which the channel can be
    /// written, or its connection was established or failed. asyncio's `add_writer(fd, callback)`.
    ///
    /// @param channel a channel of the JDK's, in non-blocking mode
    /// @param callback the callback, which replaces an earlier one
    /// @return a handle; cancelling it removes the callback
    /// @throws IllegalArgumentException if the channel is closed, in blocking mode, not writable, or a
    ///   transport's
    /// @throws IllegalStateException if a task waits to write to it
    /// @throws java.nio.channels.NotYetConnectedException if it is neither connected nor connecting
    Handle addWriter(SelectableChannel channel, Runnable callback);

    /// Stops watching a channel for writing. A callback that is already due does not run. asyncio's
    /// `remove_writer(fd)`.
    ///
    /// @param channel the channel
    /// @return whether there was a callback
    boolean removeWriter(SelectableChannel channel);

    // --- Working with socket objects directly

    /// Accepts a connection, and suspends the task until there is one. asyncio's `sock_accept(sock)`.
    ///
    /// A channel that a task has waited for stays registered with the loop until it is closed, and cannot be
    /// put in blocking mode. Closing it, on any thread, resumes the waiting task at once with
    /// [java.nio.channels.AsynchronousCloseException].
    ///
    /// @param channel a listening channel, in non-blocking mode
    /// @return the connection, in non-blocking mode, which the caller must close
    /// @throws IOException if accepting fails, as the channel's own method does
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if another task waits to accept from it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no connection is lost
    @Suspends
    SocketChannel sockAccept(ServerSocketChannel channel) throws IOException;

    /// Receives the available bytes, and suspends the task until there are some. asyncio's
    /// `sock_recv(sock, nbytes)`. The channel is registered as for [#sockAccept(ServerSocketChannel)].
    ///
    /// @param channel a connected channel, in non-blocking mode
    /// @param max the most bytes to receive, at least 1
    /// @return the bytes; none at the end of the stream
    /// @throws IOException if receiving fails, as the channel's own method does
    /// @throws IllegalArgumentException if the channel is in blocking mode, or a transport owns its socket
    /// @throws IllegalStateException outside a task, or if another task waits to receive from it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no byte is lost
    @Suspends
    byte[] sockReceive(SocketChannel channel, int max) throws IOException;

    /// Receives the available bytes into a buffer, see [#sockReceive(SocketChannel, int)]. asyncio's
    /// `sock_recv_into(sock, buf)`.
    ///
    /// @param channel a connected channel, in non-blocking mode
    /// @param target filled from its position on; a direct buffer without a copy
    /// @return the number of bytes; 0 only if the buffer has no room, -1 at the end of the stream
    /// @throws IOException if the operation fails, as the channel's own method does
    @Suspends
    int sockReceiveInto(SocketChannel channel, ByteBuffer target) throws IOException;

    /// Sends all bytes of an array, see [#sockSendAll(SocketChannel, ByteBuffer)]. asyncio's
    /// `sock_sendall(sock, data)`.
    ///
    /// @param channel a connected channel, in non-blocking mode
    /// @param data the bytes
    /// @throws IOException if the operation fails, as the channel's own method does
    @Suspends
    default void sockSendAll(SocketChannel channel, byte[] data) throws IOException {
        sockSendAll(channel, ByteBuffer.wrap(data));
    }

    /// Sends all bytes of a buffer, and suspends the task while the socket takes no more. asyncio's
    /// `sock_sendall(sock, data)`. The channel is registered as for [#sockAccept(ServerSocketChannel)].
    ///
    /// @param channel a connected channel, in non-blocking mode
    /// @param data sent from its position on, which advances by the bytes sent, also if sending fails or the
    ///   task is cancelled
    /// @throws IOException if sending fails, as the channel's own method does
    /// @throws IllegalArgumentException if the channel is in blocking mode, or a transport owns its socket
    /// @throws IllegalStateException outside a task, or if another task waits to send to it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    @Suspends
    void sockSendAll(SocketChannel channel, ByteBuffer data) throws IOException;

    /// Connects a channel, and suspends the task meanwhile. asyncio's `sock_connect(sock, address)`. The
    /// channel is registered as for [#sockAccept(ServerSocketChannel)]; the JDK closes it if connecting fails.
    ///
    /// @param channel an unconnected channel, in non-blocking mode
    /// @param address the address to connect to; an unresolved host is looked up
    /// @throws IOException if connecting fails, for example a [java.net.ConnectException]
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if it is connected or connecting already
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then the channel still
    ///   connects
    @Suspends
    void sockConnect(SocketChannel channel, SocketAddress address) throws IOException;

    /// Receives one datagram, and suspends the task until there is one. asyncio's
    /// `sock_recvfrom(sock, bufsize)`. The channel is registered as for [#sockAccept(ServerSocketChannel)].
    ///
    /// @param channel a channel in non-blocking mode
    /// @param max the most bytes to receive, at least 1; the rest of the datagram is lost
    /// @return the datagram, which may be empty
    /// @throws IOException if receiving fails, as the channel's own method does
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if another task waits to receive from it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; no datagram is lost
    @Suspends
    ReceivedDatagram sockReceiveFrom(DatagramChannel channel, int max) throws IOException;

    /// Receives one datagram into a buffer, see [#sockReceiveFrom(DatagramChannel, int)]. asyncio's
    /// `sock_recvfrom_into(sock, buf)`.
    ///
    /// @param channel a channel in non-blocking mode
    /// @param target filled from its position on, which advances by the number of bytes
    /// @return the address of the sender
    /// @throws IOException if receiving fails, as the channel's own method does
    /// @throws IllegalArgumentException if the buffer has no room
    @Suspends
    SocketAddress sockReceiveFromInto(DatagramChannel channel, ByteBuffer target) throws IOException;

    /// Sends an array as one datagram, see [#sockSendTo(DatagramChannel, ByteBuffer, SocketAddress)].
    ///
    /// @param channel a channel in non-blocking mode
    /// @param data the datagram, which may be empty
    /// @param address the target
    /// @throws IOException if the operation fails, as the channel's own method does
    @Suspends
    default void sockSendTo(DatagramChannel channel, byte[] data, SocketAddress address) throws IOException {
        sockSendTo(channel, ByteBuffer.wrap(data), address);
    }

    /// Sends one datagram, and suspends the task while the system takes none. asyncio's
    /// `sock_sendto(sock, data, address)`.
    ///
    /// @param channel a channel in non-blocking mode
    /// @param data the datagram, from its position on, which moves to the limit
    /// @param address the target; an unresolved host is looked up
    /// @throws IOException if sending fails, as the channel's own method does
    /// @throws IllegalArgumentException if the channel is in blocking mode
    /// @throws IllegalStateException outside a task, or if another task waits to send to it
    @Suspends
    void sockSendTo(DatagramChannel channel, ByteBuffer data, SocketAddress address) throws IOException;

    /// Sends a file given by its path over a channel, see
    /// [#sockSendfile(SocketChannel, FileChannel, SendfileOptions)].
    ///
    /// @param channel a connected channel, in non-blocking mode
    /// @param file the path of a file, which is opened for reading and closed again
    /// @param options the part to send
    /// @return the number of bytes sent
    /// @throws IOException if sending fails, for example with a [java.nio.file.NoSuchFileException]
    @Suspends
    long sockSendfile(SocketChannel channel, Path file, SendfileOptions options) throws IOException;

    /// Sends a file over a channel, and suspends the task meanwhile. The kernel sends it where the system
    /// supports that, and the default executor reads the disk. asyncio's `sock_sendfile(sock, file)`.
    ///
    /// @param channel a connected channel, in non-blocking mode
    /// @param file a file open for reading; afterwards, also after a failure, its position is behind the last
    ///   byte sent
    /// @param options the part to send
    /// @return the number of bytes sent; fewer than requested if the file ends before
    /// @throws IOException if sending fails
    /// @throws IllegalArgumentException if the channel is in blocking mode, or a transport owns its socket
    /// @throws IllegalStateException outside a task, or if another task waits to send to it
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; the file's position says how
    ///     far it came
    @Suspends
    long sockSendfile(SocketChannel channel, FileChannel file, SendfileOptions options) throws IOException;

    /// Accepts a connection of a listening descriptor, see [#sockAccept(ServerSocketChannel)].
    ///
    /// The descriptor must be non-blocking, and must not be closed while a task waits for it; the loop keeps no
    /// reference to it when this returns.
    ///
    /// @param socket a listening descriptor
    /// @return the descriptor of the connection, non-blocking, which the caller must close;
    ///   [#connectAcceptedSocket] accepts it
    /// @throws IOException if accepting fails, with a [UvException] as its cause
    /// @throws IllegalArgumentException if the descriptor is blocking, or a part of the loop owns it
    /// @throws IllegalStateException outside a task, or if another task or callback waits for the same
    /// @throws UnsupportedOperationException on Windows, where only channels can be used
    @Suspends
    long sockAccept(long socket) throws IOException;

    /// Receives the available bytes of a descriptor, see [#sockReceive(SocketChannel, int)] and
    /// [#sockAccept(long)].
    ///
    /// @param socket the descriptor of a socket, a pipe or a device
    /// @param max the most bytes to receive, at least 1
    /// @return the bytes; none at the end of the stream
    /// @throws IOException if receiving fails
    @Suspends
    byte[] sockReceive(long socket, int max) throws IOException;

    /// Receives the available bytes of a descriptor into a buffer, see
    /// [#sockReceiveInto(SocketChannel, ByteBuffer)] and [#sockAccept(long)].
    ///
    /// @param socket the descriptor of a socket, a pipe or a device
    /// @param target filled from its position on; a direct buffer without a copy
    /// @return the number of bytes; 0 only if the buffer has no room, -1 at the end of the stream
    /// @throws IOException if receiving fails
    @Suspends
    int sockReceiveInto(long socket, ByteBuffer target) throws IOException;

    /// Sends all bytes of an array to a descriptor, see [#sockSendAll(long, ByteBuffer)].
    ///
    /// @param socket the descriptor of a socket, a pipe or a device
    /// @param data the bytes
    /// @throws IOException if sending fails
    @Suspends
    default void sockSendAll(long socket, byte[] data) throws IOException {
        sockSendAll(socket, ByteBuffer.wrap(data));
    }

    /// Sends all bytes of a buffer to a descriptor, see [#sockSendAll(SocketChannel, ByteBuffer)] and
    /// [#sockAccept(long)].
    ///
    /// @param socket the descriptor of a socket, a pipe or a device
    /// @param data sent from its position on, which advances by the bytes sent, also if sending fails or the
    ///   task is cancelled
    /// @throws IOException if sending fails
    @Suspends
    void sockSendAll(long socket, ByteBuffer data) throws IOException;

    /// Connects a descriptor, see [#sockConnect(SocketChannel, SocketAddress)] and [#sockAccept(long)]. If
    /// connecting fails, the descriptor stays open.
    ///
    /// @param socket the descriptor of a socket
    /// @param address the address to connect to; an unresolved host is looked up; on Linux a Unix path with an
    ///   `@` at the front is a name in the abstract namespace
    /// @throws IOException if connecting fails, for example a [java.net.ConnectException]
    @Suspends
    void sockConnect(long socket, SocketAddress address) throws IOException;

    /// Receives one datagram of a descriptor, see [#sockReceiveFrom(DatagramChannel, int)] and
    /// [#sockAccept(long)].
    ///
    /// @param socket the descriptor of a socket
    /// @param max the most bytes to receive, at least 1; the rest of the datagram is lost
    /// @return the datagram, which may be empty
    /// @throws IOException if receiving fails
    @Suspends
    ReceivedDatagram sockReceiveFrom(long socket, int max) throws IOException;

    /// Receives one datagram of a descriptor into a buffer, see
    /// [#sockReceiveFromInto(DatagramChannel, ByteBuffer)] and [#sockAccept(long)].
    ///
    /// @param socket the descriptor of a socket
    /// @param target filled from its position on, which advances by the number of bytes
    /// @return the address of the sender; null if it has no name
    /// @throws IOException if receiving fails
    @Suspends
    @Nullable
    SocketAddress sockReceiveFromInto(long socket, ByteBuffer target) throws IOException;

    /// Sends an array as one datagram over a descriptor, see [#sockSendTo(long, ByteBuffer, SocketAddress)].
    ///
    /// @param socket the descriptor of a socket
    /// @param data the datagram, which may be empty
    /// @param address the target
    /// @throws IOException if sending fails
    @Suspends
    default void sockSendTo(long socket, byte[] data, SocketAddress address) throws IOException {
        sockSendTo(socket, ByteBuffer.wrap(data), address);
    }

    /// Sends one datagram over a descriptor, see [#sockSendTo(DatagramChannel, ByteBuffer, SocketAddress)] and
    /// [#sockAccept(long)].
    ///
    /// @param socket the descriptor of a socket
    /// @param data the datagram, from its position on, which moves to the limit
    /// @param address the target; an unresolved host is looked up; on Linux a Unix path with an `@` at
    ///   the front is a name in the abstract namespace
    /// @throws IOException if sending fails
    @Suspends
    void sockSendTo(long socket, ByteBuffer data, SocketAddress address) throws IOException;

    /// Sends a file given by its path over a descriptor, see
    /// [#sockSendfile(SocketChannel, Path, SendfileOptions)] and [#sockAccept(long)].
    ///
    /// @param socket the descriptor of a stream socket
    /// @param file the path of a file, which is opened for reading and closed again
    /// @param options the part to send
    /// @return the number of bytes sent
    /// @throws IOException if sending fails, for example with a [java.nio.file.NoSuchFileException]
    @Suspends
    long sockSendfile(long socket, Path file, SendfileOptions options) throws IOException;

    /// Sends a file over a descriptor, see [#sockSendfile(SocketChannel, FileChannel, SendfileOptions)] and
    /// [#sockAccept(long)].
    ///
    /// @param socket the descriptor of a stream socket
    /// @param file a file open for reading; afterwards, also after a failure, its position is behind the last byte
    ///     sent
    /// @param options the part to send
    /// @return the number of bytes sent; fewer than requested if the file ends before
    /// @throws IOException if sending fails
    /// @throws UnsupportedOperationException if the system cannot send the file itself and the fallback is off
    @Suspends
    long sockSendfile(long socket, FileChannel file, SendfileOptions options) throws IOException;

    // --- DNS

    /// Resolves a host to its addresses with [AddressOptions#DEFAULT].
    ///
    /// @param host a name or a numeric address; null for this machine
    /// @param port 0 to 65535
    /// @return the addresses
    default CompletableFuture<List<AddressInfo>> getaddrinfo(@Nullable String host, int port) {
        return getaddrinfo(host, port, AddressOptions.DEFAULT);
    }

    /// Resolves a host and a port to addresses, see [#getaddrinfo(String, String, AddressOptions)].
    ///
    /// @param host a name or a numeric address; null for this machine
    /// @param port 0 to 65535
    /// @param options the kinds of addresses
    /// @return the addresses
    /// @throws IllegalArgumentException for a port out of range, and as the other method does
    CompletableFuture<List<AddressInfo>> getaddrinfo(@Nullable String host, int port, AddressOptions options);

    /// Resolves a host and a service to the list of the system's resolver, in its order. A numeric host with a
    /// numeric port and a type of socket is resolved at once, without the resolver. A name with non-ASCII
    /// letters is looked up in IDNA form. asyncio's `getaddrinfo(host, port, family=, type=, proto=, flags=)`.
    ///
    /// @param host a name or a numeric address; null for this machine: the loopback addresses, or with
    ///   [io.juvloop.dns.AddressFlag#PASSIVE] the wildcard addresses
    /// @param service the name of a service, or a port; null for port 0
    /// @param options the kinds of addresses
    /// @return at least one address; fails with [java.net.UnknownHostException], whose cause is a [UvException]
    ///   that names the resolver's error, such as `EAI_NONAME`, which is also the error for an impossible name,
    ///   with a label of more than 63 characters or more than 253 in total
    /// @throws IllegalArgumentException for a NUL in the host or service
    CompletableFuture<List<AddressInfo>> getaddrinfo(
            @Nullable String host, @Nullable String service, AddressOptions options);

    /// Resolves an address and port to names, see [#getnameinfo(InetSocketAddress, Set)].
    ///
    /// @param address a resolved address
    /// @return the names, or the numbers where there are none
    default CompletableFuture<NameInfo> getnameinfo(InetSocketAddress address) {
        return getnameinfo(address, Set.of());
    }

    /// Resolves an address and port to names, with flags. asyncio's `getnameinfo(sockaddr, flags)`.
    ///
    /// @param address a resolved address
    /// @param flags the flags of the lookup
    /// @return the names, or the numbers where there are none; with [NameFlag#NAMEREQD], fails with
    ///   [java.net.UnknownHostException] instead
    /// @throws IllegalArgumentException for an address that is not resolved
    CompletableFuture<NameInfo> getnameinfo(InetSocketAddress address, Set<NameFlag> flags);

    // --- Working with pipes

    /// Opens a transport on the reading end of a pipe, a FIFO, a stream socket or a character device such as a
    /// terminal. Unless this throws, the loop owns the descriptor from here on, makes it non-blocking, and
    /// closes it with the transport; the standard descriptors, 0 to 2, stay open. asyncio's
    /// `connect_read_pipe(factory, pipe)`.
    ///
    /// The transport cannot write: [Transport#write] and [Transport#writeEof] throw
    /// [UnsupportedOperationException]. At the end of the stream it closes itself, whatever
    /// [StreamProtocol#eofReceived] returns; for a terminal, the stream ends when the other side has left.
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol
    /// @param pipe the file descriptor
    /// @return the transport and protocol
    /// @throws IllegalArgumentException if the descriptor is not open for reading, is a regular file or another
    ///   kind that is always ready, or belongs to a transport; it then stays the caller's
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connectReadPipe(Supplier<P> factory, long pipe);

    /// Opens a transport on the writing end of a pipe, a FIFO, a stream socket or a character device such as a
    /// terminal. The loop owns the descriptor as for [#connectReadPipe]. asyncio's
    /// `connect_write_pipe(factory, pipe)`.
    ///
    /// The protocol receives no data, and need only be a [StreamProtocol]; [Transport#pauseReading] and
    /// [Transport#resumeReading] throw [UnsupportedOperationException], and [Transport#writeEof] closes the
    /// transport. The loss of the reader of a pipe or socket is detected without writing: then
    /// [BaseProtocol#connectionLost] is called, with null unless written data is lost.
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol
    /// @param pipe the file descriptor
    /// @return the transport and protocol
    /// @throws IllegalArgumentException if the descriptor is not open for writing, is a regular file or another
    ///   kind that is always ready, or belongs to a transport; it then stays the caller's
    <P extends BaseProtocol> CompletableFuture<Connection<P>> connectWritePipe(Supplier<P> factory, long pipe);

    /// Creates a pipe of the operating system, for [#connectReadPipe], [#connectWritePipe] and other processes.
    /// Python's `os.pipe()`.
    ///
    /// @return both ends, which the caller closes or passes on
    /// @throws IOException if the system refuses, for example for want of descriptors
    PipePair pipePair() throws IOException;

    // --- Unix signals

    /// Sets the handler of a signal: it runs in the loop's next iteration, which the signal starts if the loop
    /// waits. Signals that arrive faster than the handler runs are merged. The handler replaces an earlier one
    /// of this loop. asyncio's `add_signal_handler(signum, callback)`.
    ///
    /// @param signal the signal
    /// @param handler the callback, run each time
    /// @throws IllegalArgumentException for a signal that cannot be caught, or that the JVM or libuv need
    ///   themselves
    /// @throws UnsupportedOperationException if this system does not have the signal
    /// @throws java.io.UncheckedIOException if the process has no descriptor left for it
    default void addSignalHandler(Signal signal, Runnable handler) {
        addSignalHandler(signal.number(), handler);
    }

    /// Sets the handler of a signal given by its number, see [#addSignalHandler(Signal, Runnable)].
    ///
    /// @param number the number of a signal, which need not have a name
    /// @param handler the callback, run each time
    /// @throws IllegalArgumentException for a number that no signal has, and for a signal that cannot be
    ///   caught, or that the JVM or libuv need themselves
    /// @throws java.io.UncheckedIOException if the process has no descriptor left for it
    void addSignalHandler(int number, Runnable handler);

    /// Removes the handler of a signal; it does not run for a signal that has already arrived. The handler
    /// itself may call this. asyncio's `remove_signal_handler(sig)`.
    ///
    /// @param signal the signal
    /// @return whether there was a handler
    default boolean removeSignalHandler(Signal signal) {
        return removeSignalHandler(signal.number());
    }

    /// Removes the handler of a signal given by its number, see [#removeSignalHandler(Signal)].
    ///
    /// @param number the number of the signal
    /// @return whether there was a handler
    boolean removeSignalHandler(int number);

    // --- Executing code in thread or process pools

    /// Runs blocking work on an executor. asyncio's `run_in_executor(executor, func)`.
    ///
    /// @param <T> the type of the result
    /// @param executor the executor, or null for the default: a virtual thread per call, never the loop's
    ///   thread
    /// @param work the work to run
    /// @return the result, completed on the loop's thread; cancelling it before the work begins prevents the
    ///   work, cancelling it later discards the result
    /// @throws IllegalStateException if the executor is null and [#shutdownDefaultExecutor] was called
    /// @throws java.util.concurrent.RejectedExecutionException if the executor refuses
    <T extends @Nullable Object> CompletableFuture<T> runInExecutor(@Nullable Executor executor, Callable<T> work);

    /// Sets the default executor of blocking work. asyncio's `set_default_executor(executor)`.
    ///
    /// @param executor the executor, which the loop shuts down when it is closed
    void setDefaultExecutor(ExecutorService executor);

    /// Shuts down the default executor and waits for its work. asyncio's `shutdown_default_executor(timeout)`.
    ///
    /// @param timeout the longest time to wait, or null for no limit; after it a warning is logged and the work
    ///   runs on
    /// @return done when the executor is shut down
    CompletableFuture<Void> shutdownDefaultExecutor(@Nullable Duration timeout);

    /// Runs a command on the loop's thread, as [#callSoonThreadsafe] does, for libraries that take an
    /// [Executor]. Any thread.
    ///
    /// @param command the command to run
    /// @throws java.util.concurrent.RejectedExecutionException if the loop is closed
    @Override
    void execute(Runnable command);

    /// Returns an executor service that runs its jobs on the loop's thread, in callbacks, for other libraries.
    /// Any thread.
    ///
    /// @return an executor service; shutting it down does not affect the loop
    ScheduledExecutorService asExecutorService();

    // --- Error handling

    /// Sets the handler of errors that no caller awaits. asyncio's `set_exception_handler(handler)`.
    ///
    /// @param handler the handler, or null for [#defaultExceptionHandler]
    void setExceptionHandler(@Nullable ExceptionHandler handler);

    /// Returns the handler of errors that no caller awaits. asyncio's `get_exception_handler()`.
    ///
    /// @return the handler, or null for [#defaultExceptionHandler]
    @Nullable
    ExceptionHandler exceptionHandler();

    /// Calls the exception handler with an error. asyncio's `call_exception_handler(context)`.
    ///
    /// @param context the error and its context
    void callExceptionHandler(ExceptionContext context);

    /// Logs an error with its context. asyncio's `default_exception_handler(context)`.
    ///
    /// @param context the error and its context
    void defaultExceptionHandler(ExceptionContext context);

    // --- Debug mode

    /// Turns debug mode on or off. In debug mode, handles record where they were created, callbacks that take
    /// longer than [#slowCallbackDuration] are logged by name, and data views that a protocol has kept throw. A
    /// callback, or a task between two waits, that blocks the loop for longer is logged with its stack while it
    /// still blocks; so is a callback that waits for a lock, with the owner of the lock where the JDK reports it.
    /// On from the start with `-Djuvloop.debug=true`. asyncio's `set_debug(enabled)`.
    ///
    /// @param on whether debug mode is on
    void setDebug(boolean on);

    /// Returns whether debug mode is on. asyncio's `get_debug()`.
    ///
    /// @return true if it is on
    boolean isDebug();

    /// Returns the duration from which a callback counts as slow, initially 100 ms. asyncio's
    /// `slow_callback_duration`.
    ///
    /// @return the duration
    Duration slowCallbackDuration();

    /// Sets the duration from which a callback counts as slow.
    ///
    /// @param duration not negative
    void setSlowCallbackDuration(Duration duration);

    /// Returns statistics of the loop. Any thread; read from another thread than the loop's, they may be
    /// slightly out of date.
    ///
    /// @return the statistics
    LoopStats stats();

    // --- Running subprocesses

    /// Starts a program as a subprocess. asyncio's `subprocess_exec(protocol_factory, *args, **kwargs)`.
    ///
    /// The loop is blocked while the child is created, until its program runs or has failed to.
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol, before the child is started
    /// @param options how to start the child
    /// @param program a path, or a name to search for in the child's `PATH`; also its `argv[0]`
    /// @param arguments the rest of its `argv`
    /// @return the transport and protocol, after [SubprocessProtocol#connectionMade] was called; cancelling it
    ///   before kills the child. It fails with [java.nio.file.NoSuchFileException] if the program or the
    ///   directory does not exist, with [java.nio.file.AccessDeniedException] if it cannot be executed, or with
    ///   another [java.io.IOException]
    /// @throws IllegalArgumentException if an argument contains NUL
    <P extends SubprocessProtocol> CompletableFuture<SubprocessConnection<P>> subprocessExec(
            Supplier<P> factory, SubprocessOptions options, String program, String... arguments);

    /// Starts a shell command as a subprocess, with `/bin/sh -c`, or `cmd.exe /d /s /c` on Windows. Text from
    /// outside that becomes part of the command must be quoted for that shell. asyncio's
    /// `subprocess_shell(protocol_factory, cmd, **kwargs)`.
    ///
    /// @param <P> the protocol's type
    /// @param factory creates the protocol, before the child is started
    /// @param options how to start the child
    /// @param command the command for the shell
    /// @return as for [#subprocessExec]
    /// @throws IllegalArgumentException if the command contains NUL
    <P extends SubprocessProtocol> CompletableFuture<SubprocessConnection<P>> subprocessShell(
            Supplier<P> factory, SubprocessOptions options, String command);

    // --- What libuv adds

    /// Returns the file operations, which do not block the loop, including the watching of files. Beyond
    /// asyncio.
    ///
    /// @return the same object each time
    FileOperations files();

    /// Returns the terminals: transports with input modes and window sizes. Beyond asyncio.
    ///
    /// @return the same object each time
    Terminals terminals();

    /// Returns the phases of an iteration: hooks before and after the wait for I/O, repeating timers, and the
    /// check whether the loop is alive. Beyond asyncio.
    ///
    /// @return the same object each time
    Phases phases();

    /// Returns the loop's host: its thread and statistics, random bytes, and the features of the loaded libuv.
    /// Beyond asyncio.
    ///
    /// @return the same object each time
    LoopHost host();
}
