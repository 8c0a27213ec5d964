package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How a loop waits: exactly as long as it should, and for libuv's events beside the streams that it polls
/// itself.
@Tag("polling")
class DriverTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /// More polls than an idle loop makes, and far fewer than a spinning one.
    private static final int FEW = 10;

    private final TestLoop loop = new TestLoop();
    private final Driver driver = loop.uv().driver();
    private final List<String> events = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    /// A readable, silent stream.
    private UvPipe silent() {
        UvPipe near = stream(new StreamEvents() {});
        UvFailure.check("uv_read_start", near.readStart());
        return near;
    }

    /// A stream with an unread byte.
    private UvPipe busy() {
        return readable(new StreamEvents() {
            @Override
            public void onReadable() {
                events.add("readable");
            }
        });
    }

    private UvPipe readable(StreamEvents listener) {
        SocketPair ends = new SocketPair();
        UvPipe near = new UvPipe(loop.uv(), listener);
        UvPipe far = new UvPipe(loop.uv(), new StreamEvents() {});
        near.open(ends.near());
        far.open(ends.far());
        UvFailure.check("uv_try_write", far.tryWrite(loop.uv().allocate(1)));
        UvFailure.check("uv_read_start", near.readStart());
        return near;
    }

    /// One end of a connection whose other end stays open.
    private UvPipe stream(StreamEvents listener) {
        SocketPair ends = new SocketPair();
        UvPipe near = new UvPipe(loop.uv(), listener);
        UvPipe far = new UvPipe(loop.uv(), new StreamEvents() {});
        near.open(ends.near());
        far.open(ends.far());
        return near;
    }

    private void requireOwnPoll() {
        assumeTrue(driver.pollsStreams());
    }

    private void turn(long nanos) {
        driver.poll(nanos);
        driver.dispatch();
    }

    // --- Length of a wait

    @Test
    void aPollWaitsItsTimeAlthoughNothingIsAlive() {
        assertThat(longestOfSeveral(20)).isGreaterThanOrEqualTo(19 * MILLI);
        silent().unref();
        assertThat(longestOfSeveral(20)).isGreaterThanOrEqualTo(19 * MILLI);
    }

    /// A signal may end some of them.
    private long longestOfSeveral(int millis) {
        long longest = 0;
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            turn(millis * MILLI);
            longest = Math.max(longest, System.nanoTime() - begin);
            turn(0);
        }
        return longest;
    }

    @Test
    void aTimeThatIsOverDoesNotEndALaterWait() {
        turn(1 * MILLI);
        UvAsync async = new UvAsync(loop.uv(), () -> events.add("woken"));
        Thread waker = Thread.ofPlatform().start(() -> sendAfter(async, 30));
        while (events.isEmpty()) {
            turn(Driver.FOR_EVER);
        }
        assertThat(events).containsExactly("woken");
        assertThatCode(waker::join).doesNotThrowAnyException();
    }

    @Test
    void libuvsNextTimerEndsAWaitForStreamsInTime() {
        silent();
        loop.uv().updateTime();
        long begin = System.nanoTime();
        new UvTimer(loop.uv(), () -> events.add("timer")).start(20);
        int turns = 0;
        while (events.isEmpty()) {
            turn(Driver.FOR_EVER);
            turns++;
        }
        assertThat(System.nanoTime() - begin).isBetween(19 * MILLI, 5_000 * MILLI);
        assertThat(turns).isLessThan(FEW);
    }

    @Test
    void aTimerThatIsDueBeforeLibuvWaitsDoesNotWaitForSomethingElse() {
        UvTimer timer = new UvTimer(loop.uv(), () -> events.add("timer"));
        timer.start(0);
        turn(Driver.FOR_EVER);
        for (int i = 0; events.isEmpty() && i < FEW; i++) {
            turn(Driver.FOR_EVER);
        }
        assertThat(events).containsExactly("timer");
    }

    @Test
    void anIdleLoopDoesNotSpin() {
        silent();
        new UvSignal(loop.uv(), () -> {}).start(SignalNumbers.here().get("WINCH"));
        long before = driver.polls();
        long entered = driver.libuvRuns();
        long begin = System.nanoTime();
        int turns = 0;
        while (System.nanoTime() - begin < 100 * MILLI) {
            turn(100 * MILLI - (System.nanoTime() - begin));
            turns++;
        }
        assertThat(turns).isLessThan(FEW);
        assertThat(driver.polls() - before).isLessThan(FEW);
        assertThat(driver.libuvRuns() - entered).isLessThan(FEW);
    }

    @Test
    void libuvIsNotEnteredForStreams() {
        requireOwnPoll();
        busy();
        turn(0);
        turn(0);
        events.clear();
        long before = driver.libuvRuns();
        for (int i = 0; i < 100; i++) {
            turn(Driver.FOR_EVER);
        }
        assertThat(events).hasSize(100);
        assertThat(driver.libuvRuns()).isEqualTo(before);
        assertThat(driver.polledEvents()).isGreaterThanOrEqualTo(100);
    }

    // --- In place

    @Test
    void whatIsTakenInPlaceIsNotDispatchedAgainAndTheRestIs() {
        requireOwnPoll();
        readable(takenInPlace());
        busy();
        readable(takenInPlace());
        driver.poll(Driver.FOR_EVER);
        driver.dispatchInPlace();
        assertThat(events).containsExactly("in place", "in place");
        assertThat(driver.hasEvents()).isTrue();
        driver.dispatch();
        assertThat(events).containsExactly("in place", "in place", "readable");
    }

    @Test
    void nothingIsLeftWhereAllIsTakenInPlace() {
        requireOwnPoll();
        readable(takenInPlace());
        driver.poll(Driver.FOR_EVER);
        driver.dispatchInPlace();
        assertThat(driver.hasEvents()).isFalse();
        driver.poll(Driver.FOR_EVER); // it is still readable
        assertThat(driver.hasEvents()).isTrue();
        driver.dispatch();
        assertThat(events).containsExactly("in place", "dispatched");
    }

    @Test
    void whatClosesAnotherInPlaceTakesItsEventAway() {
        requireOwnPoll();
        UvPipe[] other = new UvPipe[1];
        readable(new StreamEvents() {
            @Override
            public boolean readInPlace() {
                other[0].close();
                return true;
            }
        });
        other[0] = busy();
        driver.poll(Driver.FOR_EVER);
        driver.dispatchInPlace();
        driver.dispatch();
        assertThat(events).isEmpty();
    }

    private StreamEvents takenInPlace() {
        return new StreamEvents() {
            @Override
            public boolean readInPlace() {
                return events.add("in place");
            }

            @Override
            public void onReadable() {
                events.add("dispatched");
            }
        };
    }

    // --- Events of libuv

    /// libuv's events that are not about a stream that the loop polls.
    enum Bringing {
        TIMER,
        CLOSE,
        POOL,
        ASYNC,
        SIGNAL,
        EXIT,
        CONNECTION,
        DATAGRAM;

        void provoke(UvLoop loop, Runnable action) {
            Outburst.Action act = action::run;
            switch (this) {
                case TIMER -> CallbackKind.TIMER.provoke(loop, act);
                case CLOSE -> CallbackKind.CLOSE.provoke(loop, act);
                case POOL -> CallbackKind.FILE.provoke(loop, act);
                case ASYNC -> {
                    UvAsync async = new UvAsync(loop, action);
                    async.unref();
                    Thread.ofPlatform().start(() -> sendAfter(async, 10));
                }
                case SIGNAL -> CallbackKind.SIGNAL.provoke(loop, act);
                case EXIT -> CallbackKind.EXIT.provoke(loop, act);
                case CONNECTION -> CallbackKind.CONNECTION.provoke(loop, act);
                case DATAGRAM -> CallbackKind.RECEIVED.provoke(loop, act);
            }
        }
    }

    private static void sendAfter(UvAsync async, int millis) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < millis * MILLI) {
            Thread.onSpinWait();
        }
        async.send();
    }

    private void turnUntilItComes(Bringing what) {
        boolean[] came = new boolean[1];
        what.provoke(loop.uv(), () -> came[0] = true);
        long begin = System.nanoTime();
        while (!came[0] && System.nanoTime() - begin < 10_000 * MILLI) {
            turn(10_000 * MILLI);
        }
        assertThat(came[0]).isTrue();
        assertThat(System.nanoTime() - begin).isLessThan(9_000 * MILLI);
    }

    @ParameterizedTest
    @EnumSource
    void itComesWhileStreamsAreSilent(Bringing what) {
        silent();
        turn(0);
        turnUntilItComes(what);
    }

    @ParameterizedTest
    @EnumSource
    void itComesWhileAStreamHasAlwaysSomething(Bringing what) {
        requireOwnPoll();
        busy();
        turn(0);
        turnUntilItComes(what);
        assertThat(events).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void itComesAlthoughNothingElseKeepsLibuvAlive(Bringing what) {
        silent().unref();
        turn(0);
        turnUntilItComes(what);
    }

    @ParameterizedTest
    @EnumSource
    void itComesWithoutStreams(Bringing what) {
        turn(0);
        turnUntilItComes(what);
    }

    @Test
    void whatIsStartedBetweenTwoPollsIsNoticed() {
        silent();
        turn(0);
        turn(0);
        UvUdp receiver = DatagramPair.receiver(loop.uv(), new DatagramEvents() {
            @Override
            public void onReceived(long data, int count, java.net.SocketAddress sender, boolean whole) {
                events.add("datagram");
            }
        });
        DatagramPair.sendOne(loop.uv(), receiver);
        for (int i = 0; events.isEmpty() && i < FEW; i++) {
            turn(1_000 * MILLI);
        }
        assertThat(events).containsExactly("datagram");
    }

    // --- Liveness

    @Test
    void aRunEndsAtOnceIfNothingIsAlive() {
        long begin = System.nanoTime();
        loop.runToTheEnd();
        UvPipe stream = silent();
        stream.unref();
        loop.runToTheEnd();
        assertThat(loop.uv().isAlive()).isFalse();
        assertThat(System.nanoTime() - begin).isLessThan(5_000 * MILLI);
    }

    @Test
    void aStreamThatIsReadKeepsARunGoing() {
        UvPipe stream = silent();
        assertThat(loop.uv().isAlive()).isTrue();
        UvTimer timer = new UvTimer(loop.uv(), () -> {
            events.add("timer");
            stream.unref();
        });
        timer.unref();
        timer.start(10);
        loop.runToTheEnd();
        assertThat(events).containsExactly("timer");
        stream.ref();
        assertThat(loop.uv().isAlive()).isTrue();
        stream.readStop();
        assertThat(loop.uv().isAlive()).isFalse();
        loop.runToTheEnd();
    }

    @Test
    void aWriteThatWaitsKeepsARunGoingAlsoWithoutAReference() {
        requireOwnPoll();
        UvPipe[] stream = new UvPipe[1];
        stream[0] = stream(new StreamEvents() {
            @Override
            public void onWritable() {
                events.add("writable");
                stream[0].awaitWritable(false);
            }
        });
        stream[0].unref();
        stream[0].awaitWritable(true);
        assertThat(loop.uv().isAlive()).isTrue();
        loop.runToTheEnd();
        assertThat(events).containsExactly("writable");
        assertThat(loop.uv().isAlive()).isFalse();
    }

    @Test
    void aClosedStreamKeepsNothingGoing() {
        UvPipe stream = silent();
        turn(0);
        stream.close();
        loop.runToTheEnd();
        assertThat(stream.state()).isEqualTo(UvHandle.State.CLOSED);
        assertThat(loop.uv().isAlive()).isFalse();
    }

    @Test
    void whatTheDriverHasOfItsOwnIsNeitherListedNorCounted() {
        turn(MILLI);
        silent();
        turn(MILLI);
        assertThat(loop.uv().handles()).allMatch(UvPipe.class::isInstance);
        assertThat(loop.uv().counters().created(HandleType.TIMER)).isZero();
    }
}
