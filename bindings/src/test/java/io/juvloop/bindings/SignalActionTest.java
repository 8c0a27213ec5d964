package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The process's action for a signal before, while and after libuv watches it.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no sigaction")
class SignalActionTest {
    private static final int TERM = SignalNumbers.here().getOrDefault("TERM", 0);

    private final TestLoop loop = new TestLoop();
    private final SignalAction before = SignalAction.current(TERM);

    @AfterEach
    void close() {
        loop.close();
        assertThat(SignalAction.current(TERM).handlesAs(before)).isTrue();
    }

    private UvSignal watcher() {
        UvSignal watcher = new UvSignal(loop.uv(), () -> {});
        watcher.start(TERM);
        return watcher;
    }

    private boolean isAsBefore() {
        return SignalAction.current(TERM).handlesAs(before);
    }

    @Test
    void stoppingTheLastWatcherPutsTheActionBack() {
        UvSignal first = watcher();
        UvSignal second = watcher();
        assertThat(isAsBefore()).isFalse();
        first.stop();
        assertThat(isAsBefore()).isFalse();
        second.stop();
        assertThat(isAsBefore()).isTrue();
    }

    @Test
    void closingPutsTheActionBackAtOnce() {
        UvSignal watcher = watcher();
        watcher.close();
        assertThat(isAsBefore()).isTrue();
    }

    @Test
    void watchersOfTwoLoopsCountTogether() {
        UvSignal here = watcher();
        try (TestLoop other = new TestLoop()) {
            UvSignal there = new UvSignal(other.uv(), () -> {});
            there.start(TERM);
            here.stop();
            assertThat(isAsBefore()).isFalse();
        }
        assertThat(isAsBefore()).isTrue();
    }

    @Test
    void aWatcherThatChangesItsNumberPutsTheOldOneBack() {
        UvSignal watcher = watcher();
        watcher.start(SignalNumbers.here().get("WINCH"));
        assertThat(isAsBefore()).isTrue();
        watcher.stop();
        watcher.stop();
    }

    @Test
    void anActionThatSomebodySetMeanwhileIsLeft() {
        UvSignal watcher = watcher();
        SignalAction ofHup = SignalAction.current(SignalNumbers.here().get("WINCH"));
        assertThat(ofHup.handlesAs(before)).isFalse();
        ofHup.install(TERM);
        watcher.stop();
        assertThat(SignalAction.current(TERM).handlesAs(ofHup)).isTrue();
        before.install(TERM);
    }

    @Test
    void atNoInstantIsTheSystemsDefaultInstalled() throws InterruptedException {
        UvSignal watcher = new UvSignal(loop.uv(), () -> {});
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong defaults = new AtomicLong();
        Thread looking = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                if (SignalAction.current(TERM).isDefault()) {
                    defaults.incrementAndGet();
                }
            }
        });
        for (int round = 0; round < 20_000; round++) {
            watcher.start(TERM);
            watcher.stop();
        }
        over.set(true);
        looking.join();
        assertThat(before.isDefault()).as("as what the JVM does on it is not").isFalse();
        assertThat(defaults).hasValue(0);
    }

    @Test
    void aSignalThatIsWatchedAgainIsToldAgain() {
        AtomicLong told = new AtomicLong();
        UvSignal watcher = new UvSignal(loop.uv(), told::incrementAndGet);
        int number = SignalNumbers.here().get("WINCH");
        for (int round = 1; round <= 3; round++) {
            watcher.start(number);
            SignalSender.thisProcess("WINCH");
            long wanted = round;
            loop.runUntil(() -> told.get() == wanted);
            watcher.stop();
        }
    }

    @Test
    void aRefusedStartLeavesEverythingAsItWas() {
        UvSignal watcher = new UvSignal(loop.uv(), () -> {});
        int kill = SignalNumbers.here().get("KILL");
        assertThatExceptionOfType(UvFailure.class).isThrownBy(() -> watcher.start(kill));
        assertThatExceptionOfType(UvFailure.class).isThrownBy(() -> watcher.start(1000));
        watcher.start(TERM);
        assertThat(isAsBefore()).isFalse();
    }

    @Test
    void numbersDifferByPlatform() {
        assertThat(SignalNumbers.of(new Platform("linux", "x86_64", "glibc")))
                .containsEntry("USR1", 10)
                .containsEntry("WINCH", 28)
                .containsEntry("SYS", 31);
        assertThat(SignalNumbers.of(new Platform("osx", "aarch_64", "libSystem")))
                .containsEntry("USR1", 30)
                .containsEntry("CHLD", 20)
                .containsEntry("WINCH", 28);
        assertThat(SignalNumbers.of(new Platform("windows", "x86_64", "ucrt")))
                .containsEntry("BREAK", 21)
                .doesNotContainKey("USR1");
    }
}
