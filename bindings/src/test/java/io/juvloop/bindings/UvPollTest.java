package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Polls tell what a socket is ready for, and nothing more once they were stopped or closed.
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
    void aResetIsToldAsAnErrorAndStopsIt() {
        UvPoll poll = poll();
        poll.start(UvPoll.READABLE);
        far.closeReset();
        loop.runUntil(() -> !events.isEmpty());
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(events).hasSize(1);
        assertThat(events.getFirst()).startsWith("-");
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
