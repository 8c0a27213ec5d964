package io.juvloop.internal.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.internal.core.Chapter;
import io.juvloop.net.peer.Libc;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Turns;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The events that a watch polls for, and the listeners that it calls.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class FdWatchTest {
    private static final int BOTH = FdWatch.READ | FdWatch.WRITE;

    private final List<String> told = new ArrayList<>();
    private final int[] ends = new int[2];

    @BeforeEach
    void open() {
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM, 0, ends);
    }

    @AfterEach
    void close() {
        Libc.INSTANCE.close(ends[0]);
        Libc.INSTANCE.close(ends[1]);
    }

    private FdWatch watch(EventLoop loop) {
        return new FdWatch(((Chapter) loop).core(), ends[0], new UncheckedPolls(((Chapter) loop).core()), () -> {});
    }

    private void send() {
        Libc.INSTANCE.write(ends[1], new byte[1], 1);
    }

    @Test
    void whoListensIsToldAgainAsLongAsItIsReady(EventLoop loop) {
        FdWatch watch = watch(loop);
        watch.listen(FdWatch.READ, () -> told.add("readable"));
        watch.listen(FdWatch.WRITE, () -> told.add("writable"));
        send();
        Turns.many(loop, 2);
        assertThat(told).containsExactly("readable", "writable", "readable", "writable");
        watch.close();
    }

    @Test
    void whoForgetsLeavesThePollAsItIsUntilItIsReadyForNobody(EventLoop loop) {
        FdWatch watch = watch(loop);
        watch.listen(FdWatch.READ, () -> told.add("readable"));
        watch.forget(FdWatch.READ);
        Turns.many(loop, 2);
        assertThat(watch.armed()).isEqualTo(FdWatch.READ);
        send();
        Turns.one(loop);
        assertThat(watch.armed()).isZero();
        assertThat(told).isEmpty();
        watch.close();
    }

    @Test
    void oneDirectionThatNobodyHearsDoesNotEndTheOther(EventLoop loop) {
        FdWatch watch = watch(loop);
        watch.listen(FdWatch.WRITE, () -> told.add("writable"));
        watch.listen(FdWatch.READ, () -> told.add("readable"));
        watch.forget(FdWatch.WRITE);
        assertThat(watch.armed()).isEqualTo(BOTH);
        Turns.one(loop);
        assertThat(watch.armed()).isEqualTo(FdWatch.READ);
        send();
        Turns.one(loop);
        assertThat(told).containsExactly("readable");
        watch.close();
    }

    @Test
    void whoForgetsInsideTheCallIsNotUnheard(EventLoop loop) {
        FdWatch watch = watch(loop);
        watch.listen(FdWatch.READ, () -> {
            told.add("readable");
            watch.forget(FdWatch.READ);
        });
        send();
        Turns.one(loop);
        assertThat(watch.armed()).isEqualTo(FdWatch.READ);
        Turns.one(loop);
        assertThat(watch.armed()).isZero();
        assertThat(told).containsExactly("readable");
        watch.close();
    }

    @Test
    void aStopIsAtOnceAndSaysWhetherThereWasSomebody(EventLoop loop) {
        FdWatch watch = watch(loop);
        watch.listen(FdWatch.READ, () -> told.add("readable"));
        watch.listen(FdWatch.WRITE, () -> told.add("writable"));
        assertThat(watch.stop(FdWatch.READ)).isTrue();
        assertThat(watch.stop(FdWatch.READ)).isFalse();
        assertThat(watch.armed()).isEqualTo(FdWatch.WRITE);
        send();
        Turns.one(loop);
        assertThat(told).containsExactly("writable");
        watch.close();
    }

    @Test
    void closedByTheReaderTheWriterIsNotTold(EventLoop loop) {
        FdWatch watch = watch(loop);
        watch.listen(FdWatch.WRITE, () -> told.add("writable"));
        watch.listen(FdWatch.READ, watch::close);
        send();
        Turns.one(loop);
        assertThat(told).isEmpty();
    }

    @Test
    void aPeerThatIsGoneIsReadyOnceAndDoesNotKeepTheLoopBusy(EventLoop loop) {
        FdWatch watch = watch(loop);
        watch.listen(FdWatch.READ, () -> {
            told.add("readable");
            watch.forget(FdWatch.READ);
        });
        Libc.INSTANCE.close(ends[1]);
        Turns.many(loop, 3);
        assertThat(told).containsExactly("readable");
        assertThat(watch.armed()).isZero();
        watch.close();
        ends[1] = Libc.INSTANCE.dup(ends[0]);
    }
}
