package io.juvloop.spi;

import io.juvloop.BaseProtocol;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Handle;
import io.juvloop.PollMode;
import io.juvloop.SendfileOptions;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.Transport;
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
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.terminal.Terminals;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a loop does not have, method by method: a subclass overrides what it has.
///
/// Thread rule and lifetime: see [EventLoop]. See asyncio's `AbstractEventLoop`, whose methods raise
/// `NotImplementedError`.
abstract class LoopWithoutIo implements EventLoop {
    UnsupportedOperationException without(String what) {
        return new UnsupportedOperationException("a " + getClass().getSimpleName() + " has no " + what);
    }

    @Override
    public PollMode pollMode() {
        throw without("poll mode");
    }

    // --- Connections
    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> createConnection(
            Supplier<P> factory, @Nullable String host, int port, ConnectOptions options) {
        throw without("network");
    }

    @Override
    public CompletableFuture<Server> createServer(
            Supplier<? extends BaseProtocol> factory, List<String> hosts, int port, ServerOptions options) {
        throw without("network");
    }

    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, Path path, ConnectOptions options) {
        throw without("network");
    }

    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> createUnixConnection(
            Supplier<P> factory, @Nullable String path, ConnectOptions options) {
        throw without("network");
    }

    @Override
    public CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, Path path, ServerOptions options) {
        throw without("network");
    }

    @Override
    public CompletableFuture<Server> createUnixServer(
            Supplier<? extends BaseProtocol> factory, @Nullable String path, ServerOptions options) {
        throw without("network");
    }

    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> connectAcceptedSocket(
            Supplier<P> factory, long socket, ServerOptions options) {
        throw without("network");
    }

    @Override
    public CompletableFuture<Long> sendfile(Transport transport, Path file, SendfileOptions options) {
        throw without("network");
    }

    @Override
    public CompletableFuture<Long> sendfile(Transport transport, FileChannel file, SendfileOptions options) {
        throw without("network");
    }

    // --- TLS
    @Override
    public CompletableFuture<Transport> startTls(
            Transport transport, BaseProtocol protocol, TlsContext context, StartTlsOptions options) {
        throw without("TLS");
    }

    // --- Datagrams
    @Override
    public <P extends DatagramProtocol> CompletableFuture<DatagramEndpoint<P>> createDatagramEndpoint(
            Supplier<P> factory, DatagramOptions options) {
        throw without("datagram endpoints");
    }

    // --- Descriptors
    @Override
    public Handle addReader(long descriptor, Runnable callback) {
        throw without("descriptors to watch");
    }

    @Override
    public boolean removeReader(long descriptor) {
        throw without("descriptors to watch");
    }

    @Override
    public Handle addWriter(long descriptor, Runnable callback) {
        throw without("descriptors to watch");
    }

    @Override
    public boolean removeWriter(long descriptor) {
        throw without("descriptors to watch");
    }

    @Override
    public Handle addReader(SelectableChannel channel, Runnable callback) {
        throw without("descriptors to watch");
    }

    @Override
    public boolean removeReader(SelectableChannel channel) {
        throw without("descriptors to watch");
    }

    @Override
    public Handle addWriter(SelectableChannel channel, Runnable callback) {
        throw without("descriptors to watch");
    }

    @Override
    public boolean removeWriter(SelectableChannel channel) {
        throw without("descriptors to watch");
    }

    // --- Names
    @Override
    public CompletableFuture<List<AddressInfo>> getaddrinfo(@Nullable String host, int port, AddressOptions options) {
        throw without("name lookups");
    }

    @Override
    public CompletableFuture<List<AddressInfo>> getaddrinfo(
            @Nullable String host, @Nullable String service, AddressOptions options) {
        throw without("name lookups");
    }

    @Override
    public CompletableFuture<NameInfo> getnameinfo(InetSocketAddress address, Set<NameFlag> flags) {
        throw without("name lookups");
    }

    // --- Pipes
    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> connectReadPipe(Supplier<P> factory, long pipe) {
        throw without("pipes");
    }

    @Override
    public <P extends BaseProtocol> CompletableFuture<Connection<P>> connectWritePipe(Supplier<P> factory, long pipe) {
        throw without("pipes");
    }

    @Override
    public PipePair pipePair() {
        throw without("pipes");
    }

    // --- Subprocesses
    @Override
    public <P extends SubprocessProtocol> CompletableFuture<SubprocessConnection<P>> subprocessExec(
            Supplier<P> factory, SubprocessOptions options, String program, String... arguments) {
        throw without("subprocesses");
    }

    @Override
    public <P extends SubprocessProtocol> CompletableFuture<SubprocessConnection<P>> subprocessShell(
            Supplier<P> factory, SubprocessOptions options, String command) {
        throw without("subprocesses");
    }

    // --- Signals
    @Override
    public void addSignalHandler(int number, Runnable handler) {
        throw without("signal handlers");
    }

    @Override
    public boolean removeSignalHandler(int number) {
        throw without("signal handlers");
    }

    // --- Files
    @Override
    public FileOperations files() {
        throw without("files");
    }

    // --- Terminals
    @Override
    public Terminals terminals() {
        throw without("terminals");
    }

    // --- Host
    @Override
    public LoopHost host() {
        throw without("thread and figures of libuv");
    }

    // --- Sockets
    @Override
    public SocketChannel sockAccept(ServerSocketChannel channel) {
        throw without("sockets");
    }

    @Override
    public byte[] sockReceive(SocketChannel channel, int max) {
        throw without("sockets");
    }

    @Override
    public int sockReceiveInto(SocketChannel channel, ByteBuffer target) {
        throw without("sockets");
    }

    @Override
    public void sockSendAll(SocketChannel channel, ByteBuffer data) {
        throw without("sockets");
    }

    @Override
    public void sockConnect(SocketChannel channel, SocketAddress address) {
        throw without("sockets");
    }

    @Override
    public ReceivedDatagram sockReceiveFrom(DatagramChannel channel, int max) {
        throw without("sockets");
    }

    @Override
    public SocketAddress sockReceiveFromInto(DatagramChannel channel, ByteBuffer target) {
        throw without("sockets");
    }

    @Override
    public void sockSendTo(DatagramChannel channel, ByteBuffer data, SocketAddress address) {
        throw without("sockets");
    }

    @Override
    public long sockSendfile(SocketChannel channel, Path file, SendfileOptions options) {
        throw without("sockets");
    }

    @Override
    public long sockSendfile(SocketChannel channel, FileChannel file, SendfileOptions options) {
        throw without("sockets");
    }

    @Override
    public long sockAccept(long socket) {
        throw without("sockets");
    }

    @Override
    public byte[] sockReceive(long socket, int max) {
        throw without("sockets");
    }

    @Override
    public int sockReceiveInto(long socket, ByteBuffer target) {
        throw without("sockets");
    }

    @Override
    public void sockSendAll(long socket, ByteBuffer data) {
        throw without("sockets");
    }

    @Override
    public void sockConnect(long socket, SocketAddress address) {
        throw without("sockets");
    }

    @Override
    public ReceivedDatagram sockReceiveFrom(long socket, int max) {
        throw without("sockets");
    }

    @Override
    public @Nullable SocketAddress sockReceiveFromInto(long socket, ByteBuffer target) {
        throw without("sockets");
    }

    @Override
    public void sockSendTo(long socket, ByteBuffer data, SocketAddress address) {
        throw without("sockets");
    }

    @Override
    public long sockSendfile(long socket, Path file, SendfileOptions options) {
        throw without("sockets");
    }

    @Override
    public long sockSendfile(long socket, FileChannel file, SendfileOptions options) {
        throw without("sockets");
    }
}
