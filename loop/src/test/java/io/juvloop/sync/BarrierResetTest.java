package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;

/// A barrier that is reset or aborted: waiting tasks are sent away; a reset restores its initial state.
@TaskTest
class BarrierResetTest {
    private static final String SENT_AWAY = " BrokenBarrierException";

    private final Barrier barrier = new Barrier(2);

    private Task<Void> come(TaskOutcomes party, String name) {
        return party.begin(name, barrier::await);
    }

    private void passes(TaskOutcomes party) throws BrokenBarrierException {
        Task<Void> other = come(party, "other");
        barrier.await();
        TaskOutcomes.end(other);
        assertThat(party.events).endsWith("other");
    }

    @Test
    void aResetWithNobodyThereChangesNothing(EventLoop loop) {
        InTask.run(loop, () -> {
            barrier.reset();
            assertThat(barrier.toString()).isEqualTo("Barrier[filling, waiting=0 of 2]");
            passes(new TaskOutcomes());
        });
    }

    @Test
    void aResetSendsThoseAwayWhoWait(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = come(party, "waits");
            TaskOutcomes.settle();
            barrier.reset();
            assertThat(barrier.waiting()).isZero();
            assertThat(barrier.isBroken()).isFalse();
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits" + SENT_AWAY);
            passes(party);
        });
    }

    @Test
    void aResetSendsThoseAwayWhoWereLetGoAndHaveNotGone(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = come(party, "waits");
            TaskOutcomes.settle();
            barrier.await();
            barrier.reset();
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits" + SENT_AWAY);
            passes(party);
        });
    }

    @Test
    void whoComesWhileOthersAreSentAwayIsNotOneOfThem(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = come(party, "waits");
            TaskOutcomes.settle();
            barrier.reset();
            Task<Void> late = come(party, "late");
            barrier.await();
            TaskOutcomes.end(waits, late);
            assertThat(party.events).containsExactly("waits" + SENT_AWAY, "late");
        });
    }

    @Test
    void anAbortSendsThoseAwayWhoWaitAndWhoCome(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = come(party, "waits");
            TaskOutcomes.settle();
            barrier.abort();
            assertThat(barrier.isBroken()).isTrue();
            assertThat(barrier.waiting()).isZero();
            assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits" + SENT_AWAY);
            assertThat(barrier.isBroken()).isTrue();
        });
    }

    @Test
    void anAbortSendsLateComersAway(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = come(party, "waits");
            TaskOutcomes.settle();
            Task<Void> last = party.begin("last", () -> {
                barrier.await();
                barrier.reset();
                loop.callSoon(barrier::abort);
            });
            Task<Void> late = come(party, "late");
            TaskOutcomes.end(waits, last, late);
            assertThat(party.events).contains("last", "waits" + SENT_AWAY);
            assertThat(barrier.isBroken()).isTrue();
            assertThat(party.events).contains("late" + SENT_AWAY);
        });
    }

    @Test
    void aResetMendsABarrierThatIsBroken(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            barrier.abort();
            barrier.reset();
            assertThat(barrier.isBroken()).isFalse();
            passes(party);
        });
    }

    @Test
    void anAbortThatIsMendedAtOnceStillSendsThoseAwayWhoWaited(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = come(party, "waits");
            TaskOutcomes.settle();
            barrier.abort();
            barrier.reset();
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits" + SENT_AWAY);
            passes(party);
        });
    }

    @Test
    void aResetAndACancellationLeaveNobodyBehind(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Task<Void> waits = come(party, "waits");
            TaskOutcomes.settle();
            barrier.reset();
            waits.cancel();
            TaskOutcomes.end(waits);
            assertThat(party.events).containsExactly("waits cancelled");
            passes(party);
        });
    }

    @Test
    void aCallbackMayResetAndAbort(EventLoop loop) {
        InTask.run(loop, () -> {
            loop.callSoon(barrier::reset);
            assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
            loop.callSoon(barrier::abort);
            assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
        });
    }
}
