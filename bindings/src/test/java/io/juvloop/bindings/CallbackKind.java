package io.juvloop.bindings;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;

/// Every way in which libuv calls Java, and how to make it do so.
enum CallbackKind {
    ALLOC("Alloc") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            new Conversation(loop, new StreamEvents() {
                        @Override
                        public MemorySegment allocate(long suggestedSize) {
                            action.runSneakily();
                            return MemorySegment.NULL;
                        }
                    })
                    .asking();
        }
    },
    READ("Read") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            new Conversation(loop, new StreamEvents() {
                @Override
                public void onRead(long result) {
                    action.runSneakily();
                }
            });
        }
    },
    TIMER("Event") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            new UvTimer(loop, action::runSneakily).start(0);
        }
    },
    ASYNC("Event") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            new UvAsync(loop, action::runSneakily).send();
        }
    },
    IDLE("Event") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            UvIdle[] idle = new UvIdle[1];
            idle[0] = new UvIdle(loop, () -> {
                idle[0].stop();
                action.runSneakily();
            });
            idle[0].start();
        }
    },
    CLOSE("Close") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            new UvTcp(loop, new StreamEvents() {
                        @Override
                        public void onClosed() {
                            action.runSneakily();
                        }
                    })
                    .close();
        }
    },
    CONNECTION("Connection") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            UvTcp listener = Conversation.listener(loop, new StreamEvents() {
                @Override
                public void onConnection(int status) {
                    action.runSneakily();
                }
            });
            new UvTcp(loop, new StreamEvents() {}).connect(listener.localName().orElseThrow());
        }
    },
    POLL("Poll") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            // without a connection it counts as hung up
            UvTcp socket = new UvTcp(loop, new StreamEvents() {}, false);
            UvPoll[] poll = new UvPoll[1];
            poll[0] = new UvPoll(loop, socket.fileno(), (status, events) -> {
                poll[0].close();
                action.runSneakily();
            });
            poll[0].start(UvPoll.READABLE);
        }
    },
    CONNECTED("Done") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            UvTcp listener = Conversation.listener(loop, new StreamEvents() {});
            new UvTcp(loop, new StreamEvents() {
                        @Override
                        public void onConnected(int status) {
                            action.runSneakily();
                        }
                    })
                    .connect(listener.localName().orElseThrow());
        }
    },
    WRITTEN("Done") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            ChunkPool pool = new ChunkPool(loop);
            new Conversation(loop, new StreamEvents() {
                        @Override
                        public void onWritten(WriteRequest request, int status) {
                            request.clear(pool);
                            action.runSneakily();
                        }
                    })
                    .whenConnected(stream -> {
                        Chunk chunk = pool.acquire(1);
                        chunk.put(new byte[] {1}, 0, 1);
                        WriteRequest request = new WriteRequest(loop);
                        request.add(chunk);
                        UvFailure.check("uv_write", request.submit(stream));
                    });
        }
    },
    SHUTDOWN("Done") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            new Conversation(loop, new StreamEvents() {
                        @Override
                        public void onShutdown(int status) {
                            action.runSneakily();
                        }
                    })
                    .whenConnected(stream -> UvFailure.check("uv_shutdown", stream.shutdown()));
        }
    },
    EXIT("Exit") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            boolean windows = Host.current().isWindows();
            ProcessOptions child = windows
                    ? new ProcessOptions("cmd.exe", List.of("cmd.exe", "/c", "exit"))
                    : new ProcessOptions("true", List.of("true"));
            var _ = UvProcess.spawn(loop, child, (status, signal) -> action.runSneakily());
        }
    },
    CHANGED("Changed") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            Path file = WatchedFile.make();
            new UvFsEvent(loop, (name, events, status) -> action.runSneakily()).start(WatchedFile.name(file), false);
            WatchedFile.append(file);
        }
    },
    POLLED("Polled") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            Path nowhere = WatchedFile.make().resolveSibling("nowhere");
            new UvFsPoll(loop, (status, previous, current) -> action.runSneakily())
                    .start(WatchedFile.name(nowhere), 1000);
        }
    },
    RECEIVED("Received") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            UvUdp receiver = DatagramPair.receiver(loop, new DatagramEvents() {
                @Override
                public void onReceived(long data, int count, SocketAddress sender, boolean whole) {
                    action.runSneakily();
                }
            });
            DatagramPair.sendOne(loop, receiver);
        }
    },
    SENT("Done") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            UvUdp receiver = DatagramPair.receiver(loop, new DatagramEvents() {});
            DatagramPair.queueOne(loop, receiver, new DatagramEvents() {
                @Override
                public void onSent(UdpSendRequest request, int status) {
                    action.runSneakily();
                }
            });
        }
    },
    RESOLVED("Resolved") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            AddressLookup.Query query = AddressLookup.Query.ofStream("127.0.0.1", 80);
            AddressLookup.start(loop, query, (status, found) -> action.runSneakily());
        }
    },
    NAMED("Named") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
            NameLookup.start(loop, address, 0, (status, host, service) -> action.runSneakily());
        }
    },
    FILE("File") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            FsPaths.stat(
                    new FsRequest(loop),
                    new FsRequest.Answer() {
                        @Override
                        public void onResult(FsRequest request, long result) {}

                        @Override
                        public void onReleased(FsRequest request) {
                            action.runSneakily();
                        }
                    },
                    new byte[] {'.'});
        }
    },
    RANDOM("Random") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            RandomRequest.start(loop, 1, (status, bytes) -> action.runSneakily());
        }
    },
    PREPARE("Event") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            UvPrepare[] prepare = new UvPrepare[1];
            prepare[0] = new UvPrepare(loop, () -> {
                prepare[0].stop();
                action.runSneakily();
            });
            prepare[0].start();
            new UvTimer(loop, () -> {}).start(0);
        }
    },
    CHECK("Event") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            UvCheck[] check = new UvCheck[1];
            check[0] = new UvCheck(loop, () -> {
                check[0].stop();
                action.runSneakily();
            });
            check[0].start();
            new UvTimer(loop, () -> {}).start(0);
        }
    },
    SIGNAL("Signal") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            new UvSignal(loop, action::runSneakily).start(SignalNumbers.here().get("WINCH"));
            Kill.thisProcess("WINCH");
        }
    };

    private final String stub;

    CallbackKind(String stub) {
        this.stub = stub;
    }

    /// The class that holds the stub by which it comes.
    String stub() {
        return stub;
    }

    /// Makes libuv call back soon, and whoever is called run an action.
    abstract void provoke(UvLoop loop, Outburst.Action action);
}
