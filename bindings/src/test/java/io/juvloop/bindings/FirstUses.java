package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/// Uses a little of each part of the bindings, by one loop. The last use closes it, and leaves nothing open.
public final class FirstUses implements Supplier<List<Runnable>> {
    private UvLoop loop;
    private int answers;

    /// For the loader.
    public FirstUses() {}

    @Override
    public List<Runnable> get() {
        loop = UvLoop.create(thrown -> {});
        return List.of(
                () -> new UvTimer(loop, () -> {}).close(),
                this::listen,
                () -> new UvUdp(loop, new AddressCache(loop), new DatagramEvents() {}).close(),
                () -> FsPaths.stat(new FsRequest(loop), new Answer(), "/".getBytes(StandardCharsets.UTF_8)),
                this::resolve,
                this::start,
                this::throughAPipe,
                () -> require(!HostSystem.hostname().isEmpty()),
                () -> require(!HostCpus.list((model, speed, user, nice, sys, idle, irq) -> model)
                        .isEmpty()),
                () -> require(HostUsers.current().name() != null),
                () -> require(!CurrentThread.affinity().isEmpty()),
                this::close);
    }

    private static void require(boolean good) {
        if (!good) {
            throw new IllegalStateException("a wrong answer");
        }
    }

    private void listen() {
        UvTcp listener = new UvTcp(loop, new StreamEvents() {});
        try {
            require(listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0) == 0);
        } finally {
            listener.close();
        }
    }

    private void resolve() {
        var _ = AddressLookup.start(loop, AddressLookup.Query.ofStream("127.0.0.1", 1), (status, found) -> answers++);
    }

    private void start() {
        ProcessOptions program = new ProcessOptions("/bin/true", List.of("true"));
        var _ = ChildProcess.spawn(loop, program, (status, signal) -> answers++);
    }

    private void throughAPipe() {
        long[] pipe = Descriptors.pipe();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment block = arena.allocate(1);
            block.set(JAVA_BYTE, 0, (byte) 7);
            require(loop.driver().io().write((int) pipe[1], block) == 1);
            require(loop.driver().io().read((int) pipe[0], block) == 1);
        } finally {
            Descriptors.close(pipe[0]);
            Descriptors.close(pipe[1]);
        }
    }

    private void close() {
        loop.run(UvLoop.RUN_DEFAULT);
        loop.handles().forEach(UvHandle::close);
        loop.run(UvLoop.RUN_DEFAULT);
        loop.close();
        require(answers >= 3); // of the file, the name and the child
    }

    private final class Answer implements FsRequest.Answer {
        @Override
        public void onResult(FsRequest request, long result) {
            require(request.status() != null);
        }

        @Override
        public void onReleased(FsRequest request) {
            answers++;
        }
    }
}
