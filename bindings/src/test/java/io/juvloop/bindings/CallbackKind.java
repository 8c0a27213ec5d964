package io.juvloop.bindings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Every way in which an event reaches its listener, and how to cause it.
enum CallbackKind {
    /// libuv reads pipes that handles may be passed over; elsewhere it reads every stream.
    READ("Alloc", "Read") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            StreamEvents events = new ReadEvents() {
                @Override
                void onResult(byte[] bytes, int result) {
                    action.runSneakily();
                }
            };
            if (loop.driver().pollsStreams()) {
                PassingPair.sendOne(loop, events);
            } else {
                new Conversation(loop, events);
            }
        }
    },
    READABLE() {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            UvTcp[] near = new UvTcp[1];
            near[0] = new Conversation(loop, new StreamEvents() {
                        @Override
                        public void onReadable() {
                            near[0].readStop();
                            action.runSneakily();
                        }
                    })
                    .near();
        }
    },
    WRITABLE() {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            UvTcp[] near = new UvTcp[1];
            near[0] = new Conversation(loop, new StreamEvents() {
                        @Override
                        public void onWritable() {
                            near[0].awaitWritable(false);
                            action.runSneakily();
                        }
                    })
                    .whenConnected(stream -> {
                        stream.readStop();
                        stream.awaitWritable(true);
                    })
                    .near();
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
                        WriteRequest request = new WriteRequest(loop);
                        var _ = WriteRequestTest.add(request, pool, (byte) 1);
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
            boolean windows = Platform.current().isWindows();
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
                        private boolean isReleased;

                        @Override
                        public void onResult(FsRequest request, long result) {}

                        @Override
                        public void onReleased(FsRequest request) {
                            if (!isReleased) { // it is called again after an error
                                isReleased = true;
                                action.runSneakily();
                            }
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
    SIGNAL("Signal") {
        @Override
        void provoke(UvLoop loop, Outburst.Action action) {
            new UvSignal(loop, action::runSneakily).start(SignalNumbers.here().get("WINCH"));
            SignalSender.thisProcess("WINCH");
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // Set.of never changes
    private final Set<String> stubs;

    /// @param stubs the classes that hold the stubs by which it comes; none if it comes from the loop's own
    ///   poller
    CallbackKind(String... stubs) {
        this.stubs = Set.of(stubs);
    }

    Set<String> stubs() {
        return stubs;
    }

    /// Causes an event of libuv's, or of the loop's own poller, whose listener runs an action.
    abstract void provoke(UvLoop loop, Outburst.Action action);

    boolean isPossible(UvLoop loop) {
        return !stubs.isEmpty() || loop.driver().pollsStreams();
    }
}
