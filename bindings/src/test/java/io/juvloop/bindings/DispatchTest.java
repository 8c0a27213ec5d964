package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Events reach their objects, once and in order, whatever earlier events did to those.
@Tag("polling")
class DispatchTest {
    private final TestLoop loop = new TestLoop();
    private final List<String> events = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private UvTimer timer(String name) {
        return new UvTimer(loop.uv(), () -> events.add(name));
    }

    private void turn() {
        loop.uv().run(UvLoop.RUN_NOWAIT);
    }

    @Test
    void whatOneEventThrowsNeitherRepeatsItNorLosesOthers() {
        UvTimer first = timer("first");
        UvTimer failing = new UvTimer(loop.uv(), () -> {
            events.add("failing");
            throw new IllegalStateException("on purpose");
        });
        UvTimer last = timer("last");
        loop.uv().driver().afterEach(() -> events.add("after"));
        List.of(first, failing, last).forEach(timer -> timer.start(0));
        turn();
        turn();
        loop.uv().driver().afterEach(() -> {});
        assertThat(events).startsWith("first", "after", "failing", "after", "last", "after");
        assertThat(events.stream().filter(event -> !event.equals("after"))).hasSize(3);
        assertThat(loop.takeEscapes()).hasSize(1);
    }

    @Test
    void whatIsDoneAfterwardsMayFailToo() {
        loop.uv().driver().afterEach(() -> {
            throw new IllegalStateException("afterwards");
        });
        UvTimer one = timer("one");
        UvTimer other = timer("other");
        one.start(0);
        other.start(0);
        turn();
        loop.uv().driver().afterEach(() -> {});
        assertThat(events).containsExactly("one", "other");
        assertThat(loop.takeEscapes()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void anEventOfAHandleThatAnEarlierOneClosedIsIgnored() {
        List<UvHandle> handles = new ArrayList<>();
        Runnable closesAll = () -> {
            events.add("event");
            handles.forEach(UvHandle::close);
        };
        UvTimer timer = new UvTimer(loop.uv(), closesAll);
        timer.start(0);
        UvUdp receiver = DatagramPair.receiver(loop.uv(), new DatagramEvents() {
            @Override
            public void onReceived(long data, int count, SocketAddress sender, boolean whole) {
                closesAll.run();
            }
        });
        DatagramPair.sendOne(loop.uv(), receiver);
        UvAsync async = new UvAsync(loop.uv(), closesAll);
        async.send();
        UvTcp listener = Conversation.listener(loop.uv(), new StreamEvents() {
            @Override
            public void onConnection(int status) {
                closesAll.run();
            }
        });
        handles.addAll(List.of(timer, receiver, async, listener));
        new UvTcp(loop.uv(), new StreamEvents() {}).connect(listener.localName().orElseThrow());
        loop.runUntil(() -> handles.stream().allMatch(handle -> handle.state() == UvHandle.State.CLOSED));
        assertThat(events).containsExactly("event");
    }

    @Test
    void aTimerThatAnEarlierEventStoppedOrStartedAnewDoesNotFireThen() {
        UvTimer stopped = timer("stopped");
        UvTimer later = timer("later");
        UvTimer first = new UvTimer(loop.uv(), () -> {
            events.add("first");
            stopped.stop();
            later.start(30);
        });
        long begin = System.nanoTime();
        List.of(first, stopped, later).forEach(timer -> timer.start(0));
        loop.runUntil(() -> events.contains("later"));
        assertThat(events).containsExactly("first", "later");
        assertThat(System.nanoTime() - begin).isGreaterThan(29_000_000);
        stopped.start(0);
        loop.runUntil(() -> events.contains("stopped"));
    }

    @Test
    void aChildThatLibuvHasWaitedForGetsNoSignalAlthoughItsExitWasNotDispatchedYet() {
        assumeTrue(!Platform.current().isWindows());
        ProcessOptions child = new ProcessOptions("true", List.of("true"));
        UvProcess process = UvProcess.spawn(loop.uv(), child, (status, signal) -> events.add("exit " + status));
        Driver driver = loop.uv().driver();
        while (driver.events().isEmpty()) {
            driver.poll(Driver.FOR_EVER);
        }
        assertThat(events).isEmpty();
        assertThat(process.kill(0)).isEqualTo(UvErrors.ESRCH);
        driver.dispatch();
        assertThat(events).containsExactly("exit 0");
    }

    @Test
    void aReadinessOfAStreamThatAnEarlierEventClosedIsIgnored() {
        int[] calls = new int[1];
        Conversation[] both = new Conversation[2];
        StreamEvents closesTheOthers = new ReadEvents() {
            @Override
            void onResult(byte[] bytes, int result) {
                calls[0]++;
                both[0].near().close();
                both[1].near().close();
            }
        };
        boolean[] connected = new boolean[2];
        both[0] = new Conversation(loop.uv(), closesTheOthers).whenConnected(stream -> hold(stream, connected, 0));
        StreamEvents second = new ReadEvents() {
            @Override
            void onResult(byte[] bytes, int result) {
                closesTheOthers.onRead(0, 0, 0);
            }
        };
        both[1] = new Conversation(loop.uv(), second).whenConnected(stream -> hold(stream, connected, 1));
        loop.runUntil(() -> connected[0] && connected[1]);
        turn();
        turn();
        both[0].near().readStart();
        both[1].near().readStart();
        loop.runUntil(() -> calls[0] > 0);
        turn();
        assertThat(calls[0]).isOne();
    }

    private static void hold(UvTcp stream, boolean[] connected, int index) {
        stream.readStop();
        connected[index] = true;
    }

    @Test
    void aRecordThatOutlivesItsHandleDoesNotReachTheNextOneInItsSlot() {
        UvTcp[] next = new UvTcp[1];
        StreamEvents ofNext = new StreamEvents() {
            @Override
            public void onConnection(int status) {
                events.add("connection");
            }

            @Override
            public void onReadable() {
                events.add("readable");
            }
        };
        UvTcp old = new UvTcp(loop.uv(), new StreamEvents() {
            @Override
            public void onClosed() {
                next[0] = new UvTcp(loop.uv(), ofNext);
            }
        });
        long stale = old.word;
        old.close();
        loop.uv().driver().poll(0);
        RecordedEvents records = loop.uv().driver().events();
        records.add(EventKind.CONNECTION, stale, 0, 0);
        records.add(EventKind.READ, stale, 0, 1);
        records.add(EventKind.RESOLVED, stale, 0, 0);
        records.add(EventKind.CHANGED, stale, 0, 0, new byte[0]);
        loop.uv().driver().dispatch();
        assertThat(next[0]).isNotNull();
        assertThat(next[0].word & 0xff_ffff).as("the same slot").isEqualTo(stale & 0xff_ffff);
        assertThat(events).isEmpty();
    }

    @Test
    void aHandlerThatFailsStopsNoOtherEvent() {
        Error worse = new AssertionError("the handler itself");
        UvLoop failing = UvLoop.create(thrown -> {
            throw worse;
        });
        for (int i = 0; i < 3; i++) {
            new UvTimer(failing, () -> {
                        events.add("fired");
                        throw new IllegalStateException("the listener");
                    })
                    .start(0);
        }
        Throwable thrown = null;
        try {
            failing.run(UvLoop.RUN_DEFAULT);
        } catch (IllegalStateException reported) {
            thrown = reported;
        }
        assertThat(thrown).hasCause(worse);
        assertThat(events).hasSize(3);
        failing.handles().forEach(UvHandle::close);
        failing.run(UvLoop.RUN_DEFAULT);
        failing.close();
    }

    @Test
    void nobodyPollsOrDispatchesWhileAnEventIsDispatched() {
        Driver driver = loop.uv().driver();
        new UvTimer(loop.uv(), () -> driver.poll(0)).start(0);
        new UvTimer(loop.uv(), driver::dispatch).start(0);
        turn();
        turn();
        assertThat(loop.takeEscapes())
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("the loop dispatches an event and cannot"));
    }
}
