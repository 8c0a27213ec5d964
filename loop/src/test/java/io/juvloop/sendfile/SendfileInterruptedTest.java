package io.juvloop.sendfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Sending a file is disturbed at each of its steps, both by the kernel and by reading and writing: it ends,
/// the position is behind the last byte sent, and the connection is in the right state.
@TaskTest
class SendfileInterruptedTest {
    private static final int SIZE = 20_000_000;

    @TempDir
    private Path directory;

    private static byte[] content;
    private Path path;

    @BeforeAll
    static void make() {
        content = Payload.of(SIZE, 31);
    }

    @BeforeEach
    void write() throws IOException {
        path = Files.write(directory.resolve("file"), content);
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(InterruptedSend.Point.values())
                .flatMap(point -> Stream.of(Arguments.of(point, false), Arguments.of(point, true)));
    }

    private FileChannel open(boolean foreign) throws IOException {
        return foreign ? new ForeignFile(path) : FileChannel.open(path);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void cancelledTheTransportGoesOn(InterruptedSend.Point point, boolean foreign, EventLoop loop) throws IOException {
        try (FileChannel file = open(foreign);
                InterruptedSend send = new InterruptedSend(loop, file, point)) {
            send.sending().cancel(true);
            assertThat(send.finish()).isInstanceOf(CancellationException.class);
            send.assertGoesOn();
            send.assertPrefix(content);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void cancelledByAnotherThreadTheTransportGoesOn(InterruptedSend.Point point, boolean foreign, EventLoop loop)
            throws IOException {
        try (FileChannel file = open(foreign);
                InterruptedSend send = new InterruptedSend(loop, file, point)) {
            OtherThread.run(() -> send.sending().cancel(true));
            assertThat(send.finish()).isInstanceOf(CancellationException.class);
            send.assertGoesOn();
            send.assertPrefix(content);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void abortedItFails(InterruptedSend.Point point, boolean foreign, EventLoop loop) throws IOException {
        try (FileChannel file = open(foreign);
                InterruptedSend send = new InterruptedSend(loop, file, point)) {
            send.pair().clientTransport().abort();
            assertThat(send.finish()).hasMessage("the connection was closed");
            send.assertLost(content);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void closedItFailsAndWhatWasWrittenBeforeArrives(InterruptedSend.Point point, boolean foreign, EventLoop loop)
            throws IOException {
        try (FileChannel file = open(foreign);
                InterruptedSend send = new InterruptedSend(loop, file, point)) {
            send.pair().clientTransport().close();
            assertThat(send.finish()).hasMessage("the connection was closed");
            send.assertLost(content);
            if (point == InterruptedSend.Point.BEHIND_OTHER_BYTES) {
                assertThat(send.pair().server().receivedCount()).isEqualTo(8_000_000);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void resetByThePeerItFails(InterruptedSend.Point point, boolean foreign, EventLoop loop) throws IOException {
        try (FileChannel file = open(foreign);
                InterruptedSend send = new InterruptedSend(loop, file, point)) {
            send.pair().serverTransport().abort();
            assertThat(send.finish()).isInstanceOf(IOException.class);
            send.assertLost(content);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void aFileThatIsClosedIsNotTouchedAnyMore(InterruptedSend.Point point, boolean foreign, EventLoop loop)
            throws IOException {
        FileChannel file = open(foreign);
        try (InterruptedSend send = new InterruptedSend(loop, file, point)) {
            file.close();
            try (FileChannel _ = FileChannel.open(Path.of("/proc/self/exe"))) {
                Throwable failure = send.finish();
                if (foreign || failure != null) {
                    assertThat(failure).isInstanceOf(ClosedChannelException.class);
                } else {
                    Await.until(loop, () -> send.pair().server().receivedCount() >= SIZE - InterruptedSend.OFFSET);
                }
                send.assertCame(content);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void closingTheLoopEndsIt(InterruptedSend.Point point, boolean foreign, EventLoop loop, Logged logged)
            throws IOException {
        try (FileChannel file = open(foreign);
                InterruptedSend send = new InterruptedSend(loop, file, point)) {
            send.closeLoop();
            assertThat(send.sending()).isCompletedExceptionally();
            assertThat(file.isOpen()).isTrue();
            assertThat(logged.all()).allMatch(entry -> entry.message().startsWith("closing the loop with"));
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void aFileThatIsCutEndsThere(InterruptedSend.Point point, boolean foreign, EventLoop loop) throws IOException {
        try (FileChannel file = open(foreign);
                InterruptedSend send = new InterruptedSend(loop, file, point)) {
            try (FileChannel other = FileChannel.open(path, StandardOpenOption.WRITE)) {
                other.truncate(1000);
            }
            assertThat(send.finish()).isNull();
            assertThat(send.sending()).isCompletedWithValue((long) send.sentByPosition());
            assertThat(send.sentByPosition()).isLessThan(SIZE - InterruptedSend.OFFSET);
            // the bytes in flight may be zeros by now, because the system sends the file's own memory
            send.assertGoesOn();
        }
    }
}
