package io.juvloop.signal;

import io.juvloop.Action;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Signal;
import io.juvloop.UvException;
import io.juvloop.terminal.Terminal;
import io.juvloop.testing.Await;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.tty.Pty;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/// Sets its first signal handler, and its first window watch, when it may open no more files, and again when it
/// may. Started with a low limit on descriptors. A few are left, for classes to be loaded; the loop that keeps
/// signals watched needs more, and must not use them up when it cannot be created.
final class SignalsOutOfFilesMain {
    private static final int NOT_OPEN = 99;
    private static final int LEFT = 3;

    private SignalsOutOfFilesMain() {}

    private static List<FileInputStream> takeAllBut(int left) throws IOException {
        List<FileInputStream> taken = new ArrayList<>();
        while (true) {
            try {
                taken.add(new FileInputStream("/dev/null"));
            } catch (FileNotFoundException none) {
                close(taken.subList(taken.size() - left, taken.size()));
                return taken;
            }
        }
    }

    private static void close(List<FileInputStream> files) throws IOException {
        for (FileInputStream file : files) {
            file.close();
        }
        files.clear();
    }

    private static String failure(Action action) {
        try {
            action.run();
            return "none";
        } catch (Exception failed) {
            Throwable cause = failed instanceof UvException ? failed : failed.getCause();
            String name = cause instanceof UvException known ? known.errorName() : String.valueOf(cause);
            return failed.getClass().getSimpleName() + " " + name;
        }
    }

    public static void main(String... arguments) throws IOException {
        try (Pty pty = new Pty();
                EventLoop loop = EventLoop.create()) {
            RecordingProtocol program = new RecordingProtocol();
            loop.runUntilComplete(loop.terminals().connect(() -> program, pty.slave()));
            Terminal terminal = Objects.requireNonNull(program.transport().extraInfo(ExtraInfo.TERMINAL));
            AtomicInteger told = new AtomicInteger();
            var _ = failure(
                    () -> loop.runUntilComplete(loop.connectReadPipe(() -> program, NOT_OPEN))); // loads error classes
            List<FileInputStream> taken = takeAllBut(LEFT);
            System.out.println(failure(() -> loop.addSignalHandler(Signal.USR1, told::incrementAndGet)));
            System.out.println(failure(() -> terminal.onResize(size -> {})));
            System.out.println(loop.removeSignalHandler(Signal.USR1));
            List<FileInputStream> left = takeAllBut(0);
            System.out.println(left.size() + " left");
            close(left);
            close(taken);
            terminal.onResize(size -> {});
            loop.addSignalHandler(Signal.USR1, told::incrementAndGet);
            Kill.thisProcess(Signal.USR1);
            Await.until(loop, () -> told.get() == 1);
            System.out.println(loop.removeSignalHandler(Signal.USR1));
            program.transport().close();
            Await.until(loop, program::isLost);
        }
        System.out.println("closed");
    }
}
