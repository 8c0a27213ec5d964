package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.process.ChildJvm;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An event allocates nothing on its way to its listener. Each way is measured in a JVM that has done nothing
/// else, because the compiler's decisions depend on that.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its pipes are no sockets")
class EventGarbageTest {
    /// The ways of an event: each causes one and waits for it.
    enum Way {
        OWN_POLL(Way::ownPoll),
        CHANGING_WHAT_IS_WATCHED(Way::changing),
        LIBUV_READS(Way::libuvReads),
        DATAGRAM(Way::datagram),
        TIMER(Way::timer);

        @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
        private final Function<UvLoop, Runnable> setUp;

        Way(Function<UvLoop, Runnable> setUp) {
            this.setUp = setUp;
        }

        long measure() throws ReflectiveOperationException {
            UvLoop loop = UvLoop.create(thrown -> {
                throw new AssertionError(thrown);
            });
            return Allocation.ofTenThousand(setUp.apply(loop));
        }

        private static UvPipe[] ends(UvLoop loop, StreamEvents ofNear) {
            SocketPair pair = new SocketPair();
            UvPipe[] ends = {new UvPipe(loop, ofNear), new UvPipe(loop, new StreamEvents() {})};
            ends[0].open(pair.near());
            ends[1].open(pair.far());
            return ends;
        }

        private static void turnUntil(UvLoop loop, BooleanSupplier condition) {
            while (!condition.getAsBoolean()) {
                loop.driver().poll(Driver.FOR_EVER);
                loop.driver().dispatch();
            }
        }

        private static Runnable ownPoll(UvLoop loop) {
            long memory = loop.allocate(64).address();
            int[] received = new int[1];
            UvPipe[][] ends = new UvPipe[1][];
            ends[0] = ends(loop, new StreamEvents() {
                @Override
                public void onReadable() {
                    received[0] += ends[0][0].receive(memory, 64);
                }

                @Override
                public void onRead(long from, int count, int handles) {
                    received[0] += count;
                }
            });
            ends[0][0].readStart();
            return () -> {
                int before = received[0];
                ends[0][1].tryWrite(memory, 1);
                turnUntil(loop, () -> received[0] != before);
            };
        }

        private static Runnable changing(UvLoop loop) {
            int[] events = new int[1];
            UvPipe[][] ends = new UvPipe[1][];
            ends[0] = ends(loop, new StreamEvents() {
                @Override
                public void onWritable() {
                    events[0]++;
                    ends[0][0].awaitWritable(false);
                }
            });
            return () -> {
                int before = events[0];
                ends[0][0].awaitWritable(true);
                turnUntil(loop, () -> events[0] != before);
            };
        }

        private static Runnable libuvReads(UvLoop loop) {
            MemorySegment one = loop.allocate(1);
            int[] received = new int[1];
            PassingPair pair = PassingPair.reading(loop, new StreamEvents() {
                @Override
                public void onRead(long from, int count, int handles) {
                    received[0] += count;
                }
            });
            return () -> {
                int before = received[0];
                pair.far().tryWrite(one.address(), 1);
                turnUntil(loop, () -> received[0] != before);
            };
        }

        private static Runnable datagram(UvLoop loop) {
            long one = loop.allocate(1).address();
            int[] received = new int[1];
            UvUdp receiver = DatagramPair.receiver(loop, new DatagramEvents() {
                @Override
                public void onReceived(long data, int size, SocketAddress from, boolean whole) {
                    received[0]++;
                }
            });
            UvUdp sender = DatagramPair.bound(loop, new DatagramEvents() {});
            UvFailure.check("uv_udp_connect", sender.connect(DatagramPair.name(receiver)));
            return () -> {
                int before = received[0];
                sender.trySend(one, 1, 0);
                turnUntil(loop, () -> received[0] != before);
            };
        }

        private static Runnable timer(UvLoop loop) {
            int[] fired = new int[1];
            UvTimer timer = new UvTimer(loop, () -> fired[0]++);
            return () -> {
                int before = fired[0];
                timer.start(0);
                turnUntil(loop, () -> fired[0] != before);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventMakesNoGarbage(Way way) throws IOException, InterruptedException {
        String out = ChildJvm.onModulePath()
                .withLibuvOfTheTests()
                .with("-XX:TieredStopAtLevel=4", "--enable-native-access=io.juvloop.bindings")
                .with("--add-modules", "java.management,jdk.management")
                .run(Measure.class, way.name())
                .withoutComplaint()
                .out();
        assertThat(Long.parseLong(out.strip())).isZero();
    }

    /// Runs in a JVM of its own.
    static final class Measure {
        private Measure() {}

        public static void main(String... arguments) throws ReflectiveOperationException {
            System.out.println(Way.valueOf(arguments[0]).measure());
        }
    }
}
