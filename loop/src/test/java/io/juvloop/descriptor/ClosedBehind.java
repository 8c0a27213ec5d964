package io.juvloop.descriptor;

import io.juvloop.BaseTransport;
import io.juvloop.EventLoop;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.net.peer.Libc;
import io.juvloop.phases.LoopHook;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// Programs that close a descriptor while the loop still uses it, or give the loop one of the standard three;
/// each in a JVM of its own, which must survive them.
enum ClosedBehind {
    A_READER_BEFORE_THE_FIRST_POLL {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair()) {
                loop.callSoon(() -> {
                    loop.addReader(pair.near(), () -> {});
                    pair.closeNear();
                });
                turns(loop);
            }
        }
    },
    A_READER_WHOSE_NUMBER_BECOMES_A_FILES {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair()) {
                int near = pair.near();
                loop.callSoon(() -> {
                    loop.addReader(near, () -> System.out.println("received of a file"));
                    pair.closeNear();
                    if (Libc.INSTANCE.open(PROGRAM, 0) != near) {
                        System.out.println("received another number");
                    }
                });
                turns(loop);
                loop.removeReader(near);
                Libc.INSTANCE.close(near);
                turns(loop);
            }
        }
    },
    A_WRITER_WHOSE_NUMBER_IS_A_FILES {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair()) {
                int near = pair.near();
                loop.addReader(near, () -> {});
                turns(loop);
                pair.closeNear();
                if (Libc.INSTANCE.open(PROGRAM, 0) != near) {
                    System.out.println("received another number");
                }
                try {
                    loop.addWriter(near, () -> System.out.println("received of a file"));
                } catch (UncheckedIOException | IllegalArgumentException noticedAtOnce) {
                    turns(loop);
                }
                turns(loop);
                Libc.INSTANCE.close(near);
                turns(loop);
            }
        }
    },
    A_READER_THAT_BECOMES_A_WRITER {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair()) {
                int near = pair.near();
                loop.addReader(near, () -> {});
                turns(loop);
                pair.closeNear();
                try {
                    loop.addWriter(near, () -> {});
                    System.out.println("a closed descriptor is watched");
                } catch (UncheckedIOException | IllegalArgumentException refused) {
                    turns(loop);
                }
                turns(loop);
                loop.removeReader(near);
                loop.removeWriter(near);
                turns(loop);
            }
        }
    },
    A_WRITER_THAT_IS_REMOVED_BESIDE_A_READER {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair()) {
                int near = pair.near();
                loop.addReader(near, () -> {});
                loop.addWriter(near, () -> {});
                turns(loop);
                pair.closeNear();
                loop.removeWriter(near);
                turns(loop);
                loop.removeReader(near);
                turns(loop);
            }
        }
    },
    A_SOCKET_THAT_A_TASK_WAITS_FOR {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair()) {
                int near = pair.near();
                Libc.nonBlocking(near);
                loop.callSoon(() -> {
                    loop.createTask(() -> loop.sockReceive(near, 10)).whenComplete((data, thrown) -> {
                        if (thrown == null) {
                            System.out.println("received " + data.length);
                        }
                    });
                    loop.callSoon(pair::closeNear);
                });
                turns(loop);
            }
        }
    },
    A_READER_ADDED_AND_CLOSED_BY_A_HOOK {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair()) {
                LoopHook hook = loop.phases().onPrepare(() -> {
                    if (pair.near() >= 0) {
                        loop.addReader(pair.near(), () -> {});
                        pair.closeNear();
                    }
                });
                turns(loop);
                hook.cancel();
                turns(loop);
            }
        }
    },
    A_READER_CLOSED_BETWEEN_RUNS {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair()) {
                loop.addReader(pair.near(), () -> {});
                pair.closeNear();
                loop.callSoon(loop::stop);
                loop.runForever();
                turns(loop);
            }
        }
    },
    A_READER_ADDED_IN_THE_POLL_AND_CLOSED {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair();
                    DescriptorPair other = new DescriptorPair()) {
                loop.addReader(pair.near(), () -> {
                    loop.removeReader(pair.near());
                    loop.addReader(other.near(), () -> {});
                    other.closeNear();
                });
                pair.send("x");
                turns(loop);
            }
        }
    },
    DATAGRAMS_ON_STANDARD_INPUT {
        @Override
        void run(EventLoop loop) {
            int made = Libc.INSTANCE.socket(Libc.AF_INET, Libc.SOCK_DGRAM, 0);
            Libc.INSTANCE.close(0);
            Libc.INSTANCE.dup(made);
            Libc.INSTANCE.close(made);
            BaseTransport endpoint = loop.runUntilComplete(
                            loop.createDatagramEndpoint(Deaf::new, DatagramOptions.DEFAULT.withSocket(0)))
                    .transport();
            turns(loop);
            endpoint.close();
            turns(loop);
        }
    },
    A_CONNECTION_ON_STANDARD_INPUT {
        @Override
        void run(EventLoop loop) {
            DescriptorPair pair = new DescriptorPair();
            Libc.INSTANCE.close(0);
            Libc.INSTANCE.dup(pair.near());
            var pipe = loop.runUntilComplete(loop.connectReadPipe(RecordingProtocol::new, 0));
            turns(loop);
            pipe.transport().close();
            turns(loop);
            pair.close();
        }
    };

    static final String SURVIVED = "survived";
    private static final String PROGRAM = System.getProperty("java.home") + "/bin/java";

    private static final class Deaf implements DatagramProtocol {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {}
    }

    /// The code of the program.
    abstract void run(EventLoop loop);

    private static void turns(EventLoop loop) {
        Turns.many(loop, 3);
    }

    /// Runs a program.
    ///
    /// @param args its name
    public static void main(String[] args) {
        try (EventLoop loop = EventLoop.create()) {
            valueOf(args[0]).run(loop);
        }
        System.out.println(SURVIVED);
    }
}
