package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Polls report the readiness of a socket, and nothing more once they were stopped or closed.
@Tag("polling")
class UvPollTest {
    private final TestLoop loop = new TestLoop();
    private final List<String> events = new ArrayList<>();

    /// Two ends of a connection, of which libuv watches neither.
    private final UvTcp near = new UvTcp(loop.uv(), new StreamEvents() {
        @Override
        public void onConnected(int status) {
            events.add("connected");
        }
    });

    private final UvTcp far = new UvTcp(loop.uv(), new StreamEvents() {});

    @BeforeEach
    void connect() {
        UvTcp[] listener = new UvTcp[1];
        listener[0] = Conversation.listener(loop.uv(), new StreamEvents() {
            @Override
            public void onConnection(int status) {
                UvFailure.check("uv_accept", listener[0].accept(far));
                events.add("accepted");
            }
        });
        UvFailure.check("uv_tcp_connect", near.connect(listener[0].localName().orElseThrow()));
        loop.runUntil(() -> events.size() == 2);
        listener[0].close();
        loop.uv().run(UvLoop.RUN_NOWAIT);
        events.clear();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private UvPoll poll() {
        return new UvPoll(loop.uv(), near.fileno(), (status, ready) -> events.add(status + " " + ready));
    }

    private void send() {
        UvFailure.check("uv_try_write", far.tryWrite(loop.uv().allocate(1)));
    }

    @Test
    void aSocketWithRoomIsWritableAndOneWithBytesIsReadable() {
        UvPoll poll = poll();
        poll.start(UvPoll.READABLE | UvPoll.WRITABLE);
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(events).containsExactly("0 2");
        send();
        loop.runUntil(() -> events.getLast().equals("0 3"));
        poll.close();
    }

    @Test
    void itTellsAgainAsLongAsItIsSo() {
        UvPoll poll = poll();
        poll.start(UvPoll.READABLE);
        send();
        loop.runUntil(() -> events.size() >= 3);
        assertThat(events).containsOnly("0 1");
        poll.close();
    }

    @Test
    void aLaterStartReplacesTheEarlierOne() {
        UvPoll poll = poll();
        poll.start(UvPoll.WRITABLE);
        poll.start(UvPoll.READABLE);
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(events).isEmpty();
        poll.close();
    }

    @Test
    void stoppedItIsSilentAndCanStartAgain() {
        UvPoll poll = poll();
        send();
        poll.start(UvPoll.READABLE);
        poll.stop();
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(events).isEmpty();
        poll.start(UvPoll.READABLE);
        loop.runUntil(() -> !events.isEmpty());
        poll.close();
    }

    @Test
    void stoppedInTheCallbackOfAnotherItIsSilentAlthoughBothWereReady() {
        UvPoll[] polls = new UvPoll[2];
        polls[0] = new UvPoll(loop.uv(), near.fileno(), (status, ready) -> {
            events.add("first");
            polls[1].close();
            polls[0].stop();
        });
        polls[1] = new UvPoll(loop.uv(), far.fileno(), (status, ready) -> {
            events.add("second");
            polls[0].close();
            polls[1].stop();
        });
        polls[0].start(UvPoll.WRITABLE);
        polls[1].start(UvPoll.WRITABLE);
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(events).hasSize(1);
    }

    @Test
    void onceItIsClosedTheNumberMayBeClosedAndServeAnother() {
        long number = near.fileno();
        UvPoll poll = poll();
        poll.start(UvPoll.READABLE | UvPoll.WRITABLE);
        poll.close();
        near.close();
        UvTcp next = new UvTcp(loop.uv(), new StreamEvents() {}, false);
        while (next.fileno() < number) {
            next = new UvTcp(loop.uv(), new StreamEvents() {}, false);
        }
        assertThat(next.fileno()).isEqualTo(number);
        UvPoll ofNext = new UvPoll(loop.uv(), number, (status, ready) -> events.add("next"));
        ofNext.start(UvPoll.READABLE);
        loop.runUntil(() -> !events.isEmpty());
        assertThat(events).containsOnly("next");
        ofNext.close();
    }

    @Test
    void aResetIsAnEventLikeBytesUnlessLibuvPollsWhichThenStops() {
        UvPoll poll = poll();
        poll.start(UvPoll.READABLE);
        far.closeReset();
        loop.runUntil(() -> !events.isEmpty());
        events.clear();
        loop.uv().run(UvLoop.RUN_NOWAIT);
        if (loop.uv().driver().pollsStreams()) {
            assertThat(events).containsExactly("0 1");
        } else {
            assertThat(events).isEmpty();
        }
        poll.close();
    }

    @Test
    void whatTheLoopWatchesAlreadyIsRefused() {
        UvPoll poll = poll();
        poll.start(UvPoll.READABLE);
        assertThatThrownBy(this::poll).isInstanceOf(UvFailure.class).hasMessageContaining("EEXIST");
        poll.close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNumberThatIsNoSocketIsRefused() {
        assertThatThrownBy(() -> new UvPoll(loop.uv(), 1_000_000, (status, ready) -> {}))
                .isInstanceOf(UvFailure.class)
                .hasMessageContaining("EBADF");
    }

    // --- Descriptors that were closed while they were watched, where the loop polls itself

    private UvPoll pollOf(long number, String name) {
        return new UvPoll(loop.uv(), number, (status, ready) -> events.add(name));
    }

    /// A socket with a byte to read, under the number that was just closed.
    private SocketPair nextWithNumber(long number) {
        SocketPair next = new SocketPair();
        assertThat((long) next.near()).isEqualTo(number);
        assertThat(new PosixIo(loop.uv()).write(next.far(), loop.uv().allocate(1)))
                .isOne();
        return next;
    }

    @Test
    void whoseDescriptorWasClosedHearsNothingOfTheNextOne() {
        assumeTrue(loop.uv().driver().pollsStreams());
        SocketPair pair = new SocketPair();
        UvPoll dead = pollOf(pair.near(), "dead");
        dead.start(UvPoll.READABLE);
        pair.close();
        assertThat(dead.isPossible()).isFalse();
        SocketPair next = nextWithNumber(pair.near());
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(events).isEmpty();
        assertThat(dead.isPossible()).isFalse();
        next.close();
    }

    @Test
    void whoseDescriptorWasClosedTakesNothingFromTheNextOne() {
        assumeTrue(loop.uv().driver().pollsStreams());
        SocketPair pair = new SocketPair();
        UvPoll dead = pollOf(pair.near(), "dead");
        UvPoll alsoDead = pollOf(pair.far(), "dead");
        dead.start(UvPoll.READABLE);
        alsoDead.start(UvPoll.READABLE);
        pair.close();
        SocketPair next = nextWithNumber(pair.near());
        UvPoll alive = pollOf(next.near(), "alive");
        alive.start(UvPoll.READABLE);
        dead.stop();
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(events).containsExactly("alive");
        assertThatThrownBy(() -> dead.start(UvPoll.READABLE))
                .isInstanceOf(UvFailure.class)
                .hasMessageContaining("EEXIST");
        dead.close();
        alsoDead.close();
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(events).containsExactly("alive", "alive");
        assertThat(alive.isPossible()).isTrue();
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(events).containsExactly("alive", "alive", "alive");
        alive.close();
        next.close();
    }

    @Test
    void whoseDescriptorWasClosedTakesNothingFromASocketThatLibuvWatches() {
        assumeTrue(loop.uv().driver().pollsStreams());
        SocketPair pair = new SocketPair();
        UvPoll dead = pollOf(pair.near(), "dead");
        dead.start(UvPoll.READABLE);
        pair.close();
        UvUdp receiver = DatagramPair.receiver(loop.uv(), new DatagramEvents() {
            @Override
            public void onReceived(long data, int count, java.net.SocketAddress sender, boolean whole) {
                events.add("datagram");
            }
        });
        assertThat(receiver.fileno()).isEqualTo(pair.near());
        loop.uv().run(UvLoop.RUN_NOWAIT);
        dead.stop();
        dead.close();
        DatagramPair.sendOne(loop.uv(), receiver);
        loop.runUntil(() -> !events.isEmpty());
        assertThat(events).containsExactly("datagram");
    }

    @Test
    void startingWithAClosedDescriptorFailsAndHarmsNobody() {
        assumeTrue(loop.uv().driver().pollsStreams());
        SocketPair pair = new SocketPair();
        UvPoll poll = pollOf(pair.near(), "dead");
        pair.closeNear();
        assertThatThrownBy(() -> poll.start(UvPoll.READABLE)).isInstanceOf(UvFailure.class);
        assertThat(poll.isPossible()).isFalse();
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(events).isEmpty();
        pair.close();
    }

    @Test
    void theDescriptorOfAStreamThatIsReadIsRefusedAndCannotBeAdopted() {
        assumeTrue(loop.uv().driver().pollsStreams());
        UvFailure.check("uv_read_start", near.readStart());
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThatThrownBy(this::poll).isInstanceOf(UvFailure.class).hasMessageContaining("EEXIST");
        UvTcp taker = new UvTcp(loop.uv(), new StreamEvents() {});
        assertThatThrownBy(() -> taker.open(near.fileno()))
                .isInstanceOf(UvFailure.class)
                .hasMessageContaining("EEXIST");
        assertThat(loop.uv().adopter(near.fileno())).isEmpty();
        send();
        near.readStop();
        loop.uv().run(UvLoop.RUN_NOWAIT);
        poll().close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileIsRefusedAndTheNumberOfNothingToo() {
        try (FileInputStream file = new FileInputStream("/proc/self/maps")) {
            long number = numberOf(Path.of("/proc/" + ProcessHandle.current().pid() + "/maps"));
            assertThatThrownBy(() -> pollOf(number, "file")).hasMessageContaining("EPERM");
            assertThat(file.getFD().valid()).isTrue();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        assertThatThrownBy(() -> pollOf(-1, "nothing")).hasMessageContaining("EBADF");
    }

    private static long numberOf(Path file) throws IOException {
        try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
            return links.filter(link -> pointsTo(link, file))
                    .mapToLong(link -> Long.parseLong(link.getFileName().toString()))
                    .max()
                    .orElseThrow();
        }
    }

    private static boolean pointsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file);
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void adoptersAreKnownUntilTheyAreClosed() {
        UvTcp taker = new UvTcp(loop.uv(), new StreamEvents() {});
        UvTcp giver = new UvTcp(loop.uv(), new StreamEvents() {}, false);
        assertThat(loop.uv().adopter(giver.fileno())).isEmpty();
        taker.open(giver.fileno());
        assertThat(loop.uv().adopter(giver.fileno())).contains(taker);
        long number = giver.fileno();
        taker.close();
        assertThat(loop.uv().adopter(number)).isEmpty();
    }
}
