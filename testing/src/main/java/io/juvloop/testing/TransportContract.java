package io.juvloop.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.StreamProtocol;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of a stream transport, as JUnit tests that every class inherits which implements this interface: the
/// order of calls, flow control, and each way to end. It is for transports of your own, such as one that encrypts or
/// compresses over another.
///
/// ```java
/// class TunnelTest implements TransportContract {
///     @Override
///     public void connect(EventLoop loop, StreamProtocol first, StreamProtocol second) {
///         ...
///     }
/// }
/// ```
///
/// Each test has a loop of its own, and fails if the transport leaves a handle, a task or an error behind. Trio's
/// `check_two_way_stream` is the model; see
/// [trio.testing](https://trio.readthedocs.io/en/stable/reference-testing.html#trio.testing.check_two_way_stream).
///
/// On the thread of the test.
public interface TransportContract {
    /// Creates the loop of a test.
    ///
    /// @return a loop that is not running; by default one of [EventLoop#create]
    default EventLoop newLoop() {
        return EventLoop.create();
    }

    /// Connects two protocols by the transports under test. The test then waits for `connectionMade` of both.
    ///
    /// @param loop the loop of the test
    /// @param first the protocol of one end
    /// @param second the protocol of the other end
    void connect(EventLoop loop, StreamProtocol first, StreamProtocol second);

    /// The calls of both ends have an order, and the loss is the last one.
    @Test
    default void theLossIsTheLastCallAndComesOnce() {
        try (ContractRun run = ContractRun.of(this)) {
            run.first().transport().write(new byte[] {1, 2, 3});
            run.first().transport().close();
            run.awaitLost();
            run.runABit();
            assertEquals(List.of("made", "lost"), run.first().calls());
            assertEquals(List.of("made", "data", "eof", "lost"), run.second().calls());
            assertNull(run.first().cause());
            assertNull(run.second().cause());
        }
    }

    /// Data arrives complete and in order, whatever the sizes of the writes.
    @Test
    default void bytesArriveInOrder() {
        Random random = new Random(1);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (ContractRun run = ContractRun.of(this)) {
            for (int size : new int[] {0, 1, 10, 1_000, 100_000, 0, 1, 65_536, 7}) {
                byte[] piece = new byte[size];
                random.nextBytes(piece);
                expected.writeBytes(piece);
                run.first().transport().write(ByteBuffer.wrap(piece));
            }
            run.await("all bytes", () -> run.second().received().length == expected.size());
            assertArrayEquals(expected.toByteArray(), run.second().received());
        }
    }

    /// A write has sent or copied its data when it returns.
    @Test
    default void aBufferMayBeOverwrittenAfterTheWrite() {
        byte[] buffer = new byte[50_000];
        Arrays.fill(buffer, (byte) 1);
        try (ContractRun run = ContractRun.of(this)) {
            for (int i = 0; i < 10; i++) {
                run.first().transport().write(ByteBuffer.wrap(buffer));
                Arrays.fill(buffer, (byte) 2);
                run.first().transport().write(buffer);
                Arrays.fill(buffer, (byte) 1);
            }
            run.await("all bytes", () -> run.second().received().length == 20 * buffer.length);
            byte[] received = run.second().received();
            for (int i = 0; i < received.length; i++) {
                assertEquals(1 + i / buffer.length % 2, received[i]);
            }
        }
    }

    /// A close sends the data that was written before.
    @Test
    default void closeSendsWhatWasWritten() {
        byte[] data = new byte[1_000_000];
        new Random(2).nextBytes(data);
        try (ContractRun run = ContractRun.of(this)) {
            run.first().transport().write(data);
            run.first().transport().close();
            assertTrue(run.first().transport().isClosing());
            run.awaitLost();
            assertArrayEquals(data, run.second().received());
            assertNull(run.first().cause());
        }
    }

    /// Neither close nor abort calls the protocol inside itself, and further calls have no effect.
    @Test
    default void theLossNeverComesInsideACloseAndClosingAgainHasNoEffect() {
        try (ContractRun run = ContractRun.of(this)) {
            run.first().transport().close();
            run.first().transport().close();
            run.second().transport().abort();
            run.second().transport().abort();
            run.second().transport().close();
            assertFalse(run.first().isLost());
            assertFalse(run.second().isLost());
            run.awaitLost();
            run.runABit();
            assertEquals(1, run.first().count("lost"));
            assertEquals(1, run.second().count("lost"));
        }
    }

    /// An abort drops unsent data, and ends a close that is still sending.
    @Test
    default void abortEndsACloseThatIsStillSending() {
        try (ContractRun run = ContractRun.of(this)) {
            run.second().transport().pauseReading();
            writeUntilPaused(run.first());
            run.first().transport().close();
            run.runABit();
            assertFalse(run.first().isLost());
            run.first().transport().abort();
            run.await("connectionLost", run.first()::isLost);
            assertNull(run.first().cause());
            assertEquals(0, run.first().transport().writeBufferSize());
        }
    }

    private static void writeUntilPaused(ContractEnd end) {
        for (int i = 0; i < 10_000 && end.count("pause") == end.count("resume"); i++) {
            if (end.transport().isClosing()) {
                break; // it was reset, and drops what is written
            }
            end.transport().write(new byte[100_000]);
        }
        assertEquals(
                1, end.count("pause") - end.count("resume"), "a transport whose peer does not read pauses writing");
    }

    /// After the end every method can be called, and has no effect.
    @Test
    default void afterTheLossEveryMethodMayBeCalled() {
        try (ContractRun run = ContractRun.of(this)) {
            Transport transport = run.first().transport();
            transport.close();
            run.awaitLost();
            transport.write(new byte[10]);
            transport.pauseReading();
            transport.resumeReading();
            transport.close();
            transport.abort();
            run.runABit();
            assertTrue(transport.isClosing());
            assertFalse(transport.isReading());
            assertEquals(0, transport.writeBufferSize());
            assertSame(run.first(), transport.protocol());
            assertEquals(1, run.first().count("lost"));
        }
    }

    /// A paused transport delivers neither data nor the end of the stream.
    @Test
    default void aPausedTransportDeliversNothing() {
        try (ContractRun run = ContractRun.of(this)) {
            run.second().transport().pauseReading();
            run.second().transport().pauseReading();
            assertFalse(run.second().transport().isReading());
            run.first().transport().write(new byte[10]);
            run.first().transport().close();
            run.runABit();
            assertEquals(List.of("made"), run.second().calls());
            run.second().transport().resumeReading();
            run.awaitLost();
            assertEquals(List.of("made", "data", "eof", "lost"), run.second().calls());
        }
    }

    /// Writing pauses once above the high mark, and resumes once at or below the low one.
    @Test
    default void writingPausesAndResumesInTurn() {
        try (ContractRun run = ContractRun.of(this)) {
            Transport transport = run.first().transport();
            transport.setWriteBufferLimits(new WriteBufferLimits(1_000, 10_000));
            for (int round = 1; round <= 3; round++) {
                run.second().transport().pauseReading();
                writeUntilPaused(run.first());
                assertTrue(transport.writeBufferSize() > 10_000);
                transport.write(new byte[100_000]);
                assertEquals(round, run.first().count("pause"), "once until it resumes");
                run.second().transport().resumeReading();
                long resumes = round;
                run.await("resumeWriting", () -> run.first().count("resume") == resumes);
                assertTrue(transport.writeBufferSize() <= 1_000);
            }
        }
    }

    /// The end of one direction leaves the other one open.
    @Test
    default void oneDirectionMayEndAlone() {
        try (ContractRun run = new ContractRun(this, new ContractEnd(false), new ContractEnd(true))) {
            Transport transport = run.first().transport();
            if (!transport.canWriteEof()) {
                return;
            }
            transport.write(new byte[] {1});
            transport.writeEof();
            transport.writeEof();
            assertThrows(IllegalStateException.class, () -> transport.write(new byte[] {2}));
            run.await("the end of the stream", () -> run.second().count("eof") == 1);
            run.second().transport().write(new byte[] {3, 4});
            run.await("the answer", () -> run.first().received().length == 2);
            assertArrayEquals(new byte[] {1}, run.second().received());
            assertFalse(run.second().isLost());
            run.second().transport().close();
            run.awaitLost();
        }
    }

    /// Data after a change of the protocol goes to the new one alone, and so does the loss.
    @Test
    default void aNewProtocolReceivesTheCallsFromThenOn() {
        try (ContractRun run = ContractRun.of(this)) {
            run.first().transport().write(new byte[] {1});
            run.await("the first byte", () -> run.second().received().length == 1);
            ContractEnd later = new ContractEnd(false);
            Transport transport = run.second().transport();
            later.connectionMade(transport);
            transport.setProtocol(later);
            assertSame(later, transport.protocol());
            run.first().transport().write(new byte[] {2});
            run.await("the second byte", () -> later.received().length == 1);
            transport.setProtocol(run.second());
            run.first().transport().close();
            run.awaitLost();
            assertArrayEquals(new byte[] {1}, run.second().received());
            assertEquals(0, later.count("lost"));
        }
    }

    /// An exception of a protocol is reported, and is the cause of the loss of its connection.
    @Test
    default void anExceptionOfAProtocolEndsItsConnection() {
        IllegalArgumentException failure = new IllegalArgumentException("on purpose");
        ContractEnd failing = new ContractEnd(false) {
            @Override
            public void dataReceived(ByteBuffer data) {
                throw failure;
            }
        };
        try (ContractRun run = new ContractRun(this, new ContractEnd(false), failing)) {
            run.first().transport().write(new byte[] {1});
            run.awaitLost();
            assertSame(failure, failing.cause());
            assertEquals(1, run.reports().size());
            assertSame(failure, run.reports().getFirst().exception());
        }
    }

    /// A transport belongs to the thread of its loop.
    ///
    /// @throws InterruptedException if the test is interrupted
    @Test
    default void anotherThreadIsRefused() throws InterruptedException {
        try (ContractRun run = ContractRun.of(this)) {
            Transport transport = run.first().transport();
            List<Runnable> calls = List.of(
                    () -> transport.write(new byte[1]),
                    transport::close,
                    transport::abort,
                    transport::pauseReading,
                    transport::resumeReading,
                    transport::isClosing,
                    transport::writeBufferSize);
            for (Runnable call : calls) {
                AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
                Thread thread = Thread.ofPlatform().start(() -> {
                    try {
                        call.run();
                    } catch (RuntimeException refused) {
                        thrown.set(refused);
                    }
                });
                thread.join();
                assertInstanceOf(IllegalStateException.class, thrown.get());
            }
            assertFalse(transport.isClosing());
        }
    }

    /// Information that a transport does not have is null.
    @Test
    default void unknownInformationIsNull() {
        try (ContractRun run = ContractRun.of(this)) {
            assertNull(run.first().transport().extraInfo(new ExtraInfo<>("no such name", String.class)));
            assertSame(run.loop(), run.first().transport().loop());
        }
    }
}
