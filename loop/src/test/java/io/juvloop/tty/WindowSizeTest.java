package io.juvloop.tty;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Signal;
import io.juvloop.signal.Kill;
import io.juvloop.terminal.WindowSize;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reported;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The size of a window, and the notification of changes. The system signals only processes whose controlling
/// terminal it is; here the test sends the signal.
@LoopTest
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such terminals")
class WindowSizeTest {
    private static void resize(TerminalSession at, int columns, int rows) {
        at.pty.resize(columns, rows);
        Kill.thisProcess(Signal.WINCH);
    }

    @Test
    void theSizeIsAskedFor(EventLoop loop) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.pty.resize(132, 43);
            assertThat(at.terminal().windowSize()).isEqualTo(new WindowSize(132, 43));
        }
    }

    @Test
    void eachChangeIsTold(EventLoop loop) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            List<WindowSize> told = new ArrayList<>();
            at.terminal().onResize(told::add);
            resize(at, 100, 30);
            Await.until(loop, () -> told.size() == 1);
            resize(at, 80, 25);
            Await.until(loop, () -> told.size() == 2);
            assertThat(told).containsExactly(new WindowSize(100, 30), new WindowSize(80, 25));
        }
    }

    @Test
    void onlyTheWindowThatChangedIsTold(EventLoop loop) throws IOException {
        try (TerminalSession here = new TerminalSession(loop);
                TerminalSession there = new TerminalSession(loop)) {
            List<String> told = new ArrayList<>();
            here.terminal().onResize(size -> told.add("here"));
            there.terminal().onResize(size -> told.add("there"));
            AtomicInteger signals = new AtomicInteger();
            loop.addSignalHandler(Signal.WINCH, signals::incrementAndGet);
            resize(there, 90, 20);
            Await.until(loop, () -> !told.isEmpty() && signals.get() > 0);
            assertThat(told).containsExactly("there");
            loop.removeSignalHandler(Signal.WINCH);
            resize(here, 70, 20);
            Await.until(loop, () -> told.contains("here"));
        }
    }

    @Test
    void whoListensNoMoreIsNotTold(EventLoop loop) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            AtomicInteger told = new AtomicInteger();
            AtomicInteger signals = new AtomicInteger();
            at.terminal().onResize(size -> told.addAndGet(100));
            at.terminal().onResize(size -> told.incrementAndGet());
            loop.addSignalHandler(Signal.WINCH, signals::incrementAndGet);
            resize(at, 90, 20);
            Await.until(loop, () -> told.get() == 1);
            at.terminal().onResize(null);
            at.terminal().onResize(null);
            int before = signals.get();
            resize(at, 91, 20);
            Await.until(loop, () -> signals.get() > before);
            assertThat(told).hasValue(1);
            loop.removeSignalHandler(Signal.WINCH);
        }
    }

    @Test
    void aListenerMayCloseTheTerminal(EventLoop loop) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            at.terminal().onResize(size -> at.program.transport().abort());
            resize(at, 90, 20);
            at.awaitLoss();
        }
    }

    @Test
    void aListenerThatFailsIsReportedAndStays(EventLoop loop, Reported reported) throws IOException {
        try (TerminalSession at = new TerminalSession(loop)) {
            List<WindowSize> told = new ArrayList<>();
            at.terminal().onResize(size -> {
                told.add(size);
                throw new IllegalArgumentException("too small");
            });
            resize(at, 10, 5);
            Await.until(loop, () -> told.size() == 1);
            assertThat(reported.only().exception()).hasMessage("too small");
            resize(at, 11, 5);
            Await.until(loop, () -> told.size() == 2);
            assertThat(reported.only().exception()).hasMessage("too small");
        }
    }
}
