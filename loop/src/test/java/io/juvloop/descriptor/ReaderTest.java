package io.juvloop.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Handle;
import io.juvloop.PollMode;
import io.juvloop.net.peer.Libc;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Turns;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Callbacks for readiness of a descriptor.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class ReaderTest {
    private final List<String> told = new ArrayList<>();
    private DescriptorPair pair;
    private DescriptorPair other;

    @BeforeEach
    void open() {
        pair = new DescriptorPair();
        other = new DescriptorPair();
    }

    @AfterEach
    void close() {
        pair.close();
        other.close();
    }

    @Test
    @Tag("F1")
    void aReaderAndAWriterRunAndAreRemovedSeparately(EventLoop loop) {
        loop.addReader(pair.near(), () -> {
            told.add(pair.receive());
            assertThat(loop.removeReader(pair.near())).isTrue();
        });
        loop.addWriter(pair.near(), () -> {
            told.add("writable");
            assertThat(loop.removeWriter(pair.near())).isTrue();
        });
        pair.send("hello");
        Await.until(loop, () -> told.size() == 2);
        Turns.many(loop, 3);
        assertThat(told).containsExactlyInAnyOrder("hello", "writable");
        assertThat(loop.removeReader(pair.near())).isFalse();
        assertThat(loop.removeWriter(pair.near())).isFalse();
    }

    @Test
    @Tag("F1")
    void addingAgainReplaces(EventLoop loop) {
        Handle first = loop.addReader(pair.near(), () -> told.add("first"));
        loop.addWriter(pair.near(), () -> told.add("writable"));
        Handle second = loop.addReader(pair.near(), () -> told.add(pair.receive()));
        assertThat(first.isCancelled()).isTrue();
        assertThat(second.isCancelled()).isFalse();
        first.cancel();
        pair.send("hello");
        Await.until(loop, () -> told.contains("hello"));
        assertThat(told).doesNotContain("first").contains("writable");
        assertThat(loop.removeReader(pair.near())).isTrue();
        assertThat(second.isCancelled()).isTrue();
        told.clear();
        Turns.one(loop);
        assertThat(told).containsExactly("writable");
        assertThat(loop.removeWriter(pair.near())).isTrue();
    }

    @Test
    void itIsToldAgainAsLongAsItIsReady(EventLoop loop) {
        Handle handle = loop.addReader(pair.near(), () -> told.add("readable"));
        pair.send("x");
        Await.until(loop, () -> told.size() >= 3);
        pair.receive();
        Turns.one(loop);
        told.clear();
        Turns.many(loop, 3);
        assertThat(told).isEmpty();
        handle.cancel();
        assertThat(handle.isCancelled()).isTrue();
        assertThat(loop.removeReader(pair.near())).isFalse();
    }

    @Test
    @Tag("F2")
    @DisplayName("both ready in one poll, and the first removes the second")
    void aRemovedReaderDoesNotRunAlthoughItIsReady(EventLoop loop) {
        addRemovers(loop, () -> {});
        Turns.many(loop, 3);
        assertThat(told).hasSize(1);
    }

    @Test
    @Tag("F2")
    @DisplayName("and closes its descriptor, whose number another gets at once")
    void theDescriptorMayBeClosedAtOnce(EventLoop loop) {
        List<DescriptorPair> later = new ArrayList<>();
        addRemovers(loop, () -> {
            (told.getFirst().equals("pair") ? other : pair).close();
            later.add(new DescriptorPair());
        });
        Turns.many(loop, 3);
        assertThat(told).hasSize(1);
        later.forEach(DescriptorPair::close);
    }

    private void addRemovers(EventLoop loop, Runnable then) {
        loop.addReader(pair.near(), () -> {
            told.add("pair");
            pair.receive();
            loop.removeReader(pair.near());
            loop.removeReader(other.near());
            then.run();
        });
        loop.addReader(other.near(), () -> {
            told.add("other");
            other.receive();
            loop.removeReader(other.near());
            loop.removeReader(pair.near());
            then.run();
        });
        pair.send("x");
        other.send("x");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void afterRemovalTheSystemHasForgottenItEvenIfADuplicateLives(EventLoop loop) {
        int duplicate = Libc.INSTANCE.dup(pair.near());
        int number = pair.near();
        loop.addReader(number, () -> told.add("readable"));
        Turns.one(loop);
        boolean watchesACopy = loop.pollMode() == PollMode.LIBUV;
        assertThat(Epoll.watches(number)).isNotEqualTo(watchesACopy);
        loop.removeReader(number);
        assertThat(Epoll.watches(number)).isFalse();
        pair.closeNear();
        pair.send("x");
        Turns.many(loop, 3);
        assertThat(told).isEmpty();
        Libc.INSTANCE.close(duplicate);
    }

    @Test
    void aPeerThatIsGoneIsToldToBoth(EventLoop loop) {
        loop.addReader(pair.near(), () -> {
            told.add("readable");
            loop.removeReader(pair.near());
        });
        loop.addWriter(pair.near(), () -> {
            told.add("writable");
            loop.removeWriter(pair.near());
        });
        pair.closeFar();
        Await.until(loop, () -> told.size() == 2);
        assertThat(told).containsExactlyInAnyOrder("readable", "writable");
    }

    @Test
    void aPipeWhoseReaderIsGoneIsToldToItsWriterAgainAndAgain(EventLoop loop) {
        int[] ends = new int[2];
        Libc.INSTANCE.pipe(ends);
        Libc.INSTANCE.close(ends[0]);
        loop.addWriter(ends[1], () -> told.add("writable"));
        Await.until(loop, () -> told.size() >= 3);
        loop.removeWriter(ends[1]);
        Libc.INSTANCE.close(ends[1]);
    }

    @Test
    void aReaderMayRemoveItselfAndAddAnother(EventLoop loop) {
        loop.addReader(pair.near(), () -> {
            told.add("first");
            loop.removeReader(pair.near());
            loop.addReader(pair.near(), () -> {
                told.add(pair.receive());
                loop.removeReader(pair.near());
            });
        });
        pair.send("x");
        Await.until(loop, () -> told.size() == 2);
        assertThat(told).containsExactly("first", "x");
    }

    @Test
    void oneThatThrowsIsReportedAndToldAgain(EventLoop loop, Reported reported) {
        loop.addReader(pair.near(), () -> {
            if (told.isEmpty()) {
                told.add("threw");
                throw new IllegalStateException("of the reader");
            }
            told.add(pair.receive());
            loop.removeReader(pair.near());
        });
        pair.send("x");
        Await.until(loop, () -> told.size() == 2);
        assertThat(reported.only().exception()).hasMessage("of the reader");
    }

    @Test
    void aLoopThatStopsInsideGoesOnLater(EventLoop loop) {
        loop.addReader(pair.near(), () -> {
            told.add(pair.receive());
            loop.stop();
        });
        pair.send("one");
        loop.runForever();
        pair.send("two");
        loop.runForever();
        assertThat(told).containsExactly("one", "two");
        loop.removeReader(pair.near());
    }

    @Test
    void closingTheLoopForgetsReaders(EventLoop unused) {
        EventLoop loop = EventLoop.create();
        Handle handle = loop.addReader(pair.near(), () -> told.add("readable"));
        pair.send("x");
        loop.close();
        assertThat(handle.isCancelled()).isTrue();
        assertThat(told).isEmpty();
        assertThat(loop.removeReader(pair.near())).isFalse();
        assertThatThrownBy(() -> loop.addReader(pair.near(), () -> {})).isInstanceOf(IllegalStateException.class);
        assertThat(Libc.isOpen(pair.near())).isTrue();
    }
}
