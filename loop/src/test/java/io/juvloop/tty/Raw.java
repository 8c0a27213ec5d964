package io.juvloop.tty;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Juvloop;
import io.juvloop.Transport;
import io.juvloop.terminal.Terminal;
import io.juvloop.terminal.TerminalMode;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/// Programs that put their terminal into raw mode and do not restore it themselves; each in a JVM of its own.
enum Raw {
    ENDS {
        @Override
        void run() throws IOException {
            try (EventLoop loop = EventLoop.create()) {
                makeRaw(loop);
            }
        }
    },
    ENDS_WITHOUT_CLOSING_ITS_LOOP {
        @Override
        void run() throws IOException {
            makeRaw(EventLoop.create());
        }
    },
    EXITS_IN_A_CALLBACK {
        @Override
        void run() throws IOException {
            EventLoop loop = EventLoop.create();
            makeRaw(loop);
            loop.callSoon(() -> System.exit(0));
            loop.runForever();
        }
    },
    FAILS {
        @Override
        void run() throws IOException {
            makeRaw(EventLoop.create());
            throw new IllegalStateException("on purpose");
        }
    },
    WAITS {
        @Override
        void run() throws IOException {
            EventLoop loop = EventLoop.create();
            say(makeRaw(loop), READY);
            loop.runForever();
        }
    },
    WAITS_IN_A_TASK {
        @Override
        void run() {
            Juvloop.run(() -> {
                RecordingProtocol program = new RecordingProtocol();
                Async.await(EventLoop.running().terminals().connect(() -> program, 0));
                terminal(program).setMode(TerminalMode.RAW);
                say(program.transport(), READY);
                Async.sleep(Duration.ofHours(1));
            });
        }
    },
    BECOMES_RAW_AGAIN_WHILE_THE_JVM_ENDS {
        @Override
        void run() throws IOException {
            EventLoop loop = EventLoop.create();
            Transport transport = makeRaw(loop);
            Terminal terminal = Objects.requireNonNull(transport.extraInfo(ExtraInfo.TERMINAL));
            Thread.ofPlatform().daemon().start(() -> System.exit(0));
            loop.runUntilComplete(loop.createTask(() -> {
                while (true) {
                    terminal.setMode(TerminalMode.NORMAL);
                    terminal.setMode(TerminalMode.RAW); // refused at the end
                    Async.sleep(Duration.ZERO);
                }
            }));
        }
    },
    TELLS_ITS_SIZE {
        @Override
        void run() throws IOException {
            EventLoop loop = EventLoop.create();
            Transport transport = makeRaw(loop);
            Terminal terminal = Objects.requireNonNull(transport.extraInfo(ExtraInfo.TERMINAL));
            terminal.onResize(size -> {
                say(transport, size.columns() + "x" + size.rows());
                transport.close();
                loop.callLater(Duration.ofMillis(1), loop::stop);
            });
            say(transport, READY);
            loop.runForever();
            loop.close();
        }
    };

    static final String READY = "ready";

    abstract void run() throws IOException;

    private static Transport makeRaw(EventLoop loop) throws IOException {
        RecordingProtocol program = new RecordingProtocol();
        loop.runUntilComplete(loop.terminals().connect(() -> program, 0));
        terminal(program).setMode(TerminalMode.RAW);
        return program.transport();
    }

    private static Terminal terminal(RecordingProtocol program) {
        return Objects.requireNonNull(program.transport().extraInfo(ExtraInfo.TERMINAL));
    }

    private static void say(Transport transport, String line) {
        transport.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Runs the program that the argument names.
    public static void main(String... arguments) throws IOException {
        valueOf(arguments[0]).run();
    }
}
