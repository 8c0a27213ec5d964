package io.juvloop.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Task;
import io.juvloop.ipc.PipePair;
import io.juvloop.net.peer.Payload;
import io.juvloop.terminal.Terminal;
import io.juvloop.terminal.TerminalMode;
import io.juvloop.testing.InTask;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.TaskTest;
import io.juvloop.tty.Pty;
import java.net.SocketException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Pipes and terminals as streams.
@TaskTest
@NeedsLibuv(NeedsLibuv.SYSTEM)
@DisabledOnOs(OS.WINDOWS)
class PipesAndTerminalsTest {
    private static final String CTRL_D = "\4";

    // --- Pipes

    @Test
    void whatIsWrittenToAPipeIsReadFromIt(EventLoop loop) {
        byte[] much = Payload.of(1_000_000, 5);
        InTask.run(loop, () -> {
            PipePair pair = loop.pipePair();
            StreamReader reader = Streams.openReadPipe(pair.takeReadEnd());
            StreamWriter writer = Streams.openWritePipe(pair.takeWriteEnd());
            Task<byte[]> reading = loop.createTask(() -> reader.read(-1));
            writer.write(much);
            writer.drain();
            writer.close();
            writer.waitClosed();
            assertThat(Async.await(reading)).isEqualTo(much);
            assertThat(reader.atEof()).isTrue();
        });
    }

    @Test
    void drainWaitsForTheReader(EventLoop loop) {
        InTask.run(loop, () -> {
            PipePair pair = loop.pipePair();
            StreamReader reader = Streams.openReadPipe(pair.takeReadEnd(), StreamOptions.DEFAULT.withLimit(16));
            try (StreamWriter writer = Streams.openWritePipe(pair.takeWriteEnd())) {
                writer.write(new byte[1_000_000]);
                Task<Void> draining = loop.createTask(() -> {
                    writer.drain();
                    return null;
                });
                Async.sleep(Duration.ofMillis(1));
                assertThat(draining.isDone()).isFalse();
                assertThat(reader.readExactly(1_000_000)).hasSize(1_000_000);
                Async.await(draining);
            }
            assertThat(reader.read(-1)).isEmpty();
        });
    }

    @Test
    void aReaderThatLeavesIsToldToWhoWrites(EventLoop loop) {
        InTask.run(loop, () -> {
            PipePair pair = loop.pipePair();
            StreamReader reader = Streams.openReadPipe(pair.takeReadEnd());
            StreamWriter writer = Streams.openWritePipe(pair.takeWriteEnd());
            reader.transport().close();
            assertThat(reader.read(100)).isEmpty();
            writer.waitClosed();
            assertThatThrownBy(writer::drain).isInstanceOf(SocketException.class);
        });
    }

    @Test
    void anEndThatIsRefusedStaysTheCallers(EventLoop loop) {
        InTask.run(loop, () -> {
            try (PipePair pair = loop.pipePair()) {
                assertThatThrownBy(() -> Streams.openReadPipe(pair.writeEnd()))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> Streams.openWritePipe(pair.readEnd()))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> Streams.openTerminal((int) pair.readEnd()))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        });
    }

    @Test
    void aTaskThatIsCancelledWhileItOpensLeavesNothingOpen(EventLoop loop) {
        InTask.run(loop, () -> {
            PipePair pair = loop.pipePair();
            try (Pty pty = new Pty()) {
                cancelAtOnce(loop.createTask(() -> Streams.openReadPipe(pair.takeReadEnd())));
                cancelAtOnce(loop.createTask(() -> Streams.openWritePipe(pair.takeWriteEnd())));
                cancelAtOnce(loop.createTask(() -> Streams.openTerminal(pty.slave())));
            }
        });
    }

    private static void cancelAtOnce(Task<?> opening) {
        Async.sleep(Duration.ZERO);
        opening.cancel(true);
        assertThatThrownBy(() -> Async.await(opening)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aReaderThatNothingFeedsHasNoTransport(EventLoop loop) {
        StreamReader reader = new StreamReader(loop, 10);
        assertThatThrownBy(reader::transport)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reader has no transport");
    }

    // --- Terminals

    @Test
    void aConversationIsHeldOnATerminal(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Pty pty = new Pty();
                    StreamConnection program = Streams.openTerminal(pty.slave());
                    StreamConnection person = Streams.openTerminal(pty.master())) {
                assertThat(program.reader().transport())
                        .isSameAs(program.writer().transport());
                program.writer().write("name? ", UTF_8);
                assertThat(person.reader().readUntil("? ".getBytes(UTF_8)))
                        .asString()
                        .isEqualTo("name? ");
                person.writer().write("Ada\n", UTF_8);
                assertThat(program.reader().readLine(UTF_8)).isEqualTo("Ada");
                assertThat(person.reader().readLine(UTF_8)).as("the echo").isEqualTo("Ada");
                person.writer().write(CTRL_D, UTF_8);
                assertThat(program.reader().readLine(UTF_8)).isNull();
                program.writer().write("bye\n", UTF_8);
                assertThat(person.reader().readLine(UTF_8)).isEqualTo("bye");
            }
        });
    }

    @Test
    void keysAreReadOneByOneInRawMode(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Pty pty = new Pty();
                    StreamConnection program = Streams.openTerminal(pty.slave(), StreamOptions.DEFAULT.withLimit(100));
                    StreamConnection person = Streams.openTerminal(pty.master())) {
                Terminal terminal = Objects.requireNonNull(program.writer().extraInfo(ExtraInfo.TERMINAL));
                terminal.setMode(TerminalMode.RAW);
                person.writer().write("k\3", UTF_8);
                assertThat(program.reader().readExactly(2)).containsExactly('k', 3);
            }
        });
    }

    @Test
    void whoWaitsForAKeyIsToldThatThePersonHasLeft(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Pty pty = new Pty();
                    StreamConnection program = Streams.openTerminal(pty.slave())) {
                Task<byte[]> reading = loop.createTask(() -> program.reader().read(1));
                Async.sleep(Duration.ofMillis(1));
                pty.closeMaster();
                assertThat(Async.await(reading)).isEmpty();
            }
        });
    }
}
